package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"compack/internal/document"
)

// wrapRows is the most records for which long texts are wrapped: a program
// measures each wrapped row when it opens the file.
const wrapRows = 5000

// writePopulation writes all records of a dataset as an Excel table, each field
// under its defined name.
func (b *book) writePopulation(name string, p *document.Population) error {
	cols, err := b.columns(p)
	if err != nil {
		return err
	}
	rows := p.Table.Len()
	last := max(rows, 1) + 1
	if last > excelize.TotalRows {
		return fmt.Errorf("%d records are more than a sheet holds (%d)", rows, excelize.TotalRows-1)
	}
	if err := b.preparePopulation(name, p, cols, last); err != nil {
		return err
	}
	sw, err := b.stream(name)
	if err != nil {
		return err
	}
	if err := b.shapeColumns(sw, p, cols); err != nil {
		return err
	}
	b.markRecords(sw.part, p, cols, last)
	b.linkRecords(sw.part, p, cols)
	// A table must have a row: where there is no record it takes in an empty one.
	sw.part.records = b.records(cols, rows)
	sw.SetTable("A1:"+at(len(cols), last), "tbl_"+definedName(p.Table.Def.ID), dataTable, titlesOf(cols))
	if err := sw.Flush(); err != nil {
		return err
	}
	return b.nameColumns(name, cols, last)
}

func titlesOf(cols []column) (titles []string) {
	for _, c := range cols {
		titles = append(titles, c.title)
	}
	return titles
}

// recordsPage says how a sheet of records is printed: on several pages beside each
// other where one could not be read, the identifier on each.
func (b *book) recordsPage(title string, cols []column) page {
	widths := make([]float64, len(cols))
	for i, c := range cols {
		widths[i] = c.width
	}
	p := page{tab: b.theme.Data, title: title, grid: true, repeat: rowsRef(1), wide: pagesWide(widths)}
	if p.wide > 1 {
		p.columns = "$A:$A"
	}
	return p
}

// preparePopulation sets what must be set before the sheet's stream is opened.
func (b *book) preparePopulation(name string, p *document.Population, cols []column, last int) error {
	title := p.Title
	if title == "" {
		title = p.Name
	}
	if err := b.setPage(name, b.recordsPage(title, cols)); err != nil {
		return err
	}
	all := "A1:" + at(len(cols), last)
	if err := b.file.SetSheetDimension(name, all); err != nil {
		return err
	}
	return b.quietNumbers(name, all)
}

// find returns the position of a field's column, counted from 1, or 0.
func find(cols []column, field string) int {
	for i, c := range cols {
		if c.field == field {
			return i + 1
		}
	}
	return 0
}

// shapeColumns sets widths, looks and panes. The first column stays in view
// where it identifies the record.
func (b *book) shapeColumns(sw *stream, p *document.Population, cols []column) error {
	for i, c := range cols {
		sw.setColumn(i+1, c.width, b.id(c.look))
	}
	keys := 0
	if def := p.Table.Def; len(def.Key) > 0 && cols[0].field == def.Key[0] {
		keys = 1
	}
	if err := freeze(sw, keys, 1); err != nil {
		return err
	}
	header, titles, widths := make([]any, len(cols)), make([]string, len(cols)), make([]float64, len(cols))
	for i, c := range cols {
		header[i], titles[i], widths[i] = b.text(c.title, c.head), c.title, c.width
	}
	sw.SetRow(1, header, height(headerLines(titles, widths)))
	return nil
}

// nameColumns gives each field's and helper's data its defined name.
func (b *book) nameColumns(sheet string, cols []column, last int) error {
	for i, c := range cols {
		if c.name == "" {
			continue
		}
		if err := b.define(c.name, on(sheet, fixed(i+1, 2)+":"+fixed(i+1, last))); err != nil {
			return err
		}
	}
	return nil
}

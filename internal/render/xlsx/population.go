package xlsx

import (
	"cmp"

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
	s := b.sheet(name, b.recordsPage(cmp.Or(p.Title, p.Name), cols), len(cols), last)
	s.quiet = true
	b.shapeColumns(s, p, cols)
	b.markRecords(s, p, cols, last)
	b.linkRecords(s, p, cols)
	// A table must have a row: where there is no record it takes in an empty one.
	s.records = b.records(cols, rows)
	s.setTable(s.cells, "tbl_"+definedName(p.Table.Def.ID), dataTable, titlesOf(cols))
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
func (b *book) shapeColumns(s *sheet, p *document.Population, cols []column) {
	keys := 0
	if def := p.Table.Def; len(def.Key) > 0 && cols[0].field == def.Key[0] {
		keys = 1
	}
	s.freeze(keys, 1)
	header, titles, widths := make([]cell, len(cols)), titlesOf(cols), make([]float64, len(cols))
	for i, c := range cols {
		s.columns = append(s.columns, sheetColumn{width: c.width, look: b.id(c.look)})
		header[i], widths[i] = b.text(c.title, c.head), c.width
	}
	s.setRow(1, header, height(headerLines(titles, widths)))
}

// nameColumns gives each field's and helper's data its defined name.
func (b *book) nameColumns(sheet string, cols []column, last int) error {
	for i, c := range cols {
		if c.name == "" {
			continue
		}
		if err := b.definitions.define(c.name, on(sheet, fixed(i+1, 2)+":"+fixed(i+1, last))); err != nil {
			return err
		}
	}
	return nil
}

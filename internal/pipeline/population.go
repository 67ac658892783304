package pipeline

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/ingest/xlsx"
	"compack/internal/period"
)

// population is a dataset's sheet of a pack's workbook: its records as a reader
// sees them, without the columns that only formulas need.
type population struct {
	titles []string
	rows   [][]document.Cell
	keys   []int // columns of the key's fields
}

// key returns the record's key fields as the sheet shows them, joined by |.
func (p *population) key(row int) string {
	parts := make([]string, len(p.keys))
	for i, col := range p.keys {
		parts[i] = p.rows[row][col].In(nil)
	}
	return strings.Join(parts, "|")
}

// readPopulation reads the dataset's sheet of a workbook that compack wrote in the
// language of the definition.
func readPopulation(workbook []byte, def *dataset.Definition) (*population, error) {
	book, err := xlsx.Open(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		return nil, fmt.Errorf("read the pack's workbook: %w", err)
	}
	i := slices.IndexFunc(book.Sheets, func(s xlsx.Sheet) bool { return s.Name == def.Title })
	if i < 0 {
		return nil, fmt.Errorf("the pack has no sheet %q: dataset %s was not provided for it, or the pack holds no records", def.Title, def.ID)
	}
	p := &population{}
	var columns []int // of the sheet, by column of the population
	for row, err := range book.Rows(book.Sheets[i]) {
		if err != nil {
			return nil, fmt.Errorf("read sheet %q of the pack's workbook: %w", def.Title, err)
		}
		if row.Number == 1 {
			if columns, err = p.header(row.Cells, def); err != nil {
				return nil, err
			}
			continue
		}
		p.add(row.Cells, columns)
	}
	return p, nil
}

// header settles which columns are the record's own.
func (p *population) header(cells []xlsx.Cell, def *dataset.Definition) ([]int, error) {
	var wanted []string
	for _, f := range def.Fields {
		wanted = append(wanted, cmp.Or(f.Title, f.Name))
	}
	titles := document.OriginTitles(def.Locale())
	wanted = append(wanted, titles[:]...)
	var columns []int
	for i, c := range cells {
		if slices.Contains(wanted, c.Text) {
			p.titles, columns = append(p.titles, c.Text), append(columns, i)
		}
	}
	for _, name := range def.Key {
		f, _ := def.Field(name)
		col := slices.Index(p.titles, cmp.Or(f.Title, f.Name))
		if col < 0 {
			return nil, fmt.Errorf("sheet %q has no column %q, which is part of the key: the pack was made with another definition of %s", def.Title, f.Title, def.ID)
		}
		p.keys = append(p.keys, col)
	}
	return columns, nil
}

// add takes a record in; the empty row of a table without records is none.
func (p *population) add(cells []xlsx.Cell, columns []int) {
	row, empty := make([]document.Cell, len(columns)), true
	for i, col := range columns {
		if col < len(cells) {
			row[i] = shownCell(cells[col])
		}
		empty = empty && row[i].Kind == document.Empty
	}
	if !empty {
		p.rows = append(p.rows, row)
	}
}

// shownCell returns a cell of a pack's sheet as the sheet shows it.
func shownCell(c xlsx.Cell) document.Cell {
	switch c.Kind {
	case xlsx.Day:
		serial, err := strconv.ParseFloat(c.Text, 64)
		if err != nil {
			return document.T(c.Text)
		}
		m := period.MomentFromExcel(serial)
		if m == m.Date().At(0) {
			return document.D(m.Date())
		}
		return document.T(m.String())
	case xlsx.Boolean:
		return document.T(map[string]string{"1": "TRUE", "0": "FALSE"}[c.Text])
	}
	return document.T(c.Text)
}

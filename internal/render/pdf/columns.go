package pdf

import (
	"math"

	"compack/internal/document"
)

// table is a table with its texts measured and its columns laid out.
type table struct {
	document.Table
	style   Style
	columns []column
	cells   [][]setText // of the rows
	total   []setText
	width   float64 // of the band that is being set
}

// setText is a prepared text and its width on one line.
type setText struct {
	s string
	w float64
}

// column is a table column: what its content asks for, then where it lies.
type column struct {
	right   bool
	wide    bool
	lines   int
	natural float64 // width of its longest text on one line
	usual   float64 // quadratic mean of the widths of its texts on one line: a single long one counts for little
	least   float64 // width of its longest word
	x       float64
	width   float64
}

// longestWord is the width beyond which a word may be broken, in millimetres.
const longestWord = 30.0

// tableKey tells tables apart by where their content lies.
type tableKey struct {
	rows    *[]document.Cell
	columns *document.Column
	total   int
}

// measured returns a table of some rows and columns with its texts measured, which is
// done once.
func (ts *typesetter) measured(b document.Table) *table {
	key := tableKey{&b.Rows[0], &b.Columns[0], len(b.Total)}
	t, ok := ts.tables[key]
	if !ok {
		t = ts.measureTable(b)
		ts.tables[key] = t
	}
	t.Table = b
	return t
}

// measureTable prepares and measures all texts of a table.
func (ts *typesetter) measureTable(b document.Table) *table {
	t := &table{Table: b, style: ts.Table, columns: make([]column, len(b.Columns)), cells: make([][]setText, len(b.Rows))}
	texts := make([]setText, len(b.Rows)*len(b.Columns))
	for i, row := range b.Rows {
		t.cells[i], texts = texts[:len(b.Columns)], texts[len(b.Columns):]
		for c := range min(len(row), len(b.Columns)) {
			t.cells[i][c] = ts.setText(row[c], ts.Table)
		}
	}
	t.total = make([]setText, len(b.Columns))
	for c := range min(len(b.Total), len(b.Columns)) {
		t.total[c] = ts.setText(b.Total[c], ts.Head)
	}
	for c := range b.Columns {
		t.columns[c] = ts.measureColumn(t, c)
	}
	return t
}

// setText prepares and measures a cell.
func (ts *typesetter) setText(c document.Cell, st Style) setText {
	s := ts.prepare(c.In(ts.loc), st.Face)
	w := ts.faces[st.Face].width(s, st.Size)
	if c.Kind == document.Status {
		w = ts.chipWidth(c)
	}
	return setText{s, w}
}

// measureColumn finds a column's alignment and what width it asks for. A column of
// figures alone is set to the right whatever the column says.
func (ts *typesetter) measureColumn(t *table, c int) column {
	def := t.Columns[c]
	col := column{right: def.Align == document.Right, wide: def.Wide, lines: ts.RowLines}
	switch {
	case t.Defines: // nobody can go by a definition that was cut
		col.lines = int(0.8 * ts.height() / t.style.lineHeight())
	case col.wide:
		col.lines = ts.WideLines
	}
	figures, others, squares := 0, 0, 0.0
	for i := range len(t.cells) + min(1, len(t.Total)) {
		cell, text := t.source(i, c), t.text(i, c)
		switch {
		case cell.IsNumeric():
			figures++
		case text.s != "":
			others++
		}
		col.natural = max(col.natural, text.w)
		squares += text.w * text.w
		if text.w > col.least {
			col.least = max(col.least, ts.leastWidth(cell, text))
		}
	}
	col.right = col.right || figures > 0 && others == 0
	if n := len(t.cells); n > 0 { // a column that is mostly empty asks for little
		col.usual = math.Sqrt(squares / float64(n))
	}
	col.natural = max(col.natural, min(ts.width(def.Title, ts.Head), longestWord))
	col.least = min(max(col.least, ts.longest(ts.prepare(def.Title, SemiBold), ts.Head)), col.natural)
	return col
}

// leastWidth returns the width below which a cell can't be set well: figures,
// dates and statuses stay on one line.
func (ts *typesetter) leastWidth(c document.Cell, t setText) float64 {
	if c.Kind != document.Text {
		return min(t.w, 1.5*longestWord)
	}
	return ts.longest(t.s, ts.Table)
}

// longest returns the width of the longest word of a prepared text, as far as it
// may not be broken.
func (ts *typesetter) longest(s string, st Style) (w float64) {
	for from, to := nextWord(s, 0); from < to; from, to = nextWord(s, to) {
		w = max(w, ts.faces[st.Face].width(s[from:to], st.Size))
	}
	return min(w, longestWord)
}

// source returns the cell of row i; the row after the last is the total.
func (t *table) source(i, c int) document.Cell {
	row := t.Total
	if i < len(t.Rows) {
		row = t.Rows[i]
	}
	if c < len(row) {
		return row[c]
	}
	return document.Cell{}
}

// text returns the text of row i; the row after the last is the total.
func (t *table) text(i, c int) setText {
	if i < len(t.cells) {
		return t.cells[i][c]
	}
	return t.total[c]
}

// bands groups the columns so that each group's least widths fit beside one
// another. Groups after the first repeat the first column.
func (t *table) bands(width float64) [][]int {
	var bands [][]int
	var band []int
	used := 0.0
	for c, col := range t.columns {
		if len(band) > 0 && used+leastGap+col.least > width {
			bands = append(bands, band)
			band, used = []int{0}, t.columns[0].least
		}
		if len(band) > 0 {
			used += leastGap
		}
		band = append(band, c)
		used += col.least
	}
	return append(bands, band)
}

// bandLabel says which of a table's columns a band shows; a table of one band
// needs no label.
func (ts *typesetter) bandLabel(band []int, i, of int) string {
	if of == 1 {
		return ""
	}
	return ts.loc.Say("columns, part %d of %d", i+1, of)
}

package xlsx

import (
	"slices"
	"strconv"
	"strings"

	"compack/internal/document"
)

// evidenceHeader is the row of the header on an evidence sheet; the intro stands
// in the first row, what is said of the order and the cut in the second.
const evidenceHeader = 3

// narrowText is the widest that a column gets which isn't declared wide.
const narrowText = 36

// writeEvidence writes a sheet with one table.
func (b *book) writeEvidence(name string, e document.Evidence) {
	cols := len(e.Table.Columns)
	if cols == 0 {
		cols = 1
		e.Table.Columns = []document.Column{{Title: e.Name}}
	}
	widths := b.evidenceWidths(e.Table)
	p := page{tab: b.theme.Evidence, title: e.Name, grid: true, repeat: rowsRef(evidenceHeader), wide: pagesWide(widths)}
	s := b.sheet(name, p, cols, evidenceHeader+max(len(e.Table.Rows), 1))
	s.quiet = true
	s.setWidths(widths)
	s.freeze(0, evidenceHeader)
	b.writeIntro(s, e, widths)
	if e.Key == clausesKey {
		b.markVerdicts(&s.rules, e.Table)
	}
	b.writeTable(s, e.Table, widths)
}

// writeIntro writes the rows above the header.
func (b *book) writeIntro(s *sheet, e document.Evidence, widths []float64) {
	intro := e.Intro
	if intro == "" {
		intro = e.Table.Title
	}
	var said []string
	for _, text := range []string{e.Table.Sorted, e.Table.Cut, e.Table.Note} {
		if text != "" {
			said = append(said, text)
		}
	}
	note := strings.Join(said, b.doc.Locale.Semicolon())
	g := &grid{}
	b.headText(g, 1, intro, style{color: b.theme.Ink, wrap: true}, widths)
	b.headText(g, 2, note, b.theme.note(), widths)
	b.headLink(g, s, len(widths))
	g.write(s)
}

// headText writes a text over the columns of a sheet but the first, which the way back
// to the contents has; where there is only one, over that.
func (b *book) headText(g *grid, row int, text string, look style, widths []float64) {
	first, room := min(2, len(widths)), 0.0
	for _, w := range widths[first-1:] {
		room += w
	}
	g.set(first, row, b.text(text, look))
	g.setHeight(row, height(lines(text, max(room, narrowest), sizeBody)))
	if first < len(widths) {
		g.merge(at(first, row), at(len(widths), row))
	}
}

// headLink leads from a sheet's first cell back to the contents.
func (b *book) headLink(g *grid, s *sheet, cols int) {
	if cols > 1 {
		g.set(1, 1, b.text(b.say("Contents"), style{size: sizeNote, color: b.theme.Brand}))
	}
	b.backLink(s, "A1")
}

// clausesKey is the key of the evidence with a verdict on each clause.
const clausesKey = "clauses"

// markVerdicts gives verdicts that are worked out the looks of statuses.
func (b *book) markVerdicts(rules *conditions, t document.Table) {
	for i := range t.Columns {
		live := slices.ContainsFunc(t.Rows, func(row []document.Cell) bool {
			return i < len(row) && row[i].Kind == document.Text && row[i].Formula != ""
		})
		if live {
			rules.words(at(i+1, evidenceHeader+1)+":"+at(i+1, evidenceHeader+len(t.Rows)), b.statuses())
		}
	}
}

// writeTable writes the header, the rows and the total.
func (b *book) writeTable(s *sheet, t document.Table, widths []float64) {
	titles := b.writeTitles(s, t, widths)
	row := evidenceHeader
	body := style{rule: b.theme.Hairline, wrap: true}
	for _, cells := range t.Rows {
		row++
		b.writeRow(s, row, t, cells, body, widths)
	}
	if len(t.Rows) == 0 {
		row++
		s.setRow(row, []cell{b.text(t.Empty, style{color: b.theme.Muted})}, 0)
	}
	s.setTable(at(1, evidenceHeader)+":"+at(len(t.Columns), row), "tbl_sheet_"+strconv.Itoa(s.id), evidenceTable, titles)
	if len(t.Total) > 0 {
		total := style{bold: true, rule: b.theme.Brand, heavy: true, fill: b.theme.Surface, wrap: true}
		b.writeRow(s, row+1, t, t.Total, total, widths)
	}
}

// writeTitles writes the header of a table and returns the titles as it has them.
func (b *book) writeTitles(s *sheet, t document.Table, widths []float64) []string {
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	titles = distinct(titles)
	cells := make([]cell, len(t.Columns))
	for i, c := range t.Columns {
		look := b.theme.header()
		if c.Align == document.Right {
			look = clearRight(look)
		}
		cells[i] = b.text(titles[i], look)
	}
	s.setRow(evidenceHeader, cells, height(headerLines(titles, widths)))
	return titles
}

// writeRow writes a row of a table; one that is short leaves the rest empty.
func (b *book) writeRow(s *sheet, row int, t document.Table, values []document.Cell, base style, widths []float64) {
	high := 1
	for i := range min(len(values), len(t.Columns)) {
		if c := &values[i]; c.Kind == document.Text {
			high = max(high, lines(c.Text, widths[i], sizeBody))
		}
	}
	s.openRow(row, height(high))
	for i, column := range t.Columns {
		var c document.Cell
		if i < len(values) {
			c = values[i]
		}
		look := b.styled(c, base)
		if column.Align == document.Right {
			look = clearRight(look)
			look.wrap = c.Kind == document.Text
		}
		if to := b.leadsTo(column, c); to != "" {
			look.color = b.theme.Brand
			s.link(link{at(i+1, row), to, ""})
		}
		value := b.value(c)
		if c.Formula != "" {
			look, value = b.liveLook(c, look), b.cached(c)
		}
		s.put(i+1, row, cell{s.columns[i].id(b, look), c.Formula, value})
	}
	s.closeRow()
}

// evidenceWidths returns the widths of the columns by a sample of their content.
func (b *book) evidenceWidths(t document.Table) []float64 {
	content := make([]int, len(t.Columns))
	for row := range sample(len(t.Rows)) {
		for i := range min(len(t.Rows[row]), len(content)) {
			content[i] = longest(content[i], t.Rows[row][i].In(b.doc.Locale))
		}
	}
	out := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		limit := narrowText
		if c.Wide {
			limit = widest
		}
		out[i] = width(c.Title, min(content[i], limit))
	}
	return out
}

// rowsRef returns the reference of a whole row.
func rowsRef(row int) string {
	n := strconv.Itoa(row)
	return "$" + n + ":$" + n
}

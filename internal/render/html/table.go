package html

import (
	"strings"
	"unicode/utf8"

	"compack/internal/document"
)

// table writes a table: title with its order and cut, header, rows, total, note. A
// wide one scrolls in a region of its own, which the keyboard reaches.
func (r *renderer) table(b document.Table) {
	if len(b.Rows) == 0 || len(b.Columns) == 0 {
		r.emptyTable(b)
		return
	}
	r.tables++
	name := b.Title
	if name == "" {
		name = r.heading
	}
	r.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", r.loc.Say("Table %d: %s", r.tables, name))
	r.open("table")
	r.caption(b, name)
	columns := columnsOf(b)
	r.tableHead(b, columns)
	r.open("tbody")
	for _, row := range b.Rows {
		r.row(b, columns, row)
	}
	r.close()
	if len(b.Total) > 0 {
		r.open("tfoot")
		r.row(document.Table{}, columns, b.Total)
		r.close()
	}
	r.close()
	r.close()
	if b.Note != "" {
		r.leaf("p", b.Note, "class", "note under")
	}
}

// emptyTable says what is said instead of a table without rows.
func (r *renderer) emptyTable(b document.Table) {
	r.open("div", "class", "nothing")
	if b.Title != "" {
		r.leaf("p", b.Title, "class", "title")
	}
	if said := r.orderAndCut(b); said != "" {
		r.open("p", "class", "note")
		r.linked(said, b.Figure)
		r.close()
	}
	why := b.Empty
	if why == "" {
		why = r.loc.Say("No entries.")
	}
	r.leaf("p", why)
	if b.Note != "" {
		r.leaf("p", b.Note, "class", "note")
	}
	r.close()
}

// caption names a table. One without a title of its own is called by the heading that
// it stands under, which is read aloud alone.
func (r *renderer) caption(b document.Table, name string) {
	said := r.orderAndCut(b)
	r.open("caption")
	if b.Title != "" {
		r.leaf("span", b.Title, "class", "title")
	} else {
		r.hidden(name)
	}
	if said != "" {
		r.write(" ").open("span", "class", "note")
		r.linked(said, b.Figure)
		r.close()
	}
	r.close()
}

// orderAndCut says what a table is sorted by and cut to.
func (r *renderer) orderAndCut(b document.Table) string {
	sorted, cut := capital(b.Sorted), capital(b.Cut)
	if sorted == "" || cut == "" {
		return sorted + cut
	}
	return sorted + " \u00B7 " + cut
}

// capital returns s with a capital first letter, as it stands alone on a line.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// columnsOf returns the class of each column: at the right where it holds figures,
// wide where it holds prose.
func columnsOf(b document.Table) []string {
	classes := make([]string, len(b.Columns))
	for i, c := range b.Columns {
		switch {
		case c.Align == document.Right || isFigures(b.Rows, i):
			classes[i] = "n"
		case c.Wide:
			classes[i] = "w"
		}
	}
	return classes
}

// isFigures reports whether a column holds figures alone.
func isFigures(rows [][]document.Cell, column int) bool {
	found := false
	for _, row := range rows {
		if column >= len(row) || row[column].Kind == document.Empty {
			continue
		}
		if !row[column].IsNumeric() {
			return false
		}
		found = true
	}
	return found
}

func (r *renderer) tableHead(b document.Table, columns []string) {
	r.open("thead")
	r.open("tr")
	for i, c := range b.Columns {
		if strings.TrimSpace(c.Title) == "" {
			r.open("td")
			r.close()
			continue
		}
		r.leaf("th", c.Title, "scope", "col", "class", columns[i])
	}
	r.close()
	r.close()
}

// row writes one row of t. Cells beyond the columns are shown, too; cells that are not
// there are empty.
func (r *renderer) row(t document.Table, columns []string, row []document.Cell) {
	anchor := ""
	if figure := definedBy(t, row); figure != "" {
		anchor = r.anchors.anchorOnce(figure)
	}
	r.open("tr", "id", anchor)
	for i := range max(len(columns), len(row)) {
		var c document.Cell
		if i < len(row) {
			c = row[i]
		}
		class := ""
		if i < len(columns) {
			class = columns[i]
		}
		r.cell(t, c, class, i == 0)
	}
	r.close()
}

// cell writes one cell; the first of a row is its header.
func (r *renderer) cell(t document.Table, c document.Cell, class string, isFirst bool) {
	text := c.In(r.loc)
	if isFirst && text != "" {
		r.open("th", "scope", "row", "class", classOf(c, text, class))
	} else {
		r.open("td", "class", classOf(c, text, class))
	}
	switch {
	case c.Kind == document.Status:
		r.said(c)
	case c.Kind == document.Text && !t.Defines:
		r.linked(text, c.Figure)
	default:
		r.text(text)
	}
	r.close()
}

// Lengths of texts, in characters: up to the one they are set on one line, and words
// beyond the other may break.
const (
	shortText = 18
	longWord  = 30
)

// classOf returns a cell's class: its column's, and how its text may break.
func classOf(c document.Cell, text, column string) string {
	switch {
	case c.Kind == document.Missing:
		return strings.TrimSpace(column + " na")
	case c.Kind != document.Text:
		if column == "" {
			return "l"
		}
		return column
	case hasLongWord(text):
		return strings.TrimSpace(column + " b")
	case column == "" && utf8.RuneCountInString(text) <= shortText:
		return "l"
	}
	return column
}

// hasLongWord reports whether a text holds a word that would widen its column.
func hasLongWord(s string) bool {
	if len(s) <= longWord {
		return false
	}
	length := 0
	for _, c := range s {
		length++
		if c == ' ' || c == '\n' || c == '\t' || c == '-' {
			length = 0
		}
		if length > longWord {
			return true
		}
	}
	return false
}

package html

import (
	"strconv"
	"strings"

	"compack/internal/document"
)

// levels is how many colours a heat map has.
const levels = 5

// matrix writes a heat map as a table, the highest row first, with its legend.
func (r *renderer) matrix(m document.Matrix) {
	if len(m.Rows) == 0 || len(m.Cols) == 0 {
		return
	}
	class := "heat"
	if m.Tally {
		class += " tally"
	}
	r.open("div", "class", class)
	r.open("table")
	r.open("caption")
	if m.Title != "" {
		r.leaf("span", m.Title, "class", "title")
	} else {
		r.hidden(r.heading)
	}
	if m.Subtitle != "" {
		r.write(" ").open("span", "class", "note")
		r.linked(m.Subtitle, m.Figure)
		r.close()
	}
	r.close()
	r.matrixHead(m)
	r.open("tbody")
	for row := len(m.Rows) - 1; row >= 0; row-- {
		r.open("tr")
		r.leaf("th", m.Rows[row], "scope", "row", "class", breaking(m.Rows[row]))
		for col := range m.Cols {
			r.matrixCell(m, row, col)
		}
		r.close()
	}
	r.close()
	r.close()
	r.legend(m)
	r.close()
}

// matrixHead names the two scales and the columns.
func (r *renderer) matrixHead(m document.Matrix) {
	r.open("thead")
	r.open("tr")
	r.corner(m.RowTitle)
	if m.ColTitle != "" {
		r.leaf("th", m.ColTitle, "scope", "colgroup", "colspan", strconv.Itoa(len(m.Cols)), "class", strings.TrimSpace("axis "+breaking(m.ColTitle)))
	}
	r.close()
	r.open("tr")
	for _, s := range m.Cols {
		r.leaf("th", s, "scope", "col", "class", breaking(s))
	}
	r.close()
	r.close()
}

// breaking returns the class of a label whose words may break.
func breaking(s string) string {
	if hasLongWord(s) {
		return "b"
	}
	return ""
}

// corner names the scale of the rows above their names.
func (r *renderer) corner(title string) {
	if title == "" {
		r.open("td", "rowspan", "2")
		r.close()
		return
	}
	r.leaf("th", title, "scope", "col", "rowspan", "2", "class", strings.TrimSpace("axis rows "+breaking(title)))
}

// matrixCell writes one count on its colour. A zero is read aloud and not seen; a
// heavy line divides what lies beyond the appetite from what does not.
func (r *renderer) matrixCell(m document.Matrix, row, col int) {
	class := "h" + strconv.Itoa(min(max(m.Level(row, col), 0), levels-1))
	beyond := func(row, col int) bool { return m.Appetite > 0 && (row+1)*(col+1) >= m.Appetite }
	if col > 0 && beyond(row, col) != beyond(row, col-1) {
		class += " left"
	}
	if row+1 < len(m.Rows) && beyond(row, col) != beyond(row+1, col) {
		class += " top"
	}
	r.open("td", "class", class)
	count := m.Count(row, col)
	if n, ok := count.Amount(); ok && n != 0 {
		r.text(count.In(r.loc))
	} else {
		r.hidden(count.In(r.loc))
	}
	if beyond(row, col) {
		r.hidden(" " + r.loc.Say("(beyond the appetite)"))
	}
	r.close()
}

// legend shows the colours in order and says what they mean.
func (r *renderer) legend(m document.Matrix) {
	low, high := r.loc.Say("low"), r.loc.Say("extreme")
	if m.Tally {
		low, high = r.loc.Say("none"), r.loc.Say("most")
	}
	r.open("div", "class", "legend")
	r.open("p", "class", "scale")
	r.leaf("span", low)
	for i := range levels {
		r.leaf("span", "", "class", "swatch h"+strconv.Itoa(i))
	}
	r.leaf("span", high)
	r.close()
	if m.Legend != "" {
		r.leaf("p", m.Legend, "class", "note")
	}
	r.close()
}

// tallies are the style sheet's colours of a heat map that counts and does not rate.
func (p palette) tallies() string {
	var b strings.Builder
	for i, c := range [levels]document.Colour{surface, p.brand.Tint(0.15), p.brand.Tint(0.38), p.brand.Tint(0.68), p.brand} {
		b.WriteString(".tally .h" + strconv.Itoa(i) + "{background:" + hex(c) + ";color:" + hex(inkOn(c)) + "}")
	}
	return b.String()
}

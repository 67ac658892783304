package html

import (
	"strconv"
	"strings"

	"compack/internal/document"
)

// chapter is a section with its number.
type chapter struct {
	document.Section
	number string // 1, 2, ... or A, B, ...
	anchor string
}

// number numbers the sections as the other renderers do.
func number(sections []document.Section) []chapter {
	var out []chapter
	plain, appendix := 0, 0
	for i, s := range sections {
		c := chapter{Section: s, anchor: "section-" + strconv.Itoa(i+1)}
		if s.Appendix {
			appendix++
			c.number = letters(appendix)
		} else {
			plain++
			c.number = strconv.Itoa(plain)
		}
		out = append(out, c)
	}
	return out
}

// letters returns A for 1, Z for 26, AA for 27.
func letters(n int) (s string) {
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// title returns the number and the title.
func (c chapter) title() string { return strings.TrimSpace(c.number + " " + c.Title) }

// anchors are the places that links lead to.
type anchors struct {
	sections map[string]*chapter // by the section's id
	figures  map[string]string   // of those that a row of the document defines
	written  map[string]bool     // figures whose anchor stands in the file
}

func newAnchors(chapters []chapter) anchors {
	a := anchors{map[string]*chapter{}, map[string]string{}, map[string]bool{}}
	for i := range chapters {
		c := &chapters[i]
		if _, ok := a.sections[c.ID]; !ok && c.ID != "" {
			a.sections[c.ID] = c
		}
		a.define(c.Blocks)
	}
	return a
}

// define notes the figures that tables among the blocks define.
func (a anchors) define(blocks []document.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Beside:
			for _, p := range b.Parts {
				a.define(p.Blocks)
			}
		case document.Table:
			for _, row := range b.Rows {
				if f := definedBy(b, row); f != "" && a.figures[f] == "" {
					a.figures[f] = "figure-" + strconv.Itoa(len(a.figures)+1)
					if isPlain(f) {
						a.figures[f] = f
					}
				}
			}
		}
	}
}

// isPlain reports whether an address can be an anchor as it is: a capital and a
// hyphen, as in F-001, which no other anchor of the file begins with.
func isPlain(address string) bool {
	if len(address) < 3 || address[0] < 'A' || address[0] > 'Z' || address[1] != '-' {
		return false
	}
	return strings.Trim(address[2:], "0123456789") == ""
}

// definedBy returns the address of the figure that a row defines, "" for none.
func definedBy(t document.Table, row []document.Cell) string {
	if !t.Defines {
		return ""
	}
	for _, c := range row {
		if c.Kind == document.Text && c.Figure != "" {
			return c.Figure
		}
	}
	return ""
}

// anchorOnce returns the anchor of a figure for the first row that defines it.
func (a anchors) anchorOnce(figure string) string {
	if a.written[figure] {
		return ""
	}
	a.written[figure] = true
	return a.figures[figure]
}

// link starts a link to a figure's definition and reports whether there is one.
func (r *renderer) link(class, figure string) bool {
	anchor := r.anchors.figures[figure]
	if anchor == "" {
		return false
	}
	r.open("a", "class", class, "href", "#"+anchor, "title", r.loc.Say("Definition of %s", figure))
	return true
}

// linked writes a text in which the address of a figure leads to its definition.
func (r *renderer) linked(s, figure string) {
	at := -1
	if figure != "" {
		at = document.WordIn(s, figure)
	}
	if at < 0 || !r.write(s[:at]).link(addressClass(figure), figure) {
		r.text(s[max(at, 0):])
		return
	}
	r.text(figure)
	r.close()
	r.text(s[at+len(figure):])
}

// addressClass returns the class of an address: one like F-001 stays on one line.
func addressClass(figure string) string {
	if isPlain(figure) {
		return "figure whole"
	}
	return "figure"
}

// write writes a text and returns the renderer.
func (r *renderer) write(s string) *renderer {
	r.text(s)
	return r
}

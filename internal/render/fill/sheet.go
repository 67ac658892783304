package fill

import (
	"strconv"
	"strings"

	"compack/internal/document"
)

// sheet fills a sheet and moves its rows.
func (f *filling) sheet(s *sheet) error {
	if len(s.cells)+len(s.repeats)+len(s.furniture) == 0 && !s.hasFormulas && f.shift.isNone() {
		return nil // it stays byte by byte
	}
	top, err := f.parts.read(s.part)
	if err != nil {
		return err
	}
	root := top.root()
	if err := normalise(root); err != nil {
		return err
	}
	p := &page{filling: f, sheet: s, root: root, moves: f.shift.of(s.name)}
	if err := p.rows(root.child("sheetData")); err != nil {
		return err
	}
	if err := p.headers(root.child("headerFooter")); err != nil {
		return err
	}
	p.merges(root.child("mergeCells"))
	p.rest()
	f.parts.content[s.part] = top.bytes()
	return nil
}

// page is a sheet that is being filled.
type page struct {
	*filling
	*sheet
	root  *node
	moves moves
}

// rows fills the rows of the sheet.
func (p *page) rows(data *node) error {
	first := map[int]*repeat{}
	for _, r := range p.repeats {
		first[r.from] = r
		rowOf(data, r.from)
	}
	var out []*node
	for _, row := range data.children("row") {
		n := number(row.get("r"))
		r := first[n]
		switch _, isRepeated := p.moves.at(n); {
		case r != nil:
			raw, err := p.repeated(row, r)
			if err != nil {
				return err
			}
			out = append(out, &node{raw: raw})
		case !isRepeated:
			if err := p.row(row, p.moves.start(n)); err != nil {
				return err
			}
			out = append(out, row)
		}
	}
	data.kids = out
	return nil
}

// row fills a row that is there once, and gives it its new number.
func (p *page) row(row *node, to int) error {
	n := number(row.get("r"))
	row.set("r", strconv.Itoa(to))
	for i, c := range row.kids {
		if c.name == "" || c.local() != "c" {
			continue
		}
		filled, err := p.cell(c, n, to, func(formula string) string { return p.shift.formula(formula, p.name) })
		if err != nil {
			return err
		}
		row.kids[i] = filled
	}
	return nil
}

// cell returns a cell of the row from, as it stands in row to.
func (p *page) cell(c *node, from, to int, move func(string) string) (*node, error) {
	a, _ := readAddress(c.get("r"))
	col := columnNumber(a.col)
	at := cellName(col, to)
	if m := p.cells[position{from, col}]; m != nil {
		value, err := m.value(&scope{filling: p.filling})
		return &node{raw: p.put(nil, at, number(c.get("s")), value)}, err
	}
	c.set("r", at)
	if f := c.child("f"); f != nil {
		recalculated(c, f, move)
		f.set("ref", p.moves.list(f.get("ref")))
	}
	return c, nil
}

// recalculated moves a cell's formula and takes its result away, which was that of the
// template. A spreadsheet program works it out when it opens the file.
func recalculated(c, f *node, move func(string) string) {
	f.setContent(move(f.content()))
	c.without(func(n *node) bool { return n.local() == "v" })
	c.set("t", "")
}

// headers fills the header and the footer of the printed pages, in which an ampersand
// is written twice.
func (p *page) headers(n *node) error {
	for _, kind := range n.elements() {
		m := p.furniture[kind.local()]
		if m == nil {
			continue
		}
		value, err := m.value(&scope{filling: p.filling.printed()})
		if err != nil {
			return err
		}
		text := value.In(p.doc.Locale)
		if m.sole != nil {
			text = strings.ReplaceAll(text, "&", "&&")
		}
		kind.setContent(text)
	}
	return nil
}

// printed returns the filling with its words as a header of printed pages has them.
func (f *filling) printed() *filling {
	out := *f
	out.words = doubled(f.words)
	return &out
}

func doubled(words map[string]any) map[string]any {
	out := make(map[string]any, len(words))
	for name, word := range words {
		switch word := word.(type) {
		case string:
			out[name] = strings.ReplaceAll(word, "&", "&&")
		case map[string]any:
			out[name] = doubled(word)
		}
	}
	return out
}

// merges moves the merged cells; those of a repeated row are merged in each.
func (p *page) merges(n *node) {
	if n == nil || len(p.moves) == 0 {
		return
	}
	var out []*node
	for _, one := range n.children("mergeCell") {
		a, err := readArea(one.get("ref"))
		s, isRepeated := p.moves.at(a.top)
		if err != nil || !isRepeated || a.top != a.bottom || s.from != s.to {
			one.set("ref", p.moves.list(one.get("ref")))
			out = append(out, one)
			continue
		}
		for i := range s.n {
			row := p.moves.start(s.from) + i
			out = append(out, &node{name: one.name, attrs: []attribute{{"ref", area{a.left, row, a.right, row}.String()}}})
		}
	}
	n.kids = out
	n.set("count", strconv.Itoa(len(out)))
}

// rest moves the addresses in all that stands on a sheet beside its cells: rules of
// look and of input, filters, links, breaks of pages, panes, small charts.
func (p *page) rest() {
	if p.shift.isNone() {
		return
	}
	p.root.walk(func(n *node) bool {
		switch n.local() {
		case "sheetData", "mergeCells":
			return false
		case "formula", "formula1", "formula2", "f":
			n.setContent(p.shift.formula(n.content(), p.name))
		case "sqref":
			n.setContent(p.moves.list(n.content()))
		case "brk":
			if id := number(n.get("id")); id > 0 && p.isRowBreak(n) {
				n.set("id", strconv.Itoa(p.moves.end(id)))
			}
		case "cfvo":
			if v := n.get("val"); strings.Contains(v, "$") || n.get("type") == "formula" {
				n.set("val", p.shift.formula(v, p.name))
			}
		case "hyperlink":
			n.set("location", p.shift.formula(n.get("location"), p.name))
		}
		for _, name := range []string{"ref", "sqref"} {
			if v := n.get(name); v != "" {
				n.set(name, p.moves.list(v))
			}
		}
		for _, name := range []string{"topLeftCell", "activeCell"} {
			if v := n.get(name); v != "" {
				n.set(name, p.shift.formula(v, p.name))
			}
		}
		return true
	})
}

// isRowBreak reports whether a break of pages is one between rows.
func (p *page) isRowBreak(n *node) bool {
	for _, b := range p.root.child("rowBreaks").children("brk") {
		if b == n {
			return true
		}
	}
	return false
}

// empty is a cell without a value.
var empty document.Cell

package fill

import (
	"slices"
	"strconv"

	"compack/internal/document"
)

// repeated returns a row once for each of its records; without any, once, with the
// reason in its first cell.
func (p *page) repeated(row *node, r *repeat) ([]byte, error) {
	cells := p.pattern(row, r)
	table := p.tables[r.def.ID]
	records := p.chosen[r]
	start := p.moves.start(r.from)
	if len(records) == 0 {
		return p.unrepeated(row, r, cells, start)
	}
	var out []byte
	for i, record := range records {
		s := &scope{filling: p.filling, table: table, row: int(record)}
		var err error
		out = appendRow(out, row, start+i)
		for _, c := range cells {
			if c.isBeside && i > 0 {
				continue // what stands beside a table is there once
			}
			if out, err = p.appendRepeated(out, c, s, line{r.from, start + i}); err != nil {
				return nil, err
			}
		}
		out = append(append(append(out, "</"...), row.name...), '>')
	}
	return out, nil
}

// unrepeated returns the row where there is no record.
func (p *page) unrepeated(row *node, r *repeat, cells []cell, at int) ([]byte, error) {
	out := appendRow(nil, row, at)
	first := p.none(r)
	for _, c := range cells {
		switch {
		case c.isBeside:
			var err error
			if out, err = p.appendRepeated(out, c, &scope{filling: p.filling}, line{r.from, at}); err != nil {
				return nil, err
			}
			continue
		case c.isPlain && r.table == nil:
			out = c.moved(at).append(out)
			continue
		}
		out = p.put(out, cellName(c.col, at), c.style, first)
		first = empty
	}
	return append(append(append(out, "</"...), row.name...), '>'), nil
}

func appendRow(dst []byte, row *node, n int) []byte {
	dst = append(append(dst, '<'), row.name...)
	for _, a := range row.attrs {
		value := a.value
		if a.name == "r" {
			value = strconv.Itoa(n)
		}
		dst = append(append(append(dst, ' '), a.name...), `="`...)
		dst = append(appendAttribute(dst, value), '"')
	}
	return append(dst, '>')
}

// cell is a cell of a row that is repeated.
type cell struct {
	col, style int
	node       *node // as the template has it
	marker     *marker
	field      string // of a table's column
	formula    string
	isBeside   bool // to the left or right of the table that is filled
	isPlain    bool // neither marker nor field nor formula
}

// pattern returns the cells of a row that is repeated, from left to right. In a table,
// a column's cell that has a marker or a formula keeps it.
func (p *page) pattern(row *node, r *repeat) []cell {
	var out []cell
	have := map[int]bool{}
	for _, n := range row.children("c") {
		a, _ := readAddress(n.get("r"))
		c := cell{col: columnNumber(a.col), style: number(n.get("s")), node: n}
		c.marker = p.cells[position{r.from, c.col}]
		if f := n.child("f"); f != nil {
			c.formula = f.content()
		}
		out = append(out, c)
		have[c.col] = true
	}
	if t := r.table; t != nil {
		for i := range t.columns {
			if col := t.area.left + i; !have[col] {
				out = append(out, cell{col: col, style: columnStyle(p.root, col)})
			}
		}
		slices.SortFunc(out, func(a, b cell) int { return a.col - b.col })
	}
	for i := range out {
		p.settle(&out[i], r.table)
	}
	return out
}

// settle finds out what fills a cell.
func (p *page) settle(c *cell, t *table) {
	if t != nil {
		i := c.col - t.area.left
		if c.isBeside = i < 0 || i >= len(t.columns); !c.isBeside && c.marker == nil && c.formula == "" {
			if c.field = t.columns[i].field; c.field == "" {
				c.formula = t.columns[i].formula
			}
		}
	}
	c.isPlain = c.marker == nil && c.field == "" && c.formula == ""
}

// appendRepeated appends the cell as it stands for a record.
func (p *page) appendRepeated(dst []byte, c cell, s *scope, at line) ([]byte, error) {
	name := cellName(c.col, at.row)
	switch {
	case c.marker != nil:
		value, err := c.marker.value(s)
		return p.put(dst, name, c.style, value), err
	case c.field != "":
		return p.put(dst, name, c.style, s.field(c.field)), nil
	case c.formula != "":
		dst = append(appendStart(dst, name, c.style, ""), "><f>"...)
		dst = appendEscaped(dst, p.shift.row(c.formula, p.name, at))
		return append(dst, "</f></c>"...), nil
	case c.node == nil:
		return p.put(dst, name, c.style, document.Cell{}), nil
	}
	return c.moved(at.row).append(dst), nil
}

// moved returns the cell's own element in another row.
func (c cell) moved(row int) *node {
	out := *c.node
	out.attrs = slices.Clone(c.node.attrs)
	out.set("r", cellName(c.col, row))
	return &out
}

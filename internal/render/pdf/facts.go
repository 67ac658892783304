package pdf

import "compack/internal/document"

// narrow is the width below which what has two columns on a page has one.
const narrow = 120.0

// facts sets label and value pairs in two columns, read row by row; in one where there
// is little room.
func (ts *typesetter) facts(b document.Facts) []piece {
	inRow, half, label := 2, ts.span(6), ts.span(2)
	if ts.Theme.width() < narrow {
		inRow, half, label = 1, ts.Theme.width(), ts.span(4)
	}
	var pieces []piece
	for i := 0; i < len(b.Items); i += inRow {
		var cells []factCell
		rows := 1
		for j, f := range b.Items[i:min(i+inRow, len(b.Items))] {
			c := ts.fact(f, float64(j)*(half+ts.Gutter), label, half-label-ts.Gutter)
			cells = append(cells, c)
			rows = max(rows, c.rows())
		}
		for r := range rows {
			pieces = append(pieces, ts.factLine(cells, half, r, r == rows-1))
		}
	}
	return pieces
}

// factCell is one pair, broken into lines.
type factCell struct {
	x, valueX float64
	label     []string
	value     richText
	lines     []cut
}

func (c factCell) rows() int { return max(len(c.label), len(c.lines)) }

func (ts *typesetter) fact(f document.Fact, x, label, value float64) factCell {
	c := factCell{x: x, valueX: x + label + ts.Gutter}
	c.label = ts.wrap(f.Label, ts.Label, label)
	c.value = ts.rich(f.Value, ts.Body)
	c.lines = ts.wrapRich(c.value, value)
	return c
}

// factLine sets the r-th line of a row of pairs; the last one closes it with a rule.
func (ts *typesetter) factLine(cells []factCell, width float64, r int, last bool) piece {
	const pad = 0.9
	top := 0.0
	if r == 0 {
		top = pad
	}
	p := ts.pad(roleCell)
	base := top + ts.Body.baseline()
	h := top + ts.Body.lineHeight()
	if last {
		h += pad
	}
	for _, c := range cells {
		if r < len(c.label) {
			p.text(c.x, base, ts.Label, c.label[r])
		}
		if r < len(c.lines) {
			p.rich(c.valueX, base, c.value, c.lines[r])
		}
		if last {
			p.fill(c.x, h-hairline, width, hairline, ts.Hairline)
		}
	}
	return piece{height: h, keep: !last, ops: p.ops}
}

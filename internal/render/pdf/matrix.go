package pdf

import "compack/internal/document"

// Measures of a heat map, in millimetres.
const (
	matrixCell = 10.5 // height of a cell
	matrixGap  = 0.5  // between cells
	appetite   = 0.8  // thickness of the appetite line
)

// matrix sets a heat map with its legend beside it, or below where there is little room. It is never split.
func (ts *typesetter) matrix(m document.Matrix) []piece {
	if len(m.Rows) == 0 || len(m.Cols) == 0 {
		return nil
	}
	p := ts.pad(roleFigure)
	y := p.figureTitle(m.Title, m.Subtitle, ts.Theme.width()) + 1.2
	p.leadsWhere(0, m.Figure)

	g := ts.grid(m, y+ts.Head.lineHeight()+0.8)
	p.matrixCells(m, g)
	p.appetiteLine(m, g)
	h := p.matrixAxes(m, g)
	if ts.Theme.width() < narrow {
		h += 2
		return []piece{{height: h + p.legend(0, h, ts.Theme.width(), m), ops: p.ops}}
	}
	legend := p.legend(ts.span(9)+ts.Gutter, g.y, ts.span(3), m)
	return []piece{{height: max(h, g.y+legend), ops: p.ops}}
}

// grid is where a heat map's cells lie: x and y are its top left corner.
type grid struct{ x, y, w, h float64 }

// grid leaves room for the row labels at the left.
func (ts *typesetter) grid(m document.Matrix, y float64) grid {
	width := ts.span(9)
	if ts.Theme.width() < narrow {
		width = ts.Theme.width()
	}
	labels := min(ts.widest(append([]string{m.RowTitle}, m.Rows...), ts.Head), ts.span(3)) + 2.5
	return grid{x: labels, y: y, w: (width - labels) / float64(len(m.Cols)), h: min(matrixCell, 0.7*ts.height()/float64(len(m.Rows)))}
}

// at returns the corner of a cell; row 0 is the lowest.
func (g grid) at(rows, row, col int) (x, y float64) {
	return g.x + float64(col)*g.w, g.y + float64(rows-1-row)*g.h
}

func (p *pad) matrixCells(m document.Matrix, g grid) {
	st := p.ts.Minor
	for row := range m.Rows {
		for col := range m.Cols {
			x, y := g.at(len(m.Rows), row, col)
			colour := p.ts.heat(m)[min(max(m.Level(row, col), 0), len(p.ts.Heat)-1)]
			p.fill(x, y, g.w-matrixGap, g.h-matrixGap, colour)
			count := m.Count(row, col)
			if n, ok := count.Amount(); !ok || n == 0 {
				continue
			}
			set := p.ts.fit(count.In(p.ts.loc), st, g.w-1).in(p.ts.inkOn(colour))
			p.textCentre(x+(g.w-matrixGap)/2, y+set.middle(g.h-matrixGap), set, p.ts.shorten(count.In(p.ts.loc), set, g.w))
		}
	}
}

// heat returns the colours of a heat map from the lowest level up.
func (ts *typesetter) heat(m document.Matrix) [5]Colour {
	if !m.Tally {
		return ts.Heat
	}
	return [5]Colour{ts.Surface, ts.Brand.Tint(0.15), ts.Brand.Tint(0.38), ts.Brand.Tint(0.68), ts.Brand}
}

// appetiteLine draws the heavy line between the cells whose product of likelihood
// and impact lies below the appetite and those at or above it.
func (p *pad) appetiteLine(m document.Matrix, g grid) {
	if m.Appetite <= 0 {
		return
	}
	beyond := func(row, col int) bool { return (row+1)*(col+1) >= m.Appetite }
	const half = appetite / 2
	for row := range m.Rows {
		for col := range m.Cols {
			x, y := g.at(len(m.Rows), row, col)
			x, y = x-matrixGap/2, y-matrixGap/2
			if col > 0 && beyond(row, col) != beyond(row, col-1) {
				p.fill(x-half, y-half, appetite, g.h+appetite, p.ts.Ink)
			}
			if row+1 < len(m.Rows) && beyond(row, col) != beyond(row+1, col) {
				p.fill(x-half, y-half, g.w+appetite, appetite, p.ts.Ink)
			}
		}
	}
}

// matrixAxes names rows and columns and returns the height to its foot.
func (p *pad) matrixAxes(m document.Matrix, g grid) float64 {
	ts := p.ts
	label, head := ts.Table, ts.Head.in(ts.Muted)
	right := g.x - 2.5
	for row, s := range m.Rows {
		_, y := g.at(len(m.Rows), row, 0)
		p.textRight(right, y+label.middle(g.h-matrixGap), label, ts.shorten(s, label, right))
	}
	y := g.y + float64(len(m.Rows))*g.h + 0.4
	lines := 1
	for col, s := range m.Cols {
		x, _ := g.at(len(m.Rows), 0, col)
		wrapped := ts.wrapAtMost(s, label, g.w-1.5, 3)
		lines = max(lines, len(wrapped))
		for i, line := range wrapped {
			p.textCentre(x+(g.w-matrixGap)/2, y+float64(i)*label.lineHeight()+label.baseline(), label, line)
		}
	}
	p.textRight(right, g.y-0.8-head.lineHeight()+head.baseline(), head, ts.shorten(m.RowTitle, head, right))
	y += float64(lines) * label.lineHeight()
	p.textCentre(g.x+g.w*float64(len(m.Cols))/2, y+head.baseline(), head, ts.shorten(m.ColTitle, head, g.w*float64(len(m.Cols))))
	return y + head.lineHeight()
}

// legend shows the five colours in order and says what they mean; it returns the
// height taken.
func (p *pad) legend(x, y, width float64, m document.Matrix) float64 {
	ts := p.ts
	swatch := width / float64(len(ts.Heat))
	for i, c := range ts.heat(m) {
		p.fill(x+float64(i)*swatch, y, swatch-matrixGap, 4, c)
	}
	st := ts.Caption
	low, high := ts.loc.Say("low"), ts.loc.Say("extreme")
	if m.Tally {
		low, high = ts.loc.Say("none"), ts.loc.Say("most")
	}
	p.text(x, y+4.4+st.baseline(), st, low)
	p.textRight(x+width-matrixGap, y+4.4+st.baseline(), st, high)
	h := 4.4 + st.lineHeight() + 1.5
	return h + p.lines(x, y+h, st, ts.wrapAtMost(m.Legend, st, width, 40))
}

package pdf

import (
	"compack/internal/document"
)

// Measures of a roll-forward, in millimetres.
const (
	flowSign  = 6.5  // between two boxes, for the operator
	flowMost  = 39.5 // width of a box at most
	flowLeast = 22.0
)

// flow sets a roll-forward as a row of boxes: opening, the movements with their
// operators, closing. It is never split.
func (ts *typesetter) flow(f document.Flow) []piece {
	p := ts.pad(roleFigure)
	y := p.figureTitle(f.Title, "", ts.Theme.width())
	if y > 0 {
		y += 1.2
	}
	if n := len(f.Steps); n > 0 {
		inRow := min(n, max(1, int((ts.Theme.width()+flowSign)/(flowLeast+flowSign))))
		w := min(flowMost, (ts.Theme.width()-float64(inRow-1)*flowSign)/float64(inRow))
		for from := 0; from < n; from += inRow {
			y += p.flowRow(y, w, f, from, min(from+inRow, n)) + 1.5
		}
	}
	above := len(p.ops)
	y += p.lines(0, y, ts.Caption, ts.wrapAtMost(f.Ties, ts.Caption, ts.textWidth(), titleLines))
	p.leadsWhere(above, f.Figure)
	return []piece{{height: y, ops: p.ops}}
}

// flowRow draws the steps from..to and returns the height taken.
func (p *pad) flowRow(y, w float64, f document.Flow, from, to int) float64 {
	const inset = 2.2
	ts := p.ts
	labels := make([][]string, to-from)
	lines := 1
	for i := range labels {
		labels[i] = ts.wrapAtMost(f.Steps[from+i].Label, ts.Label, w-2*inset, 3)
		lines = max(lines, len(labels[i]))
	}
	number := ts.TileValue
	number.Size, number.Leading = 14, 17
	head := float64(lines) * ts.Label.lineHeight()
	h := inset + head + number.lineHeight() + inset - 0.6
	for i, label := range labels {
		step := f.Steps[from+i]
		x := float64(i) * (w + flowSign)
		if step.Total {
			p.fill(x, y, w, h, ts.Surface)
			p.fill(x, y, w, 0.6, ts.Brand)
		} else {
			p.frame(x, y, w, h, hairline, ts.Hairline)
		}
		p.lines(x+inset, y+inset, ts.Label, label)
		sign, amount := f.Step(ts.loc, from+i)
		if i == 0 && sign != "" { // no room before the first box of a row
			sign, amount = "", sign+" "+amount
		}
		fitted := ts.fit(amount, number, w-2*inset)
		p.text(x+inset, y+inset+head+number.baseline(), fitted, ts.shorten(amount, fitted, w-2*inset))
		st := number.as(Regular).in(ts.Muted)
		p.textCentre(x-flowSign/2, y+st.middle(h), st, sign)
	}
	return h
}

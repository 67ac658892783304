package pdf

import (
	"compack/internal/document"
	"compack/internal/metric"
)

// Measures of a gauge, in millimetres.
const (
	gaugeTrack  = 5.0
	gaugeTarget = 0.8 // thickness of the target's mark
	gaugeOver   = 1.4 // by which the mark stands out above and below
)

// gauge draws one share on a scale from 0 to 100 % with its target, and returns the
// height taken. The value stands above, the target's words over its mark.
func (p *pad) gauge(y, width float64, c document.Chart) float64 {
	ts := p.ts
	cell := c.Cells()[0]
	number := ts.TileValue
	number.Size, number.Leading = 16, 19
	word := cell.In(ts.loc)
	fitted := ts.fit(word, number, width)
	p.text(0, y+number.baseline(), fitted, ts.shorten(word, fitted, width))
	top := y + number.lineHeight()
	target, hasTarget := c.Target.Amount()
	if hasTarget {
		top += ts.Label.lineHeight() + gaugeOver
	}
	v, _ := cell.Amount()
	p.fill(0, top, width, gaugeTrack, ts.Surface)
	p.fill(0, top, width*within(v), gaugeTrack, ts.Brand)
	p.frame(0, top, width, gaugeTrack, hairline, ts.Hairline)
	if hasTarget {
		at := width * within(target)
		p.fill(max(0, min(at-gaugeTarget/2, width-gaugeTarget)), top-gaugeOver, gaugeTarget, gaugeTrack+2*gaugeOver, ts.Ink)
		st := ts.Label.in(ts.Ink)
		label := ts.shorten(ts.loc.Say("target %s", c.Target.In(ts.loc)), st, width)
		w := ts.width(label, st)
		p.text(max(0, min(at-w/2, width-w)), top-gaugeOver-st.lineHeight()+st.baseline(), st, label)
	}
	under := top + gaugeTrack + gaugeOver
	p.text(0, under+ts.Label.baseline(), ts.Label, percentOf(0).In(ts.loc))
	p.textRight(width, under+ts.Label.baseline(), ts.Label, percentOf(1).In(ts.loc))
	return under + ts.Label.lineHeight() - y
}

// within keeps a share on the scale.
func within(v float64) float64 { return max(0, min(v, 1)) }

// percentOf returns the percentage of a whole number of wholes.
func percentOf(n int64) document.Cell {
	return document.Cell{Kind: document.Percent, Value: metric.Whole(n)}
}

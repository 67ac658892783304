package html

import (
	"compack/internal/document"
	"compack/internal/metric"
)

// Measures of a gauge, in pixels.
const (
	gaugeBar    = 22.0
	gaugeTop    = 40.0 // above the bar: the value
	gaugeHeight = 86.0
)

// gaugePlot draws each value on a scale from 0 to 100 %, with the target.
func (r *renderer) gaugePlot(c document.Chart, title string) {
	all := c.Cells()
	r.plot(gaugeHeight*float64(len(all)), "max-width:460px", title, r.loc.Say("A scale from 0 to 100 percent. The table below holds the value."))
	for i, v := range all {
		r.gauge(float64(i)*gaugeHeight, v, c.Target)
	}
	r.close()
}

// gauge draws one value below y.
func (r *renderer) gauge(y float64, v, target document.Cell) {
	size, _ := v.Amount()
	at := min(max(size, 0), 1) * 100
	r.leaf("text", v.In(r.loc), "class", "large", "x", "0", "y", px(y+gaugeTop-12))
	top := y + gaugeTop
	r.rect("0", px(top), "100%", px(gaugeBar), track)
	r.rect("0", px(top), pc(at), px(gaugeBar), r.palette.brand)
	low, high := true, true
	if goal, ok := target.Amount(); ok {
		goal = min(max(goal, 0), 1) * 100
		low, high = goal > 35, goal < 65
		r.line("goal", pc(goal), px(top-5), pc(goal), px(top+gaugeBar+5))
		r.leaf("text", r.loc.Say("target %s", target.In(r.loc)), "class", "goal "+anchorAt(goal), "x", pc(goal), "y", px(top+gaugeBar+19))
	}
	whole := func(n int64) string {
		return document.Cell{Kind: document.Percent, Value: metric.Whole(n)}.In(r.loc)
	}
	if low {
		r.leaf("text", whole(0), "class", "scale from", "x", "0", "y", px(top+gaugeBar+19))
	}
	if high {
		r.leaf("text", whole(1), "class", "scale to", "x", "100%", "y", px(top+gaugeBar+19))
	}
}

// anchorAt returns the class by which a label at a place of a scale stays inside.
func anchorAt(percent float64) string {
	switch {
	case percent < 15:
		return "from"
	case percent > 85:
		return "to"
	}
	return "mid"
}

package pdf

import (
	"compack/internal/document"
	"compack/internal/metric"
)

// shape returns the sign of a status, so that it is told apart without colour.
func shape(s metric.Status) string {
	switch s {
	case metric.Green:
		return "\u25CF" // circle
	case metric.Amber:
		return "\u25B2" // triangle
	case metric.Red:
		return "\u25A0" // square
	case metric.NotAvailable:
		return "\u2013" // dash
	}
	return ""
}

// Measures of a chip, in millimetres.
const (
	chipHeight = 4.2
	chipPad    = 1.4
	chipGap    = 1
)

// chipWidth returns the width of a status's chip.
func (ts *typesetter) chipWidth(c document.Cell) float64 {
	return 2*chipPad + chipGap + ts.width(shape(c.Status), ts.chipShape()) + ts.width(c.In(ts.loc), ts.chipWord())
}

func (ts *typesetter) chipWord() Style  { return ts.Head.as(SemiBold) }
func (ts *typesetter) chipShape() Style { return ts.Head.as(Regular) }

// chip draws a status as shape and word on its tint, its top at y, and returns
// its width. A status without a word draws nothing.
func (p *pad) chip(x, y float64, c document.Cell) float64 {
	word := c.In(p.ts.loc)
	if word == "" {
		return 0
	}
	tone, w := p.ts.tone(c.Status), p.ts.chipWidth(c)
	p.fill(x, y, w, chipHeight, tone.Tint)
	base := y + p.ts.chipWord().middle(chipHeight)
	sign := p.text(x+chipPad, base, p.ts.chipShape().in(tone.Strong), shape(c.Status))
	p.text(x+chipPad+sign+chipGap, base, p.ts.chipWord().in(tone.Text), word)
	return w
}

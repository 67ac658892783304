package pdf

import "compack/internal/document"

// share draws one bar of full length for each category, divided as its series are,
// with the number of records after it, and returns the height taken.
func (p *pad) share(y, width float64, c document.Chart) float64 {
	ts := p.ts
	totals := make([]document.Cell, len(c.Categories))
	labels := make([]string, len(c.Categories))
	for i := range c.Categories {
		totals[i] = c.Total(i)
		labels[i] = ts.loc.Say("n = %s", totals[i].In(ts.loc))
	}
	plot := ts.barPlot(width, c.Categories, nil, labels)
	pitch, height := barMeasures(len(c.Categories))
	for i, category := range c.Categories {
		top := y + float64(i)*pitch
		p.text(0, top+ts.Table.middle(pitch), ts.Table, ts.shorten(category, ts.Table, plot.label))
		p.divided(plot, top+(pitch-height)/2, height, c, i, totals[i])
		st := ts.Label
		p.text(plot.start+plot.axis.Length+barGap*0.75, top+st.middle(pitch), st, ts.shorten(labels[i], st, plot.after))
	}
	h := float64(len(c.Categories)) * pitch
	p.fill(plot.start-hairline/2, y, hairline, h, ts.Muted)
	return h
}

// divided draws a category's bar. A category without records is an empty bar.
func (p *pad) divided(plot barPlot, y, height float64, c document.Chart, i int, whole document.Cell) {
	ts := p.ts
	all, ok := whole.Amount()
	if !ok || all <= 0 {
		p.frame(plot.start, y, plot.axis.Length, height, hairline, ts.Hairline)
		return
	}
	x := plot.start
	for j, s := range c.Series {
		v, ok := s.At(i).Amount()
		if !ok || v <= 0 {
			continue
		}
		length, colour := v/all*plot.axis.Length, ts.seriesColour(j)
		p.fill(x, y, max(length-0.25, 0.1), height, colour)
		st := ts.Label.as(SemiBold).in(ts.inkOn(colour))
		for _, word := range shareWords(ts, s.At(i), whole) {
			if ts.width(word, st)+1 <= length {
				p.textCentre(x+length/2, y+st.middle(height), st, word)
				break
			}
		}
		x += length
	}
}

// shareWords are the ways to write a part, the fullest first: 39 (81 %), then 39.
func shareWords(ts *typesetter, v, whole document.Cell) []string {
	count := v.In(ts.loc)
	return []string{count + " (" + percentageOf(v, whole).In(ts.loc) + ")", count}
}

// percentageOf returns a count as a whole percentage of all.
func percentageOf(v, whole document.Cell) document.Cell {
	part := v.Value
	part.Num, part.Den = part.Num*whole.Value.Den, part.Den*whole.Value.Num
	return document.Cell{Kind: document.Percent, Value: part}
}

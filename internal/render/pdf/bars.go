package pdf

import "compack/internal/document"

// Measures of horizontal bars, in millimetres.
const (
	barPitch  = 5.6
	barHeight = 3.6
	barGap    = 2.0 // between label, bar and value

	manyBars    = 16 // beyond which they stand closer
	densePitch  = 3.9
	denseHeight = 2.9
)

// barMeasures returns how far apart so many bars stand, and how high one is.
func barMeasures(n int) (pitch, height float64) {
	if n > manyBars {
		return densePitch, denseHeight
	}
	return barPitch, barHeight
}

// barPlot is the frame of a chart of horizontal bars.
type barPlot struct {
	label float64 // width of the labels
	after float64 // width of the values after the bars
	start float64 // where the axis begins
	axis  document.Axis
}

// barPlot shares the width between labels, bars and the values after them.
func (ts *typesetter) barPlot(width float64, labels []string, values []document.Cell, after []string) barPlot {
	room := min(ts.widest(after, ts.Head), 0.3*width)
	label := min(ts.widest(labels, ts.Table), 0.5*width, 0.8*width-room-2*barGap)
	var b barPlot
	b.label, b.after = label, room
	b.start = label + barGap
	b.axis = document.NewAxis(values, max(width-b.start-barGap-room, 0.2*width))
	return b
}

// bars draws one horizontal bar for each category and series, with its value
// after it, and returns the height taken.
func (p *pad) bars(y, width float64, c document.Chart) float64 {
	ts := p.ts
	var after []string
	for _, v := range c.Cells() {
		after = append(after, v.In(p.ts.loc))
	}
	plot := ts.barPlot(width, c.Categories, c.Cells(), after)
	n := len(c.Series)
	pitch, height := barMeasures(len(c.Categories) * n)
	group := float64(n)*pitch - float64(n-1)*(pitch-height-0.4)
	for i, category := range c.Categories {
		top := y + float64(i)*group
		p.text(0, top+ts.Table.middle(group), ts.Table, ts.shorten(category, ts.Table, plot.label))
		for j, s := range c.Series {
			colour := ts.seriesColour(j)
			if n == 1 {
				colour = ts.categoryColour(c, i)
			}
			p.bar(plot, top+float64(j)*(height+0.4)+(pitch-height)/2, height, s.At(i), colour)
		}
	}
	h := float64(len(c.Categories)) * group
	p.fill(plot.start+plot.axis.Start()-hairline/2, y, hairline, h, ts.Muted)
	return h
}

// bar draws one bar and its value.
func (p *pad) bar(plot barPlot, y, height float64, v document.Cell, colour Colour) {
	st := p.ts.Head
	x := plot.start + plot.axis.Start()
	size, ok := v.Amount()
	if !ok {
		st = st.as(Regular).in(p.ts.Muted)
	}
	length := plot.axis.Scale(size)
	if length < 0 {
		p.fill(x+length, y, -length, height, colour)
		length = 0
	}
	p.fill(x, y, length, height, colour)
	p.text(x+length+barGap*0.75, y+st.middle(height), st, p.ts.shorten(v.In(p.ts.loc), st, plot.after))
}

// stacked draws one bar for each category, the series in it one after the other,
// with the total after it, and returns the height taken.
func (p *pad) stacked(y, width float64, c document.Chart) float64 {
	ts := p.ts
	totals := make([]document.Cell, len(c.Categories))
	labels := make([]string, len(c.Categories))
	for i := range c.Categories {
		totals[i] = c.Total(i)
		labels[i] = totals[i].In(p.ts.loc)
	}
	plot := ts.barPlot(width, c.Categories, totals, labels)
	pitch, height := barMeasures(len(c.Categories))
	for i, category := range c.Categories {
		top := y + float64(i)*pitch
		p.text(0, top+ts.Table.middle(pitch), ts.Table, ts.shorten(category, ts.Table, plot.label))
		x := plot.start
		for j, s := range c.Series {
			x += p.segment(x, top+(pitch-height)/2, plot.axis, s.At(i), ts.seriesColour(j), height)
		}
		p.text(x+barGap*0.75, top+ts.Head.middle(pitch), ts.Head, ts.shorten(labels[i], ts.Head, plot.after))
	}
	h := float64(len(c.Categories)) * pitch
	p.fill(plot.start-hairline/2, y, hairline, h, ts.Muted)
	return h
}

// segment draws one part of a stacked bar, with its value where it fits, and
// returns its length.
func (p *pad) segment(x, y float64, a document.Axis, v document.Cell, colour Colour, height float64) float64 {
	size, ok := v.Amount()
	if !ok || size <= 0 {
		return 0
	}
	length := a.Scale(size)
	p.fill(x, y, max(length-0.25, 0.1), height, colour)
	st := p.ts.Label.as(SemiBold).in(p.ts.inkOn(colour))
	if p.ts.width(v.In(p.ts.loc), st)+1 <= length {
		p.textCentre(x+length/2, y+st.middle(height), st, v.In(p.ts.loc))
	}
	return length
}

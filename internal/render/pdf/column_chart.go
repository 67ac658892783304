package pdf

import "compack/internal/document"

// Measures of vertical columns, in millimetres.
const (
	columnPlot  = 30.0 // height of the plot
	columnMost  = 16.0 // width of a column at most
	columnShare = 0.64 // of its place, that a column fills
)

// columns draws one vertical column for each category and series, its value
// above and the category below, and returns the height taken. Where not all values
// fit, the highlighted and the highest one are shown.
func (p *pad) columns(y, width float64, c document.Chart) float64 {
	ts := p.ts
	n := max(1, len(c.Series))
	pitch := min(width/float64(len(c.Categories)), columnMost*float64(n)/columnShare)
	group := pitch * columnShare
	one := group / float64(n)

	top := y + ts.Head.lineHeight() // room for the highest value's label
	axis := newAxis(cells(c), columnPlot)
	isLabelled := p.labelled(c, one, pitch)
	for i := range c.Categories {
		x := float64(i)*pitch + (pitch-group)/2
		for j, s := range c.Series {
			colour := ts.seriesColour(j)
			if n == 1 {
				colour = ts.categoryColour(c, i)
			}
			v := value(s, i)
			at := x + float64(j)*one
			w := one - min(0.3, one*0.1)
			p.column(at, top, w, axis, v, colour)
			if isLabelled(i, j) {
				p.columnValue(at+w/2, top, width, axis, v, i == c.Highlight)
			}
		}
	}
	p.fill(0, top+axis.zero(), pitch*float64(len(c.Categories)), hairline, ts.Muted)
	under := top + columnPlot + 0.8
	return under + p.columnLabels(under, pitch, c) - y
}

// labelled returns which values are shown: all where each has room above its
// column, else the highlighted and, away from it, the highest one.
func (p *pad) labelled(c document.Chart, one, pitch float64) func(i, j int) bool {
	room := one
	if len(c.Series) == 1 {
		room = pitch
	}
	widest, best, high, highSeries := 0.0, 0.0, -1, -1
	for j, s := range c.Series {
		for i, v := range s.Values {
			widest = max(widest, p.ts.width(v.In(p.ts.loc), p.ts.Label.as(SemiBold)))
			if size, ok := amount(v); ok && (high < 0 || size > best) {
				best, high, highSeries = size, i, j
			}
		}
	}
	if widest <= room-0.4 {
		return func(int, int) bool { return true }
	}
	first, firstSeries := c.Highlight, 0
	if first < 0 || first >= len(c.Categories) {
		first, firstSeries = high, highSeries
	}
	near := int(1.5*(widest+1)/pitch) + 1 // columns that its label may cover
	return func(i, j int) bool {
		isAway := high > first+near || high < first-near
		return i == first && j == firstSeries || i == high && j == highSeries && isAway
	}
}

// column draws one column.
func (p *pad) column(x, y, w float64, a axis, v document.Cell, colour Colour) {
	if size, ok := amount(v); ok {
		top, h := a.bar(size)
		p.fill(x, y+top, w, h, colour)
	}
}

// columnValue draws a value above its column, around x, inside the chart.
func (p *pad) columnValue(x, y, width float64, a axis, v document.Cell, isStrong bool) {
	st := p.ts.Label.in(p.ts.Ink)
	if isStrong {
		st = st.as(SemiBold)
	}
	size, ok := amount(v)
	if !ok {
		st = st.in(p.ts.Muted)
	}
	top, _ := a.bar(max(size, 0))
	label := p.ts.shorten(v.In(p.ts.loc), st, width)
	w := p.ts.width(label, st)
	p.text(max(0, min(x-w/2, width-w)), y+top-1, st, label)
}

// columnLabels names the categories, every one or every few as fits, and returns
// the height taken.
func (p *pad) columnLabels(y, pitch float64, c document.Chart) float64 {
	st, n := p.ts.Label, len(c.Categories)
	widest, every, room := p.ts.widest(c.Categories, st), 1, labelRoom(pitch, 1)
	for every < n && widest > room {
		every++
		room = labelRoom(pitch, every)
	}
	room = min(room, pitch*float64(n))
	for i, label := range c.Categories {
		// Counted from the last, which is the present period.
		if (n-1-i)%every != 0 {
			continue
		}
		label = p.ts.shorten(label, st, room)
		w := p.ts.width(label, st)
		x := (float64(i)+0.5)*pitch - w/2
		x = max(0, min(x, pitch*float64(n)-w))
		style := st
		if i == c.Highlight {
			style = st.in(p.ts.Ink)
		}
		p.text(x, y+st.baseline(), style, label)
	}
	return st.lineHeight()
}

// labelRoom returns the width that a label may have when every so many columns
// have one. A label at the edge that is wider than its column is moved inwards by
// half of what it is too wide, towards the next.
func labelRoom(pitch float64, every int) float64 {
	const apart = 1.5
	room := pitch*float64(every) - apart
	if room > pitch {
		room = (pitch*(float64(every)+0.5) - apart) / 1.5
	}
	return max(room, 0)
}

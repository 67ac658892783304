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
// fit, the highlighted and the highest one are shown. A target is a line across, named
// after its end.
func (p *pad) columns(y, width float64, c document.Chart) float64 {
	ts := p.ts
	target, hasTarget := c.Target.Amount()
	word, last := "", p.lastValue(width, c)
	if hasTarget {
		word = ts.shorten(ts.loc.Say("target %s", c.Target.In(ts.loc)), ts.Label, 0.3*width)
	}
	if room := max(ts.width(word, ts.Label), ts.width(last, ts.Label.as(SemiBold))); room > 0 {
		width -= room + besideGap
	}
	n := max(1, len(c.Series))
	pitch := min(width/float64(len(c.Categories)), columnMost*float64(n)/columnShare)
	plot := columnsPlot{pitch: pitch, group: pitch * columnShare, top: y + ts.Head.lineHeight(), width: width, series: n,
		axis: document.NewAxis(append(c.Cells(), c.Target), columnPlot)}
	p.columnBars(plot, c)
	span := pitch * float64(len(c.Categories))
	p.fill(0, plot.top+plot.axis.Zero(), span, hairline, ts.Muted)
	if hasTarget && target != 0 { // a line on the axis would look like a heavy axis
		p.dashes(0, plot.top+plot.axis.Top(target)-targetLine/2, span+besideGap/2, targetLine, ts.Ink)
	}
	p.besides(plot, c, span+besideGap, word, last)
	p.columnValues(plot, c, last != "", hasTarget && target != 0)
	under := plot.top + columnPlot + 0.8
	return under + p.columnLabels(under, pitch, c) - y
}

// lastValue returns the value of the last column where that is the present period and
// the columns are too narrow for labels above them: it stands beside the columns, as
// above it would reach over its neighbours.
func (p *pad) lastValue(width float64, c document.Chart) string {
	n := len(c.Categories)
	pitch := width / float64(max(1, n))
	if _, all := p.labelled(c, pitch*columnShare, pitch); all || len(c.Series) != 1 || c.Highlight != n-1 {
		return ""
	}
	return p.ts.shorten(c.Series[0].At(n-1).In(p.ts.loc), p.ts.Label.as(SemiBold), 0.3*width)
}

// besides draws the words of the target and the last value after the columns, apart
// from one another.
func (p *pad) besides(plot columnsPlot, c document.Chart, x float64, target, last string) {
	ts := p.ts
	st, strong := ts.Label.in(ts.Ink), ts.Label.in(ts.Ink).as(SemiBold)
	t, _ := c.Target.Amount()
	middle := plot.top + plot.axis.Top(t)
	if target != "" {
		p.text(x, middle-st.lineHeight()/2+st.baseline(), st, target)
	}
	if last == "" {
		return
	}
	v, _ := c.Series[0].At(len(c.Categories) - 1).Amount()
	at := plot.top + plot.axis.Top(v)
	if apart := st.lineHeight(); target != "" && at > middle-apart && at < middle+apart {
		if at = middle + apart; v > t {
			at = middle - apart
		}
	}
	p.text(x, at-strong.lineHeight()/2+strong.baseline(), strong, last)
}

// Measures of a target across columns, in millimetres.
const (
	targetLine = 0.35
	besideGap  = 1.6 // between the columns and what stands beside them
)

// dashes draws a broken horizontal line.
func (p *pad) dashes(x, y, w, thickness float64, c Colour) {
	const dash, gap = 1.6, 0.9
	for at := x; at < x+w; at += dash + gap {
		p.fill(at, y, min(dash, x+w-at), thickness, c)
	}
}

// columnsPlot is the frame of a chart of vertical columns.
type columnsPlot struct {
	pitch, group, top, width float64
	series                   int
	axis                     document.Axis
}

// at returns left edge and width of a column.
func (c columnsPlot) at(i, j int) (x, w float64) {
	one := c.group / float64(c.series)
	return float64(i)*c.pitch + (c.pitch-c.group)/2 + float64(j)*one, one - min(0.3, one*0.1)
}

func (p *pad) columnBars(plot columnsPlot, c document.Chart) {
	for i := range c.Categories {
		for j, s := range c.Series {
			colour := p.ts.seriesColour(j)
			if len(c.Series) == 1 {
				colour = p.ts.categoryColour(c, i)
			}
			x, w := plot.at(i, j)
			p.column(x, plot.top, w, plot.axis, s.At(i), colour)
		}
	}
}

// columnValues draws those values that have room. One that is wider than its column
// stands above the neighbours that it reaches over; where a target crosses the plot it
// has a white ground.
func (p *pad) columnValues(plot columnsPlot, c document.Chart, isLastBeside, onGround bool) {
	one := plot.group / float64(plot.series)
	isLabelled, _ := p.labelled(c, one, plot.pitch)
	for i := range c.Categories {
		for j, s := range c.Series {
			if !isLabelled(i, j) || isLastBeside && i == len(c.Categories)-1 {
				continue
			}
			x, w := plot.at(i, j)
			p.columnValue(plot, c, s.At(i), x+w/2, i == c.Highlight, onGround)
		}
	}
}

// labelled returns which values are shown: all where each has room above its
// column, else the highlighted and, away from it, the highest one.
func (p *pad) labelled(c document.Chart, one, pitch float64) (isShown func(i, j int) bool, all bool) {
	room := one
	if len(c.Series) == 1 {
		room = pitch
	}
	widest, best, high, highSeries := 0.0, 0.0, -1, -1
	for j, s := range c.Series {
		for i, v := range s.Values {
			widest = max(widest, p.ts.width(v.In(p.ts.loc), p.ts.Label.as(SemiBold)))
			if size, ok := v.Amount(); ok && (high < 0 || size > best) {
				best, high, highSeries = size, i, j
			}
		}
	}
	if widest <= room-0.4 {
		return func(int, int) bool { return true }, true
	}
	first, firstSeries := c.Highlight, 0
	if first < 0 || first >= len(c.Categories) {
		first, firstSeries = high, highSeries
	}
	near := int(1.5*(widest+1)/pitch) + 1 // columns that its label may cover
	return func(i, j int) bool {
		isAway := high > first+near || high < first-near
		return i == first && j == firstSeries || i == high && j == highSeries && isAway
	}, false
}

// column draws one column.
func (p *pad) column(x, y, w float64, a document.Axis, v document.Cell, colour Colour) {
	if size, ok := v.Amount(); ok {
		top, h := a.Bar(size)
		p.fill(x, y+top, w, h, colour)
	}
}

// columnValue draws a value above its column, around x, inside the chart.
func (p *pad) columnValue(plot columnsPlot, c document.Chart, v document.Cell, x float64, isStrong, onGround bool) {
	st := p.ts.Label.in(p.ts.Ink)
	if isStrong {
		st = st.as(SemiBold)
	}
	size, ok := v.Amount()
	if !ok {
		st = st.in(p.ts.Muted)
	}
	label := p.ts.shorten(v.In(p.ts.loc), st, plot.width)
	w := p.ts.width(label, st)
	left := max(0, min(x-w/2, plot.width-w))
	top, _ := plot.axis.Bar(max(size, plot.highest(c, left, left+w), 0))
	if onGround {
		p.fill(left-0.4, plot.top+top-1-capHeight*st.Size*point-0.5, w+0.8, capHeight*st.Size*point+1, p.ts.White)
	}
	p.text(left, plot.top+top-1, st, label)
}

// highest returns the highest value among the columns between two places.
func (c columnsPlot) highest(chart document.Chart, left, right float64) (most float64) {
	for i := range chart.Categories {
		for j, s := range chart.Series {
			if x, w := c.at(i, j); x < right && x+w > left {
				v, _ := s.At(i).Amount()
				most = max(most, v)
			}
		}
	}
	return most
}

// columnLabels names the categories below their columns and returns the height taken.
// Periods stand on one line, every one or every few as fits; other categories are
// wrapped, as each is needed.
func (p *pad) columnLabels(y, pitch float64, c document.Chart) float64 {
	const least, lines = 8.0, 3
	st, n := p.ts.Label, len(c.Categories)
	every := 1
	for every < n && p.touch(pitch, every, c) {
		every++
	}
	if every > 1 && c.Highlight < 0 && pitch >= least {
		most := 0
		for i, label := range c.Categories {
			wrapped := p.ts.wrapAtMost(label, st, pitch-labelApart, lines)
			most = max(most, len(wrapped))
			for j, line := range wrapped {
				p.textCentre((float64(i)+0.5)*pitch, y+float64(j)*st.lineHeight()+st.baseline(), st, line)
			}
		}
		return float64(most) * st.lineHeight()
	}
	for i, label := range c.Categories {
		if (n-1-i)%every != 0 { // counted from the last, which is the present period
			continue
		}
		style := st
		if i == c.Highlight {
			style = st.in(p.ts.Ink)
		}
		label = p.ts.shorten(label, st, pitch*float64(n))
		p.text(p.labelAt(pitch, i, n, label), y+st.baseline(), style, label)
	}
	return st.lineHeight()
}

// labelApart is the space between two labels of an axis.
const labelApart = 1.5

// labelAt returns where a category's label begins: centred, and inside the chart.
func (p *pad) labelAt(pitch float64, i, n int, label string) float64 {
	w := p.ts.width(label, p.ts.Label)
	return max(0, min((float64(i)+0.5)*pitch-w/2, pitch*float64(n)-w))
}

// touch reports whether labels would touch if every so many columns had one.
func (p *pad) touch(pitch float64, every int, c document.Chart) bool {
	n := len(c.Categories)
	before := pitch*float64(n) + labelApart // where the label after this one begins
	for i := n - 1; i >= 0; i -= every {
		label := c.Categories[i]
		at := p.labelAt(pitch, i, n, label)
		if at+p.ts.width(label, p.ts.Label) > before-labelApart {
			return true
		}
		before = at
	}
	return false
}

package pdf

import (
	"compack/internal/document"
	"compack/internal/locale"
	"compack/internal/metric"
)

// charts sets charts side by side, never split. A chart that no page can hold is
// set in parts, below its neighbours' place.
func (ts *typesetter) charts(row []document.Chart) []piece {
	var pieces []piece
	p, height, column, head := ts.pad(roleFigure), 0.0, 0, 0.0
	for _, c := range row {
		head = max(head, ts.chartHead(c))
	}
	for _, c := range row {
		for i, part := range ts.splitChart(c, ts.mostBars()) {
			if i > 0 { // the continuation of a chart that is too tall
				pieces = append(pieces, piece{height: height, ops: p.ops})
				p, height = ts.pad(roleFigure), 0
			}
			ops, h := ts.chart(part, head)
			p.paste(float64(column)*(ts.span(1)+ts.Gutter), 0, ops)
			height = max(height, h)
		}
		column += c.Columns()
	}
	pieces = append(pieces, piece{height: height, ops: p.ops})
	for i := 1; i < len(pieces); i++ {
		pieces[i].before = ts.Rhythm
	}
	return pieces
}

// mostBars is how many bars a chart of horizontal bars holds on a page, below its
// title and key.
func (ts *typesetter) mostBars() int {
	const head = 60
	return int((ts.height() - head) / densePitch)
}

// splitChart cuts a chart of horizontal bars into parts of at most most bars.
func (ts *typesetter) splitChart(c document.Chart, most int) []document.Chart {
	switch c.Kind {
	case document.Columns, document.Ageing, document.Gauge:
		return []document.Chart{c}
	}
	if c.Kind == document.Bars {
		most /= max(1, len(c.Series))
	}
	most = max(most, 1)
	var parts []document.Chart
	for from := 0; from == 0 || from < len(c.Categories); from += most {
		part := c
		to := min(from+most, len(c.Categories))
		part.Categories = c.Categories[from:to]
		part.Highlight = c.Highlight - from
		if c.Highlight < 0 {
			part.Highlight = -1
		} else if part.Highlight < 0 {
			part.Highlight = len(part.Categories) // in another part
		}
		part.Series = nil
		for _, s := range c.Series {
			part.Series = append(part.Series, document.Series{Name: s.Name, Values: valuesBetween(s.Values, from, to)})
		}
		if from > 0 {
			part.Title = ts.continued(part.Title)
		}
		parts = append(parts, part)
	}
	return parts
}

// valuesBetween returns values[from:to]; what is not there is empty.
func valuesBetween(values []document.Cell, from, to int) []document.Cell {
	out := make([]document.Cell, to-from)
	if from < len(values) {
		copy(out, values[from:])
	}
	return out
}

// chartHead is the height of a chart's titles.
func (ts *typesetter) chartHead(c document.Chart) float64 {
	return ts.pad(roleFigure).figureTitle(c.Title, c.Subtitle, ts.span(c.Columns()))
}

// chart sets one chart: title, subtitle, key, plot. The titles take at least head,
// so that neighbours' plots begin at one height.
func (ts *typesetter) chart(c document.Chart, head float64) (ops []op, height float64) {
	p := ts.pad(roleFigure)
	width := ts.span(c.Columns())
	y := max(head, p.figureTitle(c.Title, c.Subtitle, width)) + 1.5
	p.leadsWhere(0, c.Figure)
	if !hasData(c) {
		return p.ops, y + p.emptyChart(y, width, c.Empty)
	}
	if len(c.Series) > 1 {
		y += p.key(y, width, c.Series)
	}
	switch c.Kind {
	case document.Columns, document.Ageing:
		y += p.columns(y, width, c)
	case document.Share:
		y += p.share(y, width, c)
	case document.Gauge:
		y += p.gauge(y, width, c)
	case document.Stacked:
		y += p.stacked(y, width, c)
	default:
		y += p.bars(y, width, c)
	}
	return p.ops, y
}

// figureTitle draws what a figure shows and what it measures, and returns the
// height taken.
func (p *pad) figureTitle(title, subtitle string, width float64) float64 {
	ts, st := p.ts, p.ts.Body.as(SemiBold)
	y := p.lines(0, 0, st, ts.wrapAtMost(title, st, width, titleLines))
	return y + p.lines(0, y, ts.Caption, ts.wrapAtMost(subtitle, ts.Caption, width, titleLines))
}

// titleLines is how many lines the title of a figure or table may take, so that
// the figure itself goes on the page.
const titleLines = 3

// hasData reports whether a chart has anything to draw.
func hasData(c document.Chart) bool {
	if c.Empty != "" && len(c.Categories) == 0 {
		return false
	}
	for _, s := range c.Series {
		for _, v := range s.Values {
			if _, ok := v.Amount(); ok {
				return true
			}
		}
	}
	return false
}

// emptyChart says why there is no plot and returns the height taken.
func (p *pad) emptyChart(y, width float64, why string) float64 {
	const inset = 2.5
	if why == "" {
		why = p.ts.loc.Say("No data for this chart.")
	}
	st := p.ts.Label
	lines := p.ts.wrapAtMost(why, st, width-2*inset, 12)
	h := float64(len(lines))*st.lineHeight() + 2*inset
	p.fill(0, y, width, h, p.ts.Surface)
	p.lines(inset, y+inset, st, lines)
	return h
}

// key names the series beside their colours and returns the height taken.
func (p *pad) key(y, width float64, series []document.Series) float64 {
	const swatch, gap, between = 2.4, 1.2, 5.0
	st := p.ts.Label.in(p.ts.Ink)
	x, top := 0.0, y
	for i, s := range series {
		name := p.ts.shorten(s.Name, st, width-swatch-gap)
		w := swatch + gap + p.ts.width(name, st)
		if x > 0 && x+w > width {
			x, y = 0, y+st.lineHeight()
		}
		p.fill(x, y+(st.lineHeight()-swatch)/2, swatch, swatch, p.ts.seriesColour(i))
		p.text(x+swatch+gap, y+st.baseline(), st, name)
		x += w + between
	}
	return y + st.lineHeight() + 1.2 - top
}

// seriesColour returns the colour of the i-th series: past the theme's own, their tints.
func (ts *typesetter) seriesColour(i int) Colour {
	colour := ts.Series[i%len(ts.Series)]
	if i >= len(ts.Series) {
		return colour.Tint(0.5)
	}
	return colour
}

// categoryColour returns the colour of a category in a chart of one series.
func (ts *typesetter) categoryColour(c document.Chart, i int) Colour {
	if c.Kind == document.Ageing {
		return ts.ageColour(c, i)
	}
	if c.Highlight < 0 || c.Highlight == i {
		return ts.Brand
	}
	return ts.Brand.Tint(0.45)
}

// ageColour returns the colour of an age group, the older the darker; records without
// an age are grey.
func (ts *typesetter) ageColour(c document.Chart, i int) Colour {
	ages := len(c.Categories)
	if ages > 0 && isUnstated(ts.loc, c.Categories[ages-1]) {
		ages--
	}
	if i >= ages {
		return ts.Series[len(ts.Series)-1].Tint(0.6)
	}
	return ts.Brand.Tint(0.35 + 0.65*float64(i)/float64(max(1, ages-1)))
}

// isUnstated reports whether a label is that of records without a value.
func isUnstated(l *locale.Locale, label string) bool {
	return label == metric.NotStated(l)
}

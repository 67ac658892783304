package html

import (
	"unicode/utf8"

	"compack/internal/document"
)

// Measures of horizontal bars, in pixels.
const (
	barHeight = 16.0
	barGap    = 2.0  // between the bars of a category
	rowGap    = 9.0  // between categories
	twoLines  = 32.0 // height of a category whose label may take two lines
	letter    = 7.6  // width of a character, in a wide face
	narrow    = 320.0
	broad     = 940.0 // width of a chart on a screen, at most
)

// barFrame shares the width of a chart, in percent, between labels, bars and the
// values after them.
type barFrame struct {
	label, start, width float64
	height, pitch       float64
	axis                document.Axis
}

// newBarFrame returns the frame for n bars a category in a chart of so many columns.
func newBarFrame(columns int, labels, after []string, n int, values []document.Cell) barFrame {
	longest, each, most := widest(labels), 2.2, 36.0
	if columns > 8 {
		each, most = 1.7, 30
	}
	f := barFrame{label: min(max(float64(longest)*each, 12), most)}
	room := min(max(float64(widest(after))*2.5+2, 7), 30)
	f.start = f.label + 2
	f.width = 100 - f.start - room
	f.height = float64(n)*(barHeight+barGap) - barGap
	f.pitch = f.height + rowGap
	if longest > 16 {
		f.height = max(f.height, twoLines)
		f.pitch = max(f.pitch, f.height+4)
	}
	f.axis = document.NewAxis(values, 100)
	return f
}

// widest returns the length of the longest text, in characters.
func widest(texts []string) (n int) {
	for _, s := range texts {
		n = max(n, utf8.RuneCountInString(s))
	}
	return n
}

// in returns the cells' texts.
func (r *renderer) in(cells []document.Cell) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = c.In(r.loc)
	}
	return out
}

// barPlot draws one horizontal bar for each category and series, its value after it.
func (r *renderer) barPlot(c document.Chart, title string) {
	f := newBarFrame(c.Columns(), c.Categories, r.in(c.Cells()), len(c.Series), c.Cells())
	r.plot(float64(len(c.Categories))*f.pitch, "", title, r.loc.Say("A bar for each group. The table below holds all values."))
	for i, category := range c.Categories {
		top := float64(i) * f.pitch
		r.label(f, top, category)
		r.barArea(f, top)
		y := (f.height - float64(len(c.Series))*(barHeight+barGap) + barGap) / 2
		for j, s := range c.Series {
			fill := r.palette.of(j)
			if len(c.Series) == 1 {
				fill = r.categoryColour(c, i)
			}
			r.bar(f, y+float64(j)*(barHeight+barGap), s.At(i), fill)
		}
		r.close()
	}
	r.baseline(f, len(c.Categories))
	r.close()
}

// label writes a category's name before its bars, on two lines at most; the table
// below the chart has it whole.
func (r *renderer) label(f barFrame, top float64, s string) {
	r.open("foreignObject", "x", "0", "y", px(top), "width", pc(f.label), "height", px(f.height))
	r.open("div", "class", "label")
	r.leaf("span", s)
	r.close()
	r.close()
}

// barArea opens the part of a chart in which a category's bars lie.
func (r *renderer) barArea(f barFrame, top float64) {
	r.open("svg", "x", pc(f.start), "y", px(top), "width", pc(f.width), "height", px(f.height), "overflow", "visible")
}

// bar draws one bar and its value.
func (r *renderer) bar(f barFrame, y float64, v document.Cell, fill document.Colour) {
	size, ok := v.Amount()
	x, length := f.axis.Start(), f.axis.Scale(size)
	if length < 0 {
		r.rect(pc(x+length), px(y), pc(-length), px(barHeight), fill)
		length = 0
	} else {
		r.rect(pc(x), px(y), pc(length), px(barHeight), fill)
	}
	class := "figure"
	if !ok {
		class = "muted"
	}
	r.leaf("text", v.In(r.loc), "class", class, "x", pc(x+length), "y", px(y+barHeight-4), "dx", "6")
}

// baseline draws the line from which bars begin.
func (r *renderer) baseline(f barFrame, n int) {
	x := pc(f.start + f.axis.Start()/100*f.width)
	r.line("axis", x, "0", x, px(float64(n-1)*f.pitch+f.height))
}

// stackPlot draws one bar for each category, the series in it one after the other,
// with their total after it. As shares, each bar is as long as the others.
func (r *renderer) stackPlot(c document.Chart, title string) {
	totals := make([]document.Cell, len(c.Categories))
	for i := range totals {
		totals[i] = c.Total(i)
	}
	f := newBarFrame(c.Columns(), c.Categories, r.in(totals), 1, totals)
	r.plot(float64(len(c.Categories))*f.pitch, "", title, r.loc.Say("A bar for each group, divided by series. The table below holds all values."))
	longest := highest(c)
	for i, category := range c.Categories {
		top, a := float64(i)*f.pitch, f.axis
		if c.Kind == document.Share {
			a = document.Axis{High: max(sum(c, i), 1e-9), Length: 100}
		} else {
			a.High = max(a.High, longest)
		}
		r.label(f, top, category)
		r.barArea(f, top)
		x, y := 0.0, (f.height-barHeight)/2
		for j, s := range c.Series {
			x += r.segment(f, x, y, a, s.At(i), r.palette.of(j))
		}
		r.leaf("text", totals[i].In(r.loc), "class", "figure", "x", pc(x), "y", px(y+barHeight-4), "dx", "6")
		r.close()
	}
	f.axis = document.Axis{High: 1} // which begins at its left
	r.baseline(f, len(c.Categories))
	r.close()
}

// segment draws one part of a stacked bar, its value in it where that fits, and
// returns its length.
func (r *renderer) segment(f barFrame, x, y float64, a document.Axis, v document.Cell, fill document.Colour) float64 {
	size, ok := v.Amount()
	if !ok || size <= 0 {
		return 0
	}
	length := a.Scale(size)
	r.rect(pc(x), px(y), pc(length), px(barHeight), fill)
	if x > 0 { // set apart from the one before
		r.rect(pc(x), px(y), "1", px(barHeight), document.White)
	}
	label := v.In(r.loc)
	share, room := length/100*f.width/100, float64(utf8.RuneCountInString(label))*letter+6
	if class := fitting("inside", share*narrow, share*broad/2, room); class != "" {
		if inkOn(fill) == document.White {
			class += " light"
		}
		r.leaf("text", label, "class", class, "x", pc(x+length/2), "y", px(y+barHeight-4))
	}
	return length
}

// fitting returns the class of a label by the room that it has in a narrow and in a
// broad chart; "" where it fits in neither.
func fitting(class string, inNarrow, inBroad, room float64) string {
	switch {
	case room <= inNarrow:
		return class
	case room <= inBroad:
		return class + " broad"
	}
	return ""
}

// sum returns the length of a category's bar: its values that are above zero.
func sum(c document.Chart, i int) (length float64) {
	for _, s := range c.Series {
		if v, ok := s.At(i).Amount(); ok {
			length += max(v, 0)
		}
	}
	return length
}

// highest returns the length of the longest bar.
func highest(c document.Chart) (length float64) {
	for i := range c.Categories {
		length = max(length, sum(c, i))
	}
	return length
}

package html

import (
	"unicode/utf8"

	"compack/internal/document"
)

// Measures of vertical columns, in pixels.
const (
	plotHeight  = 150.0
	valueRoom   = 20.0 // above the highest column
	labelRoom   = 22.0 // below the plot
	columnMost  = 104.0
	columnShare = 0.66 // of its place, that a column fills
)

// columnPlot draws one vertical column for each category and series, its value above
// and the category below. Labels that have no room in a narrow chart are left out
// there, and those that have none in a broad one everywhere; the table has all.
func (r *renderer) columnPlot(c document.Chart, title string) {
	n := len(c.Categories)
	most := columnMost * float64(n)
	if s := len(c.Series); s > 1 {
		most = max(most, 44*float64(s*n))
	}
	r.plot(valueRoom+plotHeight+labelRoom, "max-width:"+px(most)+"px", title, r.loc.Say("A column for each group. The table below holds all values."))
	a := document.NewAxis(append(c.Cells(), c.Target), plotHeight)
	pitch := 100 / float64(n)
	one := pitch * columnShare / float64(len(c.Series))
	isLabelled := r.labelled(c, min(broad*float64(c.Columns())/12, most))
	for i := range c.Categories {
		x := float64(i)*pitch + pitch*(1-columnShare)/2
		for j, s := range c.Series {
			fill := r.palette.of(j)
			if len(c.Series) == 1 {
				fill = r.categoryColour(c, i)
			}
			r.column(a, x+float64(j)*one, one, s.At(i), fill, isLabelled(i, j), i == n-1 && j == len(c.Series)-1)
		}
	}
	zero := px(valueRoom + a.Zero())
	r.line("axis", "0", zero, "100%", zero)
	if v, ok := c.Target.Amount(); ok {
		y := px(valueRoom + a.Zero() - a.Scale(v))
		r.line("target", "0", y, "100%", y)
	}
	r.columnLabels(c, min(broad*float64(c.Columns())/12, most))
	r.close()
}

// column draws one column, and its value above it in the class given. The last one's
// value ends where it ends, unless it fits above it.
func (r *renderer) column(a document.Axis, x, width float64, v document.Cell, fill document.Colour, class string, isLast bool) {
	size, ok := v.Amount()
	top, height := a.Bar(size)
	if ok {
		r.rect(pc(x), px(valueRoom+top), pc(width*0.94), px(height), fill)
	}
	if class == "" {
		return
	}
	if !ok {
		class += " muted"
	}
	above, _ := a.Bar(max(size, 0))
	text, at := v.In(r.loc), x+width*0.47
	if isLast && float64(utf8.RuneCountInString(text))*letter > width/100*narrow {
		class, at = class+" to", x+width*0.94
	}
	r.leaf("text", text, "class", class, "x", pc(at), "y", px(valueRoom+above-5))
}

// labelled returns the class of each value's label, "" for those that are not shown:
// where not all have room, the highlighted one and, away from it, the highest.
func (r *renderer) labelled(c document.Chart, width float64) func(i, j int) string {
	n, high, highSeries, best := float64(len(c.Categories)*len(c.Series)), -1, 0, 0.0
	if len(c.Series) > 1 {
		n /= columnShare
	}
	for j, s := range c.Series {
		for i, v := range s.Values {
			if size, ok := v.Amount(); ok && (high < 0 || size > best) {
				high, highSeries, best = i, j, size
			}
		}
	}
	room := float64(widest(r.in(c.Cells())))*letter + 5
	class := fitting("above", narrow/n, width/n, room)
	first, firstSeries := c.Highlight, 0
	if first < 0 || first >= len(c.Categories) {
		first, firstSeries = high, highSeries
	}
	near := int(1.5*room/(narrow/float64(len(c.Categories)))) + 1
	return func(i, j int) string {
		isAway := high > first+near || high < first-near
		if i == first && j == firstSeries || i == high && j == highSeries && isAway {
			if class == "above" {
				return "above figure"
			}
			return "above figure key"
		}
		return class
	}
}

// columnLabels names the categories, every one or every few as fits, counted from the
// last, which is the present period.
func (r *renderer) columnLabels(c document.Chart, width float64) {
	n := len(c.Categories)
	room := float64(widest(c.Categories))*letter + 8
	everyNarrow, everyBroad := every(room, narrow/float64(n)), every(room, width/float64(n))
	most := int(max(width/float64(n)*float64(everyBroad), 60) / letter)
	for i, s := range c.Categories {
		class := "below"
		if i == c.Highlight {
			class += " present"
		}
		switch back := n - 1 - i; {
		case back%everyBroad != 0:
			continue
		case back%everyNarrow != 0:
			class += " broad"
		}
		x := (float64(i) + 0.5) * 100 / float64(n)
		if isWider := room > narrow/float64(n); isWider && i == n-1 { // kept inside
			class, x = class+" to", 100
		} else if isWider && i == 0 {
			class, x = class+" from", 0
		}
		r.leaf("text", shortened(s, most), "class", class, "x", pc(x), "y", px(valueRoom+plotHeight+16))
	}
}

// every returns how many places of the given width a label takes.
func every(room, place float64) int { return max(1, int(room/place+0.999)) }

// shortened returns at most n characters of a text.
func shortened(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:max(n-1, 1)]) + "\u2026"
}

package html

import (
	"strings"

	"compack/internal/document"
)

// tiles writes figures in a grid.
func (r *renderer) tiles(b document.Tiles) {
	if len(b.Items) == 0 {
		return
	}
	r.open("ul", "class", "tiles")
	for _, t := range b.Items {
		r.tile(t)
	}
	r.close()
}

// tile writes one figure: title, value, what it is made of, target, change, and at its
// foot status and trend.
func (r *renderer) tile(t document.Tile) {
	r.open("li", "class", "tile "+tone(t.Status))
	r.open("p", "class", "title")
	r.leaf("span", t.Title)
	if t.Figure != "" {
		r.write(" ").open("span", "class", "address")
		r.linked(t.Figure, t.Figure)
		r.close()
	}
	r.close()
	note := t.Fraction
	if isMissing(t.Value) {
		r.leaf("p", r.loc.Say("not measured"), "class", "value missing")
		note = t.Value.Text
	} else {
		r.tileValue(t.Value)
	}
	r.tileNote(note)
	r.tileNote(t.Target)
	r.change(t.Change)
	r.open("div", "class", "foot")
	r.status(t.Status)
	r.trend(t.Trend)
	r.close()
	r.close()
}

// tileValue writes a value, its unit smaller.
func (r *renderer) tileValue(c document.Cell) {
	figure, unit := c.In(r.loc), ""
	if i := strings.IndexByte(figure, ' '); c.IsNumeric() && i > 0 {
		figure, unit = figure[:i], figure[i:]
	}
	r.open("p", "class", "value")
	r.text(figure)
	if unit != "" {
		r.leaf("span", unit, "class", "unit")
	}
	r.close()
}

func (r *renderer) tileNote(s string) {
	if s != "" {
		r.leaf("p", s, "class", "note")
	}
}

// isMissing reports whether a tile has no value to show.
func isMissing(c document.Cell) bool {
	return c.Kind == document.Missing || c.Kind == document.Empty
}

// change writes how a figure compares with the previous period's.
func (r *renderer) change(c *document.Change) {
	if c == nil || c.Text == "" && c.Verdict == "" {
		return
	}
	class, word := "neutral", c.Verdict.In(r.loc)
	switch c.Verdict {
	case document.Improved:
		class = "met"
	case document.Worsened:
		class = "not-met"
	}
	r.open("p", "class", "change "+class)
	switch {
	case c.Up:
		r.leaf("span", "\u25B2", "aria-hidden", "true")
		r.text(" ")
	case c.Down:
		r.leaf("span", "\u25BC", "aria-hidden", "true")
		r.text(" ")
	}
	r.text(c.Text)
	if word != "" && !strings.Contains(c.Text, word) {
		if c.Text != "" {
			r.text(", ")
		}
		r.text(word)
	}
	r.close()
}

// Measures of a tile's trend, in pixels.
const (
	trendPoints = 8
	trendPitch  = 9.0
	trendHeight = 24.0
)

// trend draws the last points as small columns from zero, the newest in brand; a
// point without a value is a dash on the line. Its values are read aloud.
func (r *renderer) trend(points []document.TrendPoint) {
	points = points[max(0, len(points)-trendPoints):]
	if len(points) < 2 {
		return
	}
	values := make([]document.Cell, len(points))
	said := make([]string, len(points))
	for i, p := range points {
		values[i], said[i] = p.Value, p.Label+r.loc.Colon()+p.Value.In(r.loc)
	}
	a := document.NewAxis(values, trendHeight)
	r.picture("trend", trendPitch*float64(len(points)), trendHeight, r.loc.Say("Trend"), strings.Join(said, r.loc.Semicolon()))
	for i, v := range values {
		x, width, fill := trendPitch*float64(i), trendPitch*0.7, r.palette.brand.Tint(0.45)
		if i == len(values)-1 {
			fill = r.palette.brand
		}
		size, ok := v.Amount()
		if !ok {
			r.rect(px(x), px(a.Zero()-1), px(width), "1", muted)
			continue
		}
		top, height := a.Bar(size)
		r.rect(px(x), px(top), px(width), px(max(height, 1)), fill)
	}
	r.close()
}

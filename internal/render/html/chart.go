package html

import "compack/internal/document"

// charts writes charts side by side.
func (r *renderer) charts(row []document.Chart) {
	r.open("div", "class", "row")
	for _, c := range row {
		r.chart(c)
	}
	r.close()
}

// chart writes one chart: title, subtitle, key, picture, and the table of its values.
func (r *renderer) chart(c document.Chart) {
	r.open("figure", "class", "chart", "style", spanOf(c.Width))
	r.figureTitle(c.Title, c.Subtitle, c.Figure)
	if !hasData(c) {
		why := c.Empty
		if why == "" {
			why = r.loc.Say("No data for this chart.")
		}
		r.leaf("p", why, "class", "empty")
		r.close()
		return
	}
	r.key(c)
	r.plotOf(c)
	r.chartTable(c)
	r.close()
}

// figureTitle writes what a figure shows and what it measures.
func (r *renderer) figureTitle(title, subtitle, figure string) {
	if title == "" && subtitle == "" {
		return
	}
	r.open("figcaption")
	if title != "" {
		r.leaf("span", title, "class", "title")
	}
	if subtitle != "" {
		r.write(" ").open("span", "class", "note")
		r.linked(subtitle, figure)
		r.close()
	}
	r.close()
}

// plotOf draws the picture of a chart.
func (r *renderer) plotOf(c document.Chart) {
	title := c.Title
	if title == "" {
		title = r.loc.Say("Chart")
	}
	switch c.Kind {
	case document.Columns, document.Ageing:
		r.columnPlot(c, title)
	case document.Stacked, document.Share:
		r.stackPlot(c, title)
	case document.Gauge:
		r.gaugePlot(c, title)
	default:
		r.barPlot(c, title)
	}
}

// hasData reports whether a chart has anything to draw.
func hasData(c document.Chart) bool {
	for _, v := range c.Cells() {
		if _, ok := v.Amount(); ok {
			return true
		}
	}
	return false
}

// key names the series beside their colours, and the target beside its line.
func (r *renderer) key(c document.Chart) {
	target := c.Target.In(r.loc)
	isKeyed := len(c.Series) > 1
	if !isKeyed && (target == "" || c.Kind == document.Gauge) {
		return
	}
	r.open("ul", "class", "key")
	if isKeyed {
		for i, s := range c.Series {
			r.open("li")
			r.leaf("span", "", "class", "swatch", "style", "background:"+hex(r.palette.of(i)))
			r.text(s.Name)
			r.close()
		}
	}
	if target != "" && c.Kind != document.Gauge {
		r.open("li")
		r.leaf("span", "", "class", "dash")
		r.text(r.loc.Say("target %s", target))
		r.close()
	}
	r.close()
}

// chartTable writes the values of a chart as a table that opens below it.
func (r *renderer) chartTable(c document.Chart) {
	name := c.Title
	if name == "" {
		name = r.loc.Say("Chart")
	}
	class := "" // on paper, where it can't be opened, it stands unless the picture says all
	if c.Kind == document.Bars || c.Kind == document.Gauge {
		class = "told"
	}
	r.open("details", "class", class)
	r.leaf("summary", r.loc.Say("Figures of this chart"))
	r.open("table", "class", "values")
	r.open("caption")
	r.hidden(name)
	r.close()
	r.open("thead")
	r.open("tr")
	r.leaf("th", r.loc.Say("Group"), "scope", "col")
	for _, s := range c.Series {
		name := s.Name
		if name == "" {
			name = r.loc.Say("Value")
		}
		r.leaf("th", name, "scope", "col", "class", "n")
	}
	r.close()
	r.close()
	r.open("tbody")
	for i, category := range c.Categories {
		r.open("tr")
		r.leaf("th", category, "scope", "row")
		for _, s := range c.Series {
			v := s.At(i)
			r.leaf("td", v.In(r.loc), "class", classOf(v, "", "n"))
		}
		r.close()
	}
	r.close()
	r.close()
	r.close()
}

// categoryColour returns the colour of a category in a chart of one series.
func (r *renderer) categoryColour(c document.Chart, i int) document.Colour {
	switch {
	case c.Kind == document.Ageing: // the older the darker
		return r.palette.brand.Tint(0.4 + 0.6*float64(i+1)/float64(len(c.Categories)))
	case c.Highlight < 0 || c.Highlight == i:
		return r.palette.brand
	}
	return r.palette.brand.Tint(0.45)
}

package compose

import (
	"fmt"

	"compack/internal/document"
	"compack/internal/metric"
)

// chartSpec is what a chart block says.
type chartSpec struct {
	Metric string             `yaml:"metric"`
	By     string             `yaml:"by"` // a grouping of the metric, or trend
	Kind   document.ChartKind `yaml:"kind"`
	Title  string             `yaml:"title"` // instead of the one made from the figures
	Width  int                `yaml:"width"`
}

// chart builds a chart of one metric by a grouping or over the periods.
func (c *composer) chart(body []byte) ([]document.Block, error) {
	spec := chartSpec{Width: 12}
	if err := decode(body, &spec); err != nil {
		return nil, err
	}
	f, err := c.figure(spec.Metric)
	if err != nil {
		return nil, err
	}
	c.explain(f.Metric.On.ID)
	chart := document.Chart{
		Kind: spec.Kind, Title: spec.Title, Figure: f.Address, By: spec.By, Width: spec.Width, Highlight: -1,
		Series: []document.Series{{Name: f.Metric.Title}},
	}
	if spec.By == "trend" {
		c.trendChart(f, &chart)
		return one(chart), nil
	}
	c.charted[f.Metric.ID+" "+spec.By] = true
	if f.Population == nil {
		chart.Empty = f.whyMissing() + "."
		chart.Title = f.Metric.Title
		return one(chart), nil
	}
	g, ok := f.grouping(spec.By)
	if !ok {
		return nil, fmt.Errorf("metric %s is not grouped by %q; it is grouped by %v", spec.Metric, spec.By, f.Metric.By)
	}
	groupChart(f, g, &chart)
	return one(chart), nil
}

// trendChart fills the chart with the figure's periods.
func (c *composer) trendChart(f *figure, chart *document.Chart) {
	if chart.Kind == "" {
		chart.Kind = document.Columns
	}
	for _, p := range f.trend() {
		chart.Categories = append(chart.Categories, p.Label)
		chart.Series[0].Values = append(chart.Series[0].Values, p.Value)
	}
	chart.Highlight = len(chart.Categories) - 1
	chart.Subtitle = f.Metric.Title + " by period, worked out from the dates of today's records"
	if len(chart.Categories) < 2 {
		chart.Empty = "There is no earlier period to compare with."
	}
	if chart.Title == "" {
		chart.Title = trendHeadline(f)
	}
}

// trendHeadline says what a trend shows: "Open actions fell from 41 to 33 since 2025-Q3".
func trendHeadline(f *figure) string {
	if len(f.Trend) < 2 || !f.Figure.Defined() {
		return f.Metric.Title
	}
	start := f.Trend[0]
	for _, p := range f.Trend {
		if p.Figure.Defined() {
			start = p
			break
		}
	}
	was, is := cellOf(f.Metric, start.Figure).String(), f.cell().String()
	verb := map[int]string{-1: "fell", 0: "stayed", 1: "rose"}[f.Figure.Compare(start.Figure)]
	if verb == "stayed" {
		return fmt.Sprintf("%s: %s, as in %s", f.Metric.Title, is, start.Period)
	}
	return fmt.Sprintf("%s %s from %s to %s since %s", f.Metric.Title, verb, was, is, start.Period)
}

// groupChart fills the chart with the figure's groups.
func groupChart(f *figure, g metric.Grouping, chart *document.Chart) {
	if chart.Kind == "" {
		chart.Kind = document.Bars
	}
	for _, one := range g.Groups {
		cell := cellOf(f.Metric, one.Figure)
		cell.Figure = f.Address
		chart.Categories = append(chart.Categories, one.Label)
		chart.Series[0].Values = append(chart.Series[0].Values, cell)
	}
	chart.Subtitle = fmt.Sprintf("%s by %s, n = %s", f.Metric.Title, lowerFirst(g.Title), document.I(f.N))
	if len(g.Groups) == 0 || !f.Figure.Defined() || f.N == 0 {
		chart.Empty = "Nothing to show: " + f.whyEmpty() + "."
	}
	if chart.Title == "" {
		chart.Title = groupHeadline(f, g)
	}
}

func (f *figure) whyEmpty() string {
	if !f.Figure.Defined() {
		return f.whyMissing()
	}
	return "no " + f.Metric.On.Plural
}

// groupHeadline says what a grouping shows: the largest group of a count, the
// worst of a share.
func groupHeadline(f *figure, g metric.Grouping) string {
	best := -1
	for i, one := range g.Groups {
		if !one.Figure.Defined() {
			continue
		}
		if best < 0 {
			best = i
			continue
		}
		order := one.Figure.Compare(g.Groups[best].Figure)
		if f.Metric.Kind == metric.Ratio && f.Metric.Better != metric.Lower {
			order = -order
		}
		if order > 0 {
			best = i
		}
	}
	if best < 0 || !f.Figure.Defined() || f.Figure.Num == 0 {
		return f.Metric.Title
	}
	top := g.Groups[best]
	value := cellOf(f.Metric, top.Figure).String()
	if f.Metric.Kind == metric.Ratio {
		word := "Lowest"
		if f.Metric.Better == metric.Lower {
			word = "Highest"
		}
		return fmt.Sprintf("%s in %s: %s", word, top.Label, value)
	}
	return fmt.Sprintf("%s: most in %s (%s of %s)", f.Metric.Title, top.Label, value, f.cell())
}

// lowerFirst sets a title's first letter small, for use inside a sentence.
func lowerFirst(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && (s[1] < 'A' || s[1] > 'Z') {
		return string(s[0]+'a'-'A') + s[1:]
	}
	return s
}

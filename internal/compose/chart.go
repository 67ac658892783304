package compose

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
)

// chartSpec is what a chart block says.
type chartSpec struct {
	Metric string             `yaml:"metric"`
	By     string             `yaml:"by"`    // a grouping of the metric, or trend
	Split  string             `yaml:"split"` // a second field or band: a part of each bar for each of its values
	Words  []string           `yaml:"words"` // what the two parts of a share are called: those that satisfy the metric, and those that don't
	Kind   document.ChartKind `yaml:"kind"`
	Title  string             `yaml:"title"` // instead of the one made from the figures
	Width  int                `yaml:"width"`
}

// chart builds a chart of one metric by a grouping or over the periods.
func (c *composer) chart(body []byte) ([]document.Block, error) {
	spec := chartSpec{Width: 12}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	if !slices.Contains(chartKinds, spec.Kind) && spec.Kind != "" {
		return nil, unknown("kind of chart", string(spec.Kind), kindNames())
	}
	if spec.Width < 3 || spec.Width > 12 {
		return nil, wrong(strconv.Itoa(spec.Width), "width: %d is none of the 3 to 12 columns that a chart may span", spec.Width)
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
	switch {
	case spec.Kind == document.Gauge:
		err = c.gauge(f, spec, &chart)
		return one(chart), err
	case spec.By == "trend":
		c.trendChart(f, &chart)
		return one(chart), nil
	case spec.By == "":
		return nil, wrong(spec.Metric, "by: name what the chart is grouped by: %s", strings.Join(append(slices.Clone(f.Metric.By), "trend"), ", "))
	}
	c.charted[f.Metric.ID+" "+spec.By] = true
	if f.Population == nil {
		chart.Empty = f.whyMissing() + "."
		chart.Title = f.Metric.Title
		return one(chart), nil
	}
	if spec.Split != "" {
		err = c.splitChart(f, spec, &chart)
		return one(chart), err
	}
	g, ok := f.grouping(spec.By)
	if !ok {
		return nil, wrong(spec.By, "metric %s is not grouped by %q; it is grouped by %s", spec.Metric, spec.By, strings.Join(append(slices.Clone(f.Metric.By), "trend"), ", "))
	}
	if err := spec.fits(f); err != nil {
		return nil, err
	}
	groupChart(f, g, &chart)
	if spec.Kind == document.Share && chart.Empty == "" {
		c.shareChart(f, g, spec, &chart)
	}
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
	if target := targetCell(f.Metric); chart.Kind == document.Columns && target.IsNumeric() {
		chart.Target = target
	}
	chart.Subtitle = c.say("%s by period", f.Metric.Title) + basisWords(c.Locale, f.Trend) + f.printedWords() + " \u00b7 " + f.Address
	if len(chart.Categories) < 2 {
		chart.Empty = c.say("There is no earlier period to compare with.")
		chart.Categories, chart.Series, chart.Highlight = nil, nil, -1
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
	was, is := cellOf(f.Metric, start.Figure).In(f.loc), f.cell().In(f.loc)
	switch f.Figure.Compare(start.Figure) {
	case -1:
		return f.loc.Say("%s fell from %s to %s since %s", f.Metric.Title, was, is, start.Period)
	case 1:
		return f.loc.Say("%s rose from %s to %s since %s", f.Metric.Title, was, is, start.Period)
	}
	return f.loc.Say("%s: %s, as in %s", f.Metric.Title, is, start.Period)
}

// groupChart fills the chart with the figure's groups.
func groupChart(f *figure, g metric.Grouping, chart *document.Chart) {
	if chart.Kind == "" {
		chart.Kind = document.Bars
	}
	for _, one := range inOrder(f, g) {
		cell := cellOf(f.Metric, one.Figure)
		cell.Figure = f.Address
		chart.Categories = append(chart.Categories, one.Label)
		chart.Series[0].Values = append(chart.Series[0].Values, cell)
	}
	chart.Subtitle = f.loc.Say("%s by %s, n = %s", f.Metric.Title, f.loc.Inside(g.Title), f.loc.Whole(f.N)) + " \u00b7 " + f.Address
	if len(g.Groups) == 0 || !f.Figure.Defined() || f.N == 0 {
		chart.Empty = f.loc.Say("Nothing to show: %s.", f.whyEmpty())
	}
	if g.Withheld != "" {
		chart.Empty = f.loc.Say("Withheld: %s.", g.Withheld)
	}
	if chart.Title == "" {
		chart.Title = groupHeadline(f, g)
	}
}

func (f *figure) whyEmpty() string {
	if !f.Figure.Defined() {
		return f.whyMissing()
	}
	return f.loc.Say("no %s", f.Metric.On.Plural)
}

// inOrder returns the groups as a chart shows them: enums and bands in their
// natural order, texts by size, the worst share first.
func inOrder(f *figure, g metric.Grouping) []metric.Group {
	field, ok := f.Metric.On.Field(g.By)
	if !ok || field.Type != dataset.Text {
		return g.Groups
	}
	groups := slices.Clone(g.Groups)
	slices.SortStableFunc(groups, func(a, b metric.Group) int {
		if a.IsOther() || b.IsOther() {
			return cmp.Compare(len(a.Members), len(b.Members)) // last, whatever its size
		}
		if !a.Figure.Defined() || !b.Figure.Defined() {
			return cmp.Compare(b.Figure.Den, a.Figure.Den)
		}
		if f.Metric.Kind == metric.Ratio && f.Metric.Better == metric.Higher {
			return a.Figure.Compare(b.Figure)
		}
		return b.Figure.Compare(a.Figure)
	})
	return groups
}

// groupHeadline says what a grouping shows: the worst group of a share, the
// largest of a count, of ages the oldest. Where two groups share that place it
// names none.
func groupHeadline(f *figure, g metric.Grouping) string {
	neutral := f.loc.Say("%s by %s", f.Metric.Title, f.loc.Inside(g.Title))
	if !f.Figure.Defined() || f.Figure.Num == 0 {
		return neutral
	}
	best := outstanding(f, g)
	_, isBand := f.Metric.On.Band(g.By)
	if isBand {
		best = oldest(g)
	}
	if best < 0 {
		return neutral
	}
	top := g.Groups[best]
	value := cellOf(f.Metric, top.Figure).In(f.loc)
	switch f.Metric.Kind {
	case metric.Ratio, metric.Mean:
		if f.Metric.Better == metric.Higher {
			return f.loc.Say("Lowest in %s: %s", top.Label, value)
		}
		return f.loc.Say("Highest in %s: %s", top.Label, value)
	}
	if isBand {
		return f.loc.Say("%s days: %s of %s %s", top.Label, value, f.cell().In(f.loc), f.loc.Inside(f.Metric.Title))
	}
	return f.loc.Say("%s: %s of %s %s", top.Label, value, f.cell().In(f.loc), f.loc.Inside(f.Metric.Title))
}

// oldest is the last group of a band, or -1; records without a day have no age.
func oldest(g metric.Grouping) int {
	last := len(g.Groups) - 1
	if last >= 0 && g.Groups[last].Key == "" {
		last--
	}
	if last >= 0 && g.Groups[last].IsOther() {
		return -1
	}
	return last
}

// outstanding returns the group with the largest count or the worst share, -1
// where there is none or more than one.
func outstanding(f *figure, g metric.Grouping) int {
	best, shared := -1, false
	for i, one := range g.Groups {
		if !one.Figure.Defined() {
			continue
		}
		if best < 0 {
			best = i
			continue
		}
		order := one.Figure.Compare(g.Groups[best].Figure)
		if f.Metric.Kind == metric.Ratio && f.Metric.Better == metric.Higher {
			order = -order
		}
		if order > 0 {
			best = i
		}
		shared = order == 0 || (shared && order < 0)
	}
	if shared || best >= 0 && g.Groups[best].IsOther() {
		return -1
	}
	return best
}

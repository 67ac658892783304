package compose

import (
	"cmp"
	"slices"
	"strings"

	"compack/internal/document"
	"compack/internal/metric"
)

// chartKinds lists the forms that a chart may be asked for.
var chartKinds = []document.ChartKind{document.Bars, document.Columns, document.Stacked, document.Share, document.Ageing, document.Gauge}

func kindNames() []string {
	names := make([]string, len(chartKinds))
	for i, k := range chartKinds {
		names[i] = string(k)
	}
	return names
}

// chartParts is how many parts a bar may be split into: one for each colour of a theme.
const chartParts = 5

// fits says why a chart of one grouping can't have the form that it is asked for.
func (s chartSpec) fits(f *figure) error {
	kind := string(s.Kind)
	switch s.Kind {
	case document.Stacked:
		return wrong(kind, "kind: stacked bars need a second field to split them by; add split")
	case document.Share:
		if f.Metric.Kind != metric.Ratio {
			return wrong(kind, "kind: metric %s is no share; a chart of shares needs one, or a count and a second field as split", f.Metric.ID)
		}
		if len(s.Words) != 0 && len(s.Words) != 2 {
			return wrong(s.Words[0], "words: give two, for those that satisfy the metric and those that don't")
		}
	case document.Ageing:
		if _, isBand := f.Metric.On.Band(s.By); !isBand {
			return wrong(s.By, "by: %s is no age; dataset %s has the ages %s", s.By, f.Metric.On.ID, strings.Join(bandNames(f), ", "))
		}
	}
	return nil
}

func bandNames(f *figure) (names []string) {
	for _, b := range f.Metric.On.Bands {
		names = append(names, b.Name)
	}
	return names
}

// gauge shows one share on a scale, with its target.
func (c *composer) gauge(f *figure, spec chartSpec, chart *document.Chart) error {
	if !f.Metric.Kind.Satisfies() {
		return wrong(string(spec.Kind), "kind: metric %s is no share; a gauge shows one", f.Metric.ID)
	}
	chart.Series[0].Values = []document.Cell{f.cell()}
	chart.Categories = []string{f.Metric.Title}
	if target := targetCell(f.Metric); target.IsNumeric() {
		chart.Target = target
	}
	chart.Title = cmp.Or(spec.Title, f.Metric.Title)
	chart.Subtitle = joined(" \u00b7 ", f.fraction(), f.targetText(), unbroken(document.StatusWord(c.Locale, f.Status)), f.Address)
	if !f.Figure.Defined() {
		chart.Categories, chart.Series = nil, nil
		chart.Empty = upperFirst(f.whyMissing()) + "."
		chart.Subtitle = joined(" \u00b7 ", f.targetText(), f.Address)
	}
	return nil
}

// shareChart shows of each group the part that satisfies the metric and the rest.
func (c *composer) shareChart(f *figure, g metric.Grouping, spec chartSpec, chart *document.Chart) {
	words := spec.Words
	if len(words) == 0 {
		words = []string{c.say("Satisfied"), c.say("Not satisfied")}
	}
	chart.Series = []document.Series{{Name: words[0]}, {Name: words[1]}}
	for _, one := range inOrder(f, g) {
		for i, n := range []int64{one.Figure.Num, one.Figure.Den - one.Figure.Num} {
			cell := document.I(int(n))
			cell.Figure = f.Address
			chart.Series[i].Values = append(chart.Series[i].Values, cell)
		}
	}
}

// splitChart counts a metric's records by two fields or bands: bars by the one, their
// parts by the other. Parts that no bar has are left out.
func (c *composer) splitChart(f *figure, spec chartSpec, chart *document.Chart) error {
	chart.Kind = cmp.Or(chart.Kind, document.Stacked)
	if chart.Kind != document.Stacked && chart.Kind != document.Share {
		return wrong(spec.Split, "split: bars are split in the kinds stacked and share only, not %s", chart.Kind)
	}
	x, err := c.cross(f, spec.By, spec.Split, heatmapRows, chartParts)
	if err != nil {
		return err
	}
	chart.Title = cmp.Or(spec.Title, c.say("%s by %s and %s", f.Metric.Title, c.Locale.Inside(x.rows.title), c.Locale.Inside(x.columns.title)))
	chart.Subtitle = c.say("%s by %s and %s, n = %s", f.Metric.Title, c.Locale.Inside(x.rows.title), c.Locale.Inside(x.columns.title), c.whole(f.N)) + " \u00b7 " + f.Address
	chart.Series = nil
	if x.withheld != "" || x.most == 0 {
		chart.Empty = cmp.Or(x.withheld, c.say("There is nothing to show: %s.", f.whyEmpty()))
		return nil
	}
	for j, name := range x.columns.labels {
		part, some := document.Series{Name: name}, false
		for i := range x.rows.labels {
			if !slices.ContainsFunc(x.counts[i], func(n int) bool { return n > 0 }) {
				continue // no bar
			}
			cell := document.I(x.counts[i][j])
			cell.Figure = f.Address
			part.Values, some = append(part.Values, cell), some || x.counts[i][j] > 0
		}
		if some {
			chart.Series = append(chart.Series, part)
		}
	}
	for i, label := range x.rows.labels {
		if slices.ContainsFunc(x.counts[i], func(n int) bool { return n > 0 }) {
			chart.Categories = append(chart.Categories, label)
		}
	}
	return nil
}

package compose

import (
	"cmp"
	"slices"

	"compack/internal/document"
)

// heatmapSpec is what a heatmap block says.
type heatmapSpec struct {
	Metric  string `yaml:"metric"` // a count: its records
	Rows    string `yaml:"rows"`   // a field or band
	Columns string `yaml:"columns"`
	Title   string `yaml:"title"`
}

// Rows and columns that a heat map has at most: past them its labels can't be read.
const (
	heatmapRows    = 12
	heatmapColumns = 8
)

// heatmap counts a metric's records by two fields, the darker the more.
func (c *composer) heatmap(body []byte) ([]document.Block, error) {
	var spec heatmapSpec
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	f, err := c.figure(spec.Metric)
	if err != nil {
		return nil, err
	}
	c.explain(f.Metric.On.ID)
	if f.table == nil || f.Population == nil {
		return one(aside(f.Metric.Title + c.Locale.Colon() + f.whyMissing() + ".")), nil
	}
	x, err := c.cross(f, spec.Rows, spec.Columns, heatmapRows, heatmapColumns)
	if err != nil {
		return nil, err
	}
	title := cmp.Or(spec.Title, f.Metric.Title)
	if x.withheld != "" || x.most == 0 {
		return one(document.Callout{Title: title, Text: document.Prose{{Cell: document.T(cmp.Or(x.withheld, c.say("There is nothing to show: %s.", f.whyEmpty())))}}}), nil
	}
	return one(c.heatmapOf(f, x, title)), nil
}

// heatmapOf draws the counts with the first row on top.
func (c *composer) heatmapOf(f *figure, x crossed, title string) document.Matrix {
	m := document.Matrix{
		Title: title, Figure: f.Address, Tally: true,
		RowTitle: x.rows.title, ColTitle: x.columns.title, Cols: x.columns.labels,
		Subtitle: c.byTwo(f, x.rows.title, x.columns.title),
		Legend:   c.say("The darker, the more: from 1 to %s in one cell. The colour counts and does not rate; an empty cell stands for none.", c.whole(x.most)),
	}
	for i, label := range slices.Backward(x.rows.labels) {
		var cells []document.Cell
		var levels []int
		for _, n := range x.counts[i] {
			cell := document.I(n)
			cell.Figure = f.Address
			cells, levels = append(cells, cell), append(levels, shade(n, x.most))
		}
		m.Rows, m.Counts, m.Levels = append(m.Rows, label), append(m.Counts, cells), append(m.Levels, levels)
	}
	return m
}

// byTwo says below a figure's title by which two fields its records are counted.
func (c *composer) byTwo(f *figure, rows, columns string) string {
	return c.say("%s by %s and %s, n = %s", f.Metric.Title, c.Locale.Inside(rows), c.Locale.Inside(columns), f.cell().In(c.Locale)) + " \u00b7 " + f.Address
}

// shade returns the level of a count: 0 for none, else 1 to 4 by quarters of the most.
func shade(n, most int) int {
	if n <= 0 {
		return 0
	}
	return 1 + (4*n-1)/most
}

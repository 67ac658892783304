package compose

import (
	"strconv"

	"compack/internal/document"
)

// matrixSpec is what a matrix block says.
type matrixSpec struct {
	Metric   string `yaml:"metric"` // whose rows are shown
	Rows     string `yaml:"rows"`   // field with the likelihood, 1 to 5
	Columns  string `yaml:"columns"`
	Title    string `yaml:"title"`
	Appetite int    `yaml:"appetite"`
}

// scale is the size of the matrix: likelihood and impact run from 1 to 5.
const scale = 5

// matrix builds the heat map of a metric's rows.
func (c *composer) matrix(body []byte) ([]document.Block, error) {
	var spec matrixSpec
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	f, err := c.figure(spec.Metric)
	if err != nil {
		return nil, err
	}
	table := c.Tables[f.Metric.On.ID]
	if table == nil {
		return one(aside(upperFirst(f.whyMissing()) + ".")), nil
	}
	c.explain(f.Metric.On.ID)
	rows, err := fieldColumn(table, spec.Rows)
	if err != nil {
		return nil, err
	}
	cols, err := fieldColumn(table, spec.Columns)
	if err != nil {
		return nil, err
	}
	var counts [scale][scale]int
	beyond := 0
	f.Satisfied.Each(func(row int) {
		if rows.IsEmpty(row) || cols.IsEmpty(row) {
			return
		}
		l, i := rows.Int(row), cols.Int(row)
		if l >= 1 && l <= scale && i >= 1 && i <= scale {
			counts[l-1][i-1]++
		}
		if spec.Appetite > 0 && l*i >= spec.Appetite {
			beyond++
		}
	})
	m := document.Matrix{
		Title: spec.Title, Figure: f.Address, Appetite: spec.Appetite,
		RowTitle: rows.Field.Title, ColTitle: cols.Field.Title,
		Subtitle: c.byTwo(f, rows.Field.Title, cols.Field.Title),
		Legend:   c.say("Colour: the product of the two, from low to extreme."),
	}
	if spec.Appetite > 0 {
		m.Legend += " " + c.say("Heavy line: the risk appetite; %s of %s lie at a product of %s or above.", c.whole(beyond), f.cell().In(c.Locale), c.whole(spec.Appetite))
	}
	for l := range scale {
		m.Rows, m.Cols = append(m.Rows, strconv.Itoa(l+1)), append(m.Cols, strconv.Itoa(l+1))
		var cells []document.Cell
		var levels []int
		for i := range scale {
			cell := document.I(counts[l][i])
			cell.Figure = f.Address
			cells, levels = append(cells, cell), append(levels, level((l+1)*(i+1)))
		}
		m.Counts, m.Levels = append(m.Counts, cells), append(m.Levels, levels)
	}
	return one(m), nil
}

// level returns the colour of a product of likelihood and impact: low to 3,
// moderate to 6, elevated to 10, high to 16, extreme above.
func level(product int) int {
	for i, upper := range []int{3, 6, 10, 16} {
		if product <= upper {
			return i
		}
	}
	return 4
}

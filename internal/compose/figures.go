package compose

import (
	"fmt"

	"compack/internal/document"
)

// figureTable lists figures in rows, for those that are read against each other.
func (c *composer) figureTable(body []byte) ([]document.Block, error) {
	var spec struct {
		Title   string   `yaml:"title"`
		Note    string   `yaml:"note"`
		Metrics []string `yaml:"metrics"`
		Of      []string `yaml:"of"` // instead: those of them that lack no dataset
	}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	if len(spec.Metrics)+len(spec.Of) == 0 {
		return nil, fmt.Errorf("metrics: list the metrics to show")
	}
	chosen, err := c.provided(spec.Of)
	if err != nil {
		return nil, err
	}
	spec.Metrics = append(spec.Metrics, chosen...)
	if len(spec.Metrics) == 0 {
		return nil, nil
	}
	t := document.Table{Title: spec.Title, Note: spec.Note, Columns: []document.Column{
		c.col("Figure"), c.wide("Measure"), c.right("Value"), c.col("Of what"), c.col("Target"), c.col("Status")}}
	for _, id := range spec.Metrics {
		f, err := c.figure(id)
		if err != nil {
			return nil, err
		}
		c.explain(f.Metric.On.ID)
		of := f.fraction()
		if !f.Figure.Defined() {
			of = f.whyMissing()
		}
		t.Rows = append(t.Rows, []document.Cell{document.Address(f.Address), document.T(f.Metric.Title), f.cell(), document.T(of), document.T(f.targetText()), document.S(f.Status)})
	}
	dropEmpty(&t)
	return one(t), nil
}

package compose

import (
	"compack/internal/document"
	"compack/internal/metric"
)

// Revision says which revision of a pack is composed. The zero value is a first one.
type Revision struct {
	Number int
	Of     int    // the revision whose place it takes
	Reason string // why there is another
	// Before is what that revision printed, by metric.
	Before map[string]metric.IssuedFigure
}

// revised returns the section that says what a revision changes, none for a first one.
// It stands before all others: whoever has read the revision before reads it first.
func (c *composer) revised() []document.Section {
	if c.Revision.Of == 0 {
		return nil
	}
	say := c.Locale.Say
	intro := say("This revision %d takes the place of revision %d, which should no longer be relied on. The reason given is: %s",
		c.Revision.Number, c.Revision.Of, c.Revision.Reason)
	t := document.Table{
		Title: say("Figures that are restated"), Empty: say("No figure is restated; what has changed are records, texts or sources behind the figures."),
		Columns: []document.Column{{Title: say("Figure")}, {Title: say("Measure"), Wide: true}, right(say("Was")), right(say("Is")), right(say("Change")), {Title: say("Why"), Wide: true}},
	}
	for _, f := range c.order {
		if row := c.restated(f); row != nil {
			t.Rows = append(t.Rows, row)
		}
	}
	return []document.Section{{ID: "revision", Title: say("What this revision changes"), Blocks: []document.Block{
		document.Paragraph{Lead: true, Text: document.Prose{{Cell: document.T(intro)}}}, t,
	}}}
}

// restated returns the row of a figure that differs from what was printed, nil where
// it does not.
func (c *composer) restated(f *figure) []document.Cell {
	before, printed := c.Revision.Before[f.Metric.ID]
	same := printed && before.Figure.String() == f.Figure.String()
	if same && before.Formula == f.Metric.FormulaSHA256() {
		return nil
	}
	was, change, why := document.Cell{}, document.Cell{}, c.Locale.Say("The records changed.")
	switch {
	case !printed:
		why = c.Locale.Say("The revision before did not show the figure.")
	case before.Formula != f.Metric.FormulaSHA256():
		was, why = cellOf(f.Metric, before.Figure), c.Locale.Say("The definition changed.")
	default:
		was = cellOf(f.Metric, before.Figure)
	}
	if printed && before.Figure.Defined() && f.Figure.Defined() {
		change = f.changeCell(difference(f.Figure, before.Figure))
	}
	return []document.Cell{document.Address(f.Address), document.T(f.Metric.Title), was, f.cell(), change, document.T(why)}
}

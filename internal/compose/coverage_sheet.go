package compose

import (
	"cmp"
	"strings"

	"compack/internal/document"
	"compack/internal/framework"
)

// coverageSheet is the name of the workbook's sheet with every control.
func (c *composer) coverageSheet() string { return c.say("Coverage") }

// evidenceCoverage lists every control of the chosen frameworks with what is known
// of it, and the controls outside them that have tests.
func (c *composer) evidenceCoverage() document.Table {
	t := document.Table{
		Columns: []document.Column{c.col("Framework"), c.col("Group"), c.col("Control"), c.wide("What it is about"), c.col("Status"), c.col("Via"),
			c.col("Last tested"), c.col("Result"), c.right("Muted failures"), c.col("In the statement"), c.col("Records"), c.col("Implementation"),
			c.col("Owner"), c.wide("Justification")},
		Empty: c.say("The control records belong to no framework that is known."),
	}
	if c.Coverage.Tests {
		t.Note = c.coverageNote()
	}
	for _, covered := range c.Coverage.Covered {
		for _, s := range covered.States {
			t.Rows = append(t.Rows, c.coverageState(covered.Framework, s))
		}
	}
	for _, o := range c.Coverage.Outside {
		status := c.say("In no chosen framework")
		if o.Mapped {
			status = c.say("In no chosen framework, counted by the crosswalk")
		}
		t.Rows = append(t.Rows, []document.Cell{document.T(cmp.Or(o.Framework, c.say("not known"))), {}, document.T(cmp.Or(o.Control, c.say("none named"))), {}, document.T(status), {}, {},
			document.T(c.say("Tests: %s", c.whole(o.Tests))), {}, {}, {}, {}, {}, {}})
	}
	return t
}

func (c *composer) coverageState(f *framework.Definition, s framework.State) []document.Cell {
	status, muted := document.T(s.Status.In(c.Locale)), document.Cell{}
	if !c.Coverage.Tests && s.Status != framework.NotApplicable {
		status = c.noTests()
	}
	if s.Muted > 0 {
		muted = document.I(s.Muted)
	}
	stated := c.Locale.Truth(s.Stated)
	return []document.Cell{document.T(f.Title), document.T(s.Control.Group), document.T(s.Control.ID), document.T(s.Control.Title), status,
		document.T(strings.Join(s.Via, ", ")), document.D(s.LastTested), document.T(s.Result), muted, document.T(stated),
		document.T(strings.Join(s.Records, ", ")), document.T(s.Implementation), document.T(s.Owner), document.T(s.Justification)}
}

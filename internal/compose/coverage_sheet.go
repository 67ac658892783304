package compose

import (
	"cmp"
	"strings"

	"compack/internal/document"
	"compack/internal/framework"
)

// coverageSheet is the name of the workbook's sheet with every control.
const coverageSheet = "Coverage"

// evidenceCoverage lists every control of the chosen frameworks with what is known
// of it, and the controls outside them that have tests.
func (c *composer) evidenceCoverage() document.Table {
	t := document.Table{
		Columns: []document.Column{{Title: "Framework"}, {Title: "Group"}, {Title: "Control"}, {Title: "What it is about", Wide: true}, {Title: "Status"}, {Title: "Via"},
			{Title: "Last tested"}, {Title: "Result"}, right("Muted failures"), {Title: "In the statement"}, {Title: "Records"}, {Title: "Implementation"},
			{Title: "Owner"}, {Title: "Justification", Wide: true}},
		Empty: "The control records belong to no framework that is known.",
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
		status := "In no chosen framework"
		if o.Mapped {
			status += ", counted by the crosswalk"
		}
		tests := document.I(o.Tests)
		t.Rows = append(t.Rows, []document.Cell{document.T(cmp.Or(o.Framework, "not known")), {}, document.T(cmp.Or(o.Control, "none named")), {}, document.T(status), {}, {},
			document.T("Tests: " + tests.In(c.Locale)), {}, {}, {}, {}, {}, {}})
	}
	return t
}

func (c *composer) coverageState(f *framework.Definition, s framework.State) []document.Cell {
	status, muted := document.T(s.Status.Title()), document.Cell{}
	if !c.Coverage.Tests && s.Status != framework.NotApplicable {
		status = document.Cell{Kind: document.Missing, Text: "Control tests not provided"}
	}
	if s.Muted > 0 {
		muted = document.I(s.Muted)
	}
	stated := map[bool]string{true: "Yes", false: "No"}[s.Stated]
	return []document.Cell{document.T(f.Title), document.T(s.Control.Group), document.T(s.Control.ID), document.T(s.Control.Title), status,
		document.T(strings.Join(s.Via, ", ")), document.D(s.LastTested), document.T(s.Result), muted, document.T(stated),
		document.T(strings.Join(s.Records, ", ")), document.T(s.Implementation), document.T(s.Owner), document.T(s.Justification)}
}

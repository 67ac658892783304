package compose

import (
	"fmt"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/manifest"
)

// notStated stands where nobody says how a source came about.
const notStated = "not stated"

// statementTable says how each source came out of its system.
func (c *composer) statementTable() document.Table {
	t := document.Table{
		Title:   "How the sources came about, as the vendor states it",
		Columns: []document.Column{{Title: "Source", Wide: true}, {Title: "System"}, {Title: "Report"}, {Title: "Parameters", Wide: true}, {Title: "Extracted on"}, {Title: "Extracted by"}},
		Empty:   "No source was read.",
	}
	for _, l := range c.Ledgers {
		t.Rows = append(t.Rows, append([]document.Cell{document.T(sourceName(l))}, statementCells(l)...))
	}
	return t
}

func statementCells(l manifest.Ledger) []document.Cell {
	s := dataset.Statement{}
	day := document.T(notStated)
	if l.Statement != nil {
		s = *l.Statement
		if !s.ExtractedOn.IsNone() {
			day = document.D(s.ExtractedOn)
		}
	}
	return []document.Cell{stated(s.System), stated(s.Report), stated(s.Parameters), day, stated(s.ExtractedBy)}
}

func stated(text string) document.Cell {
	if text == "" {
		text = notStated
	}
	return document.T(text)
}

// attested returns the sentence that says who attests that the client has no record
// of the dataset, "" where nobody does or there are records.
func (c *composer) attested(dataset string) string {
	if t := c.Tables[dataset]; t != nil && t.None != nil {
		return upperFirst(t.None.String()) + "."
	}
	return ""
}

// attestedNote names the sources that are attested to hold nothing.
func (c *composer) attestedNote() (s string) {
	for _, l := range c.Ledgers {
		if l.None != nil {
			s += fmt.Sprintf(" %s: %s.", sourceName(l), l.None)
		}
	}
	return s
}

// controlCells are a source's control total and how many rows it stands against.
func controlCells(l manifest.Ledger) []document.Cell {
	if l.Control == nil {
		return []document.Cell{document.T(notStated), {}, {}}
	}
	verdict := "agrees"
	if !l.Control.Agrees() {
		verdict = "differs"
	}
	return []document.Cell{document.I(l.Control.Stated), document.I(l.Control.Read), document.T(verdict)}
}

// evidenceSources is the workbook's sheet of sources: the statement of each, its
// control total and its digest.
func (c *composer) evidenceSources() document.Table {
	t := c.statementTable()
	t.Title = ""
	t.Columns = append(t.Columns,
		right("Control total"), right("Rows that are not blank"),
		document.Column{Title: "Comparison"}, document.Column{Title: "Nothing to report"}, document.Column{Title: "SHA-256 of the file"})
	for i, l := range c.Ledgers {
		t.Rows[i] = append(append(t.Rows[i], controlCells(l)...), noneCell(l), document.T(l.SHA256))
	}
	return t
}

func noneCell(l manifest.Ledger) document.Cell {
	if l.None == nil {
		return document.Cell{}
	}
	return document.T(fmt.Sprintf("attested by %s on %s", l.None.By, l.None.On))
}

// evidenceChecks lists each check with how many records it looked at.
func (c *composer) evidenceChecks() document.Table {
	t := document.Table{
		Columns: []document.Column{{Title: "Dataset"}, {Title: "Check"}, {Title: "What is checked", Wide: true},
			right("Records"), right("Passed"), right("Failed"), right("Not tried"), {Title: "Result"}},
		Empty: "No record was checked.",
		Note:  "Not tried: the record's file has no column for what the check looks at.",
	}
	for _, k := range c.Checks {
		t.Rows = append(t.Rows, []document.Cell{document.T(c.datasets[k.Dataset].Title), document.T(k.ID), document.T(upperFirst(k.Title)),
			document.I(k.Records), document.I(k.Records - k.Failed), document.I(k.Failed), document.I(k.Skipped), document.T(outcome(k))})
	}
	return t
}

func outcome(k manifest.Check) string {
	switch {
	case k.Failed > 0:
		return "failed"
	case k.Records == 0:
		return "nothing to check"
	}
	return "passed"
}

package compose

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/manifest"
)

// statementTable says how each source came out of its system.
func (c *composer) statementTable() document.Table {
	t := document.Table{
		Title:   c.say("How the sources came about, as the vendor states it"),
		Columns: []document.Column{c.wide("Source"), c.col("System"), c.col("Report"), c.wide("Parameters"), c.col("Extracted on"), c.col("Extracted by")},
		Empty:   c.say("No source was read."),
	}
	for _, l := range c.Ledgers {
		t.Rows = append(t.Rows, append([]document.Cell{document.T(c.sourceName(l))}, c.statementCells(l)...))
	}
	return t
}

func (c *composer) statementCells(l manifest.Ledger) []document.Cell {
	s := dataset.Statement{}
	day := c.stated("")
	if l.Statement != nil {
		s = *l.Statement
		if !s.ExtractedOn.IsNone() {
			day = document.D(s.ExtractedOn)
		}
	}
	return []document.Cell{c.stated(s.System), c.stated(s.Report), c.stated(s.Parameters), day, c.stated(s.ExtractedBy)}
}

// stated is what somebody says of how a source came about.
func (c *composer) stated(text string) document.Cell {
	if text == "" {
		text = c.say("not stated")
	}
	return document.T(text)
}

// attested returns the sentence that says who attests that the client has no record
// of the dataset, "" where nobody does or there are records.
func (c *composer) attested(dataset string) string {
	if t := c.Tables[dataset]; t != nil && t.None != nil {
		return upperFirst(t.None.In(c.Locale)) + "."
	}
	return ""
}

// attestedNotes name the sources that are attested to hold nothing.
func (c *composer) attestedNotes() (said []string) {
	for _, l := range c.Ledgers {
		if l.None != nil {
			said = append(said, c.say("%s: %s.", c.sourceName(l), l.None.In(c.Locale)))
		}
	}
	return said
}

// controlCells are a source's control total and how many rows it stands against.
func (c *composer) controlCells(l manifest.Ledger) []document.Cell {
	if l.Control == nil {
		return []document.Cell{c.stated(""), {}, {}}
	}
	verdict := c.say("agrees")
	if !l.Control.Agrees() {
		verdict = c.say("differs")
	}
	return []document.Cell{document.I(l.Control.Stated), document.I(l.Control.Read), document.T(verdict)}
}

// evidenceSources is the workbook's sheet of sources: the dataset and the statement
// of each, its control total and its digest.
func (c *composer) evidenceSources() document.Table {
	t := c.statementTable()
	t.Title = ""
	t.Columns = append(t.Columns,
		c.right("Control total"), c.right("Rows that are not blank"), c.col("Comparison"), c.col("Nothing to report"), c.col("SHA-256 of the file"))
	for i, l := range c.Ledgers {
		row := append([]document.Cell{document.T(c.titleOf(l.Dataset))}, t.Rows[i]...)
		t.Rows[i] = append(append(row, c.controlCells(l)...), c.noneCell(l), document.T(l.SHA256))
	}
	t.Columns = slices.Insert(t.Columns, 0, c.datasetColumn())
	return t
}

func (c *composer) noneCell(l manifest.Ledger) document.Cell {
	if l.None == nil {
		return document.Cell{}
	}
	return document.T(c.say("attested by %s on %s", l.None.By, c.Locale.Day(l.None.On)))
}

// evidenceChecks lists each check with how many records it looked at.
func (c *composer) evidenceChecks() document.Table {
	t := document.Table{
		Columns: []document.Column{c.datasetColumn(), c.col("Check"), c.wide("What is checked"),
			c.right("Records"), c.right("Passed"), c.right("Failed"), c.right("Not tried"), c.col("Result")},
		Empty: c.say("No record was checked."),
		Note:  c.say("Not tried: the record's file has no column for what the check looks at."),
	}
	for _, k := range c.Checks {
		t.Rows = append(t.Rows, []document.Cell{document.T(c.datasets[k.Dataset].Title), document.T(k.ID), document.T(upperFirst(k.Title)),
			document.I(k.Records), document.I(k.Records - k.Failed), document.I(k.Failed), document.I(k.Skipped), document.T(c.outcome(k))})
	}
	return t
}

func (c *composer) outcome(k manifest.Check) string {
	switch {
	case k.Failed > 0:
		return c.say("failed")
	case k.Records == 0:
		return c.say("nothing to check")
	}
	return c.say("passed")
}

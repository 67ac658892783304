package compose

import (
	"slices"
	"strings"
	"testing"

	"compack/internal/clause"
	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/movement"
	"compack/internal/period"
	"compack/internal/problem"
)

// definitionOf returns a dataset of one field.
func definitionOf(id, title string) *dataset.Definition {
	return &dataset.Definition{ID: id, Title: title, Singular: "record", Plural: "records", Key: []string{"id"}, Scope: "id",
		Fields: []dataset.Field{{Name: "id", Title: "ID", Type: dataset.Text}}}
}

// recordsOf returns a table of so many records.
func recordsOf(def *dataset.Definition, n int) *dataset.Table {
	t := dataset.NewTable(def)
	for i := range n {
		t.Column(0).AppendText(strings.Repeat("x", i+1))
		t.Commit(dataset.Origin{Row: int32(i + 2)})
	}
	return t
}

// incomplete is a pack in which something of every kind is missing.
func incomplete(t *testing.T) Input {
	t.Helper()
	absent, empty, attested, there := definitionOf("absent", "Absent"), definitionOf("empty", "Empty"), definitionOf("attested", "Attested"), definitionOf("there", "There")
	attestation := &dataset.Attestation{By: "R. Roe", On: period.NewDate(2026, 10, 2)}
	none := recordsOf(attested, 0)
	none.None = attestation
	m, err := metric.Compile(metric.Definition{ID: "there.share", Title: "Share", Dataset: "there", Kind: metric.Ratio, Population: "id == 'none'", Satisfied: "id == 'x'",
		Unit: "percent", Better: metric.Higher, Definition: "x"}, there)
	if err != nil {
		t.Fatal(err)
	}
	accepted := &problem.Acceptance{Reason: "known", Owner: "R. Roe", Expires: period.NewDate(2026, 12, 31)}
	ledger := manifest.Ledger{Source: dataset.Source{Dataset: "there", File: "there.csv", Read: 10, Accepted: 7, Rejected: 3}}
	text := "---\ntitle: A pack\n---\n# Records\n\n```table\ndataset: there\ncolumns: [id]\nlimit: 1\n```\n\n```table\ndataset: absent\ncolumns: [id]\n```\n\n# Missing\n\n```omissions\n```\n"
	return Input{
		Template: NewTemplate("p", "p.md", text), Period: period.Period{Label: "2026-Q3", Start: period.NewDate(2026, 7, 1), End: period.NewDate(2026, 10, 1)},
		Datasets: []*dataset.Definition{absent, empty, attested, there},
		Tables:   map[string]*dataset.Table{"empty": recordsOf(empty, 0), "attested": none, "there": recordsOf(there, 2)},
		Values:   []metric.Value{{Metric: m, Status: metric.NotAvailable, Population: metric.NewRows(2), Satisfied: metric.NewRows(2)}},
		Clauses:  []clause.Result{{Clause: clause.Clause{ID: "c", Ref: "4.2"}, Verdict: clause.NoData, Reason: "not measured"}, {Clause: clause.Clause{ID: "d", Ref: "4.3"}, Verdict: clause.Met}},
		Ledgers:  []manifest.Ledger{ledger}, Origins: []document.Origin{{File: "there.csv"}}, Unassigned: 1,
		Problems: problem.List{
			{Code: problem.Stale, Dataset: "there", Place: problem.Place{File: "there.csv"}, Message: "it is old"},
			{Code: problem.InputMissing, Dataset: "absent", Place: problem.Place{File: "compack.yaml", Key: "sources[0]"}, Message: "no file matches"},
			{Code: problem.DuplicateKey, Suppressed: accepted}, {Code: problem.DuplicateKey, Suppressed: accepted},
		},
		Checks: []manifest.Check{{Dataset: "there", ID: "there.rule", Skipped: 2}, {Dataset: "there", ID: "there.other"}},
		Rules:  []dataset.Rule{{ID: "absent.rule", Dataset: "absent"}, {ID: "there.rule", Dataset: "there", Message: "it is closed without a cause"}}, Privacy: &manifest.Privacy{SmallGroups: 5, Redactions: []manifest.Redaction{{Dataset: "there", Field: "Name", Treatment: "left out"}, {Dataset: "there", Field: "Mail", Treatment: "left out"}, {Dataset: "there", Field: "Day", Treatment: manifest.Shown}}},
		Movement: &movement.Report{Previous: "2026-Q2", Facts: []movement.Fact{{Title: "Due dates moved", Dataset: "there", Why: "no due dates"}, {Title: "Gone", Dataset: "there", Ran: true}}},
	}
}

func TestWhatAPackLeavesOutStandsInIt(t *testing.T) {
	doc, err := Compose(incomplete(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []document.Omission{
		{Kind: document.DatasetMissing, Subject: "Absent", Text: "the file of its source is missing; 1 rule was not tried; this concerns the chapter Records"},
		{Kind: document.DatasetEmpty, Subject: "Empty", Text: "no source holds a record for this client, and nobody attests that there is none; no chapter speaks of it"},
		{Kind: document.SourceMissing, Subject: "Absent", Text: "no file matches"},
		{Kind: document.SourceStale, Subject: "There: there.csv", Text: "it is old"},
		{Kind: document.NoStatement, Subject: "there.csv", Text: "nobody states out of which system and how it came"},
		{Kind: document.RowsRejected, Subject: "there.csv", Text: "3 of the 10 rows read; in no figure. Sheet Problems lists those of this client"},
		{Kind: document.RowsOfNobody, Subject: "All sources", Text: "1 rejected row can't be assigned to any client and may be of this one"},
		{Kind: document.ClauseWithout, Subject: "4.2", Text: "not measured"},
		{Kind: document.FigureWithout, Subject: "F-001, Share", Text: "0 of 0"},
		{Kind: document.ChecksNotRun, Subject: "There", Text: "the file has no column for what these look at; how many records they passed over stands in brackets: it is closed without a cause (2)"},
		{Kind: document.MovementNotRun, Subject: "There: Due dates moved", Text: "no due dates"},
		{Kind: document.ProblemsAccepted, Subject: "K001, two rows have the same key", Text: "2 problems accepted by R. Roe until 2026-12-31: known"},
		{Kind: document.FieldRedacted, Subject: "There: Name, Mail", Text: "left out"},
		{Kind: document.FieldRedacted, Subject: "Free text", Text: "titles, remarks and the like were not searched for names"},
		{Kind: document.GroupsHidden, Subject: "All figures", Text: "groups of fewer than 5 records are not shown for themselves"},
		{Kind: document.TableCut, Subject: "Records", Text: "the first 1 of 2; all are in sheet There"},
	}
	if !slices.Equal(doc.Omissions, want) {
		for i, o := range doc.Omissions {
			if i >= len(want) || o != want[i] {
				t.Errorf("%d: got %+v", i, o)
			}
		}
		t.Fatalf("%d omissions, want %d", len(doc.Omissions), len(want))
	}
	printed, ok := doc.Sections[1].Blocks[0].(document.Table)
	if !ok || len(printed.Rows) != len(want) || printed.Note != "" {
		t.Errorf("the report prints %+v", printed)
	}
	sheets := doc.Workbook.Evidence
	if last := sheets[len(sheets)-1]; last.Name != "Omissions" || len(last.Table.Rows) != len(want) {
		t.Errorf("the last sheet is %s with %d rows", last.Name, len(last.Table.Rows))
	}
}

// TestClauseCountsAreFigures: a number of clauses in a sentence is a typed cell.
func TestClauseCountsAreFigures(t *testing.T) {
	in := incomplete(t)
	in.Template = NewTemplate("p", "p.md", "---\ntitle: A pack\n---\n# Clauses\n\n{{ clauses \"met\" }} of {{ clauses \"all\" }} met, {{ clauses \"no data\" }} without data.\n")
	doc, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	text := doc.Sections[0].Blocks[0].(document.Paragraph).Text
	if text.In(nil) != "1 of 2 met, 1 without data." || text[0].Cell.Kind != document.Integer {
		t.Errorf("got %q, first a cell of kind %d", text.In(nil), text[0].Cell.Kind)
	}
	in.Template = NewTemplate("p", "p.md", strings.Replace(in.Template.text, `"met"`, `"mett"`, 1))
	if _, err := Compose(in); err == nil || !strings.Contains(err.Error(), "p.md, line 6") || !strings.Contains(err.Error(), "did you mean met?") {
		t.Errorf("got %v", err)
	}
}

package xlsx

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
)

// definition reads a dataset's shipped definition.
func definition(t testing.TB, id string) *dataset.Definition {
	t.Helper()
	src, err := os.ReadFile("../../../templates/datasets/" + id + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var def dataset.Definition
	if err := yaml.Unmarshal(src, &def); err != nil {
		t.Fatal(err)
	}
	return &def
}

// row is a record as a test writes it: values by field, in the text form that
// [dataset.Column.Text] gives.
type row map[string]string

// table makes a table of the given records.
func table(t testing.TB, id string, rows []row) *dataset.Table {
	t.Helper()
	tab := dataset.NewTable(definition(t, id))
	for n, r := range rows {
		for i := range tab.Def.Fields {
			if c := tab.Column(i); !c.Field.IsDerived() {
				put(t, c, r[c.Field.Name])
			}
		}
		tab.Commit(dataset.Origin{Source: int32(n % 2), Row: int32(n + 5)})
	}
	tab.Derive()
	return tab
}

func put(t testing.TB, c *dataset.Column, s string) {
	t.Helper()
	if s == "" {
		c.AppendEmpty()
		return
	}
	switch c.Field.Type {
	case dataset.Text:
		c.AppendText(s)
	case dataset.Date:
		c.AppendCode(int32(day(t, s)))
	case dataset.Moment:
		m, err := period.ParseMoment(s)
		if err != nil {
			t.Fatal(err)
		}
		c.AppendCode(int32(m))
	case dataset.Boolean:
		c.AppendCode(map[string]int32{"true": 1, "false": 0}[s])
	case dataset.Enum:
		code, ok := c.Lookup(s)
		if !ok {
			t.Fatalf("%s has no value %q", c.Field.Name, s)
		}
		c.AppendCode(code)
	default:
		var n int32
		if _, err := fmt.Sscan(s, &n); err != nil {
			t.Fatal(err)
		}
		c.AppendCode(n)
	}
}

func day(t testing.TB, s string) period.Date {
	t.Helper()
	d, err := period.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var (
	quarter = period.Calendar{Every: period.Quarterly}.At(period.NewDate(2026, time.August, 1))
	asOf    = period.NewDate(2026, time.September, 30)
	dates   = metric.DatesOf(quarter, asOf)
)

var sampleOrigins = []document.Origin{{File: "inputs/grc-export.xlsx", Sheet: "Q3 2026"}, {File: "inputs/late-additions.csv"}}

// anyOf returns one of the words.
func anyOf(r *rand.Rand, words ...string) string { return words[r.IntN(len(words))] }

func findingRows(r *rand.Rand, n int) []row {
	rows := make([]row, n)
	for i := range rows {
		opened := period.NewDate(2026, time.January, 1).AddDays(r.IntN(270))
		f := row{
			"finding_id": fmt.Sprintf("F-%04d", i+1), "client": "Northwind Bank", "audit": anyOf(r, "ISO 27001 surveillance", "SOC 2 Type II", "Penetration test"),
			"title":     anyOf(r, "Access review not evidenced", "Backups not restored in the test", "Firewall rules without an owner", "Leavers' accounts still active", "Log retention shorter than the contract asks"),
			"kind":      anyOf(r, "major_nc", "minor_nc", "observation", "ofi"),
			"severity":  anyOf(r, "critical", "high", "high", "medium", "medium", "medium", "low"),
			"owner":     anyOf(r, "A. Okafor", "M. Lindqvist", "J. Ortega", "P. Nowak"),
			"opened_on": opened.String(), "due_on": opened.AddDays(30 + r.IntN(60)).String(), "status": "open",
			"control_ref": anyOf(r, "A.5.18", "A.8.13", "A.8.20", "A.8.15"),
			"risk_id":     fmt.Sprintf("R-%03d", 1+r.IntN(30)),
		}
		if closed := opened.AddDays(20 + r.IntN(90)); closed <= asOf && r.IntN(3) > 0 {
			f["closed_on"], f["status"] = closed.String(), "closed"
		}
		rows[i] = f
	}
	return rows
}

func riskRows(r *rand.Rand, n int) []row {
	rows := make([]row, n)
	for i := range rows {
		rows[i] = row{
			"risk_id": fmt.Sprintf("R-%03d", i+1), "client": "Northwind Bank",
			"title":               anyOf(r, "Loss of the primary data centre", "Supplier of the payment gateway fails", "Ransomware on shared file servers", "Key person leaves"),
			"description":         "The service is interrupted for longer than the contract allows, because the fallback has not been exercised with the client's own transaction volume and staff who know the procedure are few.",
			"category":            anyOf(r, "Availability", "Third party", "Security", "People"),
			"owner":               anyOf(r, "A. Okafor", "M. Lindqvist"),
			"residual_likelihood": fmt.Sprint(1 + r.IntN(5)), "residual_impact": fmt.Sprint(1 + r.IntN(5)),
			"treatment": anyOf(r, "mitigate", "accept", "transfer"), "status": anyOf(r, "open", "in_treatment", "accepted", "closed"),
			"identified_on": period.NewDate(2025, time.March, 1).AddDays(r.IntN(500)).String(),
			"next_review":   period.NewDate(2026, time.August, 1).AddDays(r.IntN(150)).String(),
		}
	}
	return rows
}

func trainingRows(r *rand.Rand, n int) []row {
	rows := make([]row, n)
	for i := range rows {
		due := period.NewDate(2026, time.June, 1).AddDays(r.IntN(150))
		rows[i] = row{
			"person_id": fmt.Sprintf("%05d", 100+i/3), "client": "Northwind Bank", "full_name": anyOf(r, "Ada Byron", "Zoë Müller", "José García"),
			"department": anyOf(r, "Operations", "Engineering", "Customer service", "R&D <labs>", "Finance \"shared\""),
			"course":     anyOf(r, "Security awareness", "Data protection", "Anti-bribery"), "mandatory": anyOf(r, "true", "true", "true", "false"),
			"assigned_on": due.AddDays(-30).String(), "due_on": due.String(), "status": "not_started",
		}
		if r.IntN(8) > 0 {
			rows[i]["completed_on"], rows[i]["status"] = due.AddDays(r.IntN(40)-35).String(), "completed"
			rows[i]["score"] = fmt.Sprint(60 + r.IntN(40))
		}
	}
	return rows
}

// sampleDocument returns a document of every kind of content that a workbook
// shows, with its formulas' true results.
func sampleDocument(t testing.TB) *document.Document {
	r := rand.New(rand.NewPCG(7, 7))
	risks, findings, training := table(t, "risks", riskRows(r, 30)), table(t, "findings", findingRows(r, 90)), table(t, "training", trainingRows(r, 300))
	d := &document.Document{
		Pack: "quarterly", Title: "Quarterly security and compliance report",
		Client: document.Party{ID: "northwind", Name: "Northwind Bank & Trust"}, Vendor: document.Party{Name: "Meridian Services Ltd"},
		Period: quarter, AsOf: asOf, Classification: "Confidential", PreparedBy: "C. Analyst", IssuedOn: asOf.AddDays(9), Revision: 1,
		Digest: "3f9a0c17d2b84e6f5a1b9c0d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f",
	}
	d.Workbook.Populations = []document.Population{
		{Name: "Risks", Title: "Risks", Table: risks, Origins: sampleOrigins, Dates: dates},
		{Name: "Findings", Title: "Findings", Table: findings, Origins: sampleOrigins, Dates: dates, Helpers: []metric.Helper{daysToClose(), runningOpen()}},
		{Name: "Training", Title: "Training", Table: training, Origins: sampleOrigins, Dates: dates},
		{Name: "Remediation", Title: "Remediation", Table: table(t, "remediation", nil), Dates: dates},
	}
	needAll(d)
	d.Workbook.Figures = slices.Concat(riskFigures(risks), findingFigures(findings), trainingFigures(training))
	d.Workbook.Figures = append(d.Workbook.Figures, document.Figure{
		Address: "F-006", Metric: "remediation.on_time", Dataset: "Remediation", Title: "Actions closed on time",
		Value: document.Cell{Kind: document.Missing, Text: "no action was due in the period"}, Status: metric.NotAvailable, TargetText: "at least 90 %",
		Formula:    `IF(COUNTIFS(remediation_due_on,">="&period_start,remediation_due_on,"<="&period_end)=0,"n/a",1)`,
		Definition: "Actions due in the period that were closed on or before their due date.",
	})
	d.Workbook.Evidence = sampleEvidence()
	return d
}

func sampleEvidence() []document.Evidence {
	return []document.Evidence{
		{Name: "Ledger", Intro: "Every row of every source is accounted for: read = accepted + duplicate + rejected + blank.", Table: document.Table{
			Columns: []document.Column{{Title: "Dataset"}, {Title: "File"}, {Title: "Read", Align: document.Right}, {Title: "Accepted", Align: document.Right}, {Title: "Rejected", Align: document.Right}},
			Rows: [][]document.Cell{
				{document.T("Findings"), document.T("inputs/grc-export.xlsx"), document.I(1204), document.I(1200), document.I(4)},
				{document.T("Training"), document.T("inputs/late-additions.csv"), document.I(300), document.I(300), document.I(0)},
			},
			Total: []document.Cell{document.T("Total"), {}, document.I(1504), document.I(1500), document.I(4)},
		}},
		{Name: "Problems", Intro: "What is wrong in the inputs, worst first.", Table: document.Table{
			Sorted: "sorted by file and row", Columns: []document.Column{{Title: "Code"}, {Title: "Severity"}, {Title: "Where"}, {Title: "Message", Wide: true}, {Title: "Hint", Wide: true}},
			Rows: [][]document.Cell{
				{document.T("T002"), document.T("error"), document.T(`inputs/training.xlsx, sheet "Q3", row 18, column "Due Date"`), document.T(`"31.02.2026" can't be read as a date, so the row was rejected`), document.T("write the date as 2026-09-30, or as a real Excel date")},
				{document.T("K001"), document.T("warning"), document.T("inputs/findings.csv, row 7"), document.T("=HYPERLINK(\"http://example.org\",\"x\")"), document.T("remove the row that is out of date; until then the later one counts")},
			},
		}},
		{Name: "Definitions", Intro: "How each figure is defined.", Table: document.Table{
			Columns: []document.Column{{Title: "Address"}, {Title: "Status"}, {Title: "From"}, {Title: "Target", Align: document.Right}, {Title: "Definition", Wide: true}},
			Rows: [][]document.Cell{
				{document.T("F-001"), document.S(metric.Green), document.D(asOf), {Kind: document.Percent, Value: metric.Fraction{Num: 95, Den: 100}}, document.T("Risks that are not closed.")},
				{document.T("F-006"), document.S(metric.NotAvailable), {}, {Kind: document.Missing}, document.T("Actions due in the period that were closed on or before their due date.")},
			},
		}},
		{Name: "Actions with no owner", Table: document.Table{Columns: []document.Column{{Title: "Action"}}, Empty: "Every action has an owner."}},
	}
}

// render renders a document or ends the test.
func render(t testing.TB, d *document.Document) []byte {
	t.Helper()
	out, err := Render(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// needAll has every field kept, as formulas of every kind would.
func needAll(d *document.Document) {
	for i := range d.Workbook.Populations {
		p := &d.Workbook.Populations[i]
		p.Needed = p.Table.Def.FieldNames()
	}
}

package fill_test

import (
	"bytes"
	"fmt"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
	"compack/internal/render/fill"
)

var actions = &dataset.Definition{
	ID: "remediation", Title: "Remediation", Singular: "action", Plural: "actions", Key: []string{"item_id"},
	Fields: []dataset.Field{
		{Name: "item_id", Title: "Item ID", Type: dataset.Text, Required: true},
		{Name: "title", Title: "Title", Type: dataset.Text, Headers: []string{"Summary"}},
		{Name: "severity", Title: "Severity", Type: dataset.Enum, Values: []dataset.Value{{Name: "high", Title: "High"}, {Name: "low", Title: "Low"}}},
		{Name: "due_on", Title: "Due on", Type: dataset.Date},
		{Name: "cost", Title: "Cost", Type: dataset.Integer},
		{Name: "rate", Title: "Rate", Type: dataset.Decimal},
		{Name: "told", Title: "Told", Type: dataset.Boolean},
		{Name: "seen_at", Title: "Seen at", Type: dataset.Moment},
	},
}

// table returns n records: odd ones are high, each is due a day later and costs one more.
func table(n int) *dataset.Table {
	t := dataset.NewTable(actions)
	for i := range n {
		t.Column(0).AppendText(fmt.Sprintf("A-%02d", i+1))
		t.Column(1).AppendText("=1+" + fmt.Sprint(i))
		t.Column(2).AppendCode(int32(i % 2))
		t.Column(3).AppendCode(int32(period.NewDate(2026, 10, 1)) + int32(i))
		t.Column(4).AppendCode(int32(10 + i))
		t.Column(5).AppendDecimal(0.5)
		t.Column(6).AppendCode(1)
		t.Column(7).AppendCode(int32(period.NewDate(2026, 9, 1).At(90)))
		t.Commit(dataset.Origin{Row: int32(i + 2)})
	}
	return t
}

func metrics(t testing.TB) []*metric.Metric {
	t.Helper()
	m, err := metric.Compile(metric.Definition{ID: "remediation.on_time", Title: "Done on time", Dataset: "remediation", Kind: metric.Ratio,
		Satisfied: "due_on <= as_of", Unit: "percent", Better: metric.Higher, Definition: "Share of actions."}, actions)
	if err != nil {
		t.Fatal(err)
	}
	return []*metric.Metric{m}
}

func pack(n int) *document.Document {
	share := document.Cell{Kind: document.Percent, Value: metric.Fraction{Num: 7, Den: 8}, Places: 1}
	return &document.Document{
		Title: "Quarterly report", Client: document.Party{Name: "Acme & Co"}, Vendor: document.Party{Name: "Meridian"},
		Period: period.Period{Label: "2026-Q3", Start: period.NewDate(2026, 7, 1), End: period.NewDate(2026, 10, 1)}, AsOf: period.NewDate(2026, 9, 30),
		Digest: "abc", Revision: 2,
		Workbook: document.Workbook{
			Figures: []document.Figure{{Address: "F-001", Metric: "remediation.on_time", Title: "Done on time", Value: share, Numerator: document.I(7), Denominator: document.I(8),
				Target: document.Cell{Kind: document.Percent, Value: metric.Fraction{Num: 9, Den: 10}}, Status: metric.Red}},
			Populations: []document.Population{{Table: table(n)}},
		},
	}
}

func known(t testing.TB) fill.Known {
	return fill.Known{Datasets: []*dataset.Definition{actions}, Metrics: metrics(t)}
}

// book makes a template.
func book(t testing.TB, make func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	make(f)
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func cells(t testing.TB, f *excelize.File, values map[string]any) {
	t.Helper()
	for at, v := range values {
		must(t, f.SetCellValue("Sheet1", at, v))
	}
}

func formulas(t testing.TB, f *excelize.File, values map[string]string) {
	t.Helper()
	for at, v := range values {
		must(t, f.SetCellFormula("Sheet1", at, v))
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// filled fills a template, twice, and opens it.
func filled(t testing.TB, template []byte, doc *document.Document) *excelize.File {
	t.Helper()
	f, _ := filledBytes(t, template, doc)
	return f
}

func filledBytes(t testing.TB, template []byte, doc *document.Document) (*excelize.File, []byte) {
	t.Helper()
	form, problems := fill.Open(template, "their.xlsx", known(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	out, err := form.Fill(doc)
	must(t, err)
	if again, err := form.Fill(doc); err != nil || !bytes.Equal(out, again) {
		t.Fatalf("the second time differs from the first: %v", err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out))
	must(t, err)
	t.Cleanup(func() { f.Close() })
	return f, out
}

// shown compares what cells show.
func shown(t testing.TB, f *excelize.File, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	for at := range want {
		text, err := f.GetCellValue("Sheet1", at)
		must(t, err)
		if formula, err := f.GetCellFormula("Sheet1", at); err == nil && formula != "" {
			text = "=" + formula
		}
		got[at] = text
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

func TestMarkersBecomeTypedValues(t *testing.T) {
	template := book(t, func(f *excelize.File) {
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 9, Font: &excelize.Font{Bold: true}})
		must(t, err)
		must(t, f.SetCellStyle("Sheet1", "A2", "A2", percent))
		bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
		must(t, err)
		must(t, f.SetCellStyle("Sheet1", "A5", "A5", bold))
		cells(t, f, map[string]any{
			"A1": `{{ metric "remediation.on_time" }}`, "A2": `{{ metric "remediation.on_time" }}`,
			"A3": `Trained: {{ metric "remediation.on_time" }} of staff ({{ fraction "remediation.on_time" }})`,
			"A4": `{{ status "remediation.on_time" }}`, "A5": `{{ target "remediation.on_time" }}`, "A6": `{{ numerator "remediation.on_time" }}`,
			"A7": `{{ .Client.Name | upper }}`, "A8": `{{ .AsOf }}`, "A9": `As of {{ .AsOf }}, revision {{ .Revision }}`,
			"A10": "{{ metric \u201Cremediation.on_time\u201D }}", "A11": `{{ records "remediation" "severity == 'high'" }}`, "A12": `{{ previous "remediation.on_time" }}`,
			"A13": `{{ if eq (status "remediation.on_time") "Not met" }}See page 4{{ end }}`, "A14": "untouched", "A15": 12,
		})
	})
	f := filled(t, template, pack(5))
	shown(t, f, map[string]string{
		"A1": "87.5%", "A2": "88%", "A3": "Trained: 87.5 % of staff (7 of 8)", "A4": "Not met", "A5": "90%", "A6": "7",
		"A7": "ACME & CO", "A8": "2026-09-30", "A9": "As of 30 September 2026, revision 2", "A10": "87.5%", "A11": "3", "A12": "", "A13": "See page 4", "A14": "untouched", "A15": "12",
	})
	if raw, _ := f.GetCellValue("Sheet1", "A1", excelize.Options{RawCellValue: true}); raw != "0.875" {
		t.Errorf("the value is %q", raw)
	}
	for _, cell := range []string{"A2", "A5"} { // with a number format of its own, and without
		id, err := f.GetCellStyle("Sheet1", cell)
		must(t, err)
		style, err := f.GetStyle(id)
		must(t, err)
		if style.Font == nil || !style.Font.Bold {
			t.Errorf("%s lost its style", cell)
		}
	}
}

// repeated is a form with a row for each record, things above and below it, and names,
// rules and merged cells all around.
func repeated(t testing.TB) []byte {
	return book(t, func(f *excelize.File) {
		date, err := f.NewStyle(&excelize.Style{NumFmt: 14, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEEFF"}}})
		must(t, err)
		must(t, f.SetCellStyle("Sheet1", "C5", "C5", date))
		must(t, f.SetRowHeight("Sheet1", 5, 33))
		cells(t, f, map[string]any{
			"A1": "Open actions of {{ .Client.Name }}", "B2": 100, "A4": "Item", "B4": "What", "C4": "Due", "D4": "Cost",
			"A5": `{{ range "remediation" where "severity == 'high'" sort "-due_on" limit 3 }}{{ .item_id }}`, "B5": "{{ .title }}", "C5": "{{ .due_on }}", "D5": "{{ .cost }}",
			"H5": "{{ .severity }}: {{ .item_id }} of {{ $.Client.Name }}", "A6": "Total", "A8": "Checked by", "A9": "x",
		})
		formulas(t, f, map[string]string{
			"E5": "D5*$B$2", "F5": `SUM(D$5:D5)+N(F4)+LEN("D5")`, "G5": "RANK(D5,$D$5:$D$5)", "D6": "SUM(D5:D5)", "E6": "AVERAGE(Sheet1!E5:E5)+SUM(D4:D6)", "B8": "COUNTA(A5:A5)/D6", "B9": "Sheet2!A1",
		})
		_, err = f.NewSheet("Sheet2")
		must(t, err)
		must(t, f.SetCellFormula("Sheet2", "A1", "SUM(Sheet1!$D$5:$D$5)+Sheet1!D6"))
		must(t, f.MergeCell("Sheet1", "I5", "J5"))
		must(t, f.MergeCell("Sheet1", "A8", "A9"))
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: "costs", RefersTo: "Sheet1!$D$5"}))
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "Sheet1!$A$1:$H$9", Scope: "Sheet1"}))
		list := excelize.NewDataValidation(true)
		list.SetSqref("K5:K5")
		must(t, list.SetDropList([]string{"yes", "no"}))
		must(t, f.AddDataValidation("Sheet1", list))
		below := excelize.NewDataValidation(true)
		below.SetSqref("B8")
		must(t, below.SetDropList([]string{"yes", "no"}))
		must(t, f.AddDataValidation("Sheet1", below))
		red, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "FF0000"}})
		must(t, err)
		must(t, f.SetConditionalFormat("Sheet1", "D5:D5", []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: "$D5>$B$8", Format: &red}}))
		must(t, f.AddComment("Sheet1", excelize.Comment{Cell: "A8", Author: "Auditor", Text: "sign here"}))
		must(t, f.InsertPageBreak("Sheet1", "A8"))
	})
}

func TestARowIsRepeatedForEachRecord(t *testing.T) {
	f := filled(t, repeated(t), pack(6)) // three of six are high
	shown(t, f, map[string]string{
		"A1": "Open actions of Acme & Co", "A5": "A-05", "A6": "A-03", "A7": "A-01", "B5": "=1+4", "D7": "10", "H6": "High: A-03 of Acme & Co",
		"C5": "10-05-26", "A8": "Total", "A10": "Checked by",
		"E5": "=D5*$B$2", "E7": "=D7*$B$2", "F5": `=SUM(D$5:D5)+N(F4)+LEN("D5")`, "F7": `=SUM(D$5:D7)+N(F6)+LEN("D5")`, "G6": "=RANK(D6,$D$5:$D$7)",
		"D8": "=SUM(D5:D7)", "E8": "=AVERAGE(Sheet1!E5:E7)+SUM(D4:D8)", "B10": "=COUNTA(A5:A7)/D8", "B11": "=Sheet2!A1",
	})
	if formula, _ := f.GetCellFormula("Sheet2", "A1"); formula != "SUM(Sheet1!$D$5:$D$7)+Sheet1!D8" {
		t.Errorf("the other sheet's formula is %s", formula)
	}
	if kind, _ := f.GetCellType("Sheet1", "B5"); kind == excelize.CellTypeFormula {
		t.Error("a text became a formula")
	}
	for _, row := range []int{5, 7} {
		if h, _ := f.GetRowHeight("Sheet1", row); h != 33 {
			t.Errorf("row %d is %v high", row, h)
		}
	}
	merged := map[string]bool{}
	all, err := f.GetMergeCells("Sheet1")
	must(t, err)
	for _, m := range all {
		merged[m.GetStartAxis()+":"+m.GetEndAxis()] = true
	}
	if want := map[string]bool{"I5:J5": true, "I6:J6": true, "I7:J7": true, "A10:A11": true}; !maps.Equal(want, merged) {
		t.Errorf("merged are %v", merged)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name] = n.RefersTo
	}
	if want := map[string]string{"costs": "Sheet1!$D$5:$D$7", "_xlnm.Print_Area": "Sheet1!$A$1:$H$11"}; !maps.Equal(want, names) {
		t.Errorf("names are %v", names)
	}
	rules, err := f.GetDataValidations("Sheet1")
	must(t, err)
	if rules[0].Sqref != "K5:K7" || rules[1].Sqref != "B10" {
		t.Errorf("rules of input stand at %s and %s", rules[0].Sqref, rules[1].Sqref)
	}
	looks, err := f.GetConditionalFormats("Sheet1")
	must(t, err)
	if len(looks["D5:D7"]) != 1 || looks["D5:D7"][0].Criteria != "$D5>$B$10" {
		t.Errorf("rules of look are %v", looks)
	}
	notes, err := f.GetComments("Sheet1")
	must(t, err)
	if len(notes) != 1 || notes[0].Cell != "A10" {
		t.Errorf("notes are %v", notes)
	}
	props, err := f.GetCalcProps()
	must(t, err)
	if props.FullCalcOnLoad == nil || !*props.FullCalcOnLoad {
		t.Error("formulas are not worked out when the file is opened")
	}
}

func TestARowWithoutRecordsSaysSo(t *testing.T) {
	shown(t, filled(t, repeated(t), pack(0)), map[string]string{
		"A5": "None", "B5": "", "D5": "", "E5": "", "F5": "", "A6": "Total", "D6": "=SUM(D5:D5)", "B8": "=COUNTA(A5:A5)/D6",
	})
	doc := pack(0)
	doc.Workbook.Populations[0].Table.None = &dataset.Attestation{By: "R. Roe", On: period.NewDate(2026, 10, 2)}
	shown(t, filled(t, repeated(t), doc), map[string]string{"A5": "none, attested by R. Roe on 2026-10-02"})
}

func tabular(t testing.TB, rows int) []byte {
	return book(t, func(f *excelize.File) {
		cells(t, f, map[string]any{"B3": "Item ID", "C3": "summary", "D3": "Remark", "E3": "Due On", "F3": "Late", "B4": "sample", "D4": "keep", "A12": "below"})
		formulas(t, f, map[string]string{"F4": "E4-TODAY()", "A13": "COUNTA(Remediation[Item ID])+SUM(B4:B" + fmt.Sprint(3+rows) + ")"})
		date, err := f.NewStyle(&excelize.Style{NumFmt: 15})
		must(t, err)
		must(t, f.SetCellStyle("Sheet1", "E4", "E4", date))
		must(t, f.AddTable("Sheet1", &excelize.Table{Range: fmt.Sprintf("B3:F%d", 3+rows), Name: "Remediation", StyleName: "TableStyleMedium2"}))
	})
}

func TestATableIsFilledByItsHeaders(t *testing.T) {
	for rows, below := range map[int]int{1: 15, 4: 12} {
		f := filled(t, tabular(t, rows), pack(4))
		shown(t, f, map[string]string{
			"B4": "A-01", "C4": "=1+0", "D4": "keep", "E4": "1-Oct-26", "F4": "=E4-TODAY()", "B7": "A-04", "D7": "keep", "E7": "4-Oct-26", "F7": "=E7-TODAY()",
			fmt.Sprintf("A%d", below): "below", fmt.Sprintf("A%d", below+1): "=COUNTA(Remediation[Item ID])+SUM(B4:B7)",
		})
		tables, err := f.GetTables("Sheet1")
		must(t, err)
		if len(tables) != 1 || tables[0].Range != "B3:F7" || tables[0].StyleName != "TableStyleMedium2" {
			t.Errorf("tables are %+v", tables)
		}
	}
	f := filled(t, tabular(t, 4), pack(0))
	shown(t, f, map[string]string{"B4": "None", "D4": "", "A9": "below"})
}

func TestEachMistakeIsNamedWithItsCell(t *testing.T) {
	template := book(t, func(f *excelize.File) {
		cells(t, f, map[string]any{
			"A1": `{{ metric "remediation.on_tine" }}`, "B1": `{{ metrik "x" }}`, "A2": `{{ .Cliend.Name }}`, "A3": `{{ .title }}`, "A4": `{{ .Period`,
			"A5": `{{ range "remedation" }}{{ .item_id }}`, "A6": `{{ range "remediation" where "severty == 'high'" }}{{ .dueon }}`,
			"A7": `{{ range "remediation" sort "titel" }}`, "A8": `{{ range "remediation" limit 0 }}`, "A9": `{{ range "remediation" order "title" }}`,
			"A10": "x", "B10": `{{ range "remediation" }}`, "A11": `{{ records "remediation" "coost > 1" }}`, "A12": `{{ env "HOME" }}`,
		})
		formulas(t, f, map[string]string{"C1": `LEN("{{ .Period }}")`})
		must(t, f.AddComment("Sheet1", excelize.Comment{Cell: "A8", Author: "Auditor", Text: "{{ .Period }}"}))
	})
	form, problems := fill.Open(template, "their.xlsx", known(t))
	if form != nil {
		t.Error("a template with mistakes was opened")
	}
	var got []string
	for _, p := range problems {
		if p.Code != problem.BadTemplate {
			t.Errorf("code %s", p.Code)
		}
		got = append(got, p.String())
	}
	want := []string{
		`their.xlsx, sheet "Sheet1": a note of the sheet holds a marker; only cells, headers and footers are filled`,
		`their.xlsx, sheet "Sheet1", row 1, column "A": there is no metric "remediation.on_tine"; did you mean remediation.on_time?`,
		`their.xlsx, sheet "Sheet1", row 1, column "B": there is no function "metrik"; did you mean metric?`,
		`their.xlsx, sheet "Sheet1", row 1, column "C": a marker stands in a formula; give it a cell of its own and let the formula refer to that`,
		`their.xlsx, sheet "Sheet1", row 2, column "A": there is no value ".Cliend.Name"; did you mean .Client.Name?`,
		`their.xlsx, sheet "Sheet1", row 3, column "A": there is no .title outside of a row that is repeated; begin the row's first cell with {{ range "remediation" }}`,
		`their.xlsx, sheet "Sheet1", row 4, column "A": the braces are not closed; write }} behind the marker`,
		`their.xlsx, sheet "Sheet1", row 5, column "A": there is no dataset "remedation"; did you mean remediation?`,
		`their.xlsx, sheet "Sheet1", row 6, column "A": there is no field "dueon" in remediation; did you mean due_on?`,
		`their.xlsx, sheet "Sheet1", row 6, column "A": where: column 1: there is no field "severty" in remediation; did you mean severity?`,
		`their.xlsx, sheet "Sheet1", row 7, column "A": sort: there is no field "titel" in remediation; did you mean title?`,
		`their.xlsx, sheet "Sheet1", row 8, column "A": limit: "0" is no number of records; write a whole number from 1 on`,
		`their.xlsx, sheet "Sheet1", row 9, column "A": "order" is not known here; write {{ range "remediation" where "status != 'closed'" sort "-severity, due_on" limit 50 }}; where, sort and limit may be left out`,
		`their.xlsx, sheet "Sheet1", row 10, column "B": a range stands in a later cell than the row's first one that is filled; move it there`,
		`their.xlsx, sheet "Sheet1", row 11, column "A": where: column 1: there is no field "coost" in remediation; did you mean cost?`,
		`their.xlsx, sheet "Sheet1", row 12, column "A": there is no function "env"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

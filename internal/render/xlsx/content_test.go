package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"compack/internal/document"
	"compack/internal/locale"
	"compack/internal/metric"
)

func TestSummaryShowsEachFigure(t *testing.T) {
	d := sampleDocument(t)
	f := open(t, render(t, d))
	for _, fig := range d.Workbook.Figures {
		sheet, cell := place(t, f, "kpi_"+strings.ReplaceAll(fig.Metric, ".", "_"))
		_, row, err := excelize.CellNameToCoordinates(cell)
		if err != nil {
			t.Fatal(err)
		}
		formula, _ := f.GetCellFormula(sheet, cell)
		got := []string{raw(t, f, sheet, at(colAddress, row)), raw(t, f, sheet, at(colTitle, row)), raw(t, f, sheet, cell), formula,
			raw(t, f, sheet, at(colTarget, row)), raw(t, f, sheet, at(colStatus, row))}
		value := "n/a"
		if fig.Value.Kind != document.Missing {
			value = strconv.FormatFloat(fig.Value.Value.Float(), 'f', -1, 64)
		}
		want := []string{fig.Address, fig.Title, value, fig.Formula, fig.TargetText, document.StatusWord(nil, fig.Status)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", fig.Metric, diff)
		}
		if fig.Numerator.Kind != document.Empty {
			if n, d := raw(t, f, sheet, at(colNumerator, row)), raw(t, f, sheet, at(colDenominator, row)); n != fig.Numerator.In(nil) || d != fig.Denominator.In(nil) {
				t.Errorf("%s is %s of %s", fig.Metric, n, d)
			}
		}
	}
}

func TestFiguresAreShownAsTheDocumentShowsThem(t *testing.T) {
	d := sampleDocument(t)
	f := open(t, render(t, d))
	for _, fig := range d.Workbook.Figures {
		sheet, cell := place(t, f, "kpi_"+strings.ReplaceAll(fig.Metric, ".", "_"))
		got, err := f.GetCellValue(sheet, cell)
		// The reader sets the space of "0.0 %" behind the sign.
		if tight := strings.NewReplacer(" ", ""); err != nil || tight.Replace(got) != tight.Replace(fig.Value.In(nil)) {
			t.Errorf("%s is shown as %q, in the document as %q (%v)", fig.Metric, got, fig.Value.In(nil), err)
		}
	}
}

func TestCachedValuesAreWhatTheFormulasGive(t *testing.T) {
	data := render(t, sampleDocument(t))
	cached, live := open(t, data), open(t, data)
	n := 0
	for _, sheet := range []string{"Summary", "Risks", "Findings"} {
		formulas(t, cached, sheet, func(cell, formula string) {
			n++
			got, err := live.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
			if want := raw(t, cached, sheet, cell); err != nil || !same(got, want) {
				t.Errorf("%s!%s =%s gives %q, the file says %q (%v)", sheet, cell, formula, got, want, err)
			}
		})
	}
	if n < 200 {
		t.Errorf("only %d formulas were found", n)
	}
}

// same compares two results; the calculator writes 15 digits.
func same(a, b string) bool {
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	if err1 != nil || err2 != nil {
		return a == b
	}
	return x-y < 1e-12 && y-x < 1e-12
}

func TestCachedNumbersAreNumbersWithAllTheirDigits(t *testing.T) {
	d := sampleDocument(t)
	i := slices.IndexFunc(d.Workbook.Figures, func(f document.Figure) bool { return f.Metric == "training.completion" })
	d.Workbook.Figures[i].Value.Value = metric.Fraction{Num: 2, Den: 3}
	sheet := part(t, render(t, d), "xl/worksheets/sheet1.xml")
	if !strings.Contains(sheet, "<v>0.6666666666666666</v>") {
		t.Error("2/3 is not written with 16 digits")
	}
	if got := textNumber.FindString(sheet); got != "" {
		t.Errorf("a number is still a text: %s", got)
	}
	if !strings.Contains(sheet, `t="str"><f>IF(COUNTIFS(remediation_due_on`) {
		t.Error("n/a is not a text")
	}
}

func TestDefinedNamesCoverTheRecords(t *testing.T) {
	d := sampleDocument(t)
	f := open(t, render(t, d))
	for _, name := range []string{metric.NameStart, metric.NameEnd, metric.NameAsOf} {
		sheet, cell := place(t, f, name)
		want := map[string]int{metric.NameStart: dates.Start.Excel(), metric.NameEnd: dates.End.Excel(), metric.NameAsOf: asOf.Excel()}[name]
		if got := raw(t, f, sheet, cell); got != strconv.Itoa(want) {
			t.Errorf("%s is %s, want %d", name, got, want)
		}
	}
	for _, p := range d.Workbook.Populations {
		for i, field := range p.Table.Def.Fields {
			if p.Table.Column(i).Len() != p.Table.Len() {
				continue
			}
			sheet, address := place(t, f, metric.FieldName(p.Table.Def.ID, field.Name))
			from, to, _ := strings.Cut(address, ":")
			col := strings.TrimRight(from, "0123456789")
			want := fmt.Sprintf("%s2 %s%d", col, col, max(p.Table.Len(), 1)+1)
			if got := from + " " + to; got != want || sheet != p.Name {
				t.Errorf("%s_%s covers %s!%s, want %s", p.Table.Def.ID, field.Name, sheet, got, want)
			}
			if header := raw(t, f, sheet, col+"1"); header != field.Title {
				t.Errorf("%s stands under %q", field.Name, header)
			}
		}
	}
	place(t, f, "findings_h_days")
}

func TestRecordsAreTypedCells(t *testing.T) {
	tab := table(t, "training", []row{{
		"person_id": "00042", "client": "Northwind Bank", "course": "Security awareness", "mandatory": "true",
		"assigned_on": "2026-06-01", "due_on": "2026-07-01", "score": "88", "status": "completed",
	}})
	d := &document.Document{Title: "T", Period: quarter, AsOf: asOf}
	d.Workbook.Populations = []document.Population{{Name: "Training", Table: tab, Origins: sampleOrigins, Needed: []string{"full_name", "department", "completed_on"}}}
	f := open(t, render(t, d))
	type cell struct {
		value string
		kind  excelize.CellType
	}
	want := map[string]cell{
		"A2": {"00042", excelize.CellTypeInlineString},
		"C2": {"", excelize.CellTypeUnset}, // no name
		"F2": {"1", excelize.CellTypeBool},
		"G2": {"46174", excelize.CellTypeUnset},
		"J2": {"88", excelize.CellTypeUnset},
		"K2": {"Completed", excelize.CellTypeInlineString},
		"L2": {"inputs/grc-export.xlsx", excelize.CellTypeInlineString},
		"M2": {"Q3 2026", excelize.CellTypeInlineString},
		"N2": {"5", excelize.CellTypeUnset},
	}
	for at, w := range want {
		kind, err := f.GetCellType("Training", at)
		if got := (cell{raw(t, f, "Training", at), kind}); err != nil || got != w {
			t.Errorf("%s is %v, want %v (%v)", at, got, w, err)
		}
	}
	if shown, _ := f.GetCellValue("Training", "G2"); shown != "2026-06-01" {
		t.Errorf("a date is shown as %q", shown)
	}
}

func TestTextsNeverBecomeFormulas(t *testing.T) {
	nasty := []string{`=1+1`, `+1`, `-1`, `@SUM(A1)`, `=HYPERLINK("http://x","y")`, "\t=1", `"quoted" & <tag> 'x'`, "_x0041_", "a\x00b\x0bc\ufffe", strings.Repeat("ü", 40_000), " spaced "}
	var rows []row
	for i, s := range nasty {
		rows = append(rows, row{"risk_id": strconv.Itoa(i), "title": s, "description": s, "residual_likelihood": "1", "residual_impact": "2", "status": "open"})
	}
	d := &document.Document{Title: nasty[0], Client: document.Party{Name: nasty[6]}, Classification: "&P&D", Period: quarter, AsOf: asOf}
	d.Workbook.Populations = []document.Population{{Name: "Risks", Table: table(t, "risks", rows), Origins: []document.Origin{{File: "=cmd"}, {}}}}
	group := document.FigureGrouping{Title: nasty[6], Chart: true}
	evidence := document.Table{Columns: []document.Column{{Title: nasty[0]}, {Title: nasty[6]}, {Title: nasty[0]}}}
	for _, s := range nasty {
		group.Rows = append(group.Rows, document.FigureGroup{Label: s, Key: document.T(s), Value: document.I(1), Formula: `COUNTIFS(risks_title,{key})`})
		evidence.Rows = append(evidence.Rows, []document.Cell{document.T(s), document.T(s)})
	}
	d.Workbook.Figures = []document.Figure{{Address: "F-001", Title: nasty[4], Metric: "risks.open", Value: document.I(1), Definition: nasty[0], TargetText: nasty[2], Groupings: []document.FigureGrouping{group}}}
	d.Workbook.Evidence = []document.Evidence{{Name: "=1", Intro: nasty[0], Table: evidence}}
	f := open(t, render(t, d))
	for i, s := range nasty {
		if got := raw(t, f, "Risks", at(3, i+2)); got != clean(s) {
			t.Errorf("%.20q became %.20q", s, got)
		}
	}
	for _, sheet := range f.GetSheetList() {
		formulas(t, f, sheet, func(cell, formula string) {
			if !strings.HasPrefix(formula, "COUNTIFS(risks_title,$B$") && !strings.HasPrefix(formula, "IF(AND(ISNUMBER(") {
				t.Errorf("%s!%s has the formula %s", sheet, cell, formula)
			}
		})
	}
	if got := raw(t, f, "=1", "A3") + "|" + raw(t, f, "=1", "C3"); got != "=1+1|=1+1 (2)" {
		t.Errorf("headers are %q", got)
	}
}

func TestPopulationWithoutRecordsKeepsItsNames(t *testing.T) {
	f := open(t, render(t, sampleDocument(t)))
	sheet, address := place(t, f, "remediation_due_on")
	if from, to, _ := strings.Cut(address, ":"); from != to || !strings.HasSuffix(from, "2") {
		t.Errorf("remediation_due_on covers %s", address)
	}
	tables, err := f.GetTables(sheet)
	if err != nil || len(tables) != 1 || tables[0].Name != "tbl_remediation" || !strings.HasSuffix(tables[0].Range, "2") {
		t.Errorf("tables: %+v, %v", tables, err)
	}
	if got := raw(t, f, sheet, "A2"); got != "" {
		t.Errorf("the empty row holds %q", got)
	}
}

// TestABalanceOfManyPartsIsCheckedTwice: its parts make up the closing, and those of
// the split what was closed.
func TestABalanceOfManyPartsIsCheckedTwice(t *testing.T) {
	d := sampleDocument(t)
	f := open(t, render(t, d))
	rows, err := f.GetRows("Summary", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	from := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 2 && r[0] == "F-007" && r[2] == "Records" })
	if from < 0 {
		t.Fatal("the balance has no rows of its own")
	}
	want := []string{"Opening", "Raised", "Reopened", "Closed"}
	kind, _ := d.Workbook.Populations[1].Table.Def.Field("kind")
	for _, v := range kind.Values {
		want = append(want, "of which "+(*locale.Locale)(nil).Inside(v.Title))
	}
	want = append(want, "Closing", "Check (must be 0)", "Check of closed (must be 0)")
	got := []string{}
	for _, r := range rows[from+1 : from+1+len(want)] {
		got = append(got, r[colTitle-1])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	n, k := from+1, len(kind.Values) // n is the row of the titles, counted from 1
	for offset, want := range map[int]string{
		k + 6: fmt.Sprintf("C%d+C%d+C%d-C%d-C%d", n+1, n+2, n+3, n+4, n+k+5), k + 7: fmt.Sprintf("C%d-SUM(C%d:C%d)", n+4, n+5, n+k+4),
	} {
		cell := at(colValue, n+offset)
		if formula, _ := f.GetCellFormula("Summary", cell); formula != want || raw(t, f, "Summary", cell) != "0" {
			t.Errorf("%s is =%s, %s; want =%s, 0", cell, formula, raw(t, f, "Summary", cell), want)
		}
	}
}

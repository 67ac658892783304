package measure_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"compack/internal/dataset"
	"compack/internal/measure"
	"compack/internal/metric"
	"compack/internal/period"
)

// check is a formula cell and what it must show: a number or n/a.
type check struct {
	sheet, cell, formula, what string
	want                       metric.Fraction
	empty                      bool // it must show nothing
}

const summarySheet = "Summary"

// workbookOf writes the populations with their helper columns and each formula of each
// metric, without cached values, so that whoever opens it must calculate. It
// returns what each formula must give.
func workbookOf(t *testing.T, values []metric.Value, tables map[string]*dataset.Table, d metric.Dates) (*excelize.File, []check) {
	t.Helper()
	w := &sheetWriter{t: t, file: excelize.NewFile()}
	if err := w.file.SetSheetName("Sheet1", summarySheet); err != nil {
		t.Fatal(err)
	}
	for i, date := range []struct {
		name string
		day  period.Date
	}{{metric.NameStart, d.Start}, {metric.NameEnd, d.End}, {metric.NameAsOf, d.AsOf}} {
		cell := fmt.Sprintf("B%d", i+1)
		w.set(summarySheet, cell, date.day.Excel())
		w.define(date.name, fmt.Sprintf("%s!$B$%d", summarySheet, i+1))
	}
	for id, table := range tables {
		w.population(id, table, d, values)
	}
	w.row = 5
	for _, v := range values {
		w.metric(v)
	}
	return w.file, w.checks
}

// sheetWriter writes cells and remembers what the formulas among them must give.
type sheetWriter struct {
	t      *testing.T
	file   *excelize.File
	row    int
	checks []check
}

func (w *sheetWriter) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *sheetWriter) set(sheet, cell string, v any) { w.must(w.file.SetCellValue(sheet, cell, v)) }

func (w *sheetWriter) define(name, refers string) {
	w.must(w.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refers}))
}

func (w *sheetWriter) formula(c check) {
	w.must(w.file.SetCellFormula(c.sheet, c.cell, c.formula))
	w.checks = append(w.checks, c)
}

// population writes a table as the workbook of a pack does.
func (w *sheetWriter) population(id string, table *dataset.Table, d metric.Dates, values []metric.Value) {
	_, err := w.file.NewSheet(id)
	w.must(err)
	columns := map[string]string{} // letters by field or helper
	place := func(name, title string) string {
		column, err := excelize.ColumnNumberToName(len(columns) + 1)
		w.must(err)
		columns[name] = column
		w.set(id, column+"1", title)
		return column
	}
	last := max(table.Len(), 1) + 1
	for i, f := range table.Def.Fields {
		column := place(f.Name, f.Title)
		w.define(metric.FieldName(id, f.Name), fmt.Sprintf("%s!$%s$2:$%s$%d", id, column, column, last))
		for row := range table.Len() {
			if c := table.Column(i); !c.IsEmpty(row) {
				w.set(id, fmt.Sprintf("%s%d", column, row+2), cellValue(c, row))
			}
		}
	}
	for _, v := range values {
		if v.Metric.Definition.Dataset != id {
			continue
		}
		for _, h := range v.Metric.Helpers() {
			if columns[h.Name] == "" {
				column := place(h.Name, h.Title)
				w.define(h.Name, fmt.Sprintf("%s!$%s$2:$%s$%d", id, column, column, last))
				w.helper(id, column, h, table, d, columns)
			}
		}
	}
}

// helper writes a helper column's formulas.
func (w *sheetWriter) helper(id, column string, h metric.Helper, table *dataset.Table, d metric.Dates, columns map[string]string) {
	for row, value := range h.Values(table, d) {
		at := func(name string, offset int) string {
			if columns[name] == "" {
				w.t.Fatalf("%s needs %s, which is no column", h.Name, name)
			}
			return fmt.Sprintf("%s%d", columns[name], row+2+offset)
		}
		w.formula(check{sheet: id, cell: fmt.Sprintf("%s%d", column, row+2), formula: h.Formula(at), what: h.Name,
			want: metric.Whole(int64(value)), empty: value == dataset.Empty})
	}
}

// cellValue is what a workbook's cell holds: an enum's title, a date's serial number.
func cellValue(c *dataset.Column, row int) any {
	switch c.Field.Type {
	case dataset.Enum:
		return c.Field.ValueTitle(c.Text(row))
	case dataset.Date:
		return c.Date(row).Excel()
	case dataset.Moment:
		return c.Moment(row).Excel()
	case dataset.Boolean:
		return c.Bool(row)
	case dataset.Integer:
		return c.Int(row)
	}
	return c.Text(row)
}

// metric writes all formulas of one metric on the Summary sheet.
func (w *sheetWriter) metric(v metric.Value) {
	put := func(what, formula string, want metric.Fraction) {
		if formula == "" {
			return
		}
		w.formula(check{sheet: summarySheet, cell: fmt.Sprintf("B%d", w.row), formula: formula, what: v.Metric.ID + " " + what, want: want})
		w.row++
	}
	f := v.Metric.Formulas()
	put("value", f.Value, v.Figure)
	put("numerator", f.Numerator, metric.Whole(v.Figure.Num))
	den := v.Figure.Den
	if v.Metric.Kind == metric.Mean || v.Metric.Kind == metric.Within {
		den = int64(v.N)
	}
	put("denominator", f.Denominator, metric.Whole(den))
	if b := v.Balance; b != nil {
		put("opening", f.Opening, metric.Whole(int64(b.Opening)))
		put("opened", f.Opened, metric.Whole(int64(b.Opened)))
		put("closed", f.Closed, metric.Whole(int64(b.Closed)))
		put("reopened", f.Reopened, metric.Whole(int64(b.Reopened)))
		for i, s := range b.Split {
			put("closed as "+s.Label, f.Split[i], metric.Whole(int64(s.N)))
		}
	}
	w.life(v)
	for _, g := range v.Groups {
		for _, one := range g.Groups {
			key := fmt.Sprintf("$A$%d", w.row)
			w.set(summarySheet, fmt.Sprintf("A%d", w.row), one.Label)
			put(fmt.Sprintf("by %s %q", g.By, one.Label), strings.ReplaceAll(v.Metric.GroupFormula(g.By, one), metric.KeyToken, key), one.Figure)
		}
	}
}

// life writes the table that a share closed within some days is read from.
func (w *sheetWriter) life(v metric.Value) {
	l := v.Metric.LifeTable()
	if l == nil {
		return
	}
	first := w.row
	for _, c := range []struct{ name, column string }{{l.AtRisk, "D"}, {l.Open, "F"}} {
		w.define(c.name, fmt.Sprintf("%s!$%s$%d:$%s$%d", summarySheet, c.column, first, c.column, first+l.Days))
	}
	for day, d := range v.Life {
		at := func(column string, offset int) string { return fmt.Sprintf("%s%d", column, w.row+offset) }
		before := ""
		if day > 0 {
			before = at("F", -1)
		}
		w.set(summarySheet, at("C", 0), day)
		for column, c := range map[string]check{
			"D": {formula: l.AtRiskFormula(at("C", 0)), want: metric.Whole(int64(d.AtRisk))},
			"E": {formula: l.ClosedFormula(at("C", 0)), want: metric.Whole(int64(d.Closed))},
			"F": {formula: l.OpenFormula(at("D", 0), at("E", 0), before), want: d.Open},
		} {
			c.sheet, c.cell, c.what = summarySheet, at(column, 0), fmt.Sprintf("%s day %d", v.Metric.ID, day)
			w.formula(c)
		}
		w.row++
	}
}

// shows reports whether a cell's text is what the check wants.
func (c check) shows(text string) bool {
	switch {
	case c.empty:
		return text == ""
	case !c.want.Defined():
		return text == "n/a"
	}
	got, err := strconv.ParseFloat(text, 64)
	return err == nil && math.Abs(got-c.want.Float()) <= 1e-9*max(1, math.Abs(c.want.Float()))
}

// books makes a workbook for each of several random clients, the last of them
// without any record.
func books(t *testing.T, use func(name string, file *excelize.File, checks []check)) {
	defs := shippedDatasets(t)
	metrics := append(shippedMetrics(t, defs), moreMetrics(t, defs)...)
	for seed := range uint64(4) {
		rows, at := 50, asOf
		switch seed {
		case 2:
			at = day("2026-08-15")
		case 3:
			rows = 0
		}
		tables := randomTables(defs, rand.New(rand.NewPCG(seed, 99)), rows)
		values, problems := measure.Measure(metrics, tables, calendar, quarter, at, 1)
		if len(problems) > 0 {
			t.Fatalf("seed %d: %v", seed, problems)
		}
		file, checks := workbookOf(t, values, tables, metric.DatesOf(quarter, at))
		use(fmt.Sprintf("seed%d", seed), file, checks)
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestFormulasEqualMeasuredValues has every formula calculated by excelize.
func TestFormulasEqualMeasuredValues(t *testing.T) {
	n := 0
	books(t, func(name string, file *excelize.File, checks []check) {
		for _, c := range checks {
			if strings.Contains(c.formula, `"="&SUBSTITUTE`) {
				continue // a text like "<=*": excelize does not know escaped wildcards after "="
			}
			n++
			got, err := file.CalcCellValue(c.sheet, c.cell, excelize.Options{RawCellValue: true})
			if err != nil || !c.shows(got) {
				t.Errorf("%s, %s!%s, %s: %q (%v), want %s\n%s", name, c.sheet, c.cell, c.what, got, err, fraction(c.want), c.formula)
			}
		}
	})
	if n < 1000 {
		t.Errorf("only %d formulas were calculated", n)
	}
}

// TestLibreOfficeAgrees has every formula calculated by LibreOffice.
func TestLibreOfficeAgrees(t *testing.T) {
	if testing.Short() {
		t.Skip("short test run: LibreOffice does not recalculate the formulas")
	}
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("NOT CHECKED: soffice is not installed, so no spreadsheet program recalculates the formulas")
	}
	dir := t.TempDir()
	wanted := map[string][]check{}
	var files []string
	books(t, func(name string, file *excelize.File, checks []check) {
		path := filepath.Join(dir, name+".xlsx")
		if err := file.SaveAs(path); err != nil {
			t.Fatal(err)
		}
		files, wanted[name] = append(files, path), checks
	})
	out := filepath.Join(dir, "recalculated")
	command := exec.Command(program, append([]string{"--headless", "-env:UserInstallation=file://" + filepath.Join(dir, "profile"),
		"--convert-to", "xlsx", "--outdir", out}, files...)...)
	command.Env = append(os.Environ(), "HOME="+dir)
	if text, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for name, checks := range wanted {
		file, err := excelize.OpenFile(filepath.Join(out, name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range checks {
			got, err := file.GetCellValue(c.sheet, c.cell, excelize.Options{RawCellValue: true})
			if err != nil || !c.shows(got) {
				t.Errorf("%s, %s!%s, %s: %q (%v), want %s\n%s", name, c.sheet, c.cell, c.what, got, err, fraction(c.want), c.formula)
			}
		}
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}
}

package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"compack/internal/document"
	"compack/internal/document/documenttest"
)

// open reads a workbook back.
func open(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// raw returns what a cell holds, without its format.
func raw(t testing.TB, f *excelize.File, sheet, cell string) string {
	t.Helper()
	v, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatalf("%s!%s: %v", sheet, cell, err)
	}
	return v
}

// place returns the sheet and the address that a defined name stands for.
func place(t testing.TB, f *excelize.File, name string) (sheet, address string) {
	t.Helper()
	for _, n := range f.GetDefinedName() {
		if n.Name == name && n.Scope == "Workbook" {
			sheet, address, _ := strings.Cut(n.RefersTo, "!")
			return strings.Trim(sheet, "'"), strings.ReplaceAll(address, "$", "")
		}
	}
	t.Fatalf("there is no name %s", name)
	return "", ""
}

// part returns the text of one part of the file.
func part(t testing.TB, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// formulas calls f for each cell of a sheet that has a formula.
func formulas(t testing.TB, f *excelize.File, sheet string, visit func(cell, formula string)) {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for r := range rows {
		for c := range 30 {
			cell := at(c+1, r+1)
			formula, err := f.GetCellFormula(sheet, cell)
			if err != nil {
				t.Fatal(err)
			}
			if formula != "" {
				visit(cell, formula)
			}
		}
	}
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	want := render(t, sampleDocument(t))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for range 5 {
		if !bytes.Equal(want, render(t, sampleDocument(t))) {
			t.Fatal("two renderings differ")
		}
	}
	created := part(t, want, "docProps/core.xml")
	if !strings.Contains(created, `>`+asOf.Time().Format(time.RFC3339)+`</dcterms:created>`) {
		t.Errorf("the file was not created on the as-of date: %s", created)
	}
}

func TestSeveralWorkbooksAreRenderedAtOnce(t *testing.T) {
	docs := []*document.Document{sampleDocument(t), sampleDocument(t), sampleDocument(t), sampleDocument(t)}
	out := make([][]byte, len(docs))
	var all sync.WaitGroup
	for i, d := range docs {
		all.Go(func() { out[i], _ = Render(d, Options{}) })
	}
	all.Wait()
	for _, o := range out[1:] {
		if !bytes.Equal(out[0], o) {
			t.Error("renderings at the same time differ")
		}
	}
}

func TestHelperOverAFieldThatIsNotThereIsAnError(t *testing.T) {
	d := sampleDocument(t)
	d.Workbook.Populations[1].Helpers[0].Formula = func(at func(string, int) string) string { return at("closed_at", 0) }
	_, err := Render(d, Options{})
	if err == nil || !strings.Contains(err.Error(), "sheet Findings") || !strings.Contains(err.Error(), "closed_at") {
		t.Errorf("error: %v", err)
	}
}

func TestAMetricShownTwiceIsAnError(t *testing.T) {
	d := sampleDocument(t)
	d.Workbook.Figures = append(d.Workbook.Figures, d.Workbook.Figures[0])
	if _, err := Render(d, Options{}); err == nil || !strings.Contains(err.Error(), "kpi_risks_open") {
		t.Errorf("error: %v", err)
	}
}

func TestADocumentWithoutContentIsAWorkbook(t *testing.T) {
	d := &document.Document{Title: "Nothing", Period: quarter, AsOf: asOf}
	d.Workbook.Evidence = []document.Evidence{{Name: "Ledger"}}
	f := open(t, render(t, d))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Summary", "Contents", "Ledger"}) {
		t.Errorf("sheets: %v", got)
	}
}

func TestMoreThanASheetHoldsIsAnError(t *testing.T) {
	d := &document.Document{Title: "Wide", Period: quarter, AsOf: asOf}
	d.Workbook.Evidence = []document.Evidence{{Name: "Matrix", Table: documenttest.WideTable(excelize.MaxColumns + 1)}}
	if _, err := Render(d, Options{}); err == nil || !strings.Contains(err.Error(), "sheet Matrix: 6 rows of 16385 columns") {
		t.Errorf("error: %v", err)
	}
}

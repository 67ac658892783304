package cli_test

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// identifiers returns the keys of all records in a workbook's population sheets:
// the first column of each.
func identifiers(t *testing.T, file string, more ...string) []string {
	t.Helper()
	book := openWorkbook(t, file)
	seen := map[string]bool{}
	var out []string
	for _, sheet := range append([]string{"Risks", "Findings", "Training", "Remediation"}, more...) {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			if len(row) > 0 && row[0] != "" && !seen[row[0]] {
				seen[row[0]] = true
				out = append(out, row[0])
			}
		}
	}
	return out
}

func openWorkbook(t *testing.T, file string) *excelize.File {
	t.Helper()
	book, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

// formula is one formula cell of a sheet with its cached value.
type formula struct{ sheet, cell, text, cached string }

// formulasOf returns all formulas of a sheet.
func formulasOf(t *testing.T, book *excelize.File, sheet string) []formula {
	t.Helper()
	rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var out []formula
	for r := range len(rows) {
		for c := range 16 {
			cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
			text, err := book.GetCellFormula(sheet, cell)
			if err != nil {
				t.Fatal(err)
			}
			if text == "" {
				continue
			}
			cached, err := book.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, formula{sheet, cell, text, cached})
		}
	}
	return out
}

// same reports whether two cells show one value.
func same(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(x))
}

// TestFormulasGiveTheirCachedValues recalculates every formula of the Summary
// sheet and of the life tables with excelize and, where it is installed, with LibreOffice, and compares
// the figures' cells with metrics.json.
func TestFormulasGiveTheirCachedValues(t *testing.T) {
	packs := makeSample(t)
	for _, client := range []string{"northwind", "alpenrose"} {
		t.Run(client, func(t *testing.T) {
			file := filepath.Join(packs, client, "workbook.xlsx")
			book := openWorkbook(t, file)
			formulas := formulasOf(t, book, "Summary")
			if len(formulas) < 60 {
				t.Fatalf("only %d formulas on Summary", len(formulas))
			}
			life := formulasOf(t, book, "Life tables")
			if len(life) < 60 {
				t.Errorf("only %d formulas in life tables", len(life))
			}
			formulas = append(formulas, life...)
			for _, f := range formulas {
				got, err := book.CalcCellValue(f.sheet, f.cell, excelize.Options{RawCellValue: true})
				if err != nil || !same(got, f.cached) {
					t.Errorf("excelize: %s!%s =%s gives %q (%v), cached %q", f.sheet, f.cell, f.text, got, err, f.cached)
				}
			}
			compareFigures(t, book, filepath.Join(packs, client))
			recalculated := openWorkbook(t, recalculate(t, file))
			for _, f := range formulas {
				got, err := recalculated.GetCellValue(f.sheet, f.cell, excelize.Options{RawCellValue: true})
				if err != nil || !same(got, f.cached) {
					t.Errorf("LibreOffice: %s!%s =%s gives %q (%v), cached %q", f.sheet, f.cell, f.text, got, err, f.cached)
				}
			}
		})
	}
}

// compareFigures checks that the cell that a figure's defined name stands for
// holds the value in metrics.json.
func compareFigures(t *testing.T, book *excelize.File, dir string) {
	t.Helper()
	cells := map[string]string{}
	for _, n := range book.GetDefinedName() {
		cells[n.Name] = n.RefersTo
	}
	figures := readFigures(t, dir)
	for _, m := range figures.Metrics {
		ref, ok := cells["kpi_"+nameOf(m.ID)]
		if !ok {
			t.Errorf("%s has no defined name", m.ID)
			continue
		}
		got := atReference(t, book, ref)
		want := "n/a"
		if m.Value != nil {
			want = strconv.FormatFloat(*m.Value, 'g', -1, 64)
		}
		if !same(got, want) {
			t.Errorf("%s: the workbook shows %q, metrics.json %s", m.ID, got, want)
		}
	}
}

func nameOf(id string) string {
	b := []byte(id)
	for i, c := range b {
		if c == '.' {
			b[i] = '_'
		}
	}
	return string(b)
}

// atReference reads the cell that a reference such as Summary!$C$9 names.
func atReference(t *testing.T, book *excelize.File, ref string) string {
	t.Helper()
	var sheet, cell string
	for i := len(ref) - 1; i >= 0; i-- {
		if ref[i] == '!' {
			sheet, cell = ref[:i], ref[i+1:]
			break
		}
	}
	v, err := book.GetCellValue(trimQuotes(sheet), removeDollars(cell), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatalf("%s: %v", ref, err)
	}
	return v
}

func trimQuotes(s string) string {
	if len(s) > 1 && s[0] == '\'' {
		return s[1 : len(s)-1]
	}
	return s
}

func removeDollars(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if s[i] != '$' {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// alwaysRecalculate is the LibreOffice setting that makes it work out every
// formula of a workbook that it opens.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// recalculate has LibreOffice work the workbook out anew and returns the file
// that it saved. It skips the test where LibreOffice is not installed.
func recalculate(t *testing.T, file string) string {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("SKIPPED: LibreOffice is not installed; formulas were recalculated by excelize alone")
	}
	profile, out := t.TempDir(), t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(alwaysRecalculate), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.ToSlash(profile), "--headless", "--convert-to", "xlsx", "--outdir", out, file)
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, msg)
	}
	saved := filepath.Join(out, filepath.Base(file))
	if _, err := os.Stat(saved); err != nil {
		t.Fatal(fmt.Errorf("soffice saved nothing: %w", err))
	}
	return saved
}

package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"compack/internal/cli"
)

// TestTheReportMarksTheWorkbooksAndLeavesThemAlone makes the sample's packs with a
// report: the workbook in it is marked, the one among the inputs as it was.
func TestTheReportMarksTheWorkbooksAndLeavesThemAlone(t *testing.T) {
	source := filepath.Join(filepath.Dir(quarterly), "inputs", "risk-register.xlsx")
	before, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	out, report := t.TempDir(), t.TempDir()
	if code, _ := run(t, today, "--config", quarterly, "--out", out, "--report", report); code != cli.Done {
		t.Fatalf("exit code %d", code)
	}
	if after, err := os.ReadFile(source); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the input was changed: %v", err)
	}
	f, err := excelize.OpenFile(filepath.Join(report, "annotated", "risk-register.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	// The sample's register has an acceptance that has run out in row 44.
	comments, err := f.GetComments("Risk Register")
	if err != nil {
		t.Fatal(err)
	}
	var said string
	for _, c := range comments {
		if strings.HasSuffix(c.Cell, "44") {
			said += c.Text
		}
	}
	if !strings.Contains(said, "its acceptance has expired") {
		t.Errorf("row 44 says %q", said)
	}
	linked, target, err := f.GetCellHyperLink("compack problems", "A2")
	if err != nil || !linked || !strings.HasPrefix(target, "'Risk Register'!") {
		t.Errorf("the list's first cell leads to %q, %v", target, err)
	}
	for _, name := range []string{"problems.json", "problems.csv"} {
		if _, err := os.Stat(filepath.Join(report, name)); err != nil {
			t.Error(err)
		}
		if found, _ := filepath.Glob(filepath.Join(out, "*", "*", name)); len(found) > 0 {
			t.Errorf("a client's folder holds %v", found)
		}
	}
}

// TestChecksAddUp holds the checks in a pack against its ledger.
func TestChecksAddUp(t *testing.T) {
	figures := readFigures(t, filepath.Join(makeSample(t), "northwind"))
	if len(figures.Checks) == 0 {
		t.Fatal("no check is listed")
	}
	passed, failed := 0, 0
	for _, c := range figures.Checks {
		if c.Failed < 0 || c.Failed > c.Records || c.Title == "" {
			t.Errorf("%s of %s: %d of %d records failed", c.ID, c.Dataset, c.Failed, c.Records)
		}
		if c.Failed == 0 {
			passed++
		} else {
			failed++
		}
	}
	if passed == 0 || failed == 0 {
		t.Errorf("%d checks passed, %d failed; the sample has both", passed, failed)
	}
}

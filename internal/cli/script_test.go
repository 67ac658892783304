package cli_test

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"compack/internal/cli"
	"compack/internal/period"
)

// today is the day that every test takes for the present one.
var today = period.NewDate(2026, 10, 5)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"compack": func() {
			os.Exit(cli.Main(context.Background(), cli.Env{Args: os.Args[1:], Stdout: os.Stdout, Stderr: os.Stderr, Now: scriptNow(), Operator: os.Getenv("TEST_OPERATOR")}))
		},
	})
}

// scriptNow returns the moment that a script has set TEST_NOW to, or today.
func scriptNow() time.Time {
	if t, err := time.Parse(time.RFC3339, os.Getenv("TEST_NOW")); err == nil {
		return t
	}
	return today.Time()
}

// TestScripts runs the command on small workspaces and looks at what it prints
// and makes.
func TestScripts(t *testing.T) {
	samples, err := filepath.Abs("../../samples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", samples)
			env.Setenv("JAPANESE_FONT", os.Getenv("JAPANESE_FONT"))
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "japanese" {
				return false, fmt.Errorf("unknown condition %q", name)
			}
			_, err := os.Stat(os.Getenv("JAPANESE_FONT"))
			return err == nil, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"binary": writeBinary,
			"cells":  writeCells,
			"logo":   writeLogo,
			"form":   writeForm,
		},
	})
}

// writeBinary writes a file that starts as a known kind does: binary png FILE.
func writeBinary(ts *testscript.TestScript, _ bool, args []string) {
	head := map[string]string{
		"png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
		"xls": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + string(make([]byte, 600)),
		"zip": "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00",
	}[args[0]]
	if err := os.WriteFile(ts.MkAbs(args[1]), []byte(head), 0o644); err != nil {
		ts.Fatalf("%v", err)
	}
}

// writeLogo writes a picture of 240 by 80 pixels, one half of it dark: logo FILE.
func writeLogo(ts *testscript.TestScript, _ bool, args []string) {
	picture := image.NewGray(image.Rect(0, 0, 240, 80))
	for i := range picture.Pix {
		picture.Pix[i] = uint8(i % 240 / 120 * 200)
	}
	file, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(png.Encode(file, picture))
	ts.Check(file.Close())
}

// writeCells writes what a workbook's cells hold, one a line, with a tab before the
// cached value and one before the formula: cells WORKBOOK FILE.
func writeCells(ts *testscript.TestScript, _ bool, args []string) {
	book, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer book.Close()
	var out strings.Builder
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		ts.Check(err)
		for r, row := range rows {
			for c, value := range row {
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				ts.Check(err)
				formula, err := book.GetCellFormula(sheet, cell)
				ts.Check(err)
				if formula != "" {
					formula = "=" + formula
				}
				fmt.Fprintf(&out, "%s!%s\t%s\t%s\n", sheet, cell, value, formula)
			}
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o644))
}

// writeForm makes a workbook of the cells that a file names, one a line, with a tab
// before what the cell holds, a formula with =: form WORKBOOK FILE.
func writeForm(ts *testscript.TestScript, _ bool, args []string) {
	book := excelize.NewFile()
	defer book.Close()
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		cell, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if formula, ok := strings.CutPrefix(text, "="); ok {
			ts.Check(book.SetCellFormula("Sheet1", cell, formula))
		} else {
			ts.Check(book.SetCellStr("Sheet1", cell, text))
		}
	}
	ts.Check(book.SaveAs(ts.MkAbs(args[0])))
}

package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// inspect writes the content to a file and looks into it.
func inspect(t testing.TB, name string, content []byte, presets ...PresetHint) (Inspection, problem.List) {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	in, problems, err := Inspect(file, []*dataset.Definition{definition(t, actions)}, presets)
	if err != nil {
		t.Fatal(err)
	}
	return in, problems
}

func tracker(t testing.TB, id, sheet string, fingerprint ...string) PresetHint {
	return PresetHint{ID: id, Title: id, Fingerprint: fingerprint, Source: Source{Dataset: definition(t, actions), Sheet: sheet}}
}

func TestRecognition(t *testing.T) {
	eight := []string{"Ref", "Customer", "Due", "Summary", "Owner", "Cost", "State", "Kind"}
	small, large := tracker(t, "small", "", "Ref", "Customer"), tracker(t, "large", "", eight...)
	for _, c := range []struct {
		name, header string
		preset, fits string
	}{
		{"all headers", strings.Join(eight, ","), "large", "actions"},
		{"other case, order and spelling", "KIND,state,COST,owner ,summary,_due_,customer,Ref.,More,Columns", "large", "actions"},
		{"one in eight is missing", "Ref,Customer,Due,Summary,Owner,Cost,State", "small", "actions"}, // all of the small one beat most of the large one
		{"one of the small one is missing", "Ref,Client name,Due,Summary,Owner", "", "actions"},
		{"two in eight are missing", "Ref,Due,Summary,Owner,Cost,State", "", "actions"},
		{"nothing fits", "Apples,Pears", "", ""},
		{"repeated headers count once", "Ref,Ref,Ref,Ref,Ref,Ref,Ref,Kind", "", ""},
	} {
		in, problems := inspect(t, "a.csv", []byte("\n"+c.header+"\n"+strings.Repeat("x,", strings.Count(c.header, ","))+"x\n"), small, large)
		preset, fits := "", ""
		if in.Best >= 0 {
			s := in.Sheets[in.Best]
			fits = s.Dataset.ID
			if s.Preset != nil {
				preset = s.Preset.ID
			}
		}
		if preset != c.preset || fits != c.fits || len(problems) > 0 || in.Sheets[0].Header != 2 || in.Sheets[0].Rows != 1 {
			t.Errorf("%s: preset %q, dataset %q, %+v, %v", c.name, preset, fits, in.Sheets, problems)
		}
	}
}

func TestThePresetsOwnSheetIsBest(t *testing.T) {
	header := []any{"Ref", "Customer", "Due", "Summary"}
	f := excelize.NewFile()
	defer f.Close()
	for _, sheet := range []string{"Closed", "Open"} {
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		fill(t, f, sheet, header, []any{"A1", "Acme", "2026-10-01", sheet})
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	in, _ := inspect(t, "a.xlsx", save(t, f), tracker(t, "poam", "open", "Ref", "Customer", "Due", "Summary"))
	if len(in.Sheets) != 2 || in.Best != 1 || in.Sheets[0].Preset.Score >= in.Sheets[1].Preset.Score {
		t.Errorf("best is %d of %+v", in.Best, in.Sheets)
	}
	if m := in.Sheets[1].Mapping; strings.Contains(m, "sheet:") {
		t.Errorf("the preset's sheet is named again:\n%s", m)
	}
	if m := in.Sheets[0].Mapping; !strings.Contains(m, `sheet: "Closed"`) {
		t.Errorf("the other sheet is not named:\n%s", m)
	}
}

func TestTheDelimiterThatMakesSenseIsTaken(t *testing.T) {
	in, _ := inspect(t, "a.csv", []byte("Ref;Customer;Due\nA,1;B,2;C,3\nA,1;B,2;C,3\n"))
	if in.Delimiter != "semicolon" || in.Best != 0 {
		t.Errorf("%s: %+v", in.Delimiter, in.Sheets)
	}
}

func TestWhatCanNotBeReadIsAProblem(t *testing.T) {
	in, problems := inspect(t, "a.csv", []byte("%PDF-1.7"))
	if len(in.Sheets) != 0 || in.Best != -1 || len(problems) != 1 || problems[0].Code != problem.WrongFormat || problems[0].Place.File != "a.csv" {
		t.Errorf("%+v %v", in, problems)
	}
	_, problems, err := Inspect(filepath.Join(t.TempDir(), "none.csv"), nil, nil)
	if err != nil && !errors.Is(err, fs.ErrNotExist) || len(problems) != 1 || problems[0].Code != problem.InputMissing {
		t.Errorf("%v %v", problems, err)
	}
}

func TestAColumnTellsTheOrderOfItsDates(t *testing.T) {
	for _, c := range []struct {
		dates   string
		twoWays bool
	}{
		{"03/04/2026 05/04/2026", true},
		{"03/04/2026 25/04/2026", false},
		{"03/04/2026 04/25/2026", false},
		{"03/04/2026 25/04/2026 04/25/2026", true}, // neither order reads both
		{"2026-04-03 3-Apr-2026", false},
	} {
		var p profile
		for _, s := range strings.Fields(c.dates) {
			p.see(cell{kind: text, text: s}, false)
		}
		if p.isTwoWays() != c.twoWays || p.kind() != dataset.Date {
			t.Errorf("%s: two ways %v, type %s", c.dates, p.isTwoWays(), p.kind())
		}
	}
}

// FuzzInspect looks for content that stops an inspection or makes it say what
// can't be.
func FuzzInspect(f *testing.F) {
	for _, seed := range []string{"Ref,Customer,Due\nA1,Acme,03/04/2026\n", "sep=;\nRef;Due\n1;2\n", "\xFF\xFER\x00e\x00f\x00,\x00D\x00", "a|b\n\"c|d\n", "\n\n,,,\n", "Ref\tRef\tRef#2\n-\tnull\t1e9\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		in, problems := inspect(t, "a.csv", content, tracker(t, "p", "", "Ref", "Due"))
		if len(in.Sheets) == 0 && len(problems) == 0 {
			t.Error("nothing is said")
		}
		for _, s := range in.Sheets {
			for _, c := range s.Columns {
				if c.EmptyShare < 0 || c.EmptyShare > 1 || c.Personal && len(c.Examples) > 0 {
					t.Errorf("%+v", c)
				}
			}
		}
	})
}

package ingest

import (
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"compack/internal/dataset"
	"compack/internal/problem"
	"compack/templates"
)

// TestLedgerTiesOnRandomInput makes files whose rows are good, bad or blank at
// random, and counts them itself.
func TestLedgerTiesOnRandomInput(t *testing.T) {
	for seed := range int64(60) {
		random := rand.New(rand.NewSource(seed))
		var text strings.Builder
		rows := [][]any{{"Ref", "Customer", "Due", "Summary"}}
		text.WriteString("Ref,Customer,Due,Summary\n")
		want := dataset.Source{}
		bad := map[int]bool{}
		line := 2
		trailing := 0 // blank rows at the end, which a sheet doesn't count
		for i := range 1 + random.Intn(200) {
			want.Read++
			trailing++
			switch kind := random.Intn(6); kind {
			case 0:
				want.Blank++
				rows = append(rows, nil)
				text.WriteString([]string{"\n", ",,,\n", " , ,\u00a0,\n", "\r\n"}[random.Intn(4)])
			case 1, 2:
				want.Rejected++
				trailing = 0
				bad[line] = true
				row := []any{fmt.Sprint("A", i), []any{"Acme", "Nobody"}[kind-1], []any{"never", "2026-10-01"}[kind-1], "x"}
				rows = append(rows, row)
				fmt.Fprintf(&text, "%s,%s,%s,%s\n", row...)
			default:
				want.Accepted++
				trailing = 0
				rows = append(rows, []any{fmt.Sprint("A", i), "Acme", "2026-10-01", "x"})
				fmt.Fprintf(&text, "A%d,Acme,2026-10-01,\"x\"\n", i)
			}
			line++
		}
		check(t, fmt.Sprint("text, seed ", seed), read(t, "in.csv", []byte(text.String()), nil), want, bad)
		want.Read, want.Blank = want.Read-trailing, want.Blank-trailing
		check(t, fmt.Sprint("workbook, seed ", seed), read(t, "in.xlsx", workbook(t, rows...), nil), want, bad)
	}
}

func check(t *testing.T, name string, r result, want dataset.Source, bad map[int]bool) {
	t.Helper()
	got := r.ledger[0]
	if got.Read != want.Read || got.Accepted != want.Accepted || got.Rejected != want.Rejected || got.Blank != want.Blank || r.table.Len() != want.Accepted {
		t.Errorf("%s: %s and %d records, want %+v", name, r.counts(), r.table.Len(), want)
	}
	rejected := map[int]bool{}
	for _, p := range r.problems {
		if p.Severity == problem.Error {
			rejected[p.Place.Row] = true
		}
	}
	if len(rejected) != len(bad) {
		t.Errorf("%s: problems in %d rows, want %d", name, len(rejected), len(bad))
	}
	for row := range bad {
		if !rejected[row] {
			t.Errorf("%s: row %d has no problem", name, row)
		}
	}
}

// shipped returns the definitions that come with compack.
func shipped(t testing.TB) []*dataset.Definition {
	t.Helper()
	files, err := fs.Glob(templates.FS, "datasets/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d definitions: %v", len(files), err)
	}
	var out []*dataset.Definition
	for _, name := range files {
		content, err := templates.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var d dataset.Definition
		if err := yaml.Unmarshal(content, &d); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, &d)
	}
	return out
}

// TestRealFiles reads every real file as every dataset, as it is and with the
// columns given that its header lacks.
func TestRealFiles(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(root); err != nil {
		t.Skip("REAL FILES ARE ABSENT: nothing was read")
	}
	definitions := shipped(t)
	files, rows := 0, 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || ext != ".csv" && ext != ".xlsx" {
			return err
		}
		files++
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		for _, def := range definitions {
			for _, set := range []map[string]string{nil, constants(def)} {
				src := Source{Dataset: def, Root: root, File: filepath.ToSlash(name), Client: "acme", Set: set}
				tables, ledger, problems, err := Read([]Source{src}, Options{Client: known})
				if err != nil {
					return err
				}
				rows += account(t, name, tables[def.ID], ledger, problems)
			}
		}
		return nil
	})
	if err != nil || files < 50 || rows < 1000 {
		t.Errorf("%d files and %d rows read: %v", files, rows, err)
	}
}

// constants sets every required field but the key, so that most files fit.
func constants(def *dataset.Definition) map[string]string {
	set := map[string]string{}
	for i, f := range def.Fields {
		if !f.Required || i == 0 {
			continue
		}
		switch f.Type {
		case dataset.Enum:
			set[f.Name] = f.Values[0].Name
		case dataset.Date, dataset.Moment:
			set[f.Name] = "2026-09-30"
		default:
			set[f.Name] = "1"
		}
	}
	return set
}

func account(t *testing.T, name string, table *dataset.Table, ledger dataset.Ledger, problems problem.List) (rows int) {
	t.Helper()
	rejected := map[int]bool{}
	for _, p := range problems {
		if p.Place.Row > 0 && p.Severity == problem.Error && !p.Shared {
			rejected[p.Place.Row] = true
		}
		if p.Message == "" || p.Hint == "" || p.Place.File == "" {
			t.Errorf("%s: incomplete problem %+v", name, p)
		}
	}
	if len(ledger) == 0 && problems.Count(problem.Error) == 0 {
		t.Errorf("%s was not read and has no problem", name)
	}
	for _, s := range ledger {
		rows += s.Read
		if !s.Ties() || table.Len() != s.Accepted || len(rejected) != s.Rejected {
			t.Errorf("%s: %+v, %d records, problems in %d rows", name, s, table.Len(), len(rejected))
		}
	}
	return rows
}

// FuzzRead reads any bytes as a source.
func FuzzRead(f *testing.F) {
	f.Add([]byte("Ref,Customer,Due\nA1,Acme,2026-10-01\n"))
	f.Add([]byte("Ref;Customer;Due;Status\n\nA1;Acme;01.10.2026;\"open\n"))
	f.Add(workbook(f, []any{"Ref", "Customer", "Due"}, []any{"A1", "Acme", 46295}))
	f.Fuzz(func(t *testing.T, content []byte) {
		r := read(t, "in", content, nil)
		total := r.ledger.Total()
		if r.table.Len() != total.Accepted || len(r.ledger) == 0 && r.problems.Count(problem.Error) == 0 {
			t.Fatalf("%d records, ledger %+v, problems %v", r.table.Len(), r.ledger, r.problems)
		}
		for _, p := range r.problems {
			if p.Hint == "" || p.Place.File != "in" {
				t.Fatalf("incomplete problem %+v", p)
			}
		}
	})
}

package pipeline

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"compack/internal/dataset"
	"compack/internal/ingest"
	"compack/internal/library"
	"compack/internal/merge"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

const ruleSamples = "../../samples/rules"

// record is a record of a sample: texts by field, as an export would spell them.
type record map[string]string

// ruleSample is what shows that a rule works.
type ruleSample struct {
	Rule   string              `yaml:"rule"`
	Caught []record            `yaml:"caught"`
	Passed []record            `yaml:"passed"`
	With   map[string][]record `yaml:"with"`
}

// ruleSamplesOf reads the samples of a dataset's rules.
func ruleSamplesOf(t *testing.T, id string) (out []ruleSample) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(ruleSamples, id+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	d := yaml.NewDecoder(bytes.NewReader(content))
	d.KnownFields(true)
	if err := d.Decode(&out); err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	return out
}

func TestEachRuleCatchesAndLetsPass(t *testing.T) {
	lib := open(t)
	samples := map[string]ruleSample{}
	for _, def := range lib.Datasets() {
		if def.Made {
			continue // a run makes its records, which contradict nothing
		}
		for _, s := range ruleSamplesOf(t, def.ID) {
			if _, twice := samples[s.Rule]; twice {
				t.Errorf("two samples of %s", s.Rule)
			}
			samples[s.Rule] = s
		}
	}
	for _, rule := range lib.Rules() {
		s, ok := samples[rule.ID]
		delete(samples, rule.ID)
		if !ok || len(s.Caught) == 0 || len(s.Passed) == 0 {
			t.Errorf("rule %s needs records in samples/rules/%s.yaml that it catches and that it lets pass", rule.ID, rule.Dataset)
			continue
		}
		if rule.Hint == "" {
			t.Errorf("rule %s gives no hint", rule.ID)
		}
		want := make([]int, len(s.Caught))
		for i := range want {
			want[i] = i + 2
		}
		if got := caughtBy(t, lib, rule, s); !slices.Equal(got, want) {
			t.Errorf("rule %s catches the rows %d of its sample, want %d: those caught come first, from row 2 on", rule.ID, got, want)
		}
	}
	for id := range samples {
		t.Errorf("there is no rule %s, of which there is a sample", id)
	}
}

// caughtBy takes the sample in as exports, tries the rule alone and returns the
// rows of its dataset that it catches.
func caughtBy(t *testing.T, lib *library.Library, rule dataset.Rule, s ruleSample) (rows []int) {
	t.Helper()
	dir := t.TempDir()
	records := maps.Clone(s.With)
	if records == nil {
		records = map[string][]record{}
	}
	records[rule.Dataset] = slices.Concat(s.Caught, s.Passed)
	var sources []ingest.Source
	for _, def := range lib.Datasets() {
		if list, ok := records[def.ID]; ok {
			export(t, filepath.Join(dir, def.ID+".csv"), def, list)
			sources = append(sources, ingest.Source{Dataset: def, Root: dir, File: def.ID + ".csv"})
			delete(records, def.ID)
		}
	}
	if len(records) > 0 {
		t.Errorf("the sample of %s names datasets that there are not: %v", rule.ID, records)
	}
	tables, ledger, problems, err := ingest.Read(sources, ingest.Options{Client: func(s string) (string, bool) { return s, true }})
	if err != nil || len(problems) > 0 {
		t.Errorf("the sample of %s can't be read as it stands: %v %v", rule.ID, err, problems)
	}
	asOf := period.NewDate(2026, 9, 30)
	_, problems, err = merge.Merge(merge.Input{Tables: tables, Datasets: lib.Datasets(), Rules: []dataset.Rule{rule}, Ledger: ledger,
		Dates: metric.Dates{Start: period.NewDate(2026, 7, 1), End: asOf, AsOf: asOf}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		switch {
		case p.Code == problem.DuplicateKey:
			t.Errorf("the sample of %s holds a record twice: %s", rule.ID, p)
		case p.Rule == rule.ID:
			rows = append(rows, p.Place.Row)
		}
	}
	slices.Sort(rows)
	return rows
}

// export writes records as a file with a column for each field, but for those with
// a default that no record has.
func export(t *testing.T, file string, def *dataset.Definition, list []record) {
	t.Helper()
	var header []string
	for _, f := range def.Fields {
		isStated := slices.ContainsFunc(list, func(r record) bool { return r[f.Name] != "" })
		if !f.IsDerived() && (isStated || f.Default == "") {
			header = append(header, f.Name)
		}
	}
	rows := [][]string{header}
	for _, r := range list {
		row := make([]string, len(header))
		for i, name := range header {
			row[i] = r[name]
			if name == def.Scope && row[i] == "" {
				row[i] = "acme"
			}
		}
		rows = append(rows, row)
		for name := range r {
			if !slices.Contains(header, name) {
				t.Errorf("%s: no source feeds %q", file, name)
			}
		}
	}
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(fmt.Errorf("write the sample: %w", err))
	}
}

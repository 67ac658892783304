package measure_test

import (
	"bytes"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/templates"
)

// The period and calendar of all tests: 2026-Q3 as of its last day.
var (
	calendar = period.Calendar{Every: period.Quarterly}
	quarter  = calendar.At(day("2026-09-30"))
	asOf     = day("2026-09-30")
)

func day(s string) period.Date {
	d, err := period.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// decode reads all files of a folder of the shipped templates, strictly.
func decode[T any](t testing.TB, folder string) []T {
	t.Helper()
	files, err := fs.Glob(templates.FS, folder+"/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", folder, err)
	}
	var out []T
	for _, file := range files {
		data, err := fs.ReadFile(templates.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		d := yaml.NewDecoder(bytes.NewReader(data))
		d.KnownFields(true)
		var v T
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		out = append(out, v)
	}
	return out
}

// shippedDatasets returns the shipped dataset definitions by id.
func shippedDatasets(t testing.TB) map[string]*dataset.Definition {
	t.Helper()
	defs := map[string]*dataset.Definition{}
	for _, def := range decode[dataset.Definition](t, "datasets") {
		defs[def.ID] = &def
	}
	return defs
}

// shippedMetrics returns the shipped metrics, compiled.
func shippedMetrics(t testing.TB, defs map[string]*dataset.Definition) []*metric.Metric {
	t.Helper()
	var out []*metric.Metric
	for _, list := range decode[[]metric.Definition](t, "metrics") {
		for _, def := range list {
			out = append(out, compile(t, def, defs))
		}
	}
	return out
}

func compile(t testing.TB, def metric.Definition, defs map[string]*dataset.Definition) *metric.Metric {
	t.Helper()
	m, err := metric.Compile(def, defs[def.Dataset])
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// tableOf makes a table of lines. The first one names fields, the others hold
// their values between bars; an empty cell is an absent value, as are the fields
// that are not named.
func tableOf(t testing.TB, def *dataset.Definition, fields string, lines ...string) *dataset.Table {
	t.Helper()
	table := recordsOf(t, def, fields, lines...)
	finish(table)
	return table
}

// recordsOf is a table of which the columns that merging fills are not filled yet.
func recordsOf(t testing.TB, def *dataset.Definition, fields string, lines ...string) *dataset.Table {
	t.Helper()
	table := dataset.NewTable(def)
	names := cells(fields)
	for n, line := range lines {
		values := map[string]string{}
		for i, v := range cells(line) {
			values[names[i]] = v
		}
		for i, f := range def.Fields {
			if !f.IsDerived() {
				appendTo(t, table.Column(i), values[f.Name])
			}
		}
		table.Commit(dataset.Origin{Row: int32(n + 2)})
	}
	table.Derive()
	return table
}

// finish fills the columns that no source feeds; roll-ups stay empty.
func finish(table *dataset.Table) {
	for i := range table.Def.Fields {
		for c := table.Column(i); c.Len() < table.Len(); {
			c.AppendEmpty()
		}
	}
}

func cells(line string) []string {
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func appendTo(t testing.TB, c *dataset.Column, text string) {
	t.Helper()
	if text == "" {
		c.AppendEmpty()
		return
	}
	switch c.Field.Type {
	case dataset.Text:
		c.AppendText(text)
	case dataset.Date:
		c.AppendCode(int32(day(text)))
	case dataset.Moment:
		m, err := period.ParseMoment(text)
		if err != nil {
			t.Fatal(err)
		}
		c.AppendCode(int32(m))
	case dataset.Boolean:
		c.AppendCode(map[string]int32{"no": 0, "yes": 1}[text])
	case dataset.Enum:
		code, ok := c.Lookup(text)
		if !ok {
			t.Fatalf("%s has no value %q", c.Field.Name, text)
		}
		c.AppendCode(code)
	default:
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		c.AppendCode(int32(n))
	}
}

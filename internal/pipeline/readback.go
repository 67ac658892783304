package pipeline

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/history"
	"compack/internal/ingest"
	"compack/internal/locale"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/problem"
)

// readBack reads a dataset's records from the sheet of an issued pack's workbook: the
// given fields, by their titles. A part of the key that no record has a value of may
// be missing in the sheet. Where that is not possible, why says so. Both are empty
// where the pack has no such sheet. The definition is in the language of that pack, and
// why in l. The error is one of reading the disk.
func readBack(pack *history.Pack, def *dataset.Definition, fields []string, l *locale.Locale) (t *dataset.Table, why string, err error) {
	if !pack.Records {
		return nil, l.Say("the pack of %s has no workbook", pack.Period.Label), nil
	}
	source := ingest.Source{
		Dataset: relaxed(def), Root: pack.Dir, File: manifest.WorkbookFileName, Sheet: def.Title, HeaderRow: 1, Headers: map[string][]string{},
	}
	for i := range source.Dataset.Fields {
		f := &source.Dataset.Fields[i]
		source.Headers[f.Name] = nil
		if slices.Contains(fields, f.Name) {
			source.Headers[f.Name] = []string{f.Title}
		}
	}
	tables, _, problems, err := ingest.Read([]ingest.Source{source}, ingest.Options{})
	if err != nil {
		return nil, "", err
	}
	for _, p := range problems {
		switch {
		case p.Code == problem.SheetMissing:
			return nil, "", nil
		case p.Severity == problem.Error && p.Code != problem.EmptyInput:
			return nil, l.Say("sheet %s of the pack of %s can't be read back: %s", def.Title, pack.Period.Label, p.String()), nil
		}
	}
	t = tables[def.ID]
	if t.Len() > 0 && !slices.ContainsFunc(def.Key, func(name string) bool { return !t.Col(name).IsEmpty(0) }) {
		return nil, l.Say("the pack of %s does not show the %s of its %s", pack.Period.Label, t.Col(def.Key[0]).Field.Title, def.Plural), nil
	}
	return t, "", nil
}

// relaxed returns the definition as a sheet of a pack holds its records: every
// field is a plain value that may be missing, and those that are worked out are
// values like the others. The order of fields stays.
func relaxed(def *dataset.Definition) *dataset.Definition {
	out := *def
	out.Scope, out.Aliases, out.Bands = "", nil, nil
	out.Fields = slices.Clone(def.Fields)
	for i := range out.Fields {
		f := &out.Fields[i]
		*f = dataset.Field{Name: f.Name, Title: f.Title, Type: f.Type, Personal: f.Personal, Values: f.Values, List: f.List}
	}
	return &out
}

// comparable returns the fields of a dataset that a comparison looks at, and those
// that decide its balances; none where nothing of it is compared.
func comparable(def *dataset.Definition, metrics []*metric.Metric) []string {
	var fields []string
	if m := def.Movement; m != nil {
		fields = append(append(fields, m.Opened, m.Due, m.Closed, m.Severity), m.Same...)
	}
	for _, m := range metrics {
		if m.On.ID == def.ID && m.Kind == metric.Balance {
			fields = append(fields, m.Fields()...)
		}
	}
	if def.Index("muted") >= 0 {
		fields = append(fields, "muted", "result")
	}
	if len(fields) > 0 {
		fields = append(fields, def.Key...)
	}
	return fields
}

package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"compack/internal/dataset"
	"compack/internal/period"
	"compack/internal/problem"
	"compack/internal/strict"
)

// dateOrders are the orders of day, month and year in a date of digits.
var dateOrders = []string{"dmy", "mdy", "ymd"}

// source checks one source and takes its dataset from the preset where none is
// written.
func (k *checker) source(s *Source) {
	feeds, preset := k.known.Presets[s.Preset]
	switch {
	case s.Preset == "" || k.known.Presets == nil:
	case !preset:
		k.notFound(s.key+".preset", "preset", s.Preset, slices.Sorted(maps.Keys(k.known.Presets)))
	case s.Dataset == "" && !k.doc.Failed(s.key+".dataset"):
		s.Dataset = feeds
	case s.Dataset != "" && s.Dataset != feeds:
		k.report(problem.BadSetting, s.key+".preset", "use a preset for "+s.Dataset, "preset %q is for dataset %s", s.Preset, feeds)
	}
	k.required(s.key+".dataset", s.Dataset != "" || preset, "write the id of the dataset that the source feeds")
	k.required(s.key+".files", s.Files != "", "name a file or a glob below the inputs folder")
	if p, ok := badPattern(s.Files); s.Files != "" && !ok {
		k.report(problem.BadSetting, s.key+".files", p.hint, "%s", p.message)
	}
	if s.Client != "" && !slices.Contains(k.clientIDs(), s.Client) {
		k.notFound(s.key+".client", "client", s.Client, k.clientIDs())
	}
	if s.DateOrder != "" && !slices.Contains(dateOrders, s.DateOrder) {
		k.report(problem.BadSetting, s.key+".date_order", "write dmy, mdy or ymd", "%q is no order of day, month and year", s.DateOrder)
	}
	k.dialect(s)
	k.sheets(s)
	if s.Dataset == "" {
		return
	}
	switch def := k.dataset(s.key+".dataset", s.Dataset); {
	case def == nil:
	case def.Made:
		k.report(problem.BadSetting, s.key+".dataset", "remove the source", "the records of %s are made from the run itself; no source feeds it", def.ID)
	default:
		k.mapping(s, def)
	}
}

// dataset returns the dataset called id, nil where there is none or none is known.
func (k *checker) dataset(key, id string) *dataset.Definition {
	if k.known.Datasets == nil {
		return nil
	}
	var ids []string
	for _, d := range k.known.Datasets {
		if d.ID == id {
			return d
		}
		ids = append(ids, d.ID)
	}
	k.notFound(key, "dataset", id, ids)
	return nil
}

// mapping checks the fields that a source's columns, values and constants name.
func (k *checker) mapping(s *Source, def *dataset.Definition) {
	for _, field := range slices.Sorted(maps.Keys(s.Columns)) {
		key := strict.Join(s.key+".columns", field)
		if k.field(key, field, def) != nil && strings.TrimSpace(s.Columns[field]) == "" {
			k.report(problem.MissingSetting, key, "write the column's header", "is empty")
		}
	}
	for _, field := range slices.Sorted(maps.Keys(s.Values)) {
		key := strict.Join(s.key+".values", field)
		if f := k.field(key, field, def); f != nil {
			k.values(key, f, s.Values[field])
		}
	}
	k.constants(s, s.key+".set", s.Set, def)
	for i, own := range s.SheetSets {
		k.constants(s, strict.Join(strict.Item(s.key+".sheet_sets", i), "set"), own.Set, def)
	}
}

// constants checks the values for all rows of a source or of a sheet.
func (k *checker) constants(s *Source, under string, set map[string]string, def *dataset.Definition) {
	for _, field := range slices.Sorted(maps.Keys(set)) {
		key := strict.Join(under, field)
		f := k.field(key, field, def)
		if f == nil {
			continue
		}
		if _, twice := s.Columns[field]; twice {
			k.report(problem.Repeated, key, "keep one of the two", "%s has a column already", field)
		}
		k.constant(key, f, set[field])
	}
}

// field returns the field called name that a source may feed, nil where there is
// none.
func (k *checker) field(key, name string, def *dataset.Definition) *dataset.Field {
	f, ok := def.Field(name)
	switch {
	case !ok:
		var fed []string
		for _, f := range def.Fields {
			if !f.IsDerived() {
				fed = append(fed, f.Name)
			}
		}
		k.notFound(key, "field", name, fed)
	case f.IsDerived():
		k.report(problem.BadSetting, key, "remove the key", "%s is worked out; no source feeds it", name)
	default:
		return f
	}
	return nil
}

// values checks the words that a source uses for a field's values.
func (k *checker) values(key string, f *dataset.Field, values map[string][]string) {
	known := f.ValueNames()
	switch f.Type {
	case dataset.Boolean:
		known = []string{"true", "false"}
	case dataset.Enum:
	case dataset.Integer:
		known = nil
	default:
		k.report(problem.BadSetting, key, "remove the key", "%s is of type %s; only words of an enum, boolean or integer field can be mapped", f.Name, f.Type)
		return
	}
	meaning := map[string]string{}
	for _, value := range slices.Sorted(maps.Keys(values)) {
		at := strict.Join(key, value)
		if f.Type == dataset.Integer {
			k.constant(at, f, value)
		} else if !slices.Contains(known, value) {
			k.notFound(at, fmt.Sprintf("value of %s called", f.Name), value, known)
			continue
		}
		for i, word := range values[value] {
			folded := dataset.Fold(word)
			if other, taken := meaning[folded]; taken && other != value {
				k.report(problem.Repeated, strict.Item(at, i), "give the word one meaning", "%q means %s already", word, other)
			}
			meaning[folded] = value
		}
	}
}

// constant checks that a value for all rows of a source is one of its field.
func (k *checker) constant(key string, f *dataset.Field, text string) {
	wrong := func(hint, format string, args ...any) { k.report(problem.BadSetting, key, hint, format, args...) }
	switch f.Type {
	case dataset.Enum:
		if !hasWord(f, text) {
			k.notFound(key, fmt.Sprintf("value of %s called", f.Name), text, f.ValueNames())
		}
	case dataset.Boolean:
		if !slices.Contains([]string{"true", "false", "yes", "no"}, strings.ToLower(text)) {
			wrong("write true or false", "%q is neither true nor false", text)
		}
	case dataset.Date:
		if _, err := period.ParseDate(text); err != nil {
			k.wrong(key, err)
		}
	case dataset.Moment:
		if _, err := period.ParseMoment(text); err != nil {
			k.wrong(key, err)
		}
	case dataset.Integer:
		n, err := strconv.ParseInt(text, 10, 32)
		switch {
		case err != nil:
			wrong("write digits only", "%q is not a whole number", text)
		case f.Min != nil && int(n) < *f.Min || f.Max != nil && int(n) > *f.Max:
			wrong("write a number in the field's range", "%d is out of the range of %s", n, f.Name)
		}
	case dataset.Decimal:
		if _, err := strconv.ParseFloat(text, 64); err != nil {
			wrong("write it with a point: 0.95", "%q is not a number", text)
		}
	}
}

// hasWord reports whether text is a name, title or other word of one of the
// field's values.
func hasWord(f *dataset.Field, text string) bool {
	return slices.ContainsFunc(f.Values, func(v dataset.Value) bool {
		return slices.ContainsFunc(append([]string{v.Name, v.Title}, v.Also...), func(w string) bool {
			return dataset.Fold(w) == dataset.Fold(text)
		})
	})
}

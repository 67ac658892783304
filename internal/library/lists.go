package library

import (
	"cmp"
	"maps"
	"slices"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
	"compack/internal/strict"
)

func (r *reader) readMetrics() {
	each(r, Metrics, func(_ string, list []metric.Definition, in *definition) {
		for i, m := range list {
			d := in.item(i)
			d.identify(m.ID, dotted, "training.completion")
			d.dataset(m.Dataset)
			if d.require("kind", string(m.Kind), "write count, distinct, ratio, sum, mean, median, max, within or balance") {
				oneOf(d, "kind", "kind", m.Kind, metric.Kinds)
			}
			r.metrics = append(r.metrics, m)
		}
	})
}

func (r *reader) readRules() {
	each(r, Rules, func(_ string, list []dataset.Rule, in *definition) {
		for i, rule := range list {
			in.item(i).checkRule(rule)
			r.rules = append(r.rules, rule)
		}
	})
}

func (d *definition) checkRule(rule dataset.Rule) {
	d.identify(rule.ID, dotted, "findings.closed_before_raised")
	def := d.dataset(rule.Dataset)
	if d.require("when", rule.When, "write the condition that a wrong record meets") {
		d.predicate("when", rule.When, def)
	}
	if rule.Rejects() {
		d.checkReject(rule, def)
	}
	d.require("message", rule.Message, "write what is wrong with the record")
	if rule.Action != "" {
		oneOf(d, "action", "action", rule.Action, []dataset.Action{dataset.Keep, dataset.Reject})
	}
	severities := []string{problem.Error.String(), problem.Warning.String(), problem.Note.String()}
	if rule.Severity != "" && oneOf(d, "severity", "severity", rule.Severity, severities) && rule.Rejects() && rule.Severity != severities[0] {
		d.wrong("severity", "write error, or remove the severity", "a rule that rejects a record is an error, not a %s", rule.Severity)
	}
	if len(rule.Fields) == 0 {
		d.wrong("fields", "list the fields to look at", "is missing")
	}
	for i, name := range rule.Fields {
		if def != nil {
			d.fieldOf(def, strict.Item("fields", i), name)
		}
	}
}

// checkReject checks that a rule which leaves records out looks at nothing that is
// worked out over other records: which those are depends on what is left out.
func (d *definition) checkReject(rule dataset.Rule, def *dataset.Definition) {
	if !d.sound || def == nil {
		return
	}
	when, err := metric.ParsePredicate(rule.When, def)
	if err != nil {
		return
	}
	for _, name := range when.Fields() {
		if f, _ := def.Field(name); f.IsDerived() && len(f.Product) == 0 {
			d.wrong("when", "name fields that sources feed, or keep the record", "a rule that rejects a record can't look at %s, which is worked out after it", name)
		}
	}
}

func (r *reader) readPresets() {
	each(r, Presets, func(base string, p Preset, in *definition) {
		in.identify(p.ID, hyphen, "jira-remediation")
		in.named(p.ID, base)
		in.require("title", p.Title, "write whose export it is for")
		in.require("source", p.Source, "write where the export's headers are documented")
		in.checkDialect(p)
		if p.DateOrder != "" {
			oneOf(in, "date_order", "date order", p.DateOrder, []string{"dmy", "mdy", "ymd"})
		}
		if def := in.dataset(p.Dataset); def != nil {
			in.checkMapping(p, def)
			in.checkExport(p, def)
		}
		r.presets = append(r.presets, p)
	})
	slices.SortFunc(r.presets, func(a, b Preset) int { return cmp.Compare(a.ID, b.ID) })
}

// checkMapping checks the fields and values that a preset names.
func (d *definition) checkMapping(p Preset, def *dataset.Definition) {
	for _, name := range slices.Sorted(maps.Keys(p.Columns)) {
		d.fed(def, strict.Join("columns", name), name)
	}
	for _, name := range slices.Sorted(maps.Keys(p.Set)) {
		d.fed(def, strict.Join("set", name), name)
		if _, twice := p.Columns[name]; twice {
			d.wrong(strict.Join("set", name), "keep one of the two", "%s has a column already", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.Values)) {
		key := strict.Join("values", name)
		f := d.fed(def, key, name)
		if f == nil {
			continue
		}
		known := f.ValueNames()
		if f.Type == dataset.Boolean {
			known = []string{"true", "false"}
		}
		for _, value := range slices.Sorted(maps.Keys(p.Values[name])) {
			if f.Type == dataset.Integer {
				d.checkDefault(&dataset.Field{Name: name, Type: f.Type, Min: f.Min, Max: f.Max, Default: value}, strict.Join(key, value))
				continue
			}
			oneOf(d, strict.Join(key, value), "value of "+name+" called", value, known)
		}
	}
}

// fed returns the field called name if a source may feed it.
func (d *definition) fed(def *dataset.Definition, key, name string) *dataset.Field {
	f := d.fieldOf(def, key, name)
	if f != nil && f.IsDerived() {
		d.wrong(key, "remove the key", "%s is worked out; no source feeds it", name)
		return nil
	}
	return f
}

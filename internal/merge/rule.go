package merge

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
)

// reject leaves out the records that a rule with that action catches.
func (m *merger) reject(t *dataset.Table) (*dataset.Table, error) {
	caught := metric.NewRows(t.Len())
	for _, rule := range m.Rules {
		if rule.Dataset != t.Def.ID || !rule.Rejects() {
			continue
		}
		rows, err := m.apply(rule, t)
		if err != nil {
			return nil, err
		}
		rows.Each(func(row int) {
			if !caught.Has(row) {
				caught.Add(row)
				src := &m.Ledger[t.Origin(row).Source]
				src.Accepted--
				src.Rejected++
				m.forgo(t.Def.ID, t.Key(row), scopeOf(t, row))
			}
		})
	}
	kept := make([]int32, 0, t.Len())
	for row := range t.Len() {
		if !caught.Has(row) {
			kept = append(kept, int32(row))
		}
	}
	if len(kept) == t.Len() {
		return t, nil
	}
	return t.Select(kept), nil
}

// check tries the rules that keep their records.
func (m *merger) check(t *dataset.Table) error {
	for _, rule := range m.Rules {
		if rule.Dataset == t.Def.ID && !rule.Rejects() {
			if _, err := m.apply(rule, t); err != nil {
				return err
			}
		}
	}
	return nil
}

// apply reports each record that breaks the rule and returns them.
func (m *merger) apply(rule dataset.Rule, t *dataset.Table) (metric.Rows, error) {
	when, err := metric.ParsePredicate(rule.When, t.Def)
	if err != nil {
		return nil, fmt.Errorf("rule %s: %w", rule.ID, err)
	}
	rows := m.tried(t, when)
	var field string
	if len(rule.Fields) > 0 {
		field = rule.Fields[0]
	}
	absent, differs := map[absence]int{}, m.differs(when, t.Def)
	rows.Each(func(row int) {
		if differs && t.IsShared(row) || !differs && t.IsCopy(row) {
			return // said of each copy, or once of the record that they are copies of
		}
		at := t.Origin(row).Source
		if f, ok := t.Def.Field(field); ok && !rule.Rejects() && !f.IsFedBy(m.Ledger[at]) {
			absent[absence{at, scopeOf(t, row)}]++
			return
		}
		p := m.report(problem.RuleBroken, t, row, field, "%s: %s", name(t, row), rule.Message)
		m.complete(p, rule)
		if f, ok := t.Def.Field(field); ok && !f.Personal {
			p.Value = t.Col(field).Title(row)
		}
	})
	m.reportAbsent(rule, t, field, absent)
	return rows, nil
}

// differs reports whether the predicate may hold for one client and not for another
// of a record that belongs to all.
func (m *merger) differs(when *metric.Predicate, def *dataset.Definition) bool {
	return slices.ContainsFunc(when.Fields(), func(name string) bool {
		f, _ := def.Field(name)
		return f.Rollup != nil || f.Lookup != nil || f.Deadline != nil
	})
}

// tried returns the records that meet the condition, without those of clients for
// whom nobody gave a dataset that its fields are worked out from: each would look
// like one that the other dataset does not know.
func (m *merger) tried(t *dataset.Table, when *metric.Predicate) metric.Rows {
	needs := when.Needs()
	for _, id := range needs {
		if m.out[id] == nil {
			return metric.NewRows(t.Len())
		}
	}
	rows := when.Rows(t, m.Dates)
	if len(needs) == 0 {
		return rows
	}
	out, known := metric.NewRows(t.Len()), map[string]bool{}
	rows.Each(func(row int) {
		client := scopeOf(t, row)
		knows, asked := known[client]
		if !asked {
			knows = !slices.ContainsFunc(needs, func(id string) bool { return !m.Ledger.Provides(id, client) })
			known[client] = knows
		}
		if knows {
			out.Add(row)
		}
	})
	return out
}

// complete gives a problem what its rule says of it.
func (m *merger) complete(p *problem.Problem, rule dataset.Rule) {
	p.Rejected = rule.Rejects()
	p.Severity, p.Rule, p.Hint = rule.Level(), rule.ID, cmp.Or(rule.Hint, p.Hint)
}

// absence is a source without a column for what a rule looks at, and a client
// with records in it.
type absence struct {
	source int32
	client string
}

// reportAbsent reports once what a rule would say of each record of a source, since
// the source has no column for it.
func (m *merger) reportAbsent(rule dataset.Rule, t *dataset.Table, field string, absent map[absence]int) {
	for _, a := range slices.SortedFunc(maps.Keys(absent), func(a, b absence) int {
		return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.client, b.client))
	}) {
		src := m.Ledger[a.source]
		f, _ := t.Def.Field(field)
		p := problem.New(problem.RuleBroken, problem.Place{File: src.File, Sheet: src.Sheet},
			"each of %d %s, for which the file has no column %s: %s", absent[a], t.Def.Plural, f.Title, rule.Message)
		m.complete(m.add(p, t, a.client), rule)
	}
}

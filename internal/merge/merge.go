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

// Input is what Merge works on. Ledger is updated in place.
type Input struct {
	Tables   map[string]*dataset.Table
	Datasets []*dataset.Definition // in the order in which they are worked on
	Rules    []dataset.Rule
	Ledger   dataset.Ledger
	Dates    metric.Dates
}

// Merge returns the merged tables, sorted by key, and the problems found. The
// error is a definition that can't be used.
func Merge(in Input) (map[string]*dataset.Table, problem.List, error) {
	m := merger{Input: in, out: map[string]*dataset.Table{}}
	for _, def := range in.Datasets {
		table, ok := in.Tables[def.ID]
		if !ok {
			continue
		}
		kept, err := m.reject(table)
		if err != nil {
			return nil, nil, err
		}
		m.out[def.ID] = m.deduplicate(kept)
	}
	links := map[string][]int32{}
	for _, def := range in.Datasets {
		if t := m.out[def.ID]; t != nil {
			m.link(t, links)
		}
	}
	for _, def := range in.Datasets {
		if t := m.out[def.ID]; t != nil {
			if err := m.rollUp(t, links); err != nil {
				return nil, nil, err
			}
		}
	}
	for _, def := range in.Datasets {
		if t := m.out[def.ID]; t != nil {
			if err := m.check(t); err != nil {
				return nil, nil, err
			}
		}
	}
	return m.out, m.problems, nil
}

type merger struct {
	Input
	out      map[string]*dataset.Table
	problems problem.List
}

// report adds a problem about one record, placed at the given field's column.
func (m *merger) report(code problem.Code, t *dataset.Table, row int, field, format string, args ...any) *problem.Problem {
	origin := t.Origin(row)
	src := m.Ledger[origin.Source]
	p := problem.New(code, problem.Place{File: src.File, Sheet: src.Sheet, Row: int(origin.Row), Column: src.Columns[field]}, format, args...)
	p.Record = t.PublicKey(row)
	return m.add(p, t, scopeOf(t, row))
}

// add adds a problem that client's pack may show.
func (m *merger) add(p problem.Problem, t *dataset.Table, client string) *problem.Problem {
	p.Dataset = t.Def.ID
	p.Of(client)
	m.problems = append(m.problems, p)
	return &m.problems[len(m.problems)-1]
}

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
	rows := when.Rows(t, m.Dates)
	var field string
	if len(rule.Fields) > 0 {
		field = rule.Fields[0]
	}
	absent := map[absence]int{}
	rows.Each(func(row int) {
		at := t.Origin(row).Source
		if !rule.Rejects() && m.Ledger[at].Lacks(field) {
			absent[absence{at, scopeOf(t, row)}]++
			return
		}
		p := m.report(problem.RuleBroken, t, row, field, "%s %s: %s", t.Def.Singular, t.KeyText(row), rule.Message)
		m.complete(p, rule)
		if f, ok := t.Def.Field(field); ok && !f.Personal {
			p.Value = t.Col(field).Title(row)
		}
	})
	m.reportAbsent(rule, t, field, absent)
	return rows, nil
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

// deduplicate keeps the last row of each key, by the order of sources and rows,
// and returns the rest sorted by key. Records of different clients never
// supersede one another.
func (m *merger) deduplicate(t *dataset.Table) *dataset.Table {
	order, keys := t.SortedByKey()
	kept := make([]int32, 0, len(order))
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && keys[order[end]] == keys[order[start]] {
			end++
		}
		group := order[start:end]
		start = end
		if len(group) == 1 {
			kept = append(kept, group[0])
			continue
		}
		winners := map[string]int32{} // by client
		for _, row := range group {
			winners[scopeOf(t, int(row))] = row
		}
		for _, row := range group {
			if winner := winners[scopeOf(t, int(row))]; winner != row {
				m.superseded(t, int(row), int(winner))
			} else {
				kept = append(kept, row)
			}
		}
	}
	return t.Select(kept)
}

func (m *merger) superseded(t *dataset.Table, row, winner int) {
	src := &m.Ledger[t.Origin(row).Source]
	src.Accepted--
	src.Duplicate++
	p := m.report(problem.DuplicateKey, t, row, t.Def.Key[0], "%s stands again in %s and counts as it stands there (%s)",
		t.Def.Singular, m.where(t.Origin(row), t.Origin(winner)), differences(t, row, winner))
	if f, _ := t.Def.Field(t.Def.Key[0]); !f.Personal {
		p.Value = t.KeyText(row)
	}
}

// where names the winner's place as seen from the loser's.
func (m *merger) where(loser, winner dataset.Origin) string {
	if loser.Source == winner.Source {
		return fmt.Sprintf("row %d", winner.Row)
	}
	src := m.Ledger[winner.Source]
	return problem.Place{File: src.File, Sheet: src.Sheet, Row: int(winner.Row)}.String()
}

// differences names the fields in which two records differ.
func differences(t *dataset.Table, a, b int) string {
	var titles []string
	for i := range t.Def.Fields {
		c := t.Column(i)
		if !c.Field.IsDerived() && c.Text(a) != c.Text(b) {
			titles = append(titles, c.Field.Title)
		}
	}
	if len(titles) == 0 {
		return "the two are the same"
	}
	slices.Sort(titles)
	return fmt.Sprintf("they differ in %s", join(titles))
}

func join(words []string) string {
	s := words[0]
	for i, w := range words[1:] {
		if i == len(words)-2 {
			s += " and " + w
		} else {
			s += ", " + w
		}
	}
	return s
}

// scopeOf returns the client that a record belongs to.
func scopeOf(t *dataset.Table, row int) string { return t.Col(t.Def.Scope).Text(row) }

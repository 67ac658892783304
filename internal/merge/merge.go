package merge

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
)

// Input is what Merge works on. Ledger is updated in place.
type Input struct {
	Tables   map[string]*dataset.Table
	Datasets []*dataset.Definition // in the order in which they are worked on
	Bridges  []dataset.Bridge
	Rules    []dataset.Rule
	Rejected problem.List // of rows that are no records; what refers to another client's is withheld all the same
	Ledger   dataset.Ledger
	Dates    metric.Dates
}

// Merge returns the merged tables, sorted by key, and the problems found. The
// error is a definition that can't be used.
func Merge(in Input) (map[string]*dataset.Table, problem.List, error) {
	m := merger{Input: in, out: map[string]*dataset.Table{}, links: map[string][]int32{}, targets: map[string]*target{}, keys: map[*dataset.Table]map[string]bool{}}
	m.remember(in.Rejected)
	m.bridge()
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
	if err := m.each(m.reopen); err != nil {
		return nil, nil, err
	}
	m.share()
	for _, step := range []func(*dataset.Table) error{m.link, m.lookUp, m.setDeadlines, m.rollUp, m.check} {
		if err := m.each(step); err != nil {
			return nil, nil, err
		}
	}
	return m.out, m.problems, nil
}

type merger struct {
	Input
	out      map[string]*dataset.Table
	links    map[string][]int32                    // where the references of dataset.field lead, by row
	targets  map[string]*target                    // by dataset
	keys     map[*dataset.Table]map[string]bool    // by client and key, of tables whose records are shared out
	rejected map[string]map[string]map[string]bool // by dataset and folded key: the clients whose rows of that key were rejected
	problems problem.List
}

// each takes a step for each dataset that is there; a step is taken for all of
// them before the next one begins.
func (m *merger) each(step func(*dataset.Table) error) error {
	for _, def := range m.Datasets {
		if t := m.out[def.ID]; t != nil {
			if err := step(t); err != nil {
				return err
			}
		}
	}
	return nil
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
	if n := len(m.problems); n == cap(m.problems) {
		m.problems = slices.Grow(m.problems, n+1) // twofold: problems are large, and may be as many as records
	}
	m.problems = append(m.problems, p)
	return &m.problems[len(m.problems)-1]
}

// name returns what messages call a record: its key, unless a field of that is
// marked personal. The place that a message begins with leads to the row.
func name(t *dataset.Table, row int) string {
	if key := t.PublicKey(row); key != "" {
		return t.Def.Singular + " " + key
	}
	return t.Def.Singular
}

// scopeOf returns the client that a record belongs to.
func scopeOf(t *dataset.Table, row int) string { return t.Col(t.Def.Scope).Text(row) }

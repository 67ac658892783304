package merge

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// link follows each reference of the table and stores where it leads under
// "dataset.field". A reference to another client's record is withheld: its
// value would be that client's data in this client's pack.
func (m *merger) link(t *dataset.Table) error {
	for i := range t.Def.Fields {
		f := &t.Def.Fields[i]
		if to := m.out[f.References]; f.References != "" && to != nil {
			m.links[t.Def.ID+"."+f.Name] = m.follow(t, t.Column(i), to)
		}
	}
	return nil
}

// follow returns the record of to that each row's reference leads to. Rows of one
// client with the same reference are looked up once.
func (m *merger) follow(t *dataset.Table, column *dataset.Column, to *dataset.Table) []int32 {
	target, scope := m.target(to), t.Col(t.Def.Scope)
	found := map[[2]int32]int32{}
	rows := make([]int32, t.Len())
	for row, code := range column.Codes() {
		rows[row] = unlinked
		if code == dataset.Empty {
			continue
		}
		pair := [2]int32{scope.Codes()[row], code}
		led, ok := found[pair]
		if !ok {
			led = target.find(scope.Text(row), column.Text(row))
			found[pair] = led
		}
		if rows[row] = led; led == unlinked {
			m.reportUnlinked(t, row, column, to, target)
		}
	}
	return rows
}

// reportUnlinked says why a reference leads nowhere, and withholds it where it is
// another client's. A part of the record's own key is not taken away.
func (m *merger) reportUnlinked(t *dataset.Table, row int, column *dataset.Column, to *dataset.Table, target *target) {
	f, client, reference := column.Field, scopeOf(t, row), column.Text(row)
	zeros := func(p *problem.Problem) *problem.Problem {
		if target.lacksZeros(client, reference) {
			p.Hint = "the other export writes it with zeros at its beginning, which spreadsheets take away: export the column as text"
		}
		return p
	}
	switch {
	case t.IsShared(row): // said of each client's copy; the others don't see whose record it refers to
		if (target.isForeign(reference) || m.isRejected(to.Def.ID, client, reference)) && !slices.Contains(t.Def.Key, f.Name) {
			column.Clear(row)
		}
	case target.isShared(client, reference):
		m.report(problem.Orphan, t, row, f.Name, "%s refers to a %s by what several %s have in common; it can mean any of them", name(t, row), to.Def.Singular, to.Def.Plural)
	case target.isForeign(reference) || m.isRejected(to.Def.ID, client, reference):
		m.report(problem.ForeignReference, t, row, f.Name, "%s refers to a %s of another client; the reference is withheld", name(t, row), to.Def.Singular)
		if !slices.Contains(t.Def.Key, f.Name) {
			column.Clear(row)
		}
	case !m.Ledger.Provides(to.Def.ID, client): // nothing can be missing from what nobody gave
	case f.Personal:
		zeros(m.report(problem.Orphan, t, row, f.Name, "%s refers to a %s that is not among the %s taken in", name(t, row), to.Def.Singular, to.Def.Plural))
	default:
		p := m.report(problem.Orphan, t, row, f.Name, "%s refers to %s %q, which is not among the %s taken in", name(t, row), to.Def.Singular, reference, to.Def.Plural)
		zeros(p).Value = reference
	}
}

// remember takes in whose the rejected rows are, as far as they have a key that is
// not personal.
func (m *merger) remember(rejected problem.List) {
	for _, p := range rejected {
		if p.Rejected && p.Record != "" {
			m.forgo(p.Dataset, p.Record, p.Client)
		}
	}
}

// forgo remembers that a client's record was rejected; "" is a client that nobody
// knows.
func (m *merger) forgo(id, key, client string) {
	if m.rejected == nil {
		m.rejected = map[string]map[string]map[string]bool{}
	}
	if m.rejected[id] == nil {
		m.rejected[id] = map[string]map[string]bool{}
	}
	key = folded(key)
	if m.rejected[id][key] == nil {
		m.rejected[id][key] = map[string]bool{}
	}
	m.rejected[id][key][client] = true
}

// isRejected reports whether a row of that key was rejected that is another
// client's, and none that the client may know of.
func (m *merger) isRejected(id, client, reference string) bool {
	of := m.rejected[id][folded(reference)]
	return len(of) > 0 && !of[client] && !of[problem.AllClients]
}

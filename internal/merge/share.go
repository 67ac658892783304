package merge

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// share gives clients a copy of each record of all clients that is something else
// for them than for the others: it refers to a record of theirs, is counted up
// over records of theirs, or falls under a clause of theirs. A roster of all staff
// then says of each client's assignments who has done them, and nothing of one
// client's reaches another. A copy may bring others about; the end is when none does.
func (m *merger) share() {
	for {
		copies := map[string]map[dataset.Copy]bool{}
		for _, def := range m.Datasets {
			t := m.out[def.ID]
			if t == nil {
				continue
			}
			for i := range def.Fields {
				f := &def.Fields[i]
				if to := m.out[f.References]; f.References != "" && to != nil && (hasShared(t) && hasOwn(to) || hasOwn(t) && hasShared(to)) {
					m.shareAlong(t, t.Column(i), to, copies)
				}
				if f.Deadline != nil && hasShared(t) {
					m.shareClocks(t, f.Deadline, copies)
				}
			}
		}
		if len(copies) == 0 {
			return
		}
		for id, wanted := range copies {
			m.out[id] = m.out[id].Share(wanted)
		}
	}
}

// hasShared and hasOwn report whether a record of the table belongs to all
// clients, and whether one belongs to a client alone.
func hasShared(t *dataset.Table) bool {
	all, ok := t.Col(t.Def.Scope).Lookup(problem.AllClients)
	return ok && slices.Contains(t.Col(t.Def.Scope).Codes(), all)
}

func hasOwn(t *dataset.Table) bool {
	all, ok := t.Col(t.Def.Scope).Lookup(problem.AllClients)
	return slices.ContainsFunc(t.Col(t.Def.Scope).Codes(), func(code int32) bool { return code != dataset.Empty && (!ok || code != all) })
}

// shareAlong asks for copies where a reference leads from a record of all clients
// to one of a client, or from there to one of all clients that counts it.
func (m *merger) shareAlong(t *dataset.Table, column *dataset.Column, to *dataset.Table, copies map[string]map[dataset.Copy]bool) {
	own, all := named(to)
	counted := m.counts(to.Def, t.Def.ID, column.Field.Name)
	seen := map[[2]int32]bool{} // pairs of client and reference of records that belong to one
	scope := t.Col(t.Def.Scope)
	for row, code := range column.Codes() {
		if code == dataset.Empty {
			continue
		}
		if client := scope.Text(row); client == problem.AllClients {
			for _, client := range own[folded(column.Text(row))] {
				m.wish(t, int32(row), client, copies)
			}
		} else if pair := [2]int32{scope.Codes()[row], code}; counted && client != "" && !seen[pair] {
			seen[pair] = true
			name := folded(column.Text(row))
			if slices.Contains(own[name], client) {
				continue
			}
			for _, shared := range all[name] {
				m.wish(to, shared, client, copies)
			}
		}
	}
}

// shareClocks asks for a copy of each record of all clients for each client whose
// contract has a clause that sets the record's deadline.
func (m *merger) shareClocks(t *dataset.Table, d *dataset.Deadline, copies map[string]map[dataset.Copy]bool) {
	asked := m.strictest(d.Clause)
	scope := t.Col(t.Def.Scope)
	for row := range t.Len() {
		if scope.Text(row) != problem.AllClients {
			continue
		}
		for client := range asked {
			if client != problem.AllClients && client != "" {
				m.wish(t, int32(row), client, copies)
			}
		}
	}
}

// counts reports whether a field of the dataset is rolled up over the references
// of another's field.
func (m *merger) counts(def *dataset.Definition, from, via string) bool {
	return slices.ContainsFunc(def.Fields, func(f dataset.Field) bool {
		return f.Rollup != nil && f.Rollup.Dataset == from && f.Rollup.Via == via
	})
}

// named returns by key and alias, in the form in which they are compared, which
// clients have a record of that name, and which records of all clients have it.
func named(t *dataset.Table) (own map[string][]string, all map[string][]int32) {
	own, all = map[string][]string{}, map[string][]int32{}
	add := func(name string, row int) {
		switch client := scopeOf(t, row); {
		case name == "" || client == "":
		case client == problem.AllClients:
			all[name] = append(all[name], int32(row))
		case !slices.Contains(own[name], client):
			own[name] = append(own[name], client)
		}
	}
	for row := range t.Len() {
		add(folded(t.Key(row)), row)
		for _, alias := range t.Def.Aliases {
			add(folded(t.Col(alias).Text(row)), row)
		}
	}
	return own, all
}

// wish asks for a copy of the row unless the client has a record of that key.
func (m *merger) wish(t *dataset.Table, row int32, client string, copies map[string]map[dataset.Copy]bool) {
	if m.keys[t] == nil {
		keys := make(map[string]bool, t.Len())
		for row := range t.Len() {
			keys[scoped(scopeOf(t, row), t.Key(row))] = true
		}
		m.keys[t] = keys
	}
	if m.keys[t][scoped(client, t.Key(int(row)))] {
		return
	}
	if copies[t.Def.ID] == nil {
		copies[t.Def.ID] = map[dataset.Copy]bool{}
	}
	copies[t.Def.ID][dataset.Copy{Row: row, Client: client}] = true
}

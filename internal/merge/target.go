package merge

import (
	"strings"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// unlinked marks a record whose reference leads nowhere.
const unlinked = -1

// target finds records of a dataset by client and key or, where no record has
// the key, by client and the key in other case, or by client and alias.
type target struct {
	rows    map[string]int32
	folds   map[string]int32 // by client and folded key; unlinked where two keys fold to one
	aliases map[string]int32 // unlinked where two records share the alias
	owners  map[string]int32 // the first record with the alias
	known   map[string]bool  // keys and aliases of any client, folded
}

// target returns what finds the records of a dataset.
func (m *merger) target(t *dataset.Table) *target {
	if x := m.targets[t.Def.ID]; x != nil {
		return x
	}
	x := &target{make(map[string]int32, t.Len()), make(map[string]int32, t.Len()), map[string]int32{}, map[string]int32{}, make(map[string]bool, t.Len())}
	m.targets[t.Def.ID] = x
	for row := range t.Len() {
		key := t.Key(row)
		x.rows[scoped(scopeOf(t, row), key)] = int32(row)
		x.known[folded(key)] = true
		name := scoped(scopeOf(t, row), folded(key))
		if _, taken := x.folds[name]; taken {
			x.folds[name] = unlinked
		} else {
			x.folds[name] = int32(row)
		}
	}
	for _, field := range t.Def.Aliases {
		m.addAliases(x, t, t.Col(field))
	}
	return x
}

// addAliases takes the column's values for names of their records. A name that two
// records of a client share means neither.
func (m *merger) addAliases(x *target, t *dataset.Table, column *dataset.Column) {
	for row := range t.Len() {
		alias := folded(column.Text(row))
		if alias == "" {
			continue
		}
		x.known[alias] = true
		named := scoped(scopeOf(t, row), alias)
		switch other, taken := x.owners[named]; {
		case !taken:
			x.owners[named], x.aliases[named] = int32(row), int32(row)
		case other != int32(row):
			x.aliases[named] = unlinked
			m.reportShared(t, column.Field, row, int(other))
		}
	}
}

// reportShared reports two records of a client with one alias.
func (m *merger) reportShared(t *dataset.Table, f *dataset.Field, row, other int) {
	which := "two " + t.Def.Plural
	if t.PublicKey(row) != "" {
		which = t.Def.Plural + " " + t.PublicKey(other) + " and " + t.PublicKey(row)
	}
	p := m.report(problem.SharedAlias, t, row, f.Name, "%s have the same %s (%s is the other); no reference is followed by it",
		which, f.Title, m.where(t.Origin(row), t.Origin(other)))
	if !f.Personal {
		p.Value = t.Col(f.Name).Text(row)
	}
}

// find returns the record that a reference made by client leads to: the client's
// own, or one that belongs to all; by key before by key in other case, and that
// before by alias. A key in other case or an alias that leads to two leads to none.
func (x *target) find(client, reference string) int32 {
	for _, rows := range []struct {
		of   map[string]int32
		name string
	}{{x.rows, reference}, {x.folds, folded(reference)}, {x.aliases, folded(reference)}} {
		for _, scope := range []string{client, problem.AllClients} {
			if row, ok := rows.of[scoped(scope, rows.name)]; ok {
				return row
			}
		}
	}
	return unlinked
}

// isShared reports whether several records that client may refer to have the alias,
// or the key in other case.
func (x *target) isShared(client, reference string) bool {
	for _, scope := range []string{client, problem.AllClients} {
		for _, of := range []map[string]int32{x.folds, x.aliases} {
			if row, ok := of[scoped(scope, folded(reference))]; ok {
				return row == unlinked
			}
		}
	}
	return false
}

// mostZeros is how many zeros are looked for at the beginning of an identifier.
const mostZeros = 12

// lacksZeros reports whether client has a record of that name but for zeros at its
// beginning, as it is where a spreadsheet took an identifier for a number.
func (x *target) lacksZeros(client, reference string) bool {
	if reference == "" || strings.Trim(reference, "0123456789") != "" {
		return false
	}
	for n := 1; n <= mostZeros; n++ {
		if x.find(client, strings.Repeat("0", n)+reference) != unlinked {
			return true
		}
	}
	return false
}

// isForeign reports whether any client has a record of that name.
func (x *target) isForeign(reference string) bool {
	return x.known[folded(reference)]
}

// folded brings a key or an alias into the form in which two of them are compared.
func folded(alias string) string { return strings.ToLower(strings.TrimSpace(alias)) }

func scoped(client, name string) string { return client + "\x1f" + name }

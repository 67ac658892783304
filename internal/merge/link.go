package merge

import (
	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
)

// unlinked marks a record whose reference leads nowhere.
const unlinked = -1

// target finds records of a dataset by client and key.
type target struct {
	rows map[string]int32
	keys map[string]bool // of any client
}

func newTarget(t *dataset.Table) target {
	x := target{make(map[string]int32, t.Len()), make(map[string]bool, t.Len())}
	for row := range t.Len() {
		key := t.Key(row)
		x.rows[scopeOf(t, row)+"\x1f"+key] = int32(row)
		x.keys[key] = true
	}
	return x
}

// find returns the record that a reference made by client leads to: the client's
// own, or one that belongs to all.
func (x target) find(client, key string) int32 {
	if row, ok := x.rows[client+"\x1f"+key]; ok {
		return row
	}
	if row, ok := x.rows[problem.AllClients+"\x1f"+key]; ok {
		return row
	}
	return unlinked
}

// link follows each reference of the table and stores where it leads under
// "dataset.field". A reference to another client's record is withheld: its
// value would be that client's data in this client's pack.
func (m *merger) link(t *dataset.Table, links map[string][]int32) {
	for i := range t.Def.Fields {
		f := &t.Def.Fields[i]
		to := m.out[f.References]
		if f.References == "" || to == nil {
			continue
		}
		found := newTarget(to)
		rows := make([]int32, t.Len())
		column := t.Column(i)
		for row := range rows {
			rows[row] = unlinked
			key := column.Text(row)
			if key == "" {
				continue
			}
			rows[row] = found.find(scopeOf(t, row), key)
			switch {
			case rows[row] != unlinked:
			case found.keys[key]:
				m.report(problem.ForeignReference, t, row, f.Name, "%s %s refers to a %s of another client; the reference is withheld",
					t.Def.Singular, t.KeyText(row), to.Def.Singular)
				column.Clear(row)
			default:
				p := m.report(problem.Orphan, t, row, f.Name, "%s %s refers to %s %q, which is not among the %s taken in",
					t.Def.Singular, t.KeyText(row), to.Def.Singular, key, to.Def.Plural)
				p.Value = key
			}
		}
		links[t.Def.ID+"."+f.Name] = rows
	}
}

// rollUp fills the columns that count records of another dataset. Only records
// of the same client are counted.
func (m *merger) rollUp(t *dataset.Table, links map[string][]int32) error {
	for i := range t.Def.Fields {
		r := t.Def.Fields[i].Rollup
		if r == nil {
			continue
		}
		column := t.Column(i)
		from, led := m.out[r.Dataset], links[r.Dataset+"."+r.Via]
		if from == nil || led == nil {
			for range t.Len() {
				column.AppendEmpty()
			}
			continue
		}
		where, err := metric.ParsePredicate(r.Where, from.Def)
		if err != nil {
			return err
		}
		counts := make([]int32, t.Len())
		where.Rows(from, m.Dates).Each(func(row int) {
			if to := led[row]; to != unlinked && scopeOf(from, row) == scopeOf(t, int(to)) {
				counts[to]++
			}
		})
		for _, n := range counts {
			column.AppendCode(n)
		}
	}
	return nil
}

package dataset

import (
	"fmt"
	"slices"
	"strings"
)

// Origin is where a record came from: the source file and sheet, by its number
// in the run's ledger, and the row as a person counts it there.
type Origin struct {
	Source int32
	Row    int32
}

// Table holds the records of one dataset in typed columns, each record with its
// origin. Rows are addressed from 0.
type Table struct {
	Def *Definition
	// None is who attests that there is no such record, of a table without any.
	None    *Attestation
	columns []*Column
	origins []Origin
	fates   []fate // nil while no record of all clients was shared out
}

// NewTable returns an empty table of the dataset.
func NewTable(def *Definition) *Table {
	t := &Table{Def: def, columns: make([]*Column, len(def.Fields))}
	for i := range def.Fields {
		t.columns[i] = newColumn(&def.Fields[i])
	}
	return t
}

// Len returns the number of records.
func (t *Table) Len() int { return len(t.origins) }

// Column returns the column of the field at index i of the definition.
func (t *Table) Column(i int) *Column { return t.columns[i] }

// Col returns the column of the field called name, or nil.
func (t *Table) Col(name string) *Column {
	if i := t.Def.Index(name); i >= 0 {
		return t.columns[i]
	}
	return nil
}

// Origin returns where the record came from.
func (t *Table) Origin(row int) Origin { return t.origins[row] }

// Commit makes the values that were appended to every column since the last
// Commit one record. Columns of derived fields are left alone until [Table.Derive].
// It panics when a column got no value or more than one.
func (t *Table) Commit(o Origin) {
	t.origins = append(t.origins, o)
	for _, c := range t.columns {
		if !c.Field.IsDerived() && c.Len() != len(t.origins) {
			panic(fmt.Sprintf("dataset %s: column %s has %d values in a row that was just made %d", t.Def.ID, c.Field.Name, c.Len(), len(t.origins)))
		}
	}
}

// Renumber puts another source's number in the place of each: the number n becomes
// numbers[n].
func (t *Table) Renumber(numbers []int32) {
	for i := range t.origins {
		t.origins[i].Source = numbers[t.origins[i].Source]
	}
}

// Grow makes room for n more records, so that adding them copies nothing.
func (t *Table) Grow(n int) {
	t.origins = slices.Grow(t.origins, n)
	for _, c := range t.columns {
		if !c.Field.IsDerived() {
			c.Grow(n)
		}
	}
}

// Rollback drops the values that were appended since the last Commit.
func (t *Table) Rollback() {
	for _, c := range t.columns {
		if c.Len() > len(t.origins) {
			c.truncate(len(t.origins))
		}
	}
}

// Derive fills the columns of products. It is called once, after the last record.
// The columns of roll-ups are filled by whoever sees both datasets.
func (t *Table) Derive() {
	for _, c := range t.columns {
		if p := c.Field.Product; len(p) == 2 && c.Len() == 0 {
			c.product(t.Col(p[0]), t.Col(p[1]))
		}
	}
}

// Select returns a table of the given rows in that order, in columns of its
// own: nothing reached through it leads back to the other rows' records. Where they
// are all rows, in their order, columns are copied when one of the two changes.
func (t *Table) Select(rows []int32) *Table {
	out := &Table{Def: t.Def, None: t.None, columns: make([]*Column, len(t.columns))}
	if isWhole(rows, t.Len()) {
		for i, c := range t.columns {
			out.columns[i] = c.share()
		}
		out.origins, out.fates = slices.Clip(t.origins), slices.Clone(t.fates)
		return out
	}
	for i, c := range t.columns {
		out.columns[i] = c.take(rows)
	}
	out.origins, out.fates = pick(t.origins, rows), pick(t.fates, rows)
	return out
}

// Clone returns a table that has everything in common with t and shares nothing: what
// is done to the one does not show in the other.
func (t *Table) Clone() *Table {
	out := &Table{Def: t.Def, None: t.None, columns: make([]*Column, len(t.columns)), origins: slices.Clone(t.origins), fates: slices.Clone(t.fates)}
	for i, c := range t.columns {
		out.columns[i] = &Column{Field: c.Field, codes: slices.Clone(c.codes), decimals: slices.Clone(c.decimals), words: c.words.clone()}
	}
	return out
}

// Keep puts the given rows into that order and drops all others, in place. Columns
// without any value share one.
func (t *Table) Keep(rows []int32) {
	whole := isWhole(rows, t.Len())
	var none, moved []int32
	for _, c := range t.columns {
		if !whole && c.Len() > 0 {
			c.own()
			moved = appendPicked(moved[:0], c.codes, rows)
			c.codes = append(c.codes[:0], moved...)
			c.decimals = pick(c.decimals, rows)
		}
		if len(c.codes) > 0 && c.isVoid() {
			if none == nil {
				none = slices.Repeat([]int32{Empty}, len(c.codes))
			}
			c.codes = none
			c.shared.Store(true)
		}
	}
	if !whole {
		t.origins, t.fates = pick(t.origins, rows), pick(t.fates, rows)
	}
}

// isWhole reports whether rows are all n rows of a table in their order.
func isWhole(rows []int32, n int) bool {
	if len(rows) != n {
		return false
	}
	for i, row := range rows {
		if int(row) != i {
			return false
		}
	}
	return true
}

// pick returns the values of the given rows, nil of none.
func pick[V any](values []V, rows []int32) []V {
	if values == nil {
		return nil
	}
	return appendPicked(make([]V, 0, len(rows)), values, rows)
}

// appendPicked appends the values of the given rows, nothing of none.
func appendPicked[V any](dst, values []V, rows []int32) []V {
	if values == nil {
		return dst
	}
	for _, r := range rows {
		dst = append(dst, values[r])
	}
	return dst
}

// KeySeparator stands between the parts of a key; no cell holds it.
const KeySeparator = "\x1f"

// Key returns the record's key: the values of the key fields joined by
// [KeySeparator].
func (t *Table) Key(row int) string {
	if len(t.Def.Key) == 1 {
		return t.Col(t.Def.Key[0]).Text(row)
	}
	parts := make([]string, len(t.Def.Key))
	for i, name := range t.Def.Key {
		parts[i] = t.Col(name).Text(row)
	}
	return strings.Join(parts, KeySeparator)
}

// KeyText returns the record's key as people read it.
func (t *Table) KeyText(row int) string {
	return strings.ReplaceAll(t.Key(row), KeySeparator, " / ")
}

// PublicKey returns the record's key as people read it, "" where a field of it is
// marked personal.
func (t *Table) PublicKey(row int) string {
	for _, name := range t.Def.Key {
		if f, ok := t.Def.Field(name); ok && f.Personal {
			return ""
		}
	}
	return t.KeyText(row)
}

package metric

import (
	"compack/internal/dataset"
)

// balanceNodes are the conditions of a roll-forward's parts, the population's
// included.
type balanceNodes struct {
	opening, opened, closed, closing, live node
	reopened                               node        // nil where records are not opened again
	split                                  []splitNode // how records were closed; none where nothing says it
	fields                                 []int       // that decide the parts besides the population
}

// splitNode is the condition of the records that were closed in one way.
type splitNode struct {
	key, label string
	node       node
}

// balanceDates are the fields of a roll-forward.
type balanceDates struct {
	opened, closed  int
	reopened, split int // -1 for none
}

// balanceFields checks a balance's fields and returns how its conditions are made
// of the population's.
func (c *compiler) balanceFields() func(population node) *balanceNodes {
	d := &c.def
	if d.Kind != Balance || d.Opened == "" || d.Closed == "" {
		return nil
	}
	fields := balanceDates{reopened: -1, split: -1}
	taken := map[string]string{}
	valid := true
	for _, f := range []struct {
		key, name string
		index     *int
	}{{"opened", d.Opened, &fields.opened}, {"closed", d.Closed, &fields.closed}, {"reopened", d.Reopened, &fields.reopened}} {
		if !given(f.name) {
			continue
		}
		i, ok := c.dayField(f.key, f.name)
		if other, twice := taken[f.name]; ok && twice {
			c.fail(f.key, "%s can't be both the date of %s and that of %s", f.name, other, f.key)
			ok = false
		}
		taken[f.name], *f.index = f.key, i
		valid = valid && ok
	}
	if given(d.Split) {
		i, ok := c.fieldOf("split", d.Split, dataset.Enum, "an enum")
		fields.split, valid = i, valid && ok
	}
	if !valid {
		return nil
	}
	return func(population node) *balanceNodes { return newBalance(c.on, population, fields) }
}

// newBalance returns the conditions of a roll-forward. A record that was opened
// again in the period is a movement of its own and not among those that were open
// at its beginning, even if it was closed only in the period: of its two closings
// a record tells the last alone.
func newBalance(on *dataset.Definition, population node, f balanceDates) *balanceNodes {
	is := func(field int, op operator, a anchor) node { return ordered{field, op, bound{anchor: a}} }
	before := is(f.opened, less, atStart)
	begun := is(f.opened, lessEqual, atAsOf)
	over := is(f.closed, lessEqual, atAsOf)
	overBefore := is(f.closed, less, atStart)
	with := func(parts ...node) node { return both(population, allOf{parts}) }
	b := &balanceNodes{
		opening: with(before, negation{overBefore}),
		opened:  with(is(f.opened, greaterEqual, atStart), begun),
		closed:  with(is(f.closed, greaterEqual, atStart), over, begun),
		closing: with(begun, negation{over}),
		live:    with(begun, negation{overBefore}),
		fields:  []int{f.opened, f.closed},
	}
	if f.reopened >= 0 {
		again := allOf{[]node{is(f.reopened, greaterEqual, atStart), is(f.reopened, lessEqual, atAsOf)}}
		b.opening = with(before, negation{overBefore}, negation{again})
		b.reopened = with(before, again)
		b.fields = append(b.fields, f.reopened)
	}
	if f.split >= 0 {
		b.split = splitNodes(on, f.split, b.closed)
		b.fields = append(b.fields, f.split)
	}
	return b
}

// splitNodes divides the closed records by how they were closed, in the order of
// the enum's values; those that do not say it come last.
func splitNodes(on *dataset.Definition, field int, closed node) []splitNode {
	var split []splitNode
	f := &on.Fields[field]
	for _, v := range f.Values {
		split = append(split, splitNode{v.Name, f.ValueTitle(v.Name), both(closed, member{field: field, values: []string{v.Name}})})
	}
	if f.Required {
		return split
	}
	return append(split, splitNode{"", NotStated(on.Locale()), both(closed, negation{stated{field}})})
}

// BalanceRows are the records behind each part of a roll-forward. Reopened is nil
// where records are not opened again; Split has a set for each of
// [BalanceValue.Split].
type BalanceRows struct {
	Opening, Opened, Reopened, Closed, Closing Rows
	Split                                      []Rows
}

// BalanceRows returns the records behind a balance's parts; the second result is
// false for any other kind.
func (m *Metric) BalanceRows(t *dataset.Table, d Dates) (BalanceRows, bool) {
	return m.balanceRows(over(t, d))
}

func (m *Metric) balanceRows(e *evaluation) (BalanceRows, bool) {
	if m.balance == nil {
		return BalanceRows{}, false
	}
	b := m.balance
	parts := BalanceRows{Opening: b.opening.rows(e), Opened: b.opened.rows(e), Closed: b.closed.rows(e), Closing: b.closing.rows(e)}
	if b.reopened != nil {
		parts.Reopened = b.reopened.rows(e)
	}
	for _, s := range b.split {
		parts.Split = append(parts.Split, s.node.rows(e))
	}
	return parts, true
}

// Balance returns the roll-forward that the records make up.
func (m *Metric) Balance(r BalanceRows) BalanceValue {
	v := BalanceValue{
		Opening: r.Opening.Count(), Opened: r.Opened.Count(), Reopened: r.Reopened.Count(), Closed: r.Closed.Count(), Closing: r.Closing.Count(),
	}
	for i, rows := range r.Split {
		s := m.balance.split[i]
		v.Split = append(v.Split, SplitPart{Key: s.key, Label: s.label, N: rows.Count()})
	}
	return v
}

// Reopens reports whether the balance counts records that were opened again.
func (m *Metric) Reopens() bool { return m.balance != nil && m.balance.reopened != nil }

// BalanceValue is a roll-forward: Opening + Opened + Reopened - Closed = Closing.
type BalanceValue struct {
	Opening  int         `json:"opening"`
	Opened   int         `json:"opened"`
	Reopened int         `json:"reopened,omitempty"`
	Closed   int         `json:"closed"`
	Closing  int         `json:"closing"`
	Split    []SplitPart `json:"split,omitempty"` // of Closed
}

// SplitPart is how many records were closed in one way.
type SplitPart struct {
	Key   string `json:"key"` // the enum value's name; "" where the record does not say it
	Label string `json:"label"`
	N     int    `json:"n"`
}

// Ties reports whether the roll-forward adds up, and the parts of its split to
// what was closed.
func (b BalanceValue) Ties() bool {
	split := 0
	for _, s := range b.Split {
		split += s.N
	}
	return b.Opening+b.Opened+b.Reopened-b.Closed == b.Closing && (b.Split == nil || split == b.Closed)
}

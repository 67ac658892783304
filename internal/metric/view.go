package metric

import (
	"slices"

	"compack/internal/dataset"
)

// View is a table on one set of dates. It keeps what comparisons and values gave,
// so that metrics which have one in common go over the records once. The table must
// not change meanwhile, and a View is not for several goroutines.
type View struct{ evaluation }

// NewView returns a view of t that has seen nothing yet.
func NewView(t *dataset.Table, d Dates) *View {
	v := &View{*over(t, d)}
	v.known = &known{rows: map[any]Rows{}, values: map[quantity][]int32{}}
	return v
}

// known is what a view keeps: the rows of each comparison and the values of each
// expression.
type known struct {
	rows   map[any]Rows
	values map[quantity][]int32
}

// memberKey stands for a member node, which can't be a key itself.
type memberKey struct {
	field    int
	values   string
	inverted bool
}

// once returns the rows of a comparison, worked out where they are not known. The
// caller gets a set of its own.
func (e *evaluation) once(key any, scan func(*evaluation) Rows) Rows {
	if e.known == nil {
		return scan(e)
	}
	rows, ok := e.known.rows[key]
	if !ok {
		rows = scan(e)
		e.known.rows[key] = rows
	}
	return slices.Clone(rows)
}

// amounts returns the value of each record, worked out where they are not known.
func (e *evaluation) amounts(q *quantity) []int32 {
	if e.known == nil {
		return q.scan(e)
	}
	values, ok := e.known.values[*q]
	if !ok {
		values = q.scan(e)
		e.known.values[*q] = values
	}
	return values
}

// Population returns what [Metric.Population] does.
func (v *View) Population(m *Metric) Rows { return m.population(&v.evaluation) }

// Satisfied returns the records that meet a ratio's condition, whether they are
// of its population or not.
func (v *View) Satisfied(m *Metric) Rows { return m.IsSatisfied.rows(&v.evaluation) }

// Amounts returns what [Metric.Amounts] does; the caller must not change it.
func (v *View) Amounts(m *Metric) []int32 {
	if m.of == nil {
		return nil
	}
	return v.amounts(m.of)
}

// Followed returns what [Metric.Followed] does.
func (v *View) Followed(m *Metric) (days []int32, closed Rows) {
	if m.follow == nil {
		return nil, nil
	}
	return m.follow.followed(&v.evaluation)
}

// BalanceRows returns what [Metric.BalanceRows] does.
func (v *View) BalanceRows(m *Metric) (BalanceRows, bool) { return m.balanceRows(&v.evaluation) }

// Closing returns the records of a balance's closing.
func (v *View) Closing(m *Metric) Rows { return m.balance.closing.rows(&v.evaluation) }

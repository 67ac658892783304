package metric

import (
	"compack/internal/dataset"
)

// quantity is the value expression of a metric: a field, or what lies between two
// dates or moments. A record that lacks a part has no value.
type quantity struct {
	isDays   bool  // a difference
	inHours  bool  // of moments: counted in minutes, shown in hours
	field    int   // of a field
	from, to point // of a difference
}

// point is a date or moment field, or a date of the period.
type point struct {
	field  int // -1 for a date of the period
	anchor anchor
}

// parseQuantity reads a value expression.
func parseQuantity(src string, on *dataset.Definition) (*quantity, error) {
	r := &reader{source: src, on: on}
	tree, err := r.parse()
	if err != nil {
		return nil, err
	}
	o, err := r.operand(tree)
	if err != nil {
		return nil, err
	}
	const hint = "write a field, or a difference such as closed_on - opened_on"
	switch {
	case o.kind == isField && o.number == 0:
		return &quantity{field: o.field}, nil
	case o.kind != difference:
		return nil, r.failAt(tree, hint, "this is no value of a record")
	case o.to.number != 0 || o.from.number != 0:
		return nil, r.failAt(tree, hint, "nothing can be added here")
	case o.to.kind != isField && o.from.kind != isField:
		return nil, r.failAt(tree, hint, "the expression names no field")
	}
	return &quantity{isDays: true, inHours: r.isMoment(*o.to), from: o.from.point(), to: o.to.point()}, nil
}

func (o operand) point() point {
	if o.kind == isField {
		return point{field: o.field}
	}
	return point{field: -1, anchor: o.anchor}
}

// fields returns the fields that the value is made of.
func (q *quantity) fields() (fields []int) {
	if !q.isDays {
		return []int{q.field}
	}
	for _, p := range []point{q.to, q.from} {
		if p.field >= 0 {
			fields = append(fields, p.field)
		}
	}
	return fields
}

// exists is the condition that a record has a value.
func (q *quantity) exists() node {
	var n node
	for _, f := range q.fields() {
		n = both(n, stated{f})
	}
	return n
}

func (q *quantity) english(on *dataset.Definition) string {
	if !q.isDays {
		return on.Fields[q.field].Title
	}
	if q.inHours {
		return on.Locale().Say("the hours from %s to %s", q.from.english(on), q.to.english(on))
	}
	return on.Locale().Say("the days from %s to %s", q.from.english(on), q.to.english(on))
}

// ValueTitle says what the metric's expression gives of a record, "" where it has none.
func (m *Metric) ValueTitle() string {
	if m.of == nil {
		return ""
	}
	return m.of.english(m.On)
}

func (p point) english(on *dataset.Definition) string {
	if p.field >= 0 {
		return on.Fields[p.field].Title
	}
	return on.Locale().Say(anchors[p.anchor].english)
}

// values returns the value of each record, [dataset.Empty] where it has none.
func (q *quantity) values(t *dataset.Table, d Dates) []int32 { return q.scan(over(t, d)) }

func (q *quantity) scan(e *evaluation) []int32 {
	if !q.isDays {
		if codes := e.codes(q.field); codes != nil {
			return codes
		}
		return emptyValues(e.n)
	}
	to, toDay := q.to.column(e)
	from, fromDay := q.from.column(e)
	out := make([]int32, e.n)
	for row := range out {
		if to != nil {
			toDay = to[row]
		}
		if from != nil {
			fromDay = from[row]
		}
		out[row] = dataset.Empty
		if toDay != dataset.Empty && fromDay != dataset.Empty {
			out[row] = toDay - fromDay
		}
	}
	return out
}

// column returns the codes of a date field, or the one day that all records have.
func (p point) column(e *evaluation) (codes []int32, day int32) {
	if p.field < 0 {
		return nil, int32(e.dates.day(p.anchor))
	}
	if codes = e.codes(p.field); codes == nil {
		codes = emptyValues(e.n)
	}
	return codes, 0
}

func emptyValues(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = dataset.Empty
	}
	return out
}

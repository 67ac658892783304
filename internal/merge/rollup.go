package merge

import (
	"math"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
)

// rollUp fills the columns that are worked out over records of another dataset.
// Only records of the same client take part, so that a record of all clients
// shows nothing of one of them.
func (m *merger) rollUp(t *dataset.Table) error {
	for i := range t.Def.Fields {
		r := t.Def.Fields[i].Rollup
		if r == nil {
			continue
		}
		column := t.Column(i)
		column.Grow(t.Len())
		from, led := m.out[r.Dataset], m.links[r.Dataset+"."+r.Via]
		if from == nil || led == nil {
			leaveEmpty(column, t.Len())
			continue
		}
		where, err := metric.ParsePredicate(r.Where, from.Def)
		if err != nil {
			return err
		}
		own := sameClient(from, t)
		each := func(take func(row, to int32)) {
			where.Rows(from, m.Dates).Each(func(row int) {
				if to := led[row]; to != unlinked && own(row, to) {
					take(int32(row), to)
				}
			})
		}
		switch r.Taken() {
		case dataset.TakeCount, dataset.TakeSum:
			m.total(t, column, from.Col(r.Of), each)
		default:
			m.pick(t, column, from, each)
		}
	}
	return nil
}

// sameClient returns whether a row of the one table and a row of the other belong
// to the same client, told by the codes of their clients.
func sameClient(a, b *dataset.Table) func(row int, to int32) bool {
	ofA, ofB := a.Col(a.Def.Scope), b.Col(b.Def.Scope)
	codes := make([]int32, len(ofA.Words()))
	for i, client := range ofA.Words() {
		code, ok := ofB.Lookup(client)
		if !ok {
			code = unknown
		}
		codes[i] = code
	}
	return func(row int, to int32) bool {
		code := ofA.Codes()[row]
		if code == dataset.Empty {
			return ofB.Codes()[to] == dataset.Empty
		}
		return codes[code] == ofB.Codes()[to]
	}
}

// total appends how many records there are or, where of is given, its sum. A sum
// beyond 32 bits is reported and left out.
func (m *merger) total(t *dataset.Table, column, of *dataset.Column, each func(func(row, to int32))) {
	sums := make([]int64, t.Len())
	each(func(row, to int32) {
		switch {
		case of == nil:
			sums[to]++
		case !of.IsEmpty(int(row)):
			sums[to] += int64(of.Int(int(row)))
		}
	})
	for row, n := range sums {
		if n > math.MaxInt32 || n <= math.MinInt32 {
			p := m.report(problem.OutOfRange, t, row, "", "%s: %s would be %d, which is too large to be kept; it is left empty", name(t, row), column.Field.Title, n)
			p.Severity, p.Hint = problem.Warning, "correct the numbers that it is the sum of"
			column.AppendEmpty()
			continue
		}
		column.AppendCode(int32(n))
	}
}

// pick appends the value of one of the records: the least, the greatest, or that
// of the last one. Of two records with the same day the later by key is the last.
func (m *merger) pick(t *dataset.Table, column *dataset.Column, from *dataset.Table, each func(func(row, to int32))) {
	r := column.Field.Rollup
	of := from.Col(r.Of)
	rank := of.Codes()
	if r.Take == dataset.TakeLast {
		rank = from.Col(r.By).Codes()
	}
	best := make([]int32, t.Len())
	for i := range best {
		best[i] = unlinked
	}
	each(func(row, to int32) {
		switch b := best[to]; {
		case rank[row] == dataset.Empty:
		case b == unlinked,
			r.Take == dataset.TakeLeast && rank[row] < rank[b],
			r.Take == dataset.TakeGreatest && rank[row] > rank[b],
			r.Take == dataset.TakeLast && rank[row] >= rank[b]:
			best[to] = row
		}
	})
	copied := newCopier(of, column)
	for _, row := range best {
		copied.append(row)
	}
}

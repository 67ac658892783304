package metric

import (
	"math"
	"strings"

	"compack/internal/dataset"
)

// evaluation is one pass of a condition over a table. Each node returns a set of
// its own, which its parent may change. Bits beyond the last row are never set.
type evaluation struct {
	table *dataset.Table
	dates Dates
	n     int
	known *known // nil where nothing is kept
}

// over returns an evaluation that keeps nothing.
func over(t *dataset.Table, d Dates) *evaluation { return &evaluation{table: t, dates: d, n: t.Len()} }

// codes returns the codes of a field. A column that was never filled (a
// roll-up whose other dataset is absent) gives nil: all its values are empty.
func (e *evaluation) codes(field int) []int32 {
	codes := e.table.Column(field).Codes()
	if len(codes) < e.n {
		return nil
	}
	return codes[:e.n]
}

// every returns the set of all rows.
func (e *evaluation) every() Rows { return e.complement(NewRows(e.n)) }

// complement turns r into the set of the rows that it does not hold.
func (e *evaluation) complement(r Rows) Rows {
	for i := range r {
		r[i] = ^r[i]
	}
	if tail := e.n & 63; tail != 0 {
		r[len(r)-1] &= 1<<tail - 1
	}
	return r
}

func (n allOf) rows(e *evaluation) Rows {
	out := n.parts[0].rows(e)
	for _, p := range n.parts[1:] {
		out.intersect(p.rows(e))
	}
	return out
}

func (n anyOf) rows(e *evaluation) Rows {
	out := n.parts[0].rows(e)
	for _, p := range n.parts[1:] {
		for i, w := range p.rows(e) {
			out[i] |= w
		}
	}
	return out
}

// intersect takes from r what o does not hold.
func (r Rows) intersect(o Rows) {
	for i, w := range o {
		r[i] &= w
	}
}

// subtract takes from r what o holds.
func (r Rows) subtract(o Rows) {
	for i, w := range o {
		r[i] &^= w
	}
}

func (n stated) rows(e *evaluation) Rows  { return e.once(n, n.scan) }
func (n flag) rows(e *evaluation) Rows    { return e.once(n, n.scan) }
func (n ordered) rows(e *evaluation) Rows { return e.once(n, n.scan) }
func (n paired) rows(e *evaluation) Rows  { return e.once(n, n.scan) }
func (n member) rows(e *evaluation) Rows {
	return e.once(memberKey{n.field, strings.Join(n.values, "\x00"), n.inverted}, n.scan)
}

func (n negation) rows(e *evaluation) Rows { return e.complement(n.part.rows(e)) }

func (n stated) scan(e *evaluation) Rows {
	if c := e.table.Column(n.field); c.Field.Type == dataset.Decimal {
		out := NewRows(e.n)
		for row, v := range c.Decimals() {
			if !math.IsNaN(v) {
				out.Add(row)
			}
		}
		return out
	}
	return within(e.codes(n.field), e.n, lowest, math.MaxInt32)
}

func (n flag) scan(e *evaluation) Rows {
	code := int64(0)
	if n.want {
		code = 1
	}
	return within(e.codes(n.field), e.n, code, code)
}

func (n ordered) scan(e *evaluation) Rows {
	codes, v := e.codes(n.field), n.bound.value(e.dates)
	span := interval
	if e.table.Column(n.field).Field.Type == dataset.Moment {
		span = minutesOf
	}
	if n.op == unequal {
		out := within(codes, e.n, lowest, math.MaxInt32)
		lo, hi := span(equal, v)
		out.subtract(within(codes, e.n, lo, hi))
		return out
	}
	lo, hi := span(n.op, v)
	return within(codes, e.n, lo, hi)
}

// lowest is the least code that stands for a value.
const lowest = dataset.Empty + 1

// interval returns the values x with x op v, for every operator but unequal.
func interval(op operator, v int64) (lo, hi int64) {
	switch op {
	case less:
		return math.MinInt64, v - 1
	case lessEqual:
		return math.MinInt64, v
	case greater:
		return v + 1, math.MaxInt64
	case greaterEqual:
		return v, math.MaxInt64
	}
	return v, v
}

// within returns the rows whose code lies in [lo, hi]. One unsigned comparison
// a row decides, without a branch.
func within(codes []int32, n int, lo, hi int64) Rows {
	out := NewRows(n)
	lo, hi = max(lo, lowest), min(hi, math.MaxInt32)
	if codes == nil || lo > hi {
		return out
	}
	base, width := uint32(int32(lo)), uint32(hi-lo)
	full := n / 64
	for i := range full {
		block := (*[64]int32)(codes[i*64:])
		var word uint64
		for _, c := range block {
			var bit uint64
			if uint32(c)-base <= width {
				bit = 1 << 63
			}
			word = word>>1 | bit
		}
		out[i] = word
	}
	for row := full * 64; row < n; row++ {
		if uint32(codes[row])-base <= width {
			out.Add(row)
		}
	}
	return out
}

func (n paired) scan(e *evaluation) Rows {
	out := NewRows(e.n)
	left, right := e.codes(n.left), e.codes(n.right)
	if left == nil || right == nil {
		return out
	}
	if n.op == unequal {
		eq := paired{n.left, n.right, equal, n.days}.rows(e)
		out = stated{n.left}.rows(e)
		out.intersect(stated{n.right}.rows(e))
		out.subtract(eq)
		return out
	}
	lo, hi := interval(n.op, int64(n.days))
	lo = max(lo, -math.MaxUint32)
	width := uint64(hi - lo)
	for i := range out {
		start := i * 64
		end := min(start+64, e.n)
		a, b := left[start:end], right[start:end]
		for j, x := range a {
			y := b[j]
			in := bit(uint64(int64(x)-int64(y)-lo) <= width)
			out[i] |= (in & bit(x != dataset.Empty) & bit(y != dataset.Empty)) << (j & 63)
		}
	}
	return out
}

// bit is 1 for true; it compiles to no branch.
func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

func (n member) scan(e *evaluation) Rows {
	codes := e.codes(n.field)
	out := n.holding(e, codes)
	if n.inverted {
		all := within(codes, e.n, lowest, math.MaxInt32)
		all.subtract(out)
		return all
	}
	return out
}

// holding returns the rows whose value is one of those listed.
func (n member) holding(e *evaluation, codes []int32) Rows {
	found, table := n.codeTable(e.table.Column(n.field))
	switch len(found) {
	case 0:
		return NewRows(e.n)
	case 1:
		return within(codes, e.n, int64(found[0]), int64(found[0]))
	}
	out := NewRows(e.n)
	for i := range out {
		start := i * 64
		var word uint64
		for j, c := range codes[start:min(start+64, len(codes))] {
			if uint32(c) < uint32(len(table)) {
				word |= bit(table[c]) << (j & 63)
			}
		}
		out[i] = word
	}
	return out
}

// codeTable returns the codes of the listed values and a table by code that is
// true for each. Texts match whatever their case, as they do in a spreadsheet, so the
// whole dictionary is searched.
func (n member) codeTable(c *dataset.Column) (found []int32, table []bool) {
	if c.Field.Type == dataset.Enum {
		table = make([]bool, len(c.Field.Values))
		for _, v := range n.values {
			if code, ok := c.Lookup(v); ok && !table[code] {
				table[code], found = true, append(found, code)
			}
		}
		return found, table
	}
	words := c.Words()
	table = make([]bool, len(words))
	for code, w := range words {
		for _, v := range n.values {
			if strings.EqualFold(v, w) {
				table[code], found = true, append(found, int32(code))
				break
			}
		}
	}
	return found, table
}

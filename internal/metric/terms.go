package metric

import (
	"slices"
	"strconv"
	"strings"
)

// A count over a condition is written for Excel as a signed sum of COUNTIFS, each
// over a conjunction of criteria: COUNTIFS knows neither "or" nor "not". Every
// condition becomes such a sum by three rules,
//
//	count(not A)   = count(all) - count(A)
//	count(A and B) = the product of the two sums, criteria put together
//	count(A or B)  = count(A) + count(B) - count(A and B)
//
// which is inclusion and exclusion.

// terms is such a sum. The empty one is 0.
type terms []term

// term counts the records that meet all criteria, factor times.
type term struct {
	factor   int
	criteria []criterion
}

// testKind says what a criterion tests, as far as two of them can be told to imply
// or to exclude each other.
type testKind uint8

const (
	testStated  testKind = iota // "<>"
	testEqual                   // "=x"; true for no other x
	testUnequal                 // "<>x"; true for an empty cell too
	testOrder                   // "<=x" and the like; false for an empty cell
)

// criterion is a range and a test, as COUNTIFS takes them.
type criterion struct {
	name  string // the range's defined name
	test  string // an Excel expression: "<="&as_of
	kind  testKind
	value string // what an equality compares with, folded
}

// maxTerms is the length beyond which a sum is no longer readable; the condition
// becomes a helper column then.
const maxTerms = 8

// every is the sum that counts every record.
func every() terms { return terms{{factor: 1}} }

// only is the sum that counts the records that meet all criteria.
func only(criteria ...criterion) terms {
	if merged, ok := mergeCriteria(nil, criteria); ok {
		return terms{{factor: 1, criteria: merged}}
	}
	return nil
}

// times returns the sum that counts the records that both sums count.
func (a terms) times(b terms) terms {
	var out terms
	for _, x := range a {
		for _, y := range b {
			if merged, ok := mergeCriteria(x.criteria, y.criteria); ok {
				out = append(out, term{x.factor * y.factor, merged})
			}
		}
	}
	return out.collected()
}

func (a terms) plus(b terms) terms { return append(slices.Clone(a), b...).collected() }

func (a terms) minus(b terms) terms {
	out := slices.Clone(a)
	for _, t := range b {
		out = append(out, term{-t.factor, t.criteria})
	}
	return out.collected()
}

// or returns the sum that counts the records that at least one of the sums counts.
func (a terms) or(b terms) terms { return a.plus(b).minus(a.times(b)) }

// collected puts terms with the same criteria together, in the order in which
// they first stand, and drops those that cancel out.
func (a terms) collected() terms {
	if len(a) == 1 && a[0].factor != 0 {
		return a
	}
	var out terms
	at := map[string]int{}
	for _, t := range a {
		key := t.key()
		if i, ok := at[key]; ok {
			out[i].factor += t.factor
			continue
		}
		at[key] = len(out)
		out = append(out, t)
	}
	return slices.DeleteFunc(out, func(t term) bool { return t.factor == 0 })
}

// key names the term's criteria, whatever their order.
func (t term) key() string {
	keys := make([]string, len(t.criteria))
	for i, c := range t.criteria {
		keys[i] = c.name + "\x00" + c.test
	}
	slices.Sort(keys)
	return strings.Join(keys, "\x01")
}

// mergeCriteria returns the criteria of a and b without those that others imply,
// and false where two of them exclude each other.
func mergeCriteria(a, b []criterion) ([]criterion, bool) {
	out := slices.Clone(a)
	for _, c := range b {
		implied := false
		for _, o := range out {
			if excludes(o, c) {
				return nil, false
			}
			implied = implied || implies(o, c)
		}
		if implied {
			continue
		}
		out = slices.DeleteFunc(out, func(o criterion) bool { return implies(c, o) })
		out = append(out, c)
	}
	return out, true
}

// implies reports whether every cell that passes a passes b.
func implies(a, b criterion) bool {
	switch {
	case a.name != b.name:
		return false
	case a.test == b.test:
		return true
	case b.kind == testStated:
		return a.kind == testEqual || a.kind == testOrder
	}
	return a.kind == testEqual && b.kind == testUnequal && a.value != b.value
}

// excludes reports whether no cell passes both.
func excludes(a, b criterion) bool {
	if a.name != b.name {
		return false
	}
	switch {
	case a.kind == testEqual && b.kind == testEqual:
		return a.value != b.value
	case a.kind == testEqual && b.kind == testUnequal, a.kind == testUnequal && b.kind == testEqual:
		return a.value == b.value
	}
	return false
}

// sum writes the terms as an Excel expression, each by write.
func (a terms) sum(write func(criteria []criterion) string) string {
	if len(a) == 0 {
		return "0"
	}
	var b strings.Builder
	for i, t := range a {
		switch {
		case t.factor < 0:
			b.WriteByte('-')
		case i > 0:
			b.WriteByte('+')
		}
		if n := max(t.factor, -t.factor); n != 1 {
			b.WriteString(strconv.Itoa(n) + "*")
		}
		b.WriteString(write(t.criteria))
	}
	return b.String()
}

// grouped is an expression in parentheses, where it is a sum of several terms.
func (a terms) grouped(s string) string {
	if len(a) > 1 || len(a) == 1 && a[0].factor != 1 {
		return "(" + s + ")"
	}
	return s
}

// arguments writes criteria as COUNTIFS and SUMIFS take them.
func arguments(criteria []criterion) string {
	parts := make([]string, 0, 2*len(criteria))
	for _, c := range criteria {
		parts = append(parts, c.name, c.test)
	}
	return strings.Join(parts, ",")
}

package metric

import (
	"fmt"
	"math"

	"compack/internal/dataset"
	"compack/internal/period"
)

// A moment compares with the period's dates by its day, and with another moment
// to the minute. In a workbook it is a day number with a fraction, which no binary
// number holds exactly: days are compared as they are, for a whole one is exact, and
// what lies between two moments is rounded to minutes before it is compared or
// added up.

// hours is the unit of a difference of moments.
const hours = "hours"

const minutesAnHour = 60

// Amount returns what [Metric.Amounts] add up to, or their mean, as a figure in the
// metric's unit: minutes become hours. The fraction is not reduced, so that the
// numerators of groups add up to that of the whole.
func (m *Metric) Amount(f Fraction) Fraction {
	if !m.InHours() || !f.Defined() {
		return f
	}
	return Fraction{Num: f.Num, Den: f.Den * minutesAnHour}
}

// InHours reports whether the metric's value is a number of hours.
func (m *Metric) InHours() bool { return m.of != nil && m.of.inHours && m.Kind != Distinct }

// AmountUnit returns what the values of the metric's expression are counted in: its
// unit, or else what lies between two dates or moments; "" where neither says it.
func (m *Metric) AmountUnit() string {
	switch {
	case m.Unit != "" || m.of == nil || !m.of.isDays:
		return m.Unit
	case m.of.inHours:
		return hours
	}
	return "days"
}

// minutesOf returns the minutes of the days x with x op v, for every operator but
// unequal.
func minutesOf(op operator, v int64) (lo, hi int64) {
	lo, hi = interval(op, v)
	if lo != math.MinInt64 {
		lo *= period.MinutesADay
	}
	if hi != math.MaxInt64 {
		hi = hi*period.MinutesADay + period.MinutesADay - 1
	}
	return lo, hi
}

// dayTerms writes the comparison of a moment's day as criteria.
func (n ordered) dayTerms(x *excel) terms {
	next := bound{n.bound.anchor, n.bound.number + 1}
	is := func(op operator, b bound) criterion {
		return criterion{x.name(n.field), b.criterion(op), testOrder, ""}
	}
	on := only(is(greaterEqual, n.bound), is(less, next))
	switch n.op {
	case less:
		return only(is(less, n.bound))
	case lessEqual:
		return only(is(less, next))
	case greater:
		return only(is(greaterEqual, next))
	case greaterEqual:
		return only(is(greaterEqual, n.bound))
	case equal:
		return on
	}
	return only(statedTest(x.on, &x.on.Fields[n.field])).minus(on)
}

// dayTest writes the comparison of the day of one cell's moment.
func (n ordered) dayTest(cell string) string {
	first, next := n.bound.excel(), bound{n.bound.anchor, n.bound.number + 1}.excel()
	switch n.op {
	case less:
		return cell + "<" + first
	case lessEqual:
		return cell + "<" + next
	case greater:
		return cell + ">=" + next
	case greaterEqual:
		return cell + ">=" + first
	case equal:
		return cell + ">=" + first + "," + cell + "<" + next
	}
	return "OR(" + cell + "<" + first + "," + cell + ">=" + next + ")"
}

// minutesBetween writes the whole minutes from one cell's moment to another's.
func minutesBetween(from, to string) string {
	return fmt.Sprintf("ROUND((%s-%s)*%d,0)", to, from, period.MinutesADay)
}

// perHour is what turns minutes in a formula into hours; nothing for other values.
func (s *sheet) perHour() string {
	if s.of.inHours {
		return "/60"
	}
	return ""
}

// minutesHelper is the column of the minutes between two moments, which sums and
// means are taken of; metrics share it.
func (x *excel) minutesHelper(q *quantity) Helper {
	stated := q.exists()
	return Helper{
		Name:  x.helperName(x.on.Fields[q.from.field].Name + "_to_" + x.on.Fields[q.to.field].Name + "_min"),
		Title: q.columnEnglish(x.on),
		Formula: func(at func(string, int) string) string {
			return "IF(" + stated.rowFormula(x, at) + "," + q.rowFormula(x, at) + `,"")`
		},
		Values: q.values,
	}
}

// columnEnglish says what a helper column of the values holds.
func (q *quantity) columnEnglish(on *dataset.Definition) string {
	if !q.inHours {
		return q.english(on)
	}
	return on.Locale().Say("the minutes from %s to %s", q.from.english(on), q.to.english(on))
}

// dayRelations say how a moment lies to a day.
var dayRelations = map[operator]string{
	equal: "on ", unequal: "not on ", less: "before ", lessEqual: "on or before ", greater: "after ", greaterEqual: "on or after ",
}

// hoursFrom names the moment that lies n hours after a moment.
func hoursFrom(moment string, n int) string {
	return offset(moment, n, "the moment one hour", "the moment %d hours")
}

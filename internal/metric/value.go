package metric

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"compack/internal/dataset"
	"compack/internal/period"
)

// Dates are the days that predicates may name.
type Dates struct {
	Start period.Date // start: the period's first day
	End   period.Date // end: the period's last day
	AsOf  period.Date // as_of
}

// DatesOf returns the dates of p as of asOf.
func DatesOf(p period.Period, asOf period.Date) Dates {
	return Dates{Start: p.Start, End: p.Last(), AsOf: asOf}
}

// Rows is a set of a table's rows, a bit each.
type Rows []uint64

// NewRows returns an empty set for a table of n rows.
func NewRows(n int) Rows { return make(Rows, (n+63)/64) }

// Has reports whether row is in the set.
func (r Rows) Has(row int) bool { return r[row>>6]&(1<<(row&63)) != 0 }

// Add puts row into the set.
func (r Rows) Add(row int) { r[row>>6] |= 1 << (row & 63) }

// Count returns the size of the set.
func (r Rows) Count() (n int) {
	for _, w := range r {
		n += bits.OnesCount64(w)
	}
	return n
}

// Each calls f for each row of the set in ascending order.
func (r Rows) Each(f func(row int)) {
	for i, w := range r {
		for ; w != 0; w &= w - 1 {
			f(i<<6 + bits.TrailingZeros64(w))
		}
	}
}

// List returns the rows in ascending order.
func (r Rows) List() []int32 {
	out := make([]int32, 0, r.Count())
	r.Each(func(row int) { out = append(out, int32(row)) })
	return out
}

// And returns the rows of r that o holds, too.
func (r Rows) And(o Rows) Rows {
	out := slices.Clone(r)
	for i := range out {
		out[i] &= o[i]
	}
	return out
}

// Without returns the rows of r that o does not hold.
func (r Rows) Without(o Rows) Rows {
	out := slices.Clone(r)
	for i := range out {
		out[i] &^= o[i]
	}
	return out
}

// Fraction is an exact figure, Num ÷ Den. A Den of 0 means that there is no
// figure ("n/a").
type Fraction struct{ Num, Den int64 }

// Whole returns n as a fraction.
func Whole(n int64) Fraction { return Fraction{n, 1} }

// Defined reports whether there is a figure.
func (f Fraction) Defined() bool { return f.Den != 0 }

// Float returns the nearest binary number; it is NaN-free only when Defined.
func (f Fraction) Float() float64 { return float64(f.Num) / float64(f.Den) }

// Compare returns -1, 0 or 1 as f is less than, equal to or greater than g;
// both must be defined with positive denominators.
func (f Fraction) Compare(g Fraction) int {
	if less := cmp.Compare(sign(f.Num), sign(g.Num)); less != 0 {
		return less
	}
	fHigh, fLow := bits.Mul64(uint64(max(f.Num, -f.Num)), uint64(g.Den))
	gHigh, gLow := bits.Mul64(uint64(max(g.Num, -g.Num)), uint64(f.Den))
	return sign(f.Num) * cmp.Or(cmp.Compare(fHigh, gHigh), cmp.Compare(fLow, gLow))
}

func sign(n int64) int { return cmp.Compare(n, 0) }

// FractionOf returns r, exactly where its numerator and denominator are at most
// 10^15: up to there a hundredfold has room and Float is the nearest binary number.
// Beyond, it is rounded half away from zero to as many decimals as have room, at
// most 12.
func FractionOf(r *big.Rat) Fraction {
	const most = 1e15
	if n, d := r.Num(), r.Denom(); n.IsInt64() && d.IsInt64() && max(n.Int64(), -n.Int64(), d.Int64()) <= most {
		return Fraction{Num: n.Int64(), Den: d.Int64()}
	}
	for places := 12; places >= 0; places-- {
		digits := strings.ReplaceAll(r.FloatString(places), ".", "")
		if n, err := strconv.ParseInt(digits, 10, 64); err == nil && max(n, -n) <= most {
			return Fraction{Num: n, Den: int64(math.Pow10(places))}
		}
	}
	return Fraction{}
}

// Written returns a limit as the decimal that was written, not the binary number
// next to it. A number too long for a fraction of 64 bits is undefined.
func Written(limit float64) Fraction {
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(limit, 'f', -1, 64))
	if !ok || !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return Fraction{}
	}
	return Fraction{Num: r.Num().Int64(), Den: r.Denom().Int64()}
}

// Reaches reports whether f is as good as limit, exactly. What is undefined
// reaches nothing and is reached by nothing.
func (f Fraction) Reaches(better Better, limit Fraction) bool {
	if !f.Defined() || !limit.Defined() {
		return false
	}
	if better == Lower {
		return f.Compare(limit) <= 0
	}
	return f.Compare(limit) >= 0
}

// Status is what a value means against its target.
type Status string

// The statuses. Untargeted means that the metric has no target; NotAvailable
// that it has no value, which is never green.
const (
	Untargeted   Status = ""
	Green        Status = "green"
	Amber        Status = "amber"
	Red          Status = "red"
	NotAvailable Status = "n/a"
)

// Value is what a metric measured for one client and period.
type Value struct {
	Metric     *Metric
	Figure     Fraction // the value; for balances the closing count
	N          int      // rows that the value speaks of: the population's size
	Population Rows
	Satisfied  Rows // the population itself, unless the metric is a share
	Status     Status
	Lacks      string // the dataset that is not provided and without which there is no value; "" for none
	Absent     bool   // no source feeds the dataset, nor should: packs name the dataset once and leave the figure out
	Groups     []Grouping
	Balance    *BalanceValue
	Untied     bool      // a balance that does not add up, so that there is no value
	Life       []LifeDay // of kind within: one for each day from 0 on
	Trend      []Point   // oldest first, the present period last; empty when dates alone don't decide
}

// WhyMissing says why there is no figure over t, the client's records of the
// dataset; nil where it was not provided.
func (v *Value) WhyMissing(t *dataset.Table) string {
	l, records := v.Metric.On.Locale(), v.Metric.On.Plural
	switch {
	case v.Lacks != "" && v.Lacks != v.Metric.On.ID:
		return l.Say("%s not provided", l.Say(strings.ReplaceAll(v.Lacks, "_", " ")))
	case v.Untied:
		return l.Say("the roll-forward does not add up")
	case t == nil || v.Population == nil:
		return l.Say("%s not provided", v.Metric.On.Title)
	case t.None != nil:
		return t.None.In(l)
	case t.Len() == 0:
		return l.Say("no %s in scope", records)
	case v.Metric.Kind == Ratio:
		return l.Say("0 of 0")
	case v.Metric.Kind == Within && v.N > 0:
		days, least := v.Metric.Follows()
		if v.N < least {
			return l.Say("n = %s, and a figure needs %s", l.Whole(v.N), l.Whole(least))
		}
		return l.Say("none of %s %s was followed for %s days", l.Whole(v.N), records, l.Whole(days))
	}
	return l.Say("no such %s", records)
}

// LifeDay is a day of a life table: the records that were followed for at least
// that many days, those of them that were closed after exactly so many, and the
// estimated share that is open after the day.
type LifeDay struct {
	AtRisk, Closed int
	Open           Fraction
}

// Grouping is a metric's value for each group of one field or band.
type Grouping struct {
	By     string // the field's or band's name
	Title  string
	Groups []Group // in the enum's or band's order, else by label; groups put together come last
	// Withheld says why the groups are not shown, "" where they are.
	Withheld string
}

// Group is one group of a grouping.
type Group struct {
	Key    string // an enum value's or band's name; for texts the text; "" where the record has none
	Label  string
	Figure Fraction
	N      int
	// Of a group that was put together from others: what stands for itself beside
	// it, and what it was put together from.
	Rest, Members []Group
}

// OtherKey is the key of a group that was put together from others.
const OtherKey = "(other)"

// IsOther reports whether the group was put together from others.
func (g Group) IsOther() bool { return len(g.Members) > 0 }

// Point is a metric's value in one period.
type Point struct {
	Period  string
	Figure  Fraction
	Basis   Basis
	Printed Fraction // of a redefined one: what the pack of the period printed
}

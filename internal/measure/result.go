package measure

import (
	"math"
	"math/bits"
	"slices"

	"compack/internal/metric"
)

// result is what a metric finds in a table on one day: the records and, where
// it calculates with a value, the value of each.
type result struct {
	population metric.Rows
	satisfied  metric.Rows
	amounts    []int32 // by record; nil for kinds that only count
	life       life    // of kind within
}

// resultOf evaluates the metric's conditions.
func resultOf(m *metric.Metric, v *metric.View) result {
	r := result{population: v.Population(m)}
	r.satisfied = r.population
	switch m.Kind {
	case metric.Ratio:
		r.satisfied = r.population.And(v.Satisfied(m))
	case metric.Within:
		days, closed := v.Followed(m)
		r.satisfied = inTime(m, days, closed)
		r.life = follow(m, days, closed, r.population)
	case metric.Balance:
		r.satisfied = v.Closing(m)
	default:
		r.amounts = v.Amounts(m)
	}
	return r
}

// figure works out the metric's value.
func (r result) figure(m *metric.Metric) metric.Fraction {
	switch m.Kind {
	case metric.Distinct:
		return metric.Whole(int64(r.different()))
	case metric.Ratio:
		return metric.Fraction{Num: int64(r.satisfied.Count()), Den: int64(r.population.Count())}
	case metric.Sum:
		return m.Amount(metric.Whole(r.sum()))
	case metric.Mean:
		return m.Amount(metric.Fraction{Num: r.sum(), Den: int64(r.population.Count())})
	case metric.Median:
		return m.Amount(r.median())
	case metric.Max:
		return m.Amount(r.greatest())
	case metric.Within:
		return r.life.figure
	case metric.Balance:
		return metric.Whole(int64(r.satisfied.Count()))
	}
	return metric.Whole(int64(r.population.Count()))
}

func (r result) sum() (total int64) {
	for i, w := range r.population {
		for ; w != 0; w &= w - 1 {
			total += int64(r.amounts[i<<6+bits.TrailingZeros64(w)])
		}
	}
	return total
}

// different counts the different values of the population.
func (r result) different() (n int) {
	seen := newValues(r.span())
	for i, w := range r.population {
		for ; w != 0; w &= w - 1 {
			if seen.add(r.amounts[i<<6+bits.TrailingZeros64(w)]) {
				n++
			}
		}
	}
	return n
}

// span returns the least and the greatest value of the population, and false
// where it is empty.
func (r result) span() (lo, hi int32, ok bool) {
	lo, hi = math.MaxInt32, math.MinInt32
	for i, w := range r.population {
		for ; w != 0; w &= w - 1 {
			v := r.amounts[i<<6+bits.TrailingZeros64(w)]
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	return lo, hi, lo <= hi
}

// median is the value in the middle, or the exact half of the sum of the two in
// the middle.
func (r result) median() metric.Fraction {
	n := r.population.Count()
	if n == 0 {
		return metric.Fraction{}
	}
	upper, lower := n/2, (n-1)/2
	a, b := r.ranked(lower, upper)
	if lower == upper {
		return metric.Whole(a)
	}
	return metric.Fraction{Num: a + b, Den: 2}
}

// maxTally is the widest span of values that are counted one by one.
const maxTally = 1 << 20

// ranked returns the values at two places, counted from 0 in ascending order; the
// second is not before the first.
func (r result) ranked(first, second int) (a, b int64) {
	lo, hi, _ := r.span()
	if int64(hi)-int64(lo) >= maxTally {
		values := r.values()
		slices.Sort(values)
		return int64(values[first]), int64(values[second])
	}
	counts := make([]int, int(hi)-int(lo)+1)
	for i, w := range r.population {
		for ; w != 0; w &= w - 1 {
			counts[int(r.amounts[i<<6+bits.TrailingZeros64(w)])-int(lo)]++
		}
	}
	at := func(place int) int64 {
		for i, n := range counts {
			if place -= n; place < 0 {
				return int64(lo) + int64(i)
			}
		}
		return int64(hi)
	}
	return at(first), at(second)
}

// values returns the values of the population in no useful order.
func (r result) values() []int32 {
	out := make([]int32, 0, r.population.Count())
	r.population.Each(func(row int) { out = append(out, r.amounts[row]) })
	return out
}

func (r result) greatest() metric.Fraction {
	_, hi, ok := r.span()
	if !ok {
		return metric.Fraction{}
	}
	return metric.Whole(int64(hi))
}

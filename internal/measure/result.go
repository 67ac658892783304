package measure

import (
	"slices"

	"compack/internal/dataset"
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
func resultOf(m *metric.Metric, t *dataset.Table, d metric.Dates) result {
	r := result{population: m.Population(t, d)}
	r.satisfied = r.population
	switch m.Kind {
	case metric.Ratio:
		r.satisfied = both(r.population, m.IsSatisfied.Rows(t, d))
	case metric.Within:
		days, closed := m.Followed(t, d)
		r.satisfied = inTime(m, days, closed)
		r.life = follow(m, days, closed, r.population)
	case metric.Balance:
		if parts, ok := m.BalanceRows(t, d); ok {
			r.satisfied = parts.Closing
		}
	default:
		r.amounts = m.Amounts(t, d)
	}
	return r
}

// both returns the rows that are in a and in b.
func both(a, b metric.Rows) metric.Rows {
	out := slices.Clone(a)
	for i, w := range b {
		out[i] &= w
	}
	return out
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
	r.population.Each(func(row int) { total += int64(r.amounts[row]) })
	return total
}

// different counts the different values of the population.
func (r result) different() int {
	seen := map[int32]struct{}{}
	r.population.Each(func(row int) { seen[r.amounts[row]] = struct{}{} })
	return len(seen)
}

// values returns the values of the population in no useful order.
func (r result) values() []int32 {
	out := make([]int32, 0, r.population.Count())
	r.population.Each(func(row int) { out = append(out, r.amounts[row]) })
	return out
}

// median is the value in the middle, or the exact half of the sum of the two in
// the middle.
func (r result) median() metric.Fraction {
	values := r.values()
	if len(values) == 0 {
		return metric.Fraction{}
	}
	slices.Sort(values)
	middle := len(values) / 2
	if len(values)%2 == 1 {
		return metric.Whole(int64(values[middle]))
	}
	return metric.Fraction{Num: int64(values[middle-1]) + int64(values[middle]), Den: 2}
}

func (r result) greatest() metric.Fraction {
	values := r.values()
	if len(values) == 0 {
		return metric.Fraction{}
	}
	return metric.Whole(int64(slices.Max(values)))
}

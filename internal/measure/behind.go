package measure

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/metric"
)

// Behind returns the records of t whose figures make up group g of the value's
// grouping by: of a distinct count one record for each value, of any other kind
// those of the population. v must have been measured over t on these dates.
func Behind(v metric.Value, t *dataset.Table, d metric.Dates, by string, g metric.Group) metric.Rows {
	b := newBook(t)
	div, _ := b.division(by, d)
	out := metric.NewRows(t.Len())
	if div == nil {
		return out
	}
	r := result{population: v.Population}
	if v.Metric.Kind == metric.Distinct {
		r.amounts = v.Metric.Amounts(t, d)
		r = b.firstOfEach(r)
	}
	among := func(key string) bool { return key == g.Key }
	if g.IsOther() {
		among = func(key string) bool {
			return slices.ContainsFunc(g.Members, func(m metric.Group) bool { return m.Key == key })
		}
	}
	r.population.Each(func(row int) {
		if among(div.groups[div.of[row]].Key) {
			out.Add(row)
		}
	})
	return out
}

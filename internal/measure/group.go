package measure

import (
	"cmp"
	"strings"

	"compack/internal/dataset"
	"compack/internal/metric"
)

// books are the client's tables by dataset.
type books map[string]*book

// book is a table and what is known of its groups, which many metrics share.
type book struct {
	table  *dataset.Table
	fields map[string]*division
}

func newBooks(tables map[string]*dataset.Table) books {
	b := books{}
	for id, t := range tables {
		if t != nil {
			b[id] = &book{table: t, fields: map[string]*division{}}
		}
	}
	return b
}

// groupings breaks the metric's value down by each of its groupings.
func (b *book) groupings(m *metric.Metric, r result, d metric.Dates) []metric.Grouping {
	var out []metric.Grouping
	if m.Kind == metric.Distinct && len(m.By) > 0 {
		r = b.firstOfEach(r)
	}
	for _, by := range m.By {
		div, title := b.division(by, d)
		if div == nil {
			continue
		}
		out = append(out, metric.Grouping{By: by, Title: title, Groups: div.measure(m, r)})
	}
	return out
}

// division returns how the field or band called by splits the table.
func (b *book) division(by string, d metric.Dates) (*division, string) {
	if band, ok := b.table.Def.Band(by); ok {
		return divideByBand(b.table, band, d), band.Title
	}
	c := b.table.Col(by)
	if c == nil {
		return nil, ""
	}
	if b.fields[by] == nil {
		b.fields[by] = divide(c, b.table.Len())
	}
	return b.fields[by], c.Field.Title
}

// firstOfEach keeps, of the records of the population that share a value, the one
// whose key comes first: each value is counted in that record's group.
func (b *book) firstOfEach(r result) result {
	first := map[int32]int{}
	r.population.Each(func(row int) {
		value := r.amounts[row]
		if other, ok := first[value]; !ok || b.precedes(row, other) {
			first[value] = row
		}
	})
	r.population = metric.NewRows(b.table.Len())
	for _, row := range first {
		r.population.Add(row)
	}
	r.satisfied = r.population
	return r
}

// precedes reports whether record a comes before b in the order of keys and, for
// equal keys, of origins.
func (b *book) precedes(row, other int) bool {
	x, y := b.table.Origin(row), b.table.Origin(other)
	return cmp.Or(strings.Compare(b.table.Key(row), b.table.Key(other)), cmp.Compare(x.Source, y.Source), cmp.Compare(x.Row, y.Row)) < 0
}

// measure works out the metric for each group.
func (div *division) measure(m *metric.Metric, r result) []metric.Group {
	n := len(div.groups)
	whole, part, sum := make([]int64, n), make([]int64, n), make([]int64, n)
	r.population.Each(func(row int) {
		g := div.of[row]
		whole[g]++
		if r.amounts != nil && m.Kind != metric.Distinct {
			sum[g] += int64(r.amounts[row])
		}
	})
	if m.Kind == metric.Ratio {
		r.satisfied.Each(func(row int) { part[div.of[row]]++ })
	}
	var out []metric.Group
	for i, g := range div.groups {
		if g.N = int(whole[i]); g.N == 0 && (!div.always || g.Key == "") {
			continue
		}
		switch m.Kind {
		case metric.Ratio:
			g.Figure = metric.Fraction{Num: part[i], Den: whole[i]}
		case metric.Mean:
			g.Figure = m.Amount(metric.Fraction{Num: sum[i], Den: whole[i]})
		case metric.Sum:
			g.Figure = m.Amount(metric.Whole(sum[i]))
		default:
			g.Figure = metric.Whole(whole[i])
		}
		out = append(out, g)
	}
	return out
}

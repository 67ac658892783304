package measure

import (
	"math/bits"

	"compack/internal/dataset"
	"compack/internal/metric"
)

// books are the client's tables by dataset.
type books map[string]*book

// book is a table and what is known of it, which many metrics share.
type book struct {
	table   *dataset.Table
	views   map[metric.Dates]*metric.View
	parts   map[string]*division // by the field or band that divides the records
	first   map[string]day       // the first day in each date field
	ordered *bool                // whether the records stand in the order of their keys; nil where nobody asked
}

func newBooks(tables map[string]*dataset.Table) books {
	b := books{}
	for id, t := range tables {
		if t != nil {
			b[id] = newBook(t)
		}
	}
	return b
}

func newBook(t *dataset.Table) *book {
	return &book{table: t, views: map[metric.Dates]*metric.View{}, parts: map[string]*division{}, first: map[string]day{}}
}

// view returns the table on a set of dates.
func (b *book) view(d metric.Dates) *metric.View {
	if b.views[d] == nil {
		b.views[d] = metric.NewView(b.table, d)
	}
	return b.views[d]
}

// lacking returns a dataset that the metric needs and that was not provided, ""
// where there is none: nobody is known to be missing from a roster that is not there.
func (b books) lacking(m *metric.Metric) string {
	for _, id := range m.Needs() {
		if b[id] == nil {
			return id
		}
	}
	return ""
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

// division returns how the field or band called by splits the table. A book is
// divided for one as-of date.
func (b *book) division(by string, d metric.Dates) (*division, string) {
	band, isBand := b.table.Def.Band(by)
	c := b.table.Col(by)
	switch {
	case !isBand && c == nil:
		return nil, ""
	case isBand:
		if b.parts[by] == nil {
			b.parts[by] = divideByBand(b.table, band, d)
		}
		return b.parts[by], band.Title
	}
	if b.parts[by] == nil {
		b.parts[by] = divide(c, b.table.Len(), b.table.Def.Locale())
	}
	return b.parts[by], c.Field.Title
}

// measure works out the metric for each group.
func (div *division) measure(m *metric.Metric, r result) []metric.Group {
	whole, part, sum := div.count(r.population), []int64(nil), []int64(nil)
	switch m.Kind {
	case metric.Ratio:
		part = div.count(r.satisfied)
	case metric.Mean, metric.Sum:
		sum = div.sum(r.population, r.amounts)
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

// count returns how many of the rows are in each group.
func (div *division) count(rows metric.Rows) []int64 {
	out := make([]int64, len(div.groups))
	for i, w := range rows {
		for ; w != 0; w &= w - 1 {
			out[div.of[i<<6+bits.TrailingZeros64(w)]]++
		}
	}
	return out
}

// sum returns what the rows' amounts add up to in each group.
func (div *division) sum(rows metric.Rows, amounts []int32) []int64 {
	out := make([]int64, len(div.groups))
	for i, w := range rows {
		for ; w != 0; w &= w - 1 {
			row := i<<6 + bits.TrailingZeros64(w)
			out[div.of[row]] += int64(amounts[row])
		}
	}
	return out
}

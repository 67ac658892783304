package measure

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/period"
)

// moment is a period and the days that predicates may name in it.
type moment struct {
	period period.Period
	dates  metric.Dates
}

// earlier returns the periods before p for a trend of n points, oldest first,
// each as of its last day.
func earlier(cal period.Calendar, p period.Period, n int) []moment {
	var out []moment
	for range n - 1 {
		p = cal.Previous(p)
		out = append(out, moment{p, metric.DatesOf(p, p.Last())})
	}
	slices.Reverse(out)
	return out
}

// trendOf returns the metric's value in each period, oldest first, and the
// present one last. Periods that begin before the earliest date of the records are left
// out: about them nothing is known, which is not 0.
func trendOf(m *metric.Metric, b *book, present metric.Fraction, now moment, past []moment) []metric.Point {
	if !m.Trend {
		return nil
	}
	var points []metric.Point
	if first, ok := b.earliest(m); ok {
		for _, at := range past {
			if at.period.Start >= first {
				points = append(points, metric.Point{Period: at.period.Label, Figure: resultOf(m, b.view(at.dates)).figure(m), Basis: metric.Recomputed})
			}
		}
	}
	return append(points, metric.Point{Period: now.period.Label, Figure: present})
}

// day is a day, if there is one.
type day struct {
	date period.Date
	ok   bool
}

// earliest returns the first day that stands in any of the date fields that decide
// the metric, and false when there is none.
func (b *book) earliest(m *metric.Metric) (period.Date, bool) {
	var first day
	for _, name := range m.Fields() {
		c := b.table.Col(name)
		if c.Field.Type != dataset.Date && c.Field.Type != dataset.Moment {
			continue
		}
		d, known := b.first[name]
		if !known {
			d = firstDay(c)
			b.first[name] = d
		}
		if d.ok && (!first.ok || d.date < first.date) {
			first = d
		}
	}
	return first.date, first.ok
}

// firstDay returns the first day of a column of dates or moments.
func firstDay(c *dataset.Column) (first day) {
	least := int32(0)
	for _, code := range c.Codes() {
		if code != dataset.Empty && (!first.ok || code < least) {
			least, first.ok = code, true
		}
	}
	first.date = period.Date(least)
	if c.Field.Type == dataset.Moment {
		first.date = period.Moment(least).Date()
	}
	return first
}

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
func trendOf(m *metric.Metric, t *dataset.Table, present metric.Fraction, now moment, past []moment) []metric.Point {
	if !m.Trend {
		return nil
	}
	var points []metric.Point
	if first, ok := earliest(m, t); ok {
		for _, at := range past {
			if at.period.Start >= first {
				points = append(points, metric.Point{Period: at.period.Label, Figure: resultOf(m, t, at.dates).figure(m), Basis: metric.Recomputed})
			}
		}
	}
	return append(points, metric.Point{Period: now.period.Label, Figure: present})
}

// earliest returns the first day that stands in any of the date fields that decide
// the metric, and false when there is none.
func earliest(m *metric.Metric, t *dataset.Table) (period.Date, bool) {
	first, found := period.Date(0), false
	for _, name := range m.Fields() {
		c := t.Col(name)
		if c.Field.Type != dataset.Date && c.Field.Type != dataset.Moment {
			continue
		}
		least, ok := int32(0), false
		for _, code := range c.Codes() {
			if code != dataset.Empty && (!ok || code < least) {
				least, ok = code, true
			}
		}
		day := period.Date(least)
		if c.Field.Type == dataset.Moment {
			day = period.Moment(least).Date()
		}
		if ok && (!found || day < first) {
			first, found = day, true
		}
	}
	return first, found
}

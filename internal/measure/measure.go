package measure

import (
	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

// Measure returns the value of each metric over the client's tables, by dataset,
// for the period p as of asOf, a day of that period. A metric that needs a dataset
// which is not in tables has no value and no population; over a table without
// records its status is [metric.NotAvailable], whatever the value, unless somebody
// attests that there are none. trend is the number of points of a trend, the period
// itself included.
//
// A problem stands for each balance that does not add up; its value is undefined.
// The values do not depend on the order of the records.
func Measure(metrics []*metric.Metric, tables map[string]*dataset.Table, cal period.Calendar, p period.Period, asOf period.Date, trend int) ([]metric.Value, problem.List) {
	in := newBooks(tables)
	now := moment{period: p, dates: metric.DatesOf(p, asOf)}
	past := earlier(cal, p, trend)
	values := make([]metric.Value, len(metrics))
	var problems problem.List
	for i, m := range metrics {
		values[i] = metric.Value{Metric: m, Status: metric.NotAvailable}
		if values[i].Lacks = in.lacking(m); values[i].Lacks != "" {
			continue
		}
		v, problem := measureOne(m, in[m.Definition.Dataset], now, past)
		if values[i] = v; problem != nil {
			problems = append(problems, *problem)
		}
	}
	return values, problems
}

// measureOne works out one metric's value with all that belongs to it.
func measureOne(m *metric.Metric, b *book, now moment, past []moment) (metric.Value, *problem.Problem) {
	t, view := b.table, b.view(now.dates)
	v := metric.Value{Metric: m}
	if m.Kind == metric.Balance {
		parts, _ := view.BalanceRows(m)
		balance := m.Balance(parts)
		if !balance.Ties() {
			v.Untied, v.Status = true, metric.NotAvailable
			return v, doesNotTie(m, t, balance, parts)
		}
		v.Balance = &balance
	}
	r := resultOf(m, view)
	v.Life = r.life.days
	v.Population, v.Satisfied, v.Figure, v.N = r.population, r.satisfied, r.figure(m), r.population.Count()
	if v.Status = status(m, v.Figure); t.Len() == 0 && t.None == nil {
		v.Status = metric.NotAvailable // nothing overdue among no records is no achievement
	}
	v.Groups = b.groupings(m, r, now.dates)
	v.Trend = trendOf(m, b, v.Figure, now, past)
	return v, nil
}

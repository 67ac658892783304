package measure_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"compack/internal/measure"
	"compack/internal/metric"
)

func TestATrendShowsWhatEarlierPacksPrinted(t *testing.T) {
	table := tableOf(t, shippedDatasets(t)["remediation"], "item_id|title|severity|opened_on|closed_on",
		"A|a|high|2026-01-01|2026-04-01", "B|b|high|2026-03-31|", "C|c|low|2026-09-30|")
	open := metric.Definition{Kind: metric.Count, Population: "opened_on <= as_of and not (closed_on <= as_of)", Trend: true}
	v, _ := one(t, open, table, 5)
	whole := metric.Whole
	formula := v.Metric.FormulaSHA256()
	recomputed := []metric.Point{
		{Period: "2026-Q1", Figure: whole(2), Basis: metric.Recomputed}, {Period: "2026-Q2", Figure: whole(1), Basis: metric.Recomputed}, {Period: "2026-Q3", Figure: whole(2)}}
	dates := v
	dates.Trend = nil // as that of a metric that dates alone don't decide
	gap := metric.Point{Period: "2026-Q1"}
	issued := func(label string, n int64) metric.Past {
		return metric.Past{label: {v.Metric.ID: {Formula: formula, Figure: whole(n)}}}
	}
	for _, c := range []struct {
		name  string
		value metric.Value
		past  metric.Past
		want  []metric.Point
	}{
		{"nothing issued", v, nil, recomputed},
		{"issued in place of recomputed", v, issued("2026-Q2", 7), []metric.Point{
			recomputed[0], {Period: "2026-Q2", Figure: whole(7), Basis: metric.Issued}, recomputed[2]}},
		{"issued before the first record", v, issued("2025-Q4", 9), append([]metric.Point{{Period: "2025-Q4", Figure: whole(9), Basis: metric.Issued}}, recomputed...)},
		{"issued without a value", v, metric.Past{"2026-Q2": {v.Metric.ID: {Formula: formula}}}, []metric.Point{
			recomputed[0], {Period: "2026-Q2", Basis: metric.Issued}, recomputed[2]}},
		{"another definition", v, metric.Past{"2026-Q2": {v.Metric.ID: {Formula: "other", Figure: whole(7)}}}, []metric.Point{
			recomputed[0], {Period: "2026-Q2", Figure: whole(1), Basis: metric.Redefined, Printed: whole(7)}, recomputed[2]}},
		{"issued too long ago", v, issued("2025-Q2", 9), recomputed},
		{"not from dates, nothing issued", dates, nil, nil},
		{"not from dates, a gap", dates, issued("2025-Q4", 3), []metric.Point{
			{Period: "2025-Q4", Figure: whole(3), Basis: metric.Issued}, gap, {Period: "2026-Q2"}, recomputed[2]}},
		{"not from dates, another definition", dates, metric.Past{"2026-Q2": {v.Metric.ID: {Formula: "other", Figure: whole(7)}}}, nil},
	} {
		values := []metric.Value{c.value}
		measure.Issued(values, c.past, calendar, quarter, 5)
		if diff := cmp.Diff(c.want, values[0].Trend); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

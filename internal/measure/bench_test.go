package measure_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"compack/internal/dataset"
	"compack/internal/measure"
	"compack/internal/metric"
)

// assignments makes n assignments of a training platform in the order of their
// keys, four for each person.
func assignments(t testing.TB, defs map[string]*dataset.Definition, n int) *dataset.Table {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	table := dataset.NewTable(defs["training"])
	table.Grow(n)
	date := func(c *dataset.Column, empty int) {
		if random.IntN(100) < empty {
			c.AppendEmpty()
			return
		}
		c.AppendCode(int32(quarter.Start) + int32(random.IntN(300)-160))
	}
	for row := range n {
		for i := range table.Def.Fields {
			c := table.Column(i)
			switch f := c.Field; {
			case f.IsDerived():
			case f.Name == "person_id":
				c.AppendText(fmt.Sprintf("P%07d", row/4))
			case f.Name == "course":
				c.AppendText(fmt.Sprintf("Course %d%d", row%4, random.IntN(3)))
			case f.Name == "full_name", f.Name == "manager":
				c.AppendText(fmt.Sprintf("Person %d", random.IntN(5000)))
			case f.Type == dataset.Text:
				c.AppendText(fmt.Sprintf("%s %d", f.Title, random.IntN(12)))
			case f.Type == dataset.Boolean:
				c.AppendCode(int32(min(random.IntN(5), 1)))
			case f.Type == dataset.Enum:
				c.AppendCode(int32(random.IntN(len(f.Values))))
			case f.Name == "completed_on":
				date(c, 20)
			case f.Type == dataset.Date:
				date(c, 2)
			default:
				c.AppendCode(int32(40 + random.IntN(61)))
			}
		}
		table.Commit(dataset.Origin{Row: int32(row)})
	}
	finish(table)
	return table
}

// hundredMetrics are the shipped metrics of training and variants of them, as an
// analyst would write them for other populations and groupings.
func hundredMetrics(t testing.TB, defs map[string]*dataset.Definition) []*metric.Metric {
	t.Helper()
	var out []*metric.Metric
	for _, m := range shippedMetrics(t, defs) {
		if m.Definition.Dataset == "training" {
			out = append(out, m)
		}
	}
	populations := []string{
		"mandatory and due_on <= as_of",
		"mandatory and due_on >= start and due_on <= end",
		"mandatory and due_on <= as_of and not (completed_on <= as_of)",
		`status != "exempt" and due_on <= as_of`,
		"assigned_on >= start and assigned_on <= end",
		"completed_on >= start and completed_on <= end",
		"completed_on <= as_of and expires_on <= as_of + 30",
		"mandatory and policy_acknowledged == false",
		`employment_type in ["Employment 1", "Employment 2", "Employment 3"] and mandatory`,
		"due_on <= as_of - 30 and not (completed_on <= as_of)",
	}
	kinds := []metric.Definition{
		{Kind: metric.Count, By: []string{"department", "status"}},
		{Kind: metric.Ratio, Satisfied: "completed_on <= as_of", By: []string{"course", "department"}},
		{Kind: metric.Ratio, Satisfied: "completed_on <= due_on", By: []string{"department", "past_due"}},
		{Kind: metric.Distinct, Of: "person_id", By: []string{"department"}},
		{Kind: metric.Mean, Of: "completed_on - assigned_on", By: []string{"course"}},
		{Kind: metric.Mean, Of: "score", By: []string{"course", "department"}},
		{Kind: metric.Median, Of: "completed_on - assigned_on"},
		{Kind: metric.Max, Of: "as_of - due_on"},
		{Kind: metric.Sum, Of: "score", By: []string{"employment_type"}},
		{Kind: metric.Within, Opened: "assigned_on", Closed: "completed_on", Days: 30},
	}
	for i, p := range populations {
		for j, def := range kinds {
			if len(out) == 100 {
				return out
			}
			def.ID, def.Title, def.Dataset = fmt.Sprintf("training.of_%d_%d", i, j), "Variant", "training"
			def.Population = p
			out = append(out, compile(t, def, defs))
		}
	}
	return out
}

// BenchmarkHundredMetrics is to be run on one processor: a second for a hundred
// metrics over a million records is what a run has for them.
func BenchmarkHundredMetrics(b *testing.B) {
	defs := shippedDatasets(b)
	metrics := hundredMetrics(b, defs)
	tables := map[string]*dataset.Table{"training": assignments(b, defs, 1_000_000)}
	for b.Loop() {
		measure.Measure(metrics, tables, calendar, quarter, asOf, 5)
	}
}

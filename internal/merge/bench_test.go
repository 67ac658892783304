package merge

import (
	"fmt"
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/period"
)

// BenchmarkMerge joins 200,000 courses of 20,000 people: links, five lookups and
// seven roll-ups.
func BenchmarkMerge(b *testing.B) {
	const people, courses = 20_000, 200_000
	fill := func() map[string]*dataset.Table {
		defs := house()
		p, c := dataset.NewTable(defs[0]), dataset.NewTable(defs[1])
		for i := range people {
			fillRow(p, i, fmt.Sprintf("P%d", i), "a", fmt.Sprintf("p%d@x", i))
		}
		for i := range courses {
			fillRow(c, i, fmt.Sprintf("T%d", i), "a", fmt.Sprintf("P%d", i*7%people))
		}
		return map[string]*dataset.Table{"people": p, "training": c}
	}
	day := period.NewDate(2026, 9, 30)
	for b.Loop() {
		b.StopTimer()
		in := Input{Tables: fill(), Datasets: house(), Ledger: dataset.Ledger{{Dataset: "people"}}, Dates: metric.Dates{Start: day, End: day, AsOf: day}}
		b.StartTimer()
		if _, _, err := Merge(in); err != nil {
			b.Fatal(err)
		}
	}
}

// fillRow adds a record with the given texts and numbers elsewhere.
func fillRow(t *dataset.Table, n int, texts ...string) {
	for i := range t.Def.Fields {
		c := t.Column(i)
		switch {
		case c.Field.IsDerived():
		case i < len(texts):
			c.AppendText(texts[i])
		case c.Field.Type == dataset.Text:
			c.AppendText("x")
		case c.Field.Type == dataset.Decimal:
			c.AppendDecimal(1)
		case c.Field.Type == dataset.Date:
			c.AppendCode(20_000 + int32(n%500))
		default:
			c.AppendCode(int32(n % 2))
		}
	}
	t.Commit(dataset.Origin{Row: int32(n + 2)})
}

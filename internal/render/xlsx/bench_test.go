package xlsx

import (
	"math/rand/v2"
	"testing"

	"compack/internal/document"
	"compack/internal/metric"
)

func BenchmarkRender100000Records(b *testing.B) {
	d := &document.Document{Title: "T", Period: quarter, AsOf: asOf}
	d.Workbook.Populations = []document.Population{{
		Name: "Findings", Table: table(b, "findings", findingRows(rand.New(rand.NewPCG(1, 2)), 100_000)), Origins: sampleOrigins,
		Dates: dates, Helpers: []metric.Helper{daysToClose()},
	}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Render(d, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRenderSmallPack shows what a workbook costs beside its records.
func BenchmarkRenderSmallPack(b *testing.B) {
	d := sampleDocument(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Render(d, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

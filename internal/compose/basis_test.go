package compose

import (
	"testing"

	"compack/internal/metric"
)

func TestATrendSaysWhereItsValuesComeFrom(t *testing.T) {
	at := func(label string, b metric.Basis) metric.Point { return metric.Point{Period: label, Basis: b} }
	present := metric.Point{Period: "2026-Q3"}
	for want, points := range map[string][]metric.Point{
		"":                              {present},
		", as earlier packs printed it": {at("2026-Q1", metric.Issued), at("2026-Q2", metric.Issued), present},
		", from the dates of the present records": {at("2026-Q1", metric.Recomputed), {Period: "2026-Q2"}, present},
		"; 2025-Q4, 2026-Q1 and 2026-Q2 as earlier packs printed it; 2025-Q3 from the dates of the present records": {
			at("2025-Q3", metric.Recomputed), at("2025-Q4", metric.Issued), at("2026-Q1", metric.Issued), at("2026-Q2", metric.Issued), present},
		"; 2026-Q1 as earlier packs printed it; 2026-Q2 from the dates of the present records, since the earlier pack measured otherwise": {
			at("2026-Q1", metric.Issued), at("2026-Q2", metric.Redefined), present},
	} {
		if got := basisWords(points); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

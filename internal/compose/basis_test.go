package compose

import (
	"testing"

	"compack/internal/metric"
	"compack/internal/movement"
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
		if got := basisWords(nil, points); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestARollForwardSaysHowItsOpeningTies(t *testing.T) {
	c := &composer{Input: Input{Movement: &movement.Report{Previous: "2026-Q2", Ties: []movement.Tie{
		{Metric: "a", Ran: true, Closing: 4, Opening: 4},
		{Metric: "b", Ran: true, Closing: 4, Opening: 3, Restatements: []movement.Restatement{{Number: 1, Counts: -1}}},
		{Metric: "c", Why: "no opening balance to tie to: no pack of 2026-Q2 was found", Opening: 3},
	}}}}
	for id, want := range map[string]string{
		"a": "; the opening ties to the closing of 2026-Q2",
		"b": "; the closing of 2026-Q2 was 4, see the restatements",
		"c": "; no opening balance to tie to: no pack of 2026-Q2 was found",
		"d": "",
	} {
		if got := c.tiesTo(id); got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

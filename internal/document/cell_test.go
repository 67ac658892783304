package document

import (
	"testing"

	"compack/internal/metric"
	"compack/internal/period"
)

func TestCellsShowWhatReadersExpect(t *testing.T) {
	f := func(n, d int64) metric.Fraction { return metric.Fraction{Num: n, Den: d} }
	for want, c := range map[string]Cell{
		"":                 {},
		"Access review":    T("Access review"),
		"1,204":            I(1204),
		"\u22121,204":      I(-1204),
		"1,234,567":        I(1234567),
		"87.5 %":           {Kind: Percent, Value: f(7, 8), Places: 1},
		"100.0 %":          {Kind: Percent, Value: f(7, 7), Places: 1},
		"12.3 days":        {Kind: Number, Value: f(37, 3), Places: 1, Unit: "days"},
		"+2.1 pp":          {Kind: Number, Value: f(21, 10), Places: 1, Unit: "pp", Signed: true},
		"\u22123":          {Kind: Integer, Value: f(-3, 1), Signed: true},
		"\u22120.0 pp":     {Kind: Number, Value: f(-3, 100), Places: 1, Unit: "pp", Signed: true},
		"2026-09-30":       D(period.NewDate(2026, 9, 30)),
		"2026-09-30 14:05": M(period.NewDate(2026, 9, 30).At(845)),
		"n/a":              {Kind: Missing, Text: "0 of 0"},
		"Not met":          S(metric.Red),
		"No data":          S(metric.NotAvailable),
	} {
		if got := c.In(nil); got != want {
			t.Errorf("%+v shows %q, want %q", c, got, want)
		}
	}
	if D(period.None).Kind != Empty || M(period.NoMoment).Kind != Empty || S(metric.Untargeted).Kind != Empty || T("").Kind != Empty {
		t.Error("an absent value is no empty cell")
	}
}

// TestRoundingIsHalfAwayFromZero uses halves that binary numbers can't hold, where
// rounding a float would go wrong.
func TestRoundingIsHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		places   int
		want     string
	}{
		{1, 2, 0, "1"}, {3, 2, 0, "2"}, {-1, 2, 0, "-1"}, {-3, 2, 0, "-2"}, {1005, 1000, 2, "1.01"}, {-1005, 1000, 2, "-1.01"},
		{2675, 1000, 2, "2.68"}, {1, 3, 4, "0.3333"}, {-1, 1000, 1, "0.0"}, {1, 0, 1, "n/a"},
	} {
		if got := Round(metric.Fraction{Num: c.num, Den: c.den}, c.places); got != c.want {
			t.Errorf("%d/%d to %d places is %s, want %s", c.num, c.den, c.places, got, c.want)
		}
	}
}

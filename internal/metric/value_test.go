package metric_test

import (
	"math"
	"math/big"
	"testing"

	"compack/internal/metric"
)

func TestFractionsAreExactWhileTheyAreShort(t *testing.T) {
	rat := func(s string) *big.Rat {
		r, ok := new(big.Rat).SetString(s)
		if !ok {
			t.Fatal(s)
		}
		return r
	}
	for s, want := range map[string]metric.Fraction{
		"6/8":                                  {Num: 3, Den: 4},
		"-1/3":                                 {Num: -1, Den: 3},
		"0":                                    {Num: 0, Den: 1},
		"999999999999999/1000000000000000":     {Num: 999999999999999, Den: 1000000000000000},
		"1/3000000000000000":                   {Num: 0, Den: 1e12},
		"5000000000001/10000000000000000000":   {Num: 500000, Den: 1e12},
		"5000005/10000000000000000000":         {Num: 1, Den: 1e12}, // half away from zero
		"-5000005/10000000000000000000":        {Num: -1, Den: 1e12},
		"20000000000000000001/3":               {Num: 0, Den: 0}, // no room for it at all
		"10000000000000000000/3":               {Num: 0, Den: 0},
		"100000000000000000000/30000000000001": {Num: 333333333333322, Den: 1e8},
	} {
		if got := metric.FractionOf(rat(s)); got != want {
			t.Errorf("%s is %v, want %v", s, got, want)
		}
	}
}

func TestFractionsCompareExactly(t *testing.T) {
	var all []metric.Fraction
	for _, n := range []int64{math.MinInt64, -7, -1, 0, 1, 2, 7, 1 << 62, math.MaxInt64 - 1, math.MaxInt64} {
		for _, d := range []int64{1, 2, 7, 1 << 62, math.MaxInt64 - 1, math.MaxInt64} {
			all = append(all, metric.Fraction{Num: n, Den: d})
		}
	}
	for _, f := range all {
		for _, g := range all {
			if got, want := f.Compare(g), big.NewRat(f.Num, f.Den).Cmp(big.NewRat(g.Num, g.Den)); got != want {
				t.Errorf("%v compared with %v is %d, want %d", f, g, got, want)
			}
		}
	}
}

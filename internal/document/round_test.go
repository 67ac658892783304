package document

import (
	"math"
	"strconv"
	"testing"

	"compack/internal/metric"
)

func FuzzRoundingIsExact(f *testing.F) {
	for _, n := range []int64{0, 1, -1, 7, 1005, -1005, 1 << 53, math.MaxInt64, math.MinInt64} {
		for _, d := range []int64{1, 2, -2, 3, 1000, 1 << 53, math.MaxInt64} {
			f.Add(n, d, uint8(0))
			f.Add(n, d, uint8(3))
		}
	}
	f.Fuzz(func(t *testing.T, num, den int64, places uint8) {
		v, p := metric.Fraction{Num: num, Den: den}, int(places%10)
		if den == 0 {
			t.Skip()
		}
		want := exactly(v, p)
		if got := Round(v, p); got != want {
			t.Errorf("%d/%d to %d places is %s, want %s", num, den, p, got, want)
		}
		nearest, _ := strconv.ParseFloat(want, 64)
		if got := Rounded(v, p); got != nearest {
			t.Errorf("%d/%d to %d places is the binary number %v, want %v", num, den, p, got, nearest)
		}
	})
}

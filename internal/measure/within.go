package measure

import (
	"math/big"
	"math/bits"

	"compack/internal/metric"
)

// life is the life table of a metric of kind within, and the figure that it gives.
type life struct {
	days   []metric.LifeDay
	figure metric.Fraction
}

// follow estimates the share of records that are closed within a number of days by
// the product-limit method (E. L. Kaplan and P. Meier, "Nonparametric estimation
// from incomplete observations", Journal of the American Statistical Association 53,
// 1958, 457-481): of n records that were followed for at least t days, d closed on
// that day leave a share of 1 - d/n of those open before. A record that is still
// open at the as-of date is at risk up to the day on which it was seen last.
//
// Where all who were left are closed on one day, nobody is open after it. Where
// the last were still open when they were seen last and nobody was followed for all
// the days, the share after that is not known, and there is no figure; nor is
// there for fewer records than the metric asks for.
func follow(m *metric.Metric, followed []int32, closed, population metric.Rows) life {
	days, least := m.Follows()
	ended, closings := make([]int, days+2), make([]int, days+2) // by day; later ones are one
	n := 0
	for i, w := range population {
		for ; w != 0; w &= w - 1 {
			row := i<<6 + bits.TrailingZeros64(w)
			day := min(int(followed[row]), days+1)
			ended[day]++
			if closed.Has(row) {
				closings[day]++
			}
			n++
		}
	}
	out := life{days: make([]metric.LifeDay, days+1)}
	open, atRisk := big.NewRat(1, 1), n
	share := metric.FractionOf(open)
	for day := range out.days {
		if d := closings[day]; d > 0 {
			open.Mul(open, big.NewRat(int64(atRisk-d), int64(atRisk)))
			share = metric.FractionOf(open)
		}
		out.days[day] = metric.LifeDay{AtRisk: atRisk, Closed: closings[day], Open: share}
		atRisk -= ended[day]
	}
	if n < least || out.days[days].AtRisk == 0 && open.Sign() > 0 {
		return out
	}
	out.figure = metric.FractionOf(open.Sub(big.NewRat(1, 1), open))
	return out
}

// inTime returns the records that were closed within the metric's days.
func inTime(m *metric.Metric, followed []int32, closed metric.Rows) metric.Rows {
	days, _ := m.Follows()
	out := metric.NewRows(len(followed))
	for i, w := range closed {
		for ; w != 0; w &= w - 1 {
			if row := i<<6 + bits.TrailingZeros64(w); int(followed[row]) <= days {
				out.Add(row)
			}
		}
	}
	return out
}

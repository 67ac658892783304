package measure

import (
	"math/big"
	"strconv"

	"compack/internal/metric"
)

// status compares a value with the metric's target and warning limit, exactly:
// a limit is the decimal that was written, not the binary number next to it.
func status(m *metric.Metric, f metric.Fraction) metric.Status {
	switch {
	case !f.Defined():
		return metric.NotAvailable
	case m.Target == nil:
		return metric.Untargeted
	case reaches(m.Better, f, *m.Target):
		return metric.Green
	case m.Warn != nil && reaches(m.Better, f, *m.Warn):
		return metric.Amber
	}
	return metric.Red
}

// reaches reports whether f is as good as limit.
func reaches(better metric.Better, f metric.Fraction, limit float64) bool {
	written, ok := new(big.Rat).SetString(strconv.FormatFloat(limit, 'f', -1, 64))
	if !ok {
		return false
	}
	order := big.NewRat(f.Num, f.Den).Cmp(written)
	if better == metric.Lower {
		return order <= 0
	}
	return order >= 0
}

package metric

import (
	"fmt"
	"strconv"
	"strings"
)

// Basis says where the value of an earlier period comes from.
type Basis string

// The bases. The present period has none, and neither has a period without a
// value.
const (
	Issued     Basis = "issued"     // the earlier pack printed it
	Recomputed Basis = "recomputed" // worked out from the dates of the present records, since there is no earlier pack with it
	Redefined  Basis = "redefined"  // likewise, since the earlier pack defines the metric differently
)

// Past is the figures that earlier packs printed, by period and metric.
type Past map[string]map[string]IssuedFigure

// IssuedFigure is a figure that an earlier pack printed.
type IssuedFigure struct {
	Formula string // as [Definition.Formula] gives it, hashed
	Figure  Fraction
}

// String returns the fraction in exact form, 412/430, and "" where there is none.
func (f Fraction) String() string {
	if !f.Defined() {
		return ""
	}
	return strconv.FormatInt(f.Num, 10) + "/" + strconv.FormatInt(f.Den, 10)
}

// ParseFraction reads what [Fraction.String] writes.
func ParseFraction(s string) (Fraction, error) {
	if s == "" {
		return Fraction{}, nil
	}
	num, den, _ := strings.Cut(s, "/")
	n, err := strconv.ParseInt(num, 10, 64)
	d, wrong := strconv.ParseInt(den, 10, 64)
	if err != nil || wrong != nil || d < 1 {
		return Fraction{}, fmt.Errorf("%q is no fraction; write it as 412/430", s)
	}
	return Fraction{n, d}, nil
}

package document

import (
	"math/big"
	"math/bits"
	"strconv"
	"strings"

	"compack/internal/metric"
)

// Round returns f as a decimal numeral with the given number of places, rounded
// half away from zero from the exact fraction. It returns "n/a" where there is
// no figure.
func Round(f metric.Fraction, places int) string {
	if !f.Defined() {
		return "n/a"
	}
	n, ok := units(f, places)
	if !ok {
		return exactly(f, places)
	}
	s := strconv.FormatUint(n, 10)
	if places > 0 {
		s = strings.Repeat("0", max(places+1-len(s), 0)) + s
		s = s[:len(s)-places] + "." + s[len(s)-places:]
	}
	if n > 0 && f.Num < 0 {
		s = "-" + s
	}
	return s
}

// Rounded returns f rounded as [Round] does, as the nearest binary number: what a
// spreadsheet cell holds for a figure shown with that many places.
func Rounded(f metric.Fraction, places int) float64 {
	const exact = 1 << 53 // up to which every whole number is a binary one
	if n, ok := units(f, places); ok && n < exact {
		v := float64(n) / float64(tens[places])
		if f.Num < 0 && n > 0 {
			return -v
		}
		return v
	}
	v, _ := strconv.ParseFloat(Round(f, places), 64)
	return v
}

// tens are the powers of ten.
var tens = [...]uint64{1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000}

// units returns the size of f in units of the last place, rounded half away from zero;
// false where that needs more than 64 bits on the way, or there is no figure.
func units(f metric.Fraction, places int) (uint64, bool) {
	if f.Den <= 0 || places >= len(tens) {
		return 0, false
	}
	over, twice := bits.Mul64(uint64(max(f.Num, -f.Num)), 2*tens[places])
	sum, carry := bits.Add64(twice, uint64(f.Den), 0)
	return sum / 2 / uint64(f.Den), over == 0 && carry == 0
}

// exactly rounds as [Round] does, in as many bits as it takes.
func exactly(f metric.Fraction, places int) string {
	s := big.NewRat(f.Num, f.Den).FloatString(places)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

package ingest

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"compack/internal/problem"
)

// parseNumber reads a plain decimal number: digits with a point, or with a
// comma where it can't be a separator of thousands. Grouping, percent signs,
// infinities and the like are no numbers.
func parseNumber(s string) (float64, bool) {
	comma := false
	digits := 0
	for i := range len(s) {
		switch b := s[i]; {
		case b >= '0' && b <= '9':
			digits++
		case b == ',' && !comma:
			comma = true
		case b != '.' && b != '-' && b != '+' && b != 'e' && b != 'E':
			return 0, false
		}
	}
	if digits == 0 {
		return 0, false
	}
	if comma {
		whole, part, _ := strings.Cut(s, ",")
		if len(part) == 3 || len(part) == 0 || whole == "" || strings.Contains(s, ".") {
			return 0, false
		}
		s = whole + "." + part
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsInf(v, 0)
}

// parseWhole reads a whole number; 3.0 is one, and so is what Excel's binary
// arithmetic leaves within a billionth of one.
func parseWhole(s string) (int32, bool) {
	if n, ok := fewDigits(s); ok {
		return n, true
	}
	v, ok := parseNumber(s)
	n := math.Round(v)
	if !ok || math.Abs(v-n) > 1e-9 || math.Abs(n) > math.MaxInt32 {
		return 0, false
	}
	return int32(n), true
}

// fewDigits reads the usual number at once.
func fewDigits(s string) (int32, bool) {
	if len(s) == 0 || len(s) > 9 {
		return 0, false
	}
	n := int32(0)
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int32(s[i]-'0')
	}
	return n, true
}

// numberText writes a number of a workbook as Excel shows it at most: 15
// digits, no exponent, no point behind a whole number.
func numberText(s string) string {
	if _, ok := fewDigits(s); ok && s[0] != '0' {
		return s
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return s
	}
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func (c *converter) integer(in cell) (value, *fault) {
	if n, ok := fewDigits(in.text); ok && in.kind != day && int(n) >= c.min && int(n) <= c.max {
		return value{code: n}, nil // as nearly all are
	}
	if in.kind == day {
		return value{}, c.wrong(problem.BadType, in, "is a date, not a number", "")
	}
	v, why := c.number(in)
	n := math.Round(v)
	switch {
	case why == twoNumbers:
		return value{}, c.wrong(problem.BadType, in, "can be read as two numbers", "set decimal: comma or decimal: point in the source")
	case why != isNumber || math.Abs(v-n) > 1e-9:
		return value{}, c.wrong(problem.BadType, in, "is not a whole number", "write it with digits, or map the word under values in the source")
	case n < float64(c.min) || n > float64(c.max):
		return value{}, c.wrong(problem.OutOfRange, in, fmt.Sprintf("is not between %d and %d", c.min, c.max), "")
	}
	return value{code: int32(n)}, nil
}

// number reads a number. A percentage counts in hundredths, except in a field
// that goes up to 100, which counts in percent itself.
func (c *converter) number(in cell) (float64, numberFault) {
	if in.kind != text {
		if v, ok := parseNumber(in.text); ok {
			return v, isNumber
		}
		return 0, notANumber
	}
	s, isPercent := cutPercent(in.text)
	v, why := readNumber(s, c.mark)
	if isPercent && (c.field.Max == nil || *c.field.Max != 100) {
		v /= 100
	}
	return v, why
}

func (c *converter) decimal(in cell) (value, *fault) {
	if in.kind == day {
		return value{}, c.wrong(problem.BadType, in, "is a date, not a number", "")
	}
	v, why := c.number(in)
	switch why {
	case twoNumbers:
		return value{}, c.wrong(problem.BadType, in, "can be read as two numbers", "set decimal: comma or decimal: point in the source")
	case notANumber:
		return value{}, c.wrong(problem.BadType, in, "is not a number", "write it with digits and a decimal point alone")
	}
	if c.field.Min != nil && v < float64(*c.field.Min) || c.field.Max != nil && v > float64(*c.field.Max) {
		return value{}, c.wrong(problem.OutOfRange, in, "lies outside the field's range", "")
	}
	return value{decimal: v}, nil
}

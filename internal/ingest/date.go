package ingest

import (
	"math"
	"strconv"
	"strings"
	"time"

	"compack/internal/period"
)

// The years that a date may have. Anything else is a typing error or a number
// that is no date.
const (
	firstYear = 1900
	lastYear  = 2199
)

// offset1904 is the day number of 1904-01-01 in the 1900 system.
const offset1904 = 1462

// dateFault says why a text is no date.
type dateFault uint8

const (
	noFault  dateFault = iota
	notADate           // nothing that looks like one
	noSuchDay
	twoWays    // day and month can't be told apart
	noSuchTime // the day is one, what follows is no time of day
)

// parseDate reads a date: 2026-09-30, with any time of day behind it, numbers
// in the given order, or with the month's name in English, German, French or
// Spanish. Time and zone are dropped: the day is the one that stands in the file.
func parseDate(s, order string) (period.Date, dateFault) {
	d, _, why := cutDate(s, order)
	return d, why
}

// cutDate reads the date that s begins with and returns the time behind it as it
// stands there.
func cutDate(s, order string) (d period.Date, rest string, why dateFault) {
	if d, ok := isoDate(s); ok {
		return d, s[10:], noFault
	}
	parts, separator, rest, ok := splitDate(unaccented(s))
	if !ok || !isTimeOfDay(rest) {
		return period.None, "", notADate
	}
	if month, at := namedMonth(parts); month != 0 {
		d, why = datedByName(parts, month, at)
	} else {
		d, why = datedByNumbers(parts, separator, order)
	}
	return d, rest, why
}

// isoDate is the quick way for the usual form.
func isoDate(s string) (period.Date, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return period.None, false
	}
	y, ok1 := fewDigits(s[:4])
	m, ok2 := fewDigits(s[5:7])
	d, ok3 := fewDigits(s[8:10])
	if !ok1 || !ok2 || !ok3 || len(s) > 10 && !isTimeOfDay(s[10:]) {
		return period.None, false
	}
	return civil(int(y), int(m), int(d))
}

var monthDays = [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// civil returns the day, and false when there is none of that number.
func civil(y, m, d int) (period.Date, bool) {
	if y < firstYear || y > lastYear || m < 1 || m > 12 || d < 1 {
		return period.None, false
	}
	last := monthDays[m-1]
	if m == 2 && y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		last = 29
	}
	if d > last {
		return period.None, false
	}
	return period.NewDate(y, time.Month(m), d), true
}

// splitDate cuts the date's three parts off the front of s. The separator is
// the one between the last two.
func splitDate(s string) (parts [3]string, separator byte, rest string, ok bool) {
	for i := range parts {
		s = strings.TrimLeft(s, " ")
		n := 0
		for n < len(s) && isWordByte(s[n]) && (n == 0 || isDigit(s[n]) == isDigit(s[0])) {
			n++
		}
		if n == 0 {
			return parts, 0, "", false
		}
		parts[i], s = s[:n], s[n:]
		if i == 2 {
			break
		}
		s = cutOrdinal(s)
		trimmed := strings.TrimLeft(s, " ")
		switch {
		case trimmed != "" && strings.IndexByte("-/.,", trimmed[0]) >= 0:
			separator, s = trimmed[0], trimmed[1:]
		case len(trimmed) < len(s):
			separator, s = ' ', trimmed
		default:
			return parts, 0, "", false
		}
		s = cutPreposition(s)
	}
	return parts, separator, s, true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isWordByte(b byte) bool { return isDigit(b) || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// isTimeOfDay reports whether what follows a date may be a time: nothing, or
// hours and minutes behind a T, a space or a comma.
func isTimeOfDay(s string) bool {
	if s == "" {
		return true
	}
	t := strings.TrimLeft(s, " ,T")
	if len(t) == len(s) || t == "" || !isDigit(t[0]) {
		return false
	}
	colon := strings.IndexByte(t, ':')
	return colon == 1 || colon == 2 && isDigit(t[1])
}

// datedByName reads 5 Oct 2026, Oct 5, 2026 and 2026-Oct-05.
func datedByName(parts [3]string, month, at int) (period.Date, dateFault) {
	var day, year string
	switch {
	case at == 0:
		day, year = parts[1], parts[2]
	case at == 1 && len(parts[0]) == 4:
		day, year = parts[2], parts[0]
	case at == 1:
		day, year = parts[0], parts[2]
	default:
		return period.None, notADate
	}
	d, ok := fewDigits(day)
	y, isYear := fullYear(year)
	if !ok || !isYear || len(day) > 2 {
		return period.None, notADate
	}
	date, ok := civil(y, month, int(d))
	if !ok {
		return period.None, noSuchDay
	}
	return date, noFault
}

// fullYear reads a year of four digits or of two, which lies in 1969 to 2068.
func fullYear(s string) (int, bool) {
	n, ok := fewDigits(s)
	switch {
	case ok && len(s) == 4:
		return int(n), true
	case ok && len(s) == 2 && n < 69:
		return 2000 + int(n), true
	case ok && len(s) == 2:
		return 1900 + int(n), true
	}
	return 0, false
}

// datedByNumbers reads three numbers. Without a given order every order that
// people use is tried, and the date counts when only one of them makes a day.
func datedByNumbers(parts [3]string, separator byte, order string) (period.Date, dateFault) {
	for _, p := range parts {
		if _, ok := fewDigits(p); !ok || len(p) == 3 || len(p) > 4 {
			return period.None, notADate
		}
	}
	orders := []string{"dmy", "mdy", "ymd"}
	switch {
	case len(parts[0]) == 4:
		orders = []string{"ymd"}
	case order != "":
		orders = []string{order}
	case separator == '.':
		orders = []string{"dmy"}
	}
	found := period.None
	for _, o := range orders {
		d, ok := inOrder(parts, o)
		if ok && found != period.None && d != found {
			return period.None, twoWays
		}
		if ok {
			found = d
		}
	}
	if found == period.None {
		return period.None, noSuchDay
	}
	return found, noFault
}

// dateWays returns the orders in which three numbers are a day, none where the
// text is no such date or says by itself how it is meant.
func dateWays(s string) (out readings) {
	parts, separator, rest, ok := splitDate(s)
	if !ok || !isTimeOfDay(rest) || separator == '.' || len(parts[0]) == 4 {
		return 0
	}
	for _, p := range parts {
		if _, ok := fewDigits(p); !ok {
			return 0
		}
	}
	for way := dayFirst; way <= yearFirst; way <<= 1 {
		if _, ok := inOrder(parts, styles[way]); ok {
			out |= way
		}
	}
	return out
}

// inOrder reads the parts as day, month and year in the given order.
func inOrder(parts [3]string, order string) (period.Date, bool) {
	day, month := parts[strings.IndexByte(order, 'd')], parts[strings.IndexByte(order, 'm')]
	y, ok := fullYear(parts[strings.IndexByte(order, 'y')])
	if !ok || len(day) > 2 || len(month) > 2 {
		return period.None, false
	}
	d, _ := fewDigits(day)
	m, _ := fewDigits(month)
	return civil(y, int(m), int(d))
}

// serialDate reads a day number of Excel, dropping the time of day, or the
// digits of a date written together (20260930).
func serialDate(s string, date1904 bool) (period.Date, bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || v < 0 || v > 1e8 {
		return period.None, false
	}
	n := int(v)
	if n >= firstYear*10000 {
		return civil(n/10000, n/100%100, n%100)
	}
	if date1904 {
		n += offset1904
	} else if n == 0 {
		return period.None, false // a time of day without a date
	}
	d := period.FromExcel(n)
	return d, d <= period.NewDate(lastYear, time.December, 31)
}

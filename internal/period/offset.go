package period

import (
	"fmt"
	"regexp"
	"strconv"
)

// Offset is a number of days that something is owed after a day: of the calendar,
// or of business. The zero value is none.
type Offset struct {
	Days     int
	Business bool
}

// longest is more days than any contract gives for a pack.
const longest = 400

var offsetForm = regexp.MustCompile(`^([1-9][0-9]{0,2}) (business )?days?$`)

// ParseOffset reads 15 days or 10 business days.
func ParseOffset(s string) (Offset, error) {
	m := offsetForm.FindStringSubmatch(s)
	if m == nil {
		return Offset{}, fmt.Errorf("%q is no number of days; write it as 15 days or 10 business days", s)
	}
	n, _ := strconv.Atoi(m[1])
	if n > longest {
		return Offset{}, fmt.Errorf("%q is longer than %d days; write fewer", s, longest)
	}
	return Offset{Days: n, Business: m[2] != ""}, nil
}

// IsSet reports whether the offset is one.
func (o Offset) IsSet() bool { return o != Offset{} }

// After returns the day that comes the offset after d: after the last day of a
// period, 1 day is the day after it, and 1 business day the first business day
// after it.
func (o Offset) After(d Date, h Holidays) Date {
	if !o.Business {
		return d.AddDays(o.Days)
	}
	// A list of own days can't be so long that the loop has no end.
	for n := 0; n < o.Days; {
		if d++; h.IsBusinessDay(d) {
			n++
		}
	}
	return d
}

// String returns what [ParseOffset] reads.
func (o Offset) String() string {
	switch {
	case !o.IsSet():
		return ""
	case o.Business && o.Days == 1:
		return "1 business day"
	case o.Business:
		return fmt.Sprintf("%d business days", o.Days)
	case o.Days == 1:
		return "1 day"
	}
	return fmt.Sprintf("%d days", o.Days)
}

// MarshalText writes what [ParseOffset] reads.
func (o Offset) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

var timeForm = regexp.MustCompile(`^([01][0-9]|2[0-3]):([0-5][0-9])$`)

// ParseTime reads a time of day of 24 hours (06:00) and returns the minutes since
// midnight, as [Date.At] takes them.
func ParseTime(s string) (minute int, err error) {
	m := timeForm.FindStringSubmatch(s)
	if m == nil {
		return 0, fmt.Errorf("%q is no time of day; write it as 06:00", s)
	}
	hours, _ := strconv.Atoi(m[1])
	minutes, _ := strconv.Atoi(m[2])
	return hours*60 + minutes, nil
}

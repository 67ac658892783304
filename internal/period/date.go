package period

import (
	"fmt"
	"math"
	"time"
)

// Date is a civil day, counted in days since 1970-01-01. It has no time of
// day and no zone.
type Date int32

// None is the absent date. It is less than every day.
const None Date = math.MinInt32

// excelEpoch is the serial number that Excel's 1900 system gives to 1970-01-01.
const excelEpoch = 25569

// NewDate returns the day y-m-d; values outside their range are normalised as
// [time.Date] does.
func NewDate(y int, m time.Month, d int) Date {
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Of returns the civil day of t in t's own zone.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	return NewDate(y, m, d)
}

// ParseDate reads an ISO 8601 calendar date (2026-09-30).
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return None, fmt.Errorf("%q is not a date; write it as 2026-09-30", s)
	}
	return Of(t), nil
}

// FromExcel returns the day that serial stands for in Excel's 1900 system.
// Serials below 61 fall before the day that Excel invented (1900-02-29) and
// are shifted by one, as Excel shows them.
func FromExcel(serial int) Date {
	if serial < 61 {
		serial++
	}
	return Date(serial - excelEpoch)
}

// Excel returns the day's serial number in Excel's 1900 system; it is exact
// from 1900-03-01 on.
func (d Date) Excel() int { return int(d) + excelEpoch }

// IsNone reports whether the date is absent.
func (d Date) IsNone() bool { return d == None }

// Time returns midnight UTC of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// AddDays returns the day n days later (earlier, when n is negative).
func (d Date) AddDays(n int) Date { return d + Date(n) }

// String returns the ISO form, or "" for [None].
func (d Date) String() string {
	if d == None {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Long returns the day as prose shows it: 30 September 2026.
func (d Date) Long() string {
	if d == None {
		return ""
	}
	return d.Time().Format("2 January 2006")
}

// MarshalText writes the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; an empty text is [None].
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = None
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}

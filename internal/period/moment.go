package period

import (
	"fmt"
	"math"
	"time"
)

// Moment is a minute of a civil day, counted in minutes since 1970-01-01 00:00.
// It has no zone: it is the time that the clock of its source showed.
type Moment int32

// NoMoment is the absent moment. It is less than every other.
const NoMoment Moment = math.MinInt32

// MinutesADay are the minutes of a civil day without a zone.
const MinutesADay = 24 * 60

const momentForm = "2006-01-02 15:04"

// At returns the moment that comes the given minutes after the day's midnight.
func (d Date) At(minute int) Moment { return Moment(int(d)*MinutesADay + minute) }

// ParseMoment reads a day and a time of 24 hours (2026-09-30 14:05).
func ParseMoment(s string) (Moment, error) {
	t, err := time.Parse(momentForm, s)
	if err != nil || t.Year() < 1 || t.Year() > 5000 {
		return NoMoment, fmt.Errorf("%q is not a day and time; write it as 2026-09-30 14:05", s)
	}
	return Of(t).At(t.Hour()*60 + t.Minute()), nil
}

// IsNone reports whether the moment is absent.
func (m Moment) IsNone() bool { return m == NoMoment }

// Date returns the day that the moment lies in.
func (m Moment) Date() Date {
	if m == NoMoment {
		return None
	}
	day := int32(m) / MinutesADay
	if int32(m)%MinutesADay < 0 {
		day--
	}
	return Date(day)
}

// Excel returns the moment's serial number in Excel's 1900 system, the day with
// the time as its fraction: the binary number nearest to it.
func (m Moment) Excel() float64 {
	return float64(int64(m)+excelEpoch*MinutesADay) / MinutesADay
}

// MomentFromExcel returns the moment that serial stands for in Excel's 1900
// system, to the nearest minute.
func MomentFromExcel(serial float64) Moment {
	day := math.Floor(serial)
	return FromExcel(int(day)).At(int(math.Round((serial - day) * MinutesADay)))
}

// Time returns the moment as if it had been in UTC.
func (m Moment) Time() time.Time { return time.Unix(int64(m)*60, 0).UTC() }

// String returns the ISO form without seconds (2026-09-30 14:05), or "" for
// [NoMoment].
func (m Moment) String() string {
	if m == NoMoment {
		return ""
	}
	return m.Time().Format(momentForm)
}

// MarshalText writes the ISO form.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the ISO form; an empty text is [NoMoment].
func (m *Moment) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*m = NoMoment
		return nil
	}
	*m, err = ParseMoment(string(b))
	return err
}

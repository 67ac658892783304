package period

import (
	"fmt"
	"strings"
	"time"

	cron "github.com/netresearch/go-cron"
)

// Cron is a cron expression over civil time: it knows no zone, and so no hour that
// daylight saving removes or repeats. The zero value is none.
type Cron struct {
	Expression string
	schedule   cron.Schedule
}

// searchYears is how far a moment of an expression may lie off: the 29th of
// February comes after eight years at most.
const searchYears = 8

// ParseCron reads an expression of five fields (minute, hour, day of the month,
// month, day of the week) or one of @hourly, @daily, @weekly, @monthly and
// @yearly. L, W and # are understood, as in 0 6 LW * * for the last weekday of the
// month. A day must satisfy both of its fields.
func ParseCron(s string) (Cron, error) {
	const form = `write minute, hour, day of the month, month and day of the week, such as "0 6 5 1,4,7,10 *"`
	fields := strings.Fields(s)
	isWord := strings.HasPrefix(s, "@")
	if !isWord && len(fields) != 5 || isWord && len(fields) != 1 || strings.Contains(s, "=") {
		return Cron{}, fmt.Errorf("%q is no cron expression of five fields; %s", s, form)
	}
	schedule, err := cron.FullParser().WithMaxSearchYears(searchYears).Parse(s)
	if err != nil {
		return Cron{}, fmt.Errorf("%q is no cron expression: %s; %s", s, strings.ReplaceAll(err.Error(), "; ", ", "), form)
	}
	c := Cron{s, schedule}
	if c.Next(NewDate(2026, time.January, 1).At(0)).IsNone() {
		return Cron{}, fmt.Errorf("%q names a day that never comes; %s", s, form)
	}
	return c, nil
}

// IsSet reports whether there is an expression.
func (c Cron) IsSet() bool { return c.schedule != nil }

// Next returns the expression's first moment that is not before m, or [NoMoment]
// where none comes within eight years.
func (c Cron) Next(m Moment) Moment {
	// The library works with instants; in UTC each civil minute is one.
	t := c.schedule.Next(m.Time().Add(-time.Second))
	if t.IsZero() {
		return NoMoment
	}
	return Of(t).At(t.Hour()*60 + t.Minute())
}

// MarshalText writes the expression.
func (c Cron) MarshalText() ([]byte, error) { return []byte(c.Expression), nil }

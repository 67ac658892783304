package config

import (
	"testing"
	"time"

	"compack/internal/period"
)

// withCalendar returns the small configuration with another calendar.
func withCalendar(calendar string) string {
	return "calendar: " + calendar + "\n" + small
}

func TestCalendarOfWeeks(t *testing.T) {
	c := load(t, write(t, withCalendar("{every: month, first_month: 2, weeks: 4-5-4, year_end: {weekday: saturday, rule: nearest}}")), nil)
	want := period.Calendar{Every: period.Monthly, FirstMonth: time.February, Weeks: period.Pattern{4, 5, 4}, YearEnd: period.YearEnd{Weekday: time.Saturday, Rule: period.Nearest}}
	if c.Calendar != want {
		t.Errorf("got %+v, want %+v", c.Calendar, want)
	}
	c.Period = "FY2026-P12"
	p, day, problems := c.Resolve(time.Time{})
	if p.Start.String() != "2026-01-04" || day.String() != "2026-01-31" || problems != nil {
		t.Errorf("%s to %s, %q", p.Start, day, told(problems))
	}
}

func TestTheZoneDecidesWhichDayIsThePresentOne(t *testing.T) {
	// 30 September, 22:30 UTC is 1 October, 00:30 in Berlin.
	now := time.Date(2026, 9, 30, 22, 30, 0, 0, time.UTC)
	for zone, want := range map[string]string{"": "2026-Q2", "UTC": "2026-Q2", "Europe/Berlin": "2026-Q3", "America/New_York": "2026-Q2"} {
		c := load(t, write(t, withCalendar("{every: quarter, timezone: "+`"`+zone+`"}`)), nil)
		if p, _, _ := c.Resolve(now); p.Label != want {
			t.Errorf("in %q: %s, want %s", zone, p.Label, want)
		}
	}
}

func TestTheInstantsOwnZoneDecidesWhereNoneIsSet(t *testing.T) {
	c := load(t, write(t, small), nil)
	east := time.FixedZone("east", 3*3600)
	if p, _, _ := c.Resolve(time.Date(2026, 9, 30, 22, 30, 0, 0, time.UTC).In(east)); p.Label != "2026-Q3" {
		t.Errorf("got %s", p.Label)
	}
}

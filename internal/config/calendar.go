package config

import (
	"time"
	_ "time/tzdata" // a machine need not have the list of zones

	"compack/internal/period"
	"compack/internal/problem"
)

// dates checks the calendar and, where the calendar is right, the period and the
// as-of date.
func (k *checker) dates(s layers) {
	right := k.calendar(s.Calendar)
	_, wrongDay := period.ParseDate(s.AsOf)
	if s.AsOf != "" && wrongDay != nil {
		k.wrong("as_of", wrongDay)
		return
	}
	if right && s.Period != "" {
		_, _, problems := k.Resolve(time.Time{})
		k.problems = append(k.problems, problems...)
	}
}

// calendar settles the calendar and reports whether what is written of it is
// right.
func (k *checker) calendar(c calendar) bool {
	before := len(k.problems)
	every, err := period.ParseCadence(c.Every)
	if err != nil {
		k.wrong("calendar.every", err)
	}
	if c.FirstMonth < 1 || c.FirstMonth > 12 {
		k.report(problem.BadSetting, "calendar.first_month", "write the number of the month that the year begins with, 1 to 12", "%d is no month", c.FirstMonth)
	}
	k.Calendar = period.Calendar{Every: every, FirstMonth: time.Month(c.FirstMonth)}
	k.weeks(c)
	k.zone(c.Timezone)
	return len(k.problems) == before
}

// weeks settles a calendar of weeks: their pattern and the end of the year.
func (k *checker) weeks(c calendar) {
	if c.Weeks == "" {
		if c.YearEnd != (yearEnd{}) {
			k.report(problem.BadSetting, "calendar.year_end", "write weeks: 4-4-5 as well, or remove the key", "says how a year of weeks ends, and the calendar has months")
		}
		return
	}
	var err error
	if k.Calendar.Weeks, err = period.ParsePattern(c.Weeks); err != nil {
		k.wrong("calendar.weeks", err)
	}
	k.required("calendar.year_end.weekday", c.YearEnd.Weekday != "", "write the weekday that the year ends on, such as saturday")
	k.required("calendar.year_end.rule", c.YearEnd.Rule != "", "write last (the last such weekday of the month before first_month) or nearest (the one nearest to that month's end)")
	if end := c.YearEnd; end.Weekday != "" {
		if k.Calendar.YearEnd.Weekday, err = period.ParseWeekday(end.Weekday); err != nil {
			k.wrong("calendar.year_end.weekday", err)
		}
	}
	if end := c.YearEnd; end.Rule != "" {
		if k.Calendar.YearEnd.Rule, err = period.ParseRule(end.Rule); err != nil {
			k.wrong("calendar.year_end.rule", err)
		}
	}
}

// zone settles the time zone of the present day.
func (k *checker) zone(name string) {
	if name == "" {
		return
	}
	zone, err := time.LoadLocation(name)
	if err != nil || zone == time.Local {
		k.report(problem.BadSetting, "calendar.timezone", "write a zone of the IANA list, such as Europe/Berlin, America/New_York or UTC", "%q is no time zone", name)
		return
	}
	k.Zone = zone
}

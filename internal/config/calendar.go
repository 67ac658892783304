package config

import (
	"time"
	_ "time/tzdata" // a machine need not have the list of zones

	"compack/internal/period"
	"compack/internal/problem"
)

// dates checks the calendar and the as-of date.
func (k *checker) dates(s layers) {
	before := len(k.problems)
	k.Calendar, k.Zone = k.calendar("calendar", s.Calendar)
	k.calendarRight = len(k.problems) == before
	_, wrongDay := period.ParseDate(s.AsOf)
	if s.AsOf != "" && wrongDay != nil {
		k.wrong("as_of", wrongDay)
	}
}

// period checks the period, with the as-of date that is to lie in it, where it is none
// of a schedule's own calendar: which pack it is for is not known here.
func (k *checker) period(s layers) {
	_, wrongDay := period.ParseDate(s.AsOf)
	if !k.calendarRight || s.Period == "" || s.AsOf != "" && wrongDay != nil || k.ofSchedule("", s.Period) != nil {
		return
	}
	_, _, problems := k.Resolve(time.Time{})
	k.problems = append(k.problems, problems...)
}

// calendar returns the calendar and zone that stand at key, and reports what is
// wrong with them.
func (k *checker) calendar(key string, c calendar) (period.Calendar, *time.Location) {
	every, err := period.ParseCadence(c.Every)
	if err != nil {
		k.wrong(key+".every", err)
	}
	if c.FirstMonth < 1 || c.FirstMonth > 12 {
		k.report(problem.BadSetting, key+".first_month", "write the number of the month that the year begins with, 1 to 12", "%d is no month", c.FirstMonth)
	}
	out := period.Calendar{Every: every, FirstMonth: time.Month(c.FirstMonth)}
	k.weeks(key, c, &out)
	return out, k.zone(key+".timezone", c.Timezone)
}

// weeks settles a calendar of weeks: their pattern and the end of the year.
func (k *checker) weeks(key string, c calendar, out *period.Calendar) {
	if c.Weeks == "" {
		if c.YearEnd != (yearEnd{}) {
			k.report(problem.BadSetting, key+".year_end", "write weeks: 4-4-5 as well, or remove the key", "says how a year of weeks ends, and the calendar has months")
		}
		return
	}
	var err error
	if out.Weeks, err = period.ParsePattern(c.Weeks); err != nil {
		k.wrong(key+".weeks", err)
	}
	k.required(key+".year_end.weekday", c.YearEnd.Weekday != "", "write the weekday that the year ends on, such as saturday")
	k.required(key+".year_end.rule", c.YearEnd.Rule != "", "write last (the last such weekday of the month before first_month) or nearest (the one nearest to that month's end)")
	if end := c.YearEnd; end.Weekday != "" {
		if out.YearEnd.Weekday, err = period.ParseWeekday(end.Weekday); err != nil {
			k.wrong(key+".year_end.weekday", err)
		}
	}
	if end := c.YearEnd; end.Rule != "" {
		if out.YearEnd.Rule, err = period.ParseRule(end.Rule); err != nil {
			k.wrong(key+".year_end.rule", err)
		}
	}
}

// zone returns the time zone called name; nil where there is none.
func (k *checker) zone(key, name string) *time.Location {
	if name == "" {
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil || zone == time.Local {
		k.report(problem.BadSetting, key, "write a zone of the IANA list, such as Europe/Berlin, America/New_York or UTC", "%q is no time zone", name)
		return nil
	}
	return zone
}

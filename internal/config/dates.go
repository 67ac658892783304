package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"compack/internal/period"
	"compack/internal/problem"
)

// Resolve returns the period to make and the day whose end it speaks for: the
// configured period, or else the last one completed before the day that now lies
// in; and the configured as-of date, or else the period's last day. The problems
// are a label or date that can't be one, and an as-of date outside the period.
func (c *Config) Resolve(now time.Time) (period.Period, period.Date, problem.List) {
	p := c.Calendar.LastCompleted(c.Today(now))
	if c.Period != "" {
		var err error
		if p, err = c.Calendar.Parse(c.Period); err != nil {
			return p, period.None, c.wrongDate("period", err.Error())
		}
	}
	if c.AsOf == "" {
		return p, p.Last(), nil
	}
	asOf, err := period.ParseDate(c.AsOf)
	if err != nil {
		return p, period.None, c.wrongDate("as_of", err.Error())
	}
	if !p.Contains(asOf) {
		return p, period.None, c.wrongDate("as_of", fmt.Sprintf("%s lies outside the period %s; write a day from %s to %s, or name the period that the day lies in",
			asOf, p.Label, p.Start, p.Last()))
	}
	return p, asOf, nil
}

// TakeCalendar makes the configuration's calendar that of the schedule that makes a
// pack, where the period that is asked for is one of its own: a pack of months beside
// those of quarters can then be made by hand as well. No pack means the workspace's.
func (c *Config) TakeCalendar(pack string) {
	if _, err := c.Calendar.Parse(c.Period); pack == "" && (err == nil || c.Period == "") {
		return
	}
	if s := c.ofSchedule(cmp.Or(pack, c.Pack.Template), c.Period); s != nil {
		c.Calendar = s.Calendar
	}
}

// ofSchedule returns the first schedule of a pack, "" for any, for the clients that
// were asked for whose calendar has the label; "" is one of each.
func (c *Config) ofSchedule(pack, label string) *Schedule {
	for i, s := range c.Schedules {
		isFor := func(id string) bool { return slices.Contains(s.Clients, id) }
		if s.From.Label == "" || pack != "" && s.Pack != pack || len(c.Only) > 0 && !slices.ContainsFunc(c.Only, isFor) {
			continue
		}
		if _, err := s.Calendar.Parse(label); err == nil || label == "" {
			return &c.Schedules[i]
		}
	}
	return nil
}

// Today returns the day that now lies in: in the calendar's time zone, or else in
// now's own.
func (c *Config) Today(now time.Time) period.Date {
	if c.Zone != nil {
		now = now.In(c.Zone)
	}
	return period.Of(now)
}

// wrongDate returns the problem that text tells: what is wrong and, after a
// semicolon, what to write.
func (c *Config) wrongDate(key, text string) problem.List {
	message, hint, _ := strings.Cut(text, "; ")
	p := problem.New(problem.BadSetting, c.At(key), "%s", message)
	p.Hint = hint
	return problem.List{p}
}

package config

import (
	"cmp"
	"slices"
	"time"

	"compack/internal/period"
	"compack/internal/problem"
	"compack/internal/strict"
)

// Schedule says which packs clients are owed, and by when.
type Schedule struct {
	Clients  []string // ids; never empty
	Pack     string   // a pack template
	Calendar period.Calendar
	Zone     *time.Location // nil: that of the machine
	Due      period.Offset  // after the period's last day; not with Cron
	Settle   *int           // days after the period for which inputs may still arrive; nil: the pack is ready when it is due
	At       int            // in minutes since midnight; not with Cron
	Holidays period.Holidays
	Cron     period.Cron
	From     period.Period
	Until    period.Period // no label: there is none
	Skip     []string
	Approval bool

	key string // its place in the file: schedules[1]
}

// Key returns the schedule's place in the file, such as schedules[1].
func (s Schedule) Key() string { return s.key }

// plan is a schedule as it is written.
type plan struct {
	Clients  []string `yaml:"clients"`
	Pack     string   `yaml:"pack"`
	calendar `yaml:",inline"`
	Due      string   `yaml:"due"`
	Settle   *int     `yaml:"settle_days"`
	At       string   `yaml:"at" strict:"raw"`
	Holidays holidays `yaml:"holidays"`
	Cron     string   `yaml:"cron"`
	From     string   `yaml:"from" strict:"raw"`
	Until    string   `yaml:"until" strict:"raw"`
	Skip     []string `yaml:"skip" strict:"raw"`
	Approval string   `yaml:"approval"`
}

type holidays struct {
	Country string   `yaml:"country"`
	Region  string   `yaml:"region"`
	Days    []string `yaml:"days" strict:"raw"`
}

const (
	// atDefault is when a pack is ready on its day.
	atDefault = "06:00"
	// noWeeks says that a schedule's periods are of months where those of the
	// workspace are of weeks.
	noWeeks = "none"
	// longestSettle is more days than any contract leaves between a period and its pack.
	longestSettle = 365
)

// schedules settles the schedules; base is the workspace's calendar as it is written.
func (k *checker) schedules(base calendar) {
	var right []Schedule
	for i, p := range k.plans {
		before := len(k.problems)
		s := k.schedule(strict.Item("schedules", i), p, base)
		k.Schedules = append(k.Schedules, s)
		unread := func(name string) bool { return k.doc.Failed(s.key + name) }
		if len(k.problems) > before || slices.ContainsFunc([]string{".clients", ".pack", ".until", ".skip"}, unread) {
			continue
		}
		k.overlap(s, right)
		right = append(right, s)
	}
}

func (k *checker) schedule(key string, p plan, base calendar) Schedule {
	s := Schedule{Clients: p.Clients, Pack: cmp.Or(p.Pack, k.Pack.Template), Settle: p.Settle, Skip: p.Skip, Approval: k.Approval, key: key}
	k.chosen(key+".clients", "client", p.Clients, k.clientIDs())
	if len(p.Clients) == 0 {
		s.Clients = k.clientIDs()
	}
	if p.Pack != "" && k.known.Packs != nil && !slices.Contains(k.known.Packs, p.Pack) {
		k.notFound(key+".pack", "pack template", p.Pack, k.known.Packs)
	}
	if p.Approval != "" {
		k.approval(key+".approval", p.Approval)
		s.Approval = p.Approval == asked
	}
	if p.Settle != nil && (*p.Settle < 0 || *p.Settle > longestSettle) {
		k.report(problem.BadSetting, key+".settle_days", "write for how many days after the period inputs may still arrive, 0 to 365", "%d is no such number", *p.Settle)
		return s
	}
	k.moment(&s, p)
	k.required(key+".from", p.From != "", "write the label of the first period that a pack is owed for")
	if !k.calendarRight {
		return s // what periods there are is not known
	}
	before := len(k.problems)
	s.Calendar, s.Zone = k.calendar(key, k.own(key, p, base))
	if p.Timezone == "" {
		s.Zone = k.Zone
	}
	if len(k.problems) == before && p.From != "" {
		k.span(&s, p)
	}
	return s
}

// own returns the workspace's calendar with what the schedule says in place of it.
func (k *checker) own(key string, p plan, base calendar) calendar {
	c := base
	c.Every, c.Timezone = cmp.Or(p.Every, c.Every), p.Timezone
	if _, written := k.doc.Text(key + ".first_month"); written {
		c.FirstMonth = p.FirstMonth
	}
	switch p.Weeks {
	case "":
	case noWeeks:
		c.Weeks, c.YearEnd = "", yearEnd{}
	default:
		c.Weeks = p.Weeks
	}
	c.YearEnd = yearEnd{cmp.Or(p.YearEnd.Weekday, c.YearEnd.Weekday), cmp.Or(p.YearEnd.Rule, c.YearEnd.Rule)}
	return c
}

// moment settles when packs are ready and owed: by an expression, or by a number of
// days and a time.
func (k *checker) moment(s *Schedule, p plan) {
	var err error
	hasHolidays := p.Holidays.Country+p.Holidays.Region != "" || len(p.Holidays.Days) > 0
	if p.Cron != "" {
		if s.Cron, err = period.ParseCron(p.Cron); err != nil {
			k.wrong(s.key+".cron", err)
		}
		k.besideCron(s.key+".due", p.Due != "")
		k.besideCron(s.key+".at", p.At != "")
		k.besideCron(s.key+".holidays", hasHolidays)
		return
	}
	k.required(s.key+".due", p.Due != "", "write how long after the period the pack is owed, such as 15 days or 10 business days, or write cron")
	if p.Due != "" {
		if s.Due, err = period.ParseOffset(p.Due); err != nil {
			k.wrong(s.key+".due", err)
		}
	}
	if s.At, err = period.ParseTime(cmp.Or(p.At, atDefault)); err != nil {
		k.wrong(s.key+".at", err)
	}
	if hasHolidays && s.Due.IsSet() && !s.Due.Business {
		k.report(problem.BadSetting, s.key+".holidays", "write due in business days, or remove the key", "has no effect: due counts every day")
		return
	}
	k.holidays(s, p.Holidays)
}

// besideCron reports a key that says what cron says already.
func (k *checker) besideCron(key string, written bool) {
	if written {
		k.report(problem.Repeated, key, "keep cron, or remove it and keep due, at and holidays", "cron says already when the pack is ready and owed")
	}
}

func (k *checker) holidays(s *Schedule, h holidays) {
	var own []period.Date
	for i, text := range h.Days {
		day, err := period.ParseDate(text)
		if err != nil {
			k.wrong(strict.Item(s.key+".holidays.days", i), err)
			continue
		}
		own = append(own, day)
	}
	var err error
	if s.Holidays, err = period.NewHolidays(h.Country, h.Region, own); err != nil {
		key := ".holidays.country"
		if h.Region != "" {
			key = ".holidays.region"
		}
		k.wrong(s.key+key, err)
	}
}

// span settles the periods of the schedule: the first, the last, and those that are
// skipped.
func (k *checker) span(s *Schedule, p plan) {
	var err error
	if s.From, err = s.Calendar.Parse(p.From); err != nil {
		k.wrong(s.key+".from", err)
		return
	}
	if p.Until != "" {
		if s.Until, err = s.Calendar.Parse(p.Until); err != nil {
			k.wrong(s.key+".until", err)
			return
		}
		if s.Until.Start < s.From.Start {
			k.report(problem.BadSetting, s.key+".until", "name the first period under from, and the last under until", "%s lies before %s, the first period", p.Until, p.From)
			return
		}
	}
	for i, label := range p.Skip {
		at := strict.Item(s.key+".skip", i)
		switch one, err := s.Calendar.Parse(label); {
		case err != nil:
			k.wrong(at, err)
		case one.Start < s.From.Start || s.Until.Label != "" && one.Start > s.Until.Start:
			k.report(problem.BadSetting, at, "remove it", "%s is no period from the first to the last", label)
		case slices.Index(p.Skip, label) < i:
			k.report(problem.Repeated, at, "keep one of the two", "%q is named already", label)
		}
	}
	k.inTime(*s)
}

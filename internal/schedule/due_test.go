package schedule_test

import (
	"strings"
	"testing"
	"time"

	"compack/internal/period"
	"compack/internal/schedule"
)

var (
	quarters = period.Calendar{Every: period.Quarterly}
	months   = period.Calendar{Every: period.Monthly}
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// plan is a schedule as a test writes it.
type plan struct {
	clients, pack     string // a, b; p where there is none
	calendar          period.Calendar
	zone              string // Europe/Berlin where there is none
	due, at, cron     string // 15 days, 06:00
	country           string
	settle            int // 0 is none
	from, until, skip string
	approval          bool
}

func (p plan) schedule(t *testing.T) schedule.Schedule {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	or := func(s, other string) string {
		if s == "" {
			return other
		}
		return s
	}
	s := schedule.Schedule{Clients: strings.Split(or(p.clients, "a"), " "), Pack: or(p.pack, "p"), Calendar: p.calendar,
		Zone: zone(t, or(p.zone, "Europe/Berlin")), Skip: strings.Fields(p.skip), Approval: p.approval}
	if s.Calendar.Every == 0 {
		s.Calendar = quarters
	}
	var err error
	if p.cron != "" {
		s.Cron, err = period.ParseCron(p.cron)
	} else {
		s.Due, err = period.ParseOffset(or(p.due, "15 days"))
		must(err)
		s.At, err = period.ParseTime(or(p.at, "06:00"))
	}
	must(err)
	if p.settle > 0 {
		s.Settle = &p.settle
	}
	s.Holidays, err = period.NewHolidays(p.country, "", nil)
	must(err)
	s.From, err = s.Calendar.Parse(p.from)
	must(err)
	if p.until != "" {
		s.Until, err = s.Calendar.Parse(p.until)
		must(err)
	}
	return s
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func TestWhenAPackIsReadyAndOwed(t *testing.T) {
	fiscal := period.Calendar{Every: period.Quarterly, FirstMonth: time.April}
	weeks := period.Calendar{Every: period.Monthly, FirstMonth: time.February, Weeks: period.Pattern{4, 5, 4}, YearEnd: period.YearEnd{Weekday: time.Saturday, Rule: period.Nearest}}
	for _, c := range []struct {
		name                   string
		plan                   plan
		ready, dueOn, deadline string
	}{
		{"days", plan{from: "2026-Q1"}, "2026-04-15T06:00:00+02:00", "2026-04-15", "2026-04-16T00:00:00+02:00"},
		{"days in winter", plan{from: "2026-Q4"}, "2027-01-15T06:00:00+01:00", "2027-01-15", "2027-01-16T00:00:00+01:00"},
		{"business days and holidays", plan{from: "2026-Q1", due: "10 business days", country: "DE"}, "2026-04-16T06:00:00+02:00", "2026-04-16", "2026-04-17T00:00:00+02:00"},
		{"days for inputs", plan{from: "2026-Q3", settle: 3}, "2026-10-04T06:00:00+02:00", "2026-10-15", "2026-10-16T00:00:00+02:00"},
		{"a leap day", plan{calendar: months, from: "2024-01", due: "29 days"}, "2024-02-29T06:00:00+01:00", "2024-02-29", "2024-03-01T00:00:00+01:00"},
		{"February of a leap year", plan{calendar: months, from: "2024-02", due: "1 day"}, "2024-03-01T06:00:00+01:00", "2024-03-01", "2024-03-02T00:00:00+01:00"},
		{"the end of a year", plan{calendar: months, from: "2026-12", due: "1 business day", country: "DE"}, "2027-01-04T06:00:00+01:00", "2027-01-04", "2027-01-05T00:00:00+01:00"},
		{"a fiscal year", plan{calendar: fiscal, from: "FY2027-Q4"}, "2027-04-15T06:00:00+02:00", "2027-04-15", "2027-04-16T00:00:00+02:00"},
		{"weeks", plan{calendar: weeks, from: "FY2024-P12", zone: "America/New_York"}, "2024-02-18T06:00:00-05:00", "2024-02-18", "2024-02-19T00:00:00-05:00"},
		{"an expression", plan{from: "2026-Q3", cron: "0 6 5 1,4,7,10 *"}, "2026-10-05T06:00:00+02:00", "2026-10-05", "2026-10-06T00:00:00+02:00"},
		{"an expression after days for inputs", plan{from: "2026-Q3", cron: "0 6 * * MON", settle: 5}, "2026-10-12T06:00:00+02:00", "2026-10-12", "2026-10-13T00:00:00+02:00"},
		// Spring in Berlin: 02:30 on 29 March 2026 does not exist; 03:00 is the first instant after it.
		{"the gap in Berlin", plan{calendar: months, from: "2026-02", due: "29 days", at: "02:30"}, "2026-03-29T03:00:00+02:00", "2026-03-29", "2026-03-30T00:00:00+02:00"},
		{"the gap in Berlin, by an expression", plan{calendar: months, from: "2026-02", cron: "30 2 29 * *"}, "2026-03-29T03:00:00+02:00", "2026-03-29", "2026-03-30T00:00:00+02:00"},
		{"the fold in Berlin", plan{calendar: months, from: "2026-09", due: "25 days", at: "02:30"}, "2026-10-25T02:30:00+02:00", "2026-10-25", "2026-10-26T00:00:00+01:00"},
		{"the gap in New York", plan{calendar: months, from: "2026-02", due: "8 days", at: "02:30", zone: "America/New_York"}, "2026-03-08T03:00:00-04:00", "2026-03-08", "2026-03-09T00:00:00-04:00"},
		{"the fold in New York", plan{calendar: months, from: "2026-10", due: "1 day", at: "01:30", zone: "America/New_York"}, "2026-11-01T01:30:00-04:00", "2026-11-01", "2026-11-02T00:00:00-05:00"},
		// In Santiago it is midnight itself that spring removes (6 September 2026), and the hour before it that
		// autumn repeats (4 April 2026).
		{"the gap in Santiago", plan{calendar: months, from: "2026-08", due: "6 days", at: "00:00", zone: "America/Santiago"}, "2026-09-06T01:00:00-03:00", "2026-09-06", "2026-09-07T00:00:00-03:00"},
		{"a deadline in the gap of Santiago", plan{calendar: months, from: "2026-08", due: "5 days", zone: "America/Santiago"}, "2026-09-05T06:00:00-04:00", "2026-09-05", "2026-09-06T01:00:00-03:00"},
		{"the fold in Santiago", plan{calendar: months, from: "2026-03", due: "4 days", at: "23:30", zone: "America/Santiago"}, "2026-04-04T23:30:00-03:00", "2026-04-04", "2026-04-05T00:00:00-04:00"},
		// Lord Howe moves its clocks by half an hour.
		{"the gap on Lord Howe", plan{calendar: months, from: "2026-09", due: "4 days", at: "02:15", zone: "Australia/Lord_Howe"}, "2026-10-04T02:30:00+11:00", "2026-10-04", "2026-10-05T00:00:00+11:00"},
		{"the gap on Lord Howe, by an expression", plan{calendar: months, from: "2026-09", cron: "15 2 4 * *", zone: "Australia/Lord_Howe"}, "2026-10-04T02:30:00+11:00", "2026-10-04", "2026-10-05T00:00:00+11:00"},
		{"after the gap on Lord Howe", plan{calendar: months, from: "2026-09", due: "4 days", at: "02:30", zone: "Australia/Lord_Howe"}, "2026-10-04T02:30:00+11:00", "2026-10-04", "2026-10-05T00:00:00+11:00"},
		{"the fold on Lord Howe", plan{calendar: months, from: "2026-03", due: "5 days", at: "01:45", zone: "Australia/Lord_Howe"}, "2026-04-05T01:45:00+11:00", "2026-04-05", "2026-04-06T00:00:00+10:30"},
		// Samoa passed over 30 December 2011.
		{"a day that never was", plan{calendar: months, from: "2011-11", due: "30 days", zone: "Pacific/Apia"}, "2011-12-31T00:00:00+14:00", "2011-12-30", "2011-12-31T00:00:00+14:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			items := schedule.States(at(t, "2040-01-01T00:00:00Z"), []schedule.Schedule{c.plan.schedule(t)}, nil)
			i := items[0]
			if got := i.Ready.Format(time.RFC3339); got != c.ready || i.DueOn.String() != c.dueOn || i.Deadline.Format(time.RFC3339) != c.deadline {
				t.Errorf("%s: ready %s, due on %s, deadline %s; want %s, %s, %s", i.Key, got, i.DueOn, i.Deadline.Format(time.RFC3339), c.ready, c.dueOn, c.deadline)
			}
		})
	}
}

// told writes items as lines.
func told(items []schedule.Item) string {
	var lines []string
	for _, i := range items {
		line := i.Key.String() + " " + string(i.State)
		if i.Late && i.State != schedule.StateLate {
			line += " late"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, ", ")
}

func TestHowThingsStand(t *testing.T) {
	berlin := plan{from: "2026-Q1", due: "15 days", settle: 3}
	then := at(t, "2026-05-01T00:00:00Z")
	for _, c := range []struct {
		name, now, want string
		done            schedule.Done
	}{
		{"before the period", "2025-12-31T22:59:59Z", "", schedule.Done{}},
		{"from its first instant in the zone", "2025-12-31T23:00:00Z", "a p 2026-Q1 waiting", schedule.Done{}},
		{"a second before it is ready", "2026-04-04T05:59:59+02:00", "a p 2026-Q1 waiting", schedule.Done{}},
		{"ready", "2026-04-04T06:00:00+02:00", "a p 2026-Q1 due", schedule.Done{}},
		{"the deadline's last second", "2026-04-15T23:59:59+02:00", "a p 2026-Q1 due", schedule.Done{}},
		{"past the deadline", "2026-04-16T00:00:00+02:00", "a p 2026-Q1 late", schedule.Done{}},
		{"issued", "2026-04-16T00:00:00+02:00", "a p 2026-Q1 issued", schedule.Done{Revision: 2, Issued: at(t, "2026-04-15T21:59:59Z")}},
		{"issued late", "2026-04-16T00:00:00+02:00", "a p 2026-Q1 issued late", schedule.Done{Revision: 1, Issued: at(t, "2026-04-15T22:00:00Z")}},
		{"issued before the clock was put back", "2026-02-01T00:00:00Z", "a p 2026-Q1 issued", schedule.Done{Revision: 1, Issued: at(t, "2026-04-05T00:00:00Z")}},
		{"held", "2026-04-04T06:00:00+02:00", "a p 2026-Q1 held", schedule.Done{Held: "no file", HeldAt: then}},
		{"held past the deadline", "2026-04-16T06:00:00+02:00", "a p 2026-Q1 held late", schedule.Done{Held: "no file", HeldAt: then}},
		{"a draft", "2026-04-10T06:00:00+02:00", "a p 2026-Q1 pending", schedule.Done{Draft: 1, Drafted: then}},
		{"a draft past the deadline", "2026-04-16T06:00:00+02:00", "a p 2026-Q1 pending late", schedule.Done{Draft: 1, Drafted: then}},
		{"a draft of a second revision", "2026-04-16T06:00:00+02:00", "a p 2026-Q1 pending", schedule.Done{Revision: 1, Issued: at(t, "2026-04-14T00:00:00Z"), Draft: 2}},
		{"a draft where nobody is asked", "2026-04-10T06:00:00+02:00", "a p 2026-Q1 due", schedule.Done{Draft: 1, Drafted: then}},
		{"rejected", "2026-04-10T06:00:00+02:00", "a p 2026-Q1 rejected", schedule.Done{Rejected: "wrong", RejectedAt: then}},
		{"rejected, then held", "2026-04-10T06:00:00+02:00", "a p 2026-Q1 held", schedule.Done{Rejected: "wrong", RejectedAt: then, Held: "no file", HeldAt: then.Add(1)}},
		{"held, then rejected", "2026-04-10T06:00:00+02:00", "a p 2026-Q1 rejected", schedule.Done{Rejected: "wrong", RejectedAt: then, Held: "no file", HeldAt: then}},
	} {
		t.Run(c.name, func(t *testing.T) {
			schedules := []schedule.Schedule{berlin.schedule(t)}
			schedules[0].Approval = !strings.Contains(c.name, "nobody is asked")
			done := map[schedule.Key]schedule.Done{{Client: "a", Pack: "p", Period: "2026-Q1"}: c.done}
			var got []schedule.Item
			for _, i := range schedule.States(at(t, c.now), schedules, done) {
				if i.Key.Period == "2026-Q1" {
					got = append(got, i)
				}
			}
			if told(got) != c.want {
				t.Errorf("got %q, want %q", told(got), c.want)
			}
			for _, i := range schedule.Due(at(t, c.now), schedules, done) {
				if !i.State.IsToBeMade() {
					t.Errorf("%s is %s and to be made", i.Key, i.State)
				}
			}
		})
	}
}

func TestWhichKeysThereAre(t *testing.T) {
	now := "2026-11-26T12:00:00+01:00"
	for _, c := range []struct {
		name  string
		plans []plan
		want  string
	}{
		{"the oldest first, client by client", []plan{{clients: "b a", from: "2026-Q2"}},
			"b p 2026-Q2 late, a p 2026-Q2 late, b p 2026-Q3 late, a p 2026-Q3 late, b p 2026-Q4 waiting, a p 2026-Q4 waiting"},
		{"to the last period", []plan{{from: "2026-Q1", until: "2026-Q2"}}, "a p 2026-Q1 late, a p 2026-Q2 late"},
		{"but for those that are skipped", []plan{{from: "2026-Q1", until: "2026-Q3", skip: "2026-Q2"}}, "a p 2026-Q1 late, a p 2026-Q2 skipped, a p 2026-Q3 late"},
		{"one that has not begun", []plan{{from: "2027-Q1"}}, ""},
		{"of two schedules the first counts", []plan{{from: "2026-Q3", due: "90 days"}, {clients: "a b", from: "2026-Q3"}},
			"a p 2026-Q3 waiting, b p 2026-Q3 late, a p 2026-Q4 waiting, b p 2026-Q4 waiting"},
		{"unless it skips", []plan{{from: "2026-Q2", skip: "2026-Q3"}, {from: "2026-Q3", until: "2026-Q3", due: "90 days"}},
			"a p 2026-Q2 late, a p 2026-Q3 waiting, a p 2026-Q4 waiting"},
		{"months and quarters beside one another", []plan{{from: "2026-Q3", until: "2026-Q3"}, {calendar: months, from: "2026-08", until: "2026-10", due: "10 days"}},
			"a p 2026-08 late, a p 2026-Q3 late, a p 2026-09 late, a p 2026-10 late"},
		{"two packs of one client", []plan{{from: "2026-Q3", until: "2026-Q3"}, {pack: "q", from: "2026-Q3", until: "2026-Q3"}}, "a p 2026-Q3 late, a q 2026-Q3 late"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var schedules []schedule.Schedule
			for _, p := range c.plans {
				schedules = append(schedules, p.schedule(t))
			}
			if got := told(schedule.States(at(t, now), schedules, nil)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// The zone of the present instant decides where a schedule has none.
func TestTheMachinesZoneIsTakenWhereNoneIsSet(t *testing.T) {
	s := plan{from: "2026-Q3"}.schedule(t)
	s.Zone = nil
	tokyo := zone(t, "Asia/Tokyo")
	items := schedule.Due(at(t, "2026-10-14T21:00:00Z").In(tokyo), []schedule.Schedule{s}, nil)
	if len(items) != 1 || items[0].Ready.Format(time.RFC3339) != "2026-10-15T06:00:00+09:00" {
		t.Errorf("got %v", items)
	}
}

// What was issued under a schedule stays issued under another.
func TestAChangedScheduleMakesNothingTwice(t *testing.T) {
	now := at(t, "2026-11-26T12:00:00Z")
	done := map[schedule.Key]schedule.Done{}
	for _, label := range []string{"2026-Q1", "2026-Q2", "2026-Q3"} {
		done[schedule.Key{Client: "a", Pack: "p", Period: label}] = schedule.Done{Revision: 1, Issued: at(t, "2026-10-15T06:00:00Z")}
	}
	for _, p := range []plan{
		{from: "2026-Q1"}, {from: "2026-Q2", due: "30 business days"}, {from: "2026-Q1", cron: "0 6 5 * *"},
		{from: "2026-Q1", zone: "Australia/Lord_Howe"}, {from: "2026-Q1", settle: 9}, {from: "2026-Q1", approval: true},
	} {
		if due := schedule.Due(now, []schedule.Schedule{p.schedule(t)}, done); len(due) > 0 {
			t.Errorf("%+v: %s", p, told(due))
		}
	}
	later := plan{calendar: months, from: "2026-10"}.schedule(t)
	if got := told(schedule.Due(now, []schedule.Schedule{later}, done)); got != "a p 2026-10 late" {
		t.Errorf("after a change to months: %s", got)
	}
}

func TestALongGapIsAskedAbout(t *testing.T) {
	schedules := []schedule.Schedule{plan{clients: "a b", from: "2025-Q2"}.schedule(t), plan{clients: "c", from: "2026-Q1"}.schedule(t)}
	done := map[schedule.Key]schedule.Done{
		{Client: "b", Pack: "p", Period: "2025-Q2"}: {Held: "no file"},
		{Client: "b", Pack: "p", Period: "2025-Q3"}: {Revision: 1},
	}
	due := schedule.Due(at(t, "2026-10-15T12:00:00Z"), schedules, done)
	within, beyond := schedule.CatchUp(due, 4)
	if got, want := told(beyond), "a p 2025-Q2 late, a p 2025-Q3 late, a p 2025-Q4 late, a p 2026-Q1 late, a p 2026-Q2 late, a p 2026-Q3 due"; got != want {
		t.Errorf("asked about\n%s, want\n%s", got, want)
	}
	if len(within)+len(beyond) != len(due) || !strings.HasPrefix(told(within), "b p 2025-Q2 held late, b p 2025-Q4 late, b p 2026-Q1 late, c p 2026-Q1 late") {
		t.Errorf("made without asking: %s", told(within))
	}
	if _, beyond := schedule.CatchUp(due, 5); len(beyond) > 0 {
		t.Errorf("asked about %s", told(beyond))
	}
}

func TestWhatComesNext(t *testing.T) {
	schedules := []schedule.Schedule{
		plan{clients: "a", from: "2025-Q1", skip: "2026-Q4"}.schedule(t),
		plan{clients: "b a", pack: "m", calendar: months, from: "2027-01", due: "3 days"}.schedule(t),
		plan{clients: "c", from: "2025-Q1", until: "2026-Q4"}.schedule(t),
	}
	got := told(schedule.Upcoming(at(t, "2026-10-15T12:00:00Z"), schedules, 3))
	want := "a p 2026-Q3 due, a m 2027-01 waiting, a m 2027-02 waiting, b m 2027-01 waiting, b m 2027-02 waiting, b m 2027-03 waiting, c p 2026-Q3 due, c p 2026-Q4 waiting"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

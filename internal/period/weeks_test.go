package period

import (
	"testing"
	"time"
)

// calendars returns every calendar that a configuration can name.
func calendars() []Calendar {
	var out []Calendar
	for _, every := range cadences {
		for first := time.January; first <= time.December; first++ {
			out = append(out, Calendar{Every: every, FirstMonth: first})
			for _, weeks := range patterns {
				for _, weekday := range weekdays {
					for _, rule := range []Rule{Last, Nearest} {
						out = append(out, Calendar{Every: every, FirstMonth: first, Weeks: weeks, YearEnd: YearEnd{weekday, rule}})
					}
				}
			}
		}
	}
	return out
}

func TestPeriodsOfEveryCalendarTileSixtyYears(t *testing.T) {
	from, to := NewDate(1990, time.January, 1), NewDate(2050, time.January, 1)
	for _, c := range calendars() {
		seen := map[string]bool{}
		for p := c.At(from); p.Start < to; {
			if seen[p.Label] || p.End <= p.Start {
				t.Fatalf("%+v: %v stands twice or has no day", c, p)
			}
			seen[p.Label] = true
			if again, err := c.Parse(p.Label); err != nil || again != p {
				t.Fatalf("%+v: %s reads as %v, %v; want %v", c, p.Label, again, err, p)
			}
			if c.At(p.Start) != p || c.At(p.Last()) != p {
				t.Fatalf("%+v: the ends of %v lie in %v and %v", c, p, c.At(p.Start), c.At(p.Last()))
			}
			next := c.Next(p)
			if next.Start != p.End || c.Previous(next) != p {
				t.Fatalf("%+v: %v follows %v, which follows %v", c, next, p, c.Previous(next))
			}
			p = next
		}
	}
}

func TestPeriodsOfWeeksHaveTheirWeeks(t *testing.T) {
	long := 0
	for _, c := range calendars() {
		if !c.Weeks.IsSet() {
			continue
		}
		for p := c.At(NewDate(2000, time.June, 1)); p.Start < NewDate(2040, time.January, 1); p = c.Next(p) {
			days := int(p.End - p.Start)
			weeks := days / 7
			low, high := map[Cadence]int{Monthly: 4, Quarterly: 13, HalfYearly: 26, Yearly: 52}[c.Every], 0
			if high = low + 1; c.Every == Monthly {
				high = 6
			}
			if days%7 != 0 || weeks < low || weeks > high {
				t.Fatalf("%+v: %v has %d days", c, p, days)
			}
			if p.Last().Weekday() != c.YearEnd.Weekday {
				t.Fatalf("%+v: %v ends on a %s", c, p, p.Last().Weekday())
			}
			if c.Every == Yearly && weeks == 53 {
				long++
			}
		}
	}
	if long == 0 {
		t.Error("no year has 53 weeks")
	}
}

// The years of weeks were counted on a calendar: 31 January 2026 is a Saturday,
// 31 January 2024 a Wednesday, 31 December 2026 a Thursday.
func TestYearsOfWeeksEndWhereTheirRuleSays(t *testing.T) {
	retail := Calendar{Every: Yearly, FirstMonth: time.February, Weeks: Pattern{4, 5, 4}, YearEnd: YearEnd{time.Saturday, Nearest}}
	last := retail
	last.YearEnd.Rule = Last
	january := Calendar{Every: Yearly, FirstMonth: time.January, Weeks: Pattern{4, 4, 5}, YearEnd: YearEnd{time.Saturday, Nearest}}
	for _, c := range []struct {
		calendar    Calendar
		label       string
		first, last string
		weeks       int
	}{
		{retail, "FY2026", "2025-02-02", "2026-01-31", 52},
		{retail, "FY2024", "2023-01-29", "2024-02-03", 53},
		{last, "FY2026", "2025-01-26", "2026-01-31", 53},
		{last, "FY2024", "2023-01-29", "2024-01-27", 52},
		{january, "FY2026", "2026-01-04", "2027-01-02", 52},
	} {
		p, err := c.calendar.Parse(c.label)
		if err != nil || p.Start.String() != c.first || p.Last().String() != c.last || int(p.End-p.Start) != 7*c.weeks {
			t.Errorf("%s: %s to %s (%d days), %v; want %s to %s", c.label, p.Start, p.Last(), p.End-p.Start, err, c.first, c.last)
		}
	}
}

func TestTheFiftyThirdWeekGoesToTheLastMonth(t *testing.T) {
	c := Calendar{Every: Monthly, FirstMonth: time.February, Weeks: Pattern{4, 5, 4}, YearEnd: YearEnd{time.Saturday, Nearest}}
	for label, weeks := range map[string]int{"FY2024-P01": 4, "FY2024-P02": 5, "FY2024-P03": 4, "FY2024-P12": 5, "FY2025-P12": 4} {
		p, err := c.Parse(label)
		if got := int(p.End-p.Start) / 7; err != nil || got != weeks {
			t.Errorf("%s has %d weeks, %v; want %d", label, got, err, weeks)
		}
	}
	c.Every = Quarterly
	p, err := c.Parse("FY2024-Q4")
	if got := int(p.End-p.Start) / 7; err != nil || got != 14 {
		t.Errorf("the last quarter has %d weeks, %v; want 14", got, err)
	}
}

func TestMonthsOfWeeksAndOfTheCalendarHaveDifferentLabels(t *testing.T) {
	weeks := Calendar{Every: Monthly, FirstMonth: time.February, Weeks: Pattern{4, 4, 5}, YearEnd: YearEnd{time.Saturday, Last}}
	for _, label := range []string{"FY2026-03", "2026-P03", "2026-03", "FY2026-P13", "FY2026-P3"} {
		if p, err := weeks.Parse(label); err == nil {
			t.Errorf("%q was read as %v", label, p)
		}
	}
	if p, err := (Calendar{Every: Monthly, FirstMonth: time.April}).Parse("FY2026-P03"); err == nil {
		t.Errorf("a month of weeks was read as %v", p)
	}
}

func TestARangeOfPeriodsRunsFromTheOldest(t *testing.T) {
	c := Calendar{Every: Quarterly}
	periods, err := c.Range("2025-Q4", "2026-Q2")
	var labels string
	for _, p := range periods {
		labels += p.Label + " "
	}
	if err != nil || labels != "2025-Q4 2026-Q1 2026-Q2 " {
		t.Errorf("got %s, %v", labels, err)
	}
	if _, err := c.Range("2026-Q2", "2025-Q4"); err == nil {
		t.Error("a range that runs backwards was taken")
	}
}

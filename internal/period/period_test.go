package period

import (
	"testing"
	"time"
)

func TestLabelsAndTheirDays(t *testing.T) {
	quarters := Calendar{Every: Quarterly}
	april := Calendar{Every: Quarterly, FirstMonth: time.April}
	for _, c := range []struct {
		calendar    Calendar
		label       string
		first, last string
	}{
		{quarters, "2026-Q3", "2026-07-01", "2026-09-30"},
		{quarters, "2024-Q1", "2024-01-01", "2024-03-31"},
		{april, "FY2027-Q1", "2026-04-01", "2026-06-30"},
		{april, "FY2027-Q4", "2027-01-01", "2027-03-31"},
		{Calendar{Every: Monthly}, "2024-02", "2024-02-01", "2024-02-29"},
		{Calendar{Every: Monthly, FirstMonth: time.October}, "FY2027-01", "2026-10-01", "2026-10-31"},
		{Calendar{Every: HalfYearly}, "2026-H2", "2026-07-01", "2026-12-31"},
		{Calendar{Every: Yearly}, "2026", "2026-01-01", "2026-12-31"},
		{Calendar{Every: Yearly, FirstMonth: time.July}, "FY2027", "2026-07-01", "2027-06-30"},
	} {
		p, err := c.calendar.Parse(c.label)
		if err != nil || p.Start.String() != c.first || p.Last().String() != c.last {
			t.Errorf("%s: %s to %s, %v; want %s to %s", c.label, p.Start, p.Last(), err, c.first, c.last)
		}
		for _, day := range []Date{p.Start, p.Last()} {
			if got := c.calendar.At(day); got != p {
				t.Errorf("%s lies in %v, want %v", day, got, p)
			}
		}
	}
}

func TestLabelsOfAnotherCalendarAreRefused(t *testing.T) {
	for _, label := range []string{"", "2026", "2026-Q0", "2026-Q5", "2026-07", "2026-H1", "FY2026-Q3", "26-Q3", "2026-q3", " 2026-Q3"} {
		if p, err := (Calendar{Every: Quarterly}).Parse(label); err == nil {
			t.Errorf("%q was read as %v", label, p)
		}
	}
	_, err := Calendar{Every: Quarterly}.Parse("2026-07")
	if want := `"2026-07" is no period of this calendar; write it as 2026-Q3`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestPeriodsFollowOneAnotherWithoutGap(t *testing.T) {
	for _, every := range []Cadence{Monthly, Quarterly, HalfYearly, Yearly} {
		for first := time.January; first <= time.December; first++ {
			c := Calendar{Every: every, FirstMonth: first}
			p := c.At(NewDate(2030, 1, 1))
			for range 40 {
				before := c.Previous(p)
				if before.End != p.Start || before.Label == p.Label {
					t.Fatalf("%v comes before %v", before, p)
				}
				if again, err := c.Parse(before.Label); err != nil || again != before {
					t.Fatalf("%s parses as %v, %v", before.Label, again, err)
				}
				p = before
			}
		}
	}
}

func TestLastCompletedIsNeverThePresentPeriod(t *testing.T) {
	c := Calendar{Every: Quarterly}
	for day, want := range map[string]string{"2026-09-30": "2026-Q2", "2026-10-01": "2026-Q3", "2026-01-01": "2025-Q4"} {
		d, err := ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.LastCompleted(d).Label; got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
}

func TestExcelSerials(t *testing.T) {
	for serial, want := range map[int]string{1: "1900-01-01", 59: "1900-02-28", 61: "1900-03-01", 36526: "2000-01-01", 46295: "2026-09-30"} {
		if got := FromExcel(serial).String(); got != want {
			t.Errorf("serial %d is %s, want %s", serial, got, want)
		}
	}
	if got := NewDate(2026, 9, 30).Excel(); got != 46295 {
		t.Errorf("2026-09-30 has serial %d, want 46295", got)
	}
}

func TestBadDatesAreRefused(t *testing.T) {
	for _, s := range []string{"2026-02-30", "30.09.2026", "2026-9-30", "today"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q was read as %s", s, d)
		}
	}
}

package period

import (
	"strings"
	"testing"
)

func day(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The days were counted on a wall calendar. In 2026 Good Friday is 3 April and
// Easter Monday 6 April; 4 July is a Saturday, observed on 3 July.
func TestDaysAfterTheEndOfAPeriod(t *testing.T) {
	for _, c := range []struct{ offset, country, region, own, last, want string }{
		{"15 days", "DE", "", "", "2026-03-31", "2026-04-15"},
		{"1 day", "", "", "", "2026-12-31", "2027-01-01"},
		{"1 business day", "", "", "", "2026-12-31", "2027-01-01"},
		{"1 business day", "DE", "", "", "2026-12-31", "2027-01-04"},
		{"10 business days", "", "", "", "2026-03-31", "2026-04-14"},
		{"10 business days", "DE", "", "", "2026-03-31", "2026-04-16"},
		{"10 business days", "DE", "DE-HE", "2026-04-16", "2026-03-31", "2026-04-17"},
		{"1 business day", "US", "", "", "2026-07-02", "2026-07-06"},
		{"1 business day", "GB", "", "", "2026-12-24", "2026-12-29"},
		{"3 business days", "DE", "", "", "2026-06-02", "2026-06-05"},
		{"3 business days", "DE", "DE-HE", "", "2026-06-02", "2026-06-08"}, // Corpus Christi, 4 June
		{"1 business day", "", "", "", "2024-02-28", "2024-02-29"},
		{"2 days", "", "", "", "2024-02-28", "2024-03-01"},
		{"2 days", "", "", "", "2025-02-28", "2025-03-02"},
	} {
		offset, err := ParseOffset(c.offset)
		if err != nil || offset.String() != c.offset {
			t.Fatalf("%s reads as %s, %v", c.offset, offset, err)
		}
		var own []Date
		if c.own != "" {
			own = []Date{day(t, c.own)}
		}
		holidays, err := NewHolidays(c.country, c.region, own)
		if err != nil {
			t.Fatal(err)
		}
		if got := offset.After(day(t, c.last), holidays).String(); got != c.want {
			t.Errorf("%s after %s in %s %s: %s, want %s", c.offset, c.last, c.country, c.region, got, c.want)
		}
	}
}

func TestEveryCountryHasHolidaysInEveryYear(t *testing.T) {
	for _, country := range Countries() {
		places := append(Regions(country), "")
		for _, region := range places {
			h, err := NewHolidays(country, region, nil)
			if err != nil && region == "" && len(places) > 1 {
				continue // one whose holidays are those of its regions
			}
			if err != nil {
				t.Errorf("%s %s: %v", country, region, err)
			}
			for year := 2020; year < 2040; year++ {
				n := 0
				for d := NewDate(year, 1, 1); d < NewDate(year+1, 1, 1); d++ {
					if h.Include(d) {
						n++
					}
				}
				if n < 6 || n > 30 {
					t.Errorf("%s %s has %d holidays in %d", country, region, n, year)
				}
			}
		}
	}
}

func TestUnknownCountriesAndRegionsAreRefused(t *testing.T) {
	for _, c := range []struct{ country, region, want string }{
		{"XX", "", `there is no country "XX" with known public holidays; write as country one of AR, AT, AU, `},
		{"de", "", `there is no country "de" with known`},
		{"DE", "HE", `there is no region "HE" of DE with known public holidays; write as region one of DE-BB, `},
		{"AT", "DE-HE", `there is no region "DE-HE" of AT with known public holidays; remove the region`},
		{"CH", "", `the public holidays of CH are those of its regions; write as region one of CH-AG, `},
		{"", "DE-HE", `region DE-HE is named without its country; write country: DE as well`},
	} {
		if _, err := NewHolidays(c.country, c.region, nil); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s %s: %v, want %s", c.country, c.region, err, c.want)
		}
	}
}

func TestWhatIsNoOffsetOrTimeIsRefused(t *testing.T) {
	for _, s := range []string{"", "0 days", "15", "-1 days", "401 days", "1000 days", "10 working days", "10  days", "1.5 days", "ten days"} {
		if o, err := ParseOffset(s); err == nil {
			t.Errorf("%q was read as %v", s, o)
		}
	}
	for _, s := range []string{"", "6:00", "24:00", "06:60", "06:00:00", "6 am"} {
		if m, err := ParseTime(s); err == nil {
			t.Errorf("%q was read as %d", s, m)
		}
	}
	if m, err := ParseTime("23:59"); m != 23*60+59 || err != nil {
		t.Errorf("23:59 is %d, %v", m, err)
	}
}

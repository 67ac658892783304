package period

import (
	"math"
	"testing"
)

func TestMomentsLieInTheirDay(t *testing.T) {
	for _, c := range []struct {
		text, day string
		code      Moment
	}{
		{"1970-01-01 00:00", "1970-01-01", 0},
		{"1969-12-31 23:59", "1969-12-31", -1},
		{"1969-12-31 00:00", "1969-12-31", -1440},
		{"1969-12-30 23:59", "1969-12-30", -1441},
		{"2026-09-30 14:05", "2026-09-30", 20726*1440 + 845},
		{"2199-12-31 23:59", "2199-12-31", 84006*1440 - 1},
	} {
		m, err := ParseMoment(c.text)
		if err != nil || m != c.code || m.String() != c.text || m.Date().String() != c.day {
			t.Errorf("%s is %d, shown as %q, in %s: %v; want %d in %s", c.text, m, m, m.Date(), err, c.code, c.day)
		}
	}
}

func TestWhatIsNoMomentIsRefused(t *testing.T) {
	for _, s := range []string{"", "2026-09-30", "2026-09-30 24:00", "2026-09-30T14:05", "2026-02-30 14:05", "2026-09-30 14:05:00", "9999-01-01 00:00"} {
		if m, err := ParseMoment(s); err == nil || !m.IsNone() {
			t.Errorf("%q was read as %s", s, m)
		}
	}
	var m Moment
	if err := m.UnmarshalText(nil); err != nil || m.String() != "" || !m.Date().IsNone() {
		t.Errorf("no text is read as %s: %v", m, err)
	}
}

// Every minute has a serial of its own, from which rounding finds it again.
func TestSerialsTellMinutesApart(t *testing.T) {
	for _, day := range []string{"1900-03-01", "1970-01-01", "2026-09-30", "2199-12-31"} {
		d, _ := ParseDate(day)
		for minute := range MinutesADay {
			serial := d.At(minute).Excel()
			if got := int(math.Round(serial*MinutesADay)) - d.Excel()*MinutesADay; got != minute || int(serial) != d.Excel() {
				t.Fatalf("minute %d of %s has the serial %v", minute, day, serial)
			}
		}
	}
}

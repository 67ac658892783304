package ingest

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"compack/internal/period"
)

func TestDatesAreReadOrRefused(t *testing.T) {
	for _, c := range []struct {
		text, order, want string
		fault             dateFault
	}{
		{"2026-09-30", "", "2026-09-30", noFault},
		{"2026-09-30T23:59:59Z", "", "2026-09-30", noFault},
		{"2026-09-30 00:30:00+14:00", "", "2026-09-30", noFault},
		{"2024-01-25 11:17:30.272 +0000 UTC", "", "2024-01-25", noFault},
		{"2024-02-29", "", "2024-02-29", noFault},
		{"2026-02-29", "", "", noSuchDay},
		{"2026-13-01", "", "", noSuchDay},
		{"2026-9-3", "", "2026-09-03", noFault},
		{"2026/09/30", "", "2026-09-30", noFault},
		{"2026/09/30", "dmy", "2026-09-30", noFault},
		{"1.9.2026", "", "2026-09-01", noFault},
		{"01.09.26", "", "2026-09-01", noFault},
		{"31.06.2026", "", "", noSuchDay},
		{"30/09/2026", "", "2026-09-30", noFault},
		{"09/30/2026", "", "2026-09-30", noFault},
		{"05/05/2026", "", "2026-05-05", noFault},
		{"03/04/2026", "", "", twoWays},
		{"03/04/2026", "dmy", "2026-04-03", noFault},
		{"03/04/2026", "mdy", "2026-03-04", noFault},
		{"03-04-26", "ymd", "2003-04-26", noFault},
		{"30/09/26", "", "", twoWays},
		{"30/09/26", "dmy", "2026-09-30", noFault},
		{"30/09/2026", "mdy", "", noSuchDay},
		{"6/21/2025 16:14", "", "2025-06-21", noFault},
		{"12/Mar/24 9:41 AM", "", "2024-03-12", noFault},
		{"05-Oct-26", "", "2026-10-05", noFault},
		{"5 October 2026", "", "2026-10-05", noFault},
		{"Oct 5, 2026", "", "2026-10-05", noFault},
		{"5. Sept 2026", "", "2026-09-05", noFault},
		{"2026-Oct-05", "", "2026-10-05", noFault},
		{"04 Feb 2026 10:00AM GMT-0500", "", "2026-02-04", noFault},
		{"31 Jun 2026", "", "", noSuchDay},
		{"5 Ode 2026", "", "", notADate},
		{"1-Jan-70", "", "1970-01-01", noFault},
		{"31-Dec-69", "", "1969-12-31", noFault},
		{"31-Dec-68", "", "2068-12-31", noFault},
		{"1899-12-31", "", "", noSuchDay},
		{"2200-01-01", "", "", noSuchDay},
		{"2026-09-30 or later", "", "", notADate},
		{"2026-09-30-01", "", "", notADate},
		{"10.0.1.10", "", "", notADate},
		{"46295", "", "", notADate},
		{"not a date", "", "", notADate},
		{"", "", "", notADate},
	} {
		got, fault := parseDate(c.text, c.order)
		if got.String() != c.want || fault != c.fault {
			t.Errorf("%q in order %q: %q, fault %d; want %q, fault %d", c.text, c.order, got, fault, c.want, c.fault)
		}
	}
}

func TestDayNumbers(t *testing.T) {
	for _, c := range []struct {
		text     string
		date1904 bool
		want     string
		ok       bool
	}{
		{"46295", false, "2026-09-30", true},
		{"46295.999", false, "2026-09-30", true},
		{"44833", true, "2026-09-30", true},
		{"1", false, "1900-01-01", true},
		{"61", false, "1900-03-01", true},
		{"0", true, "1904-01-01", true},
		{"109574", false, "2199-12-31", true},
		{"109575", false, "", false},
		{"0.5", false, "", false},
		{"-3", false, "", false},
		{"20260930", false, "2026-09-30", true},
		{"20260931", false, "", false},
		{"NaN", false, "", false},
		{"1e300", false, "", false},
	} {
		got, ok := serialDate(c.text, c.date1904)
		if ok != c.ok || ok && got.String() != c.want {
			t.Errorf("%s, 1904 is %t: %s %t, want %s %t", c.text, c.date1904, got, ok, c.want, c.ok)
		}
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]float64{"3": 3, "-2.5": -2.5, "+4": 4, "1e3": 1000, "2,5": 2.5, "0,0625": 0.0625, ".5": 0.5} {
		if got, ok := parseNumber(text); !ok || got != want {
			t.Errorf("%q: %v %t, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "1,234", "1.234,5", "1 000", "12%", "0x10", "1_000", "inf", "NaN", "1e999", "--1", "1-2", "e", "٣"} {
		if got, ok := parseNumber(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
	for text, want := range map[string]int32{"3": 3, "3.0": 3, "007": 7, "-12": -12, "2.9999999999999996": 3, "2147483647": 1<<31 - 1} {
		if got, ok := parseWhole(text); !ok || got != want {
			t.Errorf("%q: %v %t, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"3.5", "2147483648", "-2147483648", "1e99", "three"} {
		if got, ok := parseWhole(text); ok {
			t.Errorf("%q is read as %d", text, got)
		}
	}
	for text, want := range map[string]string{"4711": "4711", "4711.0": "4711", "1.2345678901E10": "12345678901", "0.1": "0.1",
		"0.30000000000000004": "0.3", "1E-3": "0.001", "-5": "-5", "0": "0"} {
		if got := numberText(text); got != want {
			t.Errorf("number %s as text: %q, want %q", text, got, want)
		}
	}
}

func TestTextIsCleaned(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                      "plain",
		"  two  words \r\n":          "two  words",
		"\u00a0\u200bno-break\u00a0": "no-break",
		"Zu\u0308rich":               "Zürich",
		"a\r\n\r\n b\tc\x1fd":        "a b c d",
		"\x00":                       "",
		"\ufeff":                     "",
		"naïve\u00a0text\u2028line":  "naïve text line",
	} {
		if got := clean(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for _, none := range []string{"", "-", "—", "n/a", "N/A", "NULL"} {
		if !isNone(none) {
			t.Errorf("%q is a value", none)
		}
	}
	for _, some := range []string{"none", "NA", "0", "no", "#N/A"} {
		if isNone(some) {
			t.Errorf("%q is no value", some)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"critical", "high", "medium", "low"}
	for word, want := range map[string]string{"Hgh": "high", "Hihg": "high", "Critcal": "critical", "MEDIUM!": "medium", "severe": "", "": "", "lo": "low", "x": ""} {
		if got, _ := nearest(word, names); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// FuzzDate checks that whatever is read is a day of the range, and the same one
// as the standard library reads where that knows the form.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-09-30", "2026-02-29", "30/09/2026 1:1", "5 Oct 2026", "Oct 5, 26", "1.1.00", "2026-09-30T0:", "46295.5", "20260930"} {
		f.Add(s, "dmy")
		f.Add(s, "")
	}
	first, last := period.NewDate(firstYear, time.January, 1), period.NewDate(lastYear, time.December, 31)
	f.Fuzz(func(t *testing.T, s, order string) {
		switch order {
		case "", "dmy", "mdy", "ymd":
		default:
			return
		}
		d, fault := parseDate(s, order)
		if (fault == noFault) != (d != period.None) || d != period.None && (d < first || d > last) {
			t.Fatalf("%q: %v, fault %d", s, d, fault)
		}
		if m, fact, why := parseMoment(s, order); why == noFault && (m.Date() != d || fact.isBare && m != d.At(0)) || why == noSuchTime && fault != noFault {
			t.Fatalf("%q: %v, but %v as a moment, fault %d", s, d, m, why)
		}
		if want, err := time.Parse(time.DateOnly, s); err == nil && want.Year() >= firstYear && want.Year() <= lastYear && d != period.Of(want) {
			t.Fatalf("%q: %v, want %v", s, d, want)
		}
		if d, ok := serialDate(s, order == "ymd"); ok && (d < first || d > last) {
			t.Fatalf("day number %q: %v", s, d)
		}
	})
}

// FuzzValues checks that the parsers agree with each other and that cleaning is
// done after one time.
func FuzzValues(f *testing.F) {
	for _, s := range []string{"3", "3.0", "-2,5", "1e9", "yes", " x\u00a0", "a\nb", "Zu\u0308", "✓"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, ok := parseWhole(s); ok {
			if v, ok := parseNumber(s); !ok || v-float64(n) > 1e-9 || float64(n)-v > 1e-9 {
				t.Fatalf("%q: %d and %v", s, n, v)
			}
		}
		if yes, ok := parseTruth(s); yes && !ok {
			t.Fatalf("%q is true, but no yes", s)
		}
		if n := numberText(s); numberText(n) != n {
			t.Fatalf("%q: number text %q, then %q", s, n, numberText(n))
		}
		if !utf8.ValidString(s) {
			return // the readers let none of it through
		}
		c := clean(s)
		if clean(c) != c {
			t.Fatalf("%q: cleaned %q, then %q", s, c, clean(c))
		}
		if strings.IndexFunc(c, unicode.IsControl) >= 0 {
			t.Fatalf("%q keeps a control character: %q", s, c)
		}
		if (c == "") != isSpace(s) {
			t.Fatalf("%q: cleaned %q, but white space is %t", s, c, isSpace(s))
		}
	})
}

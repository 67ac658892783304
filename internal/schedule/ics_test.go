package schedule_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"compack/internal/schedule"

	ics "github.com/arran4/golang-ical"
)

func TestTheCalendarIsOneOfRFC5545(t *testing.T) {
	schedules := []schedule.Schedule{plan{clients: "a b", from: "2026-Q1", zone: "America/New_York"}.schedule(t)}
	name := func(client string) string {
		return map[string]string{"a": "Großhandels- und Rückversicherungsgesellschaft Österreich, \\ Söhne; Töchter", "b": "B"}[client]
	}
	items := schedule.Upcoming(at(t, "2026-10-15T12:00:00Z"), schedules, 3)
	text := schedule.Calendar("Meridian", items, name)
	later := schedule.Upcoming(at(t, "2026-10-15T15:00:00Z"), schedules, 3)
	if again := schedule.Calendar("Meridian", later, name); !bytes.Equal(text, again) {
		t.Error("the same items give other bytes later")
	}
	if bytes.Count(text, []byte("\n")) != bytes.Count(text, []byte("\r\n")) || !bytes.HasSuffix(text, []byte("END:VCALENDAR\r\n")) {
		t.Error("lines don't end in CRLF")
	}
	for line := range strings.SplitSeq(string(text), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("the line %q has %d bytes, or is cut within a sign", line, len(line))
		}
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	events := cal.Events()
	if len(events) != len(items) {
		t.Fatalf("%d entries, want %d", len(events), len(items))
	}
	first := events[0]
	day, err := first.GetAllDayStartAt()
	if err != nil || day.Format(time.DateOnly) != "2026-10-15" || first.Id() != "a.p.2026-Q3@compack" {
		t.Errorf("%s on %s, %v", first.Id(), day, err)
	}
	if got, want := ics.FromText(first.GetProperty(ics.ComponentPropertySummary).Value), name("a")+": p for 2026-Q3 is due"; got != want {
		t.Errorf("called %q, want %q", got, want)
	}
}

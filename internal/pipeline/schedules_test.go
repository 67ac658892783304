package pipeline

import (
	"testing"

	"compack/internal/config"
	"compack/internal/period"
)

func TestTheNextPackIsOwedByTheScheduleThatMakesIt(t *testing.T) {
	quarters := period.Calendar{Every: period.Quarterly}
	schedule := config.Schedule{Clients: []string{"acme"}, Pack: "p", Calendar: quarters, Due: period.Offset{Days: 15}}
	skipped, over := schedule, schedule
	skipped.Skip = []string{"2026-Q4"}
	over.Until = quarters.At(period.NewDate(2026, 9, 30))
	for _, test := range []struct {
		schedule     config.Schedule
		client, pack string
		want         string
	}{
		{schedule, "acme", "p", "2027-01-15"},
		{schedule, "other", "p", ""},
		{schedule, "acme", "q", ""},
		{skipped, "acme", "p", ""},
		{over, "acme", "p", ""},
	} {
		r := &run{Options: Options{Config: &config.Config{Schedules: []config.Schedule{test.schedule}}, Period: quarters.At(period.NewDate(2026, 9, 30))}}
		got := ""
		if due := r.nextDue(test.client, test.pack); !due.IsNone() {
			got = due.String()
		}
		if got != test.want {
			t.Errorf("%s, %s: %q, want %q", test.client, test.pack, got, test.want)
		}
	}
}

package schedule_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compack/internal/period"
	"compack/internal/schedule"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite golden files")

// contracts are eight clients' schedules, in three zones.
func contracts(t *testing.T) []schedule.Schedule {
	retail := period.YearEnd{Weekday: time.Saturday, Rule: period.Nearest}
	const newYork, lordHowe = "America/New_York", "Australia/Lord_Howe"
	var out []schedule.Schedule
	for _, p := range []plan{
		{clients: "northwind alpenrose", pack: "vendor-quarterly", from: "2026-Q1", due: "15 days"},
		{clients: "belmont", pack: "vendor-monthly", calendar: months, from: "2026-01", due: "10 business days", country: "DE", settle: 3},
		{clients: "castellan", pack: "vendor-quarterly", calendar: period.Calendar{Every: period.HalfYearly}, from: "2026-H1", due: "30 days", settle: 7, zone: newYork},
		{clients: "dunmore", pack: "vendor-quarterly", calendar: period.Calendar{Every: period.Quarterly, FirstMonth: time.April}, from: "FY2026-Q4", until: "FY2028-Q1", due: "10 business days", country: "GB"},
		{clients: "eastgate", pack: "vendor-monthly", calendar: period.Calendar{Every: period.Monthly, FirstMonth: time.February, Weeks: period.Pattern{4, 4, 5}, YearEnd: retail}, from: "FY2026-P12", due: "5 business days", country: "US", zone: newYork, at: "02:30"},
		{clients: "fairhaven", pack: "vendor-quarterly", from: "2026-Q1", cron: "15 2 * * MON#1", zone: lordHowe},
		{clients: "glenrock", pack: "vendor-monthly", calendar: months, from: "2026-02", skip: "2026-08 2026-12", due: "4 days", at: "02:15", zone: lordHowe},
	} {
		out = append(out, p.schedule(t))
	}
	return out
}

// TestTwoYearsOfEightClients lets a clock strike each hour of two years. At each, what
// is due is issued and noted, except in a month in which the machine is down.
func TestTwoYearsOfEightClients(t *testing.T) {
	start, end := at(t, "2026-01-01T00:00:00Z"), at(t, "2028-01-01T00:00:00Z")
	down, up := at(t, "2027-07-03T00:00:00Z"), at(t, "2027-08-05T12:00:00Z")
	schedules := contracts(t)
	done := map[schedule.Key]schedule.Done{}
	last := map[string]period.Date{} // by client: the end of the period issued last
	log := &strings.Builder{}
	for now := start; now.Before(end); now = now.Add(time.Hour) {
		if !now.Before(down) && now.Before(up) {
			continue
		}
		within, beyond := schedule.CatchUp(schedule.Due(now, schedules, done), 4)
		if len(beyond) > 0 {
			t.Fatalf("at %s a person is asked about %s", now, told(beyond))
		}
		if now.Equal(up) {
			fmt.Fprintf(log, "# the machine was down from %s to %s\n", down.Format(minute), up.Format(minute))
		}
		for _, i := range within {
			late := "on time"
			if i.Late {
				late = "late"
			}
			fmt.Fprintf(log, "%s %s due %s %s\n", now.In(i.Ready.Location()).Format(minute), i.Key, i.DueOn, late)
			switch before := last[i.Key.Client]; {
			case done[i.Key].Revision > 0:
				t.Errorf("%s is issued twice", i.Key)
			case now.Before(i.Ready):
				t.Errorf("%s is issued at %s, before it is ready at %s", i.Key, now, i.Ready)
			case !now.Equal(up) && now.Sub(i.Ready) >= time.Hour:
				t.Errorf("%s was ready at %s and is issued at %s", i.Key, i.Ready, now)
			case i.Late && !now.Equal(up):
				t.Errorf("%s is late though the machine was up", i.Key)
			case i.Period.End <= before:
				t.Errorf("%s comes after a later period", i.Key)
			}
			last[i.Key.Client] = i.Period.End
			done[i.Key] = schedule.Done{Revision: 1, Issued: now}
		}
	}
	for _, i := range schedule.States(end, schedules, done) {
		if i.State != schedule.StateIssued && i.State != schedule.StateWaiting && i.State != schedule.StateSkipped {
			t.Errorf("in the end %s is %s", i.Key, i.State)
		}
	}
	golden(t, "simulation.golden", log.String())
}

// minute is how the log shows instants.
const minute = "2006-01-02T15:04-07:00"

// golden compares text with a file of testdata.
func golden(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// TestWhateverTheHourOfTheRuns starts compack at odd intervals, with a clock that
// jumps back now and then: the same keys are issued, each once.
func TestWhateverTheHourOfTheRuns(t *testing.T) {
	schedules := contracts(t)
	end := at(t, "2028-01-01T00:00:00Z")
	want := map[schedule.Key]bool{}
	for _, i := range schedule.Due(end, schedules, nil) {
		want[i.Key] = true
	}
	for _, step := range []time.Duration{7 * time.Hour, 25 * time.Hour, 31 * 24 * time.Hour, 200 * 24 * time.Hour} {
		done := map[schedule.Key]schedule.Done{}
		run := func(now time.Time) {
			for _, i := range schedule.Due(now, schedules, done) {
				if done[i.Key].Revision > 0 || now.Before(i.Ready) || !want[i.Key] {
					t.Fatalf("every %s: at %s %s is made", step, now, i.Key)
				}
				done[i.Key] = schedule.Done{Revision: 1, Issued: now}
			}
		}
		for now := at(t, "2026-01-01T00:00:00Z"); now.Before(end); now = now.Add(step) {
			run(now)
			run(now.Add(-3 * time.Hour))
			run(now.AddDate(-1, 0, 0))
		}
		run(end)
		if len(done) != len(want) {
			t.Errorf("every %s: %d packs, want %d", step, len(done), len(want))
		}
	}
}

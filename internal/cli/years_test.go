package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compack/internal/config"
	"compack/internal/history"
	"compack/internal/manifest"
	"compack/internal/period"
	"compack/internal/pipeline"
	"compack/internal/problem"
	"compack/internal/schedule"

	"github.com/google/go-cmp/cmp"
)

// contracts are the eight clients whose two years package schedule simulates, as a
// configuration has them.
const contracts = `
vendor: {name: Test Vendor}
clients: [{id: northwind, name: N}, {id: alpenrose, name: A}, {id: belmont, name: B}, {id: castellan, name: C}, {id: dunmore, name: D}, {id: eastgate, name: E}, {id: fairhaven, name: F}, {id: glenrock, name: G}]
calendar: {every: quarter, timezone: Europe/Berlin}
sources: [{dataset: training, files: training.csv}]
schedules:
  - {clients: [northwind, alpenrose], from: 2026-Q1, due: 15 days}
  - {clients: [belmont], pack: vendor-monthly, every: month, from: 2026-01, due: 10 business days, holidays: {country: DE}, settle_days: 3}
  - {clients: [castellan], every: half-year, from: 2026-H1, due: 30 days, settle_days: 7, timezone: America/New_York}
  - {clients: [dunmore], first_month: 4, from: FY2026-Q4, until: FY2028-Q1, due: 10 business days, holidays: {country: GB}}
  - {clients: [eastgate], pack: vendor-monthly, every: month, first_month: 2, weeks: 4-4-5, year_end: {weekday: saturday, rule: nearest}, from: FY2026-P12, due: 5 business days, holidays: {country: US}, timezone: America/New_York, at: "02:30"}
  - {clients: [fairhaven], from: 2026-Q1, cron: "15 2 * * MON#1", timezone: Australia/Lord_Howe}
  - {clients: [glenrock], pack: vendor-monthly, every: month, from: 2026-02, skip: [2026-08, 2026-12], due: 4 days, at: "02:15", timezone: Australia/Lord_Howe}
`

// TestTwoYearsThroughTheStore lets the clock of package schedule's simulation strike
// again, with the configuration's schedules and with a store that is opened anew, or
// lost and rebuilt, on the way: the log is the same.
func TestTwoYearsThroughTheStore(t *testing.T) {
	schedules := schedulesOf(t, contracts)
	out := t.TempDir()
	store := storeOf(t, out)
	known := knownOf(t, store)
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	down, up := time.Date(2027, 7, 3, 0, 0, 0, 0, time.UTC), time.Date(2027, 8, 5, 12, 0, 0, 0, time.UTC)
	const minute = "2006-01-02T15:04-07:00"
	log := &strings.Builder{}
	for now := start; now.Year() < 2028; now = now.Add(time.Hour) {
		if !now.Before(down) && now.Before(up) {
			continue
		}
		if now.Equal(up) {
			fmt.Fprintf(log, "# the machine was down from %s to %s\n", down.Format(minute), up.Format(minute))
			store.Close()
			store = storeOf(t, out)
			known = knownOf(t, store)
		}
		due, beyond := schedule.CatchUp(schedule.Due(now, schedules, known), 4)
		if len(beyond) > 0 {
			t.Fatalf("at %s a person is asked about %v", now, beyond)
		}
		for _, i := range due {
			late := map[bool]string{true: "late", false: "on time"}[i.Late]
			fmt.Fprintf(log, "%s %s due %s %s\n", now.In(i.Ready.Location()).Format(minute), i.Key, i.DueOn, late)
			r := history.Record{Key: history.Key(i.Key), FirstDay: i.Period.Start, LastDay: i.Period.Last(), AsOf: i.Period.Last(), Revision: 1, Recorded: now, Late: i.Late}
			if err := store.Issue(t.Context(), r); err != nil { // twice is an error
				t.Fatal(err)
			}
		}
		if len(due) > 0 {
			known = knownOf(t, store)
		}
	}
	want, err := os.ReadFile(filepath.Join("..", "schedule", "testdata", "simulation.golden"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), log.String()); diff != "" {
		t.Errorf("the log differs from that without a store (-without +with):\n%s", diff)
	}
}

func schedulesOf(t *testing.T, text string) []schedule.Schedule {
	t.Helper()
	file := filepath.Join(t.TempDir(), "compack.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, problems, err := config.Load(file, nil, config.Known{Packs: []string{"vendor-quarterly", "vendor-monthly"}})
	if err != nil || problems.Count(problem.Error) > 0 {
		t.Fatal(problems, err)
	}
	return pipeline.Schedules(cfg)
}

func storeOf(t testing.TB, out string) *history.Store {
	t.Helper()
	store, err := history.OpenStore(context.Background(), out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func knownOf(t *testing.T, store *history.Store) map[schedule.Key]schedule.Done {
	t.Helper()
	known, err := done(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// issuedAll makes a workspace in which each client's packs of so many quarters were
// issued, and returns its configuration. There are no inputs, and the packs' manifests
// are unreadable: who reads either notices.
func issuedAll(t testing.TB, clients, quarters int) (file string, now time.Time) {
	t.Helper()
	dir := t.TempDir()
	text := &strings.Builder{}
	fmt.Fprintf(text, "vendor: {name: V}\ncalendar: {every: quarter, timezone: UTC}\nsources: [{dataset: training, files: training.csv}]\nschedules: [{due: 10 days, from: 2024-Q1}]\nclients:\n")
	for n := range clients {
		fmt.Fprintf(text, "  - {id: client-%d, name: Client %d}\n", n, n)
	}
	file = filepath.Join(dir, "compack.yaml")
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	var records []history.Record
	p := period.Calendar{Every: period.Quarterly}.At(period.NewDate(2024, 1, 1))
	for range quarters {
		for n := range clients {
			key := history.Key{Client: fmt.Sprintf("client-%d", n), Pack: "vendor-quarterly", Period: p.Label}
			folder := p.Label + "/" + key.Client
			records = append(records, history.Record{Key: key, FirstDay: p.Start, LastDay: p.Last(), AsOf: p.Last(), Revision: 1, State: history.Issued, Folder: folder, Recorded: p.End.Time()})
			if err := os.MkdirAll(filepath.Join(out, folder), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(out, folder, manifest.FileName), []byte("{"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		p = period.Calendar{Every: period.Quarterly}.Next(p)
	}
	store := storeOf(t, out)
	if err := store.Rebuild(context.Background(), records); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return file, p.Start.AddDays(2).Time()
}

func nothingDue(t testing.TB, file string, now time.Time) {
	t.Helper()
	var out, errs bytes.Buffer
	code := Main(context.Background(), Env{Args: []string{"run", "--due", "--config", file}, Stdout: &out, Stderr: &errs, Now: now})
	if code != Done || !strings.HasPrefix(out.String(), "Nothing is due. Next is ") || errs.Len() > 0 {
		t.Fatalf("exit %d: %s%s", code, out.String(), errs.String())
	}
}

// TestNothingDueReadsNothing starts compack where all is issued: neither inputs nor
// issued packs are read.
func TestNothingDueReadsNothing(t *testing.T) {
	file, now := issuedAll(t, 3, 4)
	nothingDue(t, file, now)
}

// BenchmarkNothingDue is what the host's timer costs each hour.
func BenchmarkNothingDue(b *testing.B) {
	file, now := issuedAll(b, 500, 8)
	for b.Loop() {
		nothingDue(b, file, now)
	}
}

package pipeline

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"compack/internal/config"
	"compack/internal/library"
	"compack/internal/period"
	"compack/templates"
)

// work writes a workspace of some clients, each with so many training and a fifth as
// many remediation records, and returns what a run of it needs.
func work(b testing.TB, clients, records int) Options {
	b.Helper()
	dir := b.TempDir()
	var settings, training, remediation strings.Builder
	settings.WriteString("inputs: .\nvendor:\n  name: Synthetic Services Ltd\nclients:\n")
	training.WriteString("Person ID,Client,Name,Department,Course,Mandatory,Assigned on,Due on,Completed on,Score,Status\n")
	remediation.WriteString("Action ID,Client,Title,Owner,Severity,Opened on,Due on,Closed on,Status\n")
	// Days that are later than others by so many.
	day := func(n, later int) string {
		return time.Date(2026, 3, 1+n%150+later, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	for c := range clients {
		id := fmt.Sprintf("client-%04d", c)
		fmt.Fprintf(&settings, "  - {id: %s, name: Client %d}\n", id, c)
		for i := range records {
			status, done := "Completed", day(i*7, 20)
			if i%9 == 0 {
				status, done = "In progress", ""
			}
			fmt.Fprintf(&training, "E%07d,%s,Person %d,%s,%s,yes,%s,%s,%s,%d,%s\n", c*records+i/4, id, i/4, []string{"Legal", "Sales", "IT"}[i%3],
				[]string{"Privacy", "Security", "Fraud", "Safety"}[i%4], day(i*7, 0), day(i*7, 45), done, 60+i%40, status)
		}
		for i := range records / 5 {
			closed, status := day(i*5, 30), "Closed"
			if i%5 == 0 {
				closed, status = "", "Open"
			}
			fmt.Fprintf(&remediation, "A%07d,%s,Patch the server %d,Owner %d,%s,%s,%s,%s,%s\n", c*records+i, id, i, i%12,
				[]string{"High", "Medium", "Low"}[i%3], day(i*5, 0), day(i*5, 40), closed, status)
		}
	}
	settings.WriteString("sources:\n  - {dataset: training, files: training.csv}\n  - {dataset: remediation, files: remediation.csv}\n")
	for name, text := range map[string]string{"compack.yaml": settings.String(), "training.csv": training.String(), "remediation.csv": remediation.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	lib, problems := library.Open(templates.FS, dir)
	known := config.Known{Datasets: lib.Datasets(), Metrics: lib.Metrics(), Presets: map[string]string{}, Packs: lib.PackNames()}
	cfg, found, err := config.Load(filepath.Join(dir, "compack.yaml"), nil, known)
	if problems = append(problems, found...); err != nil || cfg == nil {
		b.Fatal(problems, err)
	}
	p, asOf, _ := cfg.Resolve(period.NewDate(2026, time.October, 5).Time())
	return Options{Config: cfg, Library: lib, Period: p, AsOf: asOf, Version: "bench"}
}

// makePacks makes the packs.
func makePacks(t testing.TB, o Options) {
	res, err := Run(context.Background(), o)
	if err != nil || res.Stopped != "" {
		t.Fatal(res, err)
	}
	for _, p := range res.Packs {
		if p.Err != nil {
			t.Fatal(p.Err)
		}
	}
}

// benchmark makes the packs anew each time and tells what a record cost.
func benchmark(b *testing.B, clients, training int) {
	o := work(b, clients, training)
	b.ReportAllocs()
	for b.Loop() {
		o.Config.Out = b.TempDir() // packs that are there would be up to date
		makePacks(b, o)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*clients*training*6/5), "ns/record")
}

// BenchmarkOneClient is workload W1: one client with 60,000 records.
func BenchmarkOneClient(b *testing.B) { benchmark(b, 1, 50_000) }

// BenchmarkManyClients is a small W2: twenty clients with 1,200 records each.
func BenchmarkManyClients(b *testing.B) { benchmark(b, 20, 1000) }

// growing is work of any size.
type growing struct {
	name string
	work func(units int) (clients, training int)
	unit int // units of the smallest
}

// growth is what grows: one client's records, and clients.
var growth = []growing{
	{"record", func(n int) (int, int) { return 1, n }, 10_000},
	{"client", func(n int) (int, int) { return n, 200 }, 2},
}

// margins returns what a unit costs between 1x and 4x, and between 4x and 16x. What a
// run costs before the first record or client is in neither.
func margins(unit int, cost func(units int) float64) (early, late float64) {
	one, four, sixteen := cost(unit), cost(4*unit), cost(16*unit)
	return (four - one) / float64(3*unit), (sixteen - four) / float64(12*unit)
}

// least returns the least that making the packs of so many units took of three times, each
// into a new folder: what else the machine does only adds to it.
func (g growing) least(t testing.TB, units int, took func(work func()) float64) float64 {
	t.Helper()
	clients, training := g.work(units)
	o := work(t, clients, training)
	least := math.Inf(1)
	for range 3 {
		o.Config.Out = t.TempDir()
		least = min(least, took(func() { makePacks(t, o) }))
	}
	return least
}

// TestGrowth shows that the next record and the next client need as much memory anew
// among sixteen times as many. What they need in time BenchmarkGrowth shows.
func TestGrowth(t *testing.T) {
	for _, g := range growth {
		early, late := margins(g.unit, func(units int) float64 { return g.least(t, units, allocated) })
		t.Logf("a %s allocates %.0f bytes at 4x, %.0f at 16x", g.name, early, late)
		if late > 1.2*early {
			t.Errorf("a %s allocates %.0f bytes at 4x and %.0f at 16x", g.name, early, late)
		}
	}
}

// allocated returns how many bytes the work allocates.
func allocated(work func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}

// BenchmarkGrowth is the same in time, over four times as much. It should stay within a
// fifth: a later record or client that is dearer than an earlier one betrays a step that looks at
// all the others.
func BenchmarkGrowth(b *testing.B) {
	for _, g := range growth {
		b.Run(g.name, func(b *testing.B) {
			for b.Loop() {
				early, late := margins(4*g.unit, func(units int) float64 { return g.least(b, units, nanoseconds) })
				b.ReportMetric(early, "ns/"+g.name+"-4x")
				b.ReportMetric(late, "ns/"+g.name+"-16x")
				b.ReportMetric(late/early, "16x/4x")
			}
		})
	}
}

// nanoseconds returns how long the work takes.
func nanoseconds(work func()) float64 {
	began := time.Now()
	work()
	return float64(time.Since(began).Nanoseconds())
}

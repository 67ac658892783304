package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
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
func work(b *testing.B, clients, records int) Options {
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

// makePacks makes the packs b.N times and tells what a record cost.
func makePacks(b *testing.B, o Options, records int) {
	b.ReportAllocs()
	for b.Loop() {
		res, err := Run(context.Background(), o)
		if err != nil || res.Stopped != "" {
			b.Fatal(res, err)
		}
		for _, p := range res.Packs {
			if p.Err != nil {
				b.Fatal(p.Err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*records), "ns/record")
}

// BenchmarkOneClient is workload W1: one client with 60,000 records.
func BenchmarkOneClient(b *testing.B) { makePacks(b, work(b, 1, 50_000), 60_000) }

// BenchmarkManyClients is a small W2: twenty clients with 1,200 records each.
func BenchmarkManyClients(b *testing.B) { makePacks(b, work(b, 20, 1000), 24_000) }

// BenchmarkGrowth shows whether a record costs the same in larger files, and a client
// the same among more clients.
func BenchmarkGrowth(b *testing.B) {
	for _, times := range []int{1, 4, 16} {
		b.Run(fmt.Sprintf("records-%dx", times), func(b *testing.B) { makePacks(b, work(b, 1, 50_000*times), 60_000*times) })
		b.Run(fmt.Sprintf("clients-%dx", times), func(b *testing.B) { makePacks(b, work(b, 10*times, 1000), 12_000*times) })
	}
}

package history

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"compack/internal/period"

	"github.com/google/go-cmp/cmp"
)

func testStore(t *testing.T) (*Store, string) {
	t.Helper()
	out := t.TempDir()
	s, err := OpenStore(t.Context(), out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, out
}

var noon = time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)

func record(revision int) Record {
	share := 0.5
	return Record{
		Key: Key{"northwind", "vendor-quarterly", "2026-Q3"}, FirstDay: period.NewDate(2026, 7, 1), LastDay: period.NewDate(2026, 9, 30), AsOf: period.NewDate(2026, 9, 30),
		Revision: revision, Document: "d", Manifest: "m", Inputs: "i", Folder: FolderName("2026-Q3/northwind", "", revision), Recorded: noon, Late: true,
		Figures: []Figure{{Metric: "training.completion", Address: "F-001", Title: "Completed", Unit: "percent", Value: &share, Exact: "1/2", Status: "red", Formula: "f"}, {Metric: "risks.open", Address: "F-002"}},
	}
}

func TestAPackIsIssuedOnce(t *testing.T) {
	s, _ := testStore(t)
	ctx := t.Context()
	if err := s.Draft(ctx, record(1)); err != nil {
		t.Fatal(err)
	}
	if err := s.Issue(ctx, record(1)); err != nil {
		t.Fatal(err)
	}
	var again *Repeated
	if err := s.Issue(ctx, record(1)); !errors.As(err, &again) {
		t.Errorf("issued twice: %v", err)
	}
	second := record(2)
	second.Reason, second.Supersedes = "a late completion", "m"
	if err := s.Issue(ctx, second); err != nil {
		t.Fatal(err)
	}
	packs, err := s.Packs(ctx, Filter{})
	if err != nil || len(packs) != 2 {
		t.Fatalf("%d packs, %v; the draft is settled by the issue", len(packs), err)
	}
	want := second
	want.Figures, want.State = nil, Issued
	newest, ok, err := s.Newest(ctx, second.Key, Issued)
	if diff := cmp.Diff(want, newest); diff != "" || !ok || err != nil {
		t.Errorf("newest, %v, %v:\n%s", ok, err, diff)
	}
	printed, err := s.Figures(ctx, Key{Client: "northwind"}, "")
	if err != nil || len(printed) != 2 || printed[0].Revision != 2 || *printed[0].Value != 0.5 || printed[1].Value != nil {
		t.Errorf("figures of the newest revision: %+v, %v", printed, err)
	}
}

func TestADraftThatIsRejectedIsMadeAgain(t *testing.T) {
	s, _ := testStore(t)
	ctx := t.Context()
	for range 2 {
		if err := s.Draft(ctx, record(1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Reject(ctx, record(1).Key, "Ada", "training is missing", noon); err != nil {
		t.Fatal(err)
	}
	r, ok, err := s.Newest(ctx, record(1).Key, Rejected)
	if err != nil || !ok || r.Approver != "Ada" || r.Reason != "training is missing" {
		t.Errorf("%+v, %v, %v", r, ok, err)
	}
	if _, ok, _ := s.Newest(ctx, record(1).Key, Draft); ok {
		t.Error("the draft is still there")
	}
}

func TestRunsAndAttempts(t *testing.T) {
	s, _ := testStore(t)
	ctx := t.Context()
	first, second := Run{Began: noon, Command: "run --due", Operator: "ops", Version: "1"}, Run{Began: noon}
	for _, r := range []*Run{&first, &second} {
		if err := s.Begin(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	if first.ID != "20261014T120000Z" || second.ID != "20261014T120000Z-2" {
		t.Errorf("ids %q and %q", first.ID, second.ID)
	}
	first.Ended, first.Outcome, first.Code = noon.Add(90*time.Second), "2 issued", 0
	if err := s.End(ctx, first); err != nil {
		t.Fatal(err)
	}
	got, ok, err := s.Run(ctx, first.ID)
	if !ok || err != nil || got.Duration() != 90*time.Second || got.Outcome != "2 issued" {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
	runs, err := s.Runs(ctx, 0)
	if err != nil || len(runs) != 2 || runs[0].Code != -1 {
		t.Errorf("%+v, %v: the one that did not end is the newest", runs, err)
	}
	k := record(1).Key
	for _, reason := range []string{"training.csv is missing", "training.csv is too old"} {
		if err := s.Hold(ctx, Attempt{Key: k, Tried: noon, Reason: reason, Run: first.ID}); err != nil {
			t.Fatal(err)
		}
	}
	held, err := s.Held(ctx)
	if err != nil || len(held) != 1 || held[0].Reason != "training.csv is too old" {
		t.Errorf("%+v, %v", held, err)
	}
	if all, err := s.Attempts(ctx, k); err != nil || len(all) != 2 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestADamagedStoreIsNamed(t *testing.T) {
	s, out := testStore(t)
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Close()
	file := StoreFile(out)
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, damage := range map[string]func([]byte) []byte{
		"no database": func([]byte) []byte {
			return []byte("this is a text and no database, whatever its name may be; it goes on and on for long enough")
		},
		"torn pages": func(b []byte) []byte {
			for i := 4096; i < len(b); i++ {
				b[i] = 0xA5
			}
			return b
		},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(file, damage(append([]byte{}, content...)), 0o644); err != nil {
				t.Fatal(err)
			}
			var damaged *Damaged
			s, err := OpenStore(context.Background(), out)
			if err == nil {
				defer s.Close()
				err = s.Check(t.Context())
			}
			if !errors.As(err, &damaged) || damaged.File != file {
				t.Errorf("got %v", err)
			}
		})
	}
}

package history

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"compack/internal/manifest"
	"compack/internal/period"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// putPack writes what is read of a pack into a folder.
func putPack(t *testing.T, out, folder string, change func(*manifest.Manifest)) {
	t.Helper()
	dir := filepath.Join(out, filepath.FromSlash(folder))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	figures := []byte(`{"schema": "compack.metrics/1", "metrics": [{"id": "training.completion", "address": "F-001", "title": "Completed", "unit": "percent", "value": 0.5, "exact": "1/2", "status": "red", "formula_sha256": "f"}, {"id": "risks.open", "address": "F-002", "value": null, "status": null}]}`)
	m := manifest.Manifest{
		Schema: manifest.Schema, Pack: "vendor-quarterly", Client: "northwind", Revision: 1, Document: "d",
		Period: period.Period{Label: "2026-Q3", Start: period.NewDate(2026, 7, 1), End: period.NewDate(2026, 10, 1)}, AsOf: period.NewDate(2026, 9, 30),
		Outputs: []manifest.File{manifest.NewFile(manifest.FiguresFileName, figures)},
	}
	if change != nil {
		change(&m)
	}
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{manifest.FiguresFileName: figures, manifest.FileName: text} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestALostStoreIsRebuilt(t *testing.T) {
	s, out := testStore(t)
	ctx := t.Context()
	putPack(t, out, "2026-Q3/northwind", nil)
	putPack(t, out, "2026-Q3/northwind.r2", func(m *manifest.Manifest) {
		m.Revision, m.Supersedes = 2, &manifest.Superseded{Revision: 1, Manifest: "abc", Reason: "a late completion"}
		m.Approval = &manifest.Approval{Preparer: "Ada", Approver: "Bo", On: period.NewDate(2026, 10, 14)}
	})
	putPack(t, out, "drafts/2026-Q4/northwind", func(m *manifest.Manifest) { m.Draft, m.Period.Label = true, "2026-Q4" })
	putPack(t, out, "2026-Q3/.northwind.partial-1", nil)
	adopted, problems, err := s.Adopt(ctx, out, Run{ID: "r", Began: noon})
	if err != nil || len(problems) != 0 || len(adopted) != 3 {
		t.Fatalf("adopted %d, %v, %v", len(adopted), problems, err)
	}
	if again, _, err := s.Adopt(ctx, out, Run{ID: "s"}); err != nil || len(again) != 0 {
		t.Errorf("adopted again: %v, %v", again, err)
	}
	before, err := s.Packs(ctx, Filter{})
	if err != nil {
		t.Fatal(err)
	}

	found, problems, err := Find(out, nil)
	if err != nil || len(problems) != 0 {
		t.Fatal(problems, err)
	}
	if err := s.Rebuild(ctx, found); err != nil {
		t.Fatal(err)
	}
	after, err := s.Packs(ctx, Filter{})
	if diff := cmp.Diff(before, after); diff != "" || err != nil {
		t.Errorf("rebuilt, %v:\n%s", err, diff)
	}
	lost, _ := testStore(t)
	if err := lost.Rebuild(ctx, found); err != nil {
		t.Fatal(err)
	}
	fresh, err := lost.Packs(ctx, Filter{})
	if diff := cmp.Diff(before, fresh, cmpopts.IgnoreFields(Record{}, "Recorded", "Run")); diff != "" || err != nil {
		t.Errorf("rebuilt from nothing, %v:\n%s", err, diff)
	}
	printed, err := lost.Figures(ctx, Key{}, "training.completion")
	if err != nil || len(printed) != 1 || printed[0].Revision != 2 || printed[0].Status != "red" || *printed[0].Value != 0.5 {
		t.Errorf("%+v, %v", printed, err)
	}
}

func TestAnAlteredPackIsNotRebuilt(t *testing.T) {
	out := t.TempDir()
	putPack(t, out, "2026-Q3/northwind", nil)
	if err := os.WriteFile(filepath.Join(out, "2026-Q3", "northwind", manifest.FiguresFileName), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	found, problems, err := Find(out, nil)
	if err != nil || len(found) != 0 || len(problems) != 1 || problems[0].Place.File != "2026-Q3/northwind/metrics.json" {
		t.Errorf("found %v, %v, %v", found, problems, err)
	}
}

func TestTheNewestRevisionIsFound(t *testing.T) {
	out := t.TempDir()
	for _, name := range []string{"northwind", "northwind.r2", "northwind.r10", "northwind.executive-brief.r11", "northwind.rx", "north.r20"} {
		if err := os.MkdirAll(filepath.Join(out, "2026-Q3", name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		pack, name string
		revision   int
	}{{"", "northwind.r10", 10}, {"executive-brief", "northwind.executive-brief.r11", 11}, {"trust-summary", "", 0}} {
		dir, revision, err := NewestFolder(out, "2026-Q3", "northwind", c.pack)
		if err != nil || revision != c.revision || c.name != "" && filepath.Base(dir) != c.name {
			t.Errorf("pack %q: %s, revision %d, %v", c.pack, dir, revision, err)
		}
	}
}

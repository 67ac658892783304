package history

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"compack/internal/manifest"
)

// TestWhatAKilledRunLeftIsSettled holds the store against the folder of packs after
// each way in which a run may have ended between the two.
func TestWhatAKilledRunLeftIsSettled(t *testing.T) {
	const folder = "drafts/2026-Q3/northwind"
	key := Key{"northwind", "vendor-quarterly", "2026-Q3"}
	asDraft := func(m *manifest.Manifest) { m.Draft, m.Preparer = true, "Ada" }
	for name, c := range map[string]struct {
		before func(t *testing.T, s *Store, out string)
		want   State // of the only pack
		kept   bool  // the draft's folder
	}{
		"drafted, not recorded": {func(t *testing.T, s *Store, out string) {}, Draft, true},
		"sent back, not removed": {func(t *testing.T, s *Store, out string) {
			adopt(t, s, out)
			if err := s.Reject(t.Context(), key, "Bo", "wrong", noon); err != nil {
				t.Fatal(err)
			}
		}, Rejected, false},
		"issued, not removed": {func(t *testing.T, s *Store, out string) {
			adopt(t, s, out)
			if err := s.Issue(t.Context(), Record{Key: key, Revision: 1, Folder: "2026-Q3/northwind"}); err != nil {
				t.Fatal(err)
			}
		}, Issued, false},
		"removed by somebody": {func(t *testing.T, s *Store, out string) {
			adopt(t, s, out)
			if err := os.RemoveAll(filepath.Join(out, folder)); err != nil {
				t.Fatal(err)
			}
		}, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			s, out := testStore(t)
			putPack(t, out, folder, asDraft)
			c.before(t, s, out)
			adopt(t, s, out)
			packs, err := s.Packs(t.Context(), Filter{})
			if err != nil {
				t.Fatal(err)
			}
			var got State
			if len(packs) > 0 {
				got = packs[0].State
			}
			if len(packs) > 1 || got != c.want {
				t.Errorf("the store has %+v, want one that is %q", packs, c.want)
			}
			if got == Draft && packs[0].Preparer != "Ada" {
				t.Errorf("prepared by %q", packs[0].Preparer)
			}
			if _, err := os.Stat(filepath.Join(out, folder)); errors.Is(err, fs.ErrNotExist) == c.kept {
				t.Errorf("the draft's folder: %v", err)
			}
		})
	}
}

// TestACopyIsNoPack puts a copy of a pack beside it: no run stumbles over it.
func TestACopyIsNoPack(t *testing.T) {
	s, out := testStore(t)
	for _, folder := range []string{"2026-Q3/northwind", "2026-Q3/northwind copy", "backup/northwind", "2026-Q3/northwind.r2"} {
		putPack(t, out, folder, nil)
	}
	adopt(t, s, out)
	adopt(t, s, out)
	packs, err := s.Packs(t.Context(), Filter{})
	if err != nil || len(packs) != 1 || packs[0].Folder != "2026-Q3/northwind" {
		t.Errorf("the store has %+v, %v", packs, err)
	}
	found, problems, err := Find(out, nil)
	if err != nil || len(found) != 1 || len(problems) != 3 || s.Rebuild(t.Context(), found) != nil {
		t.Errorf("found %d and %v, %v", len(found), problems, err)
	}
}

func adopt(t *testing.T, s *Store, out string) {
	t.Helper()
	if _, _, err := s.Adopt(t.Context(), out, Run{ID: "r", Began: noon}); err != nil {
		t.Fatal(err)
	}
}

// TestAttemptsDontPileUp tries a pack each hour of a month.
func TestAttemptsDontPileUp(t *testing.T) {
	s, _ := testStore(t)
	key := Key{"northwind", "vendor-quarterly", "2026-Q3"}
	for n := range 720 {
		a := Attempt{Key: key, Tried: noon.Add(time.Duration(n) * time.Hour), Reason: "no file", Late: n >= 240}
		if n == 719 {
			a.Reason = "another"
		}
		if err := s.Hold(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Attempts(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	var hours []int
	for _, a := range got {
		hours = append(hours, int(a.Tried.Sub(noon).Hours()))
	}
	if want := []int{0, 239, 240, 718, 719}; len(hours) != len(want) || hours[1] != 239 || hours[3] != 718 || hours[4] != 719 {
		t.Errorf("kept those of the hours %v, want %v", hours, want)
	}
}

func TestAPackKeepsItsFolderWhenTheTemplateChanges(t *testing.T) {
	out := t.TempDir()
	putPack(t, out, "2026-Q3/northwind", nil) // of vendor-quarterly
	putPack(t, out, "2026-Q3/alpenrose.executive-brief", func(m *manifest.Manifest) { m.Pack = "executive-brief" })
	for _, c := range []struct {
		client, template string
		own              bool
		want             string
	}{
		{"northwind", "vendor-quarterly", true, ""},
		{"northwind", "vendor-quarterly", false, ""},
		{"northwind", "executive-brief", true, "executive-brief"},
		{"northwind", "executive-brief", false, "executive-brief"},
		{"alpenrose", "executive-brief", true, "executive-brief"},
		{"alpenrose", "vendor-quarterly", true, ""},
		{"belmont", "vendor-quarterly", true, ""},
		{"belmont", "vendor-quarterly", false, "vendor-quarterly"},
	} {
		if got := NameOf(out, "2026-Q3", c.client, c.template, c.own); got != c.want {
			t.Errorf("%s of %s, own %v: %q, want %q", c.template, c.client, c.own, got, c.want)
		}
	}
}

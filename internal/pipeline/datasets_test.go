package pipeline

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"compack/internal/config"
	"compack/internal/library"
	"compack/templates"
)

// unfed are datasets that have no source in the sample and that none with a source
// refers to.
var unfed = []string{"requirements", "policies", "controls", "control_tests", "incidents", "access_reviews", "vulnerabilities",
	"development", "suppliers", "certifications"}

// isUnfed reports whether the definition called name is about one of them.
func isUnfed(name string) bool {
	kind, base, _ := strings.Cut(name, "/")
	return kind == "presets" || kind != "packs" && slices.Contains(unfed, strings.TrimSuffix(base, ".yaml"))
}

// TestADatasetWithoutSourcesChangesNoPack makes the sample's packs with all
// datasets and without those of which nothing speaks.
func TestADatasetWithoutSourcesChangesNoPack(t *testing.T) {
	fed := fstest.MapFS{}
	err := fs.WalkDir(templates.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || isUnfed(name) {
			return err
		}
		content, err := templates.FS.ReadFile(name)
		fed[name] = &fstest.MapFile{Data: content}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want, got := packs(t, fed), packs(t, templates.FS)
	if len(got) != 6 || !slices.Equal(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))) {
		t.Fatalf("%d and %d files", len(want), len(got))
	}
	for name, content := range want {
		if content != got[name] {
			t.Errorf("%s differs", name)
		}
	}
}

// packs makes the sample's packs and returns their files by path. The manifests
// are left out: they list the definitions that were read.
func packs(t *testing.T, shipped fs.FS) map[string]string {
	t.Helper()
	file := filepath.Join("..", "..", "samples", "quarterly", "compack.yaml")
	lib, problems := library.Open(shipped, t.TempDir())
	known := config.Known{Datasets: lib.Datasets(), Metrics: lib.Metrics(), Packs: lib.PackNames()}
	cfg, found, err := config.Load(file, nil, known)
	if problems = append(problems, found...); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	cfg.Out = t.TempDir()
	p, asOf, problems := cfg.Resolve(time.Time{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	res, err := Run(context.Background(), Options{Config: cfg, Library: lib, Period: p, AsOf: asOf, Version: "test"})
	if err != nil || len(res.Packs) == 0 {
		t.Fatal(err, res)
	}
	out := map[string]string{}
	for _, pack := range res.Packs {
		for _, name := range []string{ReportFile, WorkbookFile, MetricsFile} {
			content, err := os.ReadFile(filepath.Join(pack.Dir, name))
			if err != nil {
				t.Fatal(pack.Err, err)
			}
			out[pack.Client+"/"+name] = string(content)
		}
	}
	return out
}

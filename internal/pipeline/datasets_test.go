package pipeline

import (
	"context"
	"encoding/json"
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
	"compack/internal/manifest"
	"compack/templates"
)

// unfed are datasets whose sources are taken from the sample and that none with a source
// refers to.
var unfed = []string{"requirements", "policies", "controls", "control_tests", "incidents", "access_reviews", "vulnerabilities",
	"assets", "development", "suppliers", "certifications"}

// isUnfed reports whether the definition called name is about one of them.
func isUnfed(name string) bool {
	kind, base, _ := strings.Cut(name, "/")
	return kind == "presets" || kind != "packs" && slices.Contains(unfed, strings.TrimSuffix(base, ".yaml"))
}

// TestADatasetWithoutSourcesIsSaidToBeMissingAndChangesNothingElse makes the
// sample's packs, by a template that names no dataset, with all definitions and
// without those of datasets of which nothing speaks: their figures, ledgers and problems
// are the same, and the omissions differ.
func TestADatasetWithoutSourcesIsSaidToBeMissingAndChangesNothingElse(t *testing.T) {
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
		if !strings.HasSuffix(name, manifest.FiguresFileName) {
			continue
		}
		without, before := withoutOmissions(t, content)
		with, now := withoutOmissions(t, got[name])
		if without != with {
			t.Errorf("%s differs", name)
		}
		if strings.Contains(before, "Suppliers") || !strings.Contains(now, "Suppliers") {
			t.Errorf("%s: the omissions are %s, and with all datasets %s", name, before, now)
		}
	}
}

// withoutOmissions returns a metrics.json without its omissions, and without the
// digest of the document that lists them; and the subjects of the omissions.
func withoutOmissions(t *testing.T, content string) (rest, subjects string) {
	t.Helper()
	var f manifest.Figures
	if err := json.Unmarshal([]byte(content), &f); err != nil {
		t.Fatal(err)
	}
	for _, o := range f.Omissions {
		subjects += o.Subject + "; "
	}
	f.Omissions, f.Document = nil, ""
	data, err := manifest.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data), subjects
}

// packs makes the sample's packs and returns their files by path. The manifests
// are left out: they list the definitions that were read.
func packs(t *testing.T, shipped fs.FS) map[string]string {
	t.Helper()
	file := filepath.Join("..", "..", "samples", "quarterly", "compack.yaml")
	workspace := t.TempDir()
	plain := "---\ntitle: Report\n---\n# Summary\n\n{{ verdict }}\n\n```omissions\n```\n"
	template := filepath.Join(workspace, "templates", "packs", "vendor-quarterly.md")
	if err := os.MkdirAll(filepath.Dir(template), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(template, []byte(plain), 0o644); err != nil {
		t.Fatal(err)
	}
	lib, problems := library.Open(shipped, workspace)
	full, more := library.Open(templates.FS, t.TempDir())
	problems = append(problems, more...)
	known := config.Known{Datasets: full.Datasets(), Metrics: full.Metrics(), Packs: full.PackNames()}
	cfg, found, err := config.Load(file, nil, known)
	if problems = append(problems, found...); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	cfg.Out = t.TempDir()
	cfg.Sources = slices.DeleteFunc(cfg.Sources, func(s config.Source) bool { return slices.Contains(unfed, s.Dataset) })
	for i := range cfg.Clients {
		cfg.Clients[i].WorkbookTemplate = "" // it asks for figures on datasets that a test leaves out
	}
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
		for _, name := range []string{"report.pdf", manifest.WorkbookFileName, manifest.FiguresFileName} {
			content, err := os.ReadFile(filepath.Join(pack.Dir, name))
			if err != nil {
				t.Fatal(pack.Err, err)
			}
			out[pack.Client+"/"+name] = string(content)
		}
	}
	return out
}

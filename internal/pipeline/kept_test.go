package pipeline_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"compack/internal/config"
	"compack/internal/library"
	"compack/internal/period"
	"compack/internal/pipeline"
	"compack/templates"
)

// TestSourcesAreReadAgainOnlyWhenTheyChanged makes a pack of the sample four times over
// one set of kept sources: as it is, with another pack template, and after a source was
// changed. Each pack is that of a run by itself.
func TestSourcesAreReadAgainOnlyWhenTheyChanged(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../samples/quarterly")); err != nil {
		t.Fatal(err)
	}
	kept := new(pipeline.Kept)
	make := func(template string, k *pipeline.Kept) map[string]string {
		t.Helper()
		file := filepath.Join(dir, "compack.yaml")
		lib, problems := library.Open(templates.FS, dir)
		cfg, found, err := config.Load(file, nil, config.Known{})
		if err != nil || cfg == nil {
			t.Fatal(err, problems, found)
		}
		cfg.Only, cfg.Pack.Template = []string{"northwind"}, template
		p, asOf, _ := cfg.Resolve(period.NewDate(2026, 10, 5).Time())
		into := filepath.Join(t.TempDir(), "pack")
		res, err := pipeline.Run(context.Background(), pipeline.Options{Config: cfg, Library: lib, Period: p, AsOf: asOf, Into: into, Kept: k})
		if err != nil || res.Stopped != "" || res.Packs[0].Err != nil {
			t.Fatalf("%v, %+v", err, res)
		}
		files := map[string]string{}
		for _, f := range res.Packs[0].Files {
			files[f.Path] = f.SHA256
		}
		return files
	}
	check := func(what, template string, readings int) {
		t.Helper()
		got, want := make(template, kept), make(template, nil)
		for file, digest := range want {
			if got[file] != digest {
				t.Errorf("%s: %s is not that of a run by itself", what, file)
			}
		}
		if kept.Readings() != readings {
			t.Errorf("%s: the sources were read %d times, want %d", what, kept.Readings(), readings)
		}
	}
	check("the first time", "vendor-quarterly", 1)
	check("again", "vendor-quarterly", 1)
	check("with another pack", "auditor-evidence", 1)
	source := filepath.Join(dir, "inputs", "incidents.csv")
	text, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(source, append(text, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	check("after a source changed", "auditor-evidence", 2)
}

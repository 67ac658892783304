package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"compack/internal/history"
	"compack/internal/manifest"
)

// packs compares each issued pack with what was recorded of it, file by file.
func (d *doctor) packs(ctx context.Context) error {
	const check = "packs"
	if d.store == nil {
		return nil
	}
	packs, err := d.store.Packs(ctx, history.Filter{State: history.Issued})
	if err != nil {
		return storeError(err)
	}
	wrong := 0
	type stream struct{ client, pack string }
	newest := map[stream]manifest.Manifest{} // packs come by period and revision
	for _, p := range packs {
		m, is := d.pack(p)
		if is != "" {
			d.ill(BadPack, check, "%s %s", p.Folder, is)
			wrong++
			continue
		}
		newest[stream{p.Client, p.Pack}] = m
	}
	if wrong == 0 {
		d.well(check, "%s issued, and each is as it was", counted(len(packs), "pack"))
	}
	inputs := map[string]map[string]bool{} // digests by path
	for _, m := range newest {
		for _, f := range m.Inputs {
			if inputs[f.Path] == nil {
				inputs[f.Path] = map[string]bool{}
			}
			inputs[f.Path][f.SHA256] = true
		}
	}
	d.restatable(inputs)
	return nil
}

// pack reads an issued pack's manifest; the text says what is wrong with the pack.
func (d *doctor) pack(p history.Record) (m manifest.Manifest, is string) {
	dir := filepath.Join(d.cfg.Out, filepath.FromSlash(p.Folder))
	text, err := os.ReadFile(filepath.Join(dir, manifest.FileName))
	switch {
	case err != nil:
		return m, fmt.Sprintf("was issued and can't be read: %v", err)
	case manifest.Digest(text) != p.Manifest || json.Unmarshal(text, &m) != nil:
		return m, "is not what was issued: its manifest was changed"
	}
	switch file, err := changedFile(dir, m.Outputs); {
	case err != nil:
		return m, fmt.Sprintf("is not what was issued: %v", err)
	case file != "":
		return m, fmt.Sprintf("is not what was issued: %s was changed", file)
	}
	return m, ""
}

// changedFile returns the first of a pack's files that is not as its manifest says, ""
// where each is; the error is why it can't be read.
func changedFile(dir string, outputs []manifest.File) (path string, err error) {
	for _, f := range outputs {
		if is, err := digestOf(filepath.Join(dir, filepath.FromSlash(f.Path))); err != nil || is != f.SHA256 {
			return f.Path, err
		}
	}
	return "", nil
}

// restatable names the inputs that are other files now than those that the newest
// packs were made from. That is no mistake: the next period's exports take their
// place. Where they are the same period's, a pack may be due to be restated.
func (d *doctor) restatable(inputs map[string]map[string]bool) {
	var changed []string
	for _, path := range slices.Sorted(maps.Keys(inputs)) {
		if is, err := digestOf(filepath.Join(d.cfg.Inputs, filepath.FromSlash(path))); err == nil && !inputs[path][is] {
			changed = append(changed, path)
		}
	}
	if len(changed) > 0 {
		d.well("inputs", "changed since the newest packs were issued: %s; 'compack run --draft --reason TEXT' shows what a revision would say", strings.Join(changed, ", "))
	}
}

// digestOf returns the digest of a file.
func digestOf(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	is, err := manifest.ReadFile(file, f)
	return is.SHA256, err
}

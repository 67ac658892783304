package history

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"compack/internal/manifest"
	"compack/internal/problem"
)

// DraftsFolder is where drafts lie, below the folder of packs.
const DraftsFolder = "drafts"

// FolderName returns the folder of a pack below that of its period: CLIENT,
// CLIENT.PACK, CLIENT.r2, CLIENT.PACK.r2. The pack that the workspace makes for all
// has no name; neither ids of clients nor names of packs hold a dot.
func FolderName(client, pack string, revision int) string {
	name := client
	if pack != "" {
		name += "." + pack
	}
	if revision > 1 {
		name += ".r" + strconv.Itoa(revision)
	}
	return name
}

// NewestFolder returns the folder of the newest revision of a pack below that of its
// period, and which revision it is; 0 where there is none.
func NewestFolder(out, label, client, pack string) (dir string, revision int, err error) {
	entries, err := os.ReadDir(filepath.Join(out, label))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", 0, err
	}
	first := FolderName(client, pack, 1)
	for _, e := range entries {
		n := 1
		if number, ok := strings.CutPrefix(e.Name(), first+".r"); ok {
			n, _ = strconv.Atoi(number)
		}
		if n > revision && e.IsDir() && e.Name() == FolderName(client, pack, n) {
			dir, revision = filepath.Join(out, label, e.Name()), n
		}
	}
	return dir, revision, nil
}

// NameOf returns the name of a pack in the names of a period's folders, as [FolderName]
// takes it. One that the workspace makes for all, its own, has none, unless the folder
// without a name holds a pack of another template: the workspace's own may have changed.
func NameOf(out, label, client, template string, own bool) string {
	var m struct{ Pack string }
	text, err := os.ReadFile(filepath.Join(out, label, FolderName(client, "", 1), manifest.FileName))
	stands := err == nil && json.Unmarshal(text, &m) == nil && m.Pack != ""
	if !stands {
		_, err := os.Stat(filepath.Join(out, label, FolderName(client, template, 1), manifest.FileName))
		own = own && err != nil // made when another template was the workspace's own
	}
	if stands && m.Pack != template || !stands && !own {
		return template
	}
	return ""
}

// Find returns the packs and drafts that lie below the folder of packs, as their
// manifests and figures say. A pack whose files are not what its manifest says is a
// problem and left out. Folders that skip says yes to are not looked into; nil says
// no to all.
func Find(out string, skip func(folder string) bool) ([]Record, problem.List, error) {
	var records []Record
	var problems problem.List
	for _, below := range []struct {
		dir   string
		state State
	}{{"", Issued}, {DraftsFolder, Draft}} {
		found, wrong, err := findBelow(out, below.dir, below.state, skip)
		if err != nil {
			return nil, nil, err
		}
		records, problems = append(records, found...), append(problems, wrong...)
	}
	return records, problems, nil
}

func findBelow(out, below string, state State, skip func(string) bool) (records []Record, problems problem.List, err error) {
	files, err := filepath.Glob(filepath.Join(globbed(filepath.Join(out, below)), "*", "*", manifest.FileName))
	if err != nil {
		return nil, nil, err
	}
	for _, file := range files {
		folder, err := filepath.Rel(out, filepath.Dir(file))
		if err != nil {
			return nil, nil, err
		}
		folder = filepath.ToSlash(folder)
		if strings.HasPrefix(path.Base(folder), ".") || below == "" && strings.HasPrefix(folder, DraftsFolder+"/") || skip != nil && skip(folder) {
			continue
		}
		r, err := readRecord(out, folder, state)
		if err == nil && !r.isIn(below) {
			err = mismatch{manifest.FileName, fmt.Sprintf("the pack is that of %s for %s, %s, revision %d, and this is not its folder: a copy is not counted", r.Pack, r.Client, r.Period, r.Revision)}
		}
		switch wrong := (mismatch{}); {
		case errors.As(err, &wrong):
			problems = append(problems, problem.New(problem.PackAltered, problem.Place{File: path.Join(folder, wrong.file)}, "%s", wrong.text))
		case err != nil:
			return nil, nil, fmt.Errorf("read the pack %s: %w", folder, err)
		default:
			records = append(records, r)
		}
	}
	return records, problems, nil
}

// isIn reports whether the pack lies in a folder of its own, below that of issued packs
// or of drafts.
func (r Record) isIn(below string) bool {
	revision := r.Revision
	if below != "" {
		revision = 1 // drafts don't count in their folders' names
	}
	at := path.Join(below, r.Period)
	return r.Folder == path.Join(at, FolderName(r.Client, "", revision)) || r.Folder == path.Join(at, FolderName(r.Client, r.Pack, revision))
}

// globbed returns a path in which no sign has a meaning for globs.
func globbed(dir string) string {
	return regexp.MustCompile(`[*?\[\\]`).ReplaceAllStringFunc(dir, func(s string) string {
		if s == `\` && filepath.Separator == '\\' {
			return s
		}
		return "[" + s + "]"
	})
}

// readRecord reads what a pack's manifest and figures say of it.
func readRecord(out, folder string, state State) (Record, error) {
	r := reader{dir: filepath.Join(out, filepath.FromSlash(folder)), shown: folder}
	m, text, err := r.manifest()
	if err != nil {
		return Record{}, err
	}
	figures, err := r.listed(manifest.FiguresFileName, m.Outputs)
	if err != nil {
		return Record{}, err
	}
	record := NewRecord(&m, text, folder)
	record.State = state
	record.Figures, err = readFigures(figures)
	return record, err
}

// NewRecord returns what a manifest, given with its bytes, says of its pack.
func NewRecord(m *manifest.Manifest, text []byte, folder string) Record {
	r := Record{
		Key: Key{m.Client, m.Pack, m.Period.Label}, FirstDay: m.Period.Start, LastDay: m.Period.Last(), AsOf: m.AsOf,
		Revision: max(m.Revision, 1), Document: m.Document, Manifest: manifest.Digest(text), Inputs: m.InputsSHA256(), Folder: folder,
	}
	if m.Supersedes != nil {
		r.Reason, r.Supersedes = m.Supersedes.Reason, m.Supersedes.Manifest
	}
	r.Preparer = m.Preparer
	if m.Approval != nil {
		r.Preparer, r.Approver = m.Approval.Preparer, m.Approval.Approver
	}
	return r
}

// readFigures takes the figures out of metrics.json.
func readFigures(text []byte) ([]Figure, error) {
	var f struct {
		Schema  string
		Metrics []struct {
			Figure
			ID     string
			Status *string
		}
	}
	if err := json.Unmarshal(text, &f); err != nil || f.Schema != manifest.FiguresSchema {
		return nil, mismatch{manifest.FiguresFileName, "the file holds no figures that this version reads"}
	}
	var out []Figure
	for _, m := range f.Metrics {
		one := m.Figure
		one.Metric = m.ID
		if m.Status != nil {
			one.Status = *m.Status
		}
		out = append(out, one)
	}
	return out, nil
}

// Rebuild makes the store's packs anew from those that [Find] found; runs and
// attempts stay. What the store alone knew of the same pack, such as when it was
// issued and whether it was late, is kept.
func (s *Store) Rebuild(ctx context.Context, found []Record) error {
	known, err := s.Packs(ctx, Filter{})
	if err != nil {
		return err
	}
	byManifest := map[string]Record{}
	for _, r := range known {
		byManifest[r.Manifest] = r
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM packs WHERE state <> ?", Rejected); err != nil {
			return err
		}
		for _, r := range found {
			if k, ok := byManifest[r.Manifest]; ok {
				r.Recorded, r.Late, r.Run = k.Recorded, k.Late, k.Run
			}
			if err := insert(ctx, tx, r); err != nil {
				return err
			}
		}
		return nil
	})
}

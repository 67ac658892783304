package publish

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"compack/internal/manifest"
)

// File is one file of a pack.
type File struct {
	Name    string
	Content []byte
}

func (f File) writeTo(to *os.File) error {
	_, err := to.Write(f.Content)
	return err
}

// Folder writes the files into dir as a [Draft] of it does.
func Folder(dir string, files []File) (err error) {
	d, err := Begin(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Discard()) }()
	for _, f := range files {
		if err := d.Add(f); err != nil {
			return err
		}
	}
	return d.Publish()
}

// Draft is a folder in the making, beside the one whose place it is to take. Its
// files may be added at the same time.
type Draft struct {
	dir, partial string
	mu           sync.Mutex
	names        []string
}

// Begin makes an empty draft of dir. What an interrupted run left beside dir is
// removed first. A draft is published or discarded.
func Begin(dir string) (*Draft, error) {
	dir = filepath.Clean(dir)
	parent, name := filepath.Dir(dir), filepath.Base(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("make folder %s: %w", parent, err)
	}
	if err := recoverFolder(parent, name); err != nil {
		return nil, err
	}
	partial, err := os.MkdirTemp(parent, partialPrefix(name))
	if err != nil {
		return nil, fmt.Errorf("make a folder in %s: %w", parent, err)
	}
	if err := os.Chmod(partial, 0o755); err != nil {
		return nil, errors.Join(err, os.RemoveAll(partial))
	}
	return &Draft{dir: dir, partial: partial}, nil
}

// Add adds a file.
func (d *Draft) Add(f File) error { return d.Write(f.Name, f.writeTo) }

// Write adds a file that write writes, and flushes it.
func (d *Draft) Write(name string, write func(*os.File) error) error {
	d.mu.Lock()
	d.names = append(d.names, name)
	d.mu.Unlock()
	return writeFile(filepath.Join(d.partial, name), write)
}

// Publish puts the draft in dir's place, all or nothing: until then dir is as it was.
func (d *Draft) Publish() error {
	if err := replaceable(d.dir, d.names); err != nil {
		return err
	}
	if err := syncDir(d.partial); err != nil {
		return err
	}
	if err := swap(d.partial, d.dir); err != nil {
		return fmt.Errorf("put %s in place: %w", d.dir, err)
	}
	return syncDir(filepath.Dir(d.dir))
}

// Discard removes what is left of the draft, or the folder whose place it took.
func (d *Draft) Discard() error { return os.RemoveAll(d.partial) }

// replaceable returns an error where dir holds something that an earlier pack of
// these files can't have put there: it would be lost.
func replaceable(dir string, files []string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look into the folder that is to be replaced: %w", err)
	}
	files = append(files, listed(dir)...)
	for _, e := range entries {
		ours := slices.Contains(files, e.Name())
		passing := strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$")
		if !ours && !passing {
			return fmt.Errorf("%s holds %s, which is no part of a pack; move it elsewhere first", dir, e.Name())
		}
	}
	return nil
}

// listed returns the outputs that the manifest of the pack in dir names, which may
// have had other forms and languages; none where there is no manifest to be read.
func listed(dir string) (names []string) {
	var m manifest.Manifest
	if text, err := os.ReadFile(filepath.Join(dir, manifest.FileName)); err != nil || json.Unmarshal(text, &m) != nil {
		return nil
	}
	for _, f := range m.Outputs {
		names = append(names, f.Path)
	}
	return names
}

func partialPrefix(name string) string { return "." + name + ".partial-" }

// retired is where the previous pack waits while two renames take its place, on
// systems that can't exchange two folders in one step.
func retired(parent, name string) string { return filepath.Join(parent, "."+name+".previous") }

// recoverFolder undoes what an interrupted run left: half-written folders go, a
// retired pack whose successor never came returns.
func recoverFolder(parent, name string) error {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), partialPrefix(name)) {
			if err := os.RemoveAll(filepath.Join(parent, e.Name())); err != nil {
				return err
			}
		}
	}
	old := retired(parent, name)
	if _, err := os.Stat(old); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := os.Stat(filepath.Join(parent, name)); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(old, filepath.Join(parent, name))
	}
	return os.RemoveAll(old)
}

func writeFile(path string, write func(*os.File) error) (err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := write(f); err != nil {
		return err
	}
	return f.Sync()
}

// renameAside is swap by two renames: between them dir does not exist, and a run
// that ends there is mended by the next one.
func renameAside(partial, dir string) error {
	old := retired(filepath.Dir(dir), filepath.Base(dir))
	if err := os.Rename(dir, old); err != nil {
		return err
	}
	if err := os.Rename(partial, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return os.RemoveAll(old)
}

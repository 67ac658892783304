package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// File is one file of a pack.
type File struct {
	Name    string
	Content []byte
}

// Folder writes the files into dir, replacing what stood there, all or nothing:
// they are written beside it, flushed, and put in its place by a rename. Until
// then dir is as it was. What an interrupted run left beside dir is removed
// first.
func Folder(dir string, files []File) (err error) {
	parent, name := filepath.Split(filepath.Clean(dir))
	if parent == "" {
		parent = "."
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("make folder %s: %w", parent, err)
	}
	if err := recoverFolder(parent, name); err != nil {
		return err
	}
	if err := replaceable(dir, files); err != nil {
		return err
	}
	partial, err := os.MkdirTemp(parent, partialPrefix(name))
	if err != nil {
		return fmt.Errorf("make a folder in %s: %w", parent, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(partial)) }()
	if err := os.Chmod(partial, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := writeFile(filepath.Join(partial, f.Name), f.Content); err != nil {
			return err
		}
	}
	if err := syncDir(partial); err != nil {
		return err
	}
	if err := swap(partial, filepath.Join(parent, name)); err != nil {
		return fmt.Errorf("put %s in place: %w", dir, err)
	}
	return syncDir(parent)
}

// replaceable returns an error where dir holds something that an earlier pack of
// these files can't have put there: it would be lost.
func replaceable(dir string, files []File) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look into the folder that is to be replaced: %w", err)
	}
	for _, e := range entries {
		ours := slices.ContainsFunc(files, func(f File) bool { return f.Name == e.Name() })
		passing := strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$")
		if !ours && !passing {
			return fmt.Errorf("%s holds %s, which is no part of a pack; move it elsewhere first", dir, e.Name())
		}
	}
	return nil
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

func writeFile(path string, content []byte) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Write(content); err != nil {
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

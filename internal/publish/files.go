package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Files writes each file into dir, which is made where it is missing, in the place
// of one of that name: beside it first, then by a rename. Others in dir stay.
func Files(dir string, files []File) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make folder %s: %w", dir, err)
	}
	for _, f := range files {
		partial := filepath.Join(dir, "."+f.Name+".partial")
		if err := os.Remove(partial); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err // what an interrupted run left there
		}
		if err := writeFile(partial, f.writeTo); err != nil {
			return errors.Join(fmt.Errorf("write %s: %w", f.Name, err), os.Remove(partial))
		}
		if err := os.Rename(partial, filepath.Join(dir, f.Name)); err != nil {
			return errors.Join(fmt.Errorf("put %s in place: %w", f.Name, err), os.Remove(partial))
		}
	}
	return syncDir(dir)
}

// Remove removes the named files from dir; one that is not there is as good as
// removed.
func Remove(dir string, names ...string) error {
	for _, name := range names {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

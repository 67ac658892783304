//go:build !linux

package publish

import (
	"errors"
	"io/fs"
	"os"
)

// swap puts partial in dir's place by renames.
func swap(partial, dir string) error {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(partial, dir)
	}
	return renameAside(partial, dir)
}

// syncDir does nothing: not every system lets a folder be flushed.
func syncDir(string) error { return nil }

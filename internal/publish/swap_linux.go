package publish

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// swap puts partial in dir's place. Where dir exists the two are exchanged in one
// step, so that a kill at any moment leaves one of them; file systems that can't
// do that get two renames.
func swap(partial, dir string) error {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(partial, dir)
	}
	if unix.Renameat2(unix.AT_FDCWD, partial, unix.AT_FDCWD, dir, unix.RENAME_EXCHANGE) == nil {
		return nil
	}
	return renameAside(partial, dir)
}

// syncDir flushes a folder's entries to the disk.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

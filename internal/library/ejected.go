package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"compack/internal/manifest"
)

// ejectedFile remembers what shipped when a file was copied into the workspace.
const ejectedFile = "templates/.ejected"

// Ejected returns the digests of the shipped files that the workspace's copies were
// made from, by path.
func Ejected(workspace string) (map[string]string, error) {
	text, err := os.ReadFile(filepath.Join(workspace, filepath.FromSlash(ejectedFile)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	out := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if digest, path, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
			out[path] = digest
		}
	}
	return out, nil
}

// Eject remembers that the workspace's copy of a file was made from what ships now.
func (f File) Eject(workspace string) (err error) {
	name := filepath.Join(workspace, filepath.FromSlash(ejectedFile))
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	_, err = fmt.Fprintf(file, "%s  %s\n", manifest.Digest(f.Shipped), f.Path)
	return err
}

// IsOutdated reports whether another file ships now than the one that the workspace's
// copy was made from.
func (f File) IsOutdated(ejected map[string]string) bool {
	from, known := ejected[f.Path]
	return known && f.Own != nil && f.Shipped != nil && from != manifest.Digest(f.Shipped)
}

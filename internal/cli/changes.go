package cli

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"compack/internal/pipeline"
)

// pause lies between two looks at the files that a preview depends on. Looking works
// on every system and disk, which notices of the system do not.
const pause = 250 * time.Millisecond

// look is how a file was found.
type look struct {
	path     string
	bytes    int64 // -1 where it can't be found
	modified time.Time
}

func lookAt(path string) look {
	info, err := os.Stat(path)
	if err != nil {
		return look{path: path, bytes: -1}
	}
	return look{path, info.Size(), info.ModTime()}
}

// most is how many entries of a workspace are looked at for pictures, fonts and workbooks.
const most = 2000

// definitions looks at the configuration, at all that the workspace's templates hold and
// at its pictures: one that the configuration names and that is not there yet keeps
// the configuration from being read.
func (v *previewer) definitions() []look {
	file, _ := v.flags.GetString("config")
	out := []look{lookAt(file)}
	root, seen := workspace(file), 0
	templates := filepath.Join(root, "templates")
	walk := func(root string, is func(path string) bool) {
		// What can't be read is reported by the library.
		_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			seen++
			switch {
			case err != nil || entry.IsDir() && path != root && strings.HasPrefix(entry.Name(), "."):
				return fs.SkipDir
			case seen > most:
				return fs.SkipAll
			case !entry.IsDir() && is(path):
				out = append(out, lookAt(path))
			}
			return nil
		})
	}
	walk(templates, func(string) bool { return true })
	walk(root, func(path string) bool {
		return slices.Contains([]string{".png", ".jpg", ".jpeg", ".ttf", ".xlsx"}, strings.ToLower(filepath.Ext(path)))
	})
	return out
}

// data looks at the other files, as far as the configuration is known.
func (v *previewer) data() (out []look) {
	if v.options == nil {
		return nil
	}
	for _, path := range pipeline.Files(*v.options) {
		out = append(out, lookAt(path))
	}
	return out
}

// awaitChange waits until a file is not as it was when the pack was last made, and
// until it is written to the end. It returns false when ctx ends first.
func (v *previewer) awaitChange(ctx context.Context) bool {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	last := v.seen
	for {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
		}
		now := append(v.definitions(), v.data()...)
		settled := slices.Equal(now, last)
		if settled && !slices.Equal(now, v.seen) {
			return true
		}
		last = now
	}
}

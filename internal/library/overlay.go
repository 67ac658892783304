package library

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"compack/internal/manifest"
	"compack/internal/problem"
	"compack/internal/strict"
)

// folder is the workspace's folder of definitions, and what the paths of all
// definitions start with.
const folder = "templates"

// maxSize is more than any definition or font needs.
const maxSize = 16 << 20

// overlay is the shipped files with the workspace's own before them.
type overlay struct {
	shipped fs.FS
	own     map[string][]byte // by path: datasets/risks.yaml

	mu   sync.Mutex
	read map[string]manifest.File // files in use
}

// openOverlay reads the workspace's own files, and reports those that would
// silently have no effect.
func openOverlay(shipped fs.FS, workspace string) (*overlay, problem.List) {
	o := &overlay{shipped: shipped, own: map[string][]byte{}, read: map[string]manifest.File{}}
	root, err := os.OpenRoot(filepath.Join(workspace, folder))
	if errors.Is(err, fs.ErrNotExist) {
		return o, nil
	}
	if err != nil {
		return o, problem.List{unreadable(folder, err)}
	}
	defer root.Close()
	var problems problem.List
	// Every error reaches the function, which reports it.
	_ = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil:
			problems = append(problems, unreadable(path.Join(folder, name), err))
			return fs.SkipDir
		case name == ".":
		case strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$"):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
			if p, ok := unknownFolder(name); !ok {
				problems = append(problems, p)
				return fs.SkipDir
			}
		default:
			problems = append(problems, o.add(root, name)...)
		}
		return nil
	})
	return o, problems
}

// unknownFolder reports a folder in the workspace's templates that holds no kind of
// definition.
func unknownFolder(name string) (problem.Problem, bool) {
	if extensions[name] != "" {
		return problem.Problem{}, true
	}
	kinds := slices.Sorted(maps.Keys(extensions))
	message := "the folder is not read"
	if near, ok := strict.Nearest(name, kinds); ok && !strings.Contains(name, "/") {
		message += fmt.Sprintf("; did you mean %q?", near)
	}
	return ignored(name, message, "the folders read are "+strict.List(kinds)), false
}

// add reads one of the workspace's own files.
func (o *overlay) add(root *os.Root, name string) problem.List {
	kind, base := path.Split(name)
	kind = strings.TrimSuffix(kind, "/")
	ext, known := extensions[kind], path.Ext(base)
	switch {
	case known == ext && ext != "":
	case known == ".md" || known == ".txt":
		return nil // notes beside the definitions
	case ext == "":
		return problem.List{ignored(name, "the file is not read", "put it into the folder of its kind: "+strict.List(slices.Sorted(maps.Keys(extensions))))}
	default:
		return problem.List{ignored(name, "the file is not read", "the files of this folder end in "+ext)}
	}
	content, err := readAll(root, name)
	if err != nil {
		return problem.List{unreadable(path.Join(folder, name), err)}
	}
	o.own[name] = content
	return nil
}

func readAll(root *os.Root, name string) ([]byte, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err == nil && len(content) > maxSize {
		err = fmt.Errorf("it has more than %d MB", maxSize>>20)
	}
	return content, err
}

func unreadable(file string, err error) problem.Problem {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	p := problem.New(problem.BadDefinition, problem.Place{File: file}, "can't be read: %v", err)
	p.Hint = "check the file and its rights; a link must not lead out of the folder"
	return p
}

// ignored warns of something that has no effect.
func ignored(name, message, hint string) problem.Problem {
	p := problem.New(problem.BadDefinition, problem.Place{File: path.Join(folder, name)}, "%s", message)
	p.Severity, p.Hint = problem.Warning, hint
	return p
}

// names returns the files of a kind, sorted.
func (o *overlay) names(kind string) []string {
	names := map[string]bool{}
	// A kind that does not ship has no files.
	entries, _ := fs.ReadDir(o.shipped, kind)
	for _, e := range entries {
		if path.Ext(e.Name()) == extensions[kind] && !e.IsDir() {
			names[e.Name()] = true
		}
	}
	for name := range o.own {
		if path.Dir(name) == kind {
			names[path.Base(name)] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// content returns the content of a file that names has listed, its path for messages,
// and whether the workspace's stands in place of a shipped one.
func (o *overlay) content(kind, base string) (content []byte, file string, overridden bool) {
	name := path.Join(kind, base)
	shipped, err := fs.ReadFile(o.shipped, name)
	content, own := o.own[name]
	if !own {
		content = shipped
	}
	return content, path.Join(folder, name), own && err == nil
}

// use returns the content of a file that names has listed, and its path for
// messages, and notes that it was used.
func (o *overlay) use(kind, base string) (content []byte, file string) {
	content, file, overridden := o.content(kind, base)
	used := manifest.NewFile(file, content)
	used.Overridden = overridden
	o.mu.Lock()
	defer o.mu.Unlock()
	o.read[file] = used
	return content, file
}

// used returns the files in use by path.
func (o *overlay) used() []manifest.File {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := make([]manifest.File, 0, len(o.read))
	for _, file := range slices.Sorted(maps.Keys(o.read)) {
		out = append(out, o.read[file])
	}
	return out
}

package config

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"compack/internal/problem"
	"compack/internal/strict"
)

// Files returns the files of a source, sorted, relative to the inputs folder and
// with forward slashes. Office's lock files (~$x.xlsx), hidden files and folders
// are passed over, and so are those that the source does not expect, with a note.
// A pattern that matches nothing, and a link that leads out of the inputs folder,
// are problems; an optional source that is missing is a warning.
func (c *Config) Files(s Source) ([]string, problem.List) {
	fail := func(code problem.Code, hint, format string, args ...any) ([]string, problem.List) {
		p := problem.New(code, c.At(s.key+".files"), format, args...)
		p.Dataset = s.Dataset
		if hint != "" {
			p.Hint = hint
		}
		return nil, problem.List{p}
	}
	if p, ok := badPattern(s.Files); !ok {
		return fail(problem.BadSetting, p.hint, "%s", p.message)
	}
	root, err := os.OpenRoot(c.Inputs)
	if err != nil {
		return fail(problem.InputMissing, "make the folder and put the exports there, or name another one with inputs or --inputs",
			"the inputs folder %q can't be opened: %v", c.inputsGiven, cause(err))
	}
	defer root.Close()
	names, outside := match(root, s.Files)
	switch {
	case len(outside) > 0:
		return fail(problem.BadSetting, "put the file itself into the inputs folder", "%q can't be followed: it leads out of the inputs folder %q, or nowhere", outside[0], c.inputsGiven)
	case len(names) == 0:
		return s.unlessOptional(fail(problem.InputMissing, nearby(root, s.Files), "no file matches %q in %q", s.Files, c.inputsGiven))
	}
	return c.expected(s, names)
}

// match returns the files that pattern names or matches, and those that the
// folder holds as links that can't be followed inside it.
func match(root *os.Root, pattern string) (names, outside []string) {
	found := []string{pattern}
	// A name such as "export [2].csv" means itself where there is such a file.
	if _, err := root.Lstat(pattern); err != nil {
		// Load has checked the pattern; what Glob can't read matches nothing.
		found, _ = fs.Glob(root.FS(), pattern)
	}
	for _, name := range found {
		info, err := root.Stat(name)
		switch {
		case isHidden(name):
		case err != nil:
			outside = append(outside, name)
		case info.Mode().IsRegular():
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, outside
}

// isHidden reports whether a part of the path is hidden or a lock file.
func isHidden(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool {
		return strings.HasPrefix(part, ".") && part != "." || strings.HasPrefix(part, "~$")
	})
}

// mistake is what is wrong with a pattern.
type mistake struct{ message, hint string }

// badPattern returns what is wrong with a path or glob below the inputs folder.
func badPattern(pattern string) (mistake, bool) {
	const below = "write a path below the inputs folder"
	switch {
	case strings.Contains(pattern, `\`):
		return mistake{fmt.Sprintf("%q holds a backslash", pattern), "write forward slashes: " + strings.ReplaceAll(pattern, `\`, "/")}, false
	case path.IsAbs(pattern) || len(pattern) > 1 && pattern[1] == ':':
		return mistake{fmt.Sprintf("%q does not start at the inputs folder", pattern), below + "; --inputs names another folder"}, false
	case slices.Contains(strings.Split(pattern, "/"), ".."):
		return mistake{fmt.Sprintf("%q leads out of the inputs folder", pattern), below}, false
	case strings.Contains(pattern, "**"):
		return mistake{fmt.Sprintf("%q holds **, which is not supported", pattern), "name the folders one by one, each with *"}, false
	case !fs.ValidPath(pattern):
		return mistake{fmt.Sprintf("%q is no path", pattern), below + ", such as q3/risks.xlsx or remediation-*.csv"}, false
	}
	if _, err := path.Match(pattern, ""); err != nil {
		return mistake{fmt.Sprintf("%q is no glob: a bracket is not closed", pattern), "close the bracket, or write * instead"}, false
	}
	return mistake{}, true
}

// nearby says which files of the folder are most like the pattern.
func nearby(root *os.Root, pattern string) string {
	const most, shown = 2000, 3
	var names []string
	seen := 0
	// A folder that can't be read offers no names.
	_ = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		seen++
		switch {
		case seen > most:
			return fs.SkipAll
		case err != nil:
			return fs.SkipDir
		case isHidden(name):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			names = append(names, name)
		}
		return nil
	})
	if len(names) == 0 {
		return "put the export there; the folder holds no file"
	}
	wanted := strings.NewReplacer("*", "", "?", "").Replace(pattern)
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(strict.Distance(wanted, a), strict.Distance(wanted, b)), strings.Compare(a, b))
	})
	return "put the export there, or correct the path; nearest there: " + strict.List(names[:min(shown, len(names))])
}

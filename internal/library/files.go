package library

import (
	"io/fs"
	"path"
	"strings"

	"compack/internal/problem"
)

// Kinds returns the kinds of definitions in the order in which they build on each
// other: records, figures over them, what is checked, what is read, what is shown.
func Kinds() []string {
	return []string{Datasets, Metrics, Rules, Presets, Frameworks, Packs, Locales, Fonts}
}

// File is a file of definitions: as it ships, as the workspace has it, or both.
type File struct {
	Kind    string // one of the constants of this package
	Name    string // without its ending: vendor-quarterly
	Path    string // below the workspace: templates/packs/vendor-quarterly.md
	Shipped []byte // nil where no such file ships
	Own     []byte // nil where the workspace has none of its own
}

// ID returns what the file is called by: packs/vendor-quarterly.
func (f File) ID() string { return f.Kind + "/" + f.Name }

// InUse returns the text that counts: the workspace's before the shipped one.
func (f File) InUse() []byte {
	if f.Own != nil {
		return f.Own
	}
	return f.Shipped
}

// Files returns the files of all kinds, sorted by kind as [Kinds] is and by name,
// and reports files of the workspace that have no effect. The definitions in them
// are not read, so that a wrong one can be looked at.
func Files(shipped fs.FS, workspace string) ([]File, problem.List) {
	o, problems := openOverlay(shipped, workspace)
	var files []File
	for _, kind := range Kinds() {
		for _, base := range o.names(kind) {
			name := path.Join(kind, base)
			f := File{Kind: kind, Name: strings.TrimSuffix(base, extensions[kind]), Path: path.Join(folder, name), Own: o.own[name]}
			if content, err := fs.ReadFile(shipped, name); err == nil {
				f.Shipped = content
			}
			files = append(files, f)
		}
	}
	return files, problems
}

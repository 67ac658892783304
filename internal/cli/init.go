package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"compack/internal/library"
	"compack/internal/pipeline"
	"compack/internal/problem"
	"compack/samples"
	"compack/templates"
)

// sampleFolder is the sample workspace that init lays out.
const sampleFolder = "quarterly"

// configName is the name of a workspace's configuration.
const configName = "compack.yaml"

func newInit(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "init DIR [FILE...]",
		Short: "Start a workspace from exports, or from the sample",
		Long: `Start a workspace in DIR. Given files, a commented compack.yaml is written with one source for each, mapped
as 'compack inspect' proposes; the files stay where they are, unless --copy puts them into DIR/inputs. What a
person has to decide is marked TODO. Without files, the sample is laid out: a fictional vendor with two clients.

Nothing that is there is overwritten: the exit code is 2, and nothing is written.`,
		Example: "  compack init demo && compack run --config demo/compack.yaml\n  compack init ours ~/Downloads/training.csv ~/Downloads/risks.xlsx",
		Args:    cobra.MinimumNArgs(1),
	}
	cmd.Flags().Bool("copy", false, "copy the files into DIR/inputs")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		withCopies, _ := cmd.Flags().GetBool("copy")
		if len(args) == 1 {
			return initSample(env, args[0])
		}
		return initFrom(env, args[0], args[1:], withCopies)
	}
	return cmd
}

// initSample lays out the sample workspace.
func initSample(env Env, dir string) error {
	sample, err := fs.Sub(samples.FS, sampleFolder)
	if err != nil {
		return exit{Failed, err.Error()}
	}
	var files []newFile
	err = fs.WalkDir(sample, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, newFile{name, func() (io.ReadCloser, error) { return sample.Open(name) }})
		}
		return err
	})
	if err != nil {
		return exit{Failed, err.Error()}
	}
	if err := layOut(dir, files); err != nil {
		return err
	}
	sayNext(env, dir, "The sample workspace, a fictional vendor with two clients, is in "+dir+".", "run")
	return nil
}

// initFrom starts a workspace from exports.
func initFrom(env Env, dir string, paths []string, withCopies bool) error {
	lib, problems := library.Open(templates.FS, dir)
	if problems.Count(problem.Error) > 0 {
		printProblems(env.Stderr, problems)
		return exit{code: Usage}
	}
	exports, err := inspectExports(env, lib, paths)
	if err != nil {
		return err
	}
	inputs, err := locate(dir, exports, withCopies)
	if err != nil {
		return err
	}
	text := configText(inputs, exports)
	files := []newFile{{configName, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}}
	if withCopies {
		for _, e := range exports {
			files = append(files, newFile{"inputs/" + e.name, func() (io.ReadCloser, error) { return os.Open(e.path) }})
		}
	}
	if err := layOut(dir, files); err != nil {
		return err
	}
	done := fmt.Sprintf("The workspace is in %s: %s from %s.", dir, counted(sourcesIn(exports), "source"), counted(len(exports), "file"))
	if n := strings.Count(text, "# TODO"); n > 0 {
		done += fmt.Sprintf("\nIts %s holds %s: what only you can decide.", configName, counted(n, "TODO"))
	}
	sayNext(env, dir, done, "check")
	return nil
}

// sayNext says what was done and which command comes next.
func sayNext(env Env, dir, done, command string) {
	fmt.Fprintf(env.Stdout, "%s\nNext: compack %s --config %s\n", done, command, filepath.Join(dir, configName))
}

// export is a file that a workspace starts from.
type export struct {
	path  string // absolute
	name  string // below the inputs folder, with forward slashes
	found pipeline.Inspection
}

// inspectExports looks into all files. It reports those that can't be read
// together.
func inspectExports(env Env, lib *library.Library, paths []string) ([]export, error) {
	var out []export
	var all problem.List
	for _, path := range paths {
		found, problems, err := pipeline.Inspect(path, lib)
		if err != nil {
			return nil, exit{Failed, err.Error()}
		}
		absolute, err := filepath.Abs(path)
		if err != nil {
			return nil, exit{Failed, err.Error()}
		}
		all = append(all, problems...)
		out = append(out, export{path: absolute, name: filepath.Base(path), found: found})
	}
	if all.Count(problem.Error) > 0 {
		printProblems(env.Stderr, all)
		return nil, exit{BadInput, "no workspace was made: not every file can be read"}
	}
	return out, nil
}

// locate decides on the inputs folder, as compack.yaml names it, and on the name
// of each export in it.
func locate(dir string, exports []export, copied bool) (string, error) {
	if copied {
		seen := map[string]string{}
		for _, e := range exports {
			// Some file systems take two names for one that differ only in case.
			key := strings.ToLower(e.name)
			if other, taken := seen[key]; taken {
				return "", exit{Usage, fmt.Sprintf("%s and %s have the same name, so both can't be copied into one folder; leave out --copy, or rename one", other, e.path)}
			}
			seen[key] = e.path
		}
		return "inputs", nil
	}
	common := filepath.Dir(exports[0].path)
	for _, e := range exports[1:] {
		for !isBelow(common, e.path) && common != filepath.Dir(common) {
			common = filepath.Dir(common)
		}
	}
	for i := range exports {
		below, err := filepath.Rel(common, exports[i].path)
		if err != nil || !isBelow(common, exports[i].path) {
			return "", exit{Usage, fmt.Sprintf("%s and %s have no folder in common; put the files into one with --copy", exports[0].path, exports[i].path)}
		}
		exports[i].name = filepath.ToSlash(below)
	}
	workspace, err := filepath.Abs(dir)
	if err != nil {
		return "", exit{Failed, err.Error()}
	}
	inputs, err := filepath.Rel(workspace, common)
	if err != nil {
		inputs = common
	}
	return filepath.ToSlash(inputs), nil
}

// isBelow reports whether a path lies in a folder or deeper; both are absolute.
func isBelow(folder, path string) bool {
	below, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(below)
}

// newFile is a file to write, relative to the workspace and with forward slashes.
type newFile struct {
	name string
	open func() (io.ReadCloser, error)
}

// layOut writes new files below dir. Where one of them is there already, nothing is
// written.
func layOut(dir string, files []newFile) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return exit{Usage, fmt.Sprintf("%s can't be made a folder: %v; name another one", dir, err)}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return exit{Failed, err.Error()}
	}
	defer root.Close()
	for _, f := range files {
		if _, err := root.Lstat(filepath.FromSlash(f.name)); !errors.Is(err, fs.ErrNotExist) {
			return exit{Usage, fmt.Sprintf("%s is there already and is not overwritten; name another folder", filepath.Join(dir, filepath.FromSlash(f.name)))}
		}
	}
	for _, f := range files {
		if err := write(root, f); err != nil {
			return exit{Failed, fmt.Sprintf("write %s: %v", filepath.Join(dir, filepath.FromSlash(f.name)), err)}
		}
	}
	return nil
}

// write writes one new file and never follows or replaces what is there.
func write(root *os.Root, f newFile) error {
	name := filepath.FromSlash(f.name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	in, err := f.open()
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

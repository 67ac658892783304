package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/library"
	"compack/internal/problem"
)

func newTemplates(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "templates",
		Short: "List, show, copy and compare the files that a workspace may replace",
		Long: `Datasets, metrics, rules, presets, frameworks, packs and fonts are files. Those that ship with compack count
until the workspace has a file of the same name in its own folder templates: eject makes such a copy to change,
and diff says what was changed since.`,
		Example: "  compack templates eject packs/vendor-quarterly\n  compack templates diff",
		Args:    noSuchCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	add := func(use, short string, args cobra.PositionalArgs, run func(env Env, flags *pflag.FlagSet, files []library.File, args []string) error) *cobra.Command {
		sub := &cobra.Command{Use: use, Short: short, Args: args}
		sub.Flags().String("config", configName, "configuration `file` of the workspace whose own files count, too")
		sub.RunE = func(cmd *cobra.Command, args []string) error {
			files, err := templateFiles(env, cmd.Flags())
			if err != nil {
				return err
			}
			return run(env, cmd.Flags(), files, args)
		}
		cmd.AddCommand(sub)
		return sub
	}
	add("list [KIND]", "List all files, and which the workspace has of its own", cobra.MaximumNArgs(1), listTemplates).
		Flags().Bool("json", false, "print the result as JSON")
	add("show KIND/NAME", "Print the file that is in use", cobra.ExactArgs(1), showTemplate)
	add("eject KIND/NAME", "Copy the shipped file into the workspace, to be changed there", cobra.ExactArgs(1), ejectTemplate)
	add("diff [KIND/NAME]", "Compare the workspace's files with the shipped ones", cobra.MaximumNArgs(1), diffTemplates)
	cmd.AddCommand(newBlocks(env))
	return cmd
}

// templateFiles returns the files as the workspace of --config sees them.
func templateFiles(env Env, flags *pflag.FlagSet) ([]library.File, error) {
	return opened(env, flags, library.Files)
}

// state says in a word, for programs, where a file comes from.
func state(f library.File) string {
	switch {
	case f.Own == nil:
		return "shipped"
	case f.Shipped == nil:
		return "own"
	case bytes.Equal(f.Own, f.Shipped):
		return "same"
	}
	return "differs"
}

// stateWords says the same to people.
var stateWords = map[string]string{
	"shipped": "shipped",
	"own":     "own",
	"same":    "own copy, the same as the shipped one",
	"differs": "own copy, differs from the shipped one",
}

// templateView is a file as --json shows it.
type templateView struct {
	Kind  string `json:"kind"`
	Name  string `json:"name"`
	File  string `json:"file"`
	State string `json:"state"` // shipped, own, same or differs
}

func listTemplates(env Env, flags *pflag.FlagSet, files []library.File, args []string) error {
	if len(args) > 0 {
		if !slices.Contains(library.Kinds(), args[0]) {
			return unknown("kind", args[0], library.Kinds())
		}
		files = slices.DeleteFunc(files, func(f library.File) bool { return f.Kind != args[0] })
	}
	views, rows := []templateView{}, [][]string{{"file", "in use"}}
	for _, f := range files {
		views = append(views, templateView{f.Kind, f.Name, f.Path, state(f)})
		rows = append(rows, []string{f.ID(), stateWords[state(f)]})
	}
	if asJSON, _ := flags.GetBool("json"); asJSON {
		encode(env, map[string]any{"templates": views})
		return nil
	}
	printColumns(env.Stdout, rows, len(rows[0]))
	fmt.Fprintf(env.Stdout, "\nRun 'compack templates show KIND/NAME' for the text of one; eject copies it into the workspace.\n")
	return nil
}

// template returns the file that is called id. The ending may be written, and the
// workspace's folder in front.
func template(files []library.File, id string) (library.File, error) {
	var known []string
	for _, f := range files {
		if slices.Contains([]string{f.ID(), f.Path, f.ID() + filepath.Ext(f.Path)}, filepath.ToSlash(id)) {
			return f, nil
		}
		known = append(known, f.ID())
	}
	message := fmt.Sprintf("there is no file %q", id)
	if near := problem.Nearest(id, known); near != "" {
		message += fmt.Sprintf("; did you mean %q?", near)
	}
	return library.File{}, exit{Usage, message + "\n'compack templates list' lists all."}
}

func showTemplate(env Env, _ *pflag.FlagSet, files []library.File, args []string) error {
	f, err := template(files, args[0])
	if err != nil {
		return err
	}
	if f.Kind == library.Fonts {
		fmt.Fprintf(env.Stdout, "%s is a font of %d bytes.\n", f.Path, len(f.InUse()))
		return nil
	}
	_, err = env.Stdout.Write(f.InUse())
	return err
}

func ejectTemplate(env Env, flags *pflag.FlagSet, files []library.File, args []string) error {
	f, err := template(files, args[0])
	if err != nil {
		return err
	}
	config, _ := flags.GetString("config")
	file := filepath.Join(workspace(config), filepath.FromSlash(f.Path))
	if f.Own != nil {
		return exit{Usage, fmt.Sprintf("%s is there already and is not overwritten; 'compack templates diff %s' compares it", file, f.ID())}
	}
	copied := newFile{f.Path, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(f.Shipped)), nil }}
	if err := layOut(workspace(config), []newFile{copied}); err != nil {
		return err
	}
	if err := f.Eject(workspace(config)); err != nil {
		return exit{Failed, err.Error()}
	}
	fmt.Fprintf(env.Stdout, "%s is the workspace's own copy now, and counts in place of the shipped one.\n", file)
	return nil
}

func diffTemplates(env Env, _ *pflag.FlagSet, files []library.File, args []string) error {
	if len(args) > 0 {
		f, err := template(files, args[0])
		if err != nil {
			return err
		}
		files = []library.File{f}
	}
	compared := 0
	for _, f := range files {
		if state(f) == "differs" {
			printDifference(env.Stdout, f)
			compared++
		}
	}
	switch {
	case compared > 0:
	case len(args) == 0:
		fmt.Fprintln(env.Stdout, "No file of the workspace differs from one that ships.")
	default:
		fmt.Fprintf(env.Stdout, "%s: %s\n", files[0].ID(), noDifference[state(files[0])])
	}
	return nil
}

// noDifference says why there is nothing to compare, or no difference.
var noDifference = map[string]string{
	"shipped": "the workspace has no copy of its own; the shipped one is in use",
	"own":     "the workspace's own; no such file ships",
	"same":    "the workspace's copy is the same as the shipped one",
}

// printDifference prints what the workspace's copy changes, as a unified diff.
func printDifference(w io.Writer, f library.File) {
	if f.Kind == library.Fonts {
		fmt.Fprintf(w, "Fonts shipped/%s and %s differ\n", f.ID(), f.Path)
		return
	}
	text := string(diff.Diff("shipped/"+strings.TrimPrefix(f.Path, "templates/"), f.Shipped, f.Path, f.Own))
	// The first line only repeats the two that follow it.
	_, text, _ = strings.Cut(text, "\n")
	fmt.Fprint(w, text)
}

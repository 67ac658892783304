package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"compack/internal/framework"
	"compack/internal/library"
)

func newFrameworks(env Env) *cobra.Command {
	return catalogue[*framework.Definition]{
		noun: "framework",
		all: func(lib *library.Library) (all []*framework.Definition) {
			for _, f := range lib.Frameworks() {
				all = append(all, &f)
			}
			return all
		},
		id:    func(f *framework.Definition) string { return f.ID },
		view:  func(lib *library.Library, f *framework.Definition) any { return newFrameworkView(lib, f) },
		print: printFramework,
		head:  []string{"framework", "title", "publisher", "groups", "controls"},
		row: func(f *framework.Definition) []string {
			return []string{f.ID, f.Title, f.Publisher, fmt.Sprint(len(f.Groups)), fmt.Sprint(len(f.Controls))}
		},
		advice: "Run 'compack frameworks ID' for the controls of one.",
	}.command(env, &cobra.Command{
		Short: "List the control frameworks, or show one with its crosswalk",
		Long: `List the control frameworks that a pack can show coverage of, or show the controls of one with those of the
other frameworks that correspond to them.`,
		Example: "  compack frameworks iso-27001-2022",
	})
}

func printFramework(w io.Writer, lib *library.Library, f *framework.Definition) {
	fmt.Fprintf(w, "%s (%s), %s, version %s\n", f.Title, f.ID, f.Publisher, f.Version)
	printText(w, "", f.Source)
	printText(w, "", f.Licence)
	fmt.Fprintln(w, definedWords(definedIn(lib, library.Frameworks, f.ID)))
	if len(f.Also) > 0 {
		printText(w, "", "Also known as "+strings.Join(f.Also, ", ")+".")
	}
	if len(f.Withdrawn) > 0 {
		printText(w, "", "Withdrawn, and no control: "+strings.Join(f.Withdrawn, ", ")+".")
	}
	for _, g := range f.Groups {
		fmt.Fprintf(w, "\n%s %s\n", g.ID, g.Title)
		rows := [][]string{{"control", "what it is about", "corresponds to"}}
		for _, c := range f.Controls {
			if c.Group == g.ID {
				rows = append(rows, withLast([]string{c.ID, c.Title, strings.Join(corresponding(lib, f, c), ", ")}, 70)...)
			}
		}
		printColumns(w, rows, len(rows[0]))
	}
	if note := strings.TrimSpace(lib.Catalog().Crosswalk().Note); note != "" {
		fmt.Fprintln(w)
		printText(w, "", note)
	}
}

// corresponding returns the controls of other frameworks that the crosswalk maps to
// one, each by a name that tells it apart.
func corresponding(lib *library.Library, f *framework.Definition, c framework.Control) (names []string) {
	for _, other := range lib.Frameworks() {
		if other.ID == f.ID {
			continue
		}
		for _, id := range lib.Catalog().Crosswalk().Mapped(framework.Ref{Framework: f.ID, Control: c.ID}, other.ID) {
			names = append(names, lib.Catalog().Name(framework.Ref{Framework: other.ID, Control: id}))
		}
	}
	return names
}

// frameworkView is a framework as --json shows it.
type frameworkView struct {
	ID         string        `json:"id"`
	Title      string        `json:"title"`
	Publisher  string        `json:"publisher"`
	Version    string        `json:"version"`
	Source     string        `json:"source"`
	Licence    string        `json:"licence"`
	File       string        `json:"file"`
	Overridden bool          `json:"overridden"`
	Also       []string      `json:"also"`
	Withdrawn  []string      `json:"withdrawn"`
	Groups     []groupView   `json:"groups"`
	Controls   []controlView `json:"controls"`
}

type groupView struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

type controlView struct {
	ID            string              `json:"id"`
	Title         string              `json:"title"`
	Group         string              `json:"group"`
	CorrespondsTo map[string][]string `json:"corresponds_to"` // framework: controls
}

func newFrameworkView(lib *library.Library, f *framework.Definition) frameworkView {
	v := frameworkView{ID: f.ID, Title: f.Title, Publisher: f.Publisher, Version: f.Version, Source: f.Source, Licence: f.Licence,
		Also: list(f.Also), Withdrawn: list(f.Withdrawn)}
	v.File, v.Overridden = definedIn(lib, library.Frameworks, f.ID)
	for _, g := range f.Groups {
		v.Groups = append(v.Groups, groupView(g))
	}
	for _, c := range f.Controls {
		one := controlView{ID: c.ID, Title: c.Title, Group: c.Group, CorrespondsTo: map[string][]string{}}
		for _, other := range lib.Frameworks() {
			if ids := lib.Catalog().Crosswalk().Mapped(framework.Ref{Framework: f.ID, Control: c.ID}, other.ID); len(ids) > 0 {
				one.CorrespondsTo[other.ID] = ids
			}
		}
		v.Controls = append(v.Controls, one)
	}
	return v
}

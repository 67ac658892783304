package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"compack/internal/dataset"
	"compack/internal/library"
)

func newDatasets(env Env) *cobra.Command {
	return catalogue[*dataset.Definition]{
		noun:  "dataset",
		all:   (*library.Library).Datasets,
		id:    func(def *dataset.Definition) string { return def.ID },
		view:  func(lib *library.Library, def *dataset.Definition) any { return newDatasetView(lib, def) },
		print: printDataset,
		head:  []string{"dataset", "title", "one record is one", "told apart by"},
		row: func(def *dataset.Definition) []string {
			if def.Made {
				return nil // no source can feed it
			}
			return []string{def.ID, def.Title, def.Singular, strings.Join(def.Key, ", ")}
		},
		advice: "Run 'compack datasets ID' for the fields of one.",
	}.command(env, &cobra.Command{
		Short: "List the datasets, or show one in detail",
		Long: `List the datasets that a source can feed, or show one in detail: its fields with their types, the headers
under which they are found by themselves, and the words that stand for each value.`,
		Example: "  compack datasets training",
	})
}

func printDataset(w io.Writer, lib *library.Library, def *dataset.Definition) {
	fmt.Fprintf(w, "%s (%s)\n", def.Title, def.ID)
	printText(w, "", def.Description)
	fmt.Fprintf(w, "\nA record is told apart by %s; %s names its client.\n", strings.Join(def.Key, ", "), def.Scope)
	fmt.Fprintln(w, definedWords(definedIn(lib, library.Datasets, def.ID)))

	fmt.Fprintf(w, "\nFields\n")
	rows := [][]string{{"field", "type", "", "found by itself under the header"}}
	for i := range def.Fields {
		f := &def.Fields[i]
		var headers []string
		if !f.IsDerived() {
			headers = words(f.Title, f.Headers)
		}
		rows = append(rows, withLast([]string{f.Name, string(f.Type), remarks(f), strings.Join(headers, ", ")}, 60)...)
	}
	printColumns(w, rows, len(rows[0]))
	for i := range def.Fields {
		if len(def.Fields[i].Values) > 0 {
			printValues(w, &def.Fields[i])
		}
	}
}

// words returns a title and its other words, each once.
func words(title string, also []string) []string {
	out := []string{title}
	for _, word := range also {
		if !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}

// remarks says in a few words what a source must know of a field.
func remarks(f *dataset.Field) string {
	var out []string
	add := func(when bool, format string, args ...any) {
		if when {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	add(f.IsDerived(), "worked out")
	add(f.Required, "required")
	add(f.Personal, "personal")
	add(f.References != "", "refers to %s", f.References)
	add(f.Default != "", "%s where there is no column", f.Default)
	switch {
	case f.Min != nil && f.Max != nil:
		add(true, "%d to %d", *f.Min, *f.Max)
	case f.Min != nil:
		add(true, "at least %d", *f.Min)
	case f.Max != nil:
		add(true, "at most %d", *f.Max)
	}
	return strings.Join(out, ", ")
}

func printValues(w io.Writer, f *dataset.Field) {
	fmt.Fprintf(w, "\nValues of %s\n", f.Name)
	rows := [][]string{{"value", "words of exports that mean it"}}
	for _, v := range f.Values {
		rows = append(rows, withLast([]string{v.Name, strings.Join(words(v.Title, v.Also), ", ")}, 80)...)
	}
	printColumns(w, rows, len(rows[0]))
}

// printText prints running text in lines that fit a terminal.
func printText(w io.Writer, indent, text string) {
	for _, line := range wrap(text, textWidth-len(indent)) {
		fmt.Fprintln(w, indent+line)
	}
}

// datasetView is a dataset as --json shows it.
type datasetView struct {
	ID          string      `json:"id"`
	Title       string      `json:"title"`
	Singular    string      `json:"singular"`
	Plural      string      `json:"plural"`
	Description string      `json:"description"`
	Key         []string    `json:"key"`
	Scope       string      `json:"scope"`
	File        string      `json:"file"`
	Overridden  bool        `json:"overridden"`
	Fields      []fieldView `json:"fields"`
}

type fieldView struct {
	Name        string       `json:"name"`
	Title       string       `json:"title"`
	Type        dataset.Type `json:"type"`
	Description string       `json:"description"`
	Required    bool         `json:"required"`
	Personal    bool         `json:"personal"`
	WorkedOut   bool         `json:"worked_out"`
	References  string       `json:"references,omitempty"`
	Default     string       `json:"default,omitempty"`
	Min         *int         `json:"min,omitempty"`
	Max         *int         `json:"max,omitempty"`
	Headers     []string     `json:"headers"`
	Values      []valueView  `json:"values,omitempty"`
}

type valueView struct {
	Name  string   `json:"name"`
	Title string   `json:"title"`
	Also  []string `json:"also"`
}

func newDatasetView(lib *library.Library, def *dataset.Definition) datasetView {
	v := datasetView{ID: def.ID, Title: def.Title, Singular: def.Singular, Plural: def.Plural, Description: def.Description,
		Key: def.Key, Scope: def.Scope}
	v.File, v.Overridden = definedIn(lib, library.Datasets, def.ID)
	for i := range def.Fields {
		f := &def.Fields[i]
		one := fieldView{Name: f.Name, Title: f.Title, Type: f.Type, Description: f.Description, Required: f.Required, Personal: f.Personal,
			WorkedOut: f.IsDerived(), References: f.References, Default: f.Default, Min: f.Min, Max: f.Max, Headers: list(f.Headers)}
		for _, value := range f.Values {
			one.Values = append(one.Values, valueView{value.Name, value.Title, list(value.Also)})
		}
		v.Fields = append(v.Fields, one)
	}
	return v
}

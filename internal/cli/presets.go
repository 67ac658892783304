package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"compack/internal/library"
)

func newPresets(env Env) *cobra.Command {
	return catalogue[library.Preset]{
		noun:   "preset",
		all:    (*library.Library).Presets,
		id:     func(p library.Preset) string { return p.ID },
		view:   func(lib *library.Library, p library.Preset) any { return newPresetView(lib, p) },
		print:  printPreset,
		head:   []string{"preset", "feeds", "export"},
		row:    func(p library.Preset) []string { return []string{p.ID, p.Dataset, p.Title} },
		advice: "Run 'compack presets ID' for one; write preset: ID in a source to use it.",
	}.command(env, &cobra.Command{
		Short: "List the presets for exports of known programs, or show one in detail",
		Long: `List the presets, which are mappings for exports of known programs, or show one in detail: the headers and
words that it reads, and what an export of this kind can't tell. A source uses one by the key preset.`,
		Example: "  compack presets jira-remediation",
	})
}

func printPreset(w io.Writer, lib *library.Library, p library.Preset) {
	fmt.Fprintf(w, "%s (%s)\n", p.Title, p.ID)
	printText(w, "", p.Description)
	fmt.Fprintf(w, "\nIt feeds the dataset %s. %s\n", p.Dataset, definedWords(definedIn(lib, library.Presets, p.ID)))
	printText(w, "", "Headers as documented in "+strings.TrimSuffix(p.Source, ".")+".")
	if p.Sheet != "" {
		fmt.Fprintf(w, "Sheet: %s\n", p.Sheet)
	}
	if p.DateOrder != "" {
		fmt.Fprintf(w, "Date order: %s\n", p.DateOrder)
	}
	if len(p.Fingerprint) > 0 {
		fmt.Fprintf(w, "\nRecognised by the headers\n")
		printText(w, "  ", strings.Join(p.Fingerprint, ", "))
	}
	printPresetFields(w, p)
	printPresetWords(w, p)
	if len(p.Decide) > 0 {
		fmt.Fprintf(w, "\nSettled by rules over several columns\n")
		printText(w, "  ", strings.Join(slices.Sorted(maps.Keys(p.Decide)), ", "))
	}
	if len(p.Disclose)+len(p.Caveats) > 0 {
		fmt.Fprintf(w, "\nWhat the pack states of such an export\n")
	}
	for _, d := range p.Disclose {
		printItem(w, "how many rows: "+d.Text)
	}
	for _, caveat := range p.Caveats {
		printItem(w, caveat)
	}
}

// printPresetFields lists the columns that feed each field. A field that is not
// there is found by the dataset's own headers.
func printPresetFields(w io.Writer, p library.Preset) {
	rows := [][]string{{"field", "", "column"}}
	add := func(field, how, text string) {
		rows = append(rows, withLast([]string{field, how, text}, 70)...)
	}
	for _, field := range slices.Sorted(maps.Keys(p.Columns)) {
		add(field, "must be there", p.Columns[field])
	}
	for _, field := range slices.Sorted(maps.Keys(p.Headers)) {
		add(field, "the first there", strings.Join(p.Headers[field], ", "))
	}
	for _, field := range slices.Sorted(maps.Keys(p.Set)) {
		add(field, "for all rows", "= "+p.Set[field])
	}
	if len(rows) > 1 {
		fmt.Fprintf(w, "\nFields\n")
		printColumns(w, rows, len(rows[0]))
	}
}

// printPresetWords lists the words that stand for values, beside those that the
// dataset knows.
func printPresetWords(w io.Writer, p library.Preset) {
	for _, field := range slices.Sorted(maps.Keys(p.Values)) {
		fmt.Fprintf(w, "\nValues of %s\n", field)
		rows := [][]string{{"value", "words that mean it"}}
		for _, value := range slices.Sorted(maps.Keys(p.Values[field])) {
			rows = append(rows, withLast([]string{value, strings.Join(p.Values[field][value], ", ")}, 80)...)
		}
		printColumns(w, rows, len(rows[0]))
	}
}

// printItem prints one item of a list.
func printItem(w io.Writer, text string) {
	for i, line := range wrap(text, textWidth-4) {
		lead := "    "
		if i == 0 {
			lead = "  - "
		}
		fmt.Fprintln(w, lead+line)
	}
}

// presetView is a preset as --json shows it.
type presetView struct {
	ID          string                         `json:"id"`
	Title       string                         `json:"title"`
	Dataset     string                         `json:"dataset"`
	Description string                         `json:"description"`
	Source      string                         `json:"source"`
	File        string                         `json:"file"`
	Overridden  bool                           `json:"overridden"`
	Sheet       string                         `json:"sheet,omitempty"`
	DateOrder   string                         `json:"date_order,omitempty"`
	Fingerprint []string                       `json:"fingerprint"`
	Columns     map[string]string              `json:"columns,omitempty"`
	Headers     map[string][]string            `json:"headers,omitempty"`
	Set         map[string]string              `json:"set,omitempty"`
	Values      map[string]map[string][]string `json:"values,omitempty"`
	Decided     []string                       `json:"decided"` // fields that rules over several columns settle
	Disclosed   []string                       `json:"disclosed"`
	Caveats     []string                       `json:"caveats"`
}

func newPresetView(lib *library.Library, p library.Preset) presetView {
	v := presetView{ID: p.ID, Title: p.Title, Dataset: p.Dataset, Description: p.Description, Source: p.Source, Sheet: p.Sheet,
		DateOrder: p.DateOrder, Fingerprint: list(p.Fingerprint), Columns: p.Columns, Headers: p.Headers, Set: p.Set, Values: p.Values,
		Decided: list(slices.Sorted(maps.Keys(p.Decide))), Disclosed: []string{}, Caveats: list(p.Caveats)}
	v.File, v.Overridden = definedIn(lib, library.Presets, p.ID)
	for _, d := range p.Disclose {
		v.Disclosed = append(v.Disclosed, d.Text)
	}
	return v
}

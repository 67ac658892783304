package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/library"
)

func newPresets(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "presets [ID]",
		Short: "List the presets for exports of known programs, or show one in detail",
		Long: `List the presets, which are mappings for exports of known programs, or show one in detail: the headers and
words that it reads, and what an export of this kind can't tell. A source uses one by the key preset.`,
		Example: "  compack presets jira-remediation",
		Args:    cobra.MaximumNArgs(1),
	}
	addListFlags(cmd.Flags())
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return showPresets(env, cmd.Flags(), args) }
	return cmd
}

func showPresets(env Env, flags *pflag.FlagSet, args []string) error {
	lib, err := definitions(env, flags)
	if err != nil {
		return err
	}
	asJSON, _ := flags.GetBool("json")
	if len(args) == 0 {
		listPresets(env, lib, asJSON)
		return nil
	}
	var known []string
	for _, preset := range lib.Presets() {
		known = append(known, preset.ID)
		if preset.ID != args[0] {
			continue
		}
		if asJSON {
			encode(env, newPresetView(lib, preset))
		} else {
			printPreset(env.Stdout, lib, preset)
		}
		return nil
	}
	return unknown("preset", args[0], known)
}

func listPresets(env Env, lib *library.Library, asJSON bool) {
	if asJSON {
		views := []presetView{}
		for _, preset := range lib.Presets() {
			views = append(views, newPresetView(lib, preset))
		}
		encode(env, map[string]any{"presets": views})
		return
	}
	rows := [][]string{{"preset", "feeds", "export"}}
	for _, preset := range lib.Presets() {
		rows = append(rows, []string{preset.ID, preset.Dataset, preset.Title})
	}
	printColumns(env.Stdout, rows, len(rows[0]))
	fmt.Fprintf(env.Stdout, "\nRun 'compack presets ID' for one; write preset: ID in a source to use it.\n")
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
		DateOrder: p.DateOrder, Fingerprint: filled(p.Fingerprint), Columns: p.Columns, Headers: p.Headers, Set: p.Set, Values: p.Values,
		Decided: filled(slices.Sorted(maps.Keys(p.Decide))), Disclosed: []string{}, Caveats: filled(p.Caveats)}
	v.File, v.Overridden = definedIn(lib, library.Presets, p.ID)
	for _, d := range p.Disclose {
		v.Disclosed = append(v.Disclosed, d.Text)
	}
	return v
}

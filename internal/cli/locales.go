package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/text/language"

	"compack/internal/library"
	"compack/internal/locale"
	"compack/internal/period"
	"compack/internal/problem"
)

func newLocales(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "locales",
		Short: "List the languages that packs can be made in, show one, or check its texts",
		Long: `A language is a file templates/locales/TAG.yaml with the texts of packs, titles and definitions included, by their
English. A text that it lacks stays English. The configuration names languages under languages; the text of a
pack template in a language stands beside it, such as packs/vendor-quarterly.de.md.`,
		Example: "  compack locales show nl --missing > templates/locales/nl.yaml\n  compack locales check",
		Args:    noSuchCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	add := func(use, short string, args cobra.PositionalArgs, run func(env Env, flags *pflag.FlagSet, lib *library.Library, args []string) error) *pflag.FlagSet {
		sub := &cobra.Command{Use: use, Short: short, Args: args}
		sub.Flags().String("config", configName, "configuration `file` of the workspace whose own files count, too")
		sub.RunE = func(cmd *cobra.Command, args []string) error {
			lib, err := definitions(env, cmd.Flags())
			if err != nil {
				return err
			}
			return run(env, cmd.Flags(), lib, args)
		}
		cmd.AddCommand(sub)
		return sub.Flags()
	}
	add("list", "List the languages", cobra.NoArgs, listLocales).Bool("json", false, "print the result as JSON")
	add("show TAG", "Show how a language writes numbers and days", cobra.ExactArgs(1), showLocale).
		Bool("missing", false, "print the texts that it lacks as a file to fill in")
	add("check [TAG]", "Say which texts a language lacks, or has in vain", cobra.MaximumNArgs(1), checkLocales)
	return cmd
}

// localeView is a language as --json shows it.
type localeView struct {
	Tag        string   `json:"tag"`
	Name       string   `json:"name"`
	File       string   `json:"file"` // "" for English, which needs none
	Texts      int      `json:"texts"`
	Translated int      `json:"translated"`
	Packs      []string `json:"packs"` // those written in it
}

func newLocaleView(lib *library.Library, tag string) localeView {
	texts := lib.AllTexts()
	v := localeView{Tag: tag, Name: "English", Texts: len(texts), Translated: len(texts), Packs: lib.PacksIn(tag)}
	if l, _ := lib.Locale(tag); l != nil {
		v.Name, v.File = l.Name, "templates/locales/"+tag+".yaml"
		if !l.IsEnglish() {
			v.Translated -= len(l.Gaps(texts))
		}
	}
	return v
}

func listLocales(env Env, flags *pflag.FlagSet, lib *library.Library, _ []string) error {
	var views []localeView
	rows := [][]string{{"language", "name", "texts", "packs written in it"}}
	for _, tag := range lib.LocaleTags() {
		v := newLocaleView(lib, tag)
		views = append(views, v)
		rows = append(rows, []string{tag, v.Name, fmt.Sprintf("%d of %d", v.Translated, v.Texts), strings.Join(v.Packs, ", ")})
	}
	if asJSON, _ := flags.GetBool("json"); asJSON {
		encode(env, map[string]any{"locales": views})
		return nil
	}
	printColumns(env.Stdout, rows, len(rows[0]))
	fmt.Fprintf(env.Stdout, "\nRun 'compack locales show TAG' for one of them, or 'compack locales show TAG --missing' for a file to fill in.\n")
	return nil
}

// spoken returns the locale called tag; the error names the nearest.
func spoken(lib *library.Library, tag string) (*locale.Locale, error) {
	l, ok := lib.Locale(tag)
	if !ok {
		return nil, unknown("language", tag, lib.LocaleTags())
	}
	return l, nil
}

func showLocale(env Env, flags *pflag.FlagSet, lib *library.Library, args []string) error {
	if missing, _ := flags.GetBool("missing"); missing {
		return printMissing(env.Stdout, lib, args[0])
	}
	l, err := spoken(lib, args[0])
	if err != nil {
		return err
	}
	v, day := newLocaleView(lib, args[0]), period.NewDate(2026, 9, 3)
	fmt.Fprintf(env.Stdout, "%s (%s)\n", v.Name, v.Tag)
	rows := [][]string{{"numbers", l.Number("-1204567.5")}, {"days in tables", l.Day(day)}, {"days in sentences", l.LongDay(day)},
		{"forms of counted texts", fmt.Sprintf("%d, such as for %s", len(l.Plurals()), strings.Join(strings.Fields(strings.Trim(fmt.Sprint(l.Plurals()), "[]")), " and "))},
		{"texts", fmt.Sprintf("%d of %d", v.Translated, v.Texts)}}
	if len(v.Packs) > 0 {
		rows = append(rows, []string{"packs written in it", strings.Join(v.Packs, ", ")})
	}
	printColumns(env.Stdout, rows, 2)
	return nil
}

// printMissing prints the texts that a language lacks, each with an empty
// translation, as a locale file: with all keys where there is none yet.
func printMissing(w io.Writer, lib *library.Library, tag string) error {
	l, ok := lib.Locale(tag)
	if !ok {
		if _, err := language.Parse(tag); err != nil {
			return exit{Usage, fmt.Sprintf("%q is no tag of a language; write for example nl or pt-BR", tag)}
		}
		l = locale.New(tag)
		fmt.Fprintf(w, "language: %s\nname: # what the language calls itself\ndecimal: \",\"\ngroup: \".\"\ndate: \"{day}.{month}.{year}\"\nlong: \"{d} {name} {year}\"\n"+
			"months: [] # the twelve names\nlower: true # titles begin with a small letter inside of sentences\n\n", tag)
	}
	fmt.Fprintf(w, "# Texts by their English. %%s, %%d and %%[2]s stand in a translation, too; a list has a form for each kind of number.\ntexts:\n")
	for _, gap := range l.Gaps(lib.AllTexts()) {
		blank := `""`
		if len(gap.Forms) > 1 {
			blank = "[" + strings.Join(slices.Repeat([]string{`""`}, len(l.Plurals())), ", ") + "]"
		}
		fmt.Fprintf(w, "  %s: %s\n", quoted(gap.Key()), blank)
	}
	return nil
}

// quoted writes a text as YAML does between double quotes.
func quoted(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic(err) // no text fails to be encoded
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func checkLocales(env Env, _ *pflag.FlagSet, lib *library.Library, args []string) error {
	tags := lib.LocaleTags()
	if len(args) > 0 {
		tags = args
	}
	found := 0
	for _, tag := range tags {
		l, err := spoken(lib, tag)
		if err != nil {
			return err
		}
		n := checkLocale(env.Stdout, lib, l)
		if found += n; n == 0 {
			fmt.Fprintf(env.Stdout, "%s: every text is there\n", tag)
		}
	}
	if found > 0 {
		return exit{code: Usage}
	}
	return nil
}

// checkLocale prints what a language lacks or has in vain, and returns how much.
func checkLocale(w io.Writer, lib *library.Library, l *locale.Locale) (found int) {
	texts := lib.AllTexts()
	tell := func(format string, args ...any) {
		found++
		fmt.Fprintf(w, l.Language+": "+format+"\n", args...)
	}
	if l == nil {
		return 0
	}
	if !l.IsEnglish() {
		for _, gap := range l.Gaps(texts) {
			if gap.Has == 0 {
				tell("lacks %s", quoted(gap.Key()))
			} else {
				tell("has %d forms where it needs %d: %s", gap.Has, forms(l, gap.Forms), quoted(gap.Key()))
			}
		}
	}
	keys := make([]string, len(texts))
	for i, text := range texts {
		keys[i] = text.Key()
	}
	for _, text := range l.Vain(texts) {
		if near := problem.Nearest(text, keys); near != "" {
			tell("has in vain %s; did you mean %s?", quoted(text), quoted(near))
		} else {
			tell("has in vain %s", quoted(text))
		}
	}
	return found
}

// forms returns how many forms a text has in a language.
func forms(l *locale.Locale, text locale.Forms) int {
	if len(text) == 1 {
		return 1
	}
	return len(l.Plurals())
}

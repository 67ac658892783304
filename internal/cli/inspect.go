package cli

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/pipeline"
	"compack/internal/problem"
)

func newInspect(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "inspect FILE...",
		Short: "Say what is in an export and how to take it in",
		Long: `Say what is in each file: encoding, delimiter, sheets, header row, and each column with its type, how much of
it is empty and what it looks like. Then the dataset and the preset that fit best, and a source ready to
paste into compack.yaml. Values that may speak of a person are not shown.

The exit code is 3 where a file can't be read; the others are shown all the same.`,
		Example: "  compack inspect ~/Downloads/export.csv",
		Args:    cobra.MinimumNArgs(1),
	}
	addListFlags(cmd.Flags())
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return inspectFiles(env, cmd.Flags(), args) }
	return cmd
}

// inspected is what --json shows of one file.
type inspected struct {
	pipeline.Inspection
	Problems problem.List `json:"problems"`
}

func inspectFiles(env Env, flags *pflag.FlagSet, paths []string) error {
	lib, err := definitions(env, flags)
	if err != nil {
		return err
	}
	asJSON, _ := flags.GetBool("json")
	code := Done
	var all []inspected
	for i, path := range paths {
		found, problems, err := pipeline.Inspect(path, lib)
		if err != nil {
			return exit{Failed, err.Error()}
		}
		// The engine knows the file by its name alone; people gave a path.
		found.File = filepath.ToSlash(path)
		if problems.Count(problem.Error) > 0 {
			code = BadInput
		}
		if asJSON {
			all = append(all, inspected{found, append(problem.List{}, problems...)})
			continue
		}
		if i > 0 {
			fmt.Fprintln(env.Stdout)
		}
		printInspection(env, found, problems)
	}
	if asJSON {
		encode(env, map[string]any{"exit": code, "files": all})
	}
	if code != Done {
		return exit{code: code}
	}
	return nil
}

func printInspection(env Env, found pipeline.Inspection, problems problem.List) {
	w := env.Stdout
	fmt.Fprintln(w, found.File)
	if found.SHA256 != "" {
		facts := []string{map[string]string{"xlsx": "an Excel workbook", "text": "text"}[found.Format]}
		if found.Encoding != "" {
			facts = append(facts, found.Encoding)
		}
		if found.Delimiter != "" {
			facts = append(facts, "columns divided by "+found.Delimiter)
		}
		fmt.Fprintf(w, "  %s; %d bytes, sha256 %s\n", strings.Join(facts, ", "), found.Bytes, found.SHA256[:16])
	}
	for i := range found.Sheets {
		printSheet(w, &found.Sheets[i])
	}
	if worst, any := problems.Worst(); any && worst > problem.Note {
		printProblems(env.Stderr, problems)
	}
	if len(found.Sheets) == 0 {
		return
	}
	if found.Best < 0 {
		fmt.Fprintf(w, "\nNo dataset fits. 'compack datasets' lists them; name columns of the file under columns in a source.\n")
		return
	}
	best := &found.Sheets[found.Best]
	fmt.Fprintf(w, "\nFits best%s\n", ofSheet(best, len(found.Sheets)))
	rows := [][]string{}
	if f := best.Dataset; f != nil {
		rows = append(rows, []string{"dataset", f.ID, fmt.Sprintf("%.2f", f.Score), f.Why})
	}
	if f := best.Preset; f != nil {
		rows = append(rows, []string{"preset", f.ID, fmt.Sprintf("%.2f", f.Score), f.Why})
	}
	printColumns(w, rows, 4)
	fmt.Fprintf(w, "\nTo paste under sources: in compack.yaml\n\n%s", best.Mapping)
}

// ofSheet names the sheet where there are several.
func ofSheet(s *pipeline.Sheet, sheets int) string {
	if sheets < 2 {
		return ""
	}
	return fmt.Sprintf(", by the sheet %q", s.Name)
}

// printSheet shows one table: where it begins, how large it is and its columns.
func printSheet(w io.Writer, s *pipeline.Sheet) {
	fmt.Fprintln(w)
	if s.Name != "" {
		fmt.Fprintf(w, "Sheet %q", s.Name)
		if s.Hidden {
			fmt.Fprint(w, " (hidden)")
		}
		fmt.Fprint(w, ": ")
	}
	if s.Header == 0 {
		fmt.Fprintln(w, "no header row was found")
		return
	}
	rows := counted(s.Rows, "row")
	if s.Partial {
		rows = "more than " + rows
	}
	fmt.Fprintf(w, "header in row %d, %s, %s\n", s.Header, rows, counted(len(s.Columns), "column"))
	table := [][]string{{"column", "type", "empty", "feeds", "examples"}}
	for i := range s.Columns {
		table = append(table, columnRow(&s.Columns[i]))
	}
	printColumns(w, table, len(table[0]))
}

func columnRow(c *pipeline.Column) []string {
	const most = 36
	kind := string(c.Type)
	if c.TwoWays {
		kind += ", day or month first?"
	}
	var examples string
	switch {
	case c.Personal:
		examples = "(not shown: may speak of a person)"
	default:
		for i, example := range c.Examples {
			if i > 0 {
				examples += " | "
			}
			examples += clip(example, most)
			if len([]rune(examples)) > most {
				break
			}
		}
	}
	return []string{clip(c.Header, most), kind, share(c.EmptyShare), c.Field, examples}
}

// clip cuts a text to one line of at most most characters.
func clip(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// share writes a share as a percentage that is 0 or 100 only where it truly is.
func share(s float64) string {
	percent := math.Round(s * 100)
	switch {
	case s > 0 && percent == 0:
		return "<1 %"
	case s < 1 && percent == 100:
		return ">99 %"
	}
	return fmt.Sprintf("%.0f %%", percent)
}

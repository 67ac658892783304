package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"compack/internal/library"
	"compack/internal/problem"
	"compack/templates"
)

// textWidth is where running text is broken, in characters.
const textWidth = 100

// addListFlags adds the flags of commands that show definitions.
func addListFlags(flags *pflag.FlagSet) {
	flags.String("config", configName, "configuration `file` of the workspace whose own definitions count, too")
	flags.Bool("json", false, "print the result as JSON")
}

// definitions opens the library as the workspace of --config sees it.
func definitions(env Env, flags *pflag.FlagSet) (*library.Library, error) {
	return opened(env, flags, library.Open)
}

// opened opens what the workspace of --config sees of the shipped templates, and
// prints what is wrong with them. The configuration itself is not read; it need not be
// there unless somebody named it.
func opened[T any](env Env, flags *pflag.FlagSet, open func(shipped fs.FS, workspace string) (T, problem.List)) (none T, err error) {
	file, _ := flags.GetString("config")
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) && flags.Changed("config") {
		return none, exit{Usage, fmt.Sprintf("there is no file %q; name the configuration of a workspace with --config", file)}
	}
	found, problems := open(templates.FS, workspace(file))
	if len(problems) > 0 {
		printProblems(env.Stderr, problems)
	}
	if problems.Count(problem.Error) > 0 {
		return none, exit{code: Usage}
	}
	return found, nil
}

// unknown says that a noun has no such id, and which one is nearest or how to see
// all.
func unknown(noun, id string, known []string) error {
	message := fmt.Sprintf("there is no %s %q", noun, id)
	if near := problem.Nearest(id, known); near != "" {
		message += fmt.Sprintf("; did you mean %q?", near)
	}
	return exit{Usage, message + "\nThose known are " + strings.Join(known, ", ") + "."}
}

// definedIn returns the file that a definition stands in, and whether it is the
// workspace's in place of the shipped one.
func definedIn(lib *library.Library, kind, id string) (file string, overridden bool) {
	file = lib.Place(kind, id).File
	for _, used := range lib.Used() {
		if used.Path == file {
			overridden = used.Overridden
		}
	}
	return file, overridden
}

// definedWords says where a definition stands.
func definedWords(file string, overridden bool) string {
	if overridden {
		return "Defined in " + file + " of the workspace, in place of the one that ships with compack."
	}
	return "Defined in " + file + "."
}

// wrap breaks text at spaces into lines of at most width characters; a longer
// word has a line of its own.
func wrap(text string, width int) []string {
	var lines []string
	line, length := "", 0
	for _, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case line == "":
			line, length = word, n
		case length+1+n <= width:
			line, length = line+" "+word, length+1+n
		default:
			lines = append(lines, line)
			line, length = word, n
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// withLast returns row with its last cell broken into lines of at most width
// characters, as the rows of a table.
func withLast(row []string, width int) [][]string {
	last := len(row) - 1
	lines := wrap(row[last], width)
	if len(lines) < 2 {
		return [][]string{row}
	}
	out := make([][]string, len(lines))
	for i, line := range lines {
		out[i] = make([]string, len(row))
		if i == 0 {
			copy(out[i], row)
		}
		out[i][last] = line
	}
	return out
}

package cli_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"compack/internal/cli"
)

var update = flag.Bool("update", false, "rewrite the output that the README shows")

// console is a block of the README that shows commands with what they print.
var console = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestTheReadmeShowsWhatCommandsPrint runs each command in the README's console
// blocks, in their order and in one folder, and compares what it prints.
func TestTheReadmeShowsWhatCommandsPrint(t *testing.T) {
	const readme = "../../README.md"
	file, err := filepath.Abs(readme)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(filepath.Join(filepath.Dir(file), "samples"), filepath.Join(dir, "samples")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	blocks := 0
	shown := console.ReplaceAllStringFunc(string(text), func(block string) string {
		blocks++
		return "```console\n" + perform(t, console.FindStringSubmatch(block)[1]) + "```"
	})
	if blocks == 0 {
		t.Fatal("the README has no console block")
	}
	if shown == string(text) {
		return
	}
	if *update {
		if err := os.WriteFile(file, []byte(shown), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("the README shows other output than its commands print; -update rewrites it. They print:\n%s", strings.Join(console.FindAllString(shown, -1), "\n"))
}

// perform runs the commands of a block and returns them with what they print.
func perform(t *testing.T, block string) string {
	t.Helper()
	var out bytes.Buffer
	for line := range strings.Lines(block) {
		command, ok := strings.CutPrefix(line, "$ compack ")
		if !ok {
			continue
		}
		if out.Len() > 0 {
			out.WriteString("\n")
		}
		out.WriteString(line)
		if code := cli.Main(context.Background(), cli.Env{Args: strings.Fields(command), Stdout: &out, Stderr: &out, Now: today.Time()}); code != cli.Done {
			t.Errorf("%s ended with exit code %d", strings.TrimSpace(line), code)
		}
	}
	return out.String()
}

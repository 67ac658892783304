package cli_test

import (
	"bytes"
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"compack/internal/cli"
	"compack/samples"
)

var update = flag.Bool("update", false, "rewrite the output that the README shows")

// console is a block of the README that shows commands with what they print.
var console = regexp.MustCompile("(?s)```console\n(.*?)```")

// readme returns the manual, its file, and leaves the test in a folder of its own that
// has the samples.
func readme(t *testing.T) (text, file string) {
	t.Helper()
	file, err := filepath.Abs("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for to, from := range map[string]fs.FS{"samples": samples.FS, "samples/presets": os.DirFS("../../samples/presets")} {
		if err := os.CopyFS(filepath.Join(dir, to), from); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	return string(content), file
}

// TestTheReadmeShowsWhatCommandsPrint runs each command in the README's console
// blocks, in their order and in one folder, and compares what it prints.
func TestTheReadmeShowsWhatCommandsPrint(t *testing.T) {
	text, file := readme(t)
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

// single finds the commands that stand alone, and word the words of one.
var (
	single = regexp.MustCompile(`(?m)^    (?:go run ./cmd/)?compack (.*)$`)
	word   = regexp.MustCompile(`(?:"[^"]*"|\S)+`)
)

// TestTheReadmesOtherCommandsWork runs the commands that the README gives without
// their output, in their order and in one folder.
func TestTheReadmesOtherCommandsWork(t *testing.T) {
	text, _ := readme(t)
	commands := single.FindAllStringSubmatch(text, -1)
	if len(commands) < 5 {
		t.Fatalf("%d commands", len(commands))
	}
	for _, c := range commands {
		var args []string
		for _, w := range word.FindAllString(c[1], -1) {
			args = append(args, strings.ReplaceAll(w, `"`, ""))
		}
		var out bytes.Buffer
		if code := cli.Main(context.Background(), cli.Env{Args: args, Stdout: &out, Stderr: &out, Now: today.Time()}); code != cli.Done {
			t.Errorf("compack %s ended with exit code %d:\n%s", c[1], code, out.String())
		}
	}
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

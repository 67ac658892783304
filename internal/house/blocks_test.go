package house

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"compack/internal/compose"
)

// reference is what an analyst reads of blocks, keys and functions.
const reference = "../cli/blocks.md"

func TestEachBlockKeyAndFunctionOfAPackStandsInTheReference(t *testing.T) {
	content, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	for _, kind := range compose.Kinds() {
		if !strings.Contains(text, "\n## "+kind+"\n") || !regexp.MustCompile("(?m)^`{3,4}"+kind+"$").MatchString(text) {
			t.Errorf("%s has no paragraph and example of the block %s", reference, kind)
		}
	}
	files, err := filepath.Glob("../compose/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	named := regexp.MustCompile("yaml:\"([a-z_]+)\"|funcs\\[\"([a-z]+)\"\\]")
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllStringSubmatch(string(source), -1) {
			name := m[1] + m[2]
			if !regexp.MustCompile("`" + name + "\\b").MatchString(text) {
				t.Errorf("%s says nothing of `%s` in %s", reference, name, file)
			}
		}
	}
}

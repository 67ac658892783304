package house

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"compack/internal/library"
	"compack/internal/problem"
	"compack/templates"
)

const (
	sample     = "../../samples/quarterly/compack.yaml"
	samplePack = "vendor-quarterly"
)

// shipped opens the library as it ships.
func shipped(t *testing.T) *library.Library {
	t.Helper()
	lib, problems := library.Open(templates.FS, t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return lib
}

// pack returns the text of the shipped pack.
func pack(t *testing.T) string {
	t.Helper()
	text, err := fs.ReadFile(templates.FS, "packs/"+samplePack+".md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEachDatasetIsFedInTheSample(t *testing.T) {
	content, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	var cfg struct {
		Sources []struct{ Dataset string }
	}
	if err := yaml.Unmarshal(content, &cfg); err != nil {
		t.Fatal(err)
	}
	for _, def := range shipped(t).Datasets() {
		if !def.Made && !slices.ContainsFunc(cfg.Sources, func(s struct{ Dataset string }) bool { return s.Dataset == def.ID }) {
			t.Errorf("no source in %s feeds %s", sample, def.ID)
		}
	}
}

// TestEachDatasetHasMetricsAndAPlaceInThePack looks for a metric of the dataset in
// the pack's text or, as for the contract's clauses, for a chapter that depends on it.
func TestEachDatasetHasMetricsAndAPlaceInThePack(t *testing.T) {
	lib, text := shipped(t), pack(t)
	for _, def := range lib.Datasets() {
		metrics, shown := 0, strings.Contains(text, fmt.Sprintf("provided %q", def.ID))
		for _, m := range lib.Metrics() {
			if m.Dataset == def.ID {
				metrics++
				shown = shown || named(text, m.ID)
			}
		}
		if metrics == 0 {
			t.Errorf("%s has no metric", def.ID)
		}
		if !shown {
			t.Errorf("the pack %s has no chapter on %s", samplePack, def.ID)
		}
	}
}

// named reports whether the text has the identifier as a word of its own.
func named(text, id string) bool {
	return regexp.MustCompile(`(^|[^a-z_.])` + regexp.QuoteMeta(id) + `($|[^a-z_])`).MatchString(text)
}

func TestEachRuleSaysWhatToDo(t *testing.T) {
	for _, r := range shipped(t).Rules() {
		if r.Hint == "" {
			t.Errorf("%s has no hint", r.ID)
		}
	}
}

// constant finds a code's name and its letters in the list of codes.
var constant = regexp.MustCompile(`(?m)^\s*(\w+)\s+Code = "([A-Z]\d{3})"$`)

// TestEachProblemCodeIsFoundByATest looks for each code in the tests and scripts of
// the rooms that report problems, by its name or as it is printed.
func TestEachProblemCodeIsFoundByATest(t *testing.T) {
	list, err := os.ReadFile("../problem/code.go")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, m := range constant.FindAllStringSubmatch(string(list), -1) {
		names[m[2]] = m[1]
	}
	tests := testText(t)
	for _, e := range problem.Catalogue {
		code := string(e.Code)
		if names[code] == "" {
			t.Fatalf("%s is not in the list of codes", code)
		}
		if !regexp.MustCompile(`\b(problem\.` + names[code] + `|` + code + `)\b`).MatchString(tests) {
			t.Errorf("no test finds %s (%s)", code, names[code])
		}
	}
}

// testText returns all tests and scripts of other rooms than problem and house.
func testText(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{"problem", "house"}, d.Name()) {
			return filepath.SkipDir
		}
		isScript := strings.HasSuffix(path, ".txt") && strings.Contains(filepath.ToSlash(path), "/testdata/script/")
		if d.IsDir() || !isScript && !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		content, err := os.ReadFile(path)
		all.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

package library

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compack/templates"
)

// TestEachPackTemplateInALanguageHasTheBonesOfTheEnglishOne fails where a pack template
// was changed and its translations were not.
func TestEachPackTemplateInALanguageHasTheBonesOfTheEnglishOne(t *testing.T) {
	files, err := fs.Glob(templates.FS, "packs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name, tag, translated := strings.Cut(strings.TrimSuffix(path.Base(file), ".md"), ".")
		if !translated {
			continue
		}
		t.Run(name+"/"+tag, func(t *testing.T) {
			english, other := bones(t, "packs/"+name+".md"), bones(t, file)
			for i := range max(len(english), len(other)) {
				var want, got string
				if i < len(english) {
					want = english[i]
				}
				if i < len(other) {
					got = other[i]
				}
				if want != got {
					t.Fatalf("part %d of the English template is\n%s\nand of the translation\n%s", i+1, want, got)
				}
			}
		})
	}
}

var (
	fence  = regexp.MustCompile("^(?:\\{\\{.*\\}\\})*(`{3,})([a-z]*)$")
	action = regexp.MustCompile(`\{\{-? *(.*?) *-?\}\}`)
	titled = regexp.MustCompile(`\b(title): [^,{}]+`)
	prose  = regexp.MustCompile(`^((?:\{\{.*\}\})*\s*(?:- )?(?:title|subtitle|audience|empty|note|role|words|text)):.*$`)
	spoken = regexp.MustCompile(`(\b(?:gap|list) "[^"]*") "[^"]*"`)
)

// bones returns what a template's translation shares with it: headings by their level,
// blocks without their texts, and the actions of each paragraph, in whose sentences they
// may stand in another order.
func bones(t *testing.T, file string) (out []string) {
	content, err := fs.ReadFile(templates.FS, file)
	if err != nil {
		t.Fatal(err)
	}
	front, body, ok := strings.Cut(strings.TrimPrefix(string(content), "---\n"), "\n---\n")
	if !ok {
		t.Fatalf("%s has no front matter", file)
	}
	for line := range strings.Lines(front) {
		out = append(out, withoutText("", line))
	}
	var open []string // the kinds of the blocks that a line stands in
	var ticks []string
	var said []string // actions of the paragraph
	end := func() {
		slices.Sort(said)
		out, said = append(out, said...), nil
	}
	for line := range strings.Lines(body) {
		line = strings.TrimRight(line, "\n")
		if m := fence.FindStringSubmatch(line); m != nil {
			end()
			out = append(out, line)
			if n := len(ticks); n > 0 && ticks[n-1] == m[1] && m[2] == "" {
				open, ticks = open[:n-1], ticks[:n-1]
			} else {
				open, ticks = append(open, m[2]), append(ticks, m[1])
			}
			continue
		}
		if n := len(open); n > 0 {
			out = append(out, withoutText(open[n-1], line))
			continue
		}
		if level := strings.TrimLeft(action.ReplaceAllString(line, ""), " "); strings.HasPrefix(level, "#") {
			_, class, _ := strings.Cut(level, "{")
			said = append(said, level[:strings.Index(level, " ")]+class)
		}
		for _, m := range action.FindAllStringSubmatch(line, -1) {
			if !strings.HasPrefix(m[1], "agree ") { // languages differ in what agrees with a number
				said = append(said, spoken.ReplaceAllString(m[1], "$1"))
			}
		}
		if line == "" {
			end()
		}
	}
	end()
	return out
}

// withoutText cuts what a translation changes from a line of a block, or of the front
// matter: titles, notes, labels and sentences.
func withoutText(block, line string) string {
	line = strings.TrimRight(line, "\n")
	switch {
	case block == "" && strings.HasPrefix(line, "  - "):
		return "  -" // a paragraph of the cover
	case block == "callout" && strings.HasPrefix(line, "  "):
		return "  "
	case block == "timeline" && strings.HasPrefix(line, "text:"):
		return line // a field
	case block == "timeline" && strings.HasPrefix(line, "    label:"):
		return "    label:"
	}
	return titled.ReplaceAllString(prose.ReplaceAllString(line, "$1:"), "$1:")
}

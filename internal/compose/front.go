package compose

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"text/template"

	"compack/internal/document"
)

// Template is a pack template: a Markdown document with a YAML front matter. It is read
// once, however many documents are made by it, also at the same time.
type Template struct {
	Name string // vendor-quarterly
	File string // for messages
	text string

	once   sync.Once
	front  frontMatter
	script *template.Template
	err    error
	yaml   parsedBlocks
}

// NewTemplate returns the template called name whose file, for messages, holds the text.
func NewTemplate(name, file, text string) *Template {
	return &Template{Name: name, File: file, text: text}
}

// read returns the front matter and the rest, ready to be executed.
func (t *Template) read() (frontMatter, *template.Template, error) {
	t.once.Do(func() {
		var body string
		var offset int
		if t.front, body, offset, t.err = splitFrontMatter(t); t.err != nil {
			return
		}
		text := strings.Repeat("\n", offset) + body
		var nobody composer // whose functions are replaced by those of each document
		script := template.New(t.File).Option("missingkey=error").Funcs(textFunctions()).Funcs(nobody.functions())
		if _, err := script.Parse(text); err != nil {
			t.err = templateError(err)
			return
		}
		markLines(script, text)
		t.script = script
	})
	return t.front, t.script, t.err
}

// frontMatter is what stands between the two lines of dashes at a template's
// start.
type frontMatter struct {
	Title    string   `yaml:"title"`
	Subtitle string   `yaml:"subtitle"`
	Audience string   `yaml:"audience"`
	Cover    []string `yaml:"cover"`
	Contents *bool    `yaml:"contents"` // false leaves the list of contents out
	Page     string   `yaml:"page"`     // A4 or Letter
	// Workbook lists the parts of the workbook; none means all. See [partsOf].
	Workbook []string `yaml:"workbook"`
	parts    parts
}

// splitFrontMatter returns the front matter, the rest, and the number of lines
// in front of the rest.
func splitFrontMatter(t *Template) (frontMatter, string, int, error) {
	var front frontMatter
	rest, ok := strings.CutPrefix(t.text, "---\n")
	if !ok {
		return front, "", 0, fmt.Errorf("%s, line 1: a pack starts with a front matter between two lines of ---", t.File)
	}
	head, body, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		return front, "", 0, fmt.Errorf("%s, line 1: the front matter has no closing line of ---", t.File)
	}
	if err := t.yaml.decode([]byte(head), &front); err != nil {
		return front, "", 0, fmt.Errorf("%s, line %d, front matter: %w", t.File, lineIn([]byte(head), err)+1, err)
	}
	if front.Title == "" {
		return front, "", 0, fmt.Errorf("%s, line 1, front matter: title is missing", t.File)
	}
	if sizes := []string{"", document.A4, document.Letter}; !slices.Contains(sizes, front.Page) {
		err := wrong(front.Page, "page: %q is neither A4 nor Letter", front.Page)
		return front, "", 0, fmt.Errorf("%s, line %d, front matter: %w", t.File, lineIn([]byte(head), err)+1, err)
	}
	var err error
	if front.parts, err = partsOf(front.Workbook); err != nil {
		return front, "", 0, fmt.Errorf("%s, line %d, front matter: %w", t.File, lineIn([]byte(head), err)+1, err)
	}
	return front, body, strings.Count(head, "\n") + 3, nil
}

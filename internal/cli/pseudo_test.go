package cli_test

import (
	"fmt"
	"html"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"compack/internal/cli"
	"compack/internal/library"
	"compack/internal/problem"
	"compack/templates"
)

// TestEveryFixedTextCanBeTranslated makes the sample in a language that puts every text
// that it knows between ‹ and ›, and looks for others: what is left must come from
// the records, the configuration, the frameworks or the problems of the inputs.
func TestEveryFixedTextCanBeTranslated(t *testing.T) {
	dir := sampleWith(t, "languages: [eo]\noutputs: [html, xlsx]")
	put(t, filepath.Join(dir, "templates/locales/eo.yaml"), pseudoFile(t))
	put(t, filepath.Join(dir, "templates/packs/vendor-quarterly.eo.md"), pseudoPack(t))
	if code, text := run(t, today, "--config", filepath.Join(dir, "compack.yaml"), "--out", filepath.Join(dir, "out")); code != cli.Done {
		t.Fatalf("the sample ended with exit code %d\n%s", code, text)
	}
	pack := filepath.Join(dir, "out", "2026-Q3", "northwind")
	known := given(t, dir, pack)
	for _, text := range slices.Concat(pageTexts(t, filepath.Join(pack, "report.html")), sheetTexts(t, filepath.Join(pack, "workbook.xlsx"))) {
		if function.MatchString(text) {
			continue
		}
		for part := range strings.SplitSeq(withoutTranslated(text), "‹›") {
			if !isGiven(known, part) {
				t.Errorf("%q can't be translated: %q", part, text)
			}
		}
	}
}

var (
	wordy      = regexp.MustCompile(`\pL{3}`)
	digest     = regexp.MustCompile(`^[0-9a-f]{6,}$`)
	silent     = regexp.MustCompile(`(?s)<(style|script|code)[^>]*>.*?</(style|script|code)>`)
	tag        = regexp.MustCompile(`(?s)<[^>]*>`)
	spoken     = regexp.MustCompile(`(?:aria-label|title|alt)="([^"]*)"`)
	said       = regexp.MustCompile(`(?m)^( *-? *\{?)(title|empty|note): *"?(.*?)"?$`)
	sentence   = regexp.MustCompile(`^text: (.* .*)$`)                        // not a field
	function   = regexp.MustCompile(`^(IF|[A-Z]{3,}S?)\(|(kpi|life)_[a-z_]+`) // a formula
	partWord   = regexp.MustCompile(`([\[,] *)([^,\[\]]+)`)
	statusWord = regexp.MustCompile(`: ([^,{}]+)`)
	between    = regexp.MustCompile(`, |; | – | · `)
	action     = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	inColumn   = regexp.MustCompile(`title: ([^,}]+)`)
)

// isGiven reports whether a text, or each part of it, is among those known.
func isGiven(known, text string) bool {
	text = strings.ToLower(strings.Trim(text, " .,;:·–/()+−={}\"0123456789\n"))
	if !wordy.MatchString(text) || digest.MatchString(text) || strings.Contains(known, text) {
		return true
	}
	parts := between.Split(text, -1)
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(part string) bool { return !isGiven(known, part) })
}

// withoutTranslated takes what stands between ‹ and › out of a text, from the inside
// out.
func withoutTranslated(text string) string {
	inner := regexp.MustCompile(`‹[^‹›]*›`)
	for inner.MatchString(text) {
		text = inner.ReplaceAllString(text, "\x00")
	}
	return strings.ReplaceAll(text, "\x00", "‹›")
}

// pseudoPack is the sample's pack with its prose left out and its titles translated.
func pseudoPack(t *testing.T) string {
	t.Helper()
	text, err := fs.ReadFile(templates.FS, "packs/vendor-quarterly.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\n---\n")
	rest = action.ReplaceAllString(rest, "")
	out, inBlock := []string{"---", "title: ‹Report›", "---"}, false
	for line := range strings.Lines(rest) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "```"):
			inBlock = !inBlock
			out = append(out, line)
		case inBlock && said.MatchString(line):
			out = append(out, said.ReplaceAllString(line, `$1$2: "‹$3›"`))
		case inBlock && sentence.MatchString(line):
			out = append(out, sentence.ReplaceAllString(line, `text: "‹$1›"`))
		case inBlock && strings.HasPrefix(line, "words: ["):
			out = append(out, partWord.ReplaceAllString(strings.TrimSuffix(line, "]"), `$1"‹$2›"`)+"]")
		case inBlock && strings.HasPrefix(line, "words: {"):
			out = append(out, statusWord.ReplaceAllString(line, `: "‹$1›"`))
		case inBlock:
			out = append(out, inColumn.ReplaceAllString(line, `title: "‹$1›"`))
		case strings.HasPrefix(line, "#"):
			mark, title, _ := strings.Cut(line, " ")
			title, class, _ := strings.Cut(title, " {")
			if class != "" {
				class = " {" + class
			}
			out = append(out, "", mark+" ‹"+title+"›"+class)
		case line == "":
			out = append(out, "")
		}
	}
	return strings.Join(out, "\n") + "\n"
}

// given returns, in small letters, what is not for a locale to translate.
func given(t *testing.T, dir, pack string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("sha-256\n")
	add := func(text string) { b.WriteString(strings.ToLower(text) + "\n") }
	for _, file := range []string{quarterly, filepath.Join(pack, "manifest.json")} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		add(string(text))
	}
	inputs, _ := filepath.Glob(filepath.Join(dir, "inputs", "*"))
	for _, file := range inputs {
		if filepath.Ext(file) == ".xlsx" {
			add(strings.Join(sheetTexts(t, file), "\n"))
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		add(strings.ReplaceAll(string(text), `""`, `"`))
	}
	frameworks, _ := fs.Glob(templates.FS, "frameworks/*.yaml")
	for _, file := range frameworks {
		text, err := fs.ReadFile(templates.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		add(strings.Join(strings.Fields(string(text)), " "))
		add(path.Base(file))
	}
	lib, _ := library.Open(templates.FS, dir)
	for _, f := range lib.Frameworks() {
		for _, g := range f.Groups {
			add(g.ID + " " + g.Title)
		}
	}
	for _, m := range lib.Metrics() {
		add(m.Population + "\n" + m.Satisfied)
	}
	figures := readFigures(t, pack)
	for _, l := range figures.Ledgers {
		add(problem.Place{File: l.File, Sheet: l.Sheet}.String()) // the key of a record of exports
	}
	for _, p := range figures.Problems {
		add(fmt.Sprintf("%s (%q)\n", p.Message, p.Value) + p.Hint + "\n" + p.Rule + "\n" + p.Dataset + "\n" + p.Value + "\n" + p.Record)
	}
	for _, c := range figures.Checks {
		add(c.ID + "\n" + c.Title)
	}
	for _, m := range figures.Metrics {
		add(m.ID + "\n" + m.Basis)
	}
	return b.String()
}

// pageTexts returns the texts of a page.
func pageTexts(t *testing.T, file string) (texts []string) {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	visible := silent.ReplaceAllString(string(page), "")
	for _, m := range spoken.FindAllStringSubmatch(visible, -1) {
		texts = append(texts, html.UnescapeString(m[1]))
	}
	for text := range strings.SplitSeq(tag.ReplaceAllString(visible, "\x00"), "\x00") {
		texts = append(texts, html.UnescapeString(text))
	}
	return texts
}

// sheetTexts returns the texts of a workbook's cells and the names of its sheets, but
// for formulas, which are code.
func sheetTexts(t *testing.T, file string) (texts []string) {
	t.Helper()
	book := openWorkbook(t, file)
	for _, sheet := range book.GetSheetList() {
		texts = append(texts, sheet)
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			texts = append(texts, row...)
		}
	}
	return texts
}

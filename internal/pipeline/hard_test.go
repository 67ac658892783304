package pipeline

import (
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"compack/internal/config"
	"compack/internal/document/documenttest"
)

// TestHardDocumentsAreWholeInEachOutput writes a document of what real exports hold in
// each form. The page shows each text as it is, the report but for line breaks and for
// the characters that it reports as missing in its fonts, the workbook in its cells.
func TestHardDocumentsAreWholeInEachOutput(t *testing.T) {
	doc := documenttest.Hard(5000)
	var want []string
	for _, s := range texts(reflect.ValueOf(doc.Sections), "") {
		want = append(want, s.text)
	}
	if len(want) < 20_000 {
		t.Fatalf("only %d texts", len(want))
	}
	r := &run{Options: Options{Library: open(t), Config: &config.Config{}}}
	t.Run("html", func(t *testing.T) {
		shown := pageText(t, r.read(t, "html", doc))
		lack(t, want, func(s string) bool { return strings.Contains(shown, onPage(s)) })
	})
	t.Run("pdf", func(t *testing.T) {
		path, problems := r.writtenWith(t, "pdf", doc, config.Client{})
		missing := map[rune]bool{}
		for _, p := range problems {
			c, _ := utf8.DecodeRuneInString(p.Value)
			missing[c] = true
		}
		if !missing['\U0001F600'] {
			t.Errorf("no problem names an emoji: %v", problems)
		}
		shown := bare(reportText(t, content(t, path)))
		lack(t, want, func(s string) bool { return isOnPaper(shown, inFont(s, missing)) })
	})
	t.Run("xlsx", func(t *testing.T) {
		workbook := r.written(t, "xlsx", doc, config.Client{})
		for _, e := range doc.Workbook.Evidence {
			checkEvidence(t, workbook, e)
		}
	})
}

// lack names the texts that are not shown.
func lack(t *testing.T, want []string, isShown func(string) bool) {
	t.Helper()
	seen := map[string]bool{}
	for _, s := range want {
		if !seen[s] && !isShown(s) {
			t.Errorf("%.120q is not shown", s)
		}
		seen[s] = true
	}
}

// onPage returns a text as HTML can hold it.
func onPage(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(c rune) rune {
		isNone := c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c < 0xA0 || c&0xFFFE == 0xFFFE
		if isNone {
			return utf8.RuneError
		}
		return c
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// inFont returns a text with the sign that stands for characters without a glyph.
func inFont(s string, missing map[rune]bool) string {
	return strings.Map(func(c rune) rune {
		if missing[c] {
			return '\u25A1'
		}
		return c
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// isOnPaper reports whether the report shows a text, or its words where a page ends in
// it.
func isOnPaper(shown, s string) bool {
	if strings.Contains(shown, bare(s)) {
		return true
	}
	for _, word := range strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }) {
		if !strings.Contains(shown, bare(word)) {
			return false
		}
	}
	return true
}

package pdf

import (
	"strings"
	"testing"

	"compack/internal/document"
)

func TestDraftsSaySoOnEveryPage(t *testing.T) {
	doc := wideDocument()
	doc.Draft = true
	shown := view(t, doc)
	for i, pg := range shown.laid.pages {
		if !holds(pg, "Draft, not approved") {
			t.Errorf("page %d does not say that it is a draft", i+1)
		}
	}
	check := &archiveCheck{raw: shown.raw, file: shown.file}
	for i, n := range shown.file.pages() {
		content := string(check.contents(n))
		if !strings.HasPrefix(content, "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\nq\n") || strings.Count(content, "EMC") != 1 {
			t.Errorf("page %d has no watermark under its text: %.80q", i+1, content)
		}
	}
	for _, fault := range archiveFaults(shown.raw) {
		t.Error(fault)
	}
	text := tool(t, shown.raw, "pdftotext", "-layout", "FILE", "-")
	if got, want := strings.Count(text, "Draft"), len(shown.laid.pages); got != want {
		t.Errorf("the word is in the text %d times, want %d: once in each footer", got, want)
	}
}

func TestApprovedDocumentsHaveNoWatermark(t *testing.T) {
	shown := view(t, addressedDocument(3))
	check := &archiveCheck{raw: shown.raw, file: shown.file}
	for _, n := range shown.file.pages() {
		if strings.Contains(string(check.contents(n)), "Watermark") {
			t.Error("there is a watermark")
		}
	}
	if strings.Contains(words(shown.laid.pages), "notapproved") {
		t.Error("a page says that it is a draft")
	}
}

func TestWatermarkOfAnyWordFitsThePage(t *testing.T) {
	for _, paper := range []string{document.A4, document.Letter} {
		ts, err := newTypesetter(Options{Fonts: testFonts(t)}, &document.Document{Paper: paper})
		if err != nil {
			t.Fatal(err)
		}
		for _, set := range []*typesetter{ts, ts.turned()} {
			if content, err := set.watermark(); err != nil || strings.Count(content, " m\n") < 5 {
				t.Errorf("%s: %.100q, error %v", paper, content, err)
			}
		}
	}
}

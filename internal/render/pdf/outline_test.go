package pdf

import (
	"strings"
	"testing"

	"compack/internal/document"
)

func TestOutlineListsWhatTheContentsList(t *testing.T) {
	doc := addressedDocument(120)
	shown := view(t, doc)
	var titles []string
	for _, e := range shown.outline {
		_, title, _ := strings.Cut(e.title, " ")
		shown.stands(t, title, e.at, roleTitle)
		titles = append(titles, e.title)
		for _, b := range e.below {
			shown.stands(t, b.title, b.at, roleTitle)
			titles = append(titles, "- "+b.title)
		}
	}
	got, want := strings.Join(titles, "\n"), "1 Summary\n- A sub-heading\n- Another sub-heading\n2 Details \u2013 \u00fcber (alles)\nA Definitions"
	if got != want {
		t.Errorf("the outline is\n%s\nwant\n%s", got, want)
	}
	if !strings.Contains(string(shown.file.body(shown.file.root)), "/PageMode /UseOutlines") {
		t.Error("viewers are not told to show the outline")
	}
}

func TestOutlineOfSampleLeadsToTitles(t *testing.T) {
	doc := sample()
	shown := view(t, doc)
	if len(shown.outline) != len(doc.Sections) {
		t.Fatalf("%d entries for %d sections", len(shown.outline), len(doc.Sections))
	}
	for i, e := range shown.outline {
		shown.stands(t, doc.Sections[i].Title, e.at, roleTitle)
	}
}

func TestDocumentWithoutHeadingsHasNoOutline(t *testing.T) {
	shown := view(t, &document.Document{Title: "T"})
	if s := string(shown.raw); strings.Contains(s, "Outlines") || strings.Contains(s, "/Dests") {
		t.Error("there is an outline, or a list of destinations, of nothing")
	}
	tool(t, shown.raw, "qpdf", "--check", "FILE")
}

package pdf

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"compack/internal/document"
	"compack/internal/metric"
)

// addressedDocument returns a document in which addresses of figures stand in every
// kind of place, with as many definitions.
func addressedDocument(figures int) *document.Document {
	address := func(i int) string { return fmt.Sprintf("F-%03d", i) }
	value := func(i int) document.Cell {
		c := document.I(40 + i)
		c.Figure = address(i)
		return c
	}
	said := document.Prose{{Cell: document.T("In this period ")}, {Cell: value(5), Strong: true}, {Cell: document.T(" actions were closed.")}}
	counts := [][]document.Cell{{document.I(1), document.I(2)}, {document.I(3), document.I(4)}}
	doc := &document.Document{Title: "Report (of \\ tests)", Subtitle: "Verweise \u2013 \u5831\u544a", Client: document.Party{ID: "c", Name: "Client"}, Vendor: document.Party{Name: "M\u00fcller & S\u00f6hne"}, IssuedOn: day("2026-10-08"), Digest: "abcdef0123"}
	doc.Sections = []document.Section{
		{ID: "summary", Title: "Summary", Blocks: []document.Block{
			document.Paragraph{Text: said},
			document.Tiles{Items: []document.Tile{{Figure: address(1), Title: "One", Value: value(1)}, {Figure: address(2), Title: "Two", Value: value(2)}}},
			document.Attention{Title: "Attention", Items: []document.AttentionItem{{Status: metric.Red, Text: said, Owner: "Owner", Section: "details"}, {Status: metric.Red, Text: plain("Nothing is said."), Section: "nowhere"}}},
			document.Callout{Title: "Remark", Text: said},
			document.Heading{Level: 2, Text: plain("A sub-heading")},
			document.List{Items: []document.Prose{said}},
			document.Heading{Level: 2},
			document.Heading{Level: 2, Text: plain("Another sub-heading")},
			document.Facts{Items: []document.Fact{{Label: "Closed", Value: said}}},
			document.Heading{Level: 3, Text: plain("Too low for the outline")},
			document.Paragraph{Text: plain("F-001 in words that nobody marked.")},
		}},
		{ID: "details", Title: "Details \u2013 \u00fcber (alles)", Blocks: []document.Block{
			document.Chart{Kind: document.Bars, Title: "Bars", Subtitle: "by kind, n = 3 \u00b7 " + address(10), Figure: address(10), Highlight: -1, Categories: []string{"a"}, Series: []document.Series{{Name: "s", Values: []document.Cell{document.I(3)}}}},
			document.Matrix{Title: "Matrix", Subtitle: "n = 4 \u00b7 " + address(11), Figure: address(11), RowTitle: "R", ColTitle: "C", Rows: []string{"1", "2"}, Cols: []string{"1", "2"}, Counts: counts},
			document.Flow{Title: "Flow", Figure: address(12), Steps: []document.FlowStep{{Label: "Open", Value: document.I(3), Total: true}, {Label: "Still open", Value: document.I(3), Total: true}}, Ties: "3 = 3 \u00b7 " + address(12)},
			document.Table{Title: "Records", Sorted: "sorted by age \u00b7 " + address(13), Figure: address(13), Columns: []document.Column{{Title: "Record"}, {Title: "Figure"}},
				Rows: [][]document.Cell{{document.T("AF-001"), document.Address(address(14))}, {document.T("AF-002"), document.Address("")}, {document.T("AF-003"), document.Address("F-9999")}}},
		}},
		{ID: "definitions", Title: "Definitions", Appendix: true, Blocks: []document.Block{definitionTable(figures, address)}},
	}
	return doc
}

func definitionTable(figures int, address func(int) string) document.Table {
	t := document.Table{Defines: true, Columns: []document.Column{{Title: "Figure"}, {Title: "Definition", Wide: true}}}
	for i := 1; i <= figures; i++ {
		t.Rows = append(t.Rows, []document.Cell{document.Address(address(i)), document.T("Records that were counted in the period, as the contract asks for.")})
	}
	return t
}

func TestLinksLeadToWhatTheyName(t *testing.T) {
	doc := addressedDocument(120)
	shown := view(t, doc)
	seen := map[string]int{}
	for i, links := range shown.links {
		for _, l := range links {
			at, ok := shown.names[l.to]
			if !ok {
				t.Errorf("page %d: a link leads to %q, which is not there", i+1, l.to)
				continue
			}
			seen[l.to]++
			text := shown.under(i, l)
			if strings.HasPrefix(l.to, "F-") {
				want := l.to
				if l.to == "F-005" { // the value itself, in prose
					want = "45"
				}
				if text != want {
					t.Errorf("page %d: the link to %s lies over %q", i+1, l.to, text)
				}
				shown.stands(t, l.to, at, roleCell)
			} else if number := fmt.Sprint(at.page); !strings.HasSuffix(text, number) {
				t.Errorf("page %d: the link to %s, on page %s, lies over %q", i+1, l.to, number, text)
			}
		}
	}
	// Each chapter and sub-heading from the contents, one chapter from the attention list as well.
	want := map[string]int{
		"section.summary": 1, "section.summary.1": 1, "section.summary.3": 1, "section.details": 2, "section.definitions": 1,
		"F-001": 1, "F-002": 1, "F-005": 5, "F-010": 1, "F-011": 1, "F-012": 1, "F-013": 1, "F-014": 1,
	}
	for to, n := range want {
		if seen[to] != n {
			t.Errorf("%d links to %s, want %d", seen[to], to, n)
		}
		delete(seen, to)
	}
	if len(seen) > 0 {
		t.Errorf("links that nobody asked for: %v", seen)
	}
}

func TestNamedDestinationsAreDefinitionsAndSections(t *testing.T) {
	shown := view(t, addressedDocument(120))
	last := 0
	for i := 1; i <= 120; i++ {
		name := fmt.Sprintf("F-%03d", i)
		at := shown.names[name]
		shown.stands(t, name, at, roleCell)
		if at.page < last {
			t.Errorf("%s is on page %d, after one on page %d", name, at.page, last)
		}
		last = at.page
	}
	if first := shown.names["F-001"].page; last < first+2 {
		t.Errorf("definitions on pages %d to %d are too few to test with", first, last)
	}
	shown.stands(t, "Summary", shown.names["section.summary"], roleTitle)
	shown.stands(t, "Another sub-heading", shown.names["section.summary.3"], roleTitle)
}

func TestFiguresWithoutDefinitionHaveNoLinks(t *testing.T) {
	doc := addressedDocument(1)
	doc.Sections = doc.Sections[:2]
	for i, links := range view(t, doc).links {
		for _, l := range links {
			if strings.HasPrefix(l.to, "F-") {
				t.Errorf("page %d: a link leads to %s, which is defined nowhere", i+1, l.to)
			}
		}
	}
}

// TestTableInBandsIsLinkedToItsFirst has definitions so wide that their columns are
// set in parts: each figure stands in several rows.
func TestTableInBandsIsLinkedToItsFirst(t *testing.T) {
	doc := addressedDocument(3)
	defined := document.Table{Defines: true, Columns: []document.Column{{Title: "Figure"}}, Rows: [][]document.Cell{{document.Address("F-001")}}}
	for range 30 {
		defined.Columns = append(defined.Columns, document.Column{Title: "Column"})
		defined.Rows[0] = append(defined.Rows[0], document.T("unbreakable"))
	}
	doc.Sections[2].Blocks = []document.Block{defined}
	shown := view(t, doc)
	at := shown.names["F-001"]
	shown.stands(t, "F-001", at, roleCell)
	for _, o := range shown.laid.pages[at.page-1].ops {
		if o.text == "F-001" && o.role == roleCell && o.y < at.y {
			t.Error("the address stands above the place that links lead to")
		}
	}
}

func TestWordsAreFoundWhole(t *testing.T) {
	for s, want := range map[string]int{
		"n = 3 \u00b7 F-010": 9, "F-010": 0, "AF-010": -1, "F-0101": -1, "F-0101, F-010.": 8, "F-010F-010": -1, "": -1, "\u00e4F-010": -1, "(F-010)": 1,
	} {
		if got := document.WordIn(s, "F-010"); got != want {
			t.Errorf("in %q it stands at %d, want %d", s, got, want)
		}
	}
}

// under returns the texts that a link's area on a page covers more than half of, from
// left to right as they were drawn; the spaces between them are lost.
func (v viewed) under(page int, l viewedLink) string {
	var b strings.Builder
	for _, o := range v.laid.pages[page].ops {
		if !o.isText() {
			continue
		}
		left, top, right, bottom := o.box()
		wide := math.Min(right, l.right) - math.Max(left, l.left)
		if wide <= 0 || math.Min(bottom, l.bottom)-math.Max(top, l.top) < (bottom-top)/2 {
			continue
		}
		if part := partOf(v.ts, o, l.left-left, l.right-left); part != "" {
			b.WriteString(part)
		}
	}
	return b.String()
}

// partOf returns the letters of a drawn text whose middles lie between two distances
// from its start.
func partOf(ts *typesetter, o op, from, to float64) string {
	face, x := ts.faces[o.style.Face], 0.0
	var b strings.Builder
	for _, r := range o.text {
		w := face.width(string(r), o.style.Size)
		if middle := x + w/2; middle > from && middle < to {
			b.WriteRune(r)
		}
		x += w
	}
	return b.String()
}

package pdf

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"compack/internal/document"
)

// wideTable returns a table that fits across a sheet in landscape and not upright.
func wideTable(rows int) document.Table {
	t := document.Table{Title: "Wide", Sorted: "sorted by column"}
	for i := range 10 {
		t.Columns = append(t.Columns, document.Column{Title: fmt.Sprintf("Column%d", i)})
	}
	for r := range rows {
		var row []document.Cell
		for i := range t.Columns {
			row = append(row, document.T(fmt.Sprintf("unbreakable%d.%d", r, i)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func wideDocument() *document.Document {
	long := document.Paragraph{Text: plain(strings.Repeat("Text that fills an upright page before the table comes. ", 60))}
	return &document.Document{Title: "T", Classification: "Confidential", Sections: []document.Section{
		{ID: "one", Title: "One", Blocks: []document.Block{
			document.Tiles{Items: []document.Tile{{Title: "Tile", Value: document.I(3)}}}, long,
			document.Heading{Level: 2, Text: plain("Records")}, document.Paragraph{Text: plain("All of them.")}, wideTable(70),
			document.Paragraph{Text: plain("A remark under the table."), Note: true},
		}},
		{ID: "two", Title: "Two", Blocks: []document.Block{long, long}},
	}}
}

// holds reports whether a text is drawn on a page.
func holds(pg *page, text string) bool {
	for _, o := range pg.ops {
		if o.text == text {
			return true
		}
	}
	return false
}

func TestWideTablesTurnToLandscapeWithTheirIntroduction(t *testing.T) {
	all := pages(t, wideDocument())
	turned := ""
	for i, pg := range all {
		mark := "u"
		if pg.turned {
			mark = "l"
		}
		turned += mark
		for _, text := range []string{"Records", "All of them.", "Column9", "A remark under the table."} {
			if holds(pg, text) && !pg.turned && !holds(pg, "Contents") {
				t.Errorf("%q is on page %d, which is upright", text, i+1)
			}
		}
		if (holds(pg, "One") || holds(pg, "Two")) && pg.turned {
			t.Errorf("page %d is turned without need", i+1)
		}
	}
	if !regexp.MustCompile(`^u+l{2,}u+$`).MatchString(turned) {
		t.Errorf("pages are %s", turned)
	}
	if drawn := words(all); strings.Contains(drawn, "part1of") {
		t.Error("the table is set in bands nevertheless")
	}
}

func TestPagesSayTheirOwnSize(t *testing.T) {
	doc := wideDocument()
	for paper, want := range map[string][2]string{
		"": {"0 0.00 595.28 841.89", "0 246.61 841.89 841.89"}, document.Letter: {"0 0.00 612.00 792.00", "0 180.00 792.00 792.00"},
	} {
		doc.Paper = paper
		shown := view(t, doc)
		for i, n := range shown.file.pages() {
			size := want[0]
			if shown.laid.pages[i].turned {
				size = want[1]
			}
			if !strings.Contains(string(shown.file.body(n)), "/MediaBox ["+size+"]") {
				t.Errorf("paper %q, page %d is not %s: %s", paper, i+1, size, shown.file.body(n))
			}
		}
		for _, fault := range archiveFaults(shown.raw) {
			t.Error(fault)
		}
	}
}

// TestLinksOfTurnedPagesLeadWhereTheyShould has the figures defined in a wide table.
func TestLinksOfTurnedPagesLeadWhereTheyShould(t *testing.T) {
	doc := addressedDocument(60)
	wide := wideTable(60)
	wide.Defines = true
	for i := range wide.Rows {
		wide.Rows[i][0] = document.Address(fmt.Sprintf("F-%03d", i+1))
		wide.Rows[i][1] = document.Address("F-014")
	}
	doc.Sections[2].Blocks = []document.Block{wide}
	shown := view(t, doc)
	at := shown.names["F-059"]
	if !shown.laid.pages[at.page-1].turned {
		t.Fatalf("F-059 is on page %d, which is upright", at.page)
	}
	shown.stands(t, "F-059", at, roleCell)
	text := strings.Split(tool(t, shown.raw, "pdftotext", "-layout", "FILE", "-"), "\f")
	if !strings.Contains(text[at.page-1], "F-059") {
		t.Errorf("F-059 is not to be seen on page %d", at.page)
	}
	for i, links := range shown.links {
		for _, l := range links {
			if text := shown.under(i, l); l.to == "F-014" && text != "F-014" {
				t.Errorf("page %d: the link to F-014 lies over %q", i+1, text)
			}
		}
	}
}

func TestTablesTooWideForLandscapeStayInBands(t *testing.T) {
	b := wideTable(3)
	b.Columns = append(b.Columns, b.Columns...)
	for i, row := range b.Rows {
		b.Rows[i] = append(row, row...)
	}
	all := pages(t, tableDocument(b))
	for i, pg := range all {
		if pg.turned {
			t.Errorf("page %d is turned", i+1)
		}
	}
	if !strings.Contains(words(all), "part1of") {
		t.Error("the table is not set in bands")
	}
}

// TestLittleBlocksStayOnTurnedPages has wide tables with little between and after them.
func TestLittleBlocksStayOnTurnedPages(t *testing.T) {
	remark := document.Paragraph{Text: plain("A remark.")}
	doc := &document.Document{Title: "T", Sections: []document.Section{{ID: "s", Title: "Section", Blocks: []document.Block{
		remark, wideTable(3), document.Tiles{Items: []document.Tile{{Title: "Tile", Value: document.I(3)}}}, remark, wideTable(2), remark,
	}}}}
	all := pages(t, doc)
	if len(all) != 3 || !all[2].turned || !holds(all[2], "Section") {
		t.Errorf("%d pages; cover, contents and one page in landscape would do", len(all))
	}
}

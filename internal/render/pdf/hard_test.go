package pdf

import (
	"fmt"
	"strings"
	"testing"

	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

// hardTexts are texts that real exports hold and that break naive layouts.
var hardTexts = map[string]string{
	"long word":      strings.Repeat("unbroken", 75),
	"long text":      strings.Repeat("many short words in a row ", 120),
	"path":           "/srv/exports/" + strings.Repeat("2026-q3/very-long-folder_name/", 20) + "file.csv",
	"emoji":          "All good \U0001F600\U0001F680 until \u2764\uFE0F",
	"Arabic":         "\u062a\u0642\u0631\u064a\u0631 \u0627\u0644\u0627\u0645\u062a\u062b\u0627\u0644",
	"Chinese":        "\u5408\u898f\u5831\u544a\u66f8\u5408\u898f\u5831\u544a\u66f8",
	"combining":      "Jose\u0301 Mu\u0308ller\u200b\u00ad",
	"control":        "first\nsecond\r\n\tthird\x00\x07 end  ",
	"bidi":           "\u202Eesrever\u202C",
	"not UTF-8":      "caf\xe9 \xff",
	"only spaces":    " \n ",
	"empty":          "",
	"no-break":       "1\u00a0204\u202f567 \u2007 5",
	"ends of moves":  "K\u00D8 \u00D9 l\u0644 \u0159\u01DA \u01D8 \u00DB\u00DA\u00D9\u00D8",
	"brackets":       `\(a) ) ( \\ %PDF <x> endstream /ModDate (D:20000101000000)`,
	"single letters": strings.Repeat("W ", 300),
}

// hardDocument returns a document that shows s wherever a text can stand.
func hardDocument(s string) *document.Document {
	prose := document.Prose{{Cell: document.T(s)}, {Cell: document.T(s), Strong: true}, {Cell: document.T(" " + s + " "), Em: true}, {Cell: document.I(7), Code: true}}
	cell, missing := document.T(s), document.Cell{Kind: document.Missing, Text: s}
	unit := document.Cell{Kind: document.Integer, Value: metric.Whole(-123456789), Unit: s, Signed: true}
	row := func(n int) (out []document.Cell) {
		for i := range n {
			out = append(out, []document.Cell{cell, unit, document.S(metric.Red), document.D(day("2026-09-30")), missing}[i%5])
		}
		return out
	}
	columns := func(n int) (out []document.Column) {
		for i := range n {
			out = append(out, document.Column{Title: s, Align: document.Align(i % 2), Wide: i%7 == 0})
		}
		return out
	}
	chart := func(kind document.ChartKind, width, categories, series int) document.Chart {
		c := document.Chart{Kind: kind, Title: s, Subtitle: s, Width: width, Highlight: categories - 1, Empty: s}
		for i := range categories {
			c.Categories = append(c.Categories, fmt.Sprint(i)+s)
		}
		for j := range series {
			one := document.Series{Name: s}
			for i := range categories {
				one.Values = append(one.Values, []document.Cell{document.I(i * (j + 1)), missing, document.I(-i), unit}[i%4])
			}
			c.Series = append(c.Series, one)
		}
		return c
	}
	matrix := document.Matrix{Title: s, Subtitle: s, RowTitle: s, ColTitle: s, Rows: []string{s, s, s}, Cols: []string{s, s}, Counts: [][]document.Cell{{document.I(9999999)}}, Appetite: 3, Legend: s}
	tile := document.Tile{Title: s, Value: unit, Fraction: s, Target: s, Status: metric.Amber, Change: &document.Change{Text: s, Up: true, Verdict: document.Turn(s)}, Trend: []document.TrendPoint{{Value: missing}, {Value: unit}, {Value: document.I(5)}}}
	steps := []document.FlowStep{{Label: s, Value: unit, Total: true}, {Label: s, Value: unit}, {Label: s, Value: missing}, {Label: s, Value: unit}, {Label: s, Value: unit}, {Label: s, Value: unit, Total: true}}
	blocks := []document.Block{
		document.Heading{Level: 2, Text: prose}, document.Heading{Level: 3, Text: prose},
		document.Paragraph{Text: prose}, document.Paragraph{Text: prose, Lead: true}, document.Paragraph{Text: prose, Note: true},
		document.List{Items: []document.Prose{prose, nil}}, document.List{Ordered: true, Items: []document.Prose{prose}},
		document.Callout{Status: metric.Green, Title: s, Text: prose}, document.Callout{Text: prose}, document.Callout{},
		document.Tiles{Items: []document.Tile{tile, {Title: s, Value: missing}, tile, tile, tile}}, document.Tiles{},
		document.Table{Title: s, Sorted: s, Cut: s, Columns: columns(5), Rows: [][]document.Cell{row(5), row(2), row(9), nil}, Total: row(5), Note: s},
		document.Table{Columns: columns(40), Rows: [][]document.Cell{row(40)}}, document.Table{Title: s, Empty: s}, document.Table{Columns: columns(1), Rows: [][]document.Cell{row(1)}},
		chart(document.Bars, 6, 5, 1), chart(document.Columns, 6, 9, 1), chart(document.Stacked, 4, 5, 3), chart(document.Bars, 8, 90, 2),
		chart(document.Columns, 12, 80, 1), chart(document.Columns, 3, 3, 7), chart(document.Stacked, 12, 70, 7), chart(document.Bars, 1, 2, 1), chart(document.Bars, 2, 0, 0), document.Chart{},
		chart(document.Share, 6, 5, 3), chart(document.Share, 12, 70, 7), chart(document.Share, 4, 0, 0), chart(document.Ageing, 6, 5, 1), chart(document.Ageing, 3, 40, 1),
		chart(document.Gauge, 6, 1, 1), chart(document.Gauge, 3, 2, 1), chart(document.Gauge, 3, 0, 0),
		targeted(chart(document.Columns, 12, 40, 1)), targeted(chart(document.Columns, 3, 2, 1)), targeted(chart(document.Gauge, 4, 2, 1)), targeted(chart(document.Columns, 6, 4, 2)),
		tally(s, 12, 8), tally(s, 1, 1), document.Timeline{Title: s, Subtitle: s, AsOf: day("2026-09-30"), Items: days(s, 25)}, document.Timeline{Title: s, AsOf: period.None, Items: days(s, 1)}, document.Timeline{Empty: s},
		matrix, document.Matrix{}, document.Attention{Title: s, Items: []document.AttentionItem{{Status: metric.Red, Text: prose, Owner: s, Due: cell, Section: "nowhere"}, {}}}, document.Attention{Empty: s},
		document.Facts{Items: []document.Fact{{Label: s, Value: prose}, {Label: s, Value: prose}, {}}}, document.Facts{},
		document.Flow{Title: s, Steps: steps, Ties: s}, document.Flow{},
		document.Signoff{Title: s, Text: s, Lines: []document.SignoffLine{{Role: s, Name: s, On: document.D(day("2026-09-30")), Note: s}, {}}}, document.Signoff{},
	}
	blocks = append(blocks, document.Beside{}, document.Beside{Parts: []document.BesidePart{{Width: 4, Blocks: blocks[:9]}, {Width: 5, Blocks: []document.Block{tileRow(tile), matrix}}, {Width: 3, Blocks: blocks[len(blocks)-4:]}}})
	party := document.Party{ID: "c", Name: s}
	doc := &document.Document{Title: s, Subtitle: s, Client: party, Vendor: party, Classification: s, PreparedBy: s, ApprovedBy: s, Revision: 3, AsOf: day("2026-09-30"), Cover: []string{s, s, s, s}, Digest: "abc"}
	doc.Period.Label = s
	doc.Sections = []document.Section{{ID: "a", Title: s, Blocks: blocks}, {ID: "b", Title: s}, {ID: "x", Title: s, Appendix: true, Blocks: blocks[:3]}}
	return doc
}

func tileRow(t document.Tile) document.Tiles { return document.Tiles{Items: []document.Tile{t, t}} }

// targeted adds a target to a chart.
func targeted(c document.Chart) document.Chart {
	c.Target = document.Cell{Kind: document.Percent, Value: metric.Fraction{Num: 19, Den: 20}}
	return c
}

// tally returns a heat map of counts.
func tally(s string, rows, cols int) document.Matrix {
	m := document.Matrix{Title: s, Subtitle: s, RowTitle: s, ColTitle: s, Legend: s, Tally: true}
	for i := range rows {
		m.Rows = append(m.Rows, s)
		var counts []document.Cell
		var levels []int
		for j := range cols {
			counts, levels = append(counts, document.I(i*j)), append(levels, min(i*j, 4))
		}
		m.Counts, m.Levels = append(m.Counts, counts), append(m.Levels, levels)
	}
	for range cols {
		m.Cols = append(m.Cols, s)
	}
	return m
}

// days returns items that crowd in places.
func days(s string, n int) (items []document.TimelineItem) {
	for i := range n {
		items = append(items, document.TimelineItem{On: document.D(day("2026-09-28").AddDays(i / 3 * (i % 4))), Label: s, Text: s,
			Status: document.S([]metric.Status{metric.Untargeted, metric.Green, metric.Amber, metric.Red, metric.NotAvailable}[i%5])})
	}
	return items
}

func TestHardTextsNeitherPanicNorOverlap(t *testing.T) {
	opts := Options{Fonts: testFonts(t)}
	for name, s := range hardTexts {
		t.Run(name, func(t *testing.T) {
			doc := hardDocument(s)
			pages(t, doc)
			if _, _, err := Render(doc, opts); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestHardTextsOnOtherPagesNeitherPanicNorOverlap has them on another paper, in draft,
// with logos and with other fonts.
func TestHardTextsOnOtherPagesNeitherPanicNorOverlap(t *testing.T) {
	opts := Options{Fonts: lentFonts(t), Brand: document.Brand{Colour: "FFD700", Logo: logo(t, "png", 40, 400), ClientLogo: logo(t, "jpeg", 400, 20)}}
	for name, s := range hardTexts {
		t.Run(name, func(t *testing.T) {
			doc := hardDocument(s)
			doc.Paper, doc.Draft = document.Letter, true
			pages(t, doc)
			raw, _, err := Render(doc, opts)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range archiveFaults(raw) {
				t.Error(fault)
			}
		})
	}
}

func TestEmptyDocument(t *testing.T) {
	raw, problems, err := Render(&document.Document{}, Options{Fonts: testFonts(t)})
	if err != nil || len(problems) > 0 || len(raw) == 0 {
		t.Errorf("%d bytes, %v, %v", len(raw), problems, err)
	}
}

func TestUnreadableFontIsAnError(t *testing.T) {
	fonts := testFonts(t)
	fonts.Bold = []byte("no font")
	if _, _, err := Render(sample(), Options{Fonts: fonts}); err == nil || !strings.Contains(err.Error(), "bold font") {
		t.Errorf("error %v does not name the font", err)
	}
}

func TestMissingGlyphsAreReportedOnceAndShown(t *testing.T) {
	doc := tableDocument(document.Table{Columns: []document.Column{{Title: "A"}}, Rows: [][]document.Cell{{document.T("\U0001F600 \u5408")}, {document.T("\U0001F600")}}})
	doc.Client.ID = "acme"
	_, problems, err := Render(doc, Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) != 2 {
		t.Fatalf("%d problems, want one for each of 2 characters: %v", len(problems), problems)
	}
	for _, p := range problems {
		if p.Code != problem.Glyph || p.Client != "acme" || p.Hint == "" || !strings.Contains(p.Message, "Section") {
			t.Errorf("problem %+v", p)
		}
	}
	if !strings.Contains(words(pages(t, doc)), string(replacement)) {
		t.Error("the replacement is on no page")
	}
}

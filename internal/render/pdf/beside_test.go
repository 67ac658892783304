package pdf

import (
	"strings"
	"testing"

	"compack/internal/document"
)

// part returns blocks of every kind that may stand beside others.
func part(width int) document.BesidePart {
	return document.BesidePart{Width: width, Blocks: []document.Block{
		document.Heading{Level: 3, Text: plain("Part")}, document.Paragraph{Text: plain("Some words on it that need more than one line in a narrow part.")},
		document.Tiles{Items: []document.Tile{{Title: "Tile", Value: document.I(3)}, {Title: "Tile", Value: document.I(3)}, {Title: "Tile", Value: document.I(3)}}},
		document.Facts{Items: []document.Fact{{Label: "Label", Value: plain("Value")}, {Label: "Label", Value: plain("Value")}}},
		document.List{Items: []document.Prose{plain("item")}}, document.Callout{Title: "Remark", Text: plain("Said.")},
		document.Table{Title: "Table", Columns: []document.Column{{Title: "A"}, {Title: "B"}}, Rows: [][]document.Cell{{document.T("a"), document.I(1)}}},
		document.Chart{Kind: document.Bars, Title: "Bars", Highlight: -1, Categories: []string{"a"}, Series: []document.Series{{Values: []document.Cell{document.I(3)}}}},
	}}
}

// tops returns how far from the left and the top a text stands, on page n.
func tops(pg *page, text string) (at [][2]float64) {
	for _, o := range pg.ops {
		if o.text == text {
			at = append(at, [2]float64{o.x, o.y})
		}
	}
	return at
}

func besideDocument(parts ...document.BesidePart) *document.Document {
	return &document.Document{Title: "T", NoContents: true, Sections: []document.Section{{ID: "s", Title: "S", Blocks: []document.Block{document.Beside{Parts: parts}}}}}
}

func TestPartsStandBesideOneAnother(t *testing.T) {
	for _, widths := range [][]int{{6, 6}, {4, 8}, {0, 0, 0}, {5, 7}, {3, 3, 3, 3}} {
		var parts []document.BesidePart
		for _, w := range widths {
			parts = append(parts, part(w))
		}
		all := pages(t, besideDocument(parts...))
		at := tops(all[1], "Part")
		if len(at) != len(widths) {
			t.Fatalf("%v: %d parts on the page", widths, len(at))
		}
		for i, p := range at[1:] {
			if p[1] != at[0][1] || p[0] <= at[i][0]+30 {
				t.Errorf("%v: parts stand at %v", widths, at)
			}
		}
	}
}

func TestPartsThatDoNotFitBesideStandBelow(t *testing.T) {
	long := document.Paragraph{Text: plain(strings.Repeat("Many words that fill more than a page when they are narrow. ", 200))}
	defines := document.Table{Defines: true, Columns: []document.Column{{Title: "Figure"}}, Rows: [][]document.Cell{{document.Address("F-001")}}}
	attention := document.Attention{Title: "Attention", Items: []document.AttentionItem{{Text: plain("Look here"), Owner: "Owner"}}}
	for name, second := range map[string][]document.Block{"long": {long}, "defines": {defines}, "attention": {attention}, "wide": nil} {
		second = append([]document.Block{document.Heading{Level: 3, Text: plain("Second")}}, second...)
		width := 6
		if name == "wide" {
			width = 9
		}
		all := pages(t, besideDocument(part(6), document.BesidePart{Width: width, Blocks: second}))
		first, below := tops(all[1], "Part"), tops(all[1], "Second")
		if len(all) > 2 && len(below) == 0 {
			below = tops(all[2], "Second")
		}
		if len(first) != 1 || len(below) != 1 || below[0][0] != first[0][0] {
			t.Errorf("%s: parts stand at %v and %v", name, first, below)
		}
	}
	pages(t, besideDocument())
	pages(t, besideDocument(document.BesidePart{}, document.BesidePart{}))
	pages(t, besideDocument(document.BesidePart{Width: 99}, part(-1)))
}

func TestSignaturesStayTogether(t *testing.T) {
	sign := document.Signoff{Title: "Sign-off", Text: "We answer for what this pack says.", Lines: []document.SignoffLine{
		{Role: "Prepared by", Name: "Anna Lindqvist", On: document.D(day("2026-10-08"))},
		{Role: "Reviewed by"}, {Role: "Approved by the chief information security officer of the vendor", Note: "by the digest 0123456789abcdef of this document, in the register of approvals"},
	}}
	for lines := 20; lines < 60; lines += 3 {
		var blocks []document.Block
		for range lines {
			blocks = append(blocks, document.Paragraph{Text: plain("A line of text.")})
		}
		all := pages(t, &document.Document{Title: "T", NoContents: true, Sections: []document.Section{{ID: "s", Title: "S", Blocks: append(blocks, sign)}}})
		on := map[int]bool{}
		for i, pg := range all {
			for _, text := range []string{"Sign-off", "Signature", "Anna Lindqvist", "Reviewed by"} {
				if holds(pg, text) {
					on[i] = true
				}
			}
		}
		if len(on) != 1 {
			t.Errorf("%d lines before: the signatures are on %d pages", lines, len(on))
		}
	}
	for range 6 {
		sign.Lines = append(sign.Lines, sign.Lines...)
	}
	if all := pages(t, besideDocument(document.BesidePart{Blocks: []document.Block{sign}})); len(all) < 4 {
		t.Errorf("%d pages hold %d signatures", len(all), len(sign.Lines))
	}
}

func TestEmptySignaturesAreRulesToWriteOn(t *testing.T) {
	ts, err := newTypesetter(Options{Fonts: testFonts(t)}, &document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	pieces := ts.signoff(document.Signoff{Lines: []document.SignoffLine{{Role: "Approved by"}}})
	rules := 0
	for _, o := range pieces[1].ops {
		if !o.isText() && o.colour == ts.Muted && o.w > 20 {
			rules++
		}
	}
	if rules != 3 {
		t.Errorf("%d rules to write on, want name, signature and date", rules)
	}
}

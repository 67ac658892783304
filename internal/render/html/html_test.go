package html

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"compack/internal/document"
	"compack/internal/document/documenttest"
	"compack/internal/metric"
)

func TestNoDocumentIsAnError(t *testing.T) {
	if _, err := Render(nil, Options{}); err == nil {
		t.Error("no error")
	}
}

func TestFilesAreWellFormed(t *testing.T) {
	for name, doc := range map[string]*document.Document{"every": documenttest.Every(), "hard": documenttest.Hard(40), "empty": {}, "bare": section()} {
		t.Run(name, func(t *testing.T) { checkForm(t, rendered(t, doc)) })
	}
}

func TestSameInSameOut(t *testing.T) {
	if a, b := rendered(t, documenttest.Every()), rendered(t, documenttest.Every()); !bytes.Equal(a, b) {
		t.Error("two renderings of one document differ")
	}
}

// asShown returns a text as a file can hold it.
func asShown(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7F || r >= 0x80 && isNoCharacter(r) {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// TestHostileTextsAreText puts each hard text wherever a text can stand and looks for
// anything in the file that a document without it would not have.
func TestHostileTextsAreText(t *testing.T) {
	// What the texts change in form is whether they are there and how long they are.
	allowed := map[string]bool{"lang": true, "id": true, "class": true, "style": true, "href": true, "title": true, "aria-label": true, "aria-labelledby": true,
		"aria-hidden": true, "role": true, "tabindex": true, "scope": true, "colspan": true, "rowspan": true, "data-draft": true, "alt": true, "src": true,
		"charset": true, "http-equiv": true, "content": true, "name": true, "width": true, "height": true, "viewbox": true, "fill": true,
		"x": true, "y": true, "x1": true, "x2": true, "y1": true, "y2": true, "dx": true, "cx": true, "cy": true, "r": true, "overflow": true}
	for _, name := range documenttest.TextNames() {
		t.Run(name, func(t *testing.T) {
			s := documenttest.Texts[name]
			doc := hostile(s)
			raw, err := Render(doc, Options{Brand: document.Brand{Colour: s, Logo: &document.Image{Content: []byte(s), Format: "png", Alt: s}, ClientLogo: &document.Image{Content: []byte("x"), Format: s}}})
			if err != nil {
				t.Fatal(err)
			}
			checkForm(t, raw)
			if !utf8.Valid(raw) {
				t.Error("the file is not UTF-8")
			}
			all := elements(t, raw)
			for _, e := range all {
				if slices.Contains([]string{"script", "iframe", "object", "embed", "link", "base", "form", "b"}, e.tag) {
					t.Errorf("the file has an element %s", e.tag)
				}
				for key, v := range e.attributes {
					if !allowed[strings.ToLower(key)] {
						t.Errorf("%s has an attribute %q", e.tag, key)
					}
					if key == "style" && strings.Trim(v, "abcdefghijklmnopqrstuvwxyz0123456789#:-") != "" {
						t.Errorf("%s has the style %q", e.tag, v)
					}
				}
			}
			if n := len(find(all, "style", "")); n != 1 {
				t.Errorf("%d style sheets", n)
			}
			shown := asShown(s)
			for tag, want := range map[string]int{"td": 1, "th": 2, "p": 2, "li": 1, "text": 1, "summary": 0, "caption": 1, "h2": 1} {
				found := 0
				for _, e := range find(all, tag, "") {
					if strings.Contains(e.text, shown) {
						found++
					}
				}
				if found < want {
					t.Errorf("%d elements %s hold the text, want %d", found, tag, want)
				}
			}
		})
	}
}

// hostile returns the document that has every kind of block, with s in the place of
// its texts where no other test needs them.
func hostile(s string) *document.Document {
	doc := documenttest.Every()
	doc.Title, doc.Subtitle, doc.Classification, doc.PreparedBy, doc.ApprovedBy, doc.Digest = s, s, s, s, s, s
	doc.Client.Name, doc.Vendor.Name, doc.Period.Label, doc.Cover, doc.Language, doc.Paper, doc.Draft = s, s, s, []string{s}, s, s, true
	prose := document.Prose{{Cell: document.T(s)}, {Cell: document.T(s), Strong: true, Em: true, Code: true}, {Cell: document.Address(s)}}
	address := document.Address(s)
	unit := document.Cell{Kind: document.Integer, Value: metric.Whole(-7), Unit: s, Figure: s}
	chart := func(kind document.ChartKind) document.Block {
		return document.Chart{Kind: kind, Title: s, Subtitle: s, Figure: s, By: s, Categories: []string{s, s}, Series: []document.Series{{Name: s, Values: []document.Cell{unit, document.I(3)}}, {Name: s, Values: []document.Cell{document.I(4)}}}, Target: document.I(2)}
	}
	blocks := []document.Block{
		document.Heading{Level: 2, Text: prose}, document.Paragraph{Text: prose}, document.List{Items: []document.Prose{prose}}, document.Callout{Status: metric.Red, Title: s, Text: prose},
		document.Tiles{Items: []document.Tile{{Figure: s, Title: s, Value: unit, Fraction: s, Target: s, Change: &document.Change{Text: s, Verdict: document.Turn(s)}, Trend: []document.TrendPoint{{Label: s, Value: unit}, {Label: s}}}, {Title: s, Value: document.Cell{Kind: document.Missing, Text: s}}}},
		document.Table{Title: s, Sorted: s, Cut: s, Note: s, Figure: s, Columns: []document.Column{{Title: s}, {Title: s}}, Rows: [][]document.Cell{{document.T(s), address}, {unit, document.T(s), document.T(s)}}, Total: []document.Cell{document.T(s), unit}},
		document.Table{Defines: true, Columns: []document.Column{{Title: s}, {Title: s}}, Rows: [][]document.Cell{{address, document.T(s)}, {address, document.T(s)}}}, document.Table{Title: s, Empty: s},
		document.Matrix{Title: s, Subtitle: s, RowTitle: s, ColTitle: s, Rows: []string{s, s}, Cols: []string{s, s}, Counts: [][]document.Cell{{unit}}, Appetite: 2, Figure: s, Legend: s},
		document.Attention{Title: s, Items: []document.AttentionItem{{Text: prose, Owner: s, Due: document.T(s), Section: s}}}, document.Attention{Empty: s}, document.Facts{Items: []document.Fact{{Label: s, Value: prose}}},
		document.Flow{Title: s, Figure: s, Steps: []document.FlowStep{{Label: s, Value: unit}, {Label: s, Value: unit, Off: true}}, Ties: s},
		document.Timeline{Title: s, Subtitle: s, To: 90, AsOf: 30, Items: []document.TimelineItem{{On: document.D(9), Label: s, Text: s, Figure: s}}}, document.Timeline{Empty: s},
		document.Signoff{Title: s, Text: s, Lines: []document.SignoffLine{{Role: s, Name: s, On: document.T(s), Note: s}}}, document.Beside{Parts: []document.BesidePart{{Blocks: []document.Block{document.Paragraph{Text: prose}}}}},
	}
	for _, kind := range append(slices.Clone(documenttest.ChartKinds), document.ChartKind(s)) {
		blocks = append(blocks, chart(kind))
	}
	doc.Sections = []document.Section{{ID: s, Title: s, Blocks: blocks}, {ID: s, Title: s, Appendix: true}}
	return doc
}

func TestNothingComesFromElsewhere(t *testing.T) {
	png := &document.Image{Content: []byte("picture"), Format: "png", Width: 40, Height: 20, Alt: "Meridian"}
	raw, err := Render(documenttest.Every(), Options{Brand: document.Brand{Logo: png, ClientLogo: &document.Image{Content: []byte("other"), Format: "jpeg"}}})
	if err != nil {
		t.Fatal(err)
	}
	logos := 0
	for _, e := range elements(t, raw) {
		for key, v := range e.attributes {
			if key == "src" && strings.HasPrefix(v, "data:image/") {
				logos++
				continue
			}
			if strings.Contains(v, "//") || key == "src" {
				t.Errorf("%s has %s=%q", e.tag, key, v)
			}
		}
	}
	if logos != 2 {
		t.Errorf("%d logos, want 2", logos)
	}
	if bytes.Contains(raw, []byte("url(")) || bytes.Contains(raw, []byte("@import")) {
		t.Error("the style sheet asks for something")
	}
	if !bytes.Contains(raw, []byte(`alt="Northwind Savings Bank"`)) {
		t.Error("a logo without words does not name the party")
	}
}

func TestHeadingsSkipNoLevel(t *testing.T) {
	doc := section(document.Heading{Level: 3, Text: documenttest.Plain("deep")}, document.Heading{Level: 2, Text: documenttest.Plain("flat")}, document.Heading{Level: 3, Text: documenttest.Plain("below")}, document.Heading{Level: 9, Text: documenttest.Plain("lowest")})
	var got []string
	for _, e := range elements(t, rendered(t, doc)) {
		if len(e.tag) == 2 && e.tag[0] == 'h' && e.tag != "hr" {
			got = append(got, e.tag+" "+strings.TrimSpace(e.text))
		}
	}
	want := []string{"h1 T", "h2 1 S", "h3 deep", "h3 flat", "h4 below", "h4 lowest"}
	if !slices.Equal(got, want) {
		t.Errorf("headings %q, want %q", got, want)
	}
}

func TestBrandsAreReadableOnEachGround(t *testing.T) {
	for _, brand := range []string{"", "FFFFFF", "FFFF00", "#00ff00", "1F4E8C", "E08A00", "000000", "no colour", "12345", "ff5a5f", "FF8A00", "008080", "8C5FBF", "6A7585"} {
		p := newPalette(brand)
		for _, ground := range []document.Colour{document.White, surface} {
			if c := p.brand.Contrast(ground); c < document.ReadableContrast {
				t.Errorf("brand %q: contrast %.2f on %s", brand, c, ground)
			}
		}
		for i := range p.series {
			if d := p.of(i).Distance(p.brand); i > 0 && d < apart {
				t.Errorf("brand %q: series %d is %.0f away from it", brand, i, d)
			}
			if slices.Contains(p.series[:i], p.of(i)) {
				t.Errorf("brand %q: two series have the colour %s", brand, p.of(i))
			}
			if c := inkOn(p.of(i)).Contrast(p.of(i)); c < document.ReadableContrast {
				t.Errorf("brand %q, series %d: labels have contrast %.2f", brand, i, c)
			}
		}
	}
	if got := newPalette("1F4E8C").brand; got != document.RGB(0x1F4E8C) {
		t.Errorf("a dark brand becomes %s", got)
	}
}

func TestLongTablesHaveEveryRow(t *testing.T) {
	raw := rendered(t, section(documenttest.LongTable(5000)))
	for _, i := range []int{1, 2500, 5000} {
		if !bytes.Contains(raw, fmt.Appendf(nil, ">REC-%05d<", i)) {
			t.Errorf("row %d is not there", i)
		}
	}
	if n := bytes.Count(raw, []byte("<tr>")); n != 5001 {
		t.Errorf("%d rows, want 5001 with the header", n)
	}
}

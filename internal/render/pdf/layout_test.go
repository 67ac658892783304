package pdf

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"compack/internal/document"
)

// pages lays a document out and checks what holds for every layout.
func pages(t *testing.T, doc *document.Document) []*page {
	t.Helper()
	ts, err := newTypesetter(Options{Fonts: testFonts(t), Theme: DefaultTheme()}, doc)
	if err != nil {
		t.Fatal(err)
	}
	pages := layout(doc, ts).pages
	for i, pg := range pages {
		theme := ts.Theme
		if pg.turned {
			theme = theme.turned()
		}
		checkInside(t, theme, i+1, pg)
		checkApart(t, i+1, pg)
	}
	return pages
}

// box is the rectangle that an op covers; a text's from above its capitals to
// below its descenders.
func (o op) box() (left, top, right, bottom float64) {
	if !o.isText() {
		return o.x, o.y, o.x + o.w, o.y + o.h
	}
	em := o.style.Size * point
	return o.x, o.y - 0.72*em, o.x + o.w, o.y + 0.22*em
}

// checkInside fails on an op that reaches beyond the margins at the sides, or
// beyond the sheet's header and footer.
func checkInside(t *testing.T, theme Theme, n int, pg *page) {
	t.Helper()
	const slack = 0.6 // a ground may reach a little beyond its text
	for _, o := range pg.ops {
		left, top, right, bottom := o.box()
		if left < theme.Left-slack || right > theme.PageWidth-theme.Right+slack || top < 8 || bottom > theme.PageHeight-8 {
			t.Errorf("page %d: outside the page: %s", n, describe(o))
		}
		inBody := o.block > 0
		if inBody && (top < theme.Top-slack || bottom > theme.PageHeight-theme.Bottom+slack) {
			t.Errorf("page %d: outside the text area: %s", n, describe(o))
		}
	}
}

// checkApart fails on two texts that overlap.
func checkApart(t *testing.T, n int, pg *page) {
	t.Helper()
	const slack = 0.05
	var set []op // the texts, from the top down
	for _, o := range pg.ops {
		if o.isText() {
			set = append(set, o)
		}
	}
	top := func(o op) float64 { _, y, _, _ := o.box(); return y }
	slices.SortFunc(set, func(a, b op) int { return cmp.Compare(top(a), top(b)) })
	for i, a := range set {
		al, _, ar, ab := a.box()
		for _, b := range set[i+1:] {
			bl, bt, br, _ := b.box()
			if bt >= ab-slack {
				break
			}
			if al < br-slack && bl < ar-slack {
				t.Errorf("page %d: overlap of %s and %s", n, describe(a), describe(b))
			}
		}
	}
}

func describe(o op) string {
	return fmt.Sprintf("%.40q at %.1f,%.1f size %.1fx%.1f", o.text, o.x, o.y, o.w, o.h)
}

// words returns what is drawn, without any space, page by page.
func words(pages []*page) string {
	var b strings.Builder
	for _, pg := range pages {
		for _, o := range pg.ops {
			b.WriteString(strings.ReplaceAll(o.text, " ", ""))
		}
	}
	return b.String()
}

// texts returns the texts in a document that a page must show.
func texts(v reflect.Value) (all []string) {
	if c, ok := v.Interface().(document.Cell); ok {
		return []string{c.In(nil)}
	}
	switch v.Kind() {
	case reflect.String:
		return []string{v.String()}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			all = append(all, texts(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !notShown[v.Type().Field(i).Name] {
				all = append(all, texts(v.Field(i))...)
			}
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return texts(v.Elem())
		}
	}
	return all
}

// notShown are the fields that address or steer and are no text of their own.
// A trend has no labels, and what a table or chart says when it is empty is not
// said when it isn't.
var notShown = map[string]bool{"ID": true, "Figure": true, "By": true, "Kind": true, "Status": true, "Trend": true, "Empty": true, "Section": true, "Counts": true}

func TestEveryTextIsOnAPage(t *testing.T) {
	doc := sample()
	drawn := words(pages(t, doc))
	for _, s := range texts(reflect.ValueOf(doc.Sections)) {
		for _, w := range strings.Fields(s) {
			w = strings.ReplaceAll(w, "\u00A0", "")
			if !strings.Contains(strings.ToLower(drawn), strings.ToLower(w)) {
				t.Errorf("%q of %q is on no page", w, s)
			}
		}
	}
}

func TestStatusIsNeverColourAlone(t *testing.T) {
	drawn := words(pages(t, sample()))
	for _, sign := range []string{"\u25CFMet", "\u25B2Atrisk", "\u25A0Notmet", "\u2013Nodata"} {
		if !strings.Contains(drawn, sign) {
			t.Errorf("no chip with shape and word %q", sign)
		}
	}
}

func TestPagesOfSectionsAreNumberedInContentsAndAttention(t *testing.T) {
	all := pages(t, sample())
	at := func(title string) int {
		for i, pg := range all[2:] {
			for _, o := range pg.ops {
				if o.role == roleTitle && o.text == title {
					return i + 3
				}
			}
		}
		t.Fatalf("section %q is on no page", title)
		return 0
	}
	follows := func(ops []op, text string) string {
		for i, o := range ops {
			if strings.HasPrefix(o.text, text) {
				for _, next := range ops[i+1:] {
					if next.isText() && strings.Trim(next.text, "0123456789") == "" {
						return next.text
					}
				}
			}
		}
		return ""
	}
	for _, title := range []string{"Summary", "Remediation", "Definitions"} {
		if got, want := follows(all[1].ops, title), fmt.Sprint(at(title)); got != want {
			t.Errorf("contents give page %q for %s, want %s", got, title, want)
		}
	}
	if got, want := follows(all[2].ops, "Priya Raman"), fmt.Sprint(at("Remediation")); got != want {
		t.Errorf("attention gives page %q, want %s", got, want)
	}
}

func TestFurnitureIsOnEveryPageButTheCover(t *testing.T) {
	all := pages(t, sample())
	for i, pg := range all {
		drawn := words([]*page{pg})
		want := fmt.Sprintf("Page%dof%d", i+1, len(all))
		if has := strings.Contains(drawn, want); has != (i > 0) {
			t.Errorf("page %d: has %q: %v", i+1, want, has)
		}
	}
}

func TestSectionsStartWhereTheyFit(t *testing.T) {
	short := func(id string, appendix bool) document.Section {
		return document.Section{ID: id, Title: id, Appendix: appendix, Blocks: []document.Block{document.Paragraph{Text: plain("One line.")}}}
	}
	lines := func(id string, n int) document.Section {
		s := document.Section{ID: id, Title: id}
		for range n {
			s.Blocks = append(s.Blocks, document.Paragraph{Text: plain("A line of text.")})
		}
		return s
	}
	doc := &document.Document{Title: "T", Sections: []document.Section{lines("one", 15), short("two", false), short("app", true), short("app two", true)}}
	if all := pages(t, doc); len(all) != 4 { // cover, contents, both sections, both appendices
		t.Errorf("%d pages, want 4", len(all))
	}
	doc = &document.Document{Title: "T", Sections: []document.Section{short("one", false), short("app", true)}}
	if all := pages(t, doc); len(all) != 3 { // the appendix does not leave a page with one line behind
		t.Errorf("%d pages, want 3", len(all))
	}

	// Three quarters of a page, then one line and then half a page.
	doc = &document.Document{Title: "T", Sections: []document.Section{lines("long", 28), short("little", false), lines("half", 18)}}
	if all := pages(t, doc); len(all) != 4 { // cover, contents, the long and the little one, half
		t.Errorf("%d pages, want the little section behind the long one", len(all))
	}
	doc.NoContents = true
	if all := pages(t, doc); len(all) != 3 {
		t.Errorf("%d pages without contents, want 3", len(all))
	}
}

func TestHeadingsStayWithWhatFollows(t *testing.T) {
	for lines := 35; lines < 58; lines++ {
		blocks := []document.Block{}
		for range lines {
			blocks = append(blocks, document.Paragraph{Text: plain("A line of text.")})
		}
		blocks = append(blocks, document.Heading{Level: 2, Text: plain("Heading")}, document.Paragraph{Text: plain(strings.Repeat("many words that fill lines ", 40))})
		all := pages(t, &document.Document{Title: "T", Sections: []document.Section{{ID: "s", Title: "S", Blocks: blocks}}})
		for i, pg := range all[2:] {
			last, shown := "", 0
			for _, o := range pg.ops {
				if o.isText() && o.block > 0 {
					last = o.text
					if strings.Contains(o.text, "many words") {
						shown++
					}
				}
			}
			if last == "Heading" {
				t.Fatalf("%d paragraphs: page %d ends with a heading", lines, i+3)
			}
			if shown == 1 {
				t.Fatalf("%d paragraphs: page %d holds a single line of a paragraph", lines, i+3)
			}
		}
	}
}

// TestTablesOfFewRowsStayWhole has them at every height of a page.
func TestTablesOfFewRowsStayWhole(t *testing.T) {
	for lines := 30; lines < 60; lines++ {
		var blocks []document.Block
		for range lines {
			blocks = append(blocks, document.Paragraph{Text: plain("A line of text.")})
		}
		blocks = append(blocks, document.Table{Title: "Few", Columns: []document.Column{{Title: "A"}}, Rows: [][]document.Cell{{document.T("first")}, {document.T("second")}}})
		on := map[string]int{}
		for i, pg := range pages(t, &document.Document{Title: "T", Sections: []document.Section{{ID: "s", Title: "S", Blocks: blocks}}}) {
			for _, text := range []string{"Few", "first", "second"} {
				if holds(pg, text) {
					on[text] = i
				}
			}
		}
		if on["Few"] != on["first"] || on["first"] != on["second"] {
			t.Errorf("%d lines before: title and rows are on pages %v", lines, on)
		}
	}
}

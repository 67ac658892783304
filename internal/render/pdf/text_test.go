package pdf

import (
	"strings"
	"testing"

	"compack/internal/document"
)

func TestLeadsEndWithNoShortWordAlone(t *testing.T) {
	ts, err := newTypesetter(Options{Fonts: testFonts(t)}, &document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	for n := 10; n < 40; n++ {
		lead := document.Paragraph{Lead: true, Text: plain(strings.Repeat("measures ", n) + "end.")}
		text := ts.rich(lead.Text, ts.Lead)
		wide := ts.wrapRich(text, ts.textWidth())
		pieces := ts.paragraph(lead)
		if len(pieces) != len(wide) {
			t.Errorf("%d words: %d lines, %d would do", n, len(pieces), len(wide))
		}
		last := pieces[len(pieces)-1].ops[0]
		if len(pieces) > 1 && last.text == "end." {
			t.Errorf("%d words: the last line holds %q alone", n, last.text)
		}
	}
}

func TestAttentionLeavesOutColumnsThatNoItemFills(t *testing.T) {
	item := document.AttentionItem{Text: plain("Something to look at"), Section: "s"}
	for _, owner := range []string{"", "Anna"} {
		item.Owner = owner
		all := pages(t, &document.Document{Title: "T", NoContents: true, Sections: []document.Section{{ID: "s", Title: "S", Blocks: []document.Block{document.Attention{Items: []document.AttentionItem{item}}}}}})
		if got := holds(all[1], "Owner"); got != (owner != "") {
			t.Errorf("owner %q: the column is there: %v", owner, got)
		}
		if holds(all[1], "Due") {
			t.Error("there is a column of due dates without one")
		}
	}
}

package pdf

import (
	"fmt"
	"testing"

	"compack/internal/document"
)

// TestSpacesGiveWayToTheEndOfATable has definitions that end a little beyond the foot of
// a page.
func TestSpacesGiveWayToTheEndOfATable(t *testing.T) {
	address := func(i int) string { return fmt.Sprintf("F-%03d", i) }
	squeezed := 0
	for rows := 4; rows < 32; rows++ {
		var blocks []document.Block
		for range 8 {
			blocks = append(blocks, document.Heading{Level: 3, Text: plain("Heading")}, document.Paragraph{Text: plain("Text.")})
		}
		for len(blocks) < 30 {
			blocks = append(blocks, document.Paragraph{Text: plain("A line of text.")})
		}
		table := definitionTable(rows, address)
		doc := &document.Document{Title: "T", NoContents: true, Sections: []document.Section{{ID: "s", Title: "S", Blocks: append(blocks, table, document.Paragraph{Text: plain("After.")})}}}
		shown := view(t, doc)
		pages(t, doc)
		for i := 1; i <= rows; i++ {
			shown.stands(t, address(i), shown.names[address(i)], roleCell)
		}
		ts := shown.ts
		whole := ts.section(number(doc)[0])
		h := 0.0
		for _, pieces := range whole[:len(whole)-1] {
			h += extent(pieces)
		}
		first := whole[0][0].before
		if h-first > ts.height() && shown.names[address(rows)].page == 2 {
			squeezed++
		}
	}
	if squeezed == 0 {
		t.Error("no table went on the page by less space")
	}
}

package pdf

import (
	"fmt"
	"strings"
	"testing"

	"compack/internal/document"
)

// tableDocument returns a document with one table.
func tableDocument(b document.Block) *document.Document {
	return &document.Document{Title: "T", Sections: []document.Section{{ID: "s", Title: "Section", Blocks: []document.Block{b}}}}
}

// longTable returns a table of n rows.
func longTable(n int) document.Table {
	b := document.Table{Title: "Actions", Columns: []document.Column{{Title: "Action"}, {Title: "What is to be done", Wide: true}, {Title: "Owner"}, {Title: "Due", Align: document.Right}, {Title: "Overdue", Align: document.Right}, {Title: "Status"}}}
	for i := range n {
		b.Rows = append(b.Rows, []document.Cell{
			document.T(fmt.Sprintf("REM-%04d", i)), document.T(fmt.Sprintf("Rotate key number %d of the settlement gateway and record it in the register of ceremonies", i*7)),
			document.T([]string{"Priya Raman", "Marcus Feld", "Infrastructure Operations"}[i%3]), document.D(day("2026-01-01").AddDays(i % 300)),
			document.I(i), document.S(sampleTiles()[i%4].Status),
		})
	}
	return b
}

func TestTableHeaderIsRepeated(t *testing.T) {
	all := pages(t, tableDocument(longTable(200)))
	for i, pg := range all[2:] {
		heads, continued := 0, false
		for _, o := range pg.ops {
			if o.text == "What is to be done" {
				heads++
			}
			continued = continued || o.text == "Actions (continued)"
		}
		if heads != 1 || continued != (i > 0) {
			t.Errorf("page %d: %d headers, continued: %v", i+3, heads, continued)
		}
	}
	if len(all) < 6 {
		t.Errorf("%d pages are too few to test with", len(all))
	}
}

func TestTableRowsAreWholeAndInOrder(t *testing.T) {
	all := pages(t, tableDocument(longTable(200)))
	next := 0
	for i, pg := range all[2:] {
		rows := 0
		for _, o := range pg.ops {
			if o.role == roleCell && strings.HasPrefix(o.text, "REM-") {
				if want := fmt.Sprintf("REM-%04d", next); o.text != want {
					t.Fatalf("page %d: %s, want %s", i+3, o.text, want)
				}
				next++
				rows++
			}
		}
		if rows == 1 {
			t.Errorf("page %d: a single row", i+3)
		}
	}
	if next != 200 {
		t.Errorf("%d rows of 200", next)
	}
}

func TestWideTableIsSetInBands(t *testing.T) {
	var b document.Table
	var row []document.Cell
	for i := range 40 {
		b.Columns = append(b.Columns, document.Column{Title: fmt.Sprintf("Column%02d", i)})
		row = append(row, document.T(fmt.Sprintf("value%02d", i)))
	}
	b.Rows = [][]document.Cell{row, row, row}
	drawn := words(pages(t, tableDocument(b)))
	for i := range 40 {
		if title := fmt.Sprintf("Column%02d", i); !strings.Contains(drawn, title) {
			t.Errorf("%s is on no page", title)
		}
	}
	if strings.Count(drawn, "value00") <= 3 || !strings.Contains(drawn, "part1of") {
		t.Error("bands don't repeat the first column and say which part they are")
	}
}

func TestEmptyTableSaysSo(t *testing.T) {
	drawn := words(pages(t, tableDocument(document.Table{Title: "Overdue", Columns: []document.Column{{Title: "Action"}}, Empty: "No action is overdue."})))
	if !strings.Contains(drawn, "Noactionisoverdue.") {
		t.Error("the sentence is on no page")
	}
}

func TestLongCellEndsInEllipsis(t *testing.T) {
	b := document.Table{Columns: []document.Column{{Title: "A"}, {Title: "B"}}, Rows: [][]document.Cell{{document.T(strings.Repeat("word ", 400)), document.T("b")}}}
	all := pages(t, tableDocument(b))
	lines, cut := 0, false
	for _, o := range all[2].ops {
		if o.role == roleCell && strings.HasPrefix(o.text, "word") {
			lines++
			cut = strings.HasSuffix(o.text, "\u2026")
		}
	}
	if lines != DefaultTheme().RowLines || !cut {
		t.Errorf("%d lines, the last cut: %v", lines, cut)
	}
}

func TestDefinitionsAreNotCut(t *testing.T) {
	b := document.Table{Defines: true, Columns: []document.Column{{Title: "A"}, {Title: "B", Wide: true}}, Rows: [][]document.Cell{{document.Address("F-001"), document.T(strings.Repeat("words that define ", 120) + "END")}}}
	if drawn := words(pages(t, tableDocument(b))); !strings.Contains(drawn, "END") {
		t.Error("the end of a long definition is on no page")
	}
}

func TestFiguresAreRightAligned(t *testing.T) {
	b := document.Table{Columns: []document.Column{{Title: "Name"}, {Title: "n"}}, Rows: [][]document.Cell{
		{document.T("a"), document.I(7)}, {document.T("b"), document.I(12345)}, {document.T("c"), {Kind: document.Missing}},
	}}
	ends := map[string]float64{}
	for _, o := range pages(t, tableDocument(b))[2].ops {
		if o.role == roleCell {
			ends[o.text] = o.x + o.w
		}
	}
	for _, s := range []string{"12,345", "n/a"} {
		if d := ends[s] - ends["7"]; d > 1e-9 || d < -1e-9 {
			t.Errorf("%q ends %.3f mm away from %q", s, d, "7")
		}
	}
}

func BenchmarkLargeTable(b *testing.B) {
	doc := tableDocument(longTable(5000))
	opts := Options{Fonts: testFonts(b)}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Render(doc, opts); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSample(b *testing.B) {
	doc, opts := sample(), Options{Fonts: testFonts(b)}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Render(doc, opts); err != nil {
			b.Fatal(err)
		}
	}
}

package xlsx

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"compack/internal/document"
)

// TestLooksAreReadAsTheyWereMeant reads each kind of look back by the library.
func TestLooksAreReadAsTheyWereMeant(t *testing.T) {
	b := newBook(&document.Document{Title: "T", Period: quarter, AsOf: asOf}, Options{})
	format := `0.0\ %;"−"0.0`
	ids := []int{
		b.id(style{size: sizeTitle, bold: true, color: "1F4E8C"}),
		b.id(style{fill: "E4EAF1", rule: "7A8594", heavy: true, align: "right", indent: 2, wrap: true, format: format}),
		b.id(style{rule: "D5DBE3", boxed: true, middle: true}),
	}
	if again := b.id(style{size: sizeBody, rule: "D5DBE3", boxed: true, middle: true}); again != ids[2] {
		t.Errorf("one look has the numbers %d and %d", ids[2], again)
	}
	if err := b.writeSheets(); err != nil {
		t.Fatal(err)
	}
	var m memory
	if err := b.write(&m); err != nil {
		t.Fatal(err)
	}
	f := open(t, m.content)
	ink := b.theme.Ink
	side := func(name, colour string, line int) excelize.Border {
		return excelize.Border{Type: name, Color: colour, Style: line}
	}
	none := excelize.Fill{Type: "pattern"}
	want := []excelize.Style{
		{Font: &excelize.Font{Bold: true, Size: sizeTitle, Color: "1F4E8C"}, Fill: none, Alignment: &excelize.Alignment{Vertical: "top"}},
		{Font: &excelize.Font{Size: sizeBody, Color: ink}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E4EAF1"}}, Border: []excelize.Border{side("bottom", "7A8594", 2)},
			Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 2, WrapText: true}, CustomNumFmt: &format},
		{Font: &excelize.Font{Size: sizeBody, Color: ink}, Fill: none, Border: []excelize.Border{side("left", "D5DBE3", 1), side("right", "D5DBE3", 1), side("top", "D5DBE3", 1), side("bottom", "D5DBE3", 1)},
			Alignment: &excelize.Alignment{Vertical: "center"}},
	}
	for i, id := range ids {
		got, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		got.NumFmt, got.DecimalPlaces, got.Protection, got.Font.Family = 0, nil, nil, ""
		for j := range got.Border {
			got.Border[j].Color = strings.TrimPrefix(got.Border[j].Color, "FF")
		}
		if diff := cmp.Diff(want[i], *got); diff != "" {
			t.Errorf("look %d (-want +got):\n%s", i, diff)
		}
	}
}

package pdf

import (
	"testing"

	"compack/internal/document"
)

func TestBrandColourIsReadable(t *testing.T) {
	for _, colour := range []string{"FFE600", "#e08a00", "1F4E8C", "000000", "FFFFFF"} {
		theme, err := Options{Brand: document.Brand{Colour: colour}}.theme(&document.Document{})
		if err != nil {
			t.Fatal(err)
		}
		if c := theme.Brand.Contrast(document.White); c < document.ReadableContrast {
			t.Errorf("brand %s has contrast %.1f", colour, c)
		}
		if theme.Series[0] != theme.Brand || theme.Neutral.Strong != theme.Brand {
			t.Errorf("brand %s is not in its place", colour)
		}
		for _, other := range theme.Series[1:] {
			if theme.Brand.Distance(other) < 60 {
				t.Errorf("brand %s is hardly told from the series in %s", colour, other)
			}
		}
	}
	if _, _, err := Render(sample(), Options{Fonts: testFonts(t), Brand: document.Brand{Colour: "red"}}); err == nil {
		t.Error("a colour that is none is taken")
	}
}

func TestLetterHoldsEverything(t *testing.T) {
	doc := sample()
	doc.Paper = document.Letter
	all := pages(t, doc) // which looks for what is outside the page
	if len(all) < 3 {
		t.Errorf("%d pages", len(all))
	}
	ts, err := newTypesetter(Options{Fonts: testFonts(t)}, doc)
	if err != nil || ts.PageWidth != 215.9 || ts.PageHeight != 279.4 || ts.turned().PageWidth != 279.4 {
		t.Errorf("the page is %.1f x %.1f, error %v", ts.PageWidth, ts.PageHeight, err)
	}
}

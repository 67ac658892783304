package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"

	"compack/internal/document"
)

// logo returns a picture of a size, half of it clear.
func logo(t testing.TB, format string, w, h int) *document.Image {
	t.Helper()
	m := image.NewNRGBA64(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w / 2 {
			m.Set(x, y, color.NRGBA{200, 30, 40, 255})
		}
	}
	var b bytes.Buffer
	var err error
	if format == "png" {
		err = png.Encode(&b, m)
	} else {
		err = jpeg.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	i, err := document.ReadImage("logo", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestLogosStandOnTheCoverWithoutDistortion(t *testing.T) {
	for _, c := range []struct {
		vendor, client *document.Image
		want           []string
	}{
		{logo(t, "png", 400, 100), logo(t, "jpeg", 50, 100), []string{"/Filter /FlateDecode", "/Filter /DCTDecode"}},
		{logo(t, "png", 3000, 2400), logo(t, "jpeg", 4000, 40), []string{"/Width 1000 /Height 800", "/Width 1000 /Height 10"}},
	} {
		opts := Options{Fonts: testFonts(t), Brand: document.Brand{Logo: c.vendor, ClientLogo: c.client}}
		doc := sample()
		ts, err := newTypesetter(opts, doc)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for i, pg := range layout(doc, ts).pages {
			for _, o := range pg.ops {
				if o.image == nil {
					continue
				}
				n++
				if want := float64(o.image.Width) / float64(o.image.Height); i > 0 || math.Abs(o.w/o.h-want) > 1e-9 || o.w > logoWidth+room || o.h > logoHeight+room {
					t.Errorf("page %d: a picture of %d x %d is set as %.2f x %.2f", i+1, o.image.Width, o.image.Height, o.w, o.h)
				}
			}
		}
		if n != 2 {
			t.Errorf("%d pictures, want 2", n)
		}
		raw, _, err := Render(doc, opts)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range append(c.want, "/Im1 ", "/Im2 ") {
			if !bytes.Contains(raw, []byte(want)) {
				t.Errorf("the file has no %s", want)
			}
		}
		for _, fault := range archiveFaults(raw) {
			t.Error(fault)
		}
		if out := tool(t, raw, "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
			t.Error(out)
		}
		again, _, err := Render(doc, opts)
		if err != nil || !bytes.Equal(raw, again) {
			t.Errorf("another rendering differs, error %v", err)
		}
	}
}

func TestNameOfVendorStaysBesideItsLogo(t *testing.T) {
	doc := sample()
	ts, err := newTypesetter(Options{Fonts: testFonts(t), Brand: document.Brand{Logo: logo(t, "png", 10, 10)}}, doc)
	if err != nil {
		t.Fatal(err)
	}
	if cover := layout(doc, ts).pages[0]; !holds(cover, doc.Vendor.Name) {
		t.Error("the vendor's name is not on the cover")
	}
}

func TestClearPartsOfPicturesAreWhite(t *testing.T) {
	m := image.NewNRGBA(image.Rect(3, 5, 5, 6))
	m.Set(3, 5, color.NRGBA{0, 0, 0, 128})
	if w, h, pixels := onWhite(m); w != 2 || h != 1 || !bytes.Equal(pixels, []byte{127, 127, 127, 255, 255, 255}) {
		t.Errorf("%d x %d: %v", w, h, pixels)
	}
}

func TestDamagedPictureIsAnError(t *testing.T) {
	opts := Options{Fonts: testFonts(t), Brand: document.Brand{Logo: &document.Image{Content: []byte("none"), Format: "png", Width: 1, Height: 1}}}
	if _, _, err := Render(sample(), opts); err == nil || !strings.Contains(err.Error(), "picture") {
		t.Errorf("error %v", err)
	}
}

func TestALogoThatIsUsedTwiceIsWrittenOnce(t *testing.T) {
	opts := Options{Fonts: testFonts(t), Brand: document.Brand{Logo: logo(t, "png", 40, 10), ClientLogo: logo(t, "png", 40, 10)}}
	doc, _, err := Render(sample(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(doc, []byte("/Subtype /Image")); n != 1 {
		t.Errorf("the picture is written %d times", n)
	}
}

func TestATargetOnTheAxisIsNoLine(t *testing.T) {
	for target, want := range map[int]bool{0: false, 3: true} {
		c := document.Chart{Kind: document.Columns, Categories: []string{"a", "b"}, Highlight: 1, Width: 12, Target: document.I(target),
			Series: []document.Series{{Values: []document.Cell{document.I(2), document.I(5)}}}}
		all := pages(t, &document.Document{Title: "T", Sections: []document.Section{{ID: "s", Title: "S", Blocks: []document.Block{c}}}})
		dashes := 0
		for _, o := range all[2].ops {
			if !o.isText() && o.h == targetLine {
				dashes++
			}
		}
		if (dashes > 0) != want || !strings.Contains(words(all[2:]), "target") {
			t.Errorf("a target of %d is drawn by %d dashes, and said: %s", target, dashes, words(all[2:]))
		}
	}
}

func TestValuesOfARowOfTilesStandOnOneLine(t *testing.T) {
	tiles := document.Tiles{Items: []document.Tile{
		{Title: "Short", Value: document.I(11)}, {Title: strings.Repeat("A title of many words ", 3), Value: document.I(22)}, {Title: "Short", Value: document.I(33)}}}
	all := pages(t, &document.Document{Title: "T", Sections: []document.Section{{ID: "s", Title: "S", Blocks: []document.Block{tiles}}}})
	at := map[float64]bool{}
	for _, o := range all[2].ops {
		if o.text == "11" || o.text == "22" || o.text == "33" {
			at[o.y] = true
		}
	}
	if len(at) != 1 {
		t.Errorf("the values stand at %v", at)
	}
}

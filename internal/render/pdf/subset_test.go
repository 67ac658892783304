package pdf

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"

	"compack/internal/document"
)

func TestSubsetDrawsAsTheWholeFont(t *testing.T) {
	whole, err := newTypeface(testFonts(t).Regular)
	if err != nil {
		t.Fatal(err)
	}
	cut := whole.subset()
	const text = "Ab\u00e9\u01d7\u2713" // some put together from others
	for _, r := range text {
		cut.add(whole.glyph(r))
	}
	raw := cut.bytes()
	if sum(raw) != 0xB1B0AFBA {
		t.Errorf("the sum of the file is %X", sum(raw))
	}
	part := &typeface{tables: map[string]bits{}}
	for i := range bits(raw).u16(4) {
		entry := bits(raw).part(12+16*i, 28+16*i)
		part.tables[string(entry[:4])] = bits(raw).part(entry.u32(8), entry.u32(8)+entry.u32(12))
	}
	parts := 0
	var same func(glyph, number int)
	same = func(glyph, number int) {
		want, got := whole.outline(glyph), part.outline(number)
		wantWidth, wantLeft := whole.metrics(glyph)
		if width, left := part.metrics(number); width != wantWidth || left != wantLeft {
			t.Errorf("glyph %d is %d wide and begins at %d, want %d and %d", glyph, width, left, wantWidth, wantLeft)
		}
		if want.i16(0) < 0 {
			parts++
			same(want.u16(12), got.u16(12)) // the first that it is put together from
			return
		}
		if !bytes.Equal(want, got[:len(want)]) {
			t.Errorf("glyph %d is drawn otherwise", glyph)
		}
	}
	for _, r := range text {
		same(whole.glyph(r), cut.numbers[whole.glyph(r)])
	}
	if parts == 0 {
		t.Error("no glyph is put together from others")
	}
}

func TestBrokenFontsAreErrorsOrDrawSomething(t *testing.T) {
	raw := goregular.TTF
	for at := 0; at < len(raw); at += 7 {
		for _, broken := range [][]byte{raw[:at], append(append(bytes.Clone(raw[:at]), 0xFF), raw[at+1:]...)} {
			whole, err := newTypeface(broken)
			if err != nil {
				continue
			}
			cut := whole.subset()
			for _, r := range "A\u00e9\u00bd" {
				cut.add(whole.glyph(r))
			}
			cut.bytes()
			_ = whole.description()
		}
		if at > 4000 {
			at += 1000
		}
	}
}

func TestMoreFontsThanAFileMayHaveAreAnError(t *testing.T) {
	fonts := testFonts(t)
	text := ""
	for i := range len(standIns) {
		first := '\u4e00' + rune(i)
		fonts.Fallback = append(fonts.Fallback, lend(goregular.TTF, first, 1))
		text += string(first)
	}
	doc := tableDocument(document.Table{Columns: []document.Column{{Title: "A"}}, Rows: [][]document.Cell{{document.T(text)}}})
	if _, _, err := Render(doc, Options{Fonts: fonts}); err == nil || !strings.Contains(err.Error(), "come from 16 fonts") {
		t.Errorf("error %v", err)
	}
	fonts.Fallback = fonts.Fallback[:8]
	doc.Sections[0].Blocks = []document.Block{document.Table{Columns: []document.Column{{Title: "A"}}, Rows: [][]document.Cell{{document.T(string([]rune(text)[:8]))}}}}
	raw, _, err := Render(doc, Options{Fonts: fonts})
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range archiveFaults(raw) {
		t.Error(fault)
	}
}

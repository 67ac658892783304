package pdf

import (
	"fmt"
	"math"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// draftWords is what the footer of a draft says.
func (ts *typesetter) draftWords() string { return ts.loc.Say("Draft, not approved") }

// watermark returns the reference to what lies under all pages of a draft that are
// turned alike: the word, large and light, from the foot at the left upwards. It is
// drawn as shapes and marked as no part of the text, so that whoever searches or reads
// the text out never meets it.
func (f *finishing) watermark(landscape bool) (string, error) {
	at, ts := 0, f.ts
	if landscape {
		at, ts = 1, f.ts.turned()
	}
	if f.below[at] == 0 {
		content, err := ts.watermark()
		if err != nil {
			return "", err
		}
		packed, err := deflate([]byte(content))
		if err != nil {
			return "", err
		}
		f.below[at] = f.add(stream("/Filter /FlateDecode", packed))
	}
	return fmt.Sprintf("%d 0 R ", f.below[at]), nil
}

// watermark writes the word as shapes along the diagonal of the page.
func (ts *typesetter) watermark() (string, error) {
	const part = 0.62 // of the diagonal that the word takes
	const mostSize = 170
	st := Style{Face: Bold, Size: mostSize}
	word := ts.prepare(ts.loc.Say("Draft"), st.Face)
	diagonal := math.Hypot(ts.PageWidth, ts.PageHeight)
	if w := ts.width(word, st); w > part*diagonal {
		st.Size *= part * diagonal / w
	}
	// The word's middle lies in the middle of the page.
	angle := math.Atan2(ts.PageHeight, ts.PageWidth)
	cos, sin := math.Cos(angle), math.Sin(angle)
	w, h := ts.width(word, st)/point, capHeight*st.Size
	x := ts.PageWidth/2/point - (w*cos-h*sin)/2
	y := (ts.square()-ts.PageHeight/2)/point - (w*sin+h*cos)/2

	var b strings.Builder
	c := ts.Ink.Tint(0.055)
	fmt.Fprintf(&b, "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\nq\n%.3f %.3f %.3f rg\n%.4f %.4f %.4f %.4f %.2f %.2f cm\n",
		float64(c.R)/255, float64(c.G)/255, float64(c.B)/255, cos, sin, -sin, cos, x, y)
	pen := 0.0
	for _, r := range word {
		face := ts.faces[st.Face].holder(r)
		if err := face.outline(&b, r, pen, st.Size); err != nil {
			return "", err
		}
		pen += ts.faces[st.Face].width(string(r), st.Size) / point
	}
	b.WriteString("f\nQ\nEMC\n")
	return b.String(), nil
}

// outline writes the shape of a rune, from x on, at a size in points.
func (f *face) outline(b *strings.Builder, r rune, x, size float64) error {
	var buf sfnt.Buffer
	segments, err := f.font.LoadGlyph(&buf, sfnt.GlyphIndex(f.glyph(r)), fixed.I(f.em), nil)
	if err != nil {
		return fmt.Errorf("outline of %q: %w", r, err)
	}
	scale := size / float64(f.em) / 64
	at := func(p fixed.Point26_6) [2]float64 { return [2]float64{x + float64(p.X)*scale, -float64(p.Y) * scale} }
	var pen [2]float64
	for _, s := range segments {
		to := [3][2]float64{at(s.Args[0]), at(s.Args[1]), at(s.Args[2])}
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			pen = to[0]
			fmt.Fprintf(b, "%.2f %.2f m\n", pen[0], pen[1])
		case sfnt.SegmentOpLineTo:
			pen = to[0]
			fmt.Fprintf(b, "%.2f %.2f l\n", pen[0], pen[1])
		case sfnt.SegmentOpQuadTo: // as a curve of the third degree
			c := to[0]
			fmt.Fprintf(b, "%.2f %.2f %.2f %.2f %.2f %.2f c\n", pen[0]+2*(c[0]-pen[0])/3, pen[1]+2*(c[1]-pen[1])/3,
				to[1][0]+2*(c[0]-to[1][0])/3, to[1][1]+2*(c[1]-to[1][1])/3, to[1][0], to[1][1])
			pen = to[1]
		case sfnt.SegmentOpCubeTo:
			fmt.Fprintf(b, "%.2f %.2f %.2f %.2f %.2f %.2f c\n", to[0][0], to[0][1], to[1][0], to[1][1], to[2][0], to[2][1])
			pen = to[2]
		}
	}
	return nil
}

package pdf

import (
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Fonts are the four faces of a report, as static TrueType files.
type Fonts struct{ Regular, SemiBold, Bold, Italic []byte }

// Face is one of the four.
type Face uint8

// The faces.
const (
	Regular Face = iota
	SemiBold
	Bold
	Italic
	faceCount
)

// face measures text in one font. It is not safe for concurrent use: each
// rendering has its own.
type face struct {
	name string // PostScript name
	raw  []byte
	font *sfnt.Font
	buf  sfnt.Buffer
	// known holds what is known of each rune of the basic plane: 0 nothing yet,
	// -1 that the font lacks it, else its advance in thousandths of the size, plus 1.
	known []int32
}

const planeSize = 1 << 16

// newFace reads a font.
func newFace(raw []byte) (*face, error) {
	f := &face{raw: raw, known: make([]int32, planeSize)}
	var err error
	if f.font, err = sfnt.Parse(raw); err != nil {
		return nil, err
	}
	if f.name, err = f.font.Name(&f.buf, sfnt.NameIDPostScript); err != nil {
		return nil, err
	}
	return f, nil
}

// newFaces reads the four fonts.
func newFaces(fonts Fonts) (faces [faceCount]*face, err error) {
	names := [faceCount]string{"regular", "semi-bold", "bold", "italic"}
	for i, raw := range [faceCount][]byte{fonts.Regular, fonts.SemiBold, fonts.Bold, fonts.Italic} {
		if faces[i], err = newFace(raw); err != nil {
			return faces, fmt.Errorf("%s font: %w", names[i], err)
		}
	}
	return faces, nil
}

// has reports whether the font has a glyph for r. Runes beyond the basic plane
// count as lacking, as the writer of the file can't hold them.
func (f *face) has(r rune) bool { return f.look(r) > 0 }

// look returns what is known of r, after finding it out.
func (f *face) look(r rune) int32 {
	if r < 0 || r >= planeSize {
		return -1
	}
	if k := f.known[r]; k != 0 {
		return k
	}
	f.known[r] = f.find(r)
	return f.known[r]
}

func (f *face) find(r rune) int32 {
	glyph, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil || glyph == 0 {
		return -1
	}
	em := fixed.Int26_6(f.font.UnitsPerEm()) << 6
	advance, err := f.font.GlyphAdvance(&f.buf, glyph, em, font.HintingNone)
	if err != nil {
		return -1
	}
	return int32((int64(advance)*1000+int64(em)/2)/int64(em)) + 1
}

// width returns the length of s in millimetres at a size in points. s is
// prepared, so each of its runes has a glyph.
func (f *face) width(s string, size float64) float64 {
	var sum int32
	for _, r := range s {
		if k := f.look(r); k > 0 {
			sum += k - 1
		}
	}
	return float64(sum) * size * point / 1000
}

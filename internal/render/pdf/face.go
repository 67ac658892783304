package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Fonts are the four faces of a report, as static TrueType files, and further files
// that are tried in their order for characters that a face lacks. Of those, only the
// ones that a report needs are put into it.
type Fonts struct {
	Regular, SemiBold, Bold, Italic []byte
	Fallback                        [][]byte
}

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
	known    []int32
	fallback []*face        // for runes that the font lacks
	borrowed map[rune]*face // which of them has a rune that was looked for
}

const planeSize = 1 << 16

// newFace reads a font.
func newFace(raw []byte) (*face, error) {
	f := &face{raw: raw, known: make([]int32, planeSize), borrowed: map[rune]*face{}}
	if err := isTrueType(raw); err != nil {
		return nil, err
	}
	var err error
	if f.font, err = sfnt.Parse(raw); err != nil {
		return nil, err
	}
	if f.name, err = f.font.Name(&f.buf, sfnt.NameIDPostScript); err != nil || f.name == "" {
		f.name = "Unnamed"
	}
	return f, nil
}

// isTrueType returns an error unless a font has what the writer of the file needs:
// TrueType outlines, and a map of characters in format 4.
func isTrueType(raw []byte) error {
	u16 := func(at int) int {
		if at < 0 || at+2 > len(raw) {
			return 0
		}
		return int(binary.BigEndian.Uint16(raw[at:]))
	}
	u32 := func(at int) int { return u16(at)<<16 | u16(at+2) }
	if v := u32(0); v != 0x00010000 && v != 0x74727565 {
		return errors.New("the file is no TrueType font (.ttf)")
	}
	tables := map[string]int{}
	for i := range u16(4) {
		if at := 12 + 16*i; at+16 <= len(raw) {
			tables[string(raw[at:at+4])] = u32(at + 8)
		}
	}
	if tables["glyf"] == 0 {
		return errors.New("the font has no TrueType outlines")
	}
	cmap := tables["cmap"]
	for i := range u16(cmap + 2) {
		at := cmap + 4 + 8*i
		platform, encoding := u16(at), u16(at+2)
		if (platform == 3 && encoding == 1 || platform == 0) && u16(cmap+u32(at+4)) == 4 {
			return nil
		}
	}
	return errors.New("the font has no map of Unicode characters in format 4")
}

// newFaces reads the four fonts and lends each the characters of the others.
func newFaces(fonts Fonts) (faces [faceCount]*face, err error) {
	names := [faceCount]string{"regular", "semi-bold", "bold", "italic"}
	for i, raw := range [faceCount][]byte{fonts.Regular, fonts.SemiBold, fonts.Bold, fonts.Italic} {
		if faces[i], err = newFace(raw); err != nil {
			return faces, fmt.Errorf("%s font: %w", names[i], err)
		}
	}
	taken := map[string]bool{}
	for _, f := range faces {
		taken[strings.ToLower(f.name)] = true
	}
	var fallback []*face
	for i, raw := range fonts.Fallback {
		f, err := newFace(raw)
		if err != nil {
			return faces, fmt.Errorf("fallback font %d: %w", i+1, err)
		}
		if taken[strings.ToLower(f.name)] { // such as an italic of the same file
			f.name = fmt.Sprintf("%s-%d", f.name, i+1)
		}
		taken[strings.ToLower(f.name)] = true
		fallback = append(fallback, f)
	}
	for _, f := range faces {
		f.fallback = fallback
	}
	return faces, nil
}

// has reports whether the font, or one that lends it characters, has a glyph for r. Runes beyond the basic plane
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
	for _, other := range f.fallback {
		if f.known[r] > 0 {
			break
		}
		if f.known[r] = other.look(r); f.known[r] > 0 {
			f.borrowed[r] = other
		}
	}
	return f.known[r]
}

// holder returns the font that r is set from.
func (f *face) holder(r rune) *face {
	if f.look(r) > 0 && f.borrowed[r] != nil {
		return f.borrowed[r]
	}
	return f
}

// runs cuts a prepared text into parts that are set from one font each, in the order
// in which they stand on the line from left to right.
func (f *face) runs(s string) []fontRun {
	if isASCII(s) {
		return []fontRun{{f, s}}
	}
	var runs []fontRun
	for i, r := range visual(s) {
		from := f.holder(r)
		if n := len(runs); i > 0 && runs[n-1].face == from {
			runs[n-1].text += string(r)
			continue
		}
		runs = append(runs, fontRun{from, string(r)})
	}
	return runs
}

// fontRun is a part of a line that is set from one font.
type fontRun struct {
	face *face
	text string
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
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

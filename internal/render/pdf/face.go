package pdf

import (
	"fmt"
	"iter"
	"slices"
	"unicode/utf8"
)

// Fonts are the four faces of a report, as static TrueType files, and further files
// that are tried in their order for characters that a face lacks. Of those, only the
// ones that a report needs are put into it. Their bytes must not change afterwards.
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

// face is a font as one document uses it.
type face struct {
	*typeface
	fallback []*face    // for characters that the font lacks
	standIn  standIn    // what it is painted in
	used     characters // that are painted in it
}

// characters is a set of characters, a bit each.
type characters [planeSize / 64]uint64

func newFace(raw []byte) (*face, error) {
	t, err := typefaceOf(raw)
	if err != nil {
		return nil, err
	}
	return &face{typeface: t}, nil
}

// newFaces takes the four fonts and lends each the characters of the others.
func newFaces(fonts Fonts) (faces [faceCount]*face, err error) {
	names := [faceCount]string{"regular", "semi-bold", "bold", "italic"}
	for i, raw := range [faceCount][]byte{fonts.Regular, fonts.SemiBold, fonts.Bold, fonts.Italic} {
		if faces[i], err = newFace(raw); err != nil {
			return faces, fmt.Errorf("%s font: %w", names[i], err)
		}
	}
	var fallback []*face
	for i, raw := range fonts.Fallback {
		f, err := newFace(raw)
		if err != nil {
			return faces, fmt.Errorf("fallback font %d: %w", i+1, err)
		}
		fallback = append(fallback, f)
	}
	for _, f := range faces {
		f.fallback = fallback
	}
	return faces, nil
}

// has reports whether the font, or one that lends it characters, has a glyph for r.
func (f *face) has(r rune) bool { return f.holder(r).glyph(r) > 0 }

// holder returns the font that r is set from.
func (f *face) holder(r rune) *face {
	if f.glyph(r) > 0 {
		return f
	}
	for _, other := range f.fallback {
		if other.glyph(r) > 0 {
			return other
		}
	}
	return f
}

// runs cuts a prepared text into parts that are set from one font each, in the order
// in which they stand on the line from left to right.
func (f *face) runs(s string) iter.Seq2[*face, string] {
	return func(yield func(*face, string) bool) {
		if isASCII(s) {
			yield(f, s)
			return
		}
		rest := visual(s)
		for len(rest) > 0 {
			from := f.holder(rest[0])
			n := slices.IndexFunc(rest, func(r rune) bool { return f.holder(r) != from })
			if n < 0 {
				n = len(rest)
			}
			if !yield(from, string(rest[:n])) {
				return
			}
			rest = rest[n:]
		}
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// width returns the length of s in millimetres at a size in points. s is
// prepared, so each of its runes has a glyph.
func (f *face) width(s string, size float64) float64 {
	var sum int32
	for _, r := range s {
		if r < utf8.RuneSelf && f.ascii[r] > 0 {
			sum += f.ascii[r]
			continue
		}
		from := f.holder(r)
		if glyph := from.glyph(r); glyph > 0 {
			sum += from.widths[glyph]
		}
	}
	return float64(sum) * size * point / 1000
}

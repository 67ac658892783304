package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
)

// planeSize is how many characters the basic plane has. Those beyond count as lacking,
// as the codes of a file's text have two bytes.
const planeSize = 1 << 16

// typeface is a TrueType font taken apart. All documents share it, and nothing in it
// changes.
type typeface struct {
	raw    []byte
	name   string // PostScript name
	font   *sfnt.Font
	tables map[string]bits
	em     int                  // units of the font that its size has
	glyphs []uint16             // of each character of the basic plane, 0 where the font lacks it
	widths []int32              // of each glyph, in thousandths of the size
	ascii  [utf8.RuneSelf]int32 // of each character of ASCII, of which most texts are made, 0 where the font lacks it
}

// bits are bytes of a font. What lies beyond their end is 0, as fonts come from anywhere.
type bits []byte

func (b bits) u16(at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[at:]))
}

func (b bits) i16(at int) int { return int(int16(b.u16(at))) }

func (b bits) u32(at int) int { return b.u16(at)<<16 | b.u16(at+2) }

// part returns the bytes from..to, as far as there are such.
func (b bits) part(from, to int) bits {
	if from < 0 || from >= to || from >= len(b) {
		return nil
	}
	return b[from:min(to, len(b))]
}

var typefaces = lately[typeface]{most: 32}

// typefaceOf returns a font taken apart. Its bytes must not change afterwards.
func typefaceOf(raw []byte) (*typeface, error) {
	same := func(t *typeface) bool { return bytes.Equal(t.raw, raw) } // at once where they are the same bytes in memory
	return typefaces.find(same, func() (*typeface, error) { return newTypeface(raw) })
}

// newTypeface takes a font apart. It must have what embedding it takes: TrueType
// outlines, and a map of characters in format 4.
func newTypeface(raw []byte) (*typeface, error) {
	file := bits(raw)
	if v := file.u32(0); v != 0x00010000 && v != 0x74727565 {
		return nil, errors.New("the file is no TrueType font (.ttf)")
	}
	t := &typeface{raw: raw, tables: map[string]bits{}}
	for i := range file.u16(4) {
		if entry := file.part(12+16*i, 28+16*i); len(entry) == 16 {
			t.tables[string(entry[:4])] = file.part(entry.u32(8), entry.u32(8)+entry.u32(12))
		}
	}
	if t.tables["glyf"] == nil {
		return nil, errors.New("the font has no TrueType outlines")
	}
	characters := t.characters()
	if characters == nil {
		return nil, errors.New("the font has no map of Unicode characters in format 4")
	}
	var err error
	if t.font, err = sfnt.Parse(raw); err != nil {
		return nil, err
	}
	t.em = int(t.font.UnitsPerEm())
	if t.name, err = t.font.Name(nil, sfnt.NameIDPostScript); err != nil || t.name == "" {
		t.name = "Unnamed"
	}
	t.measure()
	t.glyphs = mapped(characters, len(t.widths))
	for r := range t.ascii {
		if glyph := t.glyphs[r]; glyph > 0 {
			t.ascii[r] = t.widths[glyph]
		}
	}
	return t, nil
}

// characters returns the font's map of characters.
func (t *typeface) characters() bits {
	cmap := t.tables["cmap"]
	for i := range cmap.u16(2) {
		platform, encoding, at := cmap.u16(4+8*i), cmap.u16(6+8*i), cmap.u32(8+8*i)
		if (platform == 3 && encoding == 1 || platform == 0) && cmap.u16(at) == 4 {
			return cmap.part(at, len(cmap))
		}
	}
	return nil
}

// mapped returns the glyph of each character by a map in format 4, in which a segment
// of characters has the glyphs at a distance, or those of a list.
func mapped(m bits, count int) []uint16 {
	glyphs := make([]uint16, planeSize)
	size := m.u16(6) // of each of its four columns
	for at := 14; at < 14+size; at += 2 {
		last, first, distance, list := m.u16(at), m.u16(at+size+2), m.u16(at+2*size+2), at+3*size+2
		offset := m.u16(list)
		for c := first; c <= last && c < planeSize-1; c++ {
			glyph := c
			if offset > 0 {
				if glyph = m.u16(list + offset + 2*(c-first)); glyph == 0 {
					continue
				}
			}
			if glyph = (glyph + distance) & 0xFFFF; glyph < count {
				glyphs[c] = uint16(glyph)
			}
		}
	}
	return glyphs
}

// measure reads the widths of the glyphs.
func (t *typeface) measure() {
	t.widths = make([]int32, t.tables["maxp"].u16(4))
	for glyph := range t.widths {
		advance, _ := t.metrics(glyph)
		t.widths[glyph] = int32(t.thousandths(advance))
	}
}

// metrics returns the advance of a glyph and how far its outline stands from where it
// begins. Glyphs beyond a number have the last advance.
func (t *typeface) metrics(glyph int) (advance, left int) {
	count, metrics := t.tables["hhea"].u16(34), t.tables["hmtx"]
	if glyph < count {
		return metrics.u16(4 * glyph), metrics.i16(4*glyph + 2)
	}
	return metrics.u16(4 * (count - 1)), metrics.i16(4*count + 2*(glyph-count))
}

// thousandths returns units of the font in thousandths of its size.
func (t *typeface) thousandths(units int) int {
	return (units*2000 + t.em) / (2 * t.em)
}

// outline returns how a glyph is drawn; nothing for one that is not seen.
func (t *typeface) outline(glyph int) bits {
	places := t.tables["loca"]
	if t.tables["head"].u16(50) == 0 {
		return t.tables["glyf"].part(2*places.u16(2*glyph), 2*places.u16(2*glyph+2))
	}
	return t.tables["glyf"].part(places.u32(4*glyph), places.u32(4*glyph+4))
}

// glyph returns the glyph of a character, 0 where the font lacks it.
func (t *typeface) glyph(r rune) int {
	if r < 0 || r >= planeSize {
		return 0
	}
	return int(t.glyphs[r])
}

// title is the font's name as a file may hold it.
func (t *typeface) title() string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, t.name)
}

// description writes what a viewer needs to know of the font without reading it.
func (t *typeface) description() string {
	head, lines, style, post := t.tables["head"], t.tables["hhea"], t.tables["OS/2"], t.tables["post"]
	weight, capitals := 500, lines.i16(4)
	if style != nil {
		weight = style.u16(4)
		if style.u16(0) > 1 {
			capitals = style.i16(88)
		}
	}
	const symbolic, italic, fixedPitch, bold = 1 << 2, 1 << 6, 1, 1 << 18
	angle, flags := post.i16(4), symbolic
	if angle != 0 {
		flags |= italic
	}
	if post.u32(12) != 0 {
		flags |= fixedPitch
	}
	if weight >= 600 {
		flags |= bold
	}
	of := t.thousandths
	return fmt.Sprintf("/Ascent %d /Descent %d /CapHeight %d /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle %d /StemV %d /MissingWidth %d",
		of(lines.i16(4)), of(lines.i16(6)), of(capitals), flags, of(head.i16(36)), of(head.i16(38)), of(head.i16(40)), of(head.i16(42)),
		angle, 50+weight*weight/(65*65), t.widths[0])
}

package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"
)

// fonts puts the report's fonts, as far as the pages need them, into the places of
// those that they were painted in.
func (f *finishing) fonts() error {
	packed, err := packedIdentity()
	if err != nil {
		return err
	}
	characters := f.add(stream("/Filter /FlateDecode", packed))
	for _, o := range f.objects {
		name, isFont := bytes.CutPrefix(o.raw, fmt.Appendf(nil, "%d 0 obj\n<</Type /Font\n/BaseFont /", o.number))
		if !isFont {
			continue
		}
		for _, face := range f.ts.painted {
			if bytes.HasPrefix(name, []byte(face.standIn.name+"\n")) {
				if err := f.font(o.number, face, characters); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// font writes a font: how its codes become characters, glyphs and widths, and the file
// that draws the glyphs.
func (f *finishing) font(number int, face *face, characters int) error {
	cut, err := face.cut()
	if err != nil {
		return err
	}
	outlines := f.add(stream(fmt.Sprintf("/Filter /FlateDecode /Length1 %d", cut.size), cut.file))
	described := f.add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s %s /FontFile2 %d 0 R>>", cut.name, face.description(), outlines))
	numbers := f.add(stream("/Filter /FlateDecode", cut.glyphs))
	below := f.add(fmt.Sprintf("<</Type /Font\n/Subtype /CIDFontType2\n/BaseFont /%s\n/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>\n/FontDescriptor %d 0 R\n/W [%s]\n/CIDToGIDMap %d 0 R>>",
		cut.name, described, cut.widths, numbers))
	f.write(number, fmt.Sprintf("<</Type /Font\n/Subtype /Type0\n/BaseFont /%s\n/Encoding /Identity-H\n/DescendantFonts [%d 0 R]\n/ToUnicode %d 0 R>>", cut.name, below, characters))
	return nil
}

// cutFont is a font with the glyphs of some characters alone, as a file holds it.
type cutFont struct {
	of     *typeface
	used   characters
	name   string
	size   int    // of its file
	file   []byte // compressed
	glyphs []byte // their numbers by code, compressed
	widths string
}

// cutFonts are kept, as the reports of a run show much the same characters.
var cutFonts = lately[cutFont]{most: 32}

// cut returns the font with the glyphs of the characters that are painted in it.
func (f *face) cut() (*cutFont, error) {
	same := func(c *cutFont) bool { return c.of == f.typeface && c.used == f.used }
	return cutFonts.find(same, func() (*cutFont, error) {
		c, cut := &cutFont{of: f.typeface, used: f.used}, f.subset()
		glyphs, widths := f.tables(cut)
		file := cut.bytes()
		c.size, c.name, c.widths = len(file), tag(file)+"+"+f.title(), widths
		var err error
		if c.file, err = deflate(file); err != nil {
			return nil, err
		}
		c.glyphs, err = deflate(glyphs)
		return c, err
	})
}

// tables adds the glyphs of the painted characters to a subset and returns their
// numbers there by code, which is the character's own number, and their widths.
func (f *face) tables(cut *subset) (glyphs []byte, widths string) {
	var b strings.Builder
	before := -2
	for c := range f.painted() {
		glyph := int(f.glyphs[c])
		glyphs = append(glyphs, make([]byte, 2*c-len(glyphs))...)
		glyphs = binary.BigEndian.AppendUint16(glyphs, uint16(cut.add(glyph)))
		if c != before+1 { // a list of widths begins with the code of the first
			if b.Len() > 0 {
				b.WriteString("] ")
			}
			fmt.Fprintf(&b, "%d [", c)
		}
		fmt.Fprintf(&b, "%d ", f.widths[glyph])
		before = c
	}
	if b.Len() > 0 {
		b.WriteByte(']')
	}
	return glyphs, b.String()
}

// tag returns the six letters that tell a part of a font from other parts of it.
func tag(file []byte) string {
	digest := sha256.Sum256(file)
	letters := digest[:6]
	for i, b := range letters {
		letters[i] = 'A' + b%26
	}
	return string(letters)
}

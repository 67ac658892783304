package pdf

import (
	"fmt"
	"iter"
	"slices"

	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
)

// standIn is a font that the painter knows by name alone. It would parse and cut each
// font of a report anew for each document, which takes longer than all else. So it
// paints in stand-ins, in which it takes a text for the codes that it is to write, and
// the finished file has the report's fonts in their places.
type standIn struct {
	family string
	style  fontstyle.Type
	name   string // in the painted file
}

// standIns lists them. The families begin with capitals, as maroto turns texts in some
// of those without into other codes.
var standIns = []standIn{
	{"Times", fontstyle.Normal, "Times-Roman"},
	{"Times", fontstyle.Bold, "Times-Bold"},
	{"Times", fontstyle.Italic, "Times-Italic"},
	{"Times", fontstyle.BoldItalic, "Times-BoldItalic"},
	{"Helvetica", fontstyle.Normal, "Helvetica"},
	{"Helvetica", fontstyle.Bold, "Helvetica-Bold"},
	{"Helvetica", fontstyle.Italic, "Helvetica-Oblique"},
	{"Helvetica", fontstyle.BoldItalic, "Helvetica-BoldOblique"},
	{"Courier", fontstyle.Normal, "Courier"},
	{"Courier", fontstyle.Bold, "Courier-Bold"},
	{"Courier", fontstyle.Italic, "Courier-Oblique"},
	{"Courier", fontstyle.BoldItalic, "Courier-BoldOblique"},
}

// standIn finds a stand-in for each of the four faces, and for those that lend them
// characters on the pages.
func (ts *typesetter) standIn(pages []*page) error {
	ts.painted = slices.Clone(ts.faces[:])
	for _, pg := range pages {
		for i := range pg.ops {
			o := &pg.ops[i]
			if !o.isText() || isASCII(o.text) {
				continue
			}
			for _, r := range o.text {
				if f := ts.faces[o.style.Face].holder(r); !slices.Contains(ts.painted, f) {
					ts.painted = append(ts.painted, f)
				}
			}
		}
	}
	if len(ts.painted) > len(standIns) {
		return fmt.Errorf("the characters of the report come from %d fonts, of which a file may have %d", len(ts.painted), len(standIns))
	}
	for i, f := range ts.painted {
		f.standIn = standIns[i]
	}
	return nil
}

// appendCodes adds a text as it is written in the file, each character as two bytes, and
// notes that the font needs these characters.
func (f *face) appendCodes(codes []byte, s string) []byte {
	for _, r := range s {
		codes = append(codes, byte(r>>8), byte(r))
		f.used[uint16(r)/64] |= 1 << (r % 64)
	}
	return codes
}

// painted returns the characters that are painted in the font, in their order.
func (f *face) painted() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, set := range f.used[:] {
			for c := 64 * i; set != 0; c, set = c+1, set>>1 {
				if set&1 != 0 && !yield(c) {
					return
				}
			}
		}
	}
}

package pdf

import (
	"math"
	"strconv"
	"strings"

	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/consts/linestyle"
	"github.com/johnfercher/maroto/v2/pkg/consts/orientation"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"
)

// pen paints texts and rectangles, page after page. maroto chooses font and colour anew,
// several times, for each text, which takes longer than all else. So texts of one look
// that follow one another are painted as one, with marks around the places of all but
// the first (see settler).
type pen struct {
	*typesetter
	provider core.Provider
	colours  map[Colour]*props.Color
	line     props.Line // a rectangle
	look     look
	first    entity.Cell // of the texts that are not painted yet
	codes    []byte      // their codes and places
	covered  area        // what they cover together
}

func newPen(ts *typesetter) *pen {
	return &pen{
		typesetter: ts, colours: map[Colour]*props.Color{},
		line: props.Line{Style: linestyle.Solid, Orientation: orientation.Horizontal, SizePercent: 100},
	}
}

// look is what texts that are painted as one have in common.
type look struct {
	face   *face
	size   float64
	colour Colour
}

// spot is a place on the sheet as the file states it, in hundredths of a point, from the
// left and from the foot.
type spot struct{ x, y int }

func (p *pen) spot(x, y float64) spot {
	in := func(mm float64) int { return int(math.Round(mm / point * 100)) }
	return spot{in(x), in(p.square() - y)}
}

// Marks in the codes of texts. No text holds them, as no character's number begins with
// D8 to DF. The two bytes differ, or a text that ends in Ø, which is 00 D8, would lose it.
const (
	placeBegins = "\xD8\xD9"
	placeEnds   = "\xDA\xDB"
	lineFeed    = "\xDC\xDD" // for 0A, a half of many codes, so that a text is one line of the page
)

// write adds an op's text, part by part from the fonts that it is set from.
func (p *pen) write(o *op) {
	x := o.x
	for face, text := range p.faces[o.style.Face].runs(o.text) {
		p.add(look{face, o.style.Size, o.style.Colour}, x, o.y, text)
		if len(text) < len(o.text) { // more follows
			x += face.width(text, o.style.Size)
		}
	}
	em := o.style.Size * point
	p.covered = p.covered.with(area{o.x, o.y - em, o.x + o.w, o.y + em/2})
}

// fill paints a rectangle as a horizontal line of its thickness, after the texts that
// were added if it may lie over one of them.
func (p *pen) fill(o *op) {
	if p.covered.meets(area{o.x, o.y, o.x + o.w, o.y + o.h}) {
		p.paint()
	}
	p.line.Color, p.line.Thickness = p.colour(o.colour, p.Hairline), o.h
	p.provider.AddLine(&entity.Cell{X: o.x, Y: o.y + o.h/2, Width: o.w}, &p.line)
}

// add adds a text of one font, and paints those before it where they look otherwise.
func (p *pen) add(l look, x, y float64, s string) {
	if len(p.codes) == 0 || l != p.look {
		p.paint()
		// Text is set with its baseline one font size below the cell's top. A cell this
		// wide keeps it on one line.
		p.look, p.first = l, entity.Cell{X: x, Y: y - l.size*point, Width: 1e9, Height: 1e9}
	} else {
		at := p.spot(x, y)
		p.codes = appendHundredths(append(p.codes, placeBegins...), at.x)
		p.codes = appendHundredths(append(p.codes, ' '), at.y)
		p.codes = append(p.codes, placeEnds...)
	}
	p.codes = l.face.appendCodes(p.codes, s)
}

// paint paints the texts that were added.
func (p *pen) paint() {
	if len(p.codes) == 0 {
		return
	}
	font := p.look.face.standIn
	p.provider.AddText(strings.ReplaceAll(string(p.codes), "\n", lineFeed), &p.first, &props.Text{
		Family: font.family, Style: font.style, Size: p.look.size, Align: align.Left, Color: p.colour(p.look.colour, p.Ink),
	})
	p.codes, p.covered = p.codes[:0], area{}
}

// colour returns a colour as maroto is told it: none for the commonest, and what is next
// to black for black, which stands for the commonest (see settler).
func (p *pen) colour(c, commonest Colour) *props.Color {
	switch c {
	case commonest:
		return nil
	case Colour{}:
		c.B = 1
	}
	if _, known := p.colours[c]; !known {
		p.colours[c] = &props.Color{Red: int(c.R), Green: int(c.G), Blue: int(c.B)}
	}
	return p.colours[c]
}

// appendHundredths writes a number of hundredths.
func appendHundredths(b []byte, n int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, int64(n/100), 10)
	if n %= 100; n > 0 {
		b = append(b, '.', '0'+byte(n/10), '0'+byte(n%10))
	}
	return b
}

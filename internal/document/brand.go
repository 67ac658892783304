package document

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Brand is how the packs of a vendor, or those for one client, look. The zero value
// is compack's own look.
type Brand struct {
	Colour     string // of titles, rules and the present period: RRGGBB
	Logo       *Image // the vendor's
	ClientLogo *Image
}

// Colour is an sRGB colour.
type Colour struct{ R, G, B uint8 }

// RGB returns the colour written as 0xRRGGBB.
func RGB(v uint32) Colour { return Colour{uint8(v >> 16), uint8(v >> 8), uint8(v)} }

// White is the colour of paper.
var White = RGB(0xFFFFFF)

// ReadableContrast is the least contrast of text with its ground that WCAG 2.2 asks
// for at level AA.
const ReadableContrast = 4.5

// ParseColour reads a colour written as RRGGBB, with or without a # before it.
func ParseColour(s string) (Colour, error) {
	hex := strings.TrimPrefix(s, "#")
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return Colour{}, fmt.Errorf("%q is no colour: write red, green and blue as RRGGBB, such as 1F4E8C", s)
	}
	return RGB(uint32(v)), nil
}

// String writes the colour as RRGGBB.
func (c Colour) String() string { return fmt.Sprintf("%02X%02X%02X", c.R, c.G, c.B) }

// Tint returns the colour mixed with white: part 1 is the colour itself, 0 white.
func (c Colour) Tint(part float64) Colour {
	mix := func(v uint8) uint8 { return uint8(255 - (255-float64(v))*part + 0.5) }
	return Colour{mix(c.R), mix(c.G), mix(c.B)}
}

// Luminance returns the relative luminance of WCAG 2.2, from 0 to 1.
func (c Colour) Luminance() float64 {
	linear := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Contrast returns the contrast ratio of WCAG 2.2 between two colours, from 1 to 21.
func (c Colour) Contrast(ground Colour) float64 {
	x, y := c.Luminance(), ground.Luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Distance returns how far two colours lie apart, as places in a cube of 255 a side:
// from 0 to 441.
func (c Colour) Distance(other Colour) float64 {
	r, g, b := float64(c.R)-float64(other.R), float64(c.G)-float64(other.G), float64(c.B)-float64(other.B)
	return math.Sqrt(r*r + g*g + b*b)
}

// Readable returns the colour, darkened by as little as makes text in it readable
// on white; its hue stays.
func (c Colour) Readable() Colour {
	for part := 255; ; part-- {
		scale := func(v uint8) uint8 { return uint8((int(v)*part + 127) / 255) }
		if d := (Colour{scale(c.R), scale(c.G), scale(c.B)}); d.Contrast(White) >= ReadableContrast {
			return d
		}
	}
}

package html

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"compack/internal/metric"
)

// colour is an sRGB colour.
type colour struct{ r, g, b uint8 }

// rgb returns the colour written as 0xRRGGBB.
func rgb(v uint32) colour { return colour{uint8(v >> 16), uint8(v >> 8), uint8(v)} }

// parseColour reads RRGGBB, with or without a number sign before it.
func parseColour(s string) (colour, bool) {
	s = strings.TrimPrefix(s, "#")
	v, err := strconv.ParseUint(s, 16, 32)
	return rgb(uint32(v)), err == nil && len(s) == 6
}

func (c colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b) }

// mix returns the colour mixed with another: part 1 is the colour itself.
func (c colour) mix(with colour, part float64) colour {
	one := func(a, b uint8) uint8 { return uint8(float64(b) + (float64(a)-float64(b))*part + 0.5) }
	return colour{one(c.r, with.r), one(c.g, with.g), one(c.b, with.b)}
}

// luminance returns the relative luminance of WCAG 2.2, from 0 to 1.
func (c colour) luminance() float64 {
	linear := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

// contrast returns the contrast ratio of WCAG 2.2 between two colours, from 1 to 21.
func contrast(a, b colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// readable is the contrast that text needs.
const readable = 4.5

// darkened returns the colour, as dark as text on the ground must be.
func darkened(c, ground colour) colour {
	for part := 1.0; part > 0; part -= 0.04 {
		if d := c.mix(black, part); contrast(d, ground) >= readable {
			return d
		}
	}
	return black
}

var (
	black   = rgb(0x000000)
	white   = rgb(0xFFFFFF)
	ink     = rgb(0x17212E)
	surface = rgb(0xF4F6F9)
)

// palette holds the colours that depend on the brand.
type palette struct {
	brand  colour
	series [5]colour
}

// newPalette returns the palette of a brand; what is no colour means compack's own.
func newPalette(brand string) palette {
	c, ok := parseColour(brand)
	if !ok {
		c = rgb(0x1F4E8C)
	}
	c = darkened(c, surface)
	return palette{c, [5]colour{c, rgb(0xE08A00), rgb(0x4FA3A5), rgb(0x8C5FBF), rgb(0x6A7585)}}
}

// tint returns the brand's colour mixed with white.
func (p palette) tint(part float64) colour { return p.brand.mix(white, part) }

// of returns the colour of the i-th series.
func (p palette) of(i int) colour { return p.series[i%len(p.series)] }

// inkOn returns the colour in which text reads best on a ground.
func inkOn(ground colour) colour {
	if contrast(white, ground) > contrast(ink, ground) {
		return white
	}
	return ink
}

// tone returns the class of a status's colours.
func tone(s metric.Status) string {
	switch s {
	case metric.Green:
		return "met"
	case metric.Amber:
		return "at-risk"
	case metric.Red:
		return "not-met"
	case metric.NotAvailable:
		return "no-data"
	}
	return "neutral"
}

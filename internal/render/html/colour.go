package html

import (
	"strings"

	"compack/internal/document"
	"compack/internal/metric"
)

var (
	ink     = document.RGB(0x17212E)
	muted   = document.RGB(0x566170)
	surface = document.RGB(0xF4F6F9)
	track   = document.RGB(0xE3E8EF) // the whole of a gauge
)

// palette holds the colours that depend on the brand.
type palette struct {
	brand  document.Colour
	series [5]document.Colour
}

// newPalette returns the palette of a brand; what is no colour means compack's own.
func newPalette(brand string) palette {
	c, err := document.ParseColour(brand)
	if err != nil {
		c = own
	}
	p := palette{brand: readable(c)}
	p.series = [5]document.Colour{p.brand, document.RGB(0xE08A00), document.RGB(0x4FA3A5), document.RGB(0x8C5FBF), document.RGB(0x6A7585)}
	reserve := []document.Colour{own, document.RGB(0xB0417A)}
	for i := range p.series {
		if i > 0 && len(reserve) > 0 && p.brand.Distance(p.series[i]) < apart {
			p.series[i], reserve = reserve[0], reserve[1:]
		}
	}
	return p
}

// own is compack's own colour.
var own = document.RGB(0x1F4E8C)

// apart is how far a series' colour lies from the brand's, so that the two are told
// from each other.
const apart = 70

// readable returns the colour, as dark as text on the darker of the two grounds must be.
func readable(c document.Colour) document.Colour {
	c = c.Readable()
	for c.Contrast(surface) < document.ReadableContrast {
		c = document.Colour{R: c.R - min(c.R, 2), G: c.G - min(c.G, 2), B: c.B - min(c.B, 2)}
	}
	return c
}

// of returns the colour of the i-th series.
func (p palette) of(i int) document.Colour { return p.series[i%len(p.series)] }

// inkOn returns the colour in which text reads best on a ground.
func inkOn(ground document.Colour) document.Colour {
	if document.White.Contrast(ground) > ink.Contrast(ground) {
		return document.White
	}
	return ink
}

// hex writes a colour as style sheets have it.
func hex(c document.Colour) string { return "#" + strings.ToLower(c.String()) }

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

package xlsx

import (
	"math"
	"strconv"
	"strings"

	"compack/internal/metric"
)

// Theme holds the colours and the font of a workbook. Colours are RRGGBB.
type Theme struct {
	Font  string // one that readers have
	Ink   string // text
	Muted string // labels and notes

	Brand     string // titles, header text, bars, the Summary tab
	BrandTint string // the ground of headers
	BrandSoft string // earlier periods
	BrandBar  string // bars behind numbers
	Surface   string // the ground of bands that group rows
	Hairline  string // rules between rows

	Data        string // tabs of populations
	Derived     string // header text of columns that are worked out
	DerivedTint string // their ground
	Evidence    string // tabs of evidence

	Green, Amber, Red, Grey Tone // statuses; Grey for those without data
}

// Tone is the text colour of a status and the tint it stands on.
type Tone struct{ Text, Tint string }

// DefaultTheme returns the theme of a pack without a brand of its own.
func DefaultTheme() Theme {
	return Theme{
		Font:        "Calibri",
		Ink:         "17212E",
		Muted:       "566170",
		Brand:       "1F4E8C",
		BrandTint:   "E4EAF1",
		BrandSoft:   "9AAFCB",
		BrandBar:    "C7D5E6",
		Surface:     "F4F6F9",
		Hairline:    "D5DBE3",
		Data:        "4FA3A5",
		Derived:     "23595B",
		DerivedTint: "DCEDED",
		Evidence:    "7A8594",
		Green:       Tone{"14603A", "E3F3EA"},
		Amber:       Tone{"7A4D00", "FFF2D9"},
		Red:         Tone{"8C1D18", "FCE8E6"},
		Grey:        Tone{"4A5563", "ECEFF3"},
	}
}

// tone returns the colours of a status.
func (t Theme) tone(s metric.Status) Tone {
	switch s {
	case metric.Green:
		return t.Green
	case metric.Amber:
		return t.Amber
	case metric.Red:
		return t.Red
	}
	return t.Grey
}

// shape returns the sign that stands before a status's word, so that its colour
// is never the only thing that tells it.
func shape(s metric.Status) string {
	switch s {
	case metric.Green:
		return "●"
	case metric.Amber:
		return "▲"
	case metric.Red:
		return "■"
	}
	return "–"
}

// Shares of a brand's colour in the tints that are made of it, the rest being white.
const (
	softShare   = 0.45 // earlier periods
	barShare    = 0.25 // bars behind numbers
	headerShare = 0.12 // the ground of headers
	leastRatio  = 4.5  // of contrast between a text and its ground
)

// branded returns the theme in a brand's colour, RRGGBB; a colour that can't be
// read is none. As a text stands on its own tint, a light colour is darkened.
func (t Theme) branded(colour string) Theme {
	colour = strings.TrimPrefix(colour, "#")
	c, err := strconv.ParseUint(colour, 16, 32)
	if err != nil || len(colour) != 6 {
		return t
	}
	own := rgb{float64(c >> 16), float64(c >> 8 & 0xFF), float64(c & 0xFF)}
	tint := own.mixed(headerShare, white)
	for own.contrast(tint) < leastRatio {
		own = own.mixed(0.95, rgb{})
	}
	t.Brand, t.BrandTint = own.hex(), tint.hex()
	t.BrandSoft, t.BrandBar = own.mixed(softShare, white).hex(), own.mixed(barShare, white).hex()
	return t
}

// rgb is a colour, each part from 0 to 255.
type rgb [3]float64

var white = rgb{255, 255, 255}

// mixed returns the colour with so much of it and the rest of another.
func (c rgb) mixed(share float64, other rgb) (out rgb) {
	for i := range c {
		out[i] = math.Round(c[i]*share + other[i]*(1-share))
	}
	return out
}

func (c rgb) hex() string {
	n := uint64(c[0])<<16 | uint64(c[1])<<8 | uint64(c[2])
	const digits = "0123456789ABCDEF"
	out := make([]byte, 6)
	for i := range out {
		out[i] = digits[n>>(20-4*i)&0xF]
	}
	return string(out)
}

// luminance is that of WCAG 2.2.
func (c rgb) luminance() float64 {
	linear := func(v float64) float64 {
		if v /= 255; v <= 0.04045 {
			return v / 12.92
		} else {
			return math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}

// contrast returns the ratio of contrast of two colours, from 1 to 21.
func (c rgb) contrast(other rgb) float64 {
	x, y := c.luminance(), other.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

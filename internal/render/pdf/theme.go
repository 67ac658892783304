package pdf

import (
	"slices"

	"compack/internal/document"
	"compack/internal/metric"
)

// Colour is an sRGB colour.
type Colour = document.Colour

// rgb returns the colour written as 0xRRGGBB.
func rgb(v uint32) Colour { return document.RGB(v) }

// Tone is the colour set of a status: Strong for shapes and bars, Tint for
// grounds, Text for words on the tint.
type Tone struct{ Strong, Tint, Text Colour }

// Style is how a text is set: Size and Leading are in points.
type Style struct {
	Face    Face
	Colour  Colour
	Size    float64
	Leading float64
}

// in returns the style in another colour.
func (s Style) in(c Colour) Style { s.Colour = c; return s }

// as returns the style in another face.
func (s Style) as(f Face) Style { s.Face = f; return s }

// lineHeight returns the leading in millimetres.
func (s Style) lineHeight() float64 { return s.Leading * point }

// point is the length of a typographic point in millimetres.
const point = 25.4 / 72

// Theme holds the tokens of a report's look. Lengths are in millimetres.
type Theme struct {
	PageWidth, PageHeight    float64
	Left, Right, Top, Bottom float64 // margins
	Gutter                   float64 // between two of the twelve columns
	Rhythm                   float64 // the unit of vertical space

	Ink, Muted, Brand, Hairline, Surface, White Colour
	Met, AtRisk, NotMet, NoData, Neutral        Tone
	Heat                                        [5]Colour // low to extreme
	Series                                      [5]Colour

	CoverTitle, CoverClient, Section, Sub, Minor, Lead, Body, Table, Head, Label, Caption, TileValue, TileWord Style

	TextColumns int // columns of the twelve that body text spans
	RowLines    int // lines that a table cell may take before it is cut
	WideLines   int // likewise in a column that holds prose
}

// DefaultTheme returns the look of a pack without a brand of its own, on A4.
func DefaultTheme() Theme {
	t := Theme{
		PageWidth: 210, PageHeight: 297,
		Left: 20, Right: 20, Top: 22, Bottom: 20,
		Gutter: 4, Rhythm: 4.5,
		Ink: rgb(0x17212E), Muted: rgb(0x566170), Brand: rgb(0x1F4E8C),
		Hairline: rgb(0xD5DBE3), Surface: rgb(0xF4F6F9), White: rgb(0xFFFFFF),
		Met:         Tone{rgb(0x1B7A4B), rgb(0xE3F3EA), rgb(0x14603A)},
		AtRisk:      Tone{rgb(0x9A6200), rgb(0xFFF2D9), rgb(0x7A4D00)},
		NotMet:      Tone{rgb(0xB3261E), rgb(0xFCE8E6), rgb(0x8C1D18)},
		NoData:      Tone{rgb(0x4A5563), rgb(0xECEFF3), rgb(0x4A5563)},
		Heat:        [5]Colour{rgb(0xE3F3EA), rgb(0xFFF2D9), rgb(0xFBD38D), rgb(0xEE8A5A), rgb(0xB3261E)},
		Series:      [5]Colour{rgb(0x1F4E8C), rgb(0xE08A00), rgb(0x4FA3A5), rgb(0x8C5FBF), rgb(0x8B96A5)},
		TextColumns: 9, RowLines: 3, WideLines: 12,
	}
	t.Neutral = Tone{t.Brand, t.Surface, t.Ink}
	style := func(f Face, size, leading float64) Style { return Style{f, t.Ink, size, leading} }
	t.CoverTitle = style(Bold, 30, 36)
	t.CoverClient = style(SemiBold, 20, 26)
	t.Section = style(Bold, 18, 24)
	t.Sub = style(SemiBold, 12.5, 17)
	t.Minor = style(SemiBold, 10.5, 14)
	t.Lead = style(Regular, 11.5, 16)
	t.Body = style(Regular, 9.5, 13.5)
	t.Table = style(Regular, 8, 11)
	t.Head = style(SemiBold, 8, 11)
	t.Label = style(Regular, 8, 10.5).in(t.Muted)
	t.Caption = style(Regular, 7.5, 10).in(t.Muted)
	t.TileValue = style(Bold, 20, 24)
	t.TileWord = style(SemiBold, 11.5, 14).in(t.NoData.Strong)
	return t
}

// on returns the theme on a paper: a theme of another size of its own stays so where
// the document asks for none.
func (t Theme) on(paper string) Theme {
	switch paper {
	case document.A4:
		t.PageWidth, t.PageHeight = 210, 297
	case document.Letter:
		t.PageWidth, t.PageHeight = 215.9, 279.4
	}
	return t
}

// branded returns the theme in a brand's colour, darkened until it can be read. Series
// in a chart keep apart from it.
func (t Theme) branded(c Colour) Theme {
	c = c.Readable()
	apart := []Colour{c}
	for _, far := range []float64{100, 60} { // as far as there are enough
		for _, s := range append(t.Series[:], DefaultTheme().Brand) {
			if len(apart) < len(t.Series) && s.Distance(c) > far && !slices.Contains(apart, s) {
				apart = append(apart, s)
			}
		}
	}
	t.Brand, t.Neutral.Strong = c, c
	copy(t.Series[:], apart)
	return t
}

// turned returns the theme on the same paper in landscape. Lines of text keep their
// length.
func (t Theme) turned() Theme {
	length := t.textWidth()
	t.PageWidth, t.PageHeight = t.PageHeight, t.PageWidth
	for t.TextColumns > 1 && t.textWidth() > length+1 {
		t.TextColumns--
	}
	return t
}

// within returns the theme of a part of a page that is as wide as given: it has twelve
// columns of its own.
func (t Theme) within(width float64) Theme {
	length := t.textWidth()
	t.PageWidth = t.Left + width + t.Right
	for t.TextColumns = 12; t.TextColumns > 1 && t.textWidth() > length; {
		t.TextColumns--
	}
	return t
}

// square returns the side of the square that the paper fits on upright and turned.
func (t Theme) square() float64 { return max(t.PageWidth, t.PageHeight) }

// inkOn returns the colour of the theme in which text reads best on a ground.
func (t Theme) inkOn(ground Colour) Colour {
	if t.White.Contrast(ground) > t.Ink.Contrast(ground) {
		return t.White
	}
	return t.Ink
}

// width returns the width of the text area.
func (t Theme) width() float64 { return t.PageWidth - t.Left - t.Right }

// height returns the height of the text area.
func (t Theme) height() float64 { return t.PageHeight - t.Top - t.Bottom }

// span returns the width of n of the twelve columns with the gutters between.
func (t Theme) span(n int) float64 {
	column := (t.width() - 11*t.Gutter) / 12
	return float64(n)*column + float64(n-1)*t.Gutter
}

// textWidth returns the width that body text spans.
func (t Theme) textWidth() float64 { return t.span(t.TextColumns) }

// tone returns a status's colours.
func (t Theme) tone(s metric.Status) Tone {
	switch s {
	case metric.Green:
		return t.Met
	case metric.Amber:
		return t.AtRisk
	case metric.Red:
		return t.NotMet
	case metric.NotAvailable:
		return t.NoData
	}
	return t.Neutral
}

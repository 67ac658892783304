package xlsx

import "compack/internal/metric"

// Theme holds the colours and the font of a workbook. Colours are RRGGBB.
type Theme struct {
	Font  string // one that readers have
	Ink   string // text
	Muted string // labels and notes

	Brand     string // titles, header text, bars, the Summary tab
	BrandTint string // the ground of headers
	BrandSoft string // earlier periods
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

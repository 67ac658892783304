package xlsx

import (
	"strings"

	"compack/internal/document"
	"compack/internal/locale"
)

// Sizes of type in points.
const (
	sizeCount   = 20
	sizeTitle   = 18
	sizeSection = 13
	sizeBody    = 10
	sizeNote    = 9
)

// style is how a cell looks.
type style struct {
	size   float64 // 0 means sizeBody
	bold   bool
	color  string // "" means ink
	fill   string
	rule   string // colour of the rule below
	heavy  bool   // the rule is one of a header
	boxed  bool   // the rule goes around the cell, for what is written by hand
	align  string // horizontal; "" leaves it to the value's type
	indent int
	wrap   bool
	middle bool   // between the top and the bottom
	format string // number format
}

// The styles that several sheets share.
func (t Theme) header() style {
	return style{bold: true, color: t.Brand, fill: t.BrandTint, rule: t.Brand, heavy: true, wrap: true}
}
func (t Theme) derivedHeader() style {
	return style{bold: true, color: t.Derived, fill: t.DerivedTint, rule: t.Derived, heavy: true, wrap: true}
}
func (t Theme) originHeader() style {
	return style{bold: true, color: t.Muted, fill: t.Surface, rule: t.Evidence, heavy: true, wrap: true}
}
func (t Theme) body() style { return style{rule: t.Hairline} }
func (t Theme) note() style { return style{size: sizeNote, color: t.Muted, wrap: true} }

// filterIndent is what a filter button takes of a header's width.
const filterIndent = 2

// clearRight returns s set to the right, clear of the filter button that stands
// in the corner of a table's header.
func clearRight(s style) style {
	s.align, s.indent = "right", filterIndent
	return s
}

// id returns the number of a style, which is made when it is first asked for.
func (b *book) id(s style) int {
	if id, ok := b.styles.numbers[s]; ok {
		return id
	}
	look := s
	if look.size == 0 {
		look.size = sizeBody
	}
	if look.color == "" {
		look.color = b.theme.Ink
	}
	id := b.styles.add(look, b.theme.Font)
	b.styles.numbers[s] = id
	return id
}

// styled returns the look of a document's cell on top of s: its number format,
// its alignment and, for a status, its colours.
func (b *book) styled(c document.Cell, s style) style {
	s.format = b.numberFormat(c)
	switch {
	case c.Kind == document.Status:
		tone := b.theme.tone(c.Status)
		s.color, s.fill, s.bold = tone.Text, tone.Tint, true
		s.format = shapeFormat(shape(c.Status))
	case c.Kind == document.Missing:
		s.color, s.align = b.theme.Muted, "right"
		if b.noValue != "" {
			s.format = withText("", b.noValue)
		}
	case c.Kind == document.Date || c.Kind == document.Moment:
		s.align = "left"
	case c.IsNumeric():
		s.align = "right"
	}
	return s
}

// The number formats of days, and of the time that moments have behind the day.
const (
	dateFormat  = "yyyy-mm-dd"
	clockFormat = " hh:mm"
)

// dayFormat returns the number format of days as the locale writes them.
func dayFormat(l *locale.Locale) string {
	if l == nil || l.Date == "" {
		return dateFormat
	}
	format := ""
	for rest := l.Date; rest != ""; {
		next := strings.IndexByte(rest, '{')
		if next < 0 {
			next = len(rest)
		}
		for _, r := range rest[:next] {
			format += `\` + string(r)
		}
		field, after, closed := strings.Cut(rest[next:], "}")
		code, known := dayCodes[field]
		if next < len(rest) && (!closed || !known) {
			return dateFormat
		}
		format, rest = format+code, after
	}
	return format
}

// dayCodes are what number formats have for the parts of a locale's days.
var dayCodes = map[string]string{"{day": "dd", "{d": "d", "{month": "mm", "{m": "m", "{year": "yyyy"}

// withText makes a number format show another text in place of any that the cell
// holds.
func withText(format, text string) string {
	sections := strings.Split(format, ";")
	switch len(sections) {
	case 1:
		if format == "" {
			format = "General"
		}
		return format + ";" + format + ";" + format + ";" + quoted(text)
	case 2:
		return format + ";" + sections[0] + ";" + quoted(text)
	}
	return format + ";" + quoted(text)
}

// numberLook is what makes number formats differ.
type numberLook struct {
	kind   document.Kind
	places int
	unit   string
	signed bool
}

// numberFormat returns the Excel number format that shows the cell as
// [document.Cell.String] does.
func (b *book) numberFormat(c document.Cell) string {
	switch c.Kind {
	case document.Date:
		return b.dayFormat
	case document.Moment:
		return b.dayFormat + clockFormat
	case document.Integer, document.Number, document.Percent:
	default:
		return ""
	}
	look := numberLook{c.Kind, c.Places, c.Unit, c.Signed}
	format, known := b.numberFormats[look]
	if !known {
		format = look.format()
		b.numberFormats[look] = format
	}
	return format
}

func (l numberLook) format() string {
	digits := "#,##0"
	if l.kind == document.Percent {
		digits = "0"
	}
	if l.places > 0 {
		digits += "." + strings.Repeat("0", l.places)
	}
	switch {
	case l.kind == document.Percent:
		digits += `\ %`
	case l.unit != "":
		digits += quoted(" " + l.unit)
	}
	minus := quoted("\u2212") + digits
	if l.signed {
		return "+" + digits + ";" + minus + ";" + digits
	}
	return digits + ";" + minus
}

// quoted returns s as a literal of a number format, which takes 255 characters for up to
// four of them. It can hold no quotes and no second line.
func quoted(s string) string {
	const room = 45
	return `"` + cut(literals.Replace(clean(s)), room, "…") + `"`
}

var literals = strings.NewReplacer(`"`, "", "\n", " ", "\t", " ")

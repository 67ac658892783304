package fill

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/locale"
	"compack/internal/metric"
)

// fieldCell returns a record's value. Decimals are numbers here, since a form may
// work on with them.
func fieldCell(c *dataset.Column, row int, l *locale.Locale) document.Cell {
	if c == nil || row >= c.Len() {
		return document.Cell{}
	}
	if c.Field.Type == dataset.Decimal && !c.IsEmpty(row) {
		_, decimals, _ := strings.Cut(c.Text(row), ".")
		if v := metric.Written(c.Decimal(row)); v.Defined() {
			return document.Cell{Kind: document.Number, Value: v, Places: len(decimals)}
		}
	}
	return document.Value(l, c, row)
}

// firstSerial is the earliest day on which Excel's calendar and ours agree, 1 March
// 1900; epoch1904 is how much later a workbook of the 1904 system starts counting.
const (
	firstSerial = 61
	epoch1904   = 1462
)

// put appends a cell of a sheet with a value. A style that has no number format of
// its own gets one that shows the value.
func (f *filling) put(dst []byte, at string, style int, c document.Cell) []byte {
	number := func(v float64, format string) []byte {
		if format != "" {
			style = f.styles.fit(style, format)
		}
		dst = appendStart(dst, at, style, "")
		dst = append(dst, "><v>"...)
		dst = strconv.AppendFloat(dst, v, 'f', -1, 64)
		return append(dst, "</v></c>"...)
	}
	switch c.Kind {
	case document.Empty:
		return append(appendStart(dst, at, style, ""), "/>"...)
	case document.Integer, document.Number, document.Percent:
		if c.Value.Defined() {
			return number(c.Value.Float(), numberFormat(c))
		}
	case document.Date:
		if day := c.Date.Excel(); day >= firstSerial {
			return number(float64(day-f.epoch()), "yyyy-mm-dd")
		}
	case document.Moment:
		if c.Moment.Date().Excel() >= firstSerial {
			return number(c.Moment.Excel()-float64(f.epoch()), "yyyy-mm-dd hh:mm")
		}
	}
	dst = append(appendStart(dst, at, style, "inlineStr"), `><is><t xml:space="preserve">`...)
	dst = appendEscaped(dst, literal(c.In(f.doc.Locale)))
	return append(dst, "</t></is></c>"...)
}

func (f *filling) epoch() int {
	if f.t.is1904 {
		return epoch1904
	}
	return 0
}

func appendStart(dst []byte, at string, style int, kind string) []byte {
	dst = fmt.Appendf(dst, `<c r="%s"`, at)
	if style > 0 {
		dst = fmt.Appendf(dst, ` s="%d"`, style)
	}
	if kind != "" {
		dst = fmt.Appendf(dst, ` t="%s"`, kind)
	}
	return dst
}

// numberFormat returns the format that shows a figure as packs do; none is needed for
// what is shown well without.
func numberFormat(c document.Cell) string {
	decimals := ""
	if c.Places > 0 {
		decimals = "." + strings.Repeat("0", c.Places)
	}
	switch c.Kind {
	case document.Percent:
		return "0" + decimals + "%"
	case document.Integer:
		return ""
	}
	return "#,##0" + decimals
}

// maxText is how many UTF-16 units a cell can hold.
const maxText = 32767

// characterNumber is what a spreadsheet program takes for the number of a character.
var characterNumber = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// literal returns a text as a cell holds it: what would be read as a character's
// number is marked as meant, and what doesn't fit is cut off with a sign.
func literal(s string) string {
	s = characterNumber.ReplaceAllString(s, "_x005F_$1")
	if units := utf16.Encode([]rune(s)); len(s) > maxText && len(units) > maxText {
		s = strings.ToValidUTF8(string(utf16.Decode(units[:maxText-1])), "") + "\u2026"
	}
	return s
}

// meant is the opposite of literal for texts of a template.
func meant(s string) string {
	return numbered.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 16)
		if err != nil {
			return m
		}
		return string(rune(n))
	})
}

var numbered = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

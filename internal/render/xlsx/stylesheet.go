package xlsx

import (
	"encoding/xml"
	"fmt"
	"strconv"
)

// styleSheet numbers the looks of cells.
type styleSheet struct {
	numbers                                           map[style]int
	formats, fonts, fills, borders, looks, conditions elements
}

// elements are distinct elements of XML, numbered in their order.
type elements struct {
	numbers map[string]int
	xml     []byte
}

// add returns the number of an element, from 0.
func (e *elements) add(xml string) int {
	n, known := e.numbers[xml]
	if !known {
		if e.numbers == nil {
			e.numbers = map[string]int{}
		}
		n = len(e.numbers)
		e.numbers[xml] = n
		e.xml = append(e.xml, xml...)
	}
	return n
}

// What workbooks have before the elements of ours. Numbers of formats below belong to
// programs.
const (
	firstFormat = 300
	firstFont   = 1
	firstFill   = 2
	firstBorder = 1
	firstLook   = 1
)

// add returns the number of a look, whose size and colour are given, in a font.
func (s *styleSheet) add(look style, font string) int {
	format, fill, border := 0, 0, 0
	if look.format != "" {
		format = s.format(look.format)
	}
	if look.fill != "" {
		fill = firstFill + s.fills.add(`<fill><patternFill patternType="solid"><fgColor rgb="FF`+look.fill+`"/></patternFill></fill>`)
	}
	if look.rule != "" {
		border = firstBorder + s.borders.add(look.border())
	}
	return firstLook + s.looks.add(fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0"%s applyFont="true"%s%s applyAlignment="true">%s</xf>`,
		format, firstFont+s.fonts.add(look.font(font)), fill, border,
		applied("NumberFormat", format), applied("Fill", fill), applied("Border", border), look.alignment()))
}

// addCondition returns the number of a look that a condition gives.
func (s *styleSheet) addCondition(t tint) int {
	bold, format := "", ""
	if !t.plain {
		bold = `<b val="1"/>`
	}
	if t.shape != "" {
		code := shapeFormat(t.shape)
		format = fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, s.format(code), appendEscaped(nil, code))
	}
	return s.conditions.add("<dxf><font>" + bold + `<color rgb="FF` + t.tone.Text + `"/></font>` + format +
		`<fill><patternFill patternType="solid"><bgColor rgb="FF` + t.tone.Tint + `"/></patternFill></fill></dxf>`)
}

// format returns the number of a number format, whose element has that number in it.
func (s *styleSheet) format(code string) int {
	return firstFormat + s.formats.add(string(appendEscaped(nil, code)))
}

// applied says that a look has something of its own.
func applied(what string, number int) string {
	if number == 0 {
		return ""
	}
	return " apply" + what + `="true"`
}

func (s style) font(name string) string {
	bold := ""
	if s.bold {
		bold = `<b val="1"/>`
	}
	return "<font>" + bold + `<sz val="` + strconv.FormatFloat(s.size, 'f', -1, 64) + `"/><color rgb="FF` + s.color + `"/><name val="` +
		string(appendEscaped(nil, name)) + `"/><family val="2"/></font>`
}

func (s style) border() string {
	side := func(name, line string) string {
		return "<" + name + ` style="` + line + `"><color rgb="FF` + s.rule + `"/></` + name + ">"
	}
	line, around, above := "thin", "", ""
	if s.heavy {
		line = "medium"
	}
	if s.boxed {
		around, above = side("left", "thin")+side("right", "thin"), side("top", "thin")
	}
	return "<border>" + around + above + side("bottom", line) + "</border>"
}

func (s style) alignment() string {
	attr := ""
	if s.align != "" {
		attr += ` horizontal="` + s.align + `"`
	}
	if s.indent > 0 {
		attr += ` indent="` + strconv.Itoa(s.indent) + `"`
	}
	vertical := "top"
	if s.middle {
		vertical = "center"
	}
	attr += ` vertical="` + vertical + `"`
	if s.wrap {
		attr += ` wrapText="true"`
	}
	return "<alignment" + attr + "/>"
}

// xml returns the part of the looks, for which the font is that of cells without one.
func (s *styleSheet) xml(font string) []byte {
	dst := append([]byte(xml.Header), `<styleSheet xmlns="`+mainSpace+`">`...)
	dst = s.appendFormats(dst)
	for _, list := range []struct {
		name, before string // what stands before the elements of ours
		first        int
		ours         elements
		after        string
	}{
		{"fonts", `<font><sz val="11"/><color theme="1"/><name val="` + string(appendEscaped(nil, font)) + `"/><family val="2"/></font>`, firstFont, s.fonts, ""},
		{"fills", `<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>`, firstFill, s.fills, ""},
		{"borders", `<border><left/><right/><top/><bottom/><diagonal/></border>`, firstBorder, s.borders, `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`},
		{"cellXfs", `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`, firstLook, s.looks, `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0" customBuiltin="true"/></cellStyles>`},
		{"dxfs", "", 0, s.conditions, `<tableStyles count="0" defaultPivotStyle="PivotStyleLight16" defaultTableStyle="TableStyleMedium2"/>`},
	} {
		dst = fmt.Appendf(dst, `<%s count="%d">%s%s</%[1]s>%[5]s`, list.name, list.first+len(list.ours.numbers), list.before, list.ours.xml, list.after)
	}
	return append(dst, "</styleSheet>"...)
}

// appendFormats appends the number formats.
func (s *styleSheet) appendFormats(dst []byte) []byte {
	codes := make([]string, len(s.formats.numbers))
	for code, n := range s.formats.numbers {
		codes[n] = code
	}
	if len(codes) == 0 {
		return dst
	}
	dst = fmt.Appendf(dst, `<numFmts count="%d">`, len(codes))
	for n, code := range codes {
		dst = fmt.Appendf(dst, `<numFmt numFmtId="%d" formatCode="%s"/>`, firstFormat+n, code)
	}
	return append(dst, "</numFmts>"...)
}

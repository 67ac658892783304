package xlsx

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

// partStyles holds the looks of cells.
const partStyles = "xl/styles.xml"

// styleSheet numbers the looks of cells. The library would compare each look with all
// before it, in each workbook anew; what else it has to say of styles stays its own.
type styleSheet struct {
	numbers                               map[style]int
	formats, fonts, fills, borders, looks elements
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

// What workbooks have before the elements of ours.
const (
	firstFormat = 300 // numbers below belong to programs and to the library
	firstFont   = 1
	firstFill   = 2
	firstBorder = 1
	firstLook   = 1
)

// add returns the number of a look, whose size and colour are given, in a font.
func (s *styleSheet) add(look style, font string) int {
	format, fill, border := 0, 0, 0
	if look.format != "" {
		code := string(appendEscaped(nil, look.format))
		format = firstFormat + s.formats.add(code) // whose element has its number in it
	}
	if look.fill != "" {
		fill = firstFill + s.fills.add(`<fill><patternFill patternType="solid"><fgColor rgb="FF`+look.fill+`"></fgColor></patternFill></fill>`)
	}
	if look.rule != "" {
		border = firstBorder + s.borders.add(look.border())
	}
	return firstLook + s.looks.add(fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0"%s applyFont="true"%s%s applyAlignment="true">%s</xf>`,
		format, firstFont+s.fonts.add(look.font(font)), fill, border,
		applied("NumberFormat", format), applied("Fill", fill), applied("Border", border), look.alignment()))
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
		bold = `<b val="1"></b>`
	}
	return "<font>" + bold + `<sz val="` + strconv.FormatFloat(s.size, 'f', -1, 64) + `"></sz><color rgb="FF` + s.color + `"></color><name val="` +
		string(appendEscaped(nil, name)) + `"></name><family val="2"></family></font>`
}

func (s style) border() string {
	side := func(name, line string) string {
		return "<" + name + ` style="` + line + `"><color rgb="FF` + s.rule + `"></color></` + name + ">"
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
	return "<alignment" + attr + "></alignment>"
}

// into puts the looks into what the library says of styles.
func (s *styleSheet) into(content []byte) ([]byte, error) {
	for _, part := range []struct {
		name  string
		first int
		ours  elements
	}{{"fonts", firstFont, s.fonts}, {"fills", firstFill, s.fills}, {"borders", firstBorder, s.borders}, {"cellXfs", firstLook, s.looks}} {
		before, rest, opened := bytes.Cut(content, []byte("<"+part.name+" "))
		_, rest, named := bytes.Cut(rest, []byte(">"))
		theirs, after, closed := bytes.Cut(rest, []byte("</"+part.name+">"))
		if !opened || !named || !closed {
			return nil, fmt.Errorf("the library wrote no %s", part.name)
		}
		content = fmt.Appendf(slices.Clip(before), `<%s count="%d">%s%s</%[1]s>%[5]s`, part.name, part.first+len(part.ours.numbers), theirs, part.ours.xml, after)
	}
	at := bytes.Index(content, []byte("<fonts "))
	return slices.Concat(content[:at], s.numberFormats(), content[at:]), nil
}

// numberFormats writes the number formats.
func (s *styleSheet) numberFormats() []byte {
	codes := make([]string, len(s.formats.numbers))
	for code, n := range s.formats.numbers {
		codes[n] = code
	}
	if len(codes) == 0 {
		return nil
	}
	dst := fmt.Appendf(nil, `<numFmts count="%d">`, len(codes))
	for n, code := range codes {
		dst = fmt.Appendf(dst, `<numFmt numFmtId="%d" formatCode="%s"></numFmt>`, firstFormat+n, code)
	}
	return append(dst, "</numFmts>"...)
}

package xlsx

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Namespaces of parts, and of kinds of relations between them.
const (
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006/"
)

// Where the parts are that other parts name.
const (
	partTypes    = "[Content_Types].xml"
	partRoot     = "_rels/.rels"
	partWorkbook = "xl/workbook.xml"
	partStyles   = "xl/styles.xml"
	partTheme    = "xl/theme/theme1.xml"
)

// onePart is a part of a workbook.
type onePart struct {
	name    string
	kind    string // type of its content; "" where its extension tells it
	content []byte
	sheet   *sheet // what is written in place of content
}

// parts are a workbook's parts.
type parts []onePart

func (p *parts) add(name, kind string, content []byte) {
	*p = append(*p, onePart{name: name, kind: kind, content: content})
}

// Types of the content of parts.
const (
	officeKind = "application/vnd.openxmlformats-officedocument."
	sheetsKind = officeKind + "spreadsheetml."
)

// parts returns the parts in the order in which they are written: first those that
// programs guess a file's type by, the others by their names.
func (b *book) parts() (parts, error) {
	m, err := b.theme.mould()
	if err != nil {
		return nil, err
	}
	var p parts
	p.add("docProps/app.xml", officeKind+"extended-properties+xml", b.appProperties())
	p.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", b.coreProperties())
	p.add(partWorkbook, sheetsKind+"sheet.main+xml", b.workbook())
	p.add(partStyles, sheetsKind+"styles+xml", b.styles.xml(b.theme.Font))
	p.add(partTheme, officeKind+"theme+xml", m.theme)
	var relations relations
	for _, s := range b.sheets {
		if err := s.check(); err != nil {
			return nil, err
		}
		relations = append(relations, relation{"worksheet", strings.TrimPrefix(s.part(), "xl/")})
		s.addParts(&p, m)
	}
	relations = append(relations, relation{"styles", "styles.xml"}, relation{"theme", "theme/theme1.xml"})
	p.add("xl/_rels/workbook.xml.rels", "", relations.xml())
	slices.SortFunc(p, func(a, b onePart) int { return cmp.Compare(a.name, b.name) })
	return slices.Concat(parts{{name: partTypes, content: p.types()}, {name: partRoot, content: rootRelations}}, p), nil
}

// part returns the name of a sheet's part.
func (s *sheet) part() string { return "xl/worksheets/sheet" + strconv.Itoa(s.id) + ".xml" }

// addParts adds a sheet with what it needs: the Summary its drawing, others a table.
func (s *sheet) addParts(p *parts, m *mould) {
	*p = append(*p, onePart{name: s.part(), kind: sheetsKind + "worksheet+xml", sheet: s})
	var needs relation
	switch {
	case s.drawing != nil:
		needs = relation{"drawing", "../drawings/drawing1.xml"}
		s.drawing.addParts(p, m)
	case s.table != nil:
		name := "tables/table" + strconv.Itoa(s.table.id) + ".xml"
		needs = relation{"table", "../" + name}
		p.add("xl/"+name, sheetsKind+"table+xml", s.table.xml())
	default:
		return
	}
	p.add("xl/worksheets/_rels/sheet"+strconv.Itoa(s.id)+".xml.rels", "", relations{needs}.xml())
}

// types returns the list of what each part is.
func (p parts) types() []byte {
	dst := append([]byte(xml.Header), `<Types xmlns="`+packageSpace+`content-types"><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/>`+
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`...)
	for _, one := range p {
		if one.kind != "" {
			dst = appendAll(dst, `<Override PartName="/`, one.name, `" ContentType="`, one.kind, `"/>`)
		}
	}
	return append(dst, "</Types>"...)
}

// relation leads from one part to another.
type relation struct{ kind, target string }

// relations are those of one part; the first has the name firstRelation and so on.
type relations []relation

const firstRelation = "rId1"

func (r relations) xml() []byte {
	dst := append([]byte(xml.Header), `<Relationships xmlns="`+packageSpace+`relationships">`...)
	for i, one := range r {
		dst = appendAll(dst, `<Relationship Id="rId`, strconv.Itoa(i+1), `" Target="`, one.target, `" Type="`+relationSpace+"/", one.kind, `"/>`)
	}
	return append(dst, "</Relationships>"...)
}

// rootRelations lead from the file to the workbook and its properties.
var rootRelations = []byte(xml.Header + `<Relationships xmlns="` + packageSpace + `relationships"><Relationship Id="rId1" Target="` + partWorkbook + `" Type="` + relationSpace + `/officeDocument"/>` +
	`<Relationship Id="rId2" Target="docProps/core.xml" Type="` + packageSpace + `relationships/metadata/core-properties"/>` +
	`<Relationship Id="rId3" Target="docProps/app.xml" Type="` + relationSpace + `/extended-properties"/></Relationships>`)

// workbook returns the part that lists the sheets and the defined names. A program that
// opens the file must show what the formulas give, not what they gave.
func (b *book) workbook() []byte {
	dst := append([]byte(xml.Header), `<workbook xmlns="`+mainSpace+`" xmlns:r="`+relationSpace+`"><fileVersion appName="xl" lastEdited="6" lowestEdited="6" rupBuild="14420"/>`+
		`<workbookPr filterPrivacy="true" defaultThemeVersion="164011"/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="14805" windowHeight="8010"/></bookViews><sheets>`...)
	for _, s := range b.sheets {
		dst = appendEscaped(append(dst, `<sheet name="`...), s.name)
		dst = fmt.Appendf(dst, `" sheetId="%d" r:id="rId%[1]d"/>`, s.id)
	}
	dst = append(dst, "</sheets>"...)
	if len(b.definitions.xml) > 0 {
		dst = append(append(dst, "<definedNames>"...), b.definitions.xml...)
		dst = append(dst, "</definedNames>"...)
	}
	dst = append(dst, `<calcPr calcId="122211"`...)
	if b.isPack {
		dst = append(dst, ` fullCalcOnLoad="true"`...)
	}
	return append(dst, "/></workbook>"...)
}

package xlsx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"compack/internal/document"
)

// drawing is what is drawn over the cells of the Summary.
type drawing struct {
	plots []plot
	logo  *document.Image
}

// Names of the parts of a drawing.
func partChart(n int) string { return "xl/charts/chart" + strconv.Itoa(n) + ".xml" }

const partDrawing = "xl/drawings/drawing1.xml"

// addParts adds the drawing with its charts and its picture.
func (d *drawing) addParts(p *parts, m *mould) {
	var needs relations
	dst := append([]byte(xml.Header), `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="`+relationSpace+`">`...)
	for i, one := range d.plots {
		name := partChart(i + 1)
		p.add(name, officeKind+"drawingml.chart+xml", m.charts[one.kind].fill(clean(one.title), one.series, one.cats, one.vals))
		needs = append(needs, relation{"chart", strings.Replace(name, "xl", "..", 1)})
		dst = one.box().append(dst, len(needs), one.title, one.alt, `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>%s<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`+
			`<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="`+chartSpace+`"><c:chart xmlns:c="`+chartSpace+`" r:id="%s"/></a:graphicData></a:graphic></xdr:graphicFrame>`)
	}
	if d.logo != nil {
		name := "media/image1." + d.logo.Format
		p.add("xl/"+name, "", d.logo.Content)
		needs = append(needs, relation{"image", "../" + name})
		box := logoBox(d.logo)
		dst = box.append(dst, len(needs), d.logo.Alt, d.logo.Alt, `<xdr:pic><xdr:nvPicPr>%s<xdr:cNvPicPr><a:picLocks/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>`+
			`<xdr:spPr><a:xfrm><a:off x="0" y="0"/>`+box.extent("a")+`</a:xfrm><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic>`)
	}
	p.add(partDrawing, officeKind+"drawing+xml", append(dst, "</xdr:wsDr>"...))
	p.add("xl/drawings/_rels/drawing1.xml.rels", "", needs.xml())
}

const chartSpace = "http://schemas.openxmlformats.org/drawingml/2006/chart"

// box is where something is drawn: its first cell, what it stands apart from that
// cell's corner and its size, in pixels.
type box struct {
	col, row      int
	right, down   int
	width, height int
}

// pixel is one of 96 to the inch, as drawings measure.
const pixel = 9525

// Characters of a name, and of what a thing shows in words, of which programs are sure to
// take all.
const (
	mostName = 255
	mostAlt  = 1000
)

// append appends what is drawn: the n-th thing, its name, what it shows in words, and its
// XML with the places of its name and of its relation.
func (b box) append(dst []byte, n int, name, alt, content string) []byte {
	name, alt = cut(clean(name), mostName, "…"), cut(clean(alt), mostAlt, "…")
	dst = fmt.Appendf(dst, `<xdr:oneCellAnchor><xdr:from><xdr:col>%d</xdr:col><xdr:colOff>%d</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff></xdr:from>%s`,
		b.col-1, b.right*pixel, b.row-1, b.down*pixel, b.extent("xdr"))
	properties := fmt.Sprintf(`<xdr:cNvPr id="%d" name="%s" descr="%s"/>`, n+1, appendEscaped(nil, name), appendEscaped(nil, alt))
	dst = fmt.Appendf(dst, content, properties, "rId"+strconv.Itoa(n))
	return append(dst, `<xdr:clientData/></xdr:oneCellAnchor>`...)
}

// extent says how large the box is.
func (b box) extent(space string) string {
	return fmt.Sprintf(`<%s:ext cx="%d" cy="%d"/>`, space, b.width*pixel, b.height*pixel)
}

// The room that a logo has in the Summary's head, in pixels: beside the title and
// above the facts, in the last column.
const (
	logoHeight = 72
	logoWidth  = 240
	logoMargin = 6
)

// logoBox places the vendor's logo at the head's right.
func logoBox(logo *document.Image) box {
	scale := min(float64(logoWidth)/float64(logo.Width), float64(logoHeight)/float64(logo.Height))
	width, height := int(float64(logo.Width)*scale), int(float64(logo.Height)*scale)
	right := int(summaryWidths[colDefinition-1])*7 + 5 - logoMargin - width
	return box{col: colDefinition, row: 1, right: max(right, 0), down: 4, width: width, height: height}
}

package xlsx

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// sparkline is a small trend: the cell it is drawn in and the values it draws.
type sparkline struct{ cell, values string }

const (
	sparklineURI   = "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"
	sparklineSpace = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
	formulaSpace   = "http://schemas.microsoft.com/office/excel/2006/main"
)

// sparklineXML returns the extension of a sheet that draws trends as columns from
// zero, the present period in brand and earlier ones in its tint.
func sparklineXML(t Theme, sparks []sparkline) string {
	if len(sparks) == 0 {
		return ""
	}
	var s strings.Builder
	fmt.Fprintf(&s, `<ext xmlns:x14="%s" uri="%s"><x14:sparklineGroups xmlns:xm="%s">`, sparklineSpace, sparklineURI, formulaSpace)
	s.WriteString(`<x14:sparklineGroup manualMin="0" type="column" displayEmptyCellsAs="gap" last="1" minAxisType="custom">`)
	for _, c := range []struct{ name, color string }{
		{"Series", t.BrandSoft}, {"Negative", t.BrandSoft}, {"Axis", t.Hairline}, {"Markers", t.BrandSoft},
		{"First", t.BrandSoft}, {"Last", t.Brand}, {"High", t.BrandSoft}, {"Low", t.BrandSoft},
	} {
		fmt.Fprintf(&s, `<x14:color%s rgb="FF%s"/>`, c.name, c.color)
	}
	s.WriteString(`<x14:sparklines>`)
	for _, p := range sparks {
		s.WriteString(`<x14:sparkline><xm:f>`)
		xml.EscapeText(&s, []byte(p.values)) // a strings.Builder never fails
		s.WriteString(`</xm:f><xm:sqref>` + p.cell + `</xm:sqref></x14:sparkline>`)
	}
	s.WriteString(`</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>`)
	return s.String()
}

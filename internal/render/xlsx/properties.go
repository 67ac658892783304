package xlsx

import (
	"encoding/xml"
	"strings"
	"time"
)

// coreProperties returns what a file manager shows. The dates come from the document,
// never from a clock.
func (b *book) coreProperties() []byte {
	d, created := b.doc, b.doc.AsOf.Time().Format(time.RFC3339)
	dst := append([]byte(xml.Header), `<coreProperties xmlns="`+packageSpace+`metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`...)
	for _, p := range []struct{ name, attr, text string }{
		{"dc:title", "", d.Title},
		{"dc:subject", "", d.Client.Name + ", " + d.Period.Label},
		{"dc:creator", "", d.Vendor.Name},
		{"keywords", "", strings.Join([]string{d.Client.Name, d.Period.Label, d.Pack}, ", ")},
		{"lastModifiedBy", "", d.Vendor.Name},
		{"dc:language", "", d.Locale.Tag()},
		{"dc:identifier", "", d.Digest},
		{"dcterms:created", ` xsi:type="dcterms:W3CDTF"`, created},
		{"dcterms:modified", ` xsi:type="dcterms:W3CDTF"`, created},
		{"category", "", d.Classification},
	} {
		if p.text != "" {
			dst = appendEscaped(appendAll(dst, "<", p.name, p.attr, ">"), clean(p.text))
			dst = appendAll(dst, "</", p.name, ">")
		}
	}
	return append(dst, "</coreProperties>"...)
}

// appProperties returns who made the file with what.
func (b *book) appProperties() []byte {
	dst := append([]byte(xml.Header), `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">`...)
	if name := b.doc.Vendor.Name; name != "" {
		dst = append(appendEscaped(append(dst, "<Company>"...), clean(name)), "</Company>"...)
	}
	return append(dst, "<Application>compack</Application></Properties>"...)
}

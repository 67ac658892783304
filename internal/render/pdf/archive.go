package pdf

import (
	"fmt"
	"html"
	"strings"
)

// A file is an archive after ISO 19005-3 (PDF/A-3), level U, when it has all that it
// needs in itself: its fonts, which the writer embeds, which characters their codes
// are, what its colours are, and a description that machines read. Level U promises
// that pages look the same in decades and that their text can be found; tags, which
// level A asks for, it has none.
const (
	archivePart  = 3
	archiveLevel = "U"
)

// outputIntent writes that the colours of the file are those of sRGB, and the profile
// that says which those are.
func (f *finishing) outputIntent() string {
	profile := f.add(stream("/N 3", srgb()))
	return fmt.Sprintf("/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (%s) /RegistryName (http://www.color.org) /Info (%s) /DestOutputProfile %d 0 R>>]",
		srgbName, srgbName, profile)
}

// stream writes a stream as it is; keys are what its dictionary holds besides.
func stream(keys string, content []byte) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", keys, len(content), content)
}

// metadata writes the description of the file and returns its number. It says what
// the properties say, and of which kind of archive the file is.
func (f *finishing) metadata() int {
	return f.add(stream("/Type /Metadata /Subtype /XML", []byte(f.xmp())))
}

// xmp writes the description in the form of ISO 16684-1.
func (f *finishing) xmp() string {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` + "\n")
	put := func(name, form, value string) {
		if value = clean(value); value != "" {
			fmt.Fprintf(&b, "<%s>"+form+"</%[1]s>\n", name, html.EscapeString(visible(value)))
		}
	}
	const plain = "%s"
	put("dc:format", plain, "application/pdf")
	put("dc:title", `<rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt>`, f.title())
	put("dc:description", `<rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt>`, f.doc.Subtitle)
	put("dc:creator", "<rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq>", f.doc.Vendor.Name)
	put("dc:language", "<rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag>", f.doc.Locale.Tag())
	stamp := issueDay(f.doc).Format("2006-01-02T15:04:05Z")
	put("xmp:CreateDate", plain, stamp)
	put("xmp:ModifyDate", plain, stamp)
	put("xmp:MetadataDate", plain, stamp)
	put("xmp:CreatorTool", plain, maker)
	put("pdf:Producer", plain, maker)
	put("pdfaid:part", plain, fmt.Sprint(archivePart))
	put("pdfaid:conformance", plain, archiveLevel)
	b.WriteString("</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.String()
}

// visible returns s without the few code points that XML can't hold.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, s)
}

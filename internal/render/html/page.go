package html

import (
	_ "embed"
	"encoding/base64"
	"strconv"
	"strings"

	"compack/internal/document"
)

// sheet is the style sheet; the brand's colours stand before it.
//
//go:embed style.css
var sheet string

// policy lets a browser load nothing and run nothing, whatever the file held.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

// page writes the whole file.
func (r *renderer) page() {
	r.verbatim("<!DOCTYPE html>\n")
	tag := r.loc.Tag()
	r.open("html", "lang", tag, "dir", direction(tag))
	r.head()
	draft := ""
	if r.doc.Draft {
		draft = r.loc.Say("Draft")
	}
	r.open("body", "data-draft", draft)
	r.leaf("a", r.loc.Say("Skip to the content"), "class", "skip", "href", "#content")
	if r.doc.Draft {
		r.open("aside", "class", "draft", "aria-label", draft)
		r.leaf("strong", r.loc.Say("Draft, not approved"))
		r.close()
	}
	r.cover()
	class := "frame"
	if r.doc.NoContents || len(r.chapters) == 0 {
		class += " alone"
	}
	r.open("div", "class", class)
	if !r.doc.NoContents && len(r.chapters) > 0 {
		r.contents()
	}
	r.open("main", "id", "content", "tabindex", "-1")
	for _, c := range r.chapters {
		r.section(c)
	}
	r.close()
	r.close()
	r.foot()
	r.close()
	r.close()
}

// direction returns the direction of a language's script, "" for left to right.
func direction(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	switch base {
	case "ar", "fa", "he", "ur":
		return "rtl"
	}
	return ""
}

func (r *renderer) head() {
	r.open("head")
	r.void("meta", "charset", "utf-8")
	r.void("meta", "http-equiv", "Content-Security-Policy", "content", policy)
	r.void("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
	r.void("meta", "name", "robots", "content", "noindex")
	r.void("meta", "name", "generator", "content", "compack")
	title := joined(" \u2013 ", r.doc.Title, r.doc.Client.Name, r.doc.Period.Label)
	if title == "" {
		title = r.loc.Say("Report")
	}
	r.leaf("title", title)
	r.open("style")
	r.verbatim(":root{--brand:" + hex(r.palette.brand) + ";--brand-tint:" + hex(r.palette.brand.Tint(0.45)) + ";--brand-pale:" + hex(r.palette.brand.Tint(0.08)) + "}\n" + r.palette.tallies() + "\n")
	r.verbatim(sheet)
	r.verbatim(r.printSheet())
	r.close()
	r.close()
}

// printSheet says on which paper the report is printed and what stands at the foot of
// each page.
func (r *renderer) printSheet() string {
	paper := document.A4
	if r.doc.Paper == document.Letter {
		paper = document.Letter
	}
	return "@page{size:" + paper + ";margin:18mm 18mm 20mm;" +
		"@bottom-left{content:" + cssString(r.doc.Classification) + "}" +
		"@bottom-center{content:" + cssString(r.doc.ShortDigest()) + "}" +
		"@bottom-right{content:counter(page) \" / \" counter(pages)}}\n"
}

// joined joins the texts that are not empty.
func joined(with string, texts ...string) string {
	var said []string
	for _, s := range texts {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, with)
}

// cover writes what stands above everything: whose report it is, for whom and of when.
func (r *renderer) cover() {
	d := r.doc
	r.open("header", "class", "cover")
	r.open("div", "class", "brand")
	if !r.logo(r.brand.Logo, d.Vendor.Name) && d.Vendor.Name != "" {
		r.leaf("p", d.Vendor.Name, "class", "vendor")
	}
	r.logo(r.brand.ClientLogo, d.Client.Name)
	if d.Classification != "" {
		r.leaf("p", d.Classification, "class", "classification")
	}
	r.close()
	title := strings.TrimSpace(d.Title)
	if title == "" {
		title = r.loc.Say("Report")
	}
	r.leaf("h1", title)
	r.level, r.heading = 1, title
	if d.Subtitle != "" {
		r.leaf("p", d.Subtitle, "class", "subtitle")
	}
	if d.Client.Name != "" {
		r.leaf("p", d.Client.Name, "class", "client")
	}
	if d.Period.Label != "" {
		r.open("p", "class", "period")
		r.leaf("strong", d.Period.Label)
		r.text(" ")
		r.leaf("span", r.loc.Span(d.Period))
		r.close()
	}
	if !d.AsOf.IsNone() {
		r.leaf("p", r.loc.Say("As of %s", r.loc.LongDay(d.AsOf)), "class", "as-of")
	}
	r.coverFacts()
	if len(d.Cover) > 0 {
		r.open("div", "class", "statements")
		for _, s := range d.Cover {
			r.leaf("p", s)
		}
		r.close()
	}
	r.close()
}

// coverFacts writes who made and approved the report and by what it is told apart.
func (r *renderer) coverFacts() {
	d := r.doc
	issued, revision := "", ""
	if !d.IssuedOn.IsNone() {
		issued = r.loc.LongDay(d.IssuedOn)
	}
	if d.Revision != 0 {
		revision = strconv.Itoa(d.Revision)
	}
	facts := []struct{ label, value string }{
		{r.loc.Say("Vendor"), d.Vendor.Name}, {r.loc.Say("Prepared by"), d.PreparedBy}, {r.loc.Say("Approved by"), d.ApprovedBy},
		{r.loc.Say("Issued on"), issued}, {r.loc.Say("Revision"), revision}, {r.loc.Say("Document digest"), d.Digest},
	}
	if d.Digest == "" && issued+revision+d.Vendor.Name+d.PreparedBy+d.ApprovedBy == "" {
		return
	}
	r.open("dl", "class", "about")
	for i, f := range facts {
		if f.value == "" {
			continue
		}
		isDigest := i == len(facts)-1
		class := ""
		if isDigest {
			class = "digest"
		}
		r.open("div", "class", class)
		r.leaf("dt", f.label)
		r.open("dd")
		if isDigest {
			r.leaf("strong", d.ShortDigest())
			r.text(d.Digest[len(d.ShortDigest()):])
		} else {
			r.text(f.value)
		}
		r.close()
		r.close()
	}
	r.close()
}

// logo writes a picture as part of the file and reports whether there is one.
func (r *renderer) logo(i *document.Image, of string) bool {
	if i == nil || len(i.Content) == 0 || i.Format != "png" && i.Format != "jpeg" {
		return false
	}
	alt := i.Alt
	if alt == "" {
		alt = of
	}
	if alt == "" {
		alt = r.loc.Say("Logo")
	}
	r.void("img", "class", "logo", "alt", alt, "width", strconv.Itoa(i.Width), "height", strconv.Itoa(i.Height),
		"src", "data:image/"+i.Format+";base64,"+base64.StdEncoding.EncodeToString(i.Content))
	return true
}

// contents writes the links to the sections.
func (r *renderer) contents() {
	r.open("nav", "aria-labelledby", "contents")
	r.leaf("p", r.loc.Say("Contents"), "id", "contents")
	r.open("ol")
	for i, c := range r.chapters {
		class := ""
		if c.Appendix && i > 0 && !r.chapters[i-1].Appendix {
			class = "first"
		}
		r.open("li", "class", class)
		r.open("a", "href", "#"+c.anchor)
		r.leaf("span", c.number, "class", "number")
		r.text(" ")
		r.leaf("span", c.Title)
		r.close()
		r.close()
	}
	r.close()
	r.close()
}

// section writes one chapter.
func (r *renderer) section(c chapter) {
	r.open("section", "id", c.anchor, "aria-labelledby", c.anchor+"-title")
	r.open("h2", "id", c.anchor+"-title")
	r.leaf("span", c.number, "class", "number")
	r.text(" ")
	r.leaf("span", c.Title)
	r.close()
	r.level, r.heading = 2, c.title()
	r.blocks(c.Blocks)
	r.close()
}

// foot writes the classification and what the report is told apart by once more.
func (r *renderer) foot() {
	d := r.doc
	r.open("footer")
	if d.Classification != "" {
		r.leaf("p", d.Classification, "class", "classification")
	}
	r.leaf("p", joined(" \u00B7 ", d.Client.Name, d.Title, d.Period.Label))
	if d.Digest != "" {
		r.open("p")
		r.text(r.loc.Say("Document digest"))
		r.text(" ")
		r.leaf("code", d.ShortDigest())
		r.close()
	}
	r.close()
}

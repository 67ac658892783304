package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/phpdave11/gofpdf"

	"compack/internal/document"
)

// The writer's defaults belong to its package, not to a document. This one is set
// once, before any document is written: fonts in the order of their names.
func init() { gofpdf.SetDefaultCatalogSort(true) }

// language is the one that the fixed texts of packs are in.
const language = "en-GB"

// stampForm is how a file states a moment in UTC.
const stampForm = "D:20060102150405Z"

// finishing adds to a painted file what maroto can't write: the outline, links and
// their destinations, and what a catalog and properties say.
type finishing struct {
	*file
	book
	doc    *document.Document
	height float64 // of the sheets, in millimetres
	kids   []int   // the numbers of the pages' objects
}

// finish returns a painted file with all that readers and archives look for. The
// pages themselves stay as they are.
func finish(raw []byte, b book, doc *document.Document, height float64) ([]byte, error) {
	r, err := readFile(raw)
	if err != nil {
		return nil, err
	}
	f := &finishing{file: r, book: b, doc: doc, height: height, kids: r.pages()}
	if len(f.kids) != len(b.pages) {
		return nil, fmt.Errorf("the written file has %d pages of %d", len(f.kids), len(b.pages))
	}
	for i, pg := range b.pages {
		f.links(f.kids[i], pg)
	}
	if err := f.characters(); err != nil {
		return nil, err
	}
	f.properties()
	f.catalog()
	return f.bytes(), nil
}

// links makes the areas of a page that lead somewhere annotations of it.
func (f *finishing) links(number int, pg *page) {
	var refs []string
	for _, o := range pg.ops {
		if o.to == "" {
			continue
		}
		// Flag 4 has them stay on paper too, as archives ask for, and there is nothing to see.
		n := f.add(fmt.Sprintf("<</Type /Annot /Subtype /Link /Rect [%s %s %s %s] /Border [0 0 0] /F 4 /Dest %s>>",
			points(o.x), f.up(o.y+o.h), points(o.x+o.w), f.up(o.y), literal(o.to)))
		refs = append(refs, fmt.Sprintf("%d 0 R", n))
	}
	if len(refs) > 0 {
		annots := "/Annots [" + strings.Join(refs, " ") + "]\n/Contents "
		f.set(number, bytes.Replace(f.body(number), []byte("/Contents "), []byte(annots), 1))
	}
}

// points writes a length in the file's unit.
func points(mm float64) string { return fmt.Sprintf("%.2f", mm/point) }

// up writes a height above the foot of the sheet, where the file counts from.
func (f *finishing) up(y float64) string { return points(f.height - y) }

// destination writes what a place is to a viewer: the page, with the place near the
// top of the window and the reader's own zoom.
func (f *finishing) destination(at place) string {
	const above = 3 // what is seen above the place
	return fmt.Sprintf("[%d 0 R /XYZ null %s null]", f.kids[at.page-1], f.up(max(0, at.y-above)))
}

// names writes the tree of named destinations, in the order of their names.
func (f *finishing) names() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(f.anchors)) {
		fmt.Fprintf(&b, "%s %s\n", literal(name), f.destination(f.anchors[name]))
	}
	return "<</Names [" + b.String() + "]>>"
}

// catalog writes the file's root object.
func (f *finishing) catalog() {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /Catalog\n/Pages %d 0 R\n/Lang (%s)\n/ViewerPreferences <</DisplayDocTitle true>>\n", object{raw: f.body(f.root)}.reference("/Pages"), language)
	if outline := f.outline(); outline > 0 {
		fmt.Fprintf(&b, "/Outlines %d 0 R\n/PageMode /UseOutlines\n", outline)
	}
	if len(f.anchors) > 0 {
		fmt.Fprintf(&b, "/Names <</Dests %d 0 R>>\n", f.add(f.names()))
	}
	fmt.Fprintf(&b, "/Metadata %d 0 R\n%s\n>>", f.metadata(), f.outputIntent())
	f.write(f.root, b.String())
}

// maker is the program that a file names as its origin.
const maker = "compack"

// properties writes what viewers show of the document, and its dates.
func (f *finishing) properties() {
	var b strings.Builder
	b.WriteString("<<")
	for _, p := range [][2]string{{"Title", f.title()}, {"Subject", f.doc.Subtitle}, {"Author", f.doc.Vendor.Name}, {"Creator", maker}, {"Producer", maker}} {
		if s := clean(p[1]); s != "" {
			fmt.Fprintf(&b, "/%s %s\n", p[0], text(s))
		}
	}
	stamp := issueDay(f.doc).Format(stampForm)
	fmt.Fprintf(&b, "/CreationDate (%s)\n/ModDate (%s)\n>>", stamp, stamp)
	f.write(f.info, b.String())
}

// title names the document, the client and the period.
func (f *finishing) title() string {
	return joinDot(joinDot(f.doc.Title, f.doc.Client.Name), f.doc.Period.Label)
}

// issueDay returns the day that the file's dates state, at midnight UTC.
func issueDay(doc *document.Document) time.Time {
	switch {
	case !doc.IssuedOn.IsNone():
		return doc.IssuedOn.Time()
	case !doc.AsOf.IsNone():
		return doc.AsOf.Time()
	}
	return doc.Period.End.Time()
}

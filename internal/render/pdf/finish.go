package pdf

import (
	"bytes"
	"crypto/sha256"
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

// stampForm is how a file states a moment in UTC.
const stampForm = "D:20060102150405Z"

// finishing adds to a painted file what maroto can't write: the outline, links and
// their destinations, and what a catalog and properties say.
type finishing struct {
	*file
	book
	doc    *document.Document
	ts     *typesetter
	kids   []int                        // the numbers of the pages' objects
	below  [2]int                       // the streams of the watermark, upright and in landscape, once written
	images map[[sha256.Size]byte]string // the names of the pictures that are written, by their content
	lent   []string                     // of the pages' common dictionary of pictures
}

// finish returns a painted file with all that readers and archives look for. What is
// painted on the pages stays as it is.
func finish(raw []byte, b book, doc *document.Document, ts *typesetter) ([]byte, error) {
	r, err := readFile(raw)
	if err != nil {
		return nil, err
	}
	f := &finishing{file: r, book: b, doc: doc, ts: ts, kids: r.pages(), images: map[[sha256.Size]byte]string{}}
	if len(f.kids) != len(b.pages) {
		return nil, fmt.Errorf("the written file has %d pages of %d", len(f.kids), len(b.pages))
	}
	if err := f.packPages(ts.Theme); err != nil {
		return nil, err
	}
	for i, pg := range b.pages {
		if err := f.page(f.kids[i], pg); err != nil {
			return nil, err
		}
	}
	f.pictures()
	if err := f.fonts(); err != nil {
		return nil, err
	}
	f.properties()
	f.catalog()
	return f.bytes(), nil
}

// page gives a page its own size, its links, and what lies under and over what is
// painted.
func (f *finishing) page(number int, pg *page) error {
	contents := fmt.Sprintf("%d 0 R", object{raw: f.body(number)}.reference("/Contents"))
	if f.doc.Draft {
		under, err := f.watermark(pg.turned)
		if err != nil {
			return err
		}
		contents = under + contents
	}
	over, err := f.overlay(pg)
	if err != nil {
		return err
	}
	keys := fmt.Sprintf("/MediaBox [%s]\n%s/Contents [%s%s]>>", f.mediaBox(pg.turned), f.links(pg), contents, over)
	head, _, found := bytes.Cut(f.body(number), []byte("/Contents "))
	if !found {
		return fmt.Errorf("the written file's object %d is no page", number)
	}
	f.set(number, fmt.Appendf(bytes.Clone(head), "%s\nendobj\n", keys))
	return nil
}

// mediaBox writes which part of the square sheet a page is: that at the top left.
func (f *finishing) mediaBox(landscape bool) string {
	w, h := f.ts.PageWidth, f.ts.PageHeight
	if landscape {
		w, h = h, w
	}
	return fmt.Sprintf("0 %s %s %s", f.up(h), points(w), points(f.ts.square()))
}

// links makes the areas of a page that lead somewhere annotations of it.
func (f *finishing) links(pg *page) string {
	var refs []string
	for i := range pg.ops {
		o := &pg.ops[i]
		if !o.isLink() {
			continue
		}
		// Flag 4 has them stay on paper too, as archives ask for, and there is nothing to see.
		n := f.add(fmt.Sprintf("<</Type /Annot /Subtype /Link /Rect [%s %s %s %s] /Border [0 0 0] /F 4 /Dest %s>>",
			points(o.x), f.up(o.y+o.h), points(o.x+o.w), f.up(o.y), literal(o.anchor)))
		refs = append(refs, fmt.Sprintf("%d 0 R", n))
	}
	if len(refs) == 0 {
		return ""
	}
	return "/Annots [" + strings.Join(refs, " ") + "]\n"
}

// points writes a length in the file's unit.
func points(mm float64) string { return fmt.Sprintf("%.2f", mm/point) }

// up writes a height above the foot of the square sheet, where the file counts from.
func (f *finishing) up(y float64) string { return points(f.ts.square() - y) }

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
	fmt.Fprintf(&b, "<</Type /Catalog\n/Pages %d 0 R\n/Lang %s\n/ViewerPreferences <</DisplayDocTitle true>>\n", object{raw: f.body(f.root)}.reference("/Pages"), literal(f.doc.Locale.Tag()))
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

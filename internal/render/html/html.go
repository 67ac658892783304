package html

import (
	"errors"

	"compack/internal/document"
	"compack/internal/locale"
)

// Options are what a rendering needs besides the document.
type Options struct {
	Brand document.Brand
}

// Render returns doc as an HTML file in UTF-8. It fails only without a document.
func Render(doc *document.Document, opts Options) ([]byte, error) {
	if doc == nil {
		return nil, errors.New("render html: no document")
	}
	r := &renderer{doc: doc, loc: doc.Locale, brand: opts.Brand, palette: newPalette(opts.Brand.Colour), chapters: number(doc.Sections)}
	r.anchors = newAnchors(r.chapters)
	r.page()
	return r.bytes(), nil
}

// renderer writes one document.
type renderer struct {
	writer
	doc      *document.Document
	loc      *locale.Locale
	brand    document.Brand
	palette  palette
	chapters []chapter
	anchors  anchors

	level   int    // of the heading written last
	heading string // its text
	tables  int    // written so far
	figures int    // likewise pictures
}

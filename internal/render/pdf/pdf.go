package pdf

import (
	"errors"
	"fmt"

	"compack/internal/document"
	"compack/internal/problem"
)

// Options are what a rendering needs besides the document.
type Options struct {
	Fonts Fonts
	Theme Theme // the zero value means [DefaultTheme]
	Brand document.Brand
}

// theme returns the look of a document: the theme on its paper and in the brand's colour.
func (o Options) theme(doc *document.Document) (Theme, error) {
	t := o.Theme
	if t.PageWidth == 0 {
		t = DefaultTheme()
	}
	t = t.on(doc.Paper)
	if o.Brand.Colour == "" {
		return t, nil
	}
	c, err := document.ParseColour(o.Brand.Colour)
	if err != nil {
		return t, fmt.Errorf("brand colour: %w", err)
	}
	return t.branded(c), nil
}

// Render returns doc as a PDF file. The problems name the characters that the
// fonts lack; each was replaced by a visible sign. An error means that the fonts
// can't be used or that the file could not be written.
func Render(doc *document.Document, opts Options) ([]byte, problem.List, error) {
	if doc == nil {
		return nil, nil, errors.New("render pdf: no document")
	}
	ts, err := newTypesetter(opts, doc)
	if err != nil {
		return nil, nil, fmt.Errorf("render pdf: %w", err)
	}
	laid := layout(doc, ts)
	raw, err := paint(laid.pages, ts)
	if err != nil {
		return nil, nil, fmt.Errorf("render pdf: %w", err)
	}
	if raw, err = finish(raw, laid, doc, ts); err != nil {
		return nil, nil, fmt.Errorf("render pdf: %w", err)
	}
	return raw, ts.missing.problems(), nil
}

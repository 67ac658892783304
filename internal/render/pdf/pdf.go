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
}

// Render returns doc as a PDF file. The problems name the characters that the
// fonts lack; each was replaced by a visible sign. An error means that the fonts
// can't be used or that the file could not be written.
func Render(doc *document.Document, opts Options) ([]byte, problem.List, error) {
	if doc == nil {
		return nil, nil, errors.New("render pdf: no document")
	}
	if opts.Theme.PageWidth == 0 {
		opts.Theme = DefaultTheme()
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
	if raw, err = finish(raw, laid, doc, ts.PageHeight); err != nil {
		return nil, nil, fmt.Errorf("render pdf: %w", err)
	}
	return raw, ts.missing.problems(), nil
}

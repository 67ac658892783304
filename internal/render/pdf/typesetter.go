package pdf

import (
	"compack/internal/document"
	"compack/internal/locale"
)

// typesetter turns blocks into pieces. It belongs to one rendering.
type typesetter struct {
	Theme
	faces   [faceCount]*face
	painted []*face // those that the pages are painted in
	brand   document.Brand
	missing missing
	loc     *locale.Locale      // of the document
	tables  map[tableKey]*table // that were measured
}

func newTypesetter(opts Options, doc *document.Document) (*typesetter, error) {
	faces, err := newFaces(opts.Fonts)
	if err != nil {
		return nil, err
	}
	theme, err := opts.theme(doc)
	if err != nil {
		return nil, err
	}
	return &typesetter{
		Theme:   theme,
		brand:   opts.Brand,
		faces:   faces,
		loc:     doc.Locale,
		tables:  map[tableKey]*table{},
		missing: missing{client: doc.Client.ID, runes: map[rune]string{}},
	}, nil
}

// themed returns the typesetter with another theme. What the fonts lack is collected
// in one place.
func (ts *typesetter) themed(t Theme) *typesetter {
	other := *ts
	other.Theme = t
	return &other
}

// turned returns the typesetter of pages in landscape.
func (ts *typesetter) turned() *typesetter { return ts.themed(ts.Theme.turned()) }

// within returns the typesetter of a part of a page.
func (ts *typesetter) within(width float64) *typesetter { return ts.themed(ts.Theme.within(width)) }

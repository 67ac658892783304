package pdf

import (
	"compack/internal/document"
	"compack/internal/locale"
)

// typesetter turns blocks into pieces. It belongs to one rendering.
type typesetter struct {
	Theme
	faces   [faceCount]*face
	missing missing
	loc     *locale.Locale // of the document
}

func newTypesetter(opts Options, doc *document.Document) (*typesetter, error) {
	faces, err := newFaces(opts.Fonts)
	if err != nil {
		return nil, err
	}
	return &typesetter{
		Theme:   opts.Theme,
		faces:   faces,
		loc:     doc.Locale,
		missing: missing{client: doc.Client.ID, runes: map[rune]string{}},
	}, nil
}

package pdf

// typesetter turns blocks into pieces. It belongs to one rendering.
type typesetter struct {
	Theme
	faces   [faceCount]*face
	missing missing
}

func newTypesetter(opts Options, client string) (*typesetter, error) {
	faces, err := newFaces(opts.Fonts)
	if err != nil {
		return nil, err
	}
	return &typesetter{
		Theme:   opts.Theme,
		faces:   faces,
		missing: missing{client: client, runes: map[rune]string{}},
	}, nil
}

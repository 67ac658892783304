package document

// Brand is how the packs of a vendor, or those for one client, look. The zero value
// is compack's own look.
type Brand struct {
	Colour     string // of titles, rules and the present period: RRGGBB
	Logo       *Image // the vendor's
	ClientLogo *Image
}

// Image is a picture that was read and found whole.
type Image struct {
	Content       []byte
	Format        string // png or jpeg
	Width, Height int    // in pixels
	Alt           string // what it shows, in words
}

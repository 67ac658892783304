package document

import (
	"compack/internal/locale"
	"compack/internal/period"
)

// Document is one client's pack for one period.
type Document struct {
	Pack string // the pack template's name
	// Language is the tag of the language that the pack is in, and Locale how it is
	// spoken; nil is English.
	Language       string
	Locale         *locale.Locale
	Title          string // Quarterly security and compliance report
	Subtitle       string
	Client         Party
	Vendor         Party
	Period         period.Period
	AsOf           period.Date
	Classification string
	PreparedBy     string
	ApprovedBy     string
	IssuedOn       period.Date
	Revision       int
	Draft          bool     // not approved yet: every page says so
	Paper          string   // [A4] when empty, or [Letter]
	Cover          []string // at the foot of the cover: what the pack is, what it covers, what it does not
	NoContents     bool     // too short for a list of contents behind the cover
	Digest         string   // hex SHA-256 of the document without this field; see [Document.Seal]
	Sections       []Section
	Omissions      []Omission // what the pack does not show
	Workbook       Workbook
}

// The sizes of paper.
const (
	A4     = "A4"
	Letter = "Letter"
)

// Party is the vendor or the client.
type Party struct {
	ID      string
	Name    string
	Contact string
	Logo    string // a file's path, relative to the workspace; empty for none
}

// ShortDigest returns the first 8 hexadecimal digits of the digest, as the
// footer shows it.
func (d *Document) ShortDigest() string { return d.Digest[:min(8, len(d.Digest))] }

// Section is a chapter of the report.
type Section struct {
	ID       string // unique in the document: made from the title
	Title    string
	Appendix bool // numbered A, B, ... after the chapters 1, 2, ...
	Blocks   []Block
}

// Block is one thing on a page. The kinds are in blocks.go; a renderer has one
// case for each.
type Block interface{ block() }

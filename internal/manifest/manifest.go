package manifest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"compack/internal/dataset"
	"compack/internal/period"
)

// Schema names the form of a manifest.
const Schema = "compack.manifest/1"

// File is a file's digest.
type File struct {
	Path   string `json:"path"` // relative, with forward slashes
	SHA256 string `json:"sha256"`
	Bytes  int    `json:"bytes,omitempty"`
	// Overridden says that the workspace's own file stood in for the shipped one.
	Overridden bool `json:"overridden,omitempty"`
}

// What every pack calls its manifest, its figures, and the workbook that samples are
// drawn from and later packs read back.
const (
	FileName         = "manifest.json"
	FiguresFileName  = "metrics.json"
	WorkbookFileName = "workbook.xlsx"
)

// NewFile returns the digest of content under path.
func NewFile(path string, content []byte) File {
	return File{Path: path, SHA256: Digest(content), Bytes: len(content)}
}

// ReadFile returns the digest of what is read from content, under path.
func ReadFile(path string, content io.Reader) (File, error) {
	sum := sha256.New()
	n, err := io.Copy(sum, content)
	return File{Path: path, SHA256: hex.EncodeToString(sum.Sum(nil)), Bytes: int(n)}, err
}

// Digest returns the SHA-256 of b in hexadecimal.
func Digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Ledger is the account of one source as one client's pack prints it.
type Ledger struct {
	dataset.Source
	InScope    int `json:"in_scope"`    // accepted rows of this client
	OtherScope int `json:"other_scope"` // accepted rows of others: Accepted - InScope
}

// Manifest lists everything that went into a pack and came out of it.
type Manifest struct {
	Schema        string        `json:"schema"`
	Tool          string        `json:"tool"`
	Version       string        `json:"version"`
	Pack          string        `json:"pack"`
	Client        string        `json:"client"`
	Vendor        string        `json:"vendor"`
	Period        period.Period `json:"period"`
	AsOf          period.Date   `json:"as_of"`
	Revision      int           `json:"revision"`
	Draft         bool          `json:"draft,omitempty"`      // not approved: nothing was issued
	Preparer      string        `json:"preparer,omitempty"`   // of a draft; who approves it must be another
	Supersedes    *Superseded   `json:"supersedes,omitempty"` // the revision before; nil for the first
	Approval      *Approval     `json:"approval,omitempty"`   // nil where none was asked for
	Document      string        `json:"document_sha256"`      // the digest printed on the cover
	Languages     []Language    `json:"languages,omitempty"`  // of the pack, its first one first; none means English alone
	Configuration File          `json:"configuration"`
	Templates     []File        `json:"templates"`
	Inputs        []File        `json:"inputs"`
	Ledgers       []Ledger      `json:"ledgers"`
	Privacy       *Privacy      `json:"privacy,omitempty"`
	Outputs       []File        `json:"outputs"`
	Previous      *Earlier      `json:"previous,omitempty"` // the pack of the period before, where there is one
	History       []Earlier     `json:"history,omitempty"`  // every earlier pack that figures were taken from, oldest first
}

// Language is one of several languages of a pack, each a document of its own.
type Language struct {
	Tag      string `json:"tag"`
	Document string `json:"document_sha256"`
}

// Superseded is the revision that a pack takes the place of.
type Superseded struct {
	Revision int    `json:"revision"`
	Manifest string `json:"manifest_sha256"`
	Reason   string `json:"reason"` // why there is another
}

// Approval is who answers for an issued pack.
type Approval struct {
	Preparer string      `json:"preparer"`
	Approver string      `json:"approver"`
	On       period.Date `json:"on"`
}

// InputsSHA256 returns one digest over those of all inputs.
func (m *Manifest) InputsSHA256() string {
	sum := sha256.New()
	for _, f := range m.Inputs {
		fmt.Fprintf(sum, "%s %s\n", f.SHA256, f.Path)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Earlier is an earlier pack that went into this one.
type Earlier struct {
	Period   string `json:"period"`
	Manifest string `json:"manifest_sha256"`
}

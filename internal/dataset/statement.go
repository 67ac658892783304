package dataset

import "compack/internal/period"

// Statement says how a source came out of its system. Empty parts are not stated.
type Statement struct {
	System      string      `json:"system,omitempty"`
	Report      string      `json:"report,omitempty"`
	Parameters  string      `json:"parameters,omitempty"`
	ExtractedOn period.Date `json:"extracted_at"`
	ExtractedBy string      `json:"extracted_by,omitempty"`
}

// Control compares the rows of a configured source with what whoever exported it
// counted.
type Control struct {
	Stated int `json:"stated"`
	Read   int `json:"read"`  // rows read that are not blank, over all Files
	Files  int `json:"files"` // ledger entries that the source has
}

// Agrees reports whether the two numbers are the same.
func (c Control) Agrees() bool { return c.Stated == c.Read }

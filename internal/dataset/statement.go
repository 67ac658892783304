package dataset

import (
	"slices"

	"compack/internal/locale"
	"compack/internal/period"
)

// Statement says how a source came out of its system. Empty parts are not stated.
type Statement struct {
	System      string      `json:"system,omitempty"`
	Report      string      `json:"report,omitempty"`
	Parameters  string      `json:"parameters,omitempty"`
	ExtractedOn period.Date `json:"extracted_at"`
	ExtractedBy string      `json:"extracted_by,omitempty"`
}

// Attestation says that there is nothing to report, which turns the absence of rows
// into a zero.
type Attestation struct {
	By      string      `json:"by"`
	On      period.Date `json:"on"`
	Clients []string    `json:"-"` // whom it speaks for; empty means everybody whom the source speaks of
}

// Covers reports whether the attestation speaks for the client.
func (a *Attestation) Covers(client string) bool {
	return a != nil && (len(a.Clients) == 0 || slices.Contains(a.Clients, client))
}

// In says it as packs do: none, attested by R. Roe on 2026-10-02.
func (a *Attestation) In(l *locale.Locale) string {
	return l.Say("none, attested by %s on %s", a.By, l.Day(a.On))
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

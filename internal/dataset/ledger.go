package dataset

import (
	"slices"

	"compack/internal/problem"
)

// Source is one file or sheet that fed a dataset, with the count of its rows:
// Read = Accepted + Duplicate + Rejected + Blank, always.
type Source struct {
	Dataset string `json:"dataset"`
	File    string `json:"file"` // relative to the inputs, with forward slashes
	Sheet   string `json:"sheet,omitempty"`
	SHA256  string `json:"sha256"` // of the file
	Header  int    `json:"header_row"`
	// Columns is the header that each field was read from.
	Columns map[string]string `json:"columns,omitempty"`
	Client  string            `json:"-"` // the only client that the source speaks of, where it is known beforehand

	// Precedence decides between sources with the same record: the higher one wins.
	Precedence int `json:"precedence,omitempty"`

	Key       string     `json:"-"` // the source's place in the configuration: sources[1]
	Statement *Statement `json:"statement,omitempty"`
	Control   *Control   `json:"control_total,omitempty"` // nil where none is stated

	// None is who attests that the source has nothing to report; nil where nobody
	// does or rows contradict it.
	None *Attestation `json:"attested_none,omitempty"`

	Read      int `json:"read"` // rows below the header
	Accepted  int `json:"accepted"`
	Duplicate int `json:"duplicate"` // superseded by another row of the same key
	Rejected  int `json:"rejected"`  // each has an Error problem
	Blank     int `json:"blank"`     // hold nothing, or totals, which a Note says
}

// Ties reports whether every row read is accounted for.
func (s Source) Ties() bool { return s.Read == s.Accepted+s.Duplicate+s.Rejected+s.Blank }

// Lacks reports whether the source is known to have no column for the field.
func (s Source) Lacks(field string) bool {
	return field != "" && len(s.Columns) > 0 && s.Columns[field] == ""
}

// Ledger is the account of all sources of a run, in the order of the
// configuration and, within a glob, of the file names. An [Origin]'s Source is
// an index into it.
type Ledger []Source

// Provides reports whether a source may hold the client's records of the dataset:
// one that speaks of no other client alone.
func (l Ledger) Provides(dataset, client string) bool {
	return slices.ContainsFunc(l, func(s Source) bool {
		return s.Dataset == dataset && (s.Client == "" || s.Client == client || s.Client == problem.AllClients)
	})
}

// Total returns the sums over all sources.
func (l Ledger) Total() Source {
	var t Source
	for _, s := range l {
		t.Read += s.Read
		t.Accepted += s.Accepted
		t.Duplicate += s.Duplicate
		t.Rejected += s.Rejected
		t.Blank += s.Blank
	}
	return t
}

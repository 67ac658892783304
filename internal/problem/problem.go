package problem

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says how much a problem matters.
type Severity uint8

// The severities, least first. An Error costs a row or stops the run; a
// Warning is disclosed in the pack and changes no count; a Note informs.
const (
	Note Severity = iota
	Warning
	Error
)

var severityNames = [...]string{"note", "warning", "error"}

// String returns the word that messages and packs show.
func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the word.
func (s *Severity) UnmarshalText(b []byte) error {
	for i, name := range severityNames {
		if name == string(b) {
			*s = Severity(i)
			return nil
		}
	}
	return fmt.Errorf("%q is no severity", b)
}

// Place is where a person finds the problem. Empty parts are unknown.
type Place struct {
	File   string `json:"file,omitempty"`   // relative to the inputs or the workspace, with forward slashes
	Sheet  string `json:"sheet,omitempty"`  // of a workbook
	Row    int    `json:"row,omitempty"`    // 1-based, as Excel or an editor counts; the line for text files
	Column string `json:"column,omitempty"` // the header as it stands in the file
	Key    string `json:"key,omitempty"`    // of a configuration or definition: sources[1].dataset
}

// WholeRow returns the place of the row that p lies in.
func (p Place) WholeRow() Place { return Place{File: p.File, Sheet: p.Sheet, Row: p.Row} }

// String returns the place as messages begin:
//
//	inputs/training.xlsx, sheet "Q3", row 18, column "Due Date"
func (p Place) String() string { return p.In(fmt.Sprintf) }

// In writes the place in the language that say speaks.
func (p Place) In(say func(format string, args ...any) string) string {
	var parts []string
	add := func(part string) { parts = append(parts, part) }
	if p.File != "" {
		add(p.File)
	}
	if p.Sheet != "" {
		add(say("sheet %q", p.Sheet))
	}
	if p.Row > 0 {
		if p.Key != "" || strings.HasSuffix(p.File, ".yaml") || strings.HasSuffix(p.File, ".md") {
			add(say("line %d", p.Row))
		} else {
			add(say("row %d", p.Row))
		}
	}
	if p.Column != "" {
		add(say("column %q", p.Column))
	}
	if p.Key != "" {
		add(p.Key)
	}
	return strings.Join(parts, ", ")
}

// Problem is one thing that is wrong, with its place and what to do.
type Problem struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	Place    Place    `json:"place"`
	Rule     string   `json:"rule,omitempty"` // the id of the consistency rule that was broken
	Dataset  string   `json:"dataset,omitempty"`
	Value    string   `json:"value,omitempty"` // as read; empty for a field marked personal
	Message  string   `json:"message"`         // what is wrong, without the place
	Hint     string   `json:"hint,omitempty"`  // what to do
	// Record is the key of the record that the problem is about, as people read
	// it; empty where it is not known or a field of it is marked personal.
	Record string `json:"record,omitempty"`
	// Fingerprint tells the problem from others however rows move; [List.Identify]
	// sets it.
	Fingerprint string      `json:"fingerprint,omitempty"`
	Rejected    bool        `json:"rejected,omitempty"`   // the row was left out, whatever the severity
	Stops       bool        `json:"stops,omitempty"`      // no pack is made while the problem stands
	Suppressed  *Acceptance `json:"suppressed,omitempty"` // nil: it counts
	// Client is the only client whose pack may show the problem's details. Empty
	// means that the row's client is not known: no pack shows it.
	Client string `json:"client,omitempty"`
	// Shared marks a problem of a whole file or of the configuration, which holds
	// no record's content and so may stand in every pack; with a Client, which is
	// then the only one that the file speaks of, in that client's.
	Shared bool `json:"-"`
}

// AllClients stands for every client where one is named: in a record's scope field
// and in a problem's Client.
const AllClients = "*"

// Of says whose record the problem is about: a client's, or that of all clients,
// whose problems stand in every pack.
func (p *Problem) Of(client string) { p.Client, p.Shared = client, client == AllClients }

// New returns a problem with its code's severity and hint.
func New(code Code, place Place, format string, args ...any) Problem {
	e := code.Entry()
	return Problem{Code: code, Severity: e.Severity, Place: place, Message: fmt.Sprintf(format, args...), Hint: e.Hint}
}

// String returns the message as the terminal shows it, without the hint.
func (p Problem) String() string {
	if at := p.Place.String(); at != "" {
		return at + ": " + p.Message
	}
	return p.Message
}

// List is a collection of problems.
type List []Problem

// Sort orders the list by file, sheet, row, column, key, code and message, so
// that it never depends on the order in which problems were found.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Sheet, b.Place.Sheet),
			cmp.Compare(a.Place.Row, b.Place.Row), cmp.Compare(a.Place.Column, b.Place.Column),
			cmp.Compare(a.Place.Key, b.Place.Key), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message),
		)
	})
}

// Worst returns the highest severity in the list and false when it is empty.
func (l List) Worst() (Severity, bool) {
	if len(l) == 0 {
		return Note, false
	}
	return slices.MaxFunc(l, func(a, b Problem) int { return cmp.Compare(a.Severity, b.Severity) }).Severity, true
}

// Count returns how many problems have severity s.
func (l List) Count(s Severity) (n int) {
	for _, p := range l {
		if p.Severity == s {
			n++
		}
	}
	return n
}

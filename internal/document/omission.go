package document

import "compack/internal/locale"

// Omission is one thing that a pack does not show, or shows in part.
type Omission struct {
	Kind    OmissionKind `json:"kind"`
	Subject string       `json:"subject"` // of what: a dataset, a source, a figure, a table
	Text    string       `json:"text"`    // what is missing and why
}

// OmissionKind says what is missing, in the words that English packs show.
type OmissionKind string

// The kinds, in the order in which packs list them.
const (
	DatasetMissing   OmissionKind = "dataset not provided"
	DatasetEmpty     OmissionKind = "dataset without records"
	SourceMissing    OmissionKind = "source missing"
	SourceStale      OmissionKind = "source too old"
	SourceDiffers    OmissionKind = "source not complete"
	SourceCut        OmissionKind = "source cut off"
	SourceLimit      OmissionKind = "limit of an export"
	FileLeftOut      OmissionKind = "file left out"
	NoStatement      OmissionKind = "source without statement"
	RowsRejected     OmissionKind = "rows rejected"
	RowsOfNobody     OmissionKind = "rows of unknown clients"
	ClauseWithout    OmissionKind = "clause without data"
	FigureWithout    OmissionKind = "figure without value"
	ChecksNotRun     OmissionKind = "checks not run"
	MovementNotRun   OmissionKind = "comparison not made"
	ProblemsAccepted OmissionKind = "problems suppressed"
	FieldRedacted    OmissionKind = "field redacted"
	GroupsHidden     OmissionKind = "small groups"
	TableCut         OmissionKind = "table cut"
)

// In says the kind as packs show it.
func (k OmissionKind) In(l *locale.Locale) string { return l.Say(string(k)) }

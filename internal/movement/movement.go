package movement

// Report is what a comparison with the previous pack found.
type Report struct {
	Previous string `json:"previous"`          // the label of the period before, whose pack was looked for
	Why      string `json:"why_not,omitempty"` // why there was no pack to compare with; empty where there was one
	Facts    []Fact `json:"facts"`
	Ties     []Tie  `json:"ties"`
}

// Fact is one thing that was looked for in one dataset.
type Fact struct {
	ID      string `json:"id"` // due_moved
	Title   string `json:"title"`
	Dataset string `json:"dataset"`
	Ran     bool   `json:"ran"`
	Why     string `json:"why_not,omitempty"` // why it did not run
	Count   int    `json:"count"`             // meaningless unless it ran
	Of      int    `json:"of"`                // how many records were looked at
	Says    string `json:"says,omitempty"`    // the whole fact as a sentence
	// Records are the keys of the Count records, sorted; none where a field of the
	// key is marked personal.
	Records []string `json:"records,omitempty"`
}

// Found reports whether the fact ran and there is something of it.
func (f Fact) Found() bool { return f.Ran && f.Count > 0 }

// Tie compares a balance's opening with the previous pack's closing, record by
// record.
type Tie struct {
	Metric       string        `json:"metric"`
	Title        string        `json:"title"`
	Dataset      string        `json:"dataset"`
	Ran          bool          `json:"ran"`
	Why          string        `json:"why_not,omitempty"` // why there was nothing to tie to
	Closing      int           `json:"closing"`           // of the previous pack
	Opening      int           `json:"opening"`           // of this one
	Restatements []Restatement `json:"restatements"`
}

// Ties reports whether it ran and every record of the closing is in the opening
// and the other way round.
func (t Tie) Ties() bool { return t.Ran && len(t.Restatements) == 0 }

// Restatement is one reason why an opening is not the closing before it: a record
// that the one counts and the other does not.
type Restatement struct {
	Number int    `json:"number"`         // through all ties of a pack, from 1
	Item   string `json:"item,omitempty"` // the record's key; empty where it is personal
	Field  string `json:"field,omitempty"`
	Was    string `json:"was"`
	Is     string `json:"is"`
	Why    string `json:"why"`
	// Counts is +1 for a record that the opening counts and the closing did not,
	// -1 the other way round, 0 for a further line about the same record.
	Counts int `json:"counts"`
}

package dataset

import "compack/internal/problem"

// Action says what becomes of a record that a rule catches.
type Action string

// The actions.
const (
	Keep   Action = "keep"   // disclose it and count the record as it stands
	Reject Action = "reject" // disclose it and leave the record out
)

// Rule is a consistency rule: records for which When is true contradict
// themselves or another record.
type Rule struct {
	ID       string   `yaml:"id"` // findings.closed_before_raised
	Dataset  string   `yaml:"dataset"`
	When     string   `yaml:"when"`     // a predicate over the dataset
	Fields   []string `yaml:"fields"`   // what to look at; the first one places the problem
	Severity string   `yaml:"severity"` // error, warning or note; empty is warning, and error where Action is reject
	Action   Action   `yaml:"action"`   // empty is keep
	Message  string   `yaml:"message"`  // what is wrong, after the record's key
	Hint     string   `yaml:"hint"`
}

// Rejects reports whether the rule leaves its records out.
func (r Rule) Rejects() bool { return r.Action == Reject }

// Level returns the severity of the rule's problems. A rule that costs a row is
// always an error.
func (r Rule) Level() problem.Severity {
	switch {
	case r.Rejects() || r.Severity == "error":
		return problem.Error
	case r.Severity == "note":
		return problem.Note
	}
	return problem.Warning
}

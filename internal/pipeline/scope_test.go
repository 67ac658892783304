package pipeline

import (
	"testing"

	"compack/internal/problem"
)

// TestRowsOfNobodyAreCountedOnce: each pack says how many rejected rows stand in
// none. A row counts once, and however mildly its problem is taken.
func TestRowsOfNobodyAreCountedOnce(t *testing.T) {
	row := func(n int, severity problem.Severity, client string, isRejected bool) problem.Problem {
		return problem.Problem{Severity: severity, Place: problem.Place{File: "a.csv", Row: n, Column: "x"}, Client: client, Rejected: isRejected}
	}
	twice := row(2, problem.Error, "", true)
	twice.Place.Column = "y"
	list := problem.List{
		row(2, problem.Error, "", true), twice, row(3, problem.Note, "", true),
		row(4, problem.Error, "acme", true), row(5, problem.Warning, "", false), {Severity: problem.Error, Shared: true},
	}
	if got := unassigned(list); got != 2 {
		t.Errorf("%d rows of nobody, want 2", got)
	}
}

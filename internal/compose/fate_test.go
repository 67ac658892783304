package compose

import (
	"testing"

	"compack/internal/problem"
)

func TestAChangedSeverityDoesNotHideWhatBecameOfTheRow(t *testing.T) {
	at := problem.Place{File: "a.csv", Row: 2}
	for want, p := range map[string]problem.Problem{
		"; the row was left out of every figure": {Place: at, Severity: problem.Warning, Rejected: true},
		"; the row was counted as it stands":     {Place: at, Severity: problem.Error, Stops: true},
		"":                                       {Place: at, Severity: problem.Error, Rejected: true, Stops: true},
	} {
		if got := (&composer{}).fate(p); got != want {
			t.Errorf("%+v: %q, want %q", p, got, want)
		}
	}
}

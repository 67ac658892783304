package framework

import (
	"compack/internal/locale"
	"compack/internal/metric"
	"compack/internal/period"
)

// Status says what a client's records show of a control.
type Status string

// The statuses. Every applicable control has one of the last five.
const (
	NotApplicable Status = "not_applicable"
	Passed        Status = "passed"      // the latest result in the period is a pass
	Failed        Status = "failed"      // it is a failure, in part or whole
	NoResult      Status = "no_result"   // tested in the period, which gave neither: error, not checked
	Earlier       Status = "earlier"     // tested before the period only
	NoEvidence    Status = "no_evidence" // never tested
)

// In returns the status as readers see it.
func (s Status) In(l *locale.Locale) string {
	switch s {
	case NotApplicable:
		return l.Say("Not applicable")
	case Passed:
		return l.Say("Passed")
	case Failed:
		return l.Say("Failed")
	case NoResult:
		return l.Say("No result")
	case Earlier:
		return l.Say("Tested earlier only")
	case NoEvidence:
		return l.Say("No evidence")
	}
	return ""
}

// Report is how far one client's records cover the chosen frameworks.
type Report struct {
	// Provided says that there is a statement of applicability; without one nothing
	// is known, which is not zero.
	Provided bool
	Tests    bool // that control tests were provided
	Covered  []Coverage
	Outside  []Outside // tests of controls that belong to no chosen framework
	Undated  int       // tests without a date, which say nothing of a period
	Later    int       // tests after the as-of date
}

// Coverage is what is known of the controls of one framework.
type Coverage struct {
	Framework *Definition
	States    []State // of all its controls, in their order
}

// State is what is known of one control.
type State struct {
	Control        Control
	Status         Status
	Stated         bool     // a record says whether it applies; one that nobody speaks of counts as applicable
	Records        []string // its own records, as the vendor names them
	Via            []string // the mapped controls whose tests are counted in place of its own
	Justification  string
	Implementation string
	Owner          string
	LastTested     period.Date // [period.None] where there is no test up to the as-of date
	Result         string      // the title of the result that decided
	Muted          int         // failures among the deciding tests that were muted
}

// Outside is a control outside the chosen frameworks that has tests.
type Outside struct {
	Control   string // as the vendor names it
	Framework string // the framework that it belongs to, "" where none is known
	Tests     int
	Mapped    bool // tests of it count by the crosswalk
}

// Counts adds up the states of a framework or of a group. Applicable = Passed +
// Failed + NoResult + Earlier + NoEvidence.
type Counts struct {
	NotApplicable, Applicable                     int
	Passed, Failed, NoResult, Earlier, NoEvidence int
	Unstated                                      int // applicable controls that no record speaks of
	Mapped                                        int // tested controls that are so by way of mapped ones
	Muted                                         int // failed controls with muted failures
}

// Tested is how many controls have a test in the period, whatever came of it.
func (c Counts) Tested() int { return c.Passed + c.Failed + c.NoResult }

// Share is the part of the applicable controls that were tested in the period.
func (c Counts) Share() metric.Fraction {
	return metric.Fraction{Num: int64(c.Tested()), Den: int64(c.Applicable)}
}

// Ties reports whether the counts add up.
func (c Counts) Ties() bool {
	return c.Applicable == c.Passed+c.Failed+c.NoResult+c.Earlier+c.NoEvidence
}

// Total counts all controls of the framework.
func (c Coverage) Total() Counts { return count(c.States, func(State) bool { return true }) }

// Of counts the controls of a group.
func (c Coverage) Of(group string) Counts {
	return count(c.States, func(s State) bool { return s.Control.Group == group })
}

func count(states []State, of func(State) bool) (n Counts) {
	tally := map[Status]*int{Passed: &n.Passed, Failed: &n.Failed, NoResult: &n.NoResult, Earlier: &n.Earlier, NoEvidence: &n.NoEvidence}
	for _, s := range states {
		if !of(s) {
			continue
		}
		if s.Status == NotApplicable {
			n.NotApplicable++
			continue
		}
		n.Applicable++
		*tally[s.Status]++
		if !s.Stated {
			n.Unstated++
		}
		if len(s.Via) > 0 && (s.Status == Passed || s.Status == Failed || s.Status == NoResult) {
			n.Mapped++
		}
		if s.Muted > 0 && s.Status == Failed {
			n.Muted++
		}
	}
	return n
}

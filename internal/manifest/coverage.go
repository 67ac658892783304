package manifest

import (
	"compack/internal/framework"
	"compack/internal/period"
)

// Coverage is how far control tests cover the chosen frameworks, as data. Nothing
// is known where no statement of applicability was provided.
type Coverage struct {
	Provided   bool                `json:"provided"`
	Tests      bool                `json:"tests_provided"`
	Frameworks []FrameworkCoverage `json:"frameworks"`
	Outside    []OutsideTests      `json:"outside"` // tests of controls in none of them
	Undated    int                 `json:"tests_without_a_date"`
	Later      int                 `json:"tests_after_the_as_of_date"`
}

// FrameworkCoverage is one framework's. Applicable = passed + failed + no_result +
// earlier + no_evidence; these and coverage are null where no tests were provided.
type FrameworkCoverage struct {
	ID            string           `json:"id"`
	Title         string           `json:"title"`
	NotApplicable int              `json:"not_applicable"`
	Applicable    int              `json:"applicable"`
	Unstated      int              `json:"unstated"`
	Passed        *int             `json:"passed"`
	Failed        *int             `json:"failed"`
	NoResult      *int             `json:"no_result"`
	Earlier       *int             `json:"earlier"`
	NoEvidence    *int             `json:"no_evidence"`
	Mapped        *int             `json:"tested_by_way_of_mapped_controls"`
	Muted         *int             `json:"failed_and_muted"`
	Coverage      *float64         `json:"coverage"` // a share of 1
	Controls      []CoveredControl `json:"controls"`
}

// CoveredControl is one control. Its status is null where it can't be known.
type CoveredControl struct {
	ID         string            `json:"id"`
	Title      string            `json:"title"`
	Status     *framework.Status `json:"status"`
	Stated     bool              `json:"stated"`
	Via        []string          `json:"via,omitempty"`
	LastTested *period.Date      `json:"last_tested"`
	Result     string            `json:"result,omitempty"`
	Muted      int               `json:"muted,omitempty"`
}

// OutsideTests are tests of a control in no chosen framework.
type OutsideTests struct {
	Control   string `json:"control"`
	Framework string `json:"framework,omitempty"`
	Tests     int    `json:"tests"`
	Mapped    bool   `json:"mapped"` // they count by the crosswalk
}

// NewCoverage returns r as data.
func NewCoverage(r framework.Report) Coverage {
	out := Coverage{Provided: r.Provided, Tests: r.Tests, Frameworks: []FrameworkCoverage{}, Outside: []OutsideTests{}, Undated: r.Undated, Later: r.Later}
	for _, c := range r.Covered {
		out.Frameworks = append(out.Frameworks, newFrameworkCoverage(c, r.Tests))
	}
	for _, o := range r.Outside {
		out.Outside = append(out.Outside, OutsideTests(o))
	}
	return out
}

func newFrameworkCoverage(c framework.Coverage, tests bool) FrameworkCoverage {
	n := c.Total()
	out := FrameworkCoverage{ID: c.Framework.ID, Title: c.Framework.Title, NotApplicable: n.NotApplicable, Applicable: n.Applicable, Unstated: n.Unstated}
	if tests {
		out.Passed, out.Failed, out.NoResult, out.Earlier, out.NoEvidence = &n.Passed, &n.Failed, &n.NoResult, &n.Earlier, &n.NoEvidence
		out.Mapped, out.Muted, out.Coverage = &n.Mapped, &n.Muted, number(n.Share())
	}
	for _, s := range c.States {
		one := CoveredControl{ID: s.Control.ID, Title: s.Control.Title, Stated: s.Stated, Via: s.Via, Result: s.Result, Muted: s.Muted}
		if tests || s.Status == framework.NotApplicable {
			one.Status = &s.Status
		}
		if !s.LastTested.IsNone() {
			one.LastTested = &s.LastTested
		}
		out.Controls = append(out.Controls, one)
	}
	return out
}

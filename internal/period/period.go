package period

// Period is a half-open interval of days [Start, End) with the label that
// names it in folders, packs and commands. The label is the identity.
type Period struct {
	Label string `json:"label"`
	Start Date   `json:"start"`
	End   Date   `json:"end"` // the first day after the period
}

// Last returns the period's last day.
func (p Period) Last() Date { return p.End - 1 }

// Contains reports whether d lies in the period.
func (p Period) Contains(d Date) bool { return p.Start <= d && d < p.End }

// Span returns the first and last day as prose shows them.
func (p Period) Span() string { return p.Start.Long() + " to " + p.Last().Long() }

package clause

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"compack/internal/locale"
	"compack/internal/metric"
)

// Verdict is what became of a clause in a period.
type Verdict string

// The verdicts. What has no figure is never met.
const (
	NotMet        Verdict = "not met"
	NoData        Verdict = "no data"
	Met           Verdict = "met"
	NotApplicable Verdict = "not applicable"
)

// Verdicts lists the verdicts in the order in which packs show them.
var Verdicts = []Verdict{NotMet, NoData, Met, NotApplicable}

// In says the verdict as readers see it: Not met.
func (v Verdict) In(l *locale.Locale) string {
	switch v {
	case Met:
		return l.Say("Met")
	case NotMet:
		return l.Say("Not met")
	case NoData:
		return l.Say("No data")
	}
	return l.Say("Not applicable")
}

// Status returns the status that stands for the verdict, none for a clause that
// does not apply.
func (v Verdict) Status() metric.Status {
	switch v {
	case Met:
		return metric.Green
	case NotMet:
		return metric.Red
	case NoData:
		return metric.NotAvailable
	}
	return metric.Untargeted
}

// Basis says who set a threshold.
type Basis string

// Where a threshold may come from, the first that states one.
const (
	OfClause Basis = "clause"
	OfClient Basis = "client" // the target that the configuration sets for the client
	OfMetric Basis = "metric" // the metric's own target
)

// Result is a clause with what became of it.
type Result struct {
	Clause
	Verdict Verdict
	Reason  string        // why there are no data, or why it does not apply; "" for the others
	Value   *metric.Value // what shows it; nil where it names no metric that there is
	// Limit is the threshold in the metric's own unit, a share of 1 for
	// percentages; nil where there is none.
	Limit *metric.Fraction
	Basis Basis
	Side  Comparison // the clause's comparison or else the metric's direction
	// Clock says that the clause's threshold is the time allowed, by which the
	// records' deadlines were set: the share that kept them must be all.
	Clock bool
	// Excepted says that an agreed exception is in force on the as-of day. It
	// changes no verdict.
	Excepted bool
}

// Count returns how many results have the verdict.
func Count(results []Result, v Verdict) (n int) {
	for _, r := range results {
		if r.Verdict == v {
			n++
		}
	}
	return n
}

// Sort orders results as packs show them: by verdict, contract, clause number and
// id.
func Sort(results []Result) {
	slices.SortStableFunc(results, func(a, b Result) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Verdicts, a.Verdict), slices.Index(Verdicts, b.Verdict)),
			compareNumbered(a.Contract, b.Contract), compareNumbered(a.Ref, b.Ref), compareNumbered(a.ID, b.ID),
		)
	})
}

// compareNumbered compares texts with numbers in them as people count: 4.2 comes
// before 4.10.
func compareNumbered(a, b string) int {
	for a != "" && b != "" {
		x, y := lead(a), lead(b)
		n, errN := strconv.Atoi(x)
		m, errM := strconv.Atoi(y)
		order := strings.Compare(x, y)
		if errN == nil && errM == nil {
			order = cmp.Or(cmp.Compare(n, m), order)
		}
		if order != 0 {
			return order
		}
		a, b = a[len(x):], b[len(y):]
	}
	return strings.Compare(a, b)
}

// lead returns the number that a text starts with, or what stands before the
// first one.
func lead(s string) string {
	isDigit := func(c byte) bool { return c >= '0' && c <= '9' }
	i := 1
	for i < len(s) && isDigit(s[i]) == isDigit(s[0]) {
		i++
	}
	return s[:i]
}

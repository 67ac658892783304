package measure

import (
	"fmt"
	"strings"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
)

// named is how many records a message names.
const named = 3

// doesNotTie says that a roll-forward does not add up, and which records cause
// it: those that are counted out without having been counted in, or the other way
// round, because they were closed before they were opened, or opened again without
// their closing date having been taken away.
func doesNotTie(m *metric.Metric, t *dataset.Table, b metric.BalanceValue, parts metric.BalanceRows) *problem.Problem {
	var keys []string
	for row := range t.Len() {
		in := amount(parts.Opening, row) + amount(parts.Opened, row) + amount(parts.Reopened, row) - amount(parts.Closed, row)
		if in == amount(parts.Closing, row) {
			continue
		}
		if len(keys) == named {
			keys = append(keys, "and others")
			break
		}
		keys = append(keys, t.KeyText(row))
	}
	reopened := ""
	if m.Reopens() {
		reopened = fmt.Sprintf(" + reopened %d", b.Reopened)
	}
	p := problem.New(problem.RuleBroken, problem.Place{Key: "metric " + m.ID},
		"the roll-forward does not add up: opening %d + opened %d%s - closed %d is not closing %d; look at %s",
		b.Opening, b.Opened, reopened, b.Closed, b.Closing, strings.Join(keys, ", "))
	p.Severity, p.Dataset = problem.Error, m.Definition.Dataset
	p.Hint = "correct the records that were closed before they were opened; the figure is left out until then"
	if m.Reopens() {
		p.Hint = "correct the records that were closed before they were opened, and take away the closing date of those that are open again; " +
			"the figure is left out until then"
	}
	return &p
}

func amount(r metric.Rows, row int) int {
	if r != nil && r.Has(row) {
		return 1
	}
	return 0
}

package evaluate

import (
	"fmt"

	"compack/internal/clause"
	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
)

// mistake is why a clause can't be compared as it is written.
type mistake struct{ field, message, hint string }

// unitOf returns the unit of a metric's figures: a share, days, hours or a count
// of items.
func unitOf(m *metric.Metric) clause.Unit {
	switch {
	case m.IsShare():
		return clause.Percent
	case m.Unit == string(clause.Days), m.Unit == string(clause.Hours):
		return clause.Unit(m.Unit)
	}
	return clause.Items
}

// threshold returns a clause's threshold in the metric's unit. Of a percentage, a
// number up to 1 is a share and a larger one a percentage.
func threshold(v float64, m *metric.Metric) metric.Fraction {
	f := metric.Written(v)
	if unitOf(m) == clause.Percent && v > 1 {
		return over(f, 100)
	}
	return f
}

// over returns f divided by n, undefined where 64 bits can't hold it.
func over(f metric.Fraction, n int64) metric.Fraction {
	if f.Den > (1<<62)/n {
		return metric.Fraction{}
	}
	return metric.Fraction{Num: f.Num, Den: f.Den * n}
}

// isClock reports whether the clause's threshold is the time by which the deadlines
// were set that the metric, a share, looks at.
func isClock(c clause.Clause, m *metric.Metric) bool {
	if !m.IsShare() || c.Threshold == nil || c.Unit != clause.Hours && c.Unit != clause.Days {
		return false
	}
	for _, name := range m.Fields() {
		if f, ok := m.On.Field(name); ok && f.Deadline != nil && f.Deadline.Clause == c.Kind && c.Kind != "" {
			return true
		}
	}
	return false
}

// misfit says what keeps the clause's unit or threshold from being compared with
// the metric's figures, nil where nothing does.
func misfit(c clause.Clause, m *metric.Metric) *mistake {
	if isClock(c, m) {
		return nil
	}
	unit := unitOf(m)
	if c.Unit != "" && c.Unit != unit {
		return &mistake{"unit", fmt.Sprintf("the threshold is in %s, and %s is in %s", c.Unit, m.ID, unit),
			fmt.Sprintf("write the threshold in %s, or name another metric", unit)}
	}
	if c.Threshold == nil {
		return nil
	}
	v := *c.Threshold
	wrong := func(hint, format string, args ...any) *mistake {
		return &mistake{"threshold", fmt.Sprintf(format, args...), hint}
	}
	switch {
	case v < 0 || unit == clause.Percent && v > 100 || !threshold(v, m).Defined():
		return wrong("correct the threshold", "%v is no threshold for %s, which is in %s", v, m.ID, unit)
	case unit == clause.Percent && v == 1 && side(c, m) == clause.AtMost:
		return wrong("write 0.01 for 1 percent", "every share meets a threshold of at most 1, which stands for 100 %%")
	case v == 0 && side(c, m) == clause.AtLeast:
		return wrong("correct the threshold", "every figure meets a threshold of at least 0")
	}
	return nil
}

// Check returns a problem for each clause that names no metric that there is, or
// whose threshold can't be compared with it, placed at its record. The table holds
// the clauses of all clients.
func Check(requirements *dataset.Table, metrics []*metric.Metric, ledger dataset.Ledger) problem.List {
	known := map[string]*metric.Metric{}
	ids := make([]string, len(metrics))
	for i, m := range metrics {
		known[m.ID], ids[i] = m, m.ID
	}
	var problems problem.List
	for _, c := range clause.Of(requirements) {
		if c.Metric == "" {
			continue
		}
		var found *mistake
		if m := known[c.Metric]; m != nil {
			found = misfit(c, m)
		} else {
			found = &mistake{"metric", fmt.Sprintf("there is no metric %q", c.Metric), "write the id of a metric, as the files under templates/metrics have it"}
			if near := problem.Nearest(c.Metric, ids); near != "" {
				found.message += fmt.Sprintf("; did you mean %s?", near)
			}
		}
		if found != nil {
			problems = append(problems, placed(c, *found, ledger))
		}
	}
	return problems
}

// placed returns the problem at the clause's cell.
func placed(c clause.Clause, m mistake, ledger dataset.Ledger) problem.Problem {
	at := problem.Place{Row: int(c.Origin.Row)}
	if i := int(c.Origin.Source); i >= 0 && i < len(ledger) {
		s := ledger[i]
		at.File, at.Sheet, at.Column = s.File, s.Sheet, s.Columns[m.field]
	}
	p := problem.New(problem.Unmeasurable, at, "clause %s can't be measured: %s", c.ID, m.message)
	p.Dataset, p.Record, p.Hint = clause.Dataset, c.ID, m.hint
	p.Of(c.Scope)
	return p
}

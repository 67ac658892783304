package merge

import (
	"compack/internal/dataset"
	"compack/internal/problem"
)

// reopen takes away the closing day of records that were opened again after it, on
// or before the as-of date: some systems keep it, and the record would count as
// closed while it is open. Each is reported, for a figure rests on it.
func (m *merger) reopen(t *dataset.Table) error {
	d := t.Def.Movement
	if d == nil || d.Closed == "" || d.Reopened == "" {
		return nil
	}
	closed, reopened := t.Col(d.Closed), t.Col(d.Reopened)
	for row := range t.Len() {
		if closed.IsEmpty(row) || reopened.IsEmpty(row) || reopened.Date(row) <= closed.Date(row) || reopened.Date(row) > m.Dates.AsOf {
			continue
		}
		p := m.report(problem.StaleClosing, t, row, d.Closed, "%s was opened again on %s, after that day; the day is left out, and it counts as open",
			name(t, row), reopened.Text(row))
		p.Value = closed.Text(row)
		closed.Clear(row)
	}
	return nil
}

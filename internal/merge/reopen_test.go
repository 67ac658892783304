package merge

import (
	"testing"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// TestAClosingDayBeforeTheReopeningIsLeftOut has an as-of date of 30 September.
func TestAClosingDayBeforeTheReopeningIsLeftOut(t *testing.T) {
	defs := []*dataset.Definition{{ID: "actions", Singular: "action", Plural: "actions", Key: []string{"id"}, Scope: "client",
		Movement: &dataset.Movement{Closed: "closed", Reopened: "reopened"},
		Fields:   []dataset.Field{text("id"), text("client"), field("closed", dataset.Date), field("reopened", dataset.Date)}}}
	tables, problems, _ := merged(t, defs, map[string][]string{"actions": {
		"A1|a|2026-03-20|2026-05-02", "A2|a|2026-08-20|2026-05-02", "A3|a|2026-05-02|2026-05-02", "A4|*|2026-09-20|2026-10-01", "A5|a|-|2026-05-02", "A6|a|2026-05-02",
	}}, nil, nil)
	sameLines(t, seen(tables["actions"], "a", "id", "closed"), []string{"A1|", "A2|2026-08-20", "A3|2026-05-02", "A4|2026-09-20", "A5|", "A6|2026-05-02"})
	sameLines(t, messages(problems), []string{"K007 actions.csv, row 2: action A1 was opened again on 2026-05-02, after that day; the day is left out, and it counts as open"})
	if p := problems[0]; p.Severity != problem.Warning || p.Value != "2026-03-20" || p.Client != "a" {
		t.Errorf("%+v", p)
	}
}

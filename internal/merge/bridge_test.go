package merge

import (
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// TestABridgeMakesOneRecordOfTwo has client a's finding in an old and a new export,
// an action that names the old one, and client b with an identifier of its own.
func TestABridgeMakesOneRecordOfTwo(t *testing.T) {
	w := build([]string{"F1|a|2026-07-01|-", "J1|a|2026-07-02|-", "F2|b|2026-07-01|-", "F3|b|2026-07-01|-"}, []string{"A1|a|F1|-", "A2|b|F2|-", "A3|b|F3|-"})
	tables, problems, err := Merge(Input{Tables: w.tables, Datasets: []*dataset.Definition{findings, actions}, Ledger: w.ledger,
		Bridges: []dataset.Bridge{{Dataset: "findings", File: "bridge.csv", New: map[string]string{"F1": "J1", "F2": "J2", "F9": "J9"}}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, id := range []string{"findings", "actions"} {
		for row := range tables[id].Len() {
			got = append(got, line(tables[id], row, tables[id].Def.FieldNames()...))
		}
	}
	sameLines(t, got, []string{"F3|b|2026-07-01||1", "J1|a|2026-07-02||1", "J2|b|2026-07-01||1", "A1|a|J1|", "A2|b|J2|", "A3|b|F3|"})
	problems.Sort()
	got = nil
	for _, p := range problems {
		got = append(got, p.Client+" "+string(p.Code)+" "+p.String())
	}
	const replaced = ": identifiers of findings were replaced by newer ones: in 1 of their records, in 1 references to them"
	sameLines(t, got, []string{
		"a K006 bridge.csv" + replaced, "b K006 bridge.csv" + replaced,
		`a K001 findings.csv, row 2, column "Ref": finding stands again in row 3 and counts as it stands there (they differ in Raised on)`})
	if seen := problems.Shares().For("a"); len(seen) != 2 || strings.Contains(seen[0].Message+seen[1].Message, "F2") {
		t.Errorf("client a sees %v", seen)
	}
}

// TestABridgeRepairsAReferenceOnly has the record known by the new identifier
// alone.
func TestABridgeRepairsAReferenceOnly(t *testing.T) {
	w := build([]string{"J1|*|2026-07-01|-"}, []string{"A1|a|F1|-"})
	tables, problems, _ := Merge(Input{Tables: w.tables, Datasets: []*dataset.Definition{findings, actions}, Ledger: w.ledger,
		Bridges: []dataset.Bridge{{Dataset: "findings", New: map[string]string{"F1": "J1"}}}})
	if got := tables["actions"].Col("finding_id").Text(0); got != "J1" {
		t.Errorf("the action refers to %s", got)
	}
	for _, p := range problems {
		if p.Code != problem.Bridged {
			t.Errorf("got %v", p)
		}
	}
}

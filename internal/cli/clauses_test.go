package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xuri/excelize/v2"

	"compack/internal/clause"
	"compack/internal/cli"
)

// contract is a workspace with four assignments of Acme, three of them done (75 %),
// and none of Globex.
const contract = `
-- compack.yaml --
vendor: {name: Test Vendor}
period: 2026-Q3
shared: [All clients]
clients:
  - {id: acme, name: Acme, targets: [{metric: training.completion, target: 0.7}]}
  - {id: globex, name: Globex}
sources:
  - {dataset: training, files: training.csv}
  - {dataset: requirements, files: clauses.csv}
-- inputs/training.csv --
Employee ID,Client,Course,Due Date,Completed On
E1,Acme,Security,2026-07-31,2026-07-01
E2,Acme,Security,2026-07-31,2026-07-02
E3,Acme,Security,2026-07-31,2026-07-03
E4,Acme,Security,2026-07-31,
-- inputs/clauses.csv --
Requirement ID,Client,Contract,Clause,Requirement,Type,Metric,Threshold,Unit,Comparison,Effective To,Exception,Exception Until
equal,Acme,MSA,4.2,Three in four are trained,training,training.completion,75,percent,at_least,,,
above,Acme,MSA,4.10,Nearly all are trained,training,training.completion,75.5,percent,at_least,,one course excepted,2026-12-31
target,Acme,MSA,5,Staff are trained,training,training.completion,,,,,,
late,Acme,MSA,6,Nobody is late,training,training.people_overdue,0,items,at_most,,,
past,Acme,MSA,7,Was asked for once,training,training.completion,90,percent,at_least,2026-06-30,,
hours,Acme,MSA,8,Within three days,sla,training.completion,72,hours,at_most,,,
typo,Acme,MSA,9,Mistyped,training,training.complete,90,percent,at_least,,,
audit,Acme,MSA,10,The client may audit,audit_right,,,,,,,
risk,All clients,MSA,11,Risks are reviewed,other,risks.review_overdue,0,items,at_most,,,
same,Globex,MSA,1,Three in four are trained,training,training.completion,75,percent,at_least,,,
`

// makeWorkspace writes the files and makes the packs, and returns their folder.
func makeWorkspace(t *testing.T, files string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(files)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code, out := run(t, today, "--config", filepath.Join(dir, "compack.yaml")); code != cli.Done {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	return filepath.Join(dir, "out", "2026-Q3")
}

// TestEachClientsClausesAreJudgedByItsOwnFigures: Globex has no assignment, so its
// clause has no data, whatever Acme's figures are.
func TestEachClientsClausesAreJudgedByItsOwnFigures(t *testing.T) {
	packs := makeWorkspace(t, contract)
	for client, want := range map[string]string{
		"acme": "above not met, late not met, typo no data, hours no data, audit no data, risk no data, equal met, target met, past not applicable",
		// The clause for all clients is Globex's, too.
		"globex": "same no data, risk no data",
	} {
		var got []string
		for _, c := range readFigures(t, filepath.Join(packs, client)).Clauses {
			got = append(got, c.ID+" "+string(c.Verdict))
		}
		ordered := strings.Split(want, ", ")
		if len(ordered) != len(got) {
			t.Errorf("%s: got %v", client, got)
			continue
		}
		for _, w := range ordered {
			if !strings.Contains(strings.Join(got, ", ")+",", w+",") {
				t.Errorf("%s: %q is not among %v", client, w, got)
			}
		}
	}
	for _, c := range readFigures(t, filepath.Join(packs, "acme")).Clauses {
		switch c.ID {
		case "equal":
			if *c.Value != 0.75 || *c.Threshold != 0.75 || c.Figure == "" || c.ThresholdFrom != clause.OfClause {
				t.Errorf("equal: %+v", c)
			}
		case "target":
			if *c.Threshold != 0.7 || c.ThresholdFrom != clause.OfClient {
				t.Errorf("target: %+v", c)
			}
		case "above":
			if c.Exception == nil || !c.Exception.InForce {
				t.Errorf("above: %+v", c)
			}
		}
	}
}

// TestClausesOnTheSheetFollowTheRecords recalculates the sheet as it is and after
// one more assignment is done: 4 of 4 meets 75.5 %, and nobody is late.
func TestClausesOnTheSheetFollowTheRecords(t *testing.T) {
	packs := makeWorkspace(t, contract)
	book := openWorkbook(t, filepath.Join(packs, "acme", "workbook.xlsx"))
	verdicts := func() map[string]string {
		out := map[string]string{}
		rows, err := book.GetRows("Clauses")
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			id, _ := book.GetCellValue("Clauses", fmt.Sprintf("A%d", i+1))
			cell := fmt.Sprintf("L%d", i+1)
			formula, _ := book.GetCellFormula("Clauses", cell)
			if formula == "" {
				continue
			}
			verdict, err := book.CalcCellValue("Clauses", cell)
			if err != nil {
				t.Fatalf("%s =%s: %v", cell, formula, err)
			}
			value, err := book.CalcCellValue("Clauses", fmt.Sprintf("K%d", i+1), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			out[id] = value + " " + verdict
		}
		return out
	}
	if got := fmt.Sprint(verdicts()); got != "map[above:0.75 Not met equal:0.75 Met late:1 Not met target:0.75 Met]" {
		t.Errorf("got %s", got)
	}
	column := ""
	header, err := book.GetRows("Training")
	if err != nil {
		t.Fatal(err)
	}
	for i, title := range header[0] {
		if title == "Completed on" {
			column, _ = excelize.ColumnNumberToName(i + 1)
		}
	}
	for row := 2; row <= 5; row++ {
		cell := fmt.Sprintf("%s%d", column, row)
		if v, _ := book.GetCellValue("Training", cell); v == "" {
			if err := book.SetCellValue("Training", cell, 46200); err != nil { // 2026-06-27
				t.Fatal(err)
			}
		}
	}
	if got := fmt.Sprint(verdicts()); got != "map[above:1 Met equal:1 Met late:0 Met target:1 Met]" {
		t.Errorf("with all done: got %s", got)
	}
}

// TestNothingIsOnlyAZeroWhereItIsAttested: a clause that allows no overdue finding
// is met where every source of findings is attested to hold none, and has no data
// where the file is merely empty, where only one of two sources is attested, and
// where there is no file.
func TestNothingIsOnlyAZeroWhereItIsAttested(t *testing.T) {
	const attested = "attested_none: {by: R. Roe, on: 2026-09-30}"
	for sources, want := range map[string]string{
		"{dataset: findings, files: none.csv, " + attested + "}":                                                    "met",
		"{dataset: findings, files: none.csv}":                                                                      "no data: no findings in scope",
		"{dataset: findings, files: absent.csv, required: false, " + attested + "}":                                 "no data: Findings not provided",
		"{dataset: findings, files: none.csv, " + attested + "}, {dataset: findings, files: other.csv}":             "no data: no findings in scope",
		"{dataset: findings, files: none.csv, " + attested + "}, {dataset: findings, files: other.csv, client: nn}": "met", // speaks of another client
	} {
		packs := makeWorkspace(t, `
-- compack.yaml --
vendor: {name: Test Vendor}
period: 2026-Q3
clients: [{id: acme, name: Acme}, {id: nn, name: Nobody}]
sources: [{dataset: requirements, files: clauses.csv}, `+sources+`]
-- inputs/clauses.csv --
Requirement ID,Client,Requirement,Type,Metric,Threshold,Unit,Comparison
one,Acme,No finding is overdue,sla,findings.overdue,0,items,at_most
-- inputs/none.csv --
Finding ID,Client,Title,Severity,Status,Opened On,Due Date
-- inputs/other.csv --
Finding ID,Client,Title,Severity,Status,Opened On,Due Date
`)
		c := readFigures(t, filepath.Join(packs, "acme")).Clauses[0]
		got := string(c.Verdict)
		if c.Reason != "" {
			got += ": " + c.Reason
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", sources, got, want)
		}
	}
}

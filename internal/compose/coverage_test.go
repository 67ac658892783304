package compose

import (
	"fmt"
	"strings"
	"testing"

	"compack/internal/document"
	"compack/internal/framework"
	"compack/internal/period"

	"github.com/google/go-cmp/cmp"
)

// covering returns a composer with what is known of a framework of five controls in
// two groups.
func covering(tests bool) *composer {
	day := period.NewDate(2026, 8, 1)
	defs := []framework.Definition{{ID: "small-1", Title: "Small", Groups: []framework.Group{{ID: "A", Title: "First"}, {ID: "B", Title: "Second"}}}}
	control := func(id, group string) framework.Control {
		return framework.Control{ID: id, Title: "About " + id, Group: group}
	}
	states := []framework.State{
		{Control: control("A.1", "A"), Status: framework.Passed, Stated: true, LastTested: day, Result: "Passed"},
		{Control: control("A.2", "A"), Status: framework.Failed, Stated: true, LastTested: day, Result: "Failed", Muted: 1, Owner: "P-1"},
		{Control: control("A.3", "A"), Status: framework.NoEvidence, LastTested: period.None},
		{Control: control("A.4", "A"), Status: framework.Failed, Via: []string{"CIS 1.1"}, LastTested: day, Result: "Failed"},
		{Control: control("B.1", "B"), Status: framework.NotApplicable, Stated: true, LastTested: period.None, Justification: "None here"},
	}
	return newComposer(Input{
		Template: &Template{},
		Period:   period.Period{Label: "2026-Q3", Start: period.NewDate(2026, 7, 1), End: period.NewDate(2026, 10, 1)}, AsOf: period.NewDate(2026, 9, 30),
		Catalog: framework.NewCatalog(defs, framework.Crosswalk{Note: "Our reading."}),
		Coverage: framework.Report{Provided: true, Tests: tests, Covered: []framework.Coverage{{Framework: &defs[0], States: states}},
			Outside: []framework.Outside{{Control: "CTRL-7", Tests: 2}}, Undated: 1},
	})
}

// lines returns a table's rows as readers see them.
func lines(t document.Table) (out []string) {
	rows := t.Rows
	if len(t.Total) > 0 {
		rows = append(rows, t.Total)
	}
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, cell.In(nil))
		}
		out = append(out, strings.Join(cells, " | "))
	}
	return out
}

func TestCoverageBlockAccountsForEveryControl(t *testing.T) {
	c := covering(true)
	blocks, err := c.coverage([]byte("framework: small-1\n"))
	if err != nil || len(blocks) != 4 {
		t.Fatalf("%d blocks: %v", len(blocks), err)
	}
	account := blocks[0].(document.Table)
	want := []string{"A First | 0 | 4 | 3 | 1 | 2 | 0 | 0 | 1 | 75.0 %", "B Second | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | n/a", "All | 1 | 4 | 3 | 1 | 2 | 0 | 0 | 1 | 75.0 %"}
	if diff := cmp.Diff(want, lines(account)); diff != "" {
		t.Errorf("account (-want +got):\n%s", diff)
	}
	for _, part := range []string{"2 controls stand in no statement", "1 of those tested has no test of its own", "1 failed control has failures that were muted"} {
		if !strings.Contains(account.Note, part) {
			t.Errorf("the note %q does not say %q", account.Note, part)
		}
	}
	chart := blocks[1].(document.Chart)
	if chart.Kind != document.Stacked || len(chart.Series) != 5 || fmt.Sprint(chart.Categories) != "[A First]" || chart.Title != "3 of 4 applicable controls were tested in 2026-Q3, 3 with a result" {
		t.Errorf("chart %+v", chart)
	}
	for _, s := range chart.Series {
		if len(s.Values) != len(chart.Categories) {
			t.Errorf("series %s has %d values", s.Name, len(s.Values))
		}
	}
	want = []string{"A.2 | About A.2 | Failed | 2026-08-01 | Failed (muted) | ", "A.4 | About A.4 | Failed | 2026-08-01 | Failed | CIS 1.1", "A.3 | About A.3 | No evidence |  |  | "}
	if diff := cmp.Diff(want, lines(blocks[2].(document.Table))); diff != "" {
		t.Errorf("list (-want +got):\n%s", diff)
	}
	said := blocks[3].(document.Paragraph).Text.In(nil)
	for _, part := range []string{"Mapped is not tested", "Our reading.", "none of the frameworks: 2, of CTRL-7.", "without a date, which count for no period: 1."} {
		if !strings.Contains(said, part) {
			t.Errorf("the note %q does not say %q", said, part)
		}
	}
}

func TestCoverageBlockListsWhatItIsAskedFor(t *testing.T) {
	for body, want := range map[string]int{"only: failed": 2, "only: all": 5, "only: all\nlimit: 3": 3, "limit: 0": 3} {
		blocks, err := covering(true).coverage([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		list := blocks[2].(document.Table)
		if len(list.Rows) != want || (list.Cut != "") != strings.Contains(body, "limit: 3") {
			t.Errorf("%s lists %d controls, cut %q", body, len(list.Rows), list.Cut)
		}
	}
	c := covering(true)
	c.Coverage.Covered[0].States = c.Coverage.Covered[0].States[:1]
	blocks, err := c.coverage([]byte("only: failed"))
	if list := blocks[2].(document.Table); err != nil || list.Empty != "No control of Small failed." || list.Sorted != "" {
		t.Errorf("without a failure the list says %q, %q: %v", list.Empty, list.Sorted, err)
	}
	for _, body := range []string{"only: some", "framework: smal-1", "framework: other", "frame: x"} {
		if _, err := covering(true).coverage([]byte(body)); err == nil {
			t.Errorf("%q is taken", body)
		}
	}
}

func TestCoverageOfWhatWasNotProvidedIsNotZero(t *testing.T) {
	c := covering(false)
	blocks, err := c.coverage(nil)
	if err != nil || len(blocks) != 1 {
		t.Fatalf("%d blocks: %v", len(blocks), err)
	}
	want := []string{"A First | 0 | 4" + strings.Repeat(" | n/a", 7), "B Second | 1 | 0" + strings.Repeat(" | n/a", 7), "All | 1 | 4" + strings.Repeat(" | n/a", 7)}
	if diff := cmp.Diff(want, lines(blocks[0].(document.Table))); diff != "" {
		t.Errorf("account (-want +got):\n%s", diff)
	}
	c.Coverage = framework.Report{}
	blocks, err = c.coverage(nil)
	if err != nil || len(blocks) != 1 || !strings.Contains(blocks[0].(document.Paragraph).Text.In(nil), "not provided") {
		t.Errorf("%v: %v", blocks, err)
	}
}

func TestCoverageSheetHasEveryControl(t *testing.T) {
	want := []string{
		"Small | A | A.1 | About A.1 | Passed |  | 2026-08-01 | Passed |  | Yes |  |  |  | ",
		"Small | A | A.2 | About A.2 | Failed |  | 2026-08-01 | Failed | 1 | Yes |  |  | P-1 | ",
		"Small | A | A.3 | About A.3 | No evidence |  |  |  |  | No |  |  |  | ",
		"Small | A | A.4 | About A.4 | Failed | CIS 1.1 | 2026-08-01 | Failed |  | No |  |  |  | ",
		"Small | B | B.1 | About B.1 | Not applicable |  |  |  |  | Yes |  |  |  | None here",
		"not known |  | CTRL-7 |  | In no chosen framework |  |  | Tests: 2 |  |  |  |  |  | ",
	}
	sheet := covering(true).evidenceCoverage()
	if diff := cmp.Diff(want, lines(sheet)); diff != "" {
		t.Errorf("sheet (-want +got):\n%s", diff)
	}
	for _, row := range sheet.Rows {
		if len(row) != len(sheet.Columns) {
			t.Errorf("a row of %d cells below %d columns", len(row), len(sheet.Columns))
		}
	}
}

package cover

import (
	"math/rand/v2"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/framework"
	"compack/internal/metric"
	"compack/internal/period"

	"github.com/google/go-cmp/cmp"
)

var (
	controlsDef = &dataset.Definition{ID: "controls", Key: []string{"control_id"}, Scope: "client", Fields: []dataset.Field{
		{Name: "control_id", Type: dataset.Text}, {Name: "framework", Type: dataset.Text, Default: "iso"}, {Name: "applicable", Type: dataset.Boolean},
		{Name: "justification", Type: dataset.Text}, {Name: "owner", Type: dataset.Text},
	}}
	testsDef = &dataset.Definition{ID: "control_tests", Key: []string{"test_id"}, Scope: "client", Fields: []dataset.Field{
		{Name: "control_id", Type: dataset.Text}, {Name: "performed_on", Type: dataset.Date},
		{Name: "result", Type: dataset.Enum, Values: []dataset.Value{{Name: "pass", Title: "Pass"}, {Name: "partial", Title: "Partial"}, {Name: "fail", Title: "Fail"},
			{Name: "error", Title: "Error"}, {Name: "not_checked", Title: "Not checked"}, {Name: "not_applicable", Title: "Not applicable"}}},
		{Name: "muted", Type: dataset.Boolean},
	}}
)

// table returns records written as lines of values between bars.
func table(def *dataset.Definition, lines []string) *dataset.Table {
	t := dataset.NewTable(def)
	for row, line := range lines {
		cells := strings.Split(line, "|")
		for i := range def.Fields {
			c, cell := t.Column(i), ""
			if i < len(cells) {
				cell = strings.TrimSpace(cells[i])
			}
			switch c.Field.Type {
			case dataset.Text:
				c.AppendText(cell)
			case dataset.Date:
				day := period.None
				if cell != "" {
					day, _ = period.ParseDate(cell)
				}
				c.AppendCode(int32(day))
			case dataset.Boolean:
				c.AppendCode(map[string]int32{"": dataset.Empty, "no": 0, "yes": 1}[cell])
			default:
				code, ok := c.Lookup(cell)
				if !ok {
					code = dataset.Empty
				}
				c.AppendCode(code)
			}
		}
		t.Commit(dataset.Origin{Row: int32(row + 2)})
	}
	return t
}

func controls(group string, ids ...string) (out []framework.Control) {
	for _, id := range ids {
		out = append(out, framework.Control{ID: id, Title: id, Group: group})
	}
	return out
}

func catalog() *framework.Catalog {
	return framework.NewCatalog([]framework.Definition{
		{ID: "cis", Title: "CIS", Controls: controls("7", "7.1", "7.2")},
		{ID: "iso", Title: "ISO", Letters: "A", Groups: []framework.Group{{ID: "A.5"}, {ID: "A.8"}},
			Controls: append(controls("A.5", "A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.5.5"), controls("A.8", "A.8.1", "A.8.2", "A.8.3", "A.8.8")...)},
		{ID: "nist", Title: "NIST", Parts: true, Controls: controls("AC", "AC-1", "AC-2", "RA-5", "RA-6", "RA-7")},
	}, framework.Crosswalk{From: "iso", Mappings: []framework.Mapping{
		{Control: "A.5.1", To: map[string][]string{"nist": {"AC-1"}}},
		{Control: "A.5.3", To: map[string][]string{"nist": {"RA-7"}}},
		{Control: "A.8.1", To: map[string][]string{"nist": {"RA-5"}}},
		{Control: "A.8.8", To: map[string][]string{"nist": {"RA-5", "RA-6"}, "cis": {"7.1"}}},
	}})
}

var quarter = metric.Dates{Start: period.NewDate(2026, 7, 1), End: period.NewDate(2026, 9, 30), AsOf: period.NewDate(2026, 9, 30)}

var (
	someControls = []string{
		"A.5.1|iso|yes||Ann", "5.2|iso|yes||Bob", "A.5.3|iso|no|We have none|Ann", "ISO A.5.4||yes", "A.5.5|iso|yes||Cem",
		"A.8.1|iso||", "A.8.2|iso|yes", "A.8.8|iso|yes||Dee", // nobody speaks of A.8.3
		"CTRL-7|iso|yes", "H.1|HIPAA|yes", "AC-2|iso|yes||Eve",
	}
	someTests = []string{
		"A.5.1|2026-08-01|fail", "A.5.1|2026-09-01|pass", // the later one counts
		"5.2|2026-07-01|pass", "5.2|2026-07-01|fail|yes", "5.2|2026-06-30|fail|yes", // of one day the worst; muted
		"A.5.3|2026-08-15|fail",                          // does not apply
		"ISO A.5.4|2026-09-30|error",                     // no result
		"A.5.5|2026-06-30|pass", "A.5.5|2026-10-01|fail", // before the period, after the as-of date
		"A.8.1|2026-08-20|partial", "A.8.8|2026-09-10|pass", // both stand for RA-5
		"A.8.2||pass", // no date
		"AC-2(1)|2026-09-02|pass", "AC-2(3)|2026-07-02|fail", "AC-2(3)|2026-08-02|not_checked",
		"CTRL-7|2026-09-02|pass", "CTRL-7|2026-09-03|pass", "H.1|2026-09-02|fail", "CIS 7.2|2026-08-02|pass", "CIS 7.1|2026-08-03|not_applicable",
	}
)

func cover(chosen, controls, tests []string) framework.Report {
	return Cover(Input{Catalog: catalog(), Chosen: chosen, Controls: table(controlsDef, controls), Tests: table(testsDef, tests), Dates: quarter})
}

// told returns states as lines: control, status, by way of what, last tested,
// result, muted failures, owner.
func told(c framework.Coverage) (lines []string) {
	for _, s := range c.States {
		line := []string{s.Control.ID, string(s.Status), strings.Join(s.Via, "+"), s.LastTested.String(), s.Result, strings.Repeat("m", s.Muted), s.Owner}
		if !s.Stated {
			line = append(line, "unstated")
		}
		lines = append(lines, strings.TrimRight(strings.Join(line, "|"), "|"))
	}
	return lines
}

func TestCoverageOfASmallStatement(t *testing.T) {
	report := cover([]string{"iso", "nist"}, someControls, someTests)
	if len(report.Covered) != 2 || !report.Provided || !report.Tests {
		t.Fatalf("%d frameworks", len(report.Covered))
	}
	for i, want := range [][]string{{
		"A.5.1|passed||2026-09-01|Pass||Ann",
		"A.5.2|failed||2026-07-01|Fail|m|Bob",
		"A.5.3|not_applicable||2026-08-15|||Ann",
		"A.5.4|no_result||2026-09-30|Error",
		"A.5.5|earlier||2026-06-30|Pass||Cem",
		"A.8.1|failed||2026-08-20|Partial",
		"A.8.2|no_evidence",
		"A.8.3|no_evidence||||||unstated",
		"A.8.8|passed||2026-09-10|Pass||Dee",
	}, {
		"AC-1|passed|A.5.1|2026-09-01|Pass||Ann|unstated",
		// AC-2(1) passed and AC-2(3) was not checked when last tried: no pass.
		"AC-2|no_result||2026-09-02|Not checked||Eve",
		// A.8.1 worked in part only, though A.8.8 passed after it.
		"RA-5|failed|A.8.1+A.8.8|2026-09-10|Partial||Dee|unstated",
		"RA-6|passed|A.8.8|2026-09-10|Pass||Dee|unstated",
		"RA-7|no_evidence||||||unstated", // A.5.3, mapped to it, does not apply
	}} {
		if diff := cmp.Diff(want, told(report.Covered[i])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", report.Covered[i].Framework.ID, diff)
		}
	}
	if s := report.Covered[0].States[2]; s.Justification != "We have none" {
		t.Errorf("justification %q", s.Justification)
	}
	// Of the nine of iso one does not apply; 2 passed, 2 failed, 1 gave no result, 1
	// was tested earlier, 2 never: 5 of 8 are tested.
	want := framework.Counts{NotApplicable: 1, Applicable: 8, Passed: 2, Failed: 2, NoResult: 1, Earlier: 1, NoEvidence: 2, Unstated: 1, Muted: 1}
	total := report.Covered[0].Total()
	if diff := cmp.Diff(want, total); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if total.Share() != (metric.Fraction{Num: 5, Den: 8}) || !total.Ties() {
		t.Errorf("share %v", total.Share())
	}
	if got := report.Covered[0].Of("A.5"); got.Applicable != 4 || got.Passed != 1 || !got.Ties() {
		t.Errorf("counts of A.5: %+v", got)
	}
	if got := report.Covered[1].Total(); got.Mapped != 3 || got.Unstated != 4 {
		t.Errorf("counts of nist: %+v", got)
	}
	if report.Undated != 1 || report.Later != 1 {
		t.Errorf("%d tests without a date, %d after the as-of date", report.Undated, report.Later)
	}
	outside := []framework.Outside{{Control: "CIS 7.1", Framework: "cis", Tests: 1, Mapped: true}, {Control: "CIS 7.2", Framework: "cis", Tests: 1},
		{Control: "CTRL-7", Framework: "iso", Tests: 2}, {Control: "H.1", Framework: "HIPAA", Tests: 1}}
	if diff := cmp.Diff(outside, report.Outside); diff != "" {
		t.Errorf("outside (-want +got):\n%s", diff)
	}
}

func TestFrameworksAreThoseThatTheRecordsBelongTo(t *testing.T) {
	report := cover(nil, someControls, someTests)
	if len(report.Covered) != 2 || report.Covered[0].Framework.ID != "iso" || report.Covered[1].Framework.ID != "nist" {
		t.Errorf("%d frameworks: %+v", len(report.Covered), report.Covered)
	}
}

func TestOwnTestsOfThePeriodComeBeforeMappedOnes(t *testing.T) {
	for _, tt := range []struct{ name, tests, want string }{
		{"own and mapped", "RA-6|2026-08-01|fail,A.8.8|2026-09-01|pass", "RA-6|failed||2026-08-01|Fail"},
		{"own before the period", "RA-6|2026-01-01|fail,A.8.8|2026-09-01|pass", "RA-6|passed|A.8.8|2026-09-01|Pass"},
		{"both before the period", "RA-6|2026-01-01|fail,A.8.8|2026-02-01|pass", "RA-6|earlier||2026-01-01|Fail"},
		{"mapped before the period", "A.8.8|2026-02-01|pass", "RA-6|earlier|A.8.8|2026-02-01|Pass"},
		{"muted failure", "A.8.8|2026-08-01|fail|yes,A.8.8|2026-08-01|pass", "RA-6|failed|A.8.8|2026-08-01|Fail|m"},
		{"result that nobody wrote", "RA-6|2026-08-01|", "RA-6|no_result||2026-08-01"},
	} {
		report := cover([]string{"nist"}, []string{"RA-6|nist|yes", "A.8.8|iso|yes"}, strings.Split(tt.tests, ","))
		if got := told(report.Covered[0])[3]; got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestControlWithOneApplicableRecordApplies(t *testing.T) {
	report := cover([]string{"nist"}, []string{"AC-2(1)|nist|no|unused", "AC-2|nist|yes", "AC-1|nist|no|unused"}, nil)
	if got := report.Covered[0].Total(); got.NotApplicable != 1 || got.Applicable != 4 || got.NoEvidence != 4 {
		t.Errorf("counts %+v", got)
	}
}

func TestNothingIsKnownWithoutAStatementOfApplicability(t *testing.T) {
	empty := table(controlsDef, nil)
	tests := table(testsDef, someTests)
	for _, in := range []Input{{}, {Controls: empty}, {Controls: empty, Tests: tests}, {Tests: tests}} {
		in.Catalog, in.Chosen, in.Dates = catalog(), []string{"iso"}, quarter
		if report := Cover(in); report.Provided || len(report.Covered) > 0 {
			t.Errorf("coverage of nothing: %+v", report)
		}
	}
	if report := Cover(Input{Catalog: catalog(), Controls: table(controlsDef, someControls), Dates: quarter}); report.Tests || !report.Provided {
		t.Error("tests that were not provided are said to be")
	}
}

func TestCoverageDoesNotDependOnTheOrderOfRows(t *testing.T) {
	want := cover(nil, someControls, someTests)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		shuffled := func(lines []string) []string {
			out := append([]string{}, lines...)
			r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
			return out
		}
		if diff := cmp.Diff(want, cover(nil, shuffled(someControls), shuffled(someTests))); diff != "" {
			t.Fatalf("coverage (-want +got):\n%s", diff)
		}
	}
}

// TestCountsAddUp covers random statements and tests: each applicable control is
// counted once, and the groups add up to the whole.
func TestCountsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	ids := []string{"A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.8.1", "A.8.8", "AC-1", "AC-2(1)", "AC-2", "RA-5", "CIS 7.1", "own"}
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	for range 200 {
		var controls, tests []string
		for range 1 + r.IntN(12) {
			controls = append(controls, pick(ids...)+"|iso|"+pick("yes", "yes", "no", ""))
		}
		for range r.IntN(20) {
			tests = append(tests, pick(ids...)+"|"+pick("2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01", "")+"|"+pick("pass", "partial", "fail", "error", "")+"|"+pick("yes", "no"))
		}
		for _, c := range cover([]string{"cis", "iso", "nist"}, controls, tests).Covered {
			total := c.Total()
			if !total.Ties() || total.Applicable+total.NotApplicable != len(c.Framework.Controls) {
				t.Fatalf("%s: %+v of %d controls", c.Framework.ID, total, len(c.Framework.Controls))
			}
			var sum framework.Counts
			for _, group := range []string{"7", "A.5", "A.8", "AC"} {
				n := c.Of(group)
				sum.Applicable, sum.Passed, sum.Failed = sum.Applicable+n.Applicable, sum.Passed+n.Passed, sum.Failed+n.Failed
			}
			if sum.Applicable != total.Applicable || sum.Passed != total.Passed || sum.Failed != total.Failed {
				t.Fatalf("%s: groups %+v, all %+v", c.Framework.ID, sum, total)
			}
		}
	}
}

// BenchmarkCover covers two frameworks by 100,000 tests.
func BenchmarkCover(b *testing.B) {
	var lines []string
	for i := range 100_000 {
		lines = append(lines, []string{"A.5.1", "5.2", "AC-2(1)", "CIS 7.1", "A.8.8"}[i%5]+"|2026-08-01|pass")
	}
	controls, tests := table(controlsDef, someControls), table(testsDef, lines)
	for b.Loop() {
		Cover(Input{Catalog: catalog(), Controls: controls, Tests: tests, Dates: quarter})
	}
}

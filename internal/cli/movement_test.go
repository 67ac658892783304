package cli_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"compack/internal/movement"
)

const (
	openings = "Action ID,Client,Title,Severity,Opened,Due Date,Closed,Status\n"
	// The actions as 2026-Q2 knew them, and as 2026-Q3 does. Nothing of the first
	// four is noteworthy; the names of the others say what is.
	q2Actions = openings +
		"SAME,Acme,Patch,high,2026-04-01,2026-05-01,,Open\n" +
		"PAID,Acme,Old keys,high,2026-04-01,2026-05-01,2026-05-02,Closed\n" +
		"MOVED-IN-TIME,Acme,Rotate,high,2026-04-01,2026-07-31,,Open\n" +
		"LOWERED-EARLY,Acme,Harden,high,2026-04-01,2027-03-01,,Open\n" +
		"MOVED-LATE,Acme,Segment,high,2026-04-01,2026-06-01,,Open\n" +
		"LOWERED-LATE,Acme,Encrypt,critical,2026-04-01,2026-06-01,,Open\n" +
		"GONE,Acme,Archive,low,2026-04-01,2026-12-01,,Open\n" +
		"ENDED,Acme,Rename host,low,2026-04-01,2026-12-01,,Open\n" +
		"BACKDATED,Acme,Sign logs,low,2026-04-01,2026-12-01,,Open\n" +
		"SHIFTED,Acme,Sign code,low,2026-04-01,2026-12-01,,Open\n"
	q3Actions = openings +
		"SAME,Acme,Patch,high,2026-04-01,2026-05-01,,Open\n" +
		"PAID,Acme,Old keys,high,2026-04-01,2026-05-01,2026-05-02,Closed\n" +
		"MOVED-IN-TIME,Acme,Rotate,high,2026-04-01,2026-11-30,,Open\n" +
		"LOWERED-EARLY,Acme,Harden,low,2026-04-01,2027-03-01,,Open\n" +
		"MOVED-LATE,Acme,Segment,high,2026-04-01,2026-07-01,,Open\n" +
		"LOWERED-LATE,Acme,Encrypt,medium,2026-04-01,2026-06-01,,Open\n" +
		"ENDED,Acme,Rename host,low,2026-04-01,2026-12-01,2026-07-10,Closed\n" +
		"BACKDATED,Acme,Sign logs,low,2026-04-01,2026-12-01,2026-06-15,Closed\n" +
		"SHIFTED,Acme,Sign code,low,2026-07-03,2026-12-01,,Open\n" +
		"AGAIN,Acme,rename  HOST,low,2026-08-09,2026-12-01,,Open\n" +
		"OTHER,Acme,Rename user,low,2026-08-09,2026-12-01,,Open\n" +
		"LATECOMER,Acme,Sort tickets,low,2026-05-05,2026-12-01,,Open\n"
)

// facts returns the pack's facts about a dataset, by id.
func facts(t *testing.T, pack, dataset string) map[string]movement.Fact {
	t.Helper()
	m := readFigures(t, pack).Movement
	if m == nil {
		t.Fatal("metrics.json says nothing of movement")
	}
	out := map[string]movement.Fact{}
	for _, f := range m.Facts {
		if f.Dataset == dataset {
			out[f.ID] = f
		}
	}
	return out
}

func TestEachFactIsFoundAndNothingElse(t *testing.T) {
	out := inTurn(t, twoPeriods, "actions.csv", q2Actions, q3Actions, nil)
	got := facts(t, filepath.Join(out, "2026-Q3", "acme"), "remediation")
	for id, want := range map[string]struct {
		of      int
		records string
		says    string
	}{
		"due_moved":        {3, "MOVED-LATE", "Of 3 actions past the due date and open in the pack of 2026-Q2, 1 has a later due date now; together 30 days were added."},
		"severity_lowered": {4, "LOWERED-LATE", "Of 4 actions open in the pack of 2026-Q2 whose due date there had passed since or was at most 14 days ahead, 1 has a lower severity now."},
		"gone":             {10, "GONE", "Of 10 actions in the pack of 2026-Q2, 1 is not in this one; there were 10 and are 12."},
		"raised_again":     {2, "AGAIN", "Of 2 actions opened in 2026-Q3, 1 says the same as another that was closed at most 30 days before (same title, asset, CVE)."},
	} {
		f := got[id]
		if !f.Ran || f.Of != want.of || strings.Join(f.Records, " ") != want.records || f.Count != len(f.Records) || f.Says != want.says {
			t.Errorf("%s: %+v", id, f)
		}
	}
	if f := got["closed_at_end"]; f.Ran || f.Why != "fewer than 10 actions were closed in the period" {
		t.Errorf("closures at the end: %+v", f)
	}
}

func TestAnOpeningTiesRecordByRecord(t *testing.T) {
	out := inTurn(t, twoPeriods, "actions.csv", q2Actions, q3Actions, nil)
	m := readFigures(t, filepath.Join(out, "2026-Q3", "acme")).Movement
	if len(m.Ties) != 1 || !m.Ties[0].Ran || m.Ties[0].Ties() {
		t.Fatalf("got %+v", m.Ties)
	}
	tie := m.Ties[0]
	var lines []string
	sum := tie.Closing
	for _, r := range tie.Restatements {
		lines = append(lines, fmt.Sprintf("%d %s %s: %s > %s, %s", r.Number, r.Item, r.Field, r.Was, r.Is, r.Why))
		sum += r.Counts
	}
	want := []string{
		"1 BACKDATED Closed on: empty > 2026-06-15, the day of closing was added later",
		"2 GONE : open > not in the records, the record is gone",
		"3 LATECOMER Opened on: not in the records > 2026-05-05, the record is new, with an earlier day of opening",
		"4 SHIFTED Opened on: 2026-04-01 > 2026-07-03, the day of opening changed",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
	if tie.Closing != 9 || tie.Opening != 7 || sum != tie.Opening {
		t.Errorf("closing %d and the restatements give %d, opening is %d", tie.Closing, sum, tie.Opening)
	}
}

func TestAnUnchangedBalanceTies(t *testing.T) {
	out := inTurn(t, twoPeriods, "actions.csv", q2Actions, q2Actions, nil)
	pack := filepath.Join(out, "2026-Q3", "acme")
	if ties := readFigures(t, pack).Movement.Ties; len(ties) != 1 || !ties[0].Ties() || ties[0].Closing != 9 || ties[0].Opening != 9 {
		t.Errorf("got %+v", ties)
	}
	for id, f := range facts(t, pack, "remediation") {
		if f.Count != 0 {
			t.Errorf("%s was found among unchanged records: %+v", id, f)
		}
	}
}

func TestTheFirstPackHasNothingToCompareWith(t *testing.T) {
	out := inTurn(t, twoPeriods, "actions.csv", q2Actions, q3Actions, nil)
	pack := filepath.Join(out, "2026-Q2", "acme")
	const why = "no pack of 2026-Q1 was found"
	m := readFigures(t, pack).Movement
	if m.Why != why || m.Previous != "2026-Q1" || len(m.Ties) != 1 || m.Ties[0].Ran || m.Ties[0].Why != "no opening balance to tie to: "+why {
		t.Errorf("got %+v", m)
	}
	for id, f := range facts(t, pack, "remediation") {
		if alone := id == "closed_at_end"; f.Ran || !alone && f.Why != why {
			t.Errorf("%s: %+v", id, f)
		}
	}
	text := strings.Join(sheetText(t, filepath.Join(pack, "workbook.xlsx"), "Movement", "Restatements"), "\n")
	for _, want := range []string{"Did not run: no pack of 2026-Q1 was found.", "No opening balance to tie to: no pack of 2026-Q1 was found."} {
		if !strings.Contains(text, want) {
			t.Errorf("the workbook does not say %q:\n%s", want, text)
		}
	}
}

func TestAnAlteredPackIsComparedWithNothing(t *testing.T) {
	out := inTurn(t, twoPeriods, "actions.csv", q2Actions, q3Actions, func(out string) { flip(t, filepath.Join(out, "2026-Q2", "acme", "workbook.xlsx")) })
	m := readFigures(t, filepath.Join(out, "2026-Q3", "acme")).Movement
	if want := "the pack of 2026-Q2 is not what its manifest says"; m.Why != want || m.Ties[0].Ran {
		t.Errorf("got %+v", m)
	}
}

func TestClosuresAtTheEndNeedNoEarlierPack(t *testing.T) {
	rows := openings
	for i := range 12 {
		closed := "2026-08-01"
		if i < 7 {
			closed = "2026-09-26"
		}
		rows += fmt.Sprintf("A%02d,Acme,Task %d,low,2026-07-01,2026-12-01,%s,Closed\n", i, i, closed)
	}
	out := inTurn(t, twoPeriods, "actions.csv", q2Actions, rows, nil)
	f := facts(t, filepath.Join(out, "2026-Q3", "acme"), "remediation")["closed_at_end"]
	if f.Count != 7 || f.Of != 12 || f.Says != "Of 12 actions closed in 2026-Q3, 7 were closed in the 5 days to 30 September 2026." {
		t.Errorf("got %+v", f)
	}
}

// TestPeopleAreCountedAndNotNamed uses training, whose key names a person.
func TestPeopleAreCountedAndNotNamed(t *testing.T) {
	config := strings.Replace(twoPeriods, "remediation", "training", 1)
	head := "Employee ID,Client,Course,Assigned On,Due Date,Completed On\n"
	q2 := head + "E1,Acme,Phishing,2026-04-01,2026-05-01,\nE2,Acme,Phishing,2026-04-01,2026-05-01,\n"
	q3 := head + "E1,Acme,Phishing,2026-04-01,2026-08-01,\n"
	out := inTurn(t, config, "actions.csv", q2, q3, nil)
	got := facts(t, filepath.Join(out, "2026-Q3", "acme"), "training")
	for id, of := range map[string]int{"gone": 2, "due_moved": 2} {
		if f := got[id]; f.Count != 1 || f.Of != of || f.Records != nil {
			t.Errorf("%s: %+v", id, f)
		}
	}
}

func TestReviewsThatRevokeNothingAreCounted(t *testing.T) {
	config := strings.Replace(twoPeriods, "remediation", "access_reviews", 1)
	rows := "Campaign,System,Account ID,Entitlement,Client,Decision,Decided On\n" +
		"Spring,CRM,a1,admin,Acme,approved,2026-09-01\nSpring,CRM,a2,read,Acme,approved,2026-09-01\n" +
		"Summer,CRM,a1,admin,Acme,approved,2026-09-01\nSummer,CRM,a2,read,Acme,revoke,2026-09-01\n" +
		"Autumn,CRM,a1,admin,Acme,approved,2026-09-01\nAutumn,CRM,a2,read,Acme,pending,\n"
	out := inTurn(t, config, "actions.csv", rows, rows, nil)
	f := facts(t, filepath.Join(out, "2026-Q3", "acme"), "access_reviews")["nothing_revoked"]
	if f.Count != 1 || f.Of != 2 || strings.Join(f.Records, "") != "Spring (2 decisions)" {
		t.Errorf("got %+v", f)
	}
}

func TestFailuresMutedSinceAreFound(t *testing.T) {
	config := strings.Replace(twoPeriods, "remediation", "control_tests", 1)
	head := "Test ID,Client,Control ID,Performed On,Result,Muted\n"
	q2 := head + "T1,Acme,C1,2026-05-01,fail,yes\nT2,Acme,C1,2026-05-01,fail,no\nT3,Acme,C2,2026-05-01,pass,no\n"
	q3 := head + "T1,Acme,C1,2026-05-01,fail,yes\nT2,Acme,C1,2026-05-01,fail,yes\nT3,Acme,C2,2026-05-01,pass,yes\nT4,Acme,C2,2026-08-01,fail,no\n"
	f := facts(t, filepath.Join(inTurn(t, config, "actions.csv", q2, q3, nil), "2026-Q3", "acme"), "control_tests")["muted"]
	if f.Count != 1 || f.Of != 2 || strings.Join(f.Records, " ") != "T2" {
		t.Errorf("got %+v", f)
	}
}

func TestSuppressionsThatGrewAreFound(t *testing.T) {
	config := twoPeriods + "suppress: [{code: R001, reason: known, owner: CISO, expires: 2027-01-31}]\n"
	wrong := "X,Acme,Odd,low,2026-04-01,2026-05-01,,Closed\n"
	f := facts(t, filepath.Join(inTurn(t, config, "actions.csv", q2Actions, q3Actions+wrong, nil), "2026-Q3", "acme"), "")["suppressed"]
	if !f.Ran || f.Count < 1 || f.Of != f.Count || !strings.Contains(f.Says, ", 0 in the pack of 2026-Q2.") {
		t.Errorf("got %+v", f)
	}
}

// TestPeopleUnderOtherNamesAreNotGone changes every key of people, as pseudonyms
// that hold for one pack alone do.
func TestPeopleUnderOtherNamesAreNotGone(t *testing.T) {
	config := strings.Replace(twoPeriods, "remediation", "training", 1)
	head := "Employee ID,Client,Course,Assigned On,Due Date,Completed On\n"
	rows := "E1,Acme,Phishing,2026-04-01,2026-05-01,\nE2,Acme,Phishing,2026-04-01,2026-05-01,\n"
	out := inTurn(t, config, "actions.csv", head+rows, head+strings.ReplaceAll(rows, "E", "P-"), nil)
	f := facts(t, filepath.Join(out, "2026-Q3", "acme"), "training")["gone"]
	if f.Ran || !strings.Contains(f.Why, "the two packs seem to name them differently") {
		t.Errorf("got %+v", f)
	}
}

// TestHiddenPeopleAreComparedWhereTheirPseudonymsLast runs with pseudonyms that all
// packs of a client share, and with such as hold for one pack alone.
func TestHiddenPeopleAreComparedWhereTheirPseudonymsLast(t *testing.T) {
	t.Setenv("PSEUDONYM_KEY", "0123456789abcdef0123")
	config := strings.Replace(twoPeriods, "remediation", "training", 1)
	head := "Employee ID,Client,Course,Assigned On,Due Date,Completed On\n"
	june := head + "E1,Acme,Phishing,2026-04-01,2026-05-01,\nE2,Acme,Phishing,2026-04-01,2026-05-01,\n"
	sept := head + "E1,Acme,Phishing,2026-04-01,2026-08-01,\n"
	for personal, ran := range map[string]bool{"pseudonymise": true, "omit": false} {
		privacy := "privacy: {personal: " + personal + ", key_env: PSEUDONYM_KEY}\n"
		pack := filepath.Join(inTurn(t, config+privacy, "actions.csv", june, sept, nil), "2026-Q3", "acme")
		got := facts(t, pack, "training")
		if f := got["gone"]; f.Ran != ran || ran && f.Count != 1 || f.Records != nil {
			t.Errorf("%s: %+v", personal, f)
		}
		if f := got["due_moved"]; f.Ran != ran || ran && f.Count != 1 {
			t.Errorf("%s: %+v", personal, f)
		}
	}
}

// TestAPackWithoutRecordsIsNotComparedWith: what was not in the pack before is neither
// new nor gone.
func TestAPackWithoutRecordsIsNotComparedWith(t *testing.T) {
	out := inTurn(t, twoPeriods+"pack: {template: trust-summary}\n", "actions.csv", juneRows, septRows, nil)
	said := 0
	for _, f := range readFigures(t, filepath.Join(out, "2026-Q3", "acme")).Movement.Facts {
		if f.Dataset == "remediation" && f.Why == "the pack of 2026-Q2 holds no records" && !f.Ran {
			said++
		}
		if len(f.Records) > 0 || f.Says != "" {
			t.Errorf("%s speaks of records: %v", f.ID, f)
		}
	}
	if said == 0 {
		t.Error("no fact says that the pack before holds no records")
	}
	if got := trend(t, filepath.Join(out, "2026-Q3", "acme"), "remediation.open"); got != "2026-Q2 1 issued, 2026-Q3 2" {
		t.Errorf("the trend is %s", got)
	}
}

package problem

import (
	"strings"
	"testing"

	"compack/internal/period"
)

var asOf = period.NewDate(2026, 9, 30)

func orphan(row int) Problem {
	p := New(Orphan, Place{File: "actions.csv", Row: row, Column: "Finding"}, "leads nowhere")
	p.Dataset, p.Record, p.Value = "remediation", "REM-7", "F-1"
	return p
}

func TestFingerprintsSurviveMovedRowsAndTellRecordsApart(t *testing.T) {
	moved, other, otherColumn := orphan(40), orphan(3), orphan(3)
	other.Record = "REM-8"
	otherColumn.Place.Column = "Risk"
	l := List{orphan(3), moved, other, otherColumn}
	l.Identify()
	if len(l[0].Fingerprint) != 16 || l[0].Fingerprint != l[1].Fingerprint {
		t.Errorf("a moved row changed the fingerprint: %q, %q", l[0].Fingerprint, l[1].Fingerprint)
	}
	for _, i := range []int{2, 3} {
		if l[i].Fingerprint == l[0].Fingerprint {
			t.Errorf("problem %d has the fingerprint of another", i)
		}
	}
}

func TestAnActionSetsSeverityAndGate(t *testing.T) {
	for action, want := range map[Action]struct {
		severity Severity
		stopping int
	}{Fail: {Error, 1}, Warn: {Warning, 0}, Informal: {Note, 0}, "": {Warning, 0}} {
		l := List{orphan(3)}
		Policy{Actions: map[Code]Action{Orphan: action}}.Apply(l, asOf)
		if l[0].Severity != want.severity || l.Stopping(false) != want.stopping {
			t.Errorf("%q: severity %s, %d stopping", action, l[0].Severity, l.Stopping(false))
		}
	}
}

func TestUnknownClientsAndUnusableFilesAreLeftAlone(t *testing.T) {
	stranger := New(ClientUnknown, Place{File: "a.csv", Row: 2}, "is no configured client")
	unusable := New(EmptyInput, Place{File: "b.csv"}, "the file is empty")
	unusable.Shared = true
	l := List{stranger, unusable}
	own := Acceptance{Reason: "r", Owner: "o", Expires: asOf}
	Policy{
		Actions:      map[Code]Action{ClientUnknown: Informal, EmptyInput: Informal},
		Suppressions: []Suppression{{Code: ClientUnknown, Acceptance: own}, {Code: EmptyInput, Acceptance: own}},
	}.Apply(l, asOf)
	for _, p := range l {
		if p.Severity != Error || p.Suppressed != nil {
			t.Errorf("%s: severity %s, suppressed %v", p.Code, p.Severity, p.Suppressed)
		}
	}
}

func TestASuppressionHoldsForWhatItNamesUntilItsLastDay(t *testing.T) {
	own := Acceptance{Reason: "known gap", Owner: "R. Vos", Expires: asOf}
	fingerprint := List{orphan(9)}
	fingerprint.Identify()
	for name, c := range map[string]struct {
		s    Suppression
		want bool
	}{
		"the code":            {Suppression{Code: Orphan}, true},
		"another code":        {Suppression{Code: BadDate}, false},
		"the file":            {Suppression{Code: Orphan, File: "actions.csv"}, true},
		"a glob":              {Suppression{Code: Orphan, File: "act*.csv"}, true},
		"another file":        {Suppression{Code: Orphan, File: "findings.csv"}, false},
		"the record":          {Suppression{Code: Orphan, Record: "REM-7"}, true},
		"another record":      {Suppression{Code: Orphan, Record: "REM-70"}, false},
		"the fingerprint":     {Suppression{Code: Orphan, Fingerprint: fingerprint[0].Fingerprint}, true},
		"another fingerprint": {Suppression{Code: Orphan, Fingerprint: "0000000000000000"}, false},
	} {
		l := List{orphan(3)}
		c.s.Acceptance = own
		y := Policy{Actions: map[Code]Action{Orphan: Fail}, Suppressions: []Suppression{c.s}}
		expired := y.Apply(l, asOf)
		if got := l.Suppressed() == 1; got != c.want || len(expired) != 0 || (l.Stopping(true) == 0) != c.want {
			t.Errorf("%s: suppressed %v, want %v; %d expired, %d stopping", name, got, c.want, len(expired), l.Stopping(true))
		}
		l = List{orphan(3)}
		expired = y.Apply(l, asOf.AddDays(1))
		if l.Suppressed() != 0 || len(expired) != 1 || expired[0].Severity != Warning || len(expired.Shares().For("acme")) != 0 {
			t.Errorf("%s: a day later %d are suppressed and %v is reported", name, l.Suppressed(), expired)
		}
	}
}

func TestAFilesProblemStandsInTheOnlyPackThatItSpeaksOf(t *testing.T) {
	l := List{{Shared: true, Client: "acme"}, {Shared: true, Client: AllClients}}
	if mine, others := len(l.Shares().For("acme")), len(l.Shares().For("globex")); mine != 2 || others != 1 {
		t.Errorf("acme sees %d, globex %d", mine, others)
	}
}

func TestNoCellOfTheTableIsAFormula(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Patch server": "Patch server", "-12": "-12", "+3.5": "+3.5", "1-2": "1-2",
		"=1+1": "'=1+1", "+cmd": "'+cmd", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\rx": "'\rx",
		"＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a", " =1": "' =1", "--1": "'--1", "-": "'-",
	} {
		if got := Harmless(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
	p := New(BadDate, Place{File: "a.csv", Row: 3}, `is no "date"`)
	p.Value = `=HYPERLINK("http://x","y")`
	table := string(List{p}.CSV())
	if !strings.Contains(table, `"'=HYPERLINK(""http://x"",""y"")"`) || !strings.Contains(table, `"is no ""date"""`) {
		t.Errorf("got %s", table)
	}
	for _, row := range strings.Split(strings.TrimSuffix(table, "\r\n"), "\r\n") {
		if !strings.HasPrefix(strings.TrimPrefix(row, "\ufeff"), `"`) || strings.Count(row, `","`) < len(columns)-1 {
			t.Errorf("a cell without quotes in %s", row)
		}
	}
}

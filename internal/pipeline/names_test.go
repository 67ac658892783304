package pipeline

import (
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// staff is a table of people, some with names that also stand in other words.
func staff() (*dataset.Definition, *dataset.Table) {
	def := &dataset.Definition{ID: "people", Key: []string{"person_id"}, Fields: []dataset.Field{
		{Name: "person_id", Type: dataset.Text, Personal: true}, {Name: "full_name", Type: dataset.Text, Personal: true}, {Name: "team", Type: dataset.Text}}}
	t := dataset.NewTable(def)
	for i, row := range [][3]string{{"E1042", "Ann Ode", "Claims"}, {"7", "Ann Ode-Vos", "Claims"}, {"E1", "ann ode", ""}} {
		for col, text := range row {
			t.Column(col).AppendText(text)
		}
		t.Commit(dataset.Origin{Row: int32(i + 2)})
	}
	return def, t
}

func TestPersonalTextsAreFoundAsWholeWords(t *testing.T) {
	def, table := staff()
	tables := map[string]*dataset.Table{"people": table}
	about := func(row int) problem.Problem {
		return problem.Problem{Place: problem.Place{File: "people.csv", Row: row}}
	}
	n := newNames(tables, dataset.Personal([]*dataset.Definition{def}), dataset.Ledger{{File: "people.csv"}}, problem.List{about(3)})
	for _, c := range []struct {
		text string
		row  int
		want string
	}{
		{`the person "E1042" is not among the people; did you mean "E10421"?`, 2, `the person "<E1042>" is not among the people; did you mean "E10421"?`},
		{"Ann Ode-Vos and Ann Ode, not Joann Ode or Ann Odette", 2, "<Ann Ode-Vos> and <Ann Ode>, not Joann Ode or Ann Odette"},
		{"person 7 / Claims: 17 of 7", 3, "person <7> / Claims: 17 of <7>"},
		{"person 7 / Claims: 17 of 7", 4, "person 7 / Claims: 17 of 7"}, // what is written about another record
		{"E1042", 2, "<E1042>"},
		{"", 2, ""},
		{"ünïcode (Ann Ode)", 2, "ünïcode (<Ann Ode>)"},
	} {
		got := n.replace(c.text, n.short[about(c.row).Place.WholeRow()], func(s string) string { return "<" + s + ">" })
		if got != c.want {
			t.Errorf("%q becomes %q, not %q", c.text, got, c.want)
		}
	}
}

func TestPseudonymsKeepWhatIsTheSame(t *testing.T) {
	_, table := staff()
	v, err := newVeil([]byte("0123456789abcdef"), "client\x1facme", []*dataset.Column{table.Col("full_name")})
	if err != nil {
		t.Fatal(err)
	}
	a, b := v.word("Ann Ode"), v.word("ann ode")
	if a == b || !strings.EqualFold(a, b) {
		t.Errorf("texts that differ in case have the pseudonyms %s and %s", a, b)
	}
	if len(a) != 12 || !strings.HasPrefix(strings.ToUpper(a), "P-") || a != v.word("Ann Ode") {
		t.Errorf("%q is no pseudonym", a)
	}
	other, err := newVeil([]byte("0123456789abcdef"), "client\x1fbeta", nil)
	if err != nil {
		t.Fatal(err)
	}
	if strings.EqualFold(other.word("Ann Ode"), a) {
		t.Error("two clients have the same pseudonym for one person")
	}
	if got := v.list("Ann Ode; E9"); got != a+"; "+v.word("E9") {
		t.Errorf("a list becomes %q", got)
	}
}

func TestProblemsTellNothingOfPeople(t *testing.T) {
	def, table := staff()
	tables := map[string]*dataset.Table{"people": table}
	personal := dataset.Personal([]*dataset.Definition{def})
	p := problem.Problem{Code: problem.Orphan, Place: problem.Place{File: "people.csv", Row: 2}, Value: "E1042", Record: "E1042 / 2026",
		Message: `person E1042 has the manager "Ann Ode"`, Hint: "ask Ann Ode", Fingerprint: "0011223344556677"}
	plain := problem.Problem{Code: problem.BadDate, Place: problem.Place{File: "people.csv", Row: 2}, Message: "no date", Fingerprint: "8899aabbccddeeff"}
	v, err := newVeil([]byte("0123456789abcdef"), "client\x1facme", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, treatment := range []string{"pseudonymise", "omit"} {
		h := &hider{veil: v, view: &view{problems: problem.List{p, plain}}, treatment: "omit",
			names: newNames(tables, personal, dataset.Ledger{{File: "people.csv"}}, problem.List{p})}
		if treatment == "pseudonymise" {
			h.treatment = "pseudonymise"
		}
		h.problems()
		got := h.view.problems[0]
		all := got.Message + got.Value + got.Record + got.Hint + got.Fingerprint
		if strings.Contains(all, "E1042") || strings.Contains(all, "Ann") || strings.Contains(all, p.Fingerprint) {
			t.Errorf("%s: %+v", treatment, got)
		}
		if withheld := strings.Count(all, withheld); (treatment == "omit") != (withheld == 5) {
			t.Errorf("%s: %d texts are withheld: %+v", treatment, withheld, got)
		}
		if h.view.problems[1].Fingerprint != plain.Fingerprint {
			t.Errorf("%s: the fingerprint of a problem that names nobody has changed", treatment)
		}
	}
}

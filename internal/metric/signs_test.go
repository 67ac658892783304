package metric_test

import (
	"testing"

	"compack/internal/locale"
	"compack/internal/metric"
)

func TestConditionsInSigns(t *testing.T) {
	l, problems := locale.Parse("de.yaml", []byte("language: de\nname: Deutsch\ndate: \"{year}\"\nlong: \"{year}\"\ntexts: {Level: Stufe, High: Hoch, \"Yes\": Ja, and: und}\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	def := cases().In(l)
	for _, c := range []struct{ src, want string }{
		{``, ""},
		{`urgent and due_on <= as_of`, `Urgent = Ja und Due on ≤ the as-of date`},
		{`opened_on <= as_of and not (closed_on <= as_of)`, `Opened on ≤ the as-of date und ¬(Closed on ≤ the as-of date)`},
		{`closed_on > as_of - 90`, `Closed on > the as-of date − 90`},
		{`closed_on - opened_on > 30`, `Closed on > Opened on + 30`},
		{`level != "high"`, `Stufe ≠ Hoch`},
		{`level in ["high", "low"]`, `Stufe = {Hoch; Low}`},
		{`team == nil or points > 3`, `Team = "" or Points > 3`},
		{`team != nil`, `Team ≠ ""`},
		{`team != part`, `Team ≠ Part`},
		{`urgent and state == "open" or points > 3`, `(Urgent = Ja und State = Open) or Points > 3`},
	} {
		p, err := metric.ParsePredicate(c.src, def)
		if err != nil {
			t.Errorf("%s: %v", c.src, err)
		} else if got := p.Said(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

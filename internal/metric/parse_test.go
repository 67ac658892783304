package metric_test

import (
	"errors"
	"strings"
	"testing"

	"compack/internal/metric"
)

func TestMistakesInPredicatesAreNamed(t *testing.T) {
	for _, c := range []struct {
		src    string
		column int
		says   string // part of the message
		hint   string // part of the hint
	}{
		{`duo_on <= as_of`, 1, `no field "duo_on" in cases`, "did you mean due_on?"},
		{`urgent and Closed_On <= as_of`, 12, `no field "Closed_On"`, "did you mean closed_on?"},
		{`urgent and business_unit == "x"`, 12, `no field "business_unit"`, "did you mean team?"},
		{`clo <= as_of`, 1, `no field "clo"`, "did you mean closed_on?"},
		{`zzzzzz == 1`, 1, `no field "zzzzzz"`, "its fields are id, part, team"},
		{`due_on <= asof`, 11, `no field "asof"`, "did you mean as_of?"},
		{`due_on <= "2026-09-30"`, 8, "can't compare due_on (date) with a text", "compare it with start, end, as_of"},
		{`team == due_on`, 6, "can't compare team (text) with due_on (date)", "only two dates, moments, integers or texts"},
		{`team < part`, 6, "team (text) has no order", "write == or !="},
		{`team == team`, 6, "compared with itself", ""},
		{`team == level`, 6, "can't compare team (text) with level (enum)", ""},
		{`team < "x"`, 6, "team (text) has no order", "write == or !="},
		{`team == ""`, 9, "an empty text is an empty field", "== nil"},
		{`level == "hihg"`, 10, `level has no value "hihg"`, `did you mean "high"?`},
		{`level == "Moderate"`, 10, `level has no value "Moderate"`, `did you mean "medium"?`},
		{`level == "qqqqqqqq"`, 10, `level has no value`, "its values are high, medium, low, p1"},
		{`level in ["high", "lo"]`, 19, `level has no value "lo"`, `did you mean "low"?`},
		{`level in "high"`, 7, "what follows in is no list", ""},
		{`level in []`, 7, "the list is empty", ""},
		{`level in ["high", 3]`, 19, "can't compare level (enum) with a number", ""},
		{`due_on in [as_of]`, 8, "can't look up due_on (date) in a list", ""},
		{`points > 1.5`, 10, "decimal numbers can't be compared", "whole number"},
		{`points > as_of`, 8, "can't compare points (integer) with as_of (date)", ""},
		{`points == true`, 8, "can't compare points (integer) with true or false", ""},
		{`points > 99999999999`, 10, "outside of 32 bits", ""},
		{`cost > 5`, 6, "can't compare cost (decimal) with a number", "only be compared with nil"},
		{`urgent > true`, 8, "can't compare urgent (boolean)", "write the field alone"},
		{`due_on < nil`, 8, "an empty value has no order", "== nil"},
		{`due_on + 3 == nil`, 12, "only a field itself can be empty", ""},
		{`due_on`, 1, "due_on is of type date, so that it is no condition", "compare it"},
		{`as_of`, 1, "as_of is a date of the period", ""},
		{`start <= as_of`, 7, "names no field", ""},
		{`due_on <= due_on`, 8, "compared with itself", ""},
		{`true`, 1, "no conditions of their own", "leave the condition empty"},
		{`"x"`, 1, "a value is no condition", ""},
		{`points + 3 > 4`, 8, "only whole days can be added to a date", ""},
		{`due_on + as_of > 4`, 8, "only whole days can be added to a date", ""},
		{`due_on + 9000000 > as_of`, 8, "outside of any calendar", ""},
		{`seen_at <= due_on`, 9, "can't compare seen_at (moment) with due_on (date)", "only two dates, moments"},
		{`seen_at <= "2026-09-30"`, 9, "can't compare seen_at (moment) with a text", "another moment field"},
		{`seen_at + 24 <= as_of`, 14, "hours can't be added to a moment that is compared with a day", "add days to as_of"},
		{`as_of - seen_at > 3`, 7, "a date and a moment can't be subtracted", "two moments, which gives hours"},
		{`told_at - seen_at <= due_on`, 19, "can't compare a number of hours with due_on (date)", "with a whole number"},
		{`seen_at`, 1, "seen_at is of type moment, so that it is no condition", ""},
		{`due_on + 3`, 8, "a sum of days is no condition", ""},
		{`not due_on <= as_of`, 1, "applies to the next word only", "in parentheses"},
		{`(due_on <= as_of) == true`, 9, "a condition can't be compared", "in parentheses"},
		{`due_on = as_of`, 8, "= is no comparison", "write =="},
		{`due_on <= as_of and`, 20, "ends too early", ""},
		{`due_on <= (as_of`, 17, "ends too early", ""},
		{`due_on <= as_of )`, 17, "unexpected", "allowed are"},
		{`team == "x`, 11, "literal not terminated", ""},
		{`now() > due_on`, 1, "a function call is not part of the language", "allowed are"},
		{`len(team) > 3`, 1, "a function call is not part of the language", "allowed are"},
		{`urgent and any([1], # > 0)`, 12, "a function call is not part of the language", ""},
		{`team.name == "x"`, 6, "access to a part of a value is not part", ""},
		{`team[0] == "x"`, 5, "access to a part of a value is not part", ""},
		{`urgent ? urgent : urgent`, 0, "a choice between values is not part", ""},
		{`let x = 1; urgent`, 5, "a variable is not part", ""},
		{`urgent; urgent`, 1, "a sequence of expressions is not part", ""},
		{`team matches "x"`, 6, "the operator matches is not part of the language", "allowed are"},
		{`team contains "x"`, 6, "the operator contains is not part of the language", ""},
		{`points * 2 > 4`, 8, "the operator * is not part of the language", ""},
		{`points ?? 2 > 4`, 13, "the operator ?? is not part of the language", ""},
		{`urgent | len()`, 10, "a function call is not part", ""},
		{`[urgent]`, 1, "a list outside of in is not part", ""},
		{"team == \"\x00\"", 1, "no text", ""},
		{strings.Repeat("(", 5000), 1, "longer than", ""},
		{`team == "Ünit" and dueon <= as_of`, 20, `no field "dueon"`, "did you mean due_on?"},
	} {
		_, err := metric.ParsePredicate(c.src, cases())
		var mistake *metric.ParseError
		if !errors.As(err, &mistake) {
			t.Errorf("%s: got %v, want a ParseError", c.src, err)
			continue
		}
		if !strings.Contains(mistake.Message, c.says) || !strings.Contains(mistake.Hint, c.hint) {
			t.Errorf("%s:\n got %s\nwant %q and %q", c.src, mistake, c.says, c.hint)
		}
		if c.column != 0 && mistake.Column != c.column {
			t.Errorf("%s: at column %d, want %d (%s)", c.src, mistake.Column, c.column, mistake)
		}
	}
}

func TestPositionCountsBytesAndCharacters(t *testing.T) {
	_, err := metric.ParsePredicate(`team == "Ünit" and dueon <= as_of`, cases())
	var mistake *metric.ParseError
	if !errors.As(err, &mistake) || mistake.Offset != 20 || mistake.Column != 20 {
		t.Errorf("got %#v", mistake) // Ü takes two bytes: byte 20 is the 20th character
	}
	if got := err.Error(); got != `column 20: there is no field "dueon" in cases; did you mean due_on?` {
		t.Error(got)
	}
}

func FuzzParsePredicate(f *testing.F) {
	for _, s := range []string{
		`urgent and due_on <= as_of`, `not (closed_on <= as_of - 30) or level in ["high", "low"]`, `team not in ["a"]`, `closed_on - opened_on > 30`,
		`told_at - seen_at <= 72 or seen_at != as_of`, `level == nil`, `{a: 1}`, `x?.y`, `let a = 1; a`, `points in [1, -2]`, "`x` == team", `start <= due_on <= end`, `if urgent {1} else {2}`, `urgent ? 1 : 2`,
	} {
		f.Add(s)
	}
	def := cases()
	table := tableOf(f, def, "a||x|high|open|yes|1|2|2026-01-01|2026-02-01|2026-03-01|1.5", "b||||closed|no|||2026-07-09")
	f.Fuzz(func(t *testing.T, src string) {
		p, err := metric.ParsePredicate(src, def)
		if err != nil {
			var mistake *metric.ParseError
			if !errors.As(err, &mistake) || mistake.Offset < 0 || mistake.Offset > len(src) {
				t.Fatalf("%q: %v", src, err)
			}
			return
		}
		yes, again := p.Rows(table, quarter), p.Rows(table, quarter)
		if yes.Count() != again.Count() || yes.Count() > table.Len() {
			t.Fatalf("%q: %d and %d of %d rows", src, yes.Count(), again.Count(), table.Len())
		}
		if p.English() == "" && strings.TrimSpace(src) != "" {
			t.Fatalf("%q says nothing", src)
		}
		m, err := metric.Compile(metric.Definition{ID: "cases.x", Title: "x", Dataset: "cases", Kind: metric.Count, Population: src}, def)
		if err != nil {
			t.Fatal(err)
		}
		m.Formulas()
		for _, h := range m.Helpers() {
			h.Formula(func(name string, offset int) string { return "A1" })
			h.Values(table, quarter)
		}
	})
}

package locale

import (
	"slices"
	"strings"
	"testing"
	"time"

	"compack/internal/period"
)

const german = `
language: de
name: Deutsch
decimal: ","
group: "."
date: "{day}.{month}.{year}"
long: "{d}. {name} {year}"
months: [Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember]
texts:
  "No source was read.": Keine Quelle wurde gelesen.
  "%s of %s": "%[2]s, davon %[1]s"
  "%s figures have no value": ["%s Kennzahl hat keinen Wert", "%s Kennzahlen haben keinen Wert"]
  "target at least %s": "Ziel mindestens %s"
`

func parsed(t *testing.T, text string) *Locale {
	t.Helper()
	l, problems := Parse("de.yaml", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return l
}

func TestALocaleSaysTextsNumbersAndDays(t *testing.T) {
	l := parsed(t, german)
	day := period.NewDate(2026, 3, 7)
	for want, got := range map[string]string{
		"Keine Quelle wurde gelesen.":    l.Say("No source was read."),
		"9, davon 3":                     l.Say("%s of %s", "3", "9"),
		"1 Kennzahl hat keinen Wert":     l.Count(1, "%s figure has no value", "%s figures have no value"),
		"0 Kennzahlen haben keinen Wert": l.Count(0, "%s figure has no value", "%s figures have no value"),
		"\u22121.204,50":                 l.Number("-1204.50"),
		"07.03.2026":                     l.Day(day),
		"7. März 2026":                   l.LongDay(day),
		"Not translated":                 l.Say("Not translated"),
		"Schwere":                        l.Inside("Schwere"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEnglishNeedsNoFile(t *testing.T) {
	var l *Locale
	for want, got := range map[string]string{
		"1 day":      l.Count(1, "%s day", "%s days"),
		"1,204 days": l.Count(1204, "%s day", "%s days"),
		"severity":   l.Inside("Severity"),
		"SLA met":    l.Inside("SLA met"),
		"a, b and c": l.List([]string{"a", "b", "c"}),
		"a":          l.List([]string{"a"}),
		"Yes":        l.Truth(true),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestALanguageHasItsOwnFormsForNumbers(t *testing.T) {
	polish := strings.NewReplacer("language: de", "language: pl", `["%s Kennzahl hat keinen Wert", "%s Kennzahlen haben keinen Wert"]`, `["%s a", "%s b", "%s c"]`).Replace(german)
	l := parsed(t, polish)
	var got []string
	for _, n := range []int{1, 2, 5, 22, 25} {
		got = append(got, l.Count(n, "%s figure has no value", "%s figures have no value"))
	}
	if want := []string{"1 a", "2 b", "5 c", "22 b", "25 c"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for tag, want := range map[string]int{"de": 2, "fr": 2, "ja": 1, "pl": 3, "ar": 6} {
		if l := parsed(t, strings.Replace(german, "language: de", "language: "+tag, 1)); len(l.Plurals()) != want {
			t.Errorf("%s has forms for %d, want %d forms", tag, l.Plurals(), want)
		}
	}
	if l := parsed(t, strings.Replace(german, "language: de", "language: fr", 1)); !l.IsFew(0) || !l.IsFew(1) || l.IsFew(2) {
		t.Error("French counts 0 and 1 as one, and 2 as more")
	}
}

func TestALanguageHasItsOwnFirstOfAMonthAndSpacesBeforeSigns(t *testing.T) {
	l := parsed(t, strings.Replace(german, "language: de", "language: fr\nfirst: 1er\nbefore: \"\\u202f\"", 1))
	for got, want := range map[string]string{
		l.LongDay(period.NewDate(2026, time.July, 1)):  "1er. Juli 2026",
		l.LongDay(period.NewDate(2026, time.July, 11)): "11. Juli 2026",
		l.Semicolon():          "\u202f; ",
		l.Colon():              "\u202f: ",
		(*Locale)(nil).Colon(): ": ",
		New("de").Semicolon():  "; ",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestMistakesInALocaleFileAreNamed(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"language: de", "language: d!", `line 2, language: "d!" is no tag of a language`},
		{"name: Deutsch", "nam: Deutsch", `line 3, nam: the key "nam" is not known`},
		{`group: "."`, `group: ","`, `line 5, group: "," stands before the decimals already`},
		{"{day}.{month}.{year}", "{day}.{mon}.{year}", "line 6, date: a day has no {mon}"},
		{"{d}. {name} {year}", "{d}. {name}", "line 7, long: the year is missing"},
		{"date: \"{day}.{month}.{year}\"\n", "", "date: is missing"},
		{", Dezember", "", "line 8, months: a year has twelve months, not 11"},
		{"Ziel mindestens %s", "Ziel mindestens", `line 13, texts["target at least %s"]: the translation has nothing to fill in where the English text has %[1]s`},
		{"%s Kennzahl hat", "%d Kennzahl hat", `line 12, texts["%s figures have no value"]: the translation has %[1]d where`},
		{"Keine Quelle wurde gelesen.", `""`, `line 10, texts["No source was read."]: has no text`},
	} {
		_, problems := Parse("de.yaml", []byte(strings.Replace(german, c.old, c.new, 1)))
		if len(problems) == 0 || !strings.Contains(problems[0].String(), c.want) {
			t.Errorf("%s: got %v, want %s", c.new, problems, c.want)
		}
	}
}

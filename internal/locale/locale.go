package locale

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"compack/internal/period"
)

// Locale is one language as packs speak it. It is safe for concurrent use; nil is
// English.
type Locale struct {
	Language string   `yaml:"language"` // a tag of BCP 47: de, pt-BR
	Name     string   `yaml:"name"`     // what the language calls itself
	Decimal  string   `yaml:"decimal"`  // sign before the decimals
	Group    string   `yaml:"group"`    // between groups of three digits; empty for none
	Least    int      `yaml:"least"`    // digits from which on groups are set apart; 0 means 4
	Date     string   `yaml:"date"`     // a day in tables: {day}.{month}.{year}
	Long     string   `yaml:"long"`     // a day in sentences: {d}. {name} {year}
	Months   []string `yaml:"months"`   // twelve names
	First    string   `yaml:"first"`    // what {d} is on the first of a month, where it is not 1: 1er
	Before   string   `yaml:"before"`   // stands before ; and : in a sentence, such as a narrow space; empty for nothing
	Few      []int    `yaml:"few"`      // the numbers that take a text's first form; none means those of the language
	Fonts    []string `yaml:"fonts"`    // font files of the workspace or the library that hold the language's signs
	Lower    bool     `yaml:"lower"`    // titles begin with a small letter inside of sentences

	// Texts are the fixed texts by their English: what is said of a number may have
	// several forms. Verbs of the English text, such as %s and %d, stand in the other
	// too, by their number where the order differs: %[2]s.
	Texts map[string]Forms `yaml:"texts"`

	tag     language.Tag
	plurals []plural.Form // that whole numbers take, in the order of forms
}

// Forms is a text in another language: for all numbers, or one for each form that
// numbers take in it, such as for 1 and for more.
type Forms []string

// MayBeOne says that a single form may be written without a list.
func (Forms) MayBeOne() {}

// English is the language of the fixed texts themselves.
const English = "en"

// IsEnglish reports whether the language is English, in whatever words.
func (l *Locale) IsEnglish() bool { return l == nil || isEnglish(l.Language) }

func isEnglish(tag string) bool {
	base, _, _ := strings.Cut(tag, "-")
	return strings.EqualFold(base, English)
}

// Tag returns the language's tag.
func (l *Locale) Tag() string {
	if l == nil {
		return "en-GB"
	}
	return l.Language
}

// Say returns a fixed text, given in English as fmt formats it, in the language.
func (l *Locale) Say(format string, args ...any) string {
	text := format
	if forms := l.forms(format); forms != nil {
		text = forms[len(forms)-1]
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Count says something of a number of things. The texts have %s where the number
// stands; the locale's texts are found under the plural one.
func (l *Locale) Count(n int, one, more string, args ...any) string {
	text := more
	if forms := l.forms(more); forms != nil {
		text = forms[l.form(n, len(forms))]
	} else if n == 1 {
		text = one
	}
	return fmt.Sprintf(text, append([]any{l.Whole(n)}, args...)...)
}

func (l *Locale) forms(text string) Forms {
	if l == nil {
		return nil
	}
	return l.Texts[text]
}

// Whole writes a whole number.
func (l *Locale) Whole(n int) string { return l.Number(strconv.Itoa(n)) }

// Number writes a decimal numeral, such as -1204.50, with the language's signs and
// a true minus.
func (l *Locale) Number(numeral string) string {
	digits, negative := strings.CutPrefix(numeral, "-")
	whole, fraction, broken := strings.Cut(digits, ".")
	group, decimal, least := ",", ".", 4
	if l != nil && l.Decimal != "" {
		group, decimal, least = l.Group, l.Decimal, max(l.Least, least)
	}
	if len(whole) >= least && group != "" {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + group + whole[i:]
		}
	}
	if broken {
		whole += decimal + fraction
	}
	if negative {
		return "\u2212" + whole
	}
	return whole
}

// Day writes a day as tables have it.
func (l *Locale) Day(d period.Date) string {
	if l == nil || l.Date == "" || d.IsNone() {
		return d.String()
	}
	return l.fill(l.Date, d)
}

// LongDay writes a day as sentences have it.
func (l *Locale) LongDay(d period.Date) string {
	if l == nil || l.Long == "" || d.IsNone() {
		return d.Long()
	}
	return l.fill(l.Long, d)
}

// Minute writes a moment as tables have it.
func (l *Locale) Minute(m period.Moment) string {
	if l == nil || l.Date == "" || m.IsNone() {
		return m.String()
	}
	_, clock, _ := strings.Cut(m.String(), " ")
	return l.Day(m.Date()) + " " + clock
}

// Span says a period's first and last day.
func (l *Locale) Span(p period.Period) string {
	return l.Say("%s to %s", l.LongDay(p.Start), l.LongDay(p.Last()))
}

func (l *Locale) fill(form string, d period.Date) string {
	t := d.Time()
	name := ""
	if len(l.Months) == 12 {
		name = l.Months[t.Month()-1]
	}
	short := strconv.Itoa(t.Day())
	if t.Day() == 1 && l.First != "" {
		short = l.First
	}
	return strings.NewReplacer(
		"{day}", fmt.Sprintf("%02d", t.Day()), "{d}", short,
		"{month}", fmt.Sprintf("%02d", t.Month()), "{m}", strconv.Itoa(int(t.Month())),
		"{name}", name, "{year}", fmt.Sprintf("%04d", t.Year()),
	).Replace(form)
}

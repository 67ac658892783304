package locale

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"compack/internal/problem"
	"compack/internal/strict"
)

// Parse reads a locale file. The locale is nil where the file can't be read or holds
// nothing but comments; its problems name the line and key.
func Parse(file string, text []byte) (*Locale, problem.List) {
	doc, problems := strict.Parse(file, text, strict.OneCode(problem.BadDefinition))
	if doc == nil || doc.IsEmpty() {
		return nil, problems
	}
	l := &Locale{}
	problems = append(problems, doc.Decode(l)...)
	c := &checker{Locale: l, doc: doc, problems: problems}
	c.check()
	c.problems.Sort()
	l.learn()
	return l, c.problems
}

// checker finds what is wrong in a locale file.
type checker struct {
	*Locale
	doc      *strict.Document
	problems problem.List
}

// wrong reports the value of key, unless it could not be read in the first place.
func (c *checker) wrong(key, hint, format string, args ...any) {
	if c.doc.Failed(key) {
		return
	}
	p := problem.New(problem.BadDefinition, c.doc.Place(key), format, args...)
	p.Hint = hint
	c.problems = append(c.problems, p)
}

func (c *checker) check() {
	if _, err := language.Parse(c.Language); err != nil {
		c.wrong("language", "write a tag of BCP 47, such as de, fr or pt-BR", "%q is no tag of a language", c.Language)
	}
	if strings.TrimSpace(c.Name) == "" {
		c.wrong("name", "write what the language calls itself, such as Deutsch", "is missing")
	}
	if c.Decimal != "" && c.Decimal == c.Group {
		c.wrong("group", "write two different signs", "%q stands before the decimals already", c.Group)
	}
	if c.Decimal == "" && c.Group != "" {
		c.wrong("decimal", "write the sign before the decimals, too", "is missing")
	}
	if n := len(c.Months); n != 0 && n != 12 {
		c.wrong("months", "write the names of all twelve months", "a year has twelve months, not %d", n)
	}
	c.form("date", c.Date)
	c.form("long", c.Long)
	for _, key := range slices.Sorted(maps.Keys(c.Texts)) {
		c.text(key)
	}
}

// placeholders are the parts of a day's form.
var placeholders = []string{"{day}", "{d}", "{month}", "{m}", "{name}", "{year}"}

var braced = regexp.MustCompile(`\{[^{}]*\}`)

// form checks how days are written.
func (c *checker) form(key, form string) {
	if form == "" {
		if !isEnglish(c.Language) {
			c.wrong(key, "write for example {day}.{month}.{year}", "is missing")
		}
		return
	}
	found := braced.FindAllString(form, -1)
	for _, part := range found {
		if !slices.Contains(placeholders, part) {
			c.wrong(key, "the parts of a day are "+strict.List(placeholders), "a day has no %s", part)
		}
	}
	if !slices.Contains(found, "{year}") {
		c.wrong(key, "write {year} where the year stands", "the year is missing")
	}
	if slices.Contains(found, "{name}") && len(c.Months) == 0 {
		c.wrong(key, "list the names under months", "{name} needs the names of the months")
	}
}

// text checks the translation of one text.
func (c *checker) text(text string) {
	key := strict.Join("texts", text)
	forms := c.Texts[text]
	if len(forms) == 0 || slices.ContainsFunc(forms, func(s string) bool { return strings.TrimSpace(s) == "" }) {
		c.wrong(key, "write the translation, or remove the key: the text stays English then", "has no text")
		return
	}
	wanted := verbs(text)
	for _, form := range forms {
		if got := verbs(form); !maps.Equal(got, wanted) {
			c.wrong(key, "write each of them once as it stands in the English text, with its number where the order differs, such as %[2]s",
				"the translation has %s where the English text has %s", said(got), said(wanted))
			return
		}
	}
}

// verb matches what fmt replaces.
var verb = regexp.MustCompile(`%(\[(\d+)\])?[+#.0-9]*([a-zA-Z%])`)

// verbs returns the verbs of a text by the number of their argument.
func verbs(text string) map[int]string {
	out := map[int]string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		if m[3] == "%" {
			continue
		}
		if m[2] != "" {
			_, _ = fmt.Sscan(m[2], &next) // digits alone
		}
		out[next] = m[3]
		next++
	}
	return out
}

// said lists verbs for a message.
func said(verbs map[int]string) string {
	words := make([]string, 0, len(verbs))
	for _, i := range slices.Sorted(maps.Keys(verbs)) {
		words = append(words, fmt.Sprintf("%%[%d]%s", i, verbs[i]))
	}
	if len(words) == 0 {
		return "nothing to fill in"
	}
	return strict.List(words)
}

package locale

import (
	"slices"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// counted is how far numbers are looked at for the forms that a language has.
const counted = 200

// New returns a locale without any text.
func New(tag string) *Locale {
	l := &Locale{Language: tag}
	l.learn()
	return l
}

// learn works out which forms a language has for whole numbers: one and other in
// German, one, few and many in Polish (Unicode CLDR).
func (l *Locale) learn() {
	tag, err := language.Parse(l.Language)
	if err != nil {
		return
	}
	l.tag, l.plurals = tag, nil
	for n := range counted {
		if form := l.plural(n); !slices.Contains(l.plurals, form) {
			l.plurals = append(l.plurals, form)
		}
	}
	// one before few before many, and what is left last
	slices.SortFunc(l.plurals, func(a, b plural.Form) int { return place(a) - place(b) })
}

func place(f plural.Form) int {
	if f == plural.Other {
		return int(plural.Many) + 1
	}
	return int(f)
}

func (l *Locale) plural(n int) plural.Form {
	return plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)
}

// Plurals returns an example number for each form that a counted text has in the
// language, in the order in which a locale file gives them.
func (l *Locale) Plurals() []int {
	if l == nil || len(l.Few) > 0 || len(l.plurals) == 0 {
		return []int{1, 2}
	}
	out := make([]int, len(l.plurals))
	for i, form := range l.plurals {
		for n := counted; n > 0; n-- { // 0 where no other number has the form
			if l.plural(n) == form {
				out[i] = n
			}
		}
	}
	return out
}

// form returns which of a text's forms a number takes. A text with fewer forms than
// the language has keeps its last one for the others.
func (l *Locale) form(n, forms int) int {
	i := 0
	switch {
	case l == nil || len(l.Few) == 0 && len(l.plurals) == 0:
		if n != 1 {
			i = 1
		}
	case len(l.Few) > 0:
		if !slices.Contains(l.Few, n) {
			i = 1
		}
	default:
		i = max(slices.Index(l.plurals, l.plural(n)), 0)
	}
	return min(i, forms-1)
}

// IsFew reports whether a number takes a text's first form.
func (l *Locale) IsFew(n int) bool { return l.form(n, 2) == 0 }

package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Key marks a fixed text that is said elsewhere, so that it is found with all
// others.
func Key(text string) string { return text }

// Inside returns a title as it stands inside of a sentence: with a small first
// letter where the language writes it so, unless it begins with a short form such
// as SLA.
func (l *Locale) Inside(title string) string {
	if l != nil && !l.Lower {
		return title
	}
	first, size := utf8.DecodeRuneInString(title)
	second, _ := utf8.DecodeRuneInString(title[size:])
	if !unicode.IsUpper(first) || len(title) == size || unicode.IsUpper(second) {
		return title
	}
	return string(unicode.ToLower(first)) + title[size:]
}

// Truth returns the word for a boolean.
func (l *Locale) Truth(is bool) string {
	if is {
		return l.Say("Yes")
	}
	return l.Say("No")
}

// List joins words as a sentence lists them: a, b and c.
func (l *Locale) List(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return l.Say("%s and %s", strings.Join(words[:last], ", "), words[last])
}

// Semicolon returns "; " as the language sets it.
func (l *Locale) Semicolon() string { return l.mark("; ") }

// Colon returns ": " as the language sets it.
func (l *Locale) Colon() string { return l.mark(": ") }

func (l *Locale) mark(sign string) string {
	if l == nil {
		return sign
	}
	return l.Before + sign
}

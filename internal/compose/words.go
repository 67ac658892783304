package compose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// upperFirst sets a message's first letter large, as a sentence in a table.
func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if unicode.IsLower(first) {
		return string(unicode.ToTitle(first)) + s[size:]
	}
	return s
}

// unbroken returns a short text in which no line ends: 2 of 3.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// joined joins the parts that are not empty.
func joined(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), between)
}

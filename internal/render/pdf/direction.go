package pdf

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// visual returns the runes of a line in the order in which they stand on it from left
// to right: words of scripts that are read from the right are turned round, figures
// among them stay as they are.
func visual(s string) []rune {
	runes := []rune(s)
	if !slices.ContainsFunc(runes, isRightToLeft) {
		return runes
	}
	var line bidi.Paragraph
	if _, err := line.SetString(s); err != nil {
		return runes
	}
	order, err := line.Order()
	if err != nil {
		return runes
	}
	var out, island []rune // an island is turned round as a whole
	fromRight := readsFromRight(runes)
	for i := range order.NumRuns() {
		run := order.Run(i)
		text := []rune(run.String())
		switch {
		case run.Direction() == bidi.RightToLeft:
			island = append([]rune(bidi.ReverseString(run.String())), island...)
		case fromRight || len(island) > 0 && !slices.ContainsFunc(text, unicode.IsLetter):
			island = append(text, island...)
		default:
			out = append(append(out, island...), text...)
			island = nil
		}
	}
	if out = append(out, island...); len(out) != len(runes) {
		return runes // nothing is lost, come what may
	}
	return out
}

// isRightToLeft reports whether a rune belongs to a script that is read from the right.
func isRightToLeft(r rune) bool {
	if r < 0x590 {
		return false
	}
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

// readsFromRight reports whether the first letter of a line is read from the right.
func readsFromRight(runes []rune) bool {
	for _, r := range runes {
		if unicode.IsLetter(r) {
			return isRightToLeft(r)
		}
	}
	return false
}

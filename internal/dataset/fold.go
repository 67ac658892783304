package dataset

import "unicode"

// foldWide is Fold's rule for runes outside ASCII.
func foldWide(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return unicode.ToLower(r)
	}
	return -1
}

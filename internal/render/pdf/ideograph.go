package pdf

import (
	"strings"
	"unicode"
)

// firstIdeograph is where the scripts that are written without spaces begin, as far as
// lines break between any two of their characters.
const firstIdeograph = '\u2E80'

// isIdeograph reports whether a rune belongs to such a script or to its punctuation.
// Korean has spaces.
func isIdeograph(r rune) bool {
	switch {
	case r < firstIdeograph:
		return false
	case r >= '\u3000' && r <= '\u303F', r >= '\uFF00' && r <= '\uFFEF': // punctuation, letters of full width
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) || r == '\u30FC' || r == '\u30FB'
}

// Characters that a line may not begin with, or not end with (JIS X 4051, GB/T 15834).
const (
	notFirst = "\u3001\u3002\uFF0C\uFF0E\uFF1A\uFF1B\uFF01\uFF1F\u30FB\u30FC\u2025\u2026\u3005\u303B\u309D\u309E\u30FD\u30FE" +
		"\u300D\u300F\u3011\uFF09\u3015\uFF3D\uFF5D\u3009\u300B\u3017\u3019\uFF05\u2019\u201D" +
		"\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308E\u30A1\u30A3\u30A5\u30A7\u30A9\u30C3\u30E3\u30E5\u30E7\u30EE\u30F5\u30F6" +
		".,:;!?)]}%\u00BB\u00B7"
	notLast = "\u300C\u300E\u3010\uFF08\u3014\uFF3B\uFF5B\u3008\u300A\u3016\u3018\u2018\u201C([{\u00AB\uFFE5\uFF04$"
)

// mayPart reports whether a line may break between two runes of which one is of a
// script without spaces.
func mayPart(before, after rune) bool {
	if !isIdeograph(before) && !isIdeograph(after) || before == noBreakSpace || after == noBreakSpace {
		return false
	}
	return !strings.ContainsRune(notFirst, after) && !strings.ContainsRune(notLast, before)
}

package xlsx

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// asIs are the bytes that stand between tags as they are. An underscore may begin
// what a reader takes for the number of a character.
var asIs = func() (plain [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		plain[c] = !strings.ContainsRune(`&<>"'_`, c) && c != 0x7F
	}
	return plain
}()

// isAsIs reports whether a text needs neither cleaning nor escaping, as nearly
// all texts of a population.
func isAsIs(s string) bool {
	if len(s) > excelize.TotalCellChars {
		return false
	}
	for i := range len(s) {
		if !asIs[s[i]] {
			return false
		}
	}
	return true
}

// escapes are what stands for characters between tags and in attributes.
var escapes = [256]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", '\t': "&#x9;"}

// appendEscaped appends a clean text as XML holds it between tags.
func appendEscaped(dst []byte, s string) []byte {
	done := 0
	for i := range len(s) {
		if e := escapes[s[i]]; e != "" {
			dst = append(append(dst, s[done:i]...), e...)
			done = i + 1
		}
	}
	return append(dst, s[done:]...)
}

// appendAll appends texts one after the other, as they are.
func appendAll(dst []byte, texts ...string) []byte {
	for _, s := range texts {
		dst = append(dst, s...)
	}
	return dst
}

// appendCellText appends a cell's clean text. What a spreadsheet program would read
// as the number of a character, such as _x000D_, is marked as meant literally.
func appendCellText(dst []byte, s string) []byte {
	rest := s
	for {
		i := strings.Index(rest, "_x")
		if i < 0 {
			return appendEscaped(dst, rest)
		}
		dst = appendEscaped(dst, rest[:i])
		if isCharacterNumber(rest[i:]) {
			dst = append(dst, "_x005F"...)
		}
		dst = append(dst, '_')
		rest = rest[i+1:]
	}
}

// isCharacterNumber reports whether s begins like _x000D_.
func isCharacterNumber(s string) bool {
	if len(s) < 7 || s[6] != '_' {
		return false
	}
	return strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}

// keepsSpace reports whether a text begins or ends in white space, which readers
// drop unless they are told.
func keepsSpace(s string) bool {
	const white = " \t\r\n"
	return s != "" && (strings.IndexByte(white, s[0]) >= 0 || strings.IndexByte(white, s[len(s)-1]) >= 0)
}

package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean returns the text as it is kept: in Unicode's composed form (NFC),
// without space around it, with one space for line breaks, tabs and other
// control characters inside, and with plain spaces for no-break ones.
func clean(s string) string {
	start, end := 0, len(s)
	for start < end && (s[start] == ' ' || s[start] == '\n' || s[start] == '\r' || s[start] == '\t') {
		start++
	}
	for start < end && (s[end-1] == ' ' || s[end-1] == '\n' || s[end-1] == '\r' || s[end-1] == '\t') {
		end--
	}
	s = s[start:end]
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7F {
			return cleanSlowly(s)
		}
	}
	return s
}

func cleanSlowly(s string) string {
	s = strings.TrimFunc(norm.NFC.String(s), isFiller)
	if strings.IndexFunc(s, isBreak) < 0 && strings.IndexFunc(s, isWideSpace) < 0 {
		return s
	}
	var b strings.Builder
	gap := false
	for _, r := range s {
		if isWideSpace(r) {
			r = ' '
		}
		if isBreak(r) || gap && r == ' ' {
			gap = true
			continue
		}
		if gap {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// joined returns a cell of several values, which stand on lines of their own or
// with semicolons or bars between, with "; " between them.
func joined(s string) string {
	if !strings.ContainsAny(s, ";|\n\r") {
		return s
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(";|\n\r", r) })
	kept := parts[:0]
	for _, p := range parts {
		if p = clean(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "; ")
}

// isBreak reports whether the rune breaks a line or controls a machine.
func isBreak(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// isWideSpace reports whether the rune is a space other than the usual one.
func isWideSpace(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Zs, r) }

// isFiller reports whether the rune shows nothing: space in all its widths,
// control characters, zero-width marks.
func isFiller(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200B' || r == '\u200C' || r == '\u200D' || r == '\u2060' || r == '\uFEFF'
}

// isSpace reports whether the text shows nothing.
func isSpace(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return strings.TrimFunc(s[i:], isFiller) == ""
		}
		if s[i] > ' ' && s[i] != 0x7F {
			return false
		}
	}
	return true
}

// isNone reports whether the text is one of the signs that people put for no
// value: a dash, n/a, null.
func isNone(s string) bool {
	switch len(s) {
	case 0:
		return true
	case 1:
		return s[0] == '-'
	case 2:
		return s == "--"
	case 3:
		return s == "–" || s == "—" || strings.EqualFold(s, "n/a") || s == "---"
	case 4:
		return strings.EqualFold(s, "null")
	}
	return false
}

package fill

import (
	"strings"
	"unicode/utf8"
)

// reference is a place that a formula names: a cell, or a range with a second corner.
type reference struct {
	sheet   string // as it is called; "" for the formula's own
	from    address
	to      address
	isRange bool
}

// references writes a formula anew with what move makes of each reference to this
// workbook's cells; names, texts, references into tables and into other workbooks stay.
func references(formula string, move func(reference) string) string {
	s := scanner{in: formula, move: move}
	for s.at < len(s.in) {
		s.next()
	}
	return s.out.String()
}

type scanner struct {
	in    string
	at    int
	out   strings.Builder
	sheet string // named by what was just read
	// isForeign says that what was just read names another workbook, or several sheets.
	isForeign, isQualified bool
	move                   func(reference) string
}

// take copies n bytes.
func (s *scanner) take(n int) string {
	text := s.in[s.at : s.at+n]
	s.out.WriteString(text)
	s.at += n
	return text
}

func (s *scanner) next() {
	switch c := s.in[s.at]; {
	case c == '"':
		s.take(quoted(s.in[s.at:], '"'))
	case c == '\'':
		name := s.in[s.at : s.at+quoted(s.in[s.at:], '\'')]
		s.at += len(name)
		s.out.WriteString(name)
		s.qualify(strings.ReplaceAll(strings.Trim(name, "'"), "''", "'"))
		return
	case c == '[':
		s.take(bracketed(s.in[s.at:]))
		s.isForeign = true
		return
	case c == '#':
		n := 1
		for s.at+n < len(s.in) && strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZ/0", s.in[s.at+n]) >= 0 {
			n++
		}
		if n > 1 && s.at+n < len(s.in) && (s.in[s.at+n] == '!' || s.in[s.at+n] == '?') {
			n++
		}
		s.take(n)
	case isWord(c):
		s.word()
		return
	default:
		s.take(1)
	}
	s.forget()
}

func (s *scanner) forget() { s.sheet, s.isForeign, s.isQualified = "", false, false }

// qualify notes the name of a sheet where an exclamation mark follows it.
func (s *scanner) qualify(name string) {
	if s.at < len(s.in) && s.in[s.at] == '!' {
		s.take(1)
		s.isForeign = s.isForeign || strings.ContainsAny(name, "[:")
		s.sheet, s.isQualified = name, true
		return
	}
	s.forget()
}

// word reads a name, a number, a function or a reference.
func (s *scanner) word() {
	n := wordLength(s.in[s.at:])
	text, rest := s.in[s.at:s.at+n], s.in[s.at+n:]
	if strings.HasPrefix(rest, "!") {
		s.take(n)
		s.qualify(text)
		return
	}
	if strings.HasPrefix(rest, ":") && strings.Contains(rest, "!") { // Q1:Q4!A1, over several sheets
		if m := wordLength(rest[1:]); strings.HasPrefix(rest[1+m:], "!") {
			if _, isCell := readAddress(text); !isCell || s.sheet == "" && !s.isQualified {
				s.take(n + 1 + m + 1)
				s.isForeign, s.isQualified = true, true
				return
			}
		}
	}
	from, ok := readAddress(text)
	isCall := strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "[")
	if !ok || isCall || s.isForeign {
		s.take(n)
		if s.isForeign && s.isQualified && strings.HasPrefix(rest, ":") {
			s.take(1)
			return // the second corner is foreign, too
		}
		if strings.HasPrefix(rest, "[") {
			s.take(bracketed(s.in[s.at:]))
		}
		s.forget()
		return
	}
	ref := reference{sheet: s.sheet, from: from, to: from}
	if strings.HasPrefix(rest, ":") {
		m := wordLength(rest[1:])
		if to, ok := readAddress(rest[1 : 1+m]); ok && (to.col == "") == (from.col == "") && (to.row == 0) == (from.row == 0) {
			ref.to, ref.isRange = to, true
			n += 1 + m
		}
	}
	if !ref.isRange && !from.isCell() {
		s.take(n) // a number, or a name
	} else {
		s.at += n
		s.out.WriteString(s.move(ref))
	}
	s.forget()
}

// isWord reports whether a byte can be part of a name, a number or a reference.
func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '$' || c == '\\' || c == '?' || c >= utf8.RuneSelf
}

func wordLength(s string) (n int) {
	for n < len(s) && isWord(s[n]) {
		n++
	}
	return n
}

// quoted returns the length of the quoted text that s begins with.
func quoted(s string, mark byte) int {
	for i := 1; i < len(s); i++ {
		if s[i] == mark {
			if i+1 < len(s) && s[i+1] == mark {
				i++
				continue
			}
			return i + 1
		}
	}
	return len(s)
}

// bracketed returns the length of the text in brackets that s begins with.
func bracketed(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\'':
			i++ // the next sign is meant literally
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// String returns the reference without its sheet.
func (r reference) String() string {
	if r.isRange {
		return r.from.String() + ":" + r.to.String()
	}
	return r.from.String()
}

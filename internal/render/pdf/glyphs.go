package pdf

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"compack/internal/problem"
)

// replacement stands for a character that the font lacks; the second is for
// fonts that lack even that.
const (
	replacement     = '\u25A1' // white square
	lastReplacement = '?'
	noBreakSpace    = '\u00A0'
)

// missing collects the characters that the fonts lack.
type missing struct {
	client string
	where  string // the title of the section being set
	runes  map[rune]string
}

func (m *missing) add(r rune) {
	if _, ok := m.runes[r]; !ok {
		m.runes[r] = m.where
	}
}

// problems returns one problem for each character, in the order of code points.
func (m *missing) problems() problem.List {
	var list problem.List
	for r, where := range m.runes {
		message := fmt.Sprintf("the character %q (%U) is not in the report font and is shown as %q", r, r, replacement)
		if where != "" {
			message += fmt.Sprintf("; first in section %q", where)
		}
		p := problem.New(problem.Glyph, problem.Place{}, "%s", message)
		p.Value, p.Client = string(r), m.client
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b problem.Problem) int { return strings.Compare(a.Value, b.Value) })
	return list
}

// prepare returns s as the face can set it: composed, on one line, single spaces,
// each rune with a glyph. Spaces of a fixed width become no-break spaces.
func (ts *typesetter) prepare(s string, f Face) string {
	face := ts.faces[f]
	if isPrepared(s, face) {
		return s
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, string(utf8.RuneError)))
	var b strings.Builder
	b.Grow(len(s))
	space := true // leading spaces are dropped
	for _, r := range s {
		r = ts.printable(r, face)
		if r < 0 || r == ' ' && space {
			continue
		}
		space = r == ' '
		b.WriteRune(r)
	}
	s = strings.TrimSuffix(b.String(), " ")
	if strings.ContainsFunc(s, isArabic) {
		return string(joined([]rune(s), face.has))
	}
	return s
}

// isPrepared reports whether s can be set as it is, which nearly all texts can.
func isPrepared(s string, face *face) bool {
	previous := ' '
	for _, r := range s {
		if r > ' ' && r <= '~' && face.ascii[r] > 0 { // nearly all
			previous = r
			continue
		}
		if r < ' ' || r == ' ' && previous == ' ' || r > '~' && !isPlain(r) || !face.has(r) {
			return false
		}
		previous = r
	}
	return s == "" || previous != ' '
}

// isPlain reports whether a rune beyond ASCII needs no treatment when the font
// has it: it is visible, composes with nothing before it and joins to nothing.
func isPlain(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsMark(r) && !unicode.IsSpace(r) && !isArabic(r)
}

// printable returns the rune that is set for r, or -1 for none.
func (ts *typesetter) printable(r rune, face *face) rune {
	switch {
	case r == noBreakSpace || r == '\u202F' || r == '\u2007':
		return noBreakSpace
	case unicode.IsSpace(r) || unicode.IsControl(r):
		return ' '
	case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
		return -1 // joiners, direction marks, soft hyphens: nothing to see
	case face.has(r):
		return r
	}
	ts.missing.add(r)
	if face.has(replacement) {
		return replacement
	}
	return lastReplacement
}

package pipeline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// names are the texts of all personal fields of a run, by which they are found in
// what was written about records.
type names struct {
	byWord map[string][]string            // by their first word, the longest first
	short  map[problem.Place][]string     // those too short to be told from other words, by the record that holds them
	known  map[string]map[string]struct{} // first words, to add each text once
}

// shortName is the length in characters below which a text is looked for only in
// what was written about its own record.
const shortName = 3

// newNames gathers the personal texts of the tables. Places are those of records
// about which something was written.
func newNames(tables map[string]*dataset.Table, personal map[string]map[string]bool, ledger dataset.Ledger, problems problem.List) *names {
	n := &names{byWord: map[string][]string{}, short: map[problem.Place][]string{}, known: map[string]map[string]struct{}{}}
	about := map[problem.Place]bool{}
	for _, p := range problems {
		about[p.Place.WholeRow()] = true
	}
	for id, t := range tables {
		for field := range personal[id] {
			c := t.Col(field)
			if c.Field.Type != dataset.Text || c.Len() != t.Len() {
				continue
			}
			c.Texts(n.add)
			for row := range t.Len() {
				text := c.Text(row)
				if utf8.RuneCountInString(text) >= shortName || text == "" {
					continue
				}
				at := t.Origin(row)
				s := ledger[at.Source]
				if place := (problem.Place{File: s.File, Sheet: s.Sheet, Row: int(at.Row)}); about[place] {
					n.short[place] = append(n.short[place], text)
				}
			}
		}
	}
	for _, list := range n.byWord {
		slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	}
	return n
}

// add takes a text in.
func (n *names) add(text string) {
	if utf8.RuneCountInString(text) < shortName {
		return
	}
	first := firstWord(text)
	if n.known[first] == nil {
		n.known[first] = map[string]struct{}{}
	}
	if _, ok := n.known[first][text]; !ok {
		n.known[first][text] = struct{}{}
		n.byWord[first] = append(n.byWord[first], text)
	}
}

// replace returns s with each personal text in it replaced by what to returns for
// it, own ones of any length. A text must stand as whole words.
func (n *names) replace(s string, own []string, to func(text string) string) string {
	var b strings.Builder
	last := rune(0)
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if !isWordRune(last) {
			if found := n.at(s, own); found != "" {
				b.WriteString(to(found))
				last, _ = utf8.DecodeLastRuneInString(found)
				s = s[len(found):]
				continue
			}
		}
		b.WriteString(s[:size])
		last, s = r, s[size:]
	}
	return b.String()
}

// at returns the longest personal text that s begins with, "" for none.
func (n *names) at(s string, own []string) string {
	ends := func(text string) bool {
		if !strings.HasPrefix(s, text) {
			return false
		}
		next, _ := utf8.DecodeRuneInString(s[len(text):])
		last, _ := utf8.DecodeLastRuneInString(text)
		return len(s) == len(text) || !isWordRune(next) || !isWordRune(last)
	}
	for _, text := range n.byWord[firstWord(s)] {
		if ends(text) {
			return text
		}
	}
	for _, text := range own {
		if ends(text) {
			return text
		}
	}
	return ""
}

// firstWord returns the first letters and digits of a text, with what stands
// before them.
func firstWord(s string) string {
	begun := false
	for i, r := range s {
		switch {
		case isWordRune(r):
			begun = true
		case begun:
			return s[:i]
		}
	}
	return s
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

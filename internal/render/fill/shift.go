package fill

import (
	"slices"
	"strings"
)

// shift is where the rows of a workbook's sheets move to.
type shift map[string]moves // by the sheet's name in small letters

// of returns the moves of the sheet.
func (s shift) of(sheet string) moves { return s[strings.ToLower(sheet)] }

// isNone reports whether everything stays in its place.
func (s shift) isNone() bool {
	for _, m := range s {
		if slices.ContainsFunc(m, func(s stretch) bool { return s.n != s.to-s.from+1 }) {
			return false
		}
	}
	return true
}

// formula moves the references of a formula that stands on the sheet home. A range
// over a repeated row comes to hold all its rows, a single cell the first.
func (s shift) formula(formula, home string) string {
	return references(formula, func(r reference) string {
		m := s.home(r, home)
		if r.isRange {
			r.from.row, r.to.row = m.from(r.from), m.to(r.to)
		} else {
			r.from.row = m.from(r.from)
		}
		return r.String()
	})
}

// named is [shift.formula] for defined names and charts, where a single cell that is
// repeated stands for all its rows.
func (s shift) named(formula, home string) string {
	return references(formula, func(r reference) string {
		m := s.home(r, home)
		first, last := m.from(r.from), m.to(r.to)
		r.from.row, r.to.row, r.isRange = first, last, r.isRange || first != last
		return r.String()
	})
}

// line is one of the rows that a row of the template becomes.
type line struct{ of, row int }

// row moves the references of a formula in a repeated row: those to the row itself
// follow it, and so do those to the row above, as running totals need; a dollar before
// the row holds either in its place, and so is everything else held.
func (s shift) row(formula, home string, at line) string {
	return references(formula, func(r reference) string {
		m := s.home(r, home)
		isOwn := r.sheet == "" || strings.EqualFold(r.sheet, home)
		follow := func(a address, held func(address) int) int {
			if isOwn && !a.isHard && a.row > 0 && (a.row == at.of || a.row == at.of-1) {
				return at.row + a.row - at.of
			}
			return held(a)
		}
		if r.isRange {
			r.to.row = follow(r.to, m.to)
		}
		r.from.row = follow(r.from, m.from)
		return r.String()
	})
}

// home returns the moves of the sheet that a reference leads to.
func (s shift) home(r reference, home string) moves {
	if r.sheet != "" {
		home = r.sheet
	}
	return s.of(home)
}

func (m moves) from(a address) int {
	if a.row == 0 {
		return 0
	}
	return m.start(a.row)
}

func (m moves) to(a address) int {
	if a.row == 0 {
		return 0
	}
	return m.end(a.row)
}

// copied moves a shared formula from the cell that has it to another, as Excel does:
// relative parts by so many columns and rows.
func copied(formula string, cols, rows int) string {
	by := func(a address) address {
		if a.row > 0 && !a.isHard {
			a.row += rows
		}
		if a.col != "" && !strings.HasPrefix(a.col, "$") {
			a.col = columnLetters(columnNumber(a.col) + cols)
		}
		return a
	}
	return references(formula, func(r reference) string {
		r.from, r.to = by(r.from), by(r.to)
		return r.String()
	})
}

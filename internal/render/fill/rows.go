package fill

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// lastRow is the last that a sheet can have.
const lastRow = 1 << 20

// stretch is rows of a template that become n rows, at least one.
type stretch struct{ from, to, n int }

// moves are the stretches of a sheet from above to below; none overlaps another.
type moves []stretch

// start returns where a row of the template is found, the first of its rows where
// it is repeated.
func (m moves) start(row int) int { return m.move(row, false) }

// end returns the last row that a row of the template becomes.
func (m moves) end(row int) int { return m.move(row, true) }

func (m moves) move(row int, isEnd bool) int {
	shift := 0
	for _, s := range m {
		if row < s.from {
			break
		}
		if row > s.to {
			shift += s.n - (s.to - s.from + 1)
			continue
		}
		if isEnd && row == s.to {
			return s.from + shift + s.n - 1
		}
		return s.from + shift + min(row-s.from, s.n-1)
	}
	return min(row+shift, lastRow)
}

// at returns the stretch that holds the row.
func (m moves) at(row int) (stretch, bool) {
	for _, s := range m {
		if s.from <= row && row <= s.to {
			return s, true
		}
	}
	return stretch{}, false
}

// address is one corner of a reference as it is written: a column, a row or both.
type address struct {
	col    string // with its dollar
	row    int    // 0 for whole columns
	isHard bool   // the row has a dollar
}

var addressForm = regexp.MustCompile(`^(\$?[A-Za-z]{1,3})?(?:(\$?)([0-9]{1,7}))?$`)

// readAddress reads A1, $A$1, A or 1; ok is false for what is none.
func readAddress(s string) (a address, ok bool) {
	m := addressForm.FindStringSubmatch(s)
	if m == nil || s == "" {
		return a, false
	}
	a.col, a.isHard = m[1], m[2] != ""
	if m[3] != "" {
		a.row, _ = strconv.Atoi(m[3])
		if a.row == 0 || a.row > lastRow {
			return a, false
		}
	}
	return a, a.col == "" || columnNumber(a.col) <= lastColumn
}

// isCell reports whether the address is that of a cell.
func (a address) isCell() bool { return a.col != "" && a.row > 0 }

func (a address) String() string {
	switch {
	case a.row == 0:
		return a.col
	case a.isHard:
		return a.col + "$" + strconv.Itoa(a.row)
	}
	return a.col + strconv.Itoa(a.row)
}

const lastColumn = 1 << 14

// columnNumber returns the number of a column, A being 1.
func columnNumber(letters string) (n int) {
	for _, c := range strings.ToUpper(strings.Trim(letters, "$")) {
		n = n*26 + int(c-'A') + 1
	}
	return n
}

// columnLetters returns the letters of a column's number.
func columnLetters(n int) (s string) {
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// cellName returns the address of a cell.
func cellName(col, row int) string { return columnLetters(col) + strconv.Itoa(row) }

// area is a rectangle of cells.
type area struct{ left, top, right, bottom int }

// readArea reads A1 or A1:B2.
func readArea(s string) (area, error) {
	from, to, isRange := strings.Cut(s, ":")
	if !isRange {
		to = from
	}
	a, okA := readAddress(from)
	b, okB := readAddress(to)
	if !okA || !okB || !a.isCell() || !b.isCell() {
		return area{}, fmt.Errorf("%q is no range of cells", s)
	}
	return area{columnNumber(a.col), a.row, columnNumber(b.col), b.row}, nil
}

func (a area) String() string { return cellName(a.left, a.top) + ":" + cellName(a.right, a.bottom) }

// list moves ranges that stand between spaces, as A1:B2 D4.
func (m moves) list(s string) string {
	if len(m) == 0 {
		return s
	}
	out := strings.Fields(s)
	for i, one := range out {
		from, to, isRange := strings.Cut(one, ":")
		if !isRange {
			to = from
		}
		a, okA := readAddress(from)
		b, okB := readAddress(to)
		if !okA || !okB || a.row == 0 || b.row == 0 {
			continue
		}
		a.row, b.row = m.start(a.row), m.end(b.row)
		if out[i] = a.String(); isRange || a.row != b.row {
			out[i] += ":" + b.String()
		}
	}
	return strings.Join(out, " ")
}

package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"compack/internal/dataset"
	"compack/internal/locale"
)

// Amount returns the number that the cell holds, false where it holds none.
func (c Cell) Amount() (float64, bool) {
	switch c.Kind {
	case Integer, Number, Percent:
		if c.Value.Defined() {
			return c.Value.Float(), true
		}
	}
	return 0, false
}

// Value returns a record's value of a field as a cell.
func Value(l *locale.Locale, c *dataset.Column, row int) Cell {
	if c.IsEmpty(row) {
		return Cell{}
	}
	switch c.Field.Type {
	case dataset.Date:
		return D(c.Date(row))
	case dataset.Moment:
		return M(c.Moment(row))
	case dataset.Integer:
		return I(c.Int(row))
	case dataset.Boolean:
		return T(l.Truth(c.Bool(row)))
	}
	return T(c.Title(row))
}

// At returns the i-th value of the series, empty where there is none.
func (s Series) At(i int) Cell {
	if i < len(s.Values) {
		return s.Values[i]
	}
	return Cell{}
}

// Cells returns all values of the chart.
func (c Chart) Cells() (all []Cell) {
	for _, s := range c.Series {
		all = append(all, s.Values...)
	}
	return all
}

// Total returns the sum of a category's values, in the form of the first of them: a
// length to draw and its label. It is empty where they are of different kinds or
// denominators, as no sum of rates means anything.
func (c Chart) Total(i int) Cell {
	var sum Cell
	for _, s := range c.Series {
		v := s.At(i)
		if _, ok := v.Amount(); !ok {
			continue
		}
		switch {
		case sum.Kind == Empty:
			sum = v
			sum.Figure = ""
		case sum.Value.Den != v.Value.Den || sum.Kind != v.Kind:
			return Cell{}
		default:
			sum.Value.Num += v.Value.Num
		}
	}
	return sum
}

// Level returns the colour level of a cell, 0 where none is given.
func (m Matrix) Level(row, col int) int {
	if row < len(m.Levels) && col < len(m.Levels[row]) {
		return m.Levels[row][col]
	}
	return 0
}

// Count returns what stands in a cell, empty where nothing does.
func (m Matrix) Count(row, col int) Cell {
	if row < len(m.Counts) && col < len(m.Counts[row]) {
		return m.Counts[row][col]
	}
	return Cell{}
}

// Step returns the operator before step i of the roll-forward and its amount without
// a sign. A movement that is taken off, or whose cell is negative, has a minus.
func (f Flow) Step(l *locale.Locale, i int) (sign, text string) {
	step := f.Steps[i]
	text = step.Value.In(l)
	switch {
	case i == 0:
		return "", text
	case step.Total:
		return "=", text
	}
	bare := strings.TrimLeft(text, "+-\u2212")
	if v, _ := step.Value.Amount(); v < 0 || step.Off {
		return "\u2212", bare
	}
	return "+", bare
}

// Axis maps values to a length that begins at zero. Where there are negative values
// the zero line lies inside.
type Axis struct{ Low, High, Length float64 }

// NewAxis returns the axis that holds all values of the cells.
func NewAxis(cells []Cell, length float64) Axis {
	a := Axis{Length: length}
	for _, c := range cells {
		if v, ok := c.Amount(); ok {
			a.Low, a.High = min(a.Low, v), max(a.High, v)
		}
	}
	if a.Low == a.High {
		a.High = a.Low + 1
	}
	return a
}

// Scale returns the length of v.
func (a Axis) Scale(v float64) float64 { return v / (a.High - a.Low) * a.Length }

// Zero returns how far zero lies below the highest value.
func (a Axis) Zero() float64 { return a.Scale(a.High) }

// Start returns how far zero lies after the lowest value.
func (a Axis) Start() float64 { return a.Scale(-a.Low) }

// Top returns how far a value lies below the highest one.
func (a Axis) Top(v float64) float64 { return a.Zero() - a.Scale(v) }

// Bar returns top and height of a vertical bar from zero to v, from the highest value
// down.
func (a Axis) Bar(v float64) (top, height float64) {
	if v < 0 {
		return a.Zero(), a.Scale(-v)
	}
	return a.Top(v), a.Scale(v)
}

// WordIn returns where word stands in s with neither a letter nor a digit beside it,
// -1 where it does not: the address of a figure in a text, for instance.
func WordIn(s, word string) int {
	for from := 0; ; {
		at := strings.Index(s[from:], word)
		if at < 0 {
			return -1
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(s[:at])
		after, _ := utf8.DecodeRuneInString(s[at+len(word):])
		if !isWord(before) && !isWord(after) {
			return at
		}
		from = at + len(word)
	}
}

// isWord reports whether a rune belongs to a word.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

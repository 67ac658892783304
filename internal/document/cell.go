package document

import (
	"strings"

	"compack/internal/locale"
	"compack/internal/metric"
	"compack/internal/period"
)

// Kind is the type of a cell.
type Kind uint8

// The kinds of cells. Number and Percent are exact fractions, rounded half away
// from zero to Places decimals when shown.
const (
	Empty Kind = iota
	Text
	Integer
	Number
	Percent
	Date
	Status
	Missing // a figure without a value: "n/a"
	Moment
)

// Cell is one typed value.
type Cell struct {
	Kind   Kind
	Text   string          // Text; for Missing, why; for Status, a word instead of its own
	Value  metric.Fraction // Integer (Den 1), Number, Percent
	Places int             // decimals shown
	Unit   string          // shown after a Number or Integer, e.g. "days"; empty for none
	Signed bool            // shown with + or −, for changes
	Date   period.Date
	Moment period.Moment
	Status metric.Status
	// Formula is what a spreadsheet works the value out by, without "=" and over the
	// workbook's defined names; evidence sheets alone show it. Empty for none.
	Formula string
	Figure  string // the address of the figure that the value is (or belongs to), e.g. "F-004"
}

// T returns a text cell; the empty text is an empty cell.
func T(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Text: s}
}

// Address returns the text cell of a figure's address, such as F-004; the empty
// address is an empty cell.
func Address(figure string) Cell {
	c := T(figure)
	c.Figure = figure
	return c
}

// I returns an integer cell.
func I(n int) Cell { return Cell{Kind: Integer, Value: metric.Whole(int64(n))} }

// D returns a date cell; [period.None] is an empty cell.
func D(d period.Date) Cell {
	if d.IsNone() {
		return Cell{}
	}
	return Cell{Kind: Date, Date: d}
}

// M returns a moment cell; [period.NoMoment] is an empty cell.
func M(m period.Moment) Cell {
	if m.IsNone() {
		return Cell{}
	}
	return Cell{Kind: Moment, Moment: m}
}

// S returns a status cell; a metric without a target gives an empty one.
func S(s metric.Status) Cell {
	if s == metric.Untargeted {
		return Cell{}
	}
	return Cell{Kind: Status, Status: s}
}

// SaidStatus returns a status cell that says a word of its own where there is one: a
// certificate is valid rather than met.
func SaidStatus(s metric.Status, word string) Cell {
	c := S(s)
	if c.Kind == Status {
		c.Text = word
	}
	return c
}

// IsNumeric reports whether the cell is set as a figure: right-aligned.
func (c Cell) IsNumeric() bool {
	return c.Kind == Integer || c.Kind == Number || c.Kind == Percent || c.Kind == Missing
}

// In returns what a reader of the locale sees; nil is English. It is the only place
// where values become text.
func (c Cell) In(l *locale.Locale) string {
	switch c.Kind {
	case Text:
		return c.Text
	case Integer, Number:
		s := c.signed(l, Round(c.Value, c.Places))
		if c.Unit != "" {
			s += " " + c.Unit
		}
		return s
	case Percent:
		return c.signed(l, Round(metric.Fraction{Num: c.Value.Num * 100, Den: c.Value.Den}, c.Places)) + " %"
	case Date:
		return l.Day(c.Date)
	case Moment:
		return l.Minute(c.Moment)
	case Status:
		if c.Text != "" {
			return c.Text
		}
		return StatusWord(l, c.Status)
	case Missing:
		return l.Say("n/a")
	}
	return ""
}

// signed writes a decimal numeral, with a plus where the cell is a change. A fall that
// rounds to zero keeps its minus.
func (c Cell) signed(l *locale.Locale, s string) string {
	if !c.Signed || strings.HasPrefix(s, "-") {
		return l.Number(s)
	}
	if c.Value.Num < 0 {
		return l.Number("-" + s)
	}
	return "+" + l.Number(s)
}

// StatusWord returns the word that stands for a status wherever one is shown.
func StatusWord(l *locale.Locale, s metric.Status) string {
	switch s {
	case metric.Green:
		return l.Say("Met")
	case metric.Amber:
		return l.Say("At risk")
	case metric.Red:
		return l.Say("Not met")
	case metric.NotAvailable:
		return l.Say("No data")
	}
	return ""
}

package ingest

import (
	"fmt"
	"strings"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// A value such as 03/04/2026 or 1.234 does not say by itself how it is meant;
// its column does, where another value can be read in one way alone. The first
// such value of a column sends one more walk over the rows, which keeps a few
// bits a column, so that memory doesn't grow with the file.

// readings is a set of the ways in which a column's values may be written.
type readings uint8

const (
	dayFirst readings = 1 << iota
	monthFirst
	yearFirst
	pointMark // 1,234.5
	commaMark // 1.234,5
	anyOrder  = dayFirst | monthFirst | yearFirst
	anyMark   = pointMark | commaMark
)

// styles names what a single way is called in a source's settings.
var styles = map[readings]string{dayFirst: "dmy", monthFirst: "mdy", yearFirst: "ymd", pointMark: "point", commaMark: "comma"}

// undecided reports whether the cell needs its column to be read.
func (c *converter) undecided(in cell) bool {
	if in.kind != text || c.isSurveyed {
		return false
	}
	switch c.field.Type {
	case dataset.Date, dataset.Moment:
		return c.order == "" && c.needsColumn(clean(in.text))
	case dataset.Decimal, dataset.Integer:
		return c.mark == "" && c.needsColumn(clean(in.text))
	}
	return false
}

// ways returns the readings by which the text is a value of the column, none
// where it is no such value or says nothing of the column.
func (c *converter) ways(s string) readings {
	switch c.field.Type {
	case dataset.Date, dataset.Moment:
		return dateWays(s)
	case dataset.Decimal, dataset.Integer:
		return numberWays(s)
	}
	return 0
}

// survey walks over the column's values and settles how they are written.
// Where they contradict each other, or none decides, it reports the column and
// leaves the converter as it is.
func (r *recorder) survey(b *binding) {
	c := b.converter
	c.isSurveyed = true
	seen := readings(0xFF) // what every value allows
	example := ""
	if l := r.raw.layout; l != nil {
		defer func(was layout) { *l = was }(*l)
	}
	for in, err := range r.raw.rows {
		if err != nil {
			return // the walk that reads the rows comes upon it too, and reports it
		}
		cell := at(in.cells, b.at)
		if in.number <= r.head.row || in.fault != nil || cell.kind != text {
			continue
		}
		s := clean(cell.text)
		ways := c.ways(s)
		if ways == 0 {
			continue
		}
		if example == "" && c.needsColumn(s) {
			example = s
		}
		if seen&ways == 0 {
			r.reportColumn(b, example, "its values contradict each other")
			return
		}
		seen &= ways
	}
	style, ok := styles[seen&c.styleMask()]
	if !ok && c.field.Type == dataset.Integer && r.isGrouped(b) {
		style, ok = "point", true
	}
	if !ok {
		r.reportColumn(b, example, "no other value of the column tells which")
		return
	}
	c.settle(style)
}

// isDated reports whether the field's values hold a day.
func (c *converter) isDated() bool {
	return c.field.Type == dataset.Date || c.field.Type == dataset.Moment
}

// needsColumn reports whether the text alone can be read in several ways.
func (c *converter) needsColumn(s string) bool {
	if c.isDated() {
		_, fault := parseDate(s, "")
		return fault == twoWays
	}
	return numberWays(s) == anyMark
}

func (c *converter) styleMask() readings {
	if c.isDated() {
		return anyOrder
	}
	return anyMark
}

func (c *converter) settle(style string) {
	if c.isDated() {
		c.order = style
	} else {
		c.mark = style
	}
}

// isGrouped reports whether the separator that nothing decides is a comma: in a
// column of whole numbers it can only stand between thousands.
func (r *recorder) isGrouped(b *binding) bool {
	for in, err := range r.raw.rows {
		if err != nil {
			return false
		}
		if in.number > r.head.row && strings.Contains(at(in.cells, b.at).text, ".") {
			return false
		}
	}
	return true
}

// reportColumn asks for the setting that decides the column.
func (r *recorder) reportColumn(b *binding, example, why string) {
	place := r.log.place()
	place.Row, place.Column = r.head.row, b.header
	shown := "a value"
	if !b.converter.field.Personal && example != "" {
		shown = fmt.Sprintf("%q", shorten(example, 40))
	}
	if b.converter.isDated() {
		r.log.file(problem.Ambiguous, place, "set date_order: dmy (or mdy, ymd) in the source", "%s can be read as two days, and %s", shown, why)
		return
	}
	r.log.file(problem.Ambiguous, place, "set decimal: comma or decimal: point in the source", "%s can be read as two numbers, and %s", shown, why)
}

package xlsx

import (
	"strconv"

	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
)

// value returns what an Excel cell holds for a document's cell; nil for nothing.
func (b *book) value(c document.Cell) any {
	switch c.Kind {
	case document.Text:
		return clean(c.Text)
	case document.Integer, document.Number, document.Percent:
		if n, ok := whole(c.Value); ok {
			return n
		}
		if !c.Value.Defined() {
			return c.In(b.doc.Locale)
		}
		return c.Value.Float()
	case document.Date:
		return serial(c.Date)
	case document.Moment:
		return serialMoment(c.Moment)
	case document.Status:
		return c.In(b.doc.Locale)
	case document.Missing:
		return c.In(nil) // as formulas write it; the number format says it otherwise
	}
	return nil
}

// cached returns the result that stands beside a live formula. A fraction is
// written with all its digits, because a recalculation keeps 17 and cells that are
// no formula 15.
func (b *book) cached(c document.Cell) any {
	if v, ok := b.value(c).(float64); ok {
		return numeral(strconv.FormatFloat(v, 'f', -1, 64))
	}
	return b.value(c)
}

// whole returns the fraction as an integer where it is one.
func whole(f metric.Fraction) (int64, bool) {
	if !f.Defined() || f.Num%f.Den != 0 {
		return 0, false
	}
	return f.Num / f.Den, true
}

// firstSerial is the earliest day on which Excel's calendar and ours agree,
// 1900-03-01.
const firstSerial = 61

// serial returns the day as Excel counts it; earlier days than Excel counts
// rightly are written as text.
func serial(d period.Date) any {
	if n := d.Excel(); n >= firstSerial {
		return n
	}
	return d.String()
}

// serialMoment returns the moment as Excel counts it, the time as a fraction of
// the day.
func serialMoment(m period.Moment) any {
	if m.Date().Excel() >= firstSerial {
		return m.Excel()
	}
	return m.String()
}

// cell returns a document's cell in style s. An empty cell is nothing unless it
// has a ground or a rule to show.
func (b *book) cell(c document.Cell, s style) cell {
	if c.Kind == document.Empty && s.fill == "" && s.rule == "" {
		return cell{}
	}
	return b.shown(c, b.styled(c, s))
}

// shown returns a document's cell in exactly the style s.
func (b *book) shown(c document.Cell, s style) cell {
	return cell{look: b.id(s), value: b.value(c)}
}

// text returns a cell with a text in style s.
func (b *book) text(t string, s style) cell {
	if t == "" {
		return b.blank(s)
	}
	return cell{look: b.id(s), value: clean(t)}
}

// blank returns a cell without a value, for its ground or rule.
func (b *book) blank(s style) cell { return cell{look: b.id(s)} }

// live returns a cell with a formula whose cached result is c; without a formula
// it is the value alone.
func (b *book) live(c document.Cell, formula string, s style) cell {
	if formula == "" {
		return b.cell(c, s)
	}
	return b.liveAs(c, formula, b.styled(c, s))
}

// liveAs is [book.live] in exactly the style look.
func (b *book) liveAs(c document.Cell, formula string, look style) cell {
	return cell{look: b.id(b.liveLook(c, look)), formula: formula, value: b.cached(c)}
}

// liveLook returns the look of a formula's cell, which says it, too, where there is no
// value.
func (b *book) liveLook(c document.Cell, look style) style {
	if b.noValue != "" && c.IsNumeric() && c.Kind != document.Missing {
		look.format = withText(look.format, b.noValue)
	}
	return look
}

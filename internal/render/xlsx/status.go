package xlsx

import (
	"fmt"
	"strconv"

	"compack/internal/document"
	"compack/internal/metric"
)

// statusNow returns the cell that says whether the figure's value, as it now stands
// in its cell, meets the target.
func (s *summary) statusNow(f document.Figure, look style) cell {
	said := document.S(f.Status)
	if said.Kind == document.Empty || f.Limits == nil {
		return s.blank(look)
	}
	word := document.T(document.StatusWord(s.doc.Locale, f.Status))
	if f.Formula == "" {
		return s.cell(word, look)
	}
	return s.live(word, s.statusFormula(at(colValue, s.row), *f.Limits), look)
}

// issued returns the cell of a status as it was issued, which is quieter than the
// one that lives.
func (s *summary) issued(status metric.Status, look style) cell {
	c := document.S(status)
	if c.Kind == document.Empty {
		return s.blank(look)
	}
	look.color, look.format = s.theme.tone(status).Text, shapeFormat(shape(status))
	return s.shown(c, look)
}

// statusFormula compares a cell with the limits of a figure.
func (s *summary) statusFormula(cell string, l document.Limits) string {
	sign := ">="
	if l.Better == metric.Lower {
		sign = "<="
	}
	word := func(status metric.Status) string { return literal(document.StatusWord(s.doc.Locale, status)) }
	missed := word(metric.Red)
	if l.Warn.Defined() {
		missed = fmt.Sprintf("IF(%s%s%s,%s,%s)", cell, sign, limit(l.Warn), word(metric.Amber), missed)
	}
	return fmt.Sprintf("IF(ISNUMBER(%s),IF(%s%s%s,%s,%s),%s)", cell, cell, sign, limit(l.Target), word(metric.Green), missed, word(metric.NotAvailable))
}

// limit writes a limit as formulas hold it.
func limit(f metric.Fraction) string { return strconv.FormatFloat(f.Float(), 'f', -1, 64) }

// counts writes in the head of the sheet how many figures have which status, as they
// now stand and as they were issued.
func (s *summary) counts() {
	issued, total := map[metric.Status]int{}, 0
	for _, f := range s.doc.Workbook.Figures {
		if f.Status != metric.Untargeted && f.Limits != nil {
			issued[f.Status]++
			total++
		}
	}
	if total == 0 {
		return
	}
	for i, status := range allStatuses {
		s.count(colValue+i, status, issued[status])
	}
	note := s.theme.note()
	note.indent, note.align = 1, "left"
	s.grid.set(colNow, topRow+2, s.text(s.say("of %s measures with a target", s.doc.Locale.Whole(total)), note))
	s.grid.merge(at(colNow, topRow+2), at(colStatus, topRow+3))
}

// count writes the tile of one status: a number over two rows, the word and what was
// issued.
func (s *summary) count(col int, status metric.Status, issued int) {
	tone := s.theme.tone(status)
	ground := style{fill: tone.Tint, color: tone.Text, align: "left", indent: 1}
	big, word, small := ground, ground, ground
	big.size, big.bold, word.bold, small.size, big.middle = sizeCount, true, true, sizeNote, true
	formula := ""
	said := ""
	if s.isLive() {
		said = s.say("%s as issued", s.doc.Locale.Whole(issued))
		formula = fmt.Sprintf("COUNTIF(%s:%s,%s)", fixed(colNow, s.firstFigure), fixed(colNow, s.lastFigure), literal(document.StatusWord(s.doc.Locale, status)))
	}
	s.grid.set(col, topRow, s.tile(document.I(issued), formula, big))
	s.grid.set(col, topRow+1, s.blank(big))
	s.grid.merge(at(col, topRow), at(col, topRow+1))
	s.grid.set(col, topRow+2, s.text(shape(status)+" "+document.StatusWord(s.doc.Locale, status), word))
	s.grid.set(col, topRow+3, s.text(said, small))
}

// tile returns a cell with a number that stands where its style says.
func (s *summary) tile(c document.Cell, formula string, look style) cell {
	look.format = s.numberFormat(c)
	if formula == "" {
		return s.shown(c, look)
	}
	return s.liveAs(c, formula, look)
}

package xlsx

import (
	"slices"
	"strings"

	"compack/internal/document"
)

// acrossParts is how many parts of a balance stand beside each other; a balance
// of more has a row for each.
const acrossParts = 3

// rollForwards writes each balance with its parts and a check that it adds up.
func (s *summary) rollForwards() {
	var titles []string
	written, top := false, s.row
	for _, f := range s.doc.Workbook.Figures {
		if len(f.Parts) == 0 {
			continue
		}
		if !written {
			s.section(s.say("Roll-forward"))
			written = true
		}
		if len(f.Parts) > acrossParts {
			if titles != nil {
				s.row++ // apart from the rows of balances above
			}
			s.rollDown(f, top)
			titles = nil
			top = s.row
			continue
		}
		if t := partTitles(f); !slices.Equal(t, titles) {
			titles = t
			s.header(slices.Concat([]string{s.say("Address"), s.say("Figure")}, titles, []string{s.say("Closing"), s.say("Check (must be 0)")}),
				func(col int) (string, int) {
					if col >= colValue {
						return "right", 0
					}
					return "left", 0
				})
		}
		s.rollForward(f)
		s.whole = append(s.whole, [2]int{top, s.row - 1})
		top = s.row
	}
	if written {
		s.row++
	}
}

func partTitles(f document.Figure) []string {
	titles := make([]string, len(f.Parts))
	for i, p := range f.Parts {
		titles[i] = p.Title
	}
	return titles
}

// rollForward writes one balance in a row: opening + opened - closed = closing.
func (s *summary) rollForward(f document.Figure) {
	body := s.theme.body()
	bold, muted, wrap := body, body, body
	bold.bold, muted.color, wrap.wrap = true, s.theme.Muted, true
	s.grid.set(colAddress, s.row, s.text(f.Address, muted))
	s.grid.set(colTitle, s.row, s.text(f.Title, wrap))
	s.grid.setHeight(s.row, height(lines(f.Title, summaryWidths[colTitle-1], sizeBody)))
	col := colValue
	for _, p := range f.Parts {
		s.grid.set(col, s.row, s.live(p.Value, p.Formula, body))
		col++
	}
	s.grid.set(col, s.row, s.live(f.Value, f.Formula, bold))
	check := sumOf(f.Parts, func(i int) string { return at(colValue+i, s.row) }) + "-" + at(col, s.row)
	s.check(col+1, check, difference(f), bold)
	s.row++
}

// rollDown writes one balance with a row for each part, those of a split under
// the part that they make up, and a check of both sums. On paper it stays with what
// stands over it from row top on.
func (s *summary) rollDown(f document.Figure, top int) {
	body := s.theme.body()
	bold, muted, detail := body, body, body
	bold.bold, muted.color, detail.color, detail.indent, detail.align = true, s.theme.Muted, s.theme.Muted, 1, "left"
	s.header([]string{f.Address, f.Title, s.say("Records")}, func(col int) (string, int) {
		if col == colValue {
			return "right", 0
		}
		return "left", 0
	})
	first := s.row
	line := func(title string, value document.Cell, formula string, look, number style) {
		s.grid.set(colAddress, s.row, s.blank(muted))
		s.grid.set(colTitle, s.row, s.text(title, look))
		s.grid.set(colValue, s.row, s.live(value, formula, number))
		s.row++
	}
	for _, p := range f.Parts {
		if p.Detail {
			line(s.say("of which %s", s.doc.Locale.Inside(p.Title)), p.Value, p.Formula, detail, muted)
		} else {
			line(p.Title, p.Value, p.Formula, body, body)
		}
	}
	line(s.say("Closing"), f.Value, f.Formula, bold, bold)
	cell := func(i int) string { return at(colValue, first+i) }
	check := func(title, formula string, value int) {
		s.grid.set(colAddress, s.row, s.blank(muted))
		s.grid.set(colTitle, s.row, s.text(title, body))
		s.check(colValue, formula, value, bold)
		s.row++
	}
	check(s.say("Check (must be 0)"), sumOf(f.Parts, cell)+"-"+cell(len(f.Parts)), difference(f))
	for i, p := range f.Parts {
		if n := details(f.Parts[i+1:]); n > 0 && !p.Detail {
			rest := whole64(p.Value)
			for _, d := range f.Parts[i+1 : i+1+n] {
				rest -= whole64(d.Value)
			}
			check(s.say("Check of %s (must be 0)", s.doc.Locale.Inside(p.Title)), cell(i)+"-SUM("+cell(i+1)+":"+cell(i+n)+")", int(rest))
		}
	}
	s.whole = append(s.whole, [2]int{top, s.row - 1})
	s.row++
}

// details returns how many of the parts, from the first on, are details.
func details(parts []document.Part) (n int) {
	for n < len(parts) && parts[n].Detail {
		n++
	}
	return n
}

// check writes a formula that must give 0.
func (s *summary) check(col int, formula string, value int, look style) {
	s.grid.set(col, s.row, s.live(document.I(value), formula, look))
	s.zero = append(s.zero, at(col, s.row))
}

// sumOf writes the parts of a balance as a sum, without the details.
func sumOf(parts []document.Part, cell func(i int) string) string {
	var b strings.Builder
	for i, p := range parts {
		switch {
		case p.Detail:
			continue
		case p.Off:
			b.WriteByte('-')
		case i > 0:
			b.WriteByte('+')
		}
		b.WriteString(cell(i))
	}
	return b.String()
}

// difference returns by how much the document's own amounts don't add up.
func difference(f document.Figure) int {
	sum := -whole64(f.Value)
	for _, p := range f.Parts {
		switch {
		case p.Detail:
		case p.Off:
			sum -= whole64(p.Value)
		default:
			sum += whole64(p.Value)
		}
	}
	return int(sum)
}

// whole64 returns the cell's integer.
func whole64(c document.Cell) int64 {
	n, _ := whole(c.Value)
	return n
}

// markChecks colours the checks by whether they hold.
func (s *summary) markChecks(rules *conditions) {
	if len(s.zero) > 0 {
		rules.zeros(strings.Join(s.zero, " "), s.look(tint{tone: s.theme.Green}), s.look(tint{tone: s.theme.Red}))
	}
}

package xlsx

import (
	"cmp"
	"fmt"
	"strings"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
)

// Fields that say whether a record is overdue, where its dataset doesn't say which.
var (
	dueField     = "due_on"
	closedFields = []string{"closed_on", "completed_on", "fixed_on", "decided_on"}
)

// markRecords gives looks to records by what they hold: to due dates that had passed
// at the as-of date without a closing, and to the words of gravity and state.
func (b *book) markRecords(s *sheet, p *document.Population, cols []column, last int) {
	b.markOverdue(&s.rules, p.Table.Def, cols, last)
	for i := range cols {
		f, ok := p.Table.Def.Field(cols[i].field)
		if !ok || f.Type != dataset.Enum || p.Table.Len() == 0 {
			continue
		}
		s.rules.words(at(i+1, firstRecord)+":"+at(i+1, last), b.toned(p.Table.Def, f))
	}
}

// markOverdue tints the due date of records that were overdue at the as-of date.
func (b *book) markOverdue(rules *conditions, def *dataset.Definition, cols []column, last int) {
	due, closed := 0, 0
	if m := def.Movement; m != nil {
		due, closed = find(cols, m.Due), find(cols, m.Closed)
	} else {
		due = find(cols, dueField)
		for _, f := range closedFields {
			closed = cmp.Or(closed, find(cols, f))
		}
	}
	if due == 0 || closed == 0 {
		return
	}
	d, c := "$"+at(due, firstRecord), "$"+at(closed, firstRecord)
	rules.formula(at(due, firstRecord)+":"+at(due, last),
		fmt.Sprintf(`AND(%s<>"",%s<%s,OR(%s="",%s>%s))`, d, d, metric.NameAsOf, c, c, metric.NameAsOf), b.look(tint{tone: b.theme.Red}))
}

// Names of values, whatever their field, that tell how grave something is or where
// it stands. Others are left as they are.
var (
	redValues   = "critical failed fail not_met overdue expired lapsed rejected revoked_late adverse missing"
	amberValues = "high in_progress partial partially pending planned in_treatment deferred exception"
	greenValues = "closed completed fixed passed pass met valid clear decided approved certified effective implemented resolved"
)

// toned returns the words of a field's values that have a tone.
func (b *book) toned(def *dataset.Definition, f *dataset.Field) (out []word) {
	for _, v := range f.Values {
		var t tint
		switch {
		case hasWord(redValues, v.Name):
			t.tone = b.theme.Red
		case hasWord(amberValues, v.Name):
			t.tone = b.theme.Amber
		case hasWord(greenValues, v.Name):
			t.tone = b.theme.Green
		default:
			continue
		}
		t.plain = true
		if title := cmp.Or(v.Title, v.Name); isLiteral(title) {
			out = append(out, word{title, b.look(t)})
		}
	}
	return out
}

func hasWord(list, word string) bool {
	return strings.Contains(" "+list+" ", " "+word+" ")
}

// linkRecords makes the header of a sheet of records lead: that of the first column
// back to the contents, that of a helper to the figure that needs it, and those of
// origins to what is known of the sources.
func (b *book) linkRecords(s *sheet, p *document.Population, cols []column) {
	b.backLink(s, "A1")
	for i, c := range cols {
		cell := at(i+1, 1)
		switch {
		case i == 0:
		case c.isOrigin:
			s.link(link{cell, b.places.sources, b.say("What is known of the sources")})
		case c.isHelper:
			if f := b.neededBy(c.name); f != nil {
				s.link(link{cell, b.places.figure[f.Address], b.say("Needed by figure %s, %s", f.Address, f.Title)})
			}
		}
	}
}

// neededBy returns the first figure whose formulas use a name.
func (b *book) neededBy(name string) *document.Figure {
	for i := range b.doc.Workbook.Figures {
		f := &b.doc.Workbook.Figures[i]
		for _, formula := range []string{f.Formula, f.NumeratorFormula, f.DenominatorFormula} {
			if usesName(formula, name) {
				return f
			}
		}
		for _, part := range f.Parts {
			if usesName(part.Formula, name) {
				return f
			}
		}
	}
	return nil
}

// usesName reports whether a formula has a name as a whole word.
func usesName(formula, name string) bool {
	inName := func(c byte) bool { return c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' }
	for from := 0; ; {
		i := strings.Index(formula[from:], name)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(name)
		if (start == 0 || !inName(formula[start-1])) && (end == len(formula) || !inName(formula[end])) {
			return true
		}
		from = end
	}
}

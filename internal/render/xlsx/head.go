package xlsx

import (
	"strings"

	"compack/internal/document"
	"compack/internal/metric"
)

// facts writes the head of the sheet: what the pack is and the dates that the
// formulas speak of.
func (s *summary) facts() {
	d := s.doc
	s.grid.set(1, 1, s.text(d.Title, style{size: sizeTitle, bold: true, color: s.theme.Brand}))
	s.grid.setHeight(1, 27)
	subtitle := d.Subtitle
	if subtitle == "" {
		subtitle = d.Client.Name + ", " + d.Locale.Span(d.Period)
	}
	if d.Draft {
		subtitle = s.say("Draft, not approved: %s", subtitle)
	}
	s.grid.set(1, 2, s.text(subtitle, style{size: 11, color: s.theme.Muted}))
	s.grid.setHeight(2, 17)
	s.grid.set(1, 3, s.text(s.say("Contents"), style{size: sizeNote, color: s.theme.Brand}))
	s.grid.link(at(1, 3), s.places.contents, s.say("What the sheets of this workbook hold"))
	s.row = topRow
	s.fact(s.say("Client"), document.T(d.Client.Name), "")
	s.fact(s.say("Vendor"), document.T(d.Vendor.Name), "")
	s.fact(s.say("Period"), document.T(d.Period.Label), "")
	s.fact(s.say("Period start"), document.D(d.Period.Start), metric.NameStart)
	s.fact(s.say("Period end"), document.D(d.Period.Last()), metric.NameEnd)
	s.fact(s.say("As-of date"), document.D(d.AsOf), metric.NameAsOf)
	s.fact(s.say("Classification"), document.T(d.Classification), "")
	s.fact(s.say("Prepared by"), document.T(d.PreparedBy), "")
	s.fact(s.say("Approved by"), document.T(d.ApprovedBy), "")
	s.fact(s.say("Issued on"), document.D(d.IssuedOn), "")
	if d.Revision > 0 {
		s.fact(s.say("Revision"), document.I(d.Revision), "")
	}
	s.fact(s.say("Document digest"), document.T(d.Digest), "")
	s.row = max(s.row, s.guide(topRow+5)) + 1
}

// fact writes a label and its value; one without a value is left out.
func (s *summary) fact(label string, c document.Cell, name string) {
	if c.Kind == document.Empty {
		return
	}
	look := s.theme.body()
	s.grid.set(colAddress, s.row, s.text(label, style{color: s.theme.Muted, rule: s.theme.Hairline}))
	shown := s.styled(c, look)
	shown.align = "left"
	if n := lines(c.In(s.doc.Locale), summaryWidths[colTitle-1], sizeBody); n > 1 {
		shown.wrap = true
		s.grid.setHeight(s.row, height(n))
	}
	s.grid.set(colTitle, s.row, cell{look: s.id(shown), value: s.value(c)})
	if name != "" {
		s.defined = append(s.defined, named{name, fixed(colTitle, s.row)})
	}
	s.row++
}

// isLive reports whether the figures are formulas over records.
func (s *summary) isLive() bool { return len(s.doc.Workbook.Populations) > 0 }

// topRow is the first row of the facts.
const topRow = 4

// guide says beside the facts how the workbook is tested, and returns the next
// row below.
func (s *summary) guide(row int) int {
	const rows = 6
	texts := []string{
		s.say("Each value, numerator and denominator below is a live formula over the sheets of records that follow, where each column has a defined name such as %s. The cell of a value is named kpi_ and the figure's identifier.",
			metric.FieldName("training", "due_on")),
		s.say("The dates of the period are the cells %s, %s and %s. Change one, or a record, and the figures and the statuses are worked out again; target, status as issued and previous period stay.",
			metric.NameStart, metric.NameEnd, metric.NameAsOf),
		s.say("On the sheets of records a green-blue header marks a column that is worked out rather than read; the last columns say which file, sheet and row a record came from."),
		s.say("A figure's address leads to its records, its title to its definition, and the first header of each sheet back to the contents."),
	}
	title := s.say("How to test this workbook")
	if !s.isLive() {
		title = s.say("About this workbook")
		texts = []string{
			s.say("This workbook holds no records: each figure is a value alone, worked out when the pack was made, and not a formula."),
			s.say("Definitions and the figures as data are in the pack, in this workbook and in metrics.json. Records can be asked for where the contract says so."),
		}
	}
	s.grid.set(colValue, row, s.text(title, style{size: sizeNote, bold: true, color: s.theme.Muted}))
	s.grid.set(colValue, row+1, s.text(strings.Join(texts, "\n"), s.theme.note()))
	s.grid.merge(at(colValue, row+1), at(colDefinition, row+rows))
	return row + rows + 1
}

package xlsx

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"compack/internal/document"
	"compack/internal/metric"
)

// Columns of the Summary.
const (
	colAddress = iota + 1
	colTitle
	colValue
	colNumerator
	colDenominator
	colTarget
	colStatus
	colPrevious
	colTrend
	colDefinition
)

var (
	summaryTitles = []string{"Address", "Figure", "Value", "Numerator", "Denominator", "Target", "Status as issued", "Previous period", "Trend", "Definition"}
	summaryWidths = []float64{14, 38, 15, 12, 13, 17, 12, 13, 16, 56}
)

// summary is the Summary sheet in the making.
type summary struct {
	*book
	sheet string
	grid  grid
	row   int      // the next free row
	names []named  // cells that formulas of other sheets, or readers, use
	zero  []string // cells that must hold 0
	whole [][2]int // first and last rows that a printed page should not part
	plots []plot
}

// named is a defined name and the cell it stands for.
type named struct{ name, cell string }

// writeSummary writes what the pack is, every figure with its formula, the
// roll-forwards and the breakdowns.
func (b *book) writeSummary() error {
	s := &summary{book: b, sheet: b.names.summary, row: 1}
	s.facts()
	s.figures()
	s.rollForwards()
	s.breakdowns()
	if err := s.prepare(); err != nil {
		return err
	}
	sw, err := b.stream(s.sheet)
	if err != nil {
		return err
	}
	sw.part.extensions = sparklineXML(s.theme, s.sparks)
	return s.grid.write(sw)
}

// prepare sets what must be set before the sheet's stream is opened.
func (s *summary) prepare() error {
	last := s.row - 1
	p := page{tab: s.theme.Brand, title: s.doc.Title, area: "$A$1:" + fixed(colDefinition, last)}
	if err := s.setPage(s.sheet, p); err != nil {
		return err
	}
	if err := s.file.SetSheetDimension(s.sheet, "A1:"+at(colDefinition, last)); err != nil {
		return err
	}
	// The library puts the column that was set last first.
	for i, w := range slices.Backward(summaryWidths) {
		if err := s.file.SetColWidth(s.sheet, letters(i+1), letters(i+1), w); err != nil {
			return err
		}
	}
	for _, n := range s.names {
		if err := s.define(n.name, on(s.sheet, n.cell)); err != nil {
			return err
		}
	}
	if err := s.markChecks(); err != nil {
		return err
	}
	if err := s.breakPages(); err != nil {
		return err
	}
	return s.drawPlots()
}

// facts writes the head of the sheet: what the pack is and the dates that the
// formulas speak of.
func (s *summary) facts() {
	d := s.doc
	s.grid.set(1, 1, s.text(d.Title, style{size: sizeTitle, bold: true, color: s.theme.Brand}))
	s.grid.setHeight(1, 27)
	subtitle := d.Subtitle
	if subtitle == "" {
		subtitle = d.Client.Name + ", " + d.Period.Span()
	}
	s.grid.set(1, 2, s.text(subtitle, style{size: 11, color: s.theme.Muted}))
	s.grid.setHeight(2, 17)
	s.row = 4
	s.fact("Client", document.T(d.Client.Name), "")
	s.fact("Vendor", document.T(d.Vendor.Name), "")
	s.fact("Period", document.T(d.Period.Label), "")
	s.fact("Period start", document.D(d.Period.Start), metric.NameStart)
	s.fact("Period end", document.D(d.Period.Last()), metric.NameEnd)
	s.fact("As-of date", document.D(d.AsOf), metric.NameAsOf)
	s.fact("Classification", document.T(d.Classification), "")
	s.fact("Prepared by", document.T(d.PreparedBy), "")
	s.fact("Approved by", document.T(d.ApprovedBy), "")
	s.fact("Issued on", document.D(d.IssuedOn), "")
	if d.Revision > 0 {
		s.fact("Revision", document.I(d.Revision), "")
	}
	s.row = max(s.row, s.guide(4))
	s.fact("Document digest", document.T(d.Digest), "")
	s.row++
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
	s.grid.set(colTitle, s.row, excelize.Cell{StyleID: s.id(shown), Value: value(c)})
	if name != "" {
		s.names = append(s.names, named{name, fixed(colTitle, s.row)})
	}
	s.row++
}

// guide says beside the facts how the workbook is tested, and returns the next
// row below.
func (s *summary) guide(row int) int {
	const rows = 6
	texts := []string{
		"Each value, numerator and denominator below is a live formula over the sheets of records that follow, where each column has a defined name such as " +
			metric.FieldName("training", "due_on") + ". The cell of a value is named kpi_ and the figure's identifier.",
		"The dates of the period are the cells " + metric.NameStart + ", " + metric.NameEnd + " and " + metric.NameAsOf +
			". Change one, or a record, and the figures are worked out again; target, status and previous period stay as issued.",
		"On the sheets of records a green-blue header marks a column that is worked out rather than read; the last columns say which file, sheet and row a record came from.",
	}
	if len(s.doc.Workbook.Populations) == 0 {
		texts = []string{
			"This workbook holds no records: each figure is a value alone, worked out when the pack was made, and not a formula.",
			"Definitions and the figures as data are in the pack, in this workbook and in metrics.json. Records can be asked for where the contract says so.",
		}
	}
	s.grid.set(colNumerator, row, s.text("How to test this workbook", style{size: sizeNote, bold: true, color: s.theme.Muted}))
	s.grid.set(colNumerator, row+1, s.text(strings.Join(texts, "\n"), s.theme.note()))
	s.grid.merge(at(colNumerator, row+1), at(colDefinition, row+rows))
	return row + rows + 1
}

// section writes the title of a part of the sheet.
func (s *summary) section(title string) {
	s.grid.set(colAddress, s.row, s.text(title, style{size: sizeSection, bold: true, color: s.theme.Brand}))
	s.grid.setHeight(s.row, 21)
	s.row++
}

// header writes a row of column titles from column A on; align says on which
// side each stands and how far from it.
func (s *summary) header(titles []string, align func(col int) (side string, indent int)) {
	n := 1
	for i, t := range titles {
		look := s.theme.header()
		look.align, look.indent = align(i + 1)
		s.grid.set(i+1, s.row, s.text(t, look))
		n = max(n, lines(t, summaryWidths[i]-1, sizeBody))
	}
	s.grid.setHeight(s.row, height(n))
	s.row++
}

// figures writes every figure under the title of its dataset.
func (s *summary) figures() {
	s.section("Figures")
	s.header(summaryTitles, func(col int) (string, int) {
		switch col {
		case colValue, colNumerator, colDenominator:
			return "right", 0
		case colPrevious:
			return "right", 1
		case colTarget, colTrend, colDefinition:
			return "left", 1 // beside a figure, so set apart from it
		}
		return "left", 0
	})
	dataset := ""
	for _, f := range s.doc.Workbook.Figures {
		if f.Dataset != dataset {
			dataset = f.Dataset
			s.band(dataset)
		}
		s.figure(f)
	}
	s.row++
}

// band writes a row that stands over the figures of one dataset.
func (s *summary) band(title string) {
	look := style{bold: true, fill: s.theme.Surface, rule: s.theme.Hairline}
	s.grid.set(1, s.row, s.text(title, look))
	for col := 2; col <= colDefinition; col++ {
		s.grid.set(col, s.row, s.blank(look))
	}
	s.row++
}

// figure writes one figure.
func (s *summary) figure(f document.Figure) {
	body, row := s.theme.body(), s.row
	wrap, value, muted := body, body, body
	wrap.wrap, value.bold, muted.color = true, true, s.theme.Muted
	definition := definitionText(f)
	target := document.T(f.TargetText)
	if f.TargetText == "" {
		target = f.Target
	}
	apart := wrap
	apart.align, apart.indent = "left", 1
	before := body
	before.indent = 1
	small := apart
	small.size = sizeNote
	s.grid.set(colAddress, row, s.text(f.Address, muted))
	s.grid.set(colTitle, row, s.text(f.Title, wrap))
	s.grid.set(colValue, row, s.live(f.Value, f.Formula, value))
	s.grid.set(colNumerator, row, s.live(f.Numerator, f.NumeratorFormula, body))
	s.grid.set(colDenominator, row, s.live(f.Denominator, f.DenominatorFormula, body))
	s.grid.set(colTarget, row, s.cell(target, apart))
	s.grid.set(colStatus, row, s.cell(document.S(f.Status), body))
	s.grid.set(colPrevious, row, s.cell(f.Previous, before))
	s.grid.set(colTrend, row, s.blank(body))
	s.grid.set(colDefinition, row, s.text(definition, small))
	n := max(2, lines(definition, summaryWidths[colDefinition-1]-1, sizeNote), lines(f.Title, summaryWidths[colTitle-1], sizeBody),
		lines(target.In(s.doc.Locale), summaryWidths[colTarget-1]-1, sizeBody))
	s.grid.setHeight(row, height(n))
	if f.Metric != "" {
		s.names = append(s.names, named{metric.FigureName(f.Metric), fixed(colValue, row)})
	}
	if values, ok := s.trends[f.Address]; ok {
		s.sparks = append(s.sparks, sparkline{at(colTrend, row), values})
	}
	s.row++
}

// definitionText returns what a figure's last column says: the definition and,
// where there is no value, why. Basis and notes are on the sheet Definitions.
func definitionText(f document.Figure) string {
	said := []string{f.Definition}
	if f.Value.Kind == document.Missing && f.Value.Text != "" {
		said = append(said, "Not available: "+f.Value.Text)
	}
	return strings.Join(said, "\n")
}

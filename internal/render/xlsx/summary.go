package xlsx

import (
	"strings"

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
	colNow
	colStatus
	colPrevious
	colTrend
	colDefinition
)

var summaryWidths = []float64{14, 40, 14, 14, 14, 19, 13, 13, 13, 16, 56}

func (s *summary) titles() []string {
	now := s.say("Status now")
	if !s.isLive() {
		now = s.say("Status")
	}
	return []string{s.say("Address"), s.say("Figure"), s.say("Value"), s.say("Numerator"), s.say("Denominator"), s.say("Target"),
		now, s.say("Status as issued"), s.say("Previous period"), s.say("Trend"), s.say("Definition")}
}

// summary is the Summary sheet in the making.
type summary struct {
	*book
	grid    grid
	row     int      // the next free row
	defined []named  // cells that formulas of other sheets, or readers, use
	zero    []string // cells that must hold 0
	whole   [][2]int // first and last rows that a printed page should not part
	plots   []plot
	bars    []int // rows whose value is a share

	// First and last row of the figures; what is said of all of them is worked out
	// over these.
	firstFigure, lastFigure int
}

// named is a defined name and the cell it stands for.
type named struct{ name, cell string }

// writeSummary writes what the pack is, every figure with its formula, the
// roll-forwards and the breakdowns.
func (b *book) writeSummary() error {
	s := &summary{book: b, row: 1}
	s.facts()
	s.figures()
	s.counts()
	s.rollForwards()
	s.breakdowns()
	for _, n := range s.defined {
		if err := s.definitions.define(n.name, on(b.names.summary, n.cell)); err != nil {
			return err
		}
	}
	s.finish()
	return nil
}

// finish writes the sheet that was laid out.
func (s *summary) finish() {
	last := s.row - 1
	to := s.book.sheet(s.names.summary, page{tab: s.theme.Brand, title: s.doc.Title, area: "$A$1:" + fixed(colDefinition, last)}, colDefinition, last)
	to.setWidths(summaryWidths)
	to.columns[colStatus-1].hidden = !s.isLive() // the one status is that as issued
	to.breaks = s.breakPages()
	if len(s.plots) > 0 || s.logo != nil {
		to.drawing = &drawing{s.plots, s.logo}
	}
	s.mark(&to.rules)
	to.trends = sparklineXML(s.theme, s.sparks)
	s.grid.write(to)
}

// mark gives looks to cells by what they hold.
func (s *summary) mark(rules *conditions) {
	if s.firstFigure > 0 {
		rules.words(at(colNow, s.firstFigure)+":"+at(colNow, s.lastFigure), s.statuses())
	}
	if len(s.bars) > 0 {
		rules.shares(strings.Join(stretches(colValue, s.bars), " "), s.theme.BrandBar)
	}
	s.markChecks(rules)
}

// share notes that the row's value is a share, which is drawn as a bar.
func (s *summary) share(c document.Cell) {
	if c.Kind == document.Percent {
		s.bars = append(s.bars, s.row)
	}
}

// stretches returns the ranges that rows make in a column, the rows in their order.
func stretches(col int, rows []int) (ranges []string) {
	for first := 0; first < len(rows); {
		last := first
		for last+1 < len(rows) && rows[last+1] == rows[last]+1 {
			last++
		}
		ranges = append(ranges, at(col, rows[first])+":"+at(col, rows[last]))
		first = last + 1
	}
	return ranges
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
	if len(s.doc.Workbook.Figures) == 0 {
		return
	}
	s.section(s.say("Figures"))
	s.header(s.titles(), func(col int) (string, int) {
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
		if s.firstFigure == 0 {
			s.firstFigure = s.row
		}
		s.figure(f)
		s.lastFigure = s.row - 1
	}
	s.row++
}

// band writes a row that stands over the figures of one dataset.
func (s *summary) band(title string) {
	look := style{bold: true, fill: s.theme.Surface, rule: s.theme.Hairline}
	s.grid.set(1, s.row, s.text(title, look))
	s.grid.link(at(1, s.row), s.places.population[title], s.say("The records"))
	for col := 2; col <= colDefinition; col++ {
		s.grid.set(col, s.row, s.blank(look))
	}
	s.row++
}

// figure writes one figure.
func (s *summary) figure(f document.Figure) {
	body, row := s.theme.body(), s.row
	wrap, value, lead, now := body, body, body, body
	wrap.wrap, value.bold, lead.color, now.bold = true, true, s.theme.Brand, true
	definition := s.definitionText(f)
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
	s.grid.set(colAddress, row, s.text(f.Address, lead))
	s.grid.set(colTitle, row, s.text(f.Title, wrap))
	s.leads(f)
	s.share(f.Value)
	s.grid.set(colValue, row, s.live(f.Value, f.Formula, value))
	s.grid.set(colNumerator, row, s.live(f.Numerator, f.NumeratorFormula, body))
	s.grid.set(colDenominator, row, s.live(f.Denominator, f.DenominatorFormula, body))
	s.grid.set(colTarget, row, s.cell(target, apart))
	s.grid.set(colNow, row, s.statusNow(f, now))
	s.grid.set(colStatus, row, s.issued(f.Status, body))
	s.grid.set(colPrevious, row, s.cell(f.Previous, before))
	s.grid.set(colTrend, row, s.blank(body))
	s.grid.set(colDefinition, row, s.text(definition, small))
	n := max(2, lines(definition, summaryWidths[colDefinition-1]-1, sizeNote), lines(f.Title, summaryWidths[colTitle-1], sizeBody),
		lines(target.In(s.doc.Locale), summaryWidths[colTarget-1]-1, sizeBody))
	s.grid.setHeight(row, height(n))
	if f.Metric != "" {
		s.defined = append(s.defined, named{metric.FigureName(f.Metric), fixed(colValue, row)})
	}
	if values, ok := s.trends[f.Address]; ok {
		s.sparks = append(s.sparks, sparkline{at(colTrend, row), values})
	}
	s.row++
}

// leads makes a figure's row lead to its records and its definition, and the row be
// found by others.
func (s *summary) leads(f document.Figure) {
	s.grid.link(at(colAddress, s.row), s.places.population[f.Dataset], s.say("The records of this figure"))
	s.grid.link(at(colTitle, s.row), s.places.definition[f.Address], s.say("How this figure is defined"))
	if f.Address != "" {
		s.places.figure[f.Address] = on(s.names.summary, at(colValue, s.row))
	}
}

// definitionText returns what a figure's last column says: the definition and,
// where there is no value, why. Basis and notes are on the sheet Definitions.
func (b *book) definitionText(f document.Figure) string {
	said := []string{f.Definition}
	if f.Value.Kind == document.Missing && f.Value.Text != "" {
		said = append(said, b.say("Not available: %s", f.Value.Text))
	}
	return strings.Join(said, "\n")
}

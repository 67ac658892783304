package xlsx

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"compack/internal/document"
	"compack/internal/metric"
)

// Layout of a breakdown: a small table in columns B and C, the chart beside it
// from column E to I over rows that are reserved for it.
const (
	colChart     = colDenominator
	lastChart    = colTrend
	rowHeight    = 15.0 // points; a chart is placed by it
	rowPixels    = 20
	chartRows    = 11 // the least that a chart takes
	chartMostRow = 40
	barPixels    = 26 // for each category of a bar chart
)

// plot is a chart to be drawn beside a breakdown.
type plot struct {
	title, alt         string
	row, rows          int // the first that it covers, and how many
	series, cats, vals string
	kind               chartKind
}

// chartKind is what makes charts differ beside what they show.
type chartKind struct{ upright, percent bool }

// breakdowns writes a small table for each grouping of each figure.
func (s *summary) breakdowns() {
	titled := false
	for _, f := range s.doc.Workbook.Figures {
		for _, g := range f.Groupings {
			if len(g.Rows) == 0 && g.Withheld == "" {
				continue
			}
			top := s.row
			if !titled {
				s.section(s.say("Breakdowns")) // stays with the first table
				titled = true
			}
			s.breakdown(f, g)
			s.whole = append(s.whole, [2]int{top, s.row - 1})
			s.row++
		}
	}
}

// breakdown writes one grouping.
func (s *summary) breakdown(f document.Figure, g document.FigureGrouping) {
	top := s.row
	title := s.say("%s by %s", f.Title, s.doc.Locale.Inside(g.Title))
	s.grid.set(colAddress, s.row, s.text(f.Address, style{color: s.theme.Brand}))
	s.grid.link(at(colAddress, s.row), s.places.figure[f.Address], s.say("The figure"))
	s.grid.set(colTitle, s.row, s.text(title, style{bold: true}))
	s.grid.setHeight(s.row, rowHeight)
	s.row++
	number := s.theme.header()
	number.align = "right"
	s.grid.set(colTitle, s.row, s.text(g.Title, s.theme.header()))
	s.grid.set(colValue, s.row, s.text(s.say("Value"), number))
	s.grid.setHeight(s.row, rowHeight)
	s.row++
	first := s.row
	for _, r := range g.Rows {
		s.group(r)
	}
	if g.Withheld != "" {
		s.grid.set(colTitle, s.row, s.text(s.say("Withheld: %s.", g.Withheld), s.theme.note()))
		s.grid.setHeight(s.row, height(lines(s.say("Withheld: %s.", g.Withheld), summaryWidths[colTitle-1], sizeNote)))
		s.row++
	}
	if g.Chart {
		s.plot(title, g, top, first)
	}
}

// group writes one row of a breakdown. Its formula compares with the label's own
// cell, so that no label has to be written into a formula.
func (s *summary) group(r document.FigureGroup) {
	label := r.Key
	if label.Kind == document.Empty {
		label = document.T(r.Label)
	}
	body := s.theme.body()
	wrap := body
	wrap.wrap = true
	s.grid.set(colTitle, s.row, s.cell(label, wrap))
	s.share(r.Value)
	s.grid.set(colValue, s.row, s.live(r.Value, strings.ReplaceAll(r.Formula, metric.KeyToken, fixed(colTitle, s.row)), body))
	s.grid.setHeight(s.row, max(rowHeight, height(lines(label.In(s.doc.Locale), summaryWidths[colTitle-1], sizeBody))))
	s.row++
}

// plot reserves the rows of a chart and notes where it goes.
func (s *summary) plot(title string, g document.FigureGrouping, top, first int) {
	last := s.row - 1
	p := plot{
		title: title, alt: s.altText(title, g), row: top, rows: chartRows,
		series: on(s.names.summary, fixed(colTitle, top)),
		cats:   on(s.names.summary, fixed(colTitle, first)+":"+fixed(colTitle, last)),
		vals:   on(s.names.summary, fixed(colValue, first)+":"+fixed(colValue, last)),
	}
	p.kind.upright = isShort(g)
	for _, r := range g.Rows {
		p.kind.percent = p.kind.percent || r.Value.Kind == document.Percent
	}
	if !p.kind.upright {
		p.rows = min(max(chartRows, (len(g.Rows)*barPixels+2*rowPixels)/rowPixels+1), chartMostRow)
	}
	for ; s.row < top+p.rows; s.row++ {
		s.grid.setHeight(s.row, rowHeight)
	}
	s.plots = append(s.plots, p)
}

// isShort reports whether the labels fit side by side under upright columns.
func isShort(g document.FigureGrouping) bool {
	const most, longest = 6, 12
	for _, r := range g.Rows {
		if utf8.RuneCountInString(r.Label) > longest {
			return false
		}
	}
	return len(g.Rows) <= most
}

// altText says a chart's content in words.
func (s *summary) altText(title string, g document.FigureGrouping) string {
	parts := make([]string, len(g.Rows))
	for i, r := range g.Rows {
		parts[i] = r.Label + " " + r.Value.In(s.doc.Locale)
	}
	return title + s.doc.Locale.Colon() + strings.Join(parts, ", ") + "."
}

// box returns where the chart is drawn: in the rows and columns that are reserved for
// it, some pixels from their edges.
func (p plot) box() box {
	const perDigit, padding, side, end = 7, 5, 8, 2
	b := box{col: colChart, row: p.row, right: side, down: end, width: -3 * side, height: p.rows*rowPixels - 5*end}
	for _, w := range summaryWidths[colChart-1 : lastChart] {
		b.width += int(w)*perDigit + padding
	}
	return b
}

// chart returns a chart in the house's look: the title above, values at the bars,
// no legend, no grid, zero-based. What it shows is left blank.
func (t Theme) chart(k chartKind) *excelize.Chart {
	kind := excelize.Bar
	if k.upright {
		kind = excelize.Col
	}
	gap, zero, one, vary := uint(45), 0.0, 1.0, false
	font := excelize.Font{Family: t.Font, Size: sizeNote, Color: t.Ink}
	c := &excelize.Chart{
		Type: kind,
		Series: []excelize.ChartSeries{{
			Name: blank, Categories: blank, Values: blank,
			Fill:              excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{t.Brand}},
			DataLabel:         excelize.ChartDataLabel{Font: font},
			DataLabelPosition: excelize.ChartDataLabelsPositionOutsideEnd,
		}},
		Legend: excelize.ChartLegend{Position: "none"},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: blank, Font: &excelize.Font{Family: t.Font, Size: 11, Bold: true, Color: t.Ink}}}},
		VaryColors: &vary,
		XAxis:      excelize.ChartAxis{Font: font, ReverseOrder: !k.upright},
		YAxis:      excelize.ChartAxis{None: true, Minimum: &zero},
		PlotArea:   excelize.ChartPlotArea{ShowVal: true},
		Border:     excelize.LineOptions{Type: excelize.LineNone},
		GapWidth:   &gap,
	}
	if k.percent {
		c.YAxis.Maximum = &one
	}
	return c
}

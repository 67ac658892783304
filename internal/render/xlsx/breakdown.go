package xlsx

import (
	"fmt"
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
	cell               string
	series, cats, vals string
	groups, rows       int
	upright, percent   bool
}

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
	s.lead(at(colAddress, s.row), s.places.figure[f.Address], s.say("The figure"))
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
		title: title, alt: s.altText(title, g), cell: at(colChart, top), groups: len(g.Rows),
		series:  on(s.sheet, fixed(colTitle, top)),
		cats:    on(s.sheet, fixed(colTitle, first)+":"+fixed(colTitle, last)),
		vals:    on(s.sheet, fixed(colValue, first)+":"+fixed(colValue, last)),
		upright: isShort(g),
	}
	for _, r := range g.Rows {
		p.percent = p.percent || r.Value.Kind == document.Percent
	}
	p.rows = chartRows
	if !p.upright {
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
	const most = 1000
	parts := make([]string, len(g.Rows))
	for i, r := range g.Rows {
		parts[i] = r.Label + " " + r.Value.In(s.doc.Locale)
	}
	return cut(clean(title+s.doc.Locale.Colon()+strings.Join(parts, ", ")+"."), most, "…")
}

// drawPlots adds the charts. Their places are worked out from the heights of the
// rows, which the library must therefore know.
func (s *summary) drawPlots() error {
	if len(s.plots) == 0 && s.logo == nil {
		return nil
	}
	for i, h := range s.grid.high {
		if h > 0 {
			if err := s.file.SetRowHeight(s.sheet, i+1, h); err != nil {
				return err
			}
		}
	}
	for _, p := range s.plots {
		if err := s.file.AddChart(s.sheet, p.cell, s.chart(p)); err != nil {
			return fmt.Errorf("chart %s: %w", p.title, err)
		}
	}
	return nil
}

// chart returns a chart in the house's look: the title above, values at the bars,
// no legend, no grid, zero-based.
func (s *summary) chart(p plot) *excelize.Chart {
	kind := excelize.Bar
	if p.upright {
		kind = excelize.Col
	}
	gap, zero, one, vary := uint(45), 0.0, 1.0, false
	font := excelize.Font{Family: s.theme.Font, Size: sizeNote, Color: s.theme.Ink}
	c := &excelize.Chart{
		Type: kind,
		Series: []excelize.ChartSeries{{
			Name: p.series, Categories: p.cats, Values: p.vals,
			Fill:              excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.theme.Brand}},
			DataLabel:         excelize.ChartDataLabel{Font: font},
			DataLabelPosition: excelize.ChartDataLabelsPositionOutsideEnd,
		}},
		Format:    excelize.GraphicOptions{AltText: p.alt, Name: clean(p.title), OffsetX: 8, OffsetY: 2, Positioning: "oneCell"},
		Dimension: excelize.ChartDimension{Width: s.chartWidth(), Height: uint(p.rows*rowPixels - 8)},
		Legend:    excelize.ChartLegend{Position: "none"},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: clean(p.title), Font: &excelize.Font{Family: s.theme.Font, Size: 11, Bold: true, Color: s.theme.Ink}}}},
		VaryColors: &vary,
		XAxis:      excelize.ChartAxis{Font: font, ReverseOrder: !p.upright},
		YAxis:      excelize.ChartAxis{None: true, Minimum: &zero},
		PlotArea:   excelize.ChartPlotArea{ShowVal: true},
		Border:     excelize.LineOptions{Type: excelize.LineNone},
		GapWidth:   &gap,
	}
	if p.percent {
		c.YAxis.Maximum = &one
	}
	return c
}

// chartWidth returns the width in pixels of the columns reserved for charts.
func (s *summary) chartWidth() uint {
	const perDigit, padding, margin = 7, 5, 16
	w := 0
	for col := colChart; col <= lastChart; col++ {
		w += int(summaryWidths[col-1])*perDigit + padding
	}
	return uint(w - margin)
}

package pdf

import (
	"fmt"
	"strings"
	"testing"

	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
)

// newKinds returns charts and blocks in shapes that are hard to draw.
func newKinds() []document.Block {
	counts := func(n ...int) (cells []document.Cell) {
		for _, v := range n {
			cells = append(cells, document.I(v))
		}
		return cells
	}
	trend := document.Chart{Kind: document.Columns, Title: "Training completion by quarter", Subtitle: "share of assignments", Width: 6, Highlight: 7, Target: percent(95, 100)}
	for i := range 8 {
		trend.Categories = append(trend.Categories, fmt.Sprintf("2025-Q%d", i%4+1))
		trend.Series = []document.Series{{Name: "n", Values: append(seriesOf(trend), percent(int64(80+2*i), 100))}}
	}
	many := document.Chart{Kind: document.Columns, Title: "Forty periods", Width: 12, Highlight: 39, Target: document.I(5)}
	for i := range 40 {
		many.Categories = append(many.Categories, fmt.Sprintf("Period %d", i))
		many.Series = []document.Series{{Name: "n", Values: append(seriesOf(many), document.I(1000*(i%7)))}}
	}
	negative := document.Chart{Kind: document.Columns, Title: "Change of open actions", Width: 6, Highlight: -1, Categories: []string{"2026-Q1", "2026-Q2", "2026-Q3"},
		Series: []document.Series{{Name: "n", Values: counts(-7, 0, 12)}}}
	return []document.Block{
		document.Chart{Kind: document.Share, Title: "Actions by severity and how they were closed", Subtitle: "n = 80", Width: 12, Highlight: -1,
			Categories: []string{"Critical", "High", "Supplier management and outsourcing arrangements", "None at all"},
			Series:     []document.Series{{Name: "On time", Values: counts(39, 20, 1, 0)}, {Name: "Late", Values: counts(9, 10, 0, 0)}, {Name: "Open", Values: counts(0, 0, 1, 0)}}},
		document.Chart{Kind: document.Gauge, Title: "Training completed", Subtitle: "412 of 480", Width: 6, Categories: []string{"Training completed"}, Series: []document.Series{{Values: []document.Cell{percent(412, 480)}}}, Target: percent(95, 100)},
		document.Chart{Kind: document.Gauge, Title: "None is closed", Width: 3, Categories: []string{"n"}, Series: []document.Series{{Values: []document.Cell{percent(0, 4)}}}, Target: percent(0, 100)},
		document.Chart{Kind: document.Gauge, Title: "All are closed", Width: 3, Categories: []string{"n"}, Series: []document.Series{{Values: []document.Cell{percent(4, 4)}}}, Target: percent(1, 1)},
		document.Chart{Kind: document.Ageing, Title: "Open actions by age", Subtitle: "days since opening", Width: 6, Highlight: -1,
			Categories: []string{"0-30", "31-60", "61-90", "Over 90", metric.NotStated(nil)}, Series: []document.Series{{Values: counts(22, 15, 0, 41, 2)}}},
		trend, many, negative,
		document.Chart{Kind: document.Columns, Title: "One point", Width: 6, Categories: []string{"2026-Q3"}, Series: []document.Series{{Values: counts(0)}}, Target: document.I(3)},
		tally("Access", 12, 8),
	}
}

func seriesOf(c document.Chart) []document.Cell {
	if len(c.Series) == 0 {
		return nil
	}
	return c.Series[0].Values
}

// certificates returns a timeline whose labels are short enough to stand alone.
func certificates() document.Timeline {
	return document.Timeline{Title: "Certificates and what is due", Subtitle: "Certificates by last day", AsOf: day("2026-09-30"), Items: []document.TimelineItem{
		{On: document.D(day("2026-03-01")), Label: "SOC 2 type II", Status: document.S(metric.Red)},
		{On: document.D(day("2026-10-04")), Label: "ISO/IEC 27001:2022", Status: document.S(metric.Amber)},
		{On: document.D(day("2026-10-09")), Label: "PCI DSS 4.0"},
		{On: document.D(day("2026-12-31")), Label: "Next report"},
		{On: document.D(day("2027-01-12")), Label: "Penetration test of the customer platform"},
		{On: document.D(day("2027-08-30")), Label: "ISO/IEC 22301", Status: document.S(metric.Green)},
	}}
}

func TestChartsInHardShapesNeitherOverlapNorLeaveThePage(t *testing.T) {
	doc := tableDocument(newKinds()[0])
	doc.Sections[0].Blocks = append(newKinds(), certificates(), document.Timeline{Title: "Crowded", AsOf: period.None, Items: days("A label of some length that says what will happen", 20)})
	drawn := words(pages(t, doc))
	for _, want := range []string{"39(81%)", "n=48", "target95.0%", "85.8%", "asof2026-09-30", "ISO/IEC27001:2022", "\u25A0Notmet"} {
		if !strings.Contains(drawn, want) {
			t.Errorf("%q is on no page", want)
		}
	}
}

// TestATimelineListsWhatItsLabelsDoNotSay tells the two forms apart by the table's head.
func TestATimelineListsWhatItsLabelsDoNotSay(t *testing.T) {
	for name, test := range map[string]struct {
		line   document.Timeline
		listed bool
	}{
		"labels say all": {certificates(), false},
		"a long label":   {document.Timeline{AsOf: period.None, Items: days(strings.Repeat("words ", 30), 1)}, true},
		"a text besides": {document.Timeline{AsOf: period.None, Items: []document.TimelineItem{{On: document.D(day("2026-09-30")), Label: "A", Text: "B"}}}, true},
		"too many":       {document.Timeline{AsOf: period.None, Items: days("Same", 30)}, true},
	} {
		for i := range test.line.Items {
			if name == "too many" {
				test.line.Items[i].Text = ""
			}
		}
		drawn := words(pages(t, tableDocument(test.line)))
		if got := strings.Contains(drawn, "What"); got != test.listed {
			t.Errorf("%s: listed %v", name, got)
		}
	}
}

// TestColoursOfAgesAndTalliesDarken compares neighbours.
func TestColoursOfAgesAndTalliesDarken(t *testing.T) {
	ts, err := newTypesetter(Options{Fonts: testFonts(t), Theme: DefaultTheme()}, &document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	c := document.Chart{Kind: document.Ageing, Categories: []string{"a", "b", "c", metric.NotStated(nil)}}
	for i := range 2 {
		if ts.categoryColour(c, i).Luminance() <= ts.categoryColour(c, i+1).Luminance() {
			t.Errorf("age group %d is no lighter than the next", i)
		}
	}
	heat := ts.heat(document.Matrix{Tally: true})
	for i := range 4 {
		if heat[i].Luminance() <= heat[i+1].Luminance() {
			t.Errorf("level %d is no lighter than the next", i)
		}
	}
}

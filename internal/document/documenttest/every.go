package documenttest

import (
	"time"

	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
)

// Figure is the address that texts and values of [Every] belong to; a table of the
// document defines it.
const Figure = "F-001"

// Every returns a document with every kind of block, cell, chart and status, each in
// the shape that packs have, in English.
func Every() *document.Document {
	doc := &document.Document{
		Pack: "every", Title: "Quarterly security and compliance report", Subtitle: "Risks, audit results, training and remediation",
		Client: document.Party{ID: "northwind", Name: "Northwind Savings Bank"}, Vendor: document.Party{ID: "meridian", Name: "Meridian Payments Ltd"},
		Period: period.Calendar{Every: period.Quarterly}.At(Day(2026, time.September, 1)), AsOf: Day(2026, time.September, 30),
		Classification: "Confidential \u2013 for the client only", PreparedBy: "Anna Lindqvist", ApprovedBy: "Tom\u00e1s Oliveira",
		IssuedOn: Day(2026, time.October, 8), Revision: 2,
		Cover: []string{"This pack reports the state of the controls.", "It covers the records in the client's scope.", "It is no substitute for an audit."},
	}
	doc.Sections = []document.Section{
		{ID: "summary", Title: "Summary", Blocks: summary()},
		{ID: "risks", Title: "Risks and findings", Blocks: risks()},
		{ID: "charts", Title: "Charts of every kind", Blocks: Charts()},
		{ID: "records", Title: "Records", Blocks: records()},
		{ID: "sign", Title: "Sign-off", Appendix: true, Blocks: []document.Block{signoff()}},
		{ID: "definitions", Title: "Definitions", Appendix: true, Blocks: []document.Block{definitions()}},
	}
	doc.Workbook = workbook()
	doc.Seal()
	return doc
}

// Day returns a civil date.
func Day(year int, month time.Month, day int) period.Date { return period.NewDate(year, month, day) }

// Plain returns prose of one span.
func Plain(s string) document.Prose { return document.Prose{{Cell: document.T(s)}} }

// Cells returns a cell of every kind, and each of their forms. The document's test
// holds that none is left out.
func Cells() []document.Cell {
	moment := period.NewDate(2026, time.September, 12)
	return []document.Cell{
		{}, document.T("A cell of text"), document.I(1204), {Kind: document.Integer, Value: metric.Whole(118), Unit: "days"},
		{Kind: document.Number, Value: metric.Fraction{Num: 2317, Den: 50}, Places: 2, Unit: "hours"},
		{Kind: document.Number, Value: metric.Fraction{Num: -21, Den: 10}, Places: 1, Unit: "pp", Signed: true},
		{Kind: document.Percent, Value: metric.Fraction{Num: 875, Den: 1000}, Places: 1}, document.D(Day(2026, time.July, 4)),
		{Kind: document.Moment, Moment: moment.At(14*60 + 35)},
		document.S(metric.Green), document.S(metric.Amber), document.S(metric.Red), document.S(metric.NotAvailable),
		{Kind: document.Missing, Text: "no export was delivered"}, document.Address(Figure),
	}
}

// percent returns a percentage with one decimal.
func percent(num, den int64) document.Cell {
	return document.Cell{Kind: document.Percent, Value: metric.Fraction{Num: num, Den: den}, Places: 1}
}

// figured returns the cell as a value of the figure that the document defines.
func figured(c document.Cell) document.Cell {
	c.Figure = Figure
	return c
}

func summary() []document.Block {
	return []document.Block{
		document.Paragraph{Lead: true, Text: document.Prose{{Cell: figured(document.I(6)), Strong: true}, {Cell: document.T(" of 9 contract measures were met at ")}, {Cell: document.D(Day(2026, time.September, 30))}, {Cell: document.T(".")}}},
		document.Tiles{Items: tiles()},
		document.Attention{Title: "Needs attention", Empty: "not said", Items: []document.AttentionItem{
			{Status: metric.Red, Text: document.Prose{{Cell: document.I(14), Strong: true}, {Cell: document.T(" remediation actions are past their due date.")}}, Owner: "Priya Raman", Due: document.D(Day(2026, time.October, 31)), Section: "records", Figure: Figure},
			{Status: metric.Amber, Text: Plain("Three high risks were not reviewed."), Owner: "Group Risk Office", Section: "risks"},
			{Status: metric.NotAvailable, Text: Plain("Suppliers could not be measured."), Section: "records"},
		}},
		document.Attention{Title: "Nothing else", Empty: "No other measure needs attention."},
		document.Heading{Level: 2, Text: Plain("What changed")},
		document.List{Items: []document.Prose{Plain("Overdue actions fell from 21 to 14."), {{Cell: document.T("The risk ")}, {Cell: document.T("R-017"), Code: true}, {Cell: document.T(" moved beyond the "), Em: true}, {Cell: document.T("appetite.")}}}},
		document.List{Ordered: true, Items: []document.Prose{Plain("Percentages are rounded once."), Plain("A figure without a population is not met.")}},
		document.Heading{Level: 3, Text: Plain("A remark for each status")},
		document.Callout{Status: metric.Green, Title: "All sources were delivered", Text: Plain("They tie with their control totals.")},
		document.Callout{Status: metric.Amber, Title: "One source was late", Text: Plain("It arrived on 7 October.")},
		document.Callout{Status: metric.Red, Title: "One control failed", Text: Plain("It is tested again in October.")},
		document.Callout{Status: metric.NotAvailable, Text: Plain("Nothing is known of suppliers.")},
		document.Callout{Title: "For readers", Text: Plain("Terms are defined in appendix B.")},
		document.Paragraph{Note: true, Text: Plain("Small print that belongs to the remarks.")},
	}
}

func tiles() []document.Tile {
	trend := func(values ...int) (points []document.TrendPoint) {
		for i, v := range values {
			points = append(points, document.TrendPoint{Label: []string{"2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"}[i], Value: document.I(v)})
		}
		return points
	}
	return []document.Tile{
		{Figure: Figure, Title: "Mandatory training completed", Value: figured(percent(875, 1000)), Fraction: "378 of 432", Target: "target at least 95 %", Status: metric.Red, Change: &document.Change{Text: "\u22122.1 pp on 2026-Q2", Down: true, Verdict: "worse"}, Trend: trend(91, 93, 90, 87)},
		{Figure: "F-002", Title: "Actions closed on time", Value: percent(91, 100), Fraction: "71 of 78", Target: "target at least 90 %", Status: metric.Green, Change: &document.Change{Text: "+4.0 pp on 2026-Q2", Up: true, Verdict: "better"}, Trend: trend(80, 82, 85, 91)},
		{Figure: "F-003", Title: "Suppliers assessed", Value: document.Cell{Kind: document.Missing, Text: "no supplier export was delivered"}, Target: "target at least 80 %", Status: metric.NotAvailable},
		{Figure: "F-004", Title: "Open risks", Value: document.I(1204), Change: &document.Change{Text: "as in 2026-Q2", Verdict: "unchanged"}, Trend: trend(1204, 1204)},
		{Figure: "F-005", Title: "Mean days to close", Value: document.Cell{Kind: document.Number, Value: metric.Fraction{Num: 463, Den: 10}, Places: 1, Unit: "days"}, Fraction: "n = 37", Status: metric.Amber},
	}
}

func risks() []document.Block {
	m := document.Matrix{
		Title: "Six open risks lie beyond the appetite", Subtitle: "Open risks by likelihood and impact, n = 58 \u00b7 " + Figure, Figure: Figure, RowTitle: "Likelihood", ColTitle: "Impact",
		Rows: []string{"Rare", "Unlikely", "Possible", "Likely", "Certain"}, Cols: []string{"Minor", "Moderate", "Serious", "Major", "Severe"},
		Appetite: 12, Legend: "Colour follows the product of the two. The heavy line is the appetite.",
	}
	for row := range 5 {
		var counts []document.Cell
		var levels []int
		for col := range 5 {
			counts = append(counts, document.I(max(0, 31-6*row-5*col)))
			levels = append(levels, min(4, (row+1)*(col+1)/4))
		}
		m.Counts, m.Levels = append(m.Counts, counts), append(m.Levels, levels)
	}
	return []document.Block{
		document.Paragraph{Text: Plain("Risks are rated after controls.")}, m,
		document.Flow{Title: "Findings in the quarter", Figure: Figure, Steps: []document.FlowStep{
			{Label: "Open at the start", Value: document.I(41), Total: true}, {Label: "Raised", Value: document.I(17)}, {Label: "Closed", Value: document.I(22), Off: true}, {Label: "Open at the end", Value: document.I(36), Total: true},
		}, Ties: "41 + 17 \u2212 22 = 36 \u00b7 " + Figure},
		document.Timeline{Title: "What falls due", Subtitle: "Dates of the next quarter", From: Day(2026, time.July, 1), To: Day(2026, time.December, 31), AsOf: Day(2026, time.September, 30), Items: []document.TimelineItem{
			{On: document.D(Day(2026, time.July, 20)), Label: "Penetration test", Text: "Done by an outside firm.", Status: document.S(metric.Green), Figure: Figure},
			{On: document.D(Day(2026, time.October, 15)), Label: "Recertification of access", Text: "Two teams are late.", Status: document.S(metric.Amber)},
			{On: document.D(Day(2026, time.December, 1)), Label: "Surveillance audit"},
		}},
		document.Timeline{Title: "What else falls due", Empty: "Nothing else falls due."},
		document.Beside{Parts: []document.BesidePart{
			{Width: 7, Blocks: []document.Block{document.Paragraph{Text: Plain("The left part explains the right one.")}, document.Tiles{Items: tiles()[3:]}}},
			{Width: 5, Blocks: []document.Block{document.Facts{Items: []document.Fact{{Label: "Tool", Value: Plain("compack")}, {Label: "Scope", Value: document.Prose{{Cell: document.T("Records of ")}, {Cell: document.T("Northwind"), Strong: true}}}}}}},
		}},
	}
}

func signoff() document.Block {
	return document.Signoff{Title: "Signatures", Text: "The undersigned answer for what this report says.", Lines: []document.SignoffLine{
		{Role: "Prepared by", Name: "Anna Lindqvist", On: document.D(Day(2026, time.October, 6)), Note: "in the tool"},
		{Role: "Approved by"},
	}}
}

func definitions() document.Block {
	t := document.Table{Defines: true, Columns: []document.Column{{Title: "Figure"}, {Title: "Measure", Wide: true}, {Title: "Definition", Wide: true}}}
	for _, tile := range tiles() {
		t.Rows = append(t.Rows, []document.Cell{document.Address(tile.Figure), document.T(tile.Title), document.T("What is counted, and what it is divided by.")})
	}
	return t
}

func records() []document.Block {
	var columns []document.Column
	var row []document.Cell
	for i, c := range Cells() {
		title := []string{"Nothing", "Text", "Whole", "Days", "Hours", "Change", "Share", "Day", "Moment", "Green", "Amber", "Red", "Grey", "Missing", "Figure"}[i]
		column := document.Column{Title: title}
		if c.IsNumeric() {
			column.Align = document.Right
		}
		columns, row = append(columns, column), append(row, c)
	}
	half := len(row) / 2
	total := []document.Cell{document.T("All records"), {}, document.I(2408), {}, {}, {}, percent(1, 3)}
	return []document.Block{
		document.Table{Title: "Cells of every kind", Sorted: "sorted by kind", Cut: "the first of 143 \u00b7 " + Figure, Figure: Figure, Columns: columns[:half], Rows: [][]document.Cell{row[:half], row[:half]}, Total: total, Note: "Days are counted from the due date."},
		document.Table{Title: "More cells", Columns: columns[half:], Rows: [][]document.Cell{row[half:]}},
		document.Table{Title: "Findings past their due date", Empty: "No finding is past its due date."},
	}
}

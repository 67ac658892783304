package documenttest

import (
	"compack/internal/document"
	"compack/internal/metric"
)

// Charts returns a chart of every kind, with one series and with several, and one
// without data. Paper has room for each of their values.
func Charts() []document.Block {
	one := func(values ...document.Cell) []document.Series {
		return []document.Series{{Name: "Open findings", Values: values}}
	}
	severities := []string{"Critical", "High", "Medium", "Low"}
	several := []document.Series{
		{Name: "Internal", Values: []document.Cell{document.I(1), document.I(3), document.I(7), document.I(2)}},
		{Name: "External", Values: []document.Cell{document.I(3), document.I(4), document.I(12), document.I(7)}},
		{Name: "Of the client", Values: []document.Cell{document.I(2), document.I(5), {Kind: document.Missing}, document.I(6)}},
	}
	quarters := []string{"2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"}
	target := document.Cell{Kind: document.Percent, Value: metric.Fraction{Num: 95, Den: 100}}
	return []document.Block{
		document.Chart{Kind: document.Bars, Title: "Most findings are of medium severity", Subtitle: "Open findings by severity, n = 36 \u00b7 " + Figure, Figure: Figure, Width: 6, Highlight: 2, Categories: severities, Series: one(document.I(1), document.I(7), document.I(19), document.I(9))},
		document.Chart{Kind: document.Columns, Title: "Overdue findings halved", Subtitle: "Findings past their due date", Width: 6, Highlight: 4, Categories: quarters, Series: one(document.I(11), document.I(12), document.I(10), document.Cell{Kind: document.Missing}, document.I(5)), Target: document.I(8)},
		document.Chart{Kind: document.Stacked, Title: "Outsiders find more", Subtitle: "Open findings by severity and source", Highlight: -1, Categories: severities, Series: several},
		document.Chart{Kind: document.Share, Title: "Their share grows", Subtitle: "Likewise, of all", Width: 6, Highlight: -1, Categories: severities, Series: several},
		document.Chart{Kind: document.Ageing, Title: "A quarter is older than 90 days", Subtitle: "Open actions by age, n = 63", Width: 6, Highlight: -1, Categories: []string{"0\u201330", "31\u201360", "61\u201390", "over 90"}, Series: one(document.I(22), document.I(15), document.I(10), document.I(16))},
		document.Chart{Kind: document.Gauge, Title: "Training falls short", Subtitle: "Completed of those due", Width: 4, Highlight: -1, Categories: []string{"Completed"}, Series: []document.Series{{Name: "Completed", Values: []document.Cell{percent(875, 1000)}}}, Target: target},
		document.Chart{Kind: document.Columns, Title: "Opened and closed", Subtitle: "per quarter", Width: 8, Highlight: -1, Categories: quarters, Series: []document.Series{{Name: "Opened", Values: numbers(40, 51, 38, 42, 45)}, {Name: "Closed", Values: numbers(33, 47, 44, 49, 41)}}},
		document.Chart{Kind: document.Bars, Title: "Change of open actions", Subtitle: "against the quarter before", Highlight: -1, Categories: []string{"Operations", "Customer support and complaints", "Engineering"}, Series: []document.Series{{Name: "Change", Values: numbers(-7, 4, 0)}}},
		document.Chart{Kind: document.Bars, Title: "Findings by supplier", Width: 6, Empty: "No finding concerns a supplier."},
	}
}

// numbers returns whole numbers as cells.
func numbers(values ...int) (out []document.Cell) {
	for _, v := range values {
		out = append(out, document.I(v))
	}
	return out
}

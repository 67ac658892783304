package xlsx

import (
	"fmt"
	"slices"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
)

// daysToClose is a helper over two fields of the same record.
func daysToClose() metric.Helper {
	return metric.Helper{
		Name: "findings_h_days", Title: "Days to close, closed in the period",
		Formula: func(at func(string, int) string) string {
			c := at("closed_on", 0)
			return fmt.Sprintf(`IF(AND(ISNUMBER(%s),%s>=%s,%s<=%s),%s-%s,"")`, c, c, metric.NameStart, c, metric.NameEnd, c, at("opened_on", 0))
		},
		Values: func(tab *dataset.Table, d metric.Dates) []int32 {
			out := make([]int32, tab.Len())
			for i := range out {
				out[i] = dataset.Empty
				if c := tab.Col("closed_on"); !c.IsEmpty(i) && c.Date(i) >= d.Start && c.Date(i) <= d.End {
					out[i] = int32(c.Date(i) - tab.Col("opened_on").Date(i))
				}
			}
			return out
		},
	}
}

// runningOpen is a helper that refers to the row above.
func runningOpen() metric.Helper {
	return metric.Helper{
		Name: "findings_h_running", Title: "Running count of open findings",
		Formula: func(at func(string, int) string) string {
			return fmt.Sprintf(`N(%s)+IF(%s="Open",1,0)`, at("findings_h_running", -1), at("status", 0))
		},
		Values: func(tab *dataset.Table, _ metric.Dates) []int32 {
			out, n := make([]int32, tab.Len()), int32(0)
			for i := range out {
				if tab.Col("status").Text(i) == "open" {
					n++
				}
				out[i] = n
			}
			return out
		},
	}
}

// count returns how many records satisfy f, as a cell.
func count(tab *dataset.Table, f func(row int) bool) document.Cell {
	n := 0
	for i := range tab.Len() {
		if f(i) {
			n++
		}
	}
	return document.I(n)
}

func percent(a, b document.Cell) document.Cell {
	if b.Value.Num == 0 {
		return document.Cell{Kind: document.Missing}
	}
	return document.Cell{Kind: document.Percent, Value: metric.Fraction{Num: a.Value.Num, Den: b.Value.Num}, Places: 1}
}

func riskFigures(tab *dataset.Table) []document.Figure {
	open := count(tab, func(i int) bool { return tab.Col("status").Text(i) != "closed" })
	high := count(tab, func(i int) bool {
		return tab.Col("status").Text(i) != "closed" && tab.Col("residual_score").Int(i) >= 12
	})
	return []document.Figure{
		{Address: "F-001", Metric: "risks.open", Dataset: "Risks", Title: "Open risks", Value: open, Previous: document.I(27),
			Formula: `COUNTA(risks_risk_id)-COUNTIFS(risks_status,"Closed")`, Definition: "Risks that are not closed.",
			Trend: trend(document.Cell{Kind: document.Integer}, 31, 30, 27, 28, 27, int(open.Value.Num))},
		{Address: "F-002", Metric: "risks.high_residual", Dataset: "Risks", Title: "Open risks with a residual score of 12 or more",
			Value: high, Status: metric.Red, TargetText: "at most 2", Previous: document.I(3),
			Formula:    `COUNTIFS(risks_residual_score,">=12")-COUNTIFS(risks_residual_score,">=12",risks_status,"Closed")`,
			Definition: "Open risks whose residual likelihood times residual impact is 12 or more.", Basis: "ISO/IEC 27001:2022 8.3"},
	}
}

func trend(like document.Cell, values ...int) []document.TrendPoint {
	labels := []string{"2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"}
	out := make([]document.TrendPoint, len(values))
	for i, v := range values {
		like.Value = metric.Whole(int64(v))
		if like.Kind == document.Percent {
			like.Value.Den = 100
		}
		out[i] = document.TrendPoint{Label: labels[len(labels)-len(values)+i], Value: like}
	}
	return out
}

func findingFigures(tab *dataset.Table) []document.Figure {
	opened, closed := tab.Col("opened_on"), tab.Col("closed_on")
	openAt := func(i int, d period.Date) bool {
		return opened.Date(i) <= d && (closed.IsEmpty(i) || closed.Date(i) > d)
	}
	open := count(tab, func(i int) bool { return openAt(i, asOf) })
	const formula = `COUNTIFS(findings_opened_on,"<="&as_of%[1]s)-COUNTIFS(findings_opened_on,"<="&as_of,findings_closed_on,"<="&as_of%[1]s)`
	bySeverity := document.FigureGrouping{By: "severity", Title: "Severity", Chart: true}
	for _, v := range tab.Col("severity").Field.Values {
		bySeverity.Rows = append(bySeverity.Rows, document.FigureGroup{Label: v.Title, Key: document.T(v.Title), Formula: fmt.Sprintf(formula, `,findings_severity,{key}`),
			Value: count(tab, func(i int) bool { return openAt(i, asOf) && tab.Col("severity").Text(i) == v.Name })})
	}
	balance := []document.Part{
		{Title: "Opening", Value: count(tab, func(i int) bool { return openAt(i, dates.Start-1) }), Formula: `COUNTIFS(findings_opened_on,"<"&period_start)-COUNTIFS(findings_opened_on,"<"&period_start,findings_closed_on,"<"&period_start)`},
		{Title: "Raised", Value: count(tab, func(i int) bool { return quarter.Contains(opened.Date(i)) }), Formula: `COUNTIFS(findings_opened_on,">="&period_start,findings_opened_on,"<="&as_of)`},
		{Title: "Closed", Value: count(tab, func(i int) bool { return !closed.IsEmpty(i) && quarter.Contains(closed.Date(i)) }), Formula: `COUNTIFS(findings_closed_on,">="&period_start,findings_closed_on,"<="&as_of)`, Off: true},
	}
	byKind := slices.Insert(slices.Clone(balance), 2, document.Part{Title: "Reopened", Value: document.I(0), Formula: `COUNTIFS(findings_opened_on,"<"&period_start,findings_opened_on,">"&period_start)`})
	for _, v := range tab.Col("kind").Field.Values {
		byKind = append(byKind, document.Part{Title: v.Title, Detail: true, Formula: `COUNTIFS(findings_closed_on,">="&period_start,findings_closed_on,"<="&as_of,findings_kind,"` + v.Title + `")`,
			Value: count(tab, func(i int) bool {
				return !closed.IsEmpty(i) && quarter.Contains(closed.Date(i)) && tab.Col("kind").Text(i) == v.Name
			})})
	}
	days := sortedDays(tab)
	median := document.Cell{Kind: document.Number, Places: 1, Unit: "days", Value: metric.Fraction{Num: int64(days[(len(days)-1)/2] + days[len(days)/2]), Den: 2}}
	return []document.Figure{
		{Address: "F-003", Metric: "findings.balance", Dataset: "Findings", Title: "Open findings", Value: open, Status: metric.Amber, TargetText: "at most 25", Previous: document.I(33),
			Formula: fmt.Sprintf(formula, ""), Definition: "Findings raised on or before the as-of date and not closed by it.", Basis: "Master services agreement, schedule 4, clause 7.2",
			Trend:     trend(document.Cell{Kind: document.Integer}, 22, 25, 33, int(open.Value.Num)),
			Parts:     balance,
			Groupings: []document.FigureGrouping{bySeverity}},
		{Address: "F-007", Metric: "findings.balance_by_kind", Dataset: "Findings", Title: "Open findings, by kind", Value: open, Formula: fmt.Sprintf(formula, ""), Parts: byKind},
		{Address: "F-004", Metric: "findings.days_to_close_median", Dataset: "Findings", Title: "Median days to close a finding", Value: median, Status: metric.Green, TargetText: "at most 60.0 days",
			Formula: "IFERROR(MEDIAN(findings_h_days),\"n/a\")", Definition: "Median number of days from raising to closing, over the findings closed in the period."},
	}
}

func sortedDays(tab *dataset.Table) (days []int32) {
	for _, v := range daysToClose().Values(tab, dates) {
		if v != dataset.Empty {
			days = append(days, v)
		}
	}
	slices.Sort(days)
	return days
}

func trainingFigures(tab *dataset.Table) []document.Figure {
	due := func(i int) bool { return tab.Col("mandatory").Bool(i) && tab.Col("due_on").Date(i) <= asOf }
	done := func(i int) bool {
		return due(i) && !tab.Col("completed_on").IsEmpty(i) && tab.Col("completed_on").Date(i) <= asOf
	}
	const denominator = `COUNTIFS(training_mandatory,TRUE,training_due_on,"<="&as_of%s)`
	const numerator = `COUNTIFS(training_mandatory,TRUE,training_due_on,"<="&as_of,training_completed_on,"<="&as_of%s)`
	ratio := func(extra string) string {
		n, d := fmt.Sprintf(numerator, extra), fmt.Sprintf(denominator, extra)
		return fmt.Sprintf(`IF(%s=0,"n/a",%s/%s)`, d, n, d)
	}
	byDepartment := document.FigureGrouping{By: "department", Title: "Department", Chart: true}
	words := slices.Clone(tab.Col("department").Words())
	slices.Sort(words)
	for _, w := range words {
		is := func(i int) bool { return tab.Col("department").Text(i) == w }
		byDepartment.Rows = append(byDepartment.Rows, document.FigureGroup{Label: w, Key: document.T(w), Formula: ratio(",training_department,{key}"),
			Value: percent(count(tab, func(i int) bool { return is(i) && done(i) }), count(tab, func(i int) bool { return is(i) && due(i) }))})
	}
	n, d := count(tab, done), count(tab, due)
	return []document.Figure{{
		Address: "F-005", Metric: "training.completion", Dataset: "Training", Title: "Mandatory training completed", Value: percent(n, d), Numerator: n, Denominator: d,
		Formula: ratio(""), NumeratorFormula: fmt.Sprintf(numerator, ""), DenominatorFormula: fmt.Sprintf(denominator, ""),
		TargetText: "at least 95 %", Status: metric.Red, Previous: document.Cell{Kind: document.Percent, Value: metric.Fraction{Num: 91, Den: 100}, Places: 1},
		Definition: "Assignments of mandatory courses due by the as-of date that were completed by that date.", Basis: "ISO/IEC 27001:2022 A.6.3",
		Trend:     trend(document.Cell{Kind: document.Percent, Places: 1}, 84, 88, 90, 91, 88),
		Groupings: []document.FigureGrouping{byDepartment},
	}}
}

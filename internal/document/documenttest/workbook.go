package documenttest

import "compack/internal/document"

// workbook returns the figures of the tiles and a sheet of evidence with a cell of
// every kind.
func workbook() document.Workbook {
	var w document.Workbook
	names := []string{"training.completion", "remediation.on_time", "suppliers.assessed", "risks.open", "remediation.days_to_close"}
	for i, t := range tiles() {
		f := document.Figure{Address: t.Figure, Metric: names[i], Dataset: "All records", Title: t.Title, Value: t.Value, TargetText: t.Target, Status: t.Status,
			Definition: "What is counted, and what it is divided by.", Basis: "Schedule 4, clause 7.2", Trend: t.Trend}
		f.Value.Figure = ""
		w.Figures = append(w.Figures, f)
	}
	evidence := document.Table{Columns: []document.Column{{Title: "Kind"}, {Title: "Value", Wide: true}}}
	for i, c := range Cells() {
		evidence.Rows = append(evidence.Rows, []document.Cell{document.I(i), c})
	}
	w.Evidence = []document.Evidence{{Name: "Every cell", Intro: "One of every kind.", Table: evidence}}
	return w
}

package compose

import (
	"slices"

	"compack/internal/document"
)

// Parts of a workbook, as the front matter of a pack names them beside the sheets
// of evidence.
const (
	partSummary     = "summary"
	partPopulations = "populations"
	partTrends      = "trends"
	partEvidence    = "evidence"
)

// parts say what a workbook shows.
type parts struct {
	summary, populations, trends, evidence bool
	sheets                                 []string // of evidence, by their keys
}

// everything is what a workbook shows whose pack doesn't say.
var everything = parts{summary: true, populations: true, trends: true, evidence: true}

// partsOf reads what a pack's front matter asks of its workbook.
func partsOf(names []string) (parts, error) {
	if len(names) == 0 {
		return everything, nil
	}
	var p parts
	for _, name := range names {
		switch name {
		case partSummary:
			p.summary = true
		case partPopulations:
			p.populations = true
		case partTrends:
			p.trends = true
		case partEvidence:
			p.evidence = true
		default:
			if !slices.Contains(sheetKeys(), name) {
				return p, unknown("part of a workbook called", name, append([]string{partSummary, partPopulations, partTrends, partEvidence}, sheetKeys()...))
			}
			p.sheets = append(p.sheets, name)
		}
	}
	if p.trends && !p.summary {
		return p, wrong(partTrends, "workbook: trends are those of the figures; name summary, too")
	}
	return p, nil
}

// has reports whether a sheet of evidence is shown. Without populations those that
// name records are shown only where the pack asks for them by name.
func (p parts) has(s sheet) bool {
	return slices.Contains(p.sheets, s.key) || p.evidence && (p.populations || !s.records)
}

// namesRecords reports whether anything in the workbook speaks of single records.
func (p parts) namesRecords() bool {
	return p.populations || slices.ContainsFunc(evidenceSheets, func(s sheet) bool { return s.records && p.has(s) })
}

// reduce takes out of the workbook what the pack doesn't want in it.
func (c *composer) reduce(w *document.Workbook) {
	p := c.parts
	w.WithoutRecords = !p.namesRecords()
	if !p.populations {
		w.Populations = nil
	}
	if !p.summary {
		w.Figures = nil
		for _, e := range w.Evidence {
			still(e.Table.Rows)
		}
	}
	for i := range w.Figures {
		f := &w.Figures[i]
		if !p.trends {
			f.Trend = nil
		}
		if !p.populations {
			c.aggregate(f, c.order[i])
		}
	}
}

// still takes the formulas off cells that speak of figures' cells.
func still(rows [][]document.Cell) {
	for _, row := range rows {
		for i := range row {
			row[i].Formula = ""
		}
	}
}

// aggregate leaves of a figure what can be shown without its records: values alone.
func (c *composer) aggregate(f *document.Figure, of *figure) {
	if f.Value.Kind == document.Missing && of.table != nil && of.table.None != nil {
		f.Value.Text = c.Locale.Say("it is attested that there were none") // by a person
	}
	f.Formula, f.NumeratorFormula, f.DenominatorFormula, f.Life = "", "", "", nil
	for i := range f.Parts {
		f.Parts[i].Formula = ""
	}
	f.Groupings = slices.DeleteFunc(f.Groupings, func(g document.FigureGrouping) bool { return of.Metric.GroupsByWords(g.By) })
	for _, g := range f.Groupings {
		for i := range g.Rows {
			g.Rows[i].Formula = ""
		}
	}
}

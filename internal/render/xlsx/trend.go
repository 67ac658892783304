package xlsx

import (
	"slices"
	"strings"

	"compack/internal/document"
	"compack/internal/metric"
)

// Columns of the Trends sheet before the periods.
const trendColumns = 2

// hasTrends reports whether any figure has a trend to draw.
func hasTrends(doc *document.Document) bool {
	return slices.ContainsFunc(doc.Workbook.Figures, drawsTrend)
}

// drawsTrend reports whether the figure has values for two periods at least.
func drawsTrend(f document.Figure) bool {
	n := 0
	for _, p := range f.Trend {
		if p.Value.IsNumeric() && p.Value.Kind != document.Missing {
			n++
		}
	}
	return n >= 2
}

// trendLabels returns the periods of all trends, oldest first.
func trendLabels(doc *document.Document) (labels []string) {
	for _, f := range doc.Workbook.Figures {
		next := 0 // where a label goes that is new: after its predecessor
		for _, p := range f.Trend {
			i := slices.Index(labels, p.Label)
			if i < 0 {
				i = next
				labels = slices.Insert(labels, i, p.Label)
			}
			next = i + 1
		}
	}
	return labels
}

// trendRanges returns where the Trends sheet holds each figure's trend, by the
// figure's address.
func trendRanges(doc *document.Document, sheet string) map[string]string {
	ranges := map[string]string{}
	last := trendColumns + len(trendLabels(doc))
	row := evidenceHeader
	for _, f := range doc.Workbook.Figures {
		if drawsTrend(f) {
			row++
			ranges[f.Address] = on(sheet, at(trendColumns+1, row)+":"+at(last, row))
		}
	}
	return ranges
}

// bases says for each earlier period where its value comes from.
func (b *book) bases(f document.Figure) string {
	var words []string
	for _, p := range f.Trend {
		if p.Basis != "" {
			said := p.Label + " " + b.basis(p.Basis)
			if p.Printed.Kind != document.Empty {
				said += " (" + b.say("printed as %s", p.Printed.In(b.doc.Locale)) + ")"
			}
			words = append(words, said)
		}
	}
	return strings.Join(words, ", ")
}

// basis says where an earlier value comes from.
func (b *book) basis(of metric.Basis) string {
	switch of {
	case metric.Issued:
		return b.say("issued")
	case metric.Recomputed:
		return b.say("recomputed")
	case metric.Redefined:
		return b.say("redefined")
	}
	return string(of)
}

// writeTrends writes the values that the Summary's small trends are drawn from.
func (b *book) writeTrends() {
	if b.names.trends == "" {
		return
	}
	labels := trendLabels(b.doc)
	table := document.Table{Columns: []document.Column{{Title: b.say("Address")}, {Title: b.say("Figure")}}}
	for _, l := range labels {
		table.Columns = append(table.Columns, document.Column{Title: l, Align: document.Right})
	}
	based := slices.ContainsFunc(b.doc.Workbook.Figures, func(f document.Figure) bool { return b.bases(f) != "" })
	if based {
		table.Columns = append(table.Columns, document.Column{Title: b.say("Where earlier values come from")})
	}
	for _, f := range b.doc.Workbook.Figures {
		if !drawsTrend(f) {
			continue
		}
		row := make([]document.Cell, trendColumns+len(labels), trendColumns+len(labels)+1)
		row[0], row[1] = document.Address(f.Address), document.T(f.Title)
		for _, p := range f.Trend {
			row[trendColumns+slices.Index(labels, p.Label)] = p.Value
		}
		if based {
			row = append(row, document.T(b.bases(f)))
		}
		table.Rows = append(table.Rows, row)
	}
	b.writeEvidence(b.names.trends, document.Evidence{
		Name: b.names.trends,
		Intro: b.say("The values behind the trends on sheet %s, oldest period first. An empty cell is a period without a value. "+
			"Issued: as the pack of that period printed it. Recomputed: from the dates of the present records. Redefined: likewise, since the pack of that period measured otherwise.", b.names.summary),
		Table: table,
	})
}

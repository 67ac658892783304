package document

import (
	"compack/internal/period"
	"compack/internal/problem"
)

// WorkPaper is a sample of a pack's population on which a tester writes.
type WorkPaper struct {
	Title          string
	Client, Vendor string
	Period         string // its label
	AsOf           period.Date
	Classification string
	Digest         string // of the pack's document, in hexadecimal, as its report prints it
	Facts          []Label
	Columns        []string // of the records
	Rows           [][]Cell
	Blank          []string // columns for the tester's pen
}

// Label is a fact with its name.
type Label struct{ Name, Text string }

// CSV returns the records under their columns, the blank ones included, in a form
// that no spreadsheet program takes for formulas.
func (w WorkPaper) CSV() []byte {
	lines := [][]string{append(append([]string{}, w.Columns...), w.Blank...)}
	for _, row := range w.Rows {
		line := make([]string, len(w.Columns)+len(w.Blank))
		for i, c := range row {
			line[i] = c.In(nil)
		}
		lines = append(lines, line)
	}
	return problem.CSV(lines)
}

package pipeline

import (
	"cmp"

	"compack/internal/dataset"
	"compack/internal/period"
	"compack/internal/problem"
)

// made is the dataset whose records a run makes itself: a record for each entry of
// its ledger.
const made = "exports"

// exports returns the ledger as records, so that figures on the sources are
// defined, traced and re-performed like any other; nil where the library does not
// know the dataset.
func (r *run) exports(ledger dataset.Ledger) *dataset.Table {
	def := r.dataset(made)
	if def == nil || !def.Made {
		return nil
	}
	t := dataset.NewTable(def)
	for i, s := range ledger {
		extracted := period.None
		var system string
		if s.Statement != nil {
			extracted, system = s.Statement.ExtractedOn, s.Statement.System
		}
		texts := map[string]string{
			"export": problem.Place{File: s.File, Sheet: s.Sheet}.String(), "client": cmp.Or(s.Client, problem.AllClients), "feeds": s.Dataset, "system": system,
		}
		numbers := map[string]int{
			"rows_read": s.Read, "rows_accepted": s.Accepted, "rows_duplicate": s.Duplicate, "rows_rejected": s.Rejected, "rows_blank": s.Blank,
		}
		for f := range def.Fields {
			c := t.Column(f)
			n, isNumber := numbers[c.Field.Name]
			switch {
			case c.Field.Type == dataset.Text:
				c.AppendText(texts[c.Field.Name])
			case isNumber && c.Field.Type == dataset.Integer:
				c.AppendCode(int32(n))
			case c.Field.Name == "extracted_on" && !extracted.IsNone():
				c.AppendCode(int32(extracted))
			default:
				c.AppendEmpty()
			}
		}
		t.Commit(dataset.Origin{Source: int32(i), Row: int32(s.Header)})
	}
	rows, _ := t.SortedByKey()
	return t.Select(rows)
}

package ingest

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"compack/internal/problem"
)

// Treatment is what a program's exports need before their cells are read. The
// zero value leaves them as they are.
type Treatment struct {
	Nulls      []string            // words that stand for no value
	Replace    map[string]string   // text inside cells to what it stands for
	Truncation string              // how a cell ends whose text the program cut off
	Decide     map[string][]Choice // field to the rules that settle its value; the first that fits counts
	Disclose   []Disclosure        // kinds of rows that are counted and reported
	Caveats    []string            // what the export can't tell, for the reader of a pack
}

// Choice gives a field a value where the row's cells are as When says. Where no
// choice fits, the field's own column counts.
type Choice struct {
	Sheet string              // a sheet's name, or a pattern with * and ?; empty for any and for text
	When  map[string][]string // header to words; "" is an empty cell and "*" one that is not
	Value string              // empty for no value
	From  string              // instead of a value: the header of the column that holds it
}

// Disclosure reports how many rows have cells as When says.
type Disclosure struct {
	When map[string][]string // as in [Choice]
	Text string              // what the rows are
}

// treatment is a Treatment at work on one grid.
type treatment struct {
	*Treatment
	nulls    map[string]bool
	replacer *strings.Replacer // nil when there is nothing to replace
	tellings [][]condition     // of the disclosures
	date1904 bool
	counts   map[string]*tally // by client
}

// tally is what was counted in the rows of one client: no client learns of the
// others' rows.
type tally struct {
	cut  map[int]cutColumn // by column
	rows []int             // by disclosure
}

// cutColumn counts the cells of a column that were cut off.
type cutColumn struct{ cells, firstRow int }

func newTreatment(t *Treatment, h *header, date1904 bool) *treatment {
	out := &treatment{Treatment: t, nulls: map[string]bool{}, date1904: date1904, counts: map[string]*tally{}}
	for _, d := range t.Disclose {
		out.tellings = append(out.tellings, h.conditions(d.When))
	}
	for _, word := range t.Nulls {
		out.nulls[wordKey(word)] = true
	}
	var pairs []string
	for _, from := range slices.Sorted(maps.Keys(t.Replace)) {
		pairs = append(pairs, from, t.Replace[from])
	}
	if len(pairs) > 0 {
		out.replacer = strings.NewReplacer(pairs...)
	}
	return out
}

// apply returns the rows with treated cells; the header and what stands above
// it is left alone.
func (t *treatment) apply(rows iter.Seq2[row, error], header int) iter.Seq2[row, error] {
	if len(t.nulls) == 0 && t.replacer == nil {
		return rows
	}
	return func(yield func(row, error) bool) {
		for r, err := range rows {
			if err == nil && r.number > header {
				t.treat(r)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// maxNull is more bytes than a word for no value has.
const maxNull = 64

// treat changes the row's texts in place.
func (t *treatment) treat(r row) {
	for i := range r.cells {
		c := &r.cells[i]
		if c.kind != text {
			continue
		}
		if t.replacer != nil {
			c.text = t.replacer.Replace(c.text)
		}
		if len(t.nulls) > 0 && len(c.text) <= maxNull && t.nulls[wordKey(clean(c.text))] {
			*c = cell{kind: text}
		}
	}
}

// count takes a treated row of the client into account.
func (t *treatment) count(r row, client string) {
	if t.Truncation == "" && len(t.tellings) == 0 {
		return
	}
	n := t.counts[client]
	if n == nil {
		n = &tally{cut: map[int]cutColumn{}, rows: make([]int, len(t.tellings))}
		t.counts[client] = n
	}
	for i, c := range r.cells {
		if t.Truncation != "" && c.kind == text && strings.HasSuffix(strings.TrimRight(c.text, " \r\n"), t.Truncation) {
			column := n.cut[i]
			if column.cells++; column.firstRow == 0 {
				column.firstRow = r.number
			}
			n.cut[i] = column
		}
	}
	for i, conditions := range t.tellings {
		if hold(conditions, r.cells, t.date1904) {
			n.rows[i]++
		}
	}
}

// conclude reports to each client what was counted in its rows, and to all what
// the export can't tell.
func (t *treatment) conclude(h *header, log reporter) {
	for _, client := range slices.Sorted(maps.Keys(t.counts)) {
		n := t.counts[client]
		tell := func(p *problem.Problem) { p.Of(client) }
		for _, column := range slices.Sorted(maps.Keys(n.cut)) {
			if column >= len(h.names) {
				continue
			}
			at := log.place()
			at.Row, at.Column = n.cut[column].firstRow, h.names[column]
			tell(log.file(problem.Truncated, at, "", "the program that wrote the file cut off %s of the column, the first in this row; what was cut ends in %q",
				counted(n.cut[column].cells, "cell"), t.Truncation))
		}
		for i, rows := range n.rows {
			if rows > 0 {
				tell(log.file(problem.Caveat, log.place(), "", "%s: %s", counted(rows, "row"), t.Disclose[i].Text))
			}
		}
	}
	for _, caveat := range t.Caveats {
		log.file(problem.Caveat, log.place(), "", "%s", caveat)
	}
}

// counted says a number of things: "1 row", "3 rows".
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

package ingest

import (
	"slices"
	"strconv"
	"strings"

	"compack/internal/dataset"
)

// headerRows is how far down the header row is looked for.
const headerRows = 50

// header is a row read as the names of columns, and the fields they feed.
type header struct {
	row     int
	names   []string // by column, as they stand in the file
	folds   []string
	alone   [][]string // by column: the folded names of its two rows, where it has two
	copied  []bool     // by column: the name is that of the merged cell to the left
	columns []int      // by field: the column that feeds it, or -1
	feeds   []int      // by column: the field, or -1
	hits    int        // how many columns feed a field
	missing []int      // needed fields without a column
	absent  []int      // fields whose configured column isn't there
}

// feeds returns the header that each field is read from.
func (p *plan) feeds(h *header) map[string]string {
	out := map[string]string{}
	for i, column := range h.columns {
		if column >= 0 && p.fixed[i] == nil {
			out[p.def.Fields[i].Name] = h.names[column]
		} else if from := p.consulted(i, h); len(from) > 0 && p.fixed[i] == nil {
			out[p.def.Fields[i].Name] = strings.Join(from, " + ")
		}
	}
	return out
}

// fits reports whether the row names every column that the source must have.
func (h *header) fits() bool { return len(h.missing)+len(h.absent) == 0 }

// betterThan reports whether h is more likely the header than o.
func (h *header) betterThan(o *header) bool {
	if o == nil || h.fits() != o.fits() {
		return o == nil || h.fits()
	}
	return h.hits > o.hits
}

// findHeader returns the row that names the most fields, nil when the first
// rows hold nothing at all.
func (p *plan) findHeader(g *grid) (*header, error) {
	var best *header
	var upper []string // the names in the row before
	last := 0
	for r, err := range g.rows {
		if err != nil {
			return nil, err
		}
		if set := p.src.HeaderRow; set > 0 && r.number != set {
			if r.number > set {
				break
			}
			continue
		}
		if r.number > headerRows && best != nil {
			break
		}
		if r.isBlank() {
			continue
		}
		names := namesOf(r)
		if h := p.matchNames(r.number, names, nil, g.layout); h.betterThan(best) {
			best = h
		}
		if last == r.number-1 && upper != nil {
			if h := p.matchTwo(upper, r, g.layout); h != nil && h.betterThan(best) {
				best = h
			}
		}
		upper, last = names, r.number
	}
	return best, nil
}

// match reads the row as a header. Configured columns come first, then the
// fields' names, their titles and their other headers, in this order for all
// fields together; each column feeds one field.
func (p *plan) match(r row) *header { return p.matchNames(r.number, namesOf(r), nil, nil) }

func (p *plan) matchNames(row int, names []string, alone [][]string, l *layout) *header {
	h := &header{row: row, names: names, alone: alone, columns: make([]int, len(p.def.Fields))}
	for i := range h.columns {
		h.columns[i] = -1
	}
	for _, name := range names {
		h.folds, h.feeds = append(h.folds, dataset.Fold(name)), append(h.feeds, -1)
	}
	if l != nil {
		h.spread(l)
	}
	p.matchConfigured(h)
	p.matchKnown(h)
	for i := range h.columns {
		if h.columns[i] < 0 && p.needs(i) && !p.rearrange(h, i, make([]bool, len(h.columns))) && !p.isConfigured(i) && !p.takeAlias(h, i) {
			h.missing = append(h.missing, i)
		}
	}
	for _, f := range h.feeds {
		if f >= 0 {
			h.hits++
		}
	}
	return h
}

func (h *header) assign(field, column int) { h.columns[field], h.feeds[column] = column, field }

func (p *plan) isConfigured(field int) bool {
	_, ok := p.src.Columns[p.def.Fields[field].Name]
	return ok
}

func (p *plan) matchConfigured(h *header) {
	for i, f := range p.def.Fields {
		written, ok := p.src.Columns[f.Name]
		if !ok {
			continue
		}
		if column := h.find(written); column >= 0 && h.feeds[column] < 0 {
			h.assign(i, column)
		} else {
			h.absent = append(h.absent, i)
		}
	}
}

// find returns the column that a configured header means, or -1.
func (h *header) find(written string) int {
	written = clean(written)
	if column := h.nth(written, 1); column >= 0 {
		return column
	}
	if name, number, ok := cutLast(written, "#"); ok {
		if n, err := strconv.Atoi(number); err == nil && n > 0 {
			return h.nth(name, n)
		}
	}
	for column := range h.alone {
		if slices.Contains(h.alone[column], dataset.Fold(written)) {
			return column
		}
	}
	return -1
}

// nth returns the n-th column of that name, or -1. A name without letters and
// digits is compared as it is.
func (h *header) nth(name string, n int) int {
	name = strings.TrimSpace(name)
	fold := dataset.Fold(name)
	for column, f := range h.folds {
		if f != fold || f == "" && (name == "" || h.names[column] != name) {
			continue
		}
		if n--; n == 0 {
			return column
		}
	}
	return -1
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// matchKnown gives the columns to the fields that know their headers, the
// surest first.
func (p *plan) matchKnown(h *header) {
	type claim struct{ column, field int }
	var ranks [][]claim
	const forms = 3 // of a name: as a whole, and each of two rows
	for column := range h.folds {
		for form, fold := range h.knows(column) {
			for _, a := range p.known[fold] {
				rank := a.rank*forms + form
				for len(ranks) <= rank {
					ranks = append(ranks, nil)
				}
				ranks[rank] = append(ranks[rank], claim{column, a.field})
			}
		}
	}
	for _, claims := range ranks {
		for _, c := range claims {
			if p.isOpen(h, c.field) && h.feeds[c.column] < 0 {
				h.assign(c.field, c.column)
			}
		}
	}
}

// takeAlias gives the key field of people the column of another name, such as
// the e-mail address on a roster without numbers: a person needs one name, and
// that is the one by which others refer to it. A thing's other names are too common
// to tell what a file holds.
func (p *plan) takeAlias(h *header, field int) bool {
	if len(p.def.Key) != 1 || p.def.Key[0] != p.def.Fields[field].Name || !p.def.Fields[field].Personal || p.fixed[field] != nil {
		return false
	}
	for _, name := range p.def.Aliases {
		if alias := p.def.Index(name); alias >= 0 && h.columns[alias] >= 0 && !p.isConfigured(alias) {
			column := h.columns[alias]
			h.columns[alias] = -1
			h.assign(field, column)
			return true
		}
	}
	return false
}

// isOpen reports whether the field still looks for a column. The client's field
// does even where the source says whose records they are: the file may contradict.
func (p *plan) isOpen(h *header, field int) bool {
	return h.columns[field] < 0 && !p.isConfigured(field) && (p.fixed[field] == nil || field == p.scope)
}

// rearrange finds a column for a field by giving the one that holds it another
// of its columns. It is one step of Kuhn's algorithm for bipartite matching.
func (p *plan) rearrange(h *header, field int, seen []bool) bool {
	if p.isConfigured(field) {
		return false
	}
	seen[field] = true
	for column := range h.folds {
		if h.columns[field] == column || !p.knowsAs(h, column, field) {
			continue
		}
		holder := h.feeds[column]
		if holder < 0 || !seen[holder] && p.rearrange(h, holder, seen) {
			h.assign(field, column)
			return true
		}
	}
	return false
}

// knowsAs reports whether one of the column's names is a header of the field.
func (p *plan) knowsAs(h *header, column, field int) bool {
	return slices.ContainsFunc(h.knows(column), func(fold string) bool {
		return slices.ContainsFunc(p.known[fold], func(a alias) bool { return a.field == field })
	})
}

package ingest

import (
	"maps"
	"slices"
)

// decision settles one field of a row by its cells.
type decision []decided

type decided struct {
	conditions []condition
	value      cell
	from       int // the column that holds the value, or -1
}

// condition holds where the cell in the column is one of the words.
type condition struct {
	column int // -1 when the file has none
	words  map[string]bool
	filled bool // any value will do
}

// choices returns what may settle the field on the source's sheet.
func (p *plan) choices(field int) []Choice {
	return slices.DeleteFunc(slices.Clone(p.src.Treatment.Decide[p.def.Fields[field].Name]), func(c Choice) bool {
		return c.Sheet != "" && !isSheet(c.Sheet, p.src.Sheet)
	})
}

// decisionFor returns the rules of the field for the columns of the header.
func (p *plan) decisionFor(field int, h *header) decision {
	var out decision
	for _, choice := range p.choices(field) {
		d := decided{value: cell{kind: text, text: choice.Value}, from: -1}
		if choice.From != "" {
			d.value, d.from = cell{}, h.find(choice.From)
		}
		d.conditions = h.conditions(choice.When)
		out = append(out, d)
	}
	return out
}

// conditions finds the columns of the headers.
func (h *header) conditions(when map[string][]string) []condition {
	var out []condition
	for _, written := range slices.Sorted(maps.Keys(when)) {
		c := condition{column: h.find(written), words: map[string]bool{}}
		for _, word := range when[written] {
			c.filled = c.filled || word == "*"
			c.words[wordKey(word)] = true
		}
		out = append(out, c)
	}
	return out
}

// hold reports whether every condition does.
func hold(conditions []condition, cells []cell, date1904 bool) bool {
	return !slices.ContainsFunc(conditions, func(c condition) bool { return !c.holds(cells, date1904) })
}

// settle returns the value of the first choice that fits the row.
func (d decision) settle(cells []cell, date1904 bool) (cell, bool) {
	for _, choice := range d {
		if hold(choice.conditions, cells, date1904) {
			if choice.from >= 0 {
				return at(cells, choice.from), true
			}
			return choice.value, true
		}
	}
	return cell{}, false
}

// holds reports whether the row meets the condition. A sign for no value, such as
// a dash, is like an empty cell unless it is one of the words.
func (c condition) holds(cells []cell, date1904 bool) bool {
	if c.column < 0 {
		return false
	}
	word := clean(plain(at(cells, c.column), date1904))
	if isNone(word) && !c.words[wordKey(word)] {
		return c.words[wordKey("")]
	}
	return c.filled || c.words[wordKey(word)]
}

// consulted returns the headers of the columns that decide the field.
func (p *plan) consulted(field int, h *header) []string {
	var out []string
	for _, choice := range p.choices(field) {
		headers := slices.Collect(maps.Keys(choice.When))
		for _, written := range append(headers, choice.From) {
			if column := h.find(written); column >= 0 && !slices.Contains(out, h.names[column]) {
				out = append(out, h.names[column])
			}
		}
	}
	slices.Sort(out)
	return out
}

// deciding returns the names of the columns that decide a field.
func (p *plan) deciding(h *header) map[string]bool {
	out := map[string]bool{}
	for i := range p.def.Fields {
		for _, name := range p.consulted(i, h) {
			out[name] = true
		}
	}
	return out
}

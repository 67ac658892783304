package dataset

import (
	"cmp"
	"slices"
	"strings"
)

// Order is a field that records are sorted by.
type Order struct {
	Field   string
	Falling bool // the greatest first
}

// ParseOrder reads a field's name, with a - before it for the greatest first.
func ParseOrder(text string) Order {
	field, falling := strings.CutPrefix(strings.TrimSpace(text), "-")
	return Order{Field: field, Falling: falling}
}

// Sort puts the rows into the order of fields that the table has: texts whatever their
// case, values of an enumeration as they are defined. Records without a value come last
// either way, and equal ones stay as they were.
func (t *Table) Sort(rows []int32, by []Order) {
	compares := make([]func(a, b int32) int, len(by))
	for i, o := range by {
		compares[i] = t.Col(o.Field).comparer(rows, o.Falling)
	}
	slices.SortStableFunc(rows, func(a, b int32) int {
		for _, compare := range compares {
			if d := compare(a, b); d != 0 {
				return d
			}
		}
		return 0
	})
}

// comparer returns what compares two of the rows by the column.
func (c *Column) comparer(rows []int32, falling bool) func(a, b int32) int {
	compare := func(a, b int32) int { return cmp.Compare(c.codes[a], c.codes[b]) }
	switch c.Field.Type {
	case Decimal:
		compare = func(a, b int32) int { return cmp.Compare(c.Decimal(int(a)), c.Decimal(int(b))) }
	case Text:
		folded := map[int32]string{} // by code
		for _, row := range rows {
			if code := c.codes[row]; code != Empty && folded[code] == "" {
				folded[code] = strings.ToLower(c.Text(int(row)))
			}
		}
		compare = func(a, b int32) int { return strings.Compare(folded[c.codes[a]], folded[c.codes[b]]) }
	}
	return func(a, b int32) int {
		switch noA, noB := c.IsEmpty(int(a)), c.IsEmpty(int(b)); {
		case noA && noB:
			return 0
		case noA:
			return 1
		case noB:
			return -1
		case falling:
			return compare(b, a)
		}
		return compare(a, b)
	}
}

// SortedByKey returns all row numbers in the order of the records' keys and,
// among equal keys, of their origins, and whether two rows have one key.
func (t *Table) SortedByKey() (rows []int32, same func(a, b int32) bool) {
	rows = make([]int32, t.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	ranks := make([][]int32, len(t.Def.Key)) // of each row, by field of the key
	for i, name := range t.Def.Key {
		ranks[i] = t.Col(name).ranks(i < len(t.Def.Key)-1)
	}
	compare := func(a, b int32) int {
		for _, rank := range ranks {
			if d := cmp.Compare(rank[a], rank[b]); d != 0 {
				return d
			}
		}
		return 0
	}
	slices.SortFunc(rows, func(a, b int32) int {
		return cmp.Or(compare(a, b), cmp.Compare(t.origins[a].Source, t.origins[b].Source), cmp.Compare(t.origins[a].Row, t.origins[b].Row))
	})
	return rows, func(a, b int32) bool { return compare(a, b) == 0 }
}

// ranks returns the place of each row's text among all different texts of the
// column, so that keys are compared without being written out. The texts are
// compared as they stand in a key, where a separator follows all but the last.
func (c *Column) ranks(isFollowed bool) []int32 {
	texts, codes := c.Words(), c.codes
	if c.words == nil {
		texts, codes = c.spelled()
	}
	order := make([]int32, len(texts))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		x, y := texts[a], texts[b]
		if isFollowed && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x)) {
			return strings.Compare(x+KeySeparator, y+KeySeparator)
		}
		return strings.Compare(x, y)
	})
	rank := make([]int32, len(texts))
	for place, code := range order {
		rank[code] = int32(place) + 1
	}
	out := make([]int32, c.Len())
	for row, code := range codes {
		if code != Empty {
			out[row] = rank[code]
		}
	}
	return out
}

// spelled returns the texts of a column that has no dictionary, and the place of
// each row's among them.
func (c *Column) spelled() (texts []string, codes []int32) {
	known := newWords()
	codes = make([]int32, c.Len())
	for row := range codes {
		if codes[row] = Empty; !c.IsEmpty(row) {
			codes[row] = known.code(c.Text(row))
		}
	}
	return known.list, codes
}

package measure

import (
	"cmp"
	"math/bits"
	"strings"

	"compack/internal/dataset"
	"compack/internal/metric"
)

// firstOfEach keeps, of the records of the population that share a value, the one
// whose key comes first: each value is counted in that record's group.
func (b *book) firstOfEach(r result) result {
	if b.inOrder() {
		r.population = firstSeen(r, b.table.Len())
	} else {
		r.population = b.firstByKey(r)
	}
	r.satisfied = r.population
	return r
}

// firstSeen keeps the first record of each value as they stand.
func firstSeen(r result, n int) metric.Rows {
	out, seen := metric.NewRows(n), newValues(r.span())
	for i, w := range r.population {
		for ; w != 0; w &= w - 1 {
			if row := i<<6 + bits.TrailingZeros64(w); seen.add(r.amounts[row]) {
				out.Add(row)
			}
		}
	}
	return out
}

// firstByKey keeps the record of each value whose key comes first.
func (b *book) firstByKey(r result) metric.Rows {
	first, keys := map[int32]int{}, b.keys()
	r.population.Each(func(row int) {
		value := r.amounts[row]
		if other, ok := first[value]; !ok || b.compare(keys, row, other) < 0 {
			first[value] = row
		}
	})
	out := metric.NewRows(b.table.Len())
	for _, row := range first {
		out.Add(row)
	}
	return out
}

// inOrder reports whether the records stand in the order of their keys, as those
// of a pack do.
func (b *book) inOrder() bool {
	if b.ordered == nil {
		keys, is := b.keys(), true
		for row := 1; row < b.table.Len() && is; row++ {
			is = b.compare(keys, row-1, row) <= 0
		}
		b.ordered = &is
	}
	return *b.ordered
}

// keys returns the columns that make up the key.
func (b *book) keys() []*dataset.Column {
	columns := make([]*dataset.Column, len(b.table.Def.Key))
	for i, name := range b.table.Def.Key {
		columns[i] = b.table.Col(name)
	}
	return columns
}

// compare returns the order of two records by their keys, as [dataset.Table.Key]
// writes them, and for equal keys by their origins.
func (b *book) compare(keys []*dataset.Column, row, other int) int {
	for i, c := range keys {
		if codes := c.Codes(); codes != nil && codes[row] == codes[other] {
			continue // the same text, without looking at it
		}
		if order := compareParts(c.Text(row), c.Text(other), i < len(keys)-1); order != 0 {
			return order
		}
	}
	x, y := b.table.Origin(row), b.table.Origin(other)
	return cmp.Or(cmp.Compare(x.Source, y.Source), cmp.Compare(x.Row, y.Row))
}

// compareParts returns the order of two parts of keys. Where one is the beginning
// of the other, what follows in the key decides.
func compareParts(a, b string, more bool) int {
	if more && len(a) != len(b) && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a)) {
		return strings.Compare(a+dataset.KeySeparator, b+dataset.KeySeparator)
	}
	return strings.Compare(a, b)
}

package pdf

import (
	"cmp"
	"math"
	"slices"
)

// arrange gives the columns of a band their widths and places.
func (t *table) arrange(band []int, width float64, span func(int) float64) {
	gap, natural, hasWide := columnGap, 0.0, false
	for _, c := range band {
		natural += t.columns[c].natural
		hasWide = hasWide || t.columns[c].wide
	}
	gaps := float64(len(band) - 1)
	if natural+gaps*gap > width {
		gap = leastGap
	}
	available := width - gaps*gap
	if natural <= available {
		if !hasWide {
			available = snug(natural+gaps*gap, span) - gaps*gap
		}
		t.spread(band, available-natural, hasWide)
	} else {
		t.squeeze(band, available)
	}
	x := 0.0
	for _, c := range band {
		t.columns[c].x = x
		x += t.columns[c].width + gap
	}
	t.width = x - gap
}

// snug returns the smallest span of columns, from six up, that holds a table.
func snug(natural float64, span func(int) float64) float64 {
	for n := 6; n < 12; n++ {
		if span(n) >= natural*1.12 {
			return span(n)
		}
	}
	return span(12)
}

// spread gives each column what it asks for, and what is left to the columns of
// prose, or to all evenly.
func (t *table) spread(band []int, extra float64, hasWide bool) {
	takers := 0
	for _, c := range band {
		if t.columns[c].wide || !hasWide {
			takers++
		}
	}
	for _, c := range band {
		t.columns[c].width = t.columns[c].natural
		if t.columns[c].wide || !hasWide {
			t.columns[c].width += extra / float64(takers)
		}
	}
}

// squeeze shares too little room: each column gets in proportion to the square
// root of what its texts usually ask for, never less than its least and never more than it asks
// for. The factor is found by halving.
func (t *table) squeeze(band []int, available float64) {
	firm := t.firm(band, available)
	share := func(c int, factor float64) float64 {
		col := t.columns[c]
		if firm[c] {
			return col.natural
		}
		w := factor * math.Sqrt(col.usual)
		if col.wide {
			w *= 1.4
		}
		return max(col.least, min(col.natural, w))
	}
	low, high := 0.0, 1000.0
	for range 60 {
		middle, sum := (low+high)/2, 0.0
		for _, c := range band {
			sum += share(c, middle)
		}
		if sum > available {
			high = middle
		} else {
			low = middle
		}
	}
	for _, c := range band {
		t.columns[c].width = share(c, low)
	}
}

// shortColumn is the width up to which the texts of a column stay on one line each.
const shortColumn = 20.0

// firm returns the columns of a band whose texts are short, and the first one where it
// holds identifiers, as far as they can stay on one line each without pressing the others.
func (t *table) firm(band []int, available float64) map[int]bool {
	least := 0.0
	for _, c := range band {
		least += t.columns[c].least
	}
	firm := map[int]bool{}
	order := slices.Clone(band)
	slices.SortStableFunc(order[1:], func(a, b int) int { return cmp.Compare(t.columns[a].natural, t.columns[b].natural) })
	for i, c := range order {
		col, most := t.columns[c], shortColumn
		if i == 0 {
			most = available / 5
		}
		more := col.natural - col.least
		if !col.wide && col.natural <= most && 1.25*(least+more) <= available {
			firm[c] = true
			least += more
		}
	}
	return firm
}

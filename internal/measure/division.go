package measure

import (
	"slices"
	"strconv"

	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/metric"
)

// division splits a table's records into groups, in the order in which they are
// shown. The last group is that of the records that have no value.
type division struct {
	groups []metric.Group
	of     []int32 // the group of each record
	// always says that groups without records are shown too.
	always bool
}

// notStated is the group of records that have no value.
func notStated(l *locale.Locale) metric.Group { return metric.Group{Label: metric.NotStated(l)} }

// divideByBand splits the records by the days from the band's field to the as-of date.
func divideByBand(t *dataset.Table, b *dataset.Band, d metric.Dates) *division {
	l := t.Def.Locale()
	div := &division{groups: append(metric.BandGroups(l, b), notStated(l)), of: make([]int32, t.Len()), always: true}
	for row, code := range t.Col(b.From).Codes() {
		div.of[row] = int32(len(div.groups) - 1)
		if code != dataset.Empty {
			div.of[row] = int32(metric.BandIndex(b, int(d.AsOf)-int(code)))
		}
	}
	return div
}

// divide splits n records by the values of a column; labels that are fixed are in
// the language.
func divide(c *dataset.Column, n int, l *locale.Locale) *division {
	codes := c.Codes()
	if len(codes) < n { // never filled: no record has a value
		return &division{groups: []metric.Group{notStated(l)}, of: make([]int32, n)}
	}
	var div *division
	var groupOf []int32 // by code
	switch c.Field.Type {
	case dataset.Text:
		words := c.Words()
		div, groupOf = textGroups(words, tally(codes, len(words)))
	case dataset.Enum:
		div, groupOf = codeGroups(tally(codes, len(c.Field.Values)), func(code int) metric.Group {
			v := c.Field.Values[code]
			return metric.Group{Key: v.Name, Label: v.Title}
		})
	case dataset.Boolean:
		codes = exchanged(codes)
		div, groupOf = codeGroups(tally(codes, 2), func(code int) metric.Group {
			return []metric.Group{{Key: "true", Label: l.Truth(true)}, {Key: "false", Label: l.Truth(false)}}[code]
		})
	default:
		var values []int32
		values, codes = ranked(codes)
		div, groupOf = codeGroups(tally(codes, len(values)), func(code int) metric.Group {
			text := strconv.Itoa(int(values[code]))
			return metric.Group{Key: text, Label: text}
		})
	}
	empty := int32(len(div.groups))
	div.groups = append(div.groups, notStated(l))
	div.of = make([]int32, n)
	for row, code := range codes {
		if code == dataset.Empty {
			div.of[row] = empty
		} else {
			div.of[row] = groupOf[code]
		}
	}
	return div
}

// tally counts how often each of the codes below n occurs.
func tally(codes []int32, n int) []int {
	counts := make([]int, n)
	for _, code := range codes {
		if code != dataset.Empty {
			counts[code]++
		}
	}
	return counts
}

// exchanged returns the codes of booleans with true first.
func exchanged(codes []int32) []int32 {
	out := slices.Clone(codes)
	for i, code := range out {
		if code != dataset.Empty {
			out[i] = 1 - code
		}
	}
	return out
}

// ranked returns the different integers in ascending order and, for each record,
// the place of its own among them.
func ranked(codes []int32) (values, ranks []int32) {
	values = slices.Clone(codes)
	slices.Sort(values)
	values = slices.Compact(values)
	if len(values) > 0 && values[0] == dataset.Empty {
		values = values[1:]
	}
	ranks = make([]int32, len(codes))
	for row, code := range codes {
		ranks[row] = dataset.Empty
		if i, ok := slices.BinarySearch(values, code); ok {
			ranks[row] = int32(i)
		}
	}
	return values, ranks
}

// codeGroups makes a group of each code that occurs, in their order.
func codeGroups(counts []int, group func(code int) metric.Group) (*division, []int32) {
	div, groupOf := &division{always: true}, make([]int32, len(counts))
	for code, n := range counts {
		if n > 0 {
			groupOf[code] = int32(len(div.groups))
			div.groups = append(div.groups, group(code))
		}
	}
	return div, groupOf
}

// textGroups makes a group of the texts that differ in case only, under the
// spelling that is most frequent, in the order of the texts whatever their case.
func textGroups(words []string, counts []int) (*division, []int32) {
	shown := map[string]int{} // by folded text, the code of its spelling
	folded := make([]string, len(words))
	for code, n := range counts {
		if n == 0 {
			continue
		}
		folded[code] = metric.FoldText(words[code])
		best, ok := shown[folded[code]]
		if !ok || n > counts[best] || n == counts[best] && words[code] < words[best] {
			shown[folded[code]] = code
		}
	}
	order := make([]string, 0, len(shown))
	for f := range shown {
		order = append(order, f)
	}
	slices.Sort(order)
	div, at := &division{}, make(map[string]int32, len(order))
	for i, f := range order {
		at[f] = int32(i)
		text := words[shown[f]]
		div.groups = append(div.groups, metric.Group{Key: text, Label: text})
	}
	groupOf := make([]int32, len(words))
	for code, n := range counts {
		if n > 0 {
			groupOf[code] = at[folded[code]]
		}
	}
	return div, groupOf
}

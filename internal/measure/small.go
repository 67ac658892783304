package measure

import (
	"slices"

	"compack/internal/metric"
)

// Suppress puts the groups of each value that have fewer than least records, but
// some, together into one group, so that no figure speaks of a few people alone.
// Where they have fewer than least together, the next smallest group joins them;
// where that would be all groups, or the sum can't be written as a formula, the
// breakdown is withheld and says why. The whole stays the sum of the groups.
func Suppress(values []metric.Value, least int) {
	if least < 2 {
		return
	}
	for i := range values {
		v := &values[i]
		for j := range v.Groups {
			v.Groups[j] = suppressed(v.Metric, v.Groups[j], least)
		}
	}
}

func suppressed(m *metric.Metric, g metric.Grouping, least int) metric.Grouping {
	hidden, joined := smallGroups(g.Groups, least)
	if len(hidden) == 0 {
		return g
	}
	l := m.On.Locale()
	other := metric.Group{Key: metric.OtherKey, Label: l.Say("Other (fewer than %d each)", least)}
	if joined {
		other.Label = l.Say("Other (small groups together)")
	}
	some := false
	for i, one := range g.Groups {
		if !hidden[i] {
			other.Rest = append(other.Rest, one)
			some = some || one.N > 0
			continue
		}
		other.Members = append(other.Members, one)
		other.N += one.N
		other.Figure = together(m, other.Figure, one.Figure, len(other.Members) == 1)
	}
	out := metric.Grouping{By: g.By, Title: g.Title}
	switch {
	case !some:
		out.Withheld = l.Say("its groups have fewer than %d records, or would show those that have", least)
	case len(m.GroupFormula(g.By, other)) > metric.MaxFormula:
		out.Withheld = l.Say("the groups of fewer than %d records can't be put together in one formula", least)
	default:
		out.Groups = append(slices.Clone(other.Rest), other)
	}
	return out
}

// smallGroups returns which groups are to be put together, and whether one of them
// joins the others although it is not small.
func smallGroups(groups []metric.Group, least int) (hidden map[int]bool, joined bool) {
	hidden, sum := map[int]bool{}, 0
	for i, g := range groups {
		if g.N > 0 && g.N < least {
			hidden[i] = true
			sum += g.N
		}
	}
	for len(hidden) > 0 && sum < least {
		next := -1
		for i, g := range groups {
			if g.N > 0 && !hidden[i] && (next < 0 || g.N < groups[next].N) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		hidden[next], joined = true, true
		sum += groups[next].N
	}
	return hidden, joined
}

// together returns the figure of two groups as one. Numerators add up, and of
// ratios and means, whose denominators count records, those too.
func together(m *metric.Metric, a, b metric.Fraction, first bool) metric.Fraction {
	switch {
	case first:
		return b
	case m.Kind == metric.Ratio, m.Kind == metric.Mean:
		return metric.Fraction{Num: a.Num + b.Num, Den: a.Den + b.Den}
	}
	return metric.Fraction{Num: a.Num + b.Num, Den: a.Den}
}

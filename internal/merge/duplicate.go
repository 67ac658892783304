package merge

import (
	"fmt"
	"maps"
	"slices"

	"compack/internal/dataset"
	"compack/internal/problem"
	"compack/internal/strict"
)

// deduplicate keeps one row of each key: that of the source which has precedence
// and, of several such rows, the last by the order of sources and rows. It leaves
// them sorted by key and client. Records of different clients never supersede one
// another.
func (m *merger) deduplicate(t *dataset.Table) *dataset.Table {
	order, same := t.SortedByKey()
	kept := make([]int32, 0, len(order))
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && same(order[end], order[start]) {
			end++
		}
		group := order[start:end]
		start = end
		if len(group) == 1 {
			kept = append(kept, group[0])
			continue
		}
		winners := map[string]int32{} // by client
		for _, row := range group {
			client := scopeOf(t, int(row))
			if winner, ok := winners[client]; !ok || m.precedence(t, row) >= m.precedence(t, winner) {
				winners[client] = row
			}
		}
		for _, row := range group {
			if winner := winners[scopeOf(t, int(row))]; winner != row {
				m.superseded(t, int(row), int(winner))
			}
		}
		for _, client := range slices.Sorted(maps.Keys(winners)) {
			kept = append(kept, winners[client])
		}
	}
	t.Keep(kept)
	return t
}

// precedence returns that of the row's source.
func (m *merger) precedence(t *dataset.Table, row int32) int {
	return m.Ledger[t.Origin(int(row)).Source].Precedence
}

func (m *merger) superseded(t *dataset.Table, row, winner int) {
	src := &m.Ledger[t.Origin(row).Source]
	src.Accepted--
	src.Duplicate++
	why := ""
	if m.precedence(t, int32(winner)) > m.precedence(t, int32(row)) {
		why = ", which has precedence,"
	}
	p := m.report(problem.DuplicateKey, t, row, t.Def.Key[0], "%s stands again in %s%s and counts as it stands there (%s)",
		t.Def.Singular, m.where(t.Origin(row), t.Origin(winner)), why, differences(t, row, winner))
	p.Value = t.PublicKey(row)
}

// where names the winner's place as seen from the loser's.
func (m *merger) where(loser, winner dataset.Origin) string {
	if loser.Source == winner.Source {
		return fmt.Sprintf("row %d", winner.Row)
	}
	src := m.Ledger[winner.Source]
	return problem.Place{File: src.File, Sheet: src.Sheet, Row: int(winner.Row)}.String()
}

// differences names the fields in which two records differ.
func differences(t *dataset.Table, a, b int) string {
	var titles []string
	for i := range t.Def.Fields {
		c := t.Column(i)
		if !c.Field.IsDerived() && c.Text(a) != c.Text(b) {
			titles = append(titles, c.Field.Title)
		}
	}
	if len(titles) == 0 {
		return "the two are the same"
	}
	slices.Sort(titles)
	return fmt.Sprintf("they differ in %s", strict.List(titles))
}

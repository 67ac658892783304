package ingest

import (
	"strings"

	"compack/internal/dataset"
)

// spread gives the columns behind the first of a merged header its name. They
// feed a field only where the configuration says so: "Owner#2".
func (h *header) spread(l *layout) {
	h.copied = make([]bool, len(h.names))
	for _, area := range l.across[h.row] {
		if area.FirstColumn >= len(h.names) || h.names[area.FirstColumn] == "" {
			continue
		}
		for column := area.FirstColumn + 1; column <= area.LastColumn; column++ {
			if column == len(h.names) {
				h.names, h.folds, h.feeds, h.copied = append(h.names, ""), append(h.folds, ""), append(h.feeds, -1), append(h.copied, false)
			}
			if column < len(h.names) && h.names[column] == "" {
				h.names[column], h.folds[column], h.copied[column] = h.names[area.FirstColumn], h.folds[area.FirstColumn], true
			}
		}
	}
}

// knows returns the folded names by which the column is recognised, the surest
// first.
func (h *header) knows(column int) []string {
	if h.copied != nil && h.copied[column] {
		return nil
	}
	if h.alone == nil {
		return h.folds[column : column+1]
	}
	return append([]string{h.folds[column]}, h.alone[column]...)
}

// groups are the names of an upper header row, each given to the columns that
// it stands over.
type groups struct {
	names []string
	wide  []bool // the name stands over several columns
}

// groupsOf reads a row as the upper one of two. A name reaches over the blank
// cells to its right: those merged with it or, where nothing is merged, those
// above a name of the lower row.
func groupsOf(upper, lower []string, row int, l *layout) groups {
	n := max(len(upper), len(lower))
	g := groups{make([]string, n), make([]bool, n)}
	merged := false
	for column := range n {
		_, ok := l.wide(row, column)
		merged = merged || ok
	}
	for column := range n {
		g.names[column] = name(upper, column)
		if column == 0 || g.names[column] != "" || name(lower, column) == "" || g.names[column-1] == "" {
			continue
		}
		if _, ok := l.wide(row, column); ok || !merged {
			g.names[column] = g.names[column-1]
			g.wide[column], g.wide[column-1] = true, true
		}
	}
	return g
}

func name(names []string, column int) string {
	if column < len(names) {
		return names[column]
	}
	return ""
}

// matchTwo reads two rows as one header: a column is called "Group Sub", and
// known by either name too. It returns nil unless two columns or more that share
// a group feed a field, and every other column of two names is known by the
// lower one; else the second row is a record.
func (p *plan) matchTwo(upper []string, r row, l *layout) *header {
	lower := namesOf(r)
	g := groupsOf(upper, lower, r.number-1, l)
	names, alone := make([]string, len(g.names)), make([][]string, len(g.names))
	for column, group := range g.names {
		sub := name(lower, column)
		switch {
		case group == "" || sub == "" || group == sub:
			names[column] = sub
			if sub == "" {
				names[column] = group
			}
		default:
			names[column] = group + " " + sub
			if !g.wide[column] && len(p.known[dataset.Fold(sub)])+len(p.known[dataset.Fold(names[column])]) == 0 {
				return nil
			}
			alone[column] = []string{dataset.Fold(sub)}
			if !g.wide[column] {
				alone[column] = append(alone[column], dataset.Fold(group))
			}
		}
	}
	h := p.matchNames(r.number, names, alone, nil)
	grouped := 0
	for column, field := range h.feeds {
		if field >= 0 && g.wide[column] {
			grouped++
		}
	}
	if grouped < 2 {
		return nil
	}
	return h
}

// namesOf returns the row's cells as headers.
func namesOf(r row) []string {
	names := make([]string, len(r.cells))
	for i, c := range r.cells {
		names[i] = strings.Clone(clean(plain(c, false)))
	}
	return names
}

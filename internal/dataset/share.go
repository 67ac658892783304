package dataset

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"compack/internal/problem"
)

// Copy asks for a client's own copy of a record of all clients.
type Copy struct {
	Row    int32
	Client string
}

// Share returns the table with copies of rows, each right behind its original and
// belonging to the client alone. An original and its copies have one origin.
func (t *Table) Share(copies map[Copy]bool) *Table {
	sorted := slices.SortedFunc(maps.Keys(copies), func(a, b Copy) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), strings.Compare(a.Client, b.Client))
	})
	rows := make([]int32, 0, t.Len()+len(sorted))
	clients := map[int]string{} // of copies, by their new row
	next := 0
	for row := range int32(t.Len()) {
		rows = append(rows, row)
		for ; next < len(sorted) && sorted[next].Row == row; next++ {
			clients[len(rows)] = sorted[next].Client
			rows = append(rows, row)
		}
	}
	out := t.Select(rows)
	if out.fates == nil {
		out.fates = make([]fate, len(rows))
	}
	scope := out.Col(t.Def.Scope)
	scope.own()
	for row, client := range clients {
		scope.codes[row] = scope.Intern(client)
		out.fates[row] = copied
	}
	for _, c := range sorted {
		row, _ := slices.BinarySearch(rows, c.Row) // the first of its kind is the original
		out.fates[row] = original
	}
	return out
}

// fate says what became of a record of all clients.
type fate uint8

const (
	alone    fate = iota // a record as it was read
	original             // clients have copies of it
	copied               // a client's copy
)

// IsShared reports whether the row is a record of all clients of which a client has
// a copy of its own.
func (t *Table) IsShared(row int) bool { return t.fates != nil && t.fates[row] == original }

// IsCopy reports whether the row is a client's copy of a record of all clients.
func (t *Table) IsCopy(row int) bool { return t.fates != nil && t.fates[row] == copied }

// Rejoin gives copies back to all clients, so that readers see whose they were.
func (t *Table) Rejoin() {
	scope := t.Col(t.Def.Scope)
	all, ok := scope.Lookup(problem.AllClients)
	for row := range t.fates {
		if ok && t.IsCopy(row) {
			scope.own()
			scope.codes[row] = all
		}
	}
}

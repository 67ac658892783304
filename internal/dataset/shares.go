package dataset

import (
	"slices"

	"compack/internal/problem"
)

// Shares are the rows of a table by the client that they belong to, so that nobody
// goes over the rows of all clients for each of them. They are those of the table as
// it was when they were taken.
type Shares struct {
	table *Table
	rows  []int32 // by the code of their client, in their order
	end   []int   // where the rows of each code end
}

// Shares sorts the rows by their client.
func (t *Table) Shares() *Shares {
	scope := t.Col(t.Def.Scope)
	s := &Shares{table: t, end: make([]int, len(scope.Words()))}
	for _, code := range scope.codes {
		if code >= 0 {
			s.end[code]++
		}
	}
	next, total := make([]int, len(s.end)), 0
	for code, n := range s.end {
		next[code] = total
		total += n
		s.end[code] = total
	}
	s.rows = make([]int32, total)
	for row, code := range scope.codes {
		if code >= 0 {
			s.rows[next[code]] = int32(row)
			next[code]++
		}
	}
	return s
}

// Of returns the rows that a client may see, in their order: its own and those of
// all clients, each record once. The caller must not change them.
func (s *Shares) Of(client string) []int32 {
	own, all := s.coded(client), s.coded(problem.AllClients)
	if len(all) == 0 || client == problem.AllClients {
		return own
	}
	has := map[Origin]bool{} // a copy of the record
	for _, row := range own {
		if s.table.IsCopy(int(row)) {
			has[s.table.origins[row]] = true
		}
	}
	rows := slices.Clone(own)
	for _, row := range all {
		if !has[s.table.origins[row]] {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	return rows
}

// coded returns the rows whose client is written so.
func (s *Shares) coded(client string) []int32 {
	code, ok := s.table.Col(s.table.Def.Scope).Lookup(client)
	if !ok || int(code) >= len(s.end) {
		return nil
	}
	start := 0
	if code > 0 {
		start = s.end[code-1]
	}
	return s.rows[start:s.end[code]:s.end[code]]
}

// Of returns the rows that a client may see as [Shares.Of] does.
func (t *Table) Of(client string) []int32 { return t.Shares().Of(client) }

package problem

import (
	"iter"
	"slices"
)

// Shares are the problems of a list by the client whose pack may show them, so that
// nobody goes over those of all clients for each of them.
type Shares struct {
	list   List
	shared []int            // places of those that every pack may show
	own    map[string][]int // likewise of those that one client's may
}

// Shares sorts the problems by their client. The list must keep its order while they are used.
func (l List) Shares() *Shares {
	s := &Shares{list: l, own: map[string][]int{}}
	for i := range l {
		switch p := &l[i]; {
		case p.Shared && (p.Client == "" || p.Client == AllClients):
			s.shared = append(s.shared, i)
		case p.Client != "":
			s.own[p.Client] = append(s.own[p.Client], i)
		}
	}
	return s
}

// For returns the problems that client's pack may show, in their order.
func (s *Shares) For(client string) List {
	out := make(List, 0, len(s.shared)+len(s.own[client]))
	for p := range s.Of(client) {
		out = append(out, *p)
	}
	return out
}

// Of goes over the same problems in their list, where nobody may change them.
func (s *Shares) Of(client string) iter.Seq[*Problem] {
	places := slices.Concat(s.shared, s.own[client])
	slices.Sort(places)
	return func(yield func(*Problem) bool) {
		for _, place := range places {
			if !yield(&s.list[place]) {
				return
			}
		}
	}
}

package preview

import (
	"slices"
	"sync"
)

// State is what the page shows.
type State struct {
	Version  int       `json:"version"` // grows with each change
	Making   bool      `json:"making"`  // a newer pack is being made
	Title    string    `json:"title"`   // of the pack: client, period
	Pack     int       `json:"pack"`    // the version at which the pack shown was made; 0 for none yet
	Files    []File    `json:"files"`   // of that pack
	Failure  string    `json:"failure"` // why there is no newer pack; "" where the one shown is the newest
	Problems []Problem `json:"problems"`
	Counts   string    `json:"counts"` // 2 errors, 1 warning
}

// File is one file of the pack.
type File struct {
	Name  string `json:"name"`
	Bytes int    `json:"bytes"`
}

// Problem is something that was found, as people read it.
type Problem struct {
	Severity string `json:"severity"` // error, warning or note
	Code     string `json:"code"`
	Text     string `json:"text"` // with the place
	Hint     string `json:"hint"`
}

// board holds the state and tells those who wait when it changes.
type board struct {
	mu      sync.Mutex
	state   State
	changed chan struct{} // closed at the next change
}

// now returns the state and what is closed when it changes.
func (b *board) now() (State, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.state
	s.Files, s.Problems = slices.Clone(s.Files), slices.Clone(s.Problems)
	return s, b.changed
}

func (b *board) change(do func(*State)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	do(&b.state)
	b.state.Version++
	close(b.changed)
	b.changed = make(chan struct{})
}

// Making says that a newer pack is being made.
func (s *Server) Making() {
	s.board.change(func(now *State) { now.Making = true })
}

// Made says that a pack with these files stands in the folder.
func (s *Server) Made(title string, files []File, problems []Problem, counts string) {
	s.board.change(func(now *State) {
		now.Making, now.Failure = false, ""
		now.Title, now.Files, now.Problems, now.Counts = title, files, problems, counts
		now.Pack = now.Version + 1
	})
}

// Failed says why no newer pack was made. The last one stays.
func (s *Server) Failed(why string, problems []Problem, counts string) {
	s.board.change(func(now *State) {
		now.Making, now.Failure = false, why
		now.Problems, now.Counts = problems, counts
	})
}

package pdf

import (
	"slices"
	"sync"
)

// lately keeps what was asked for last, as a process makes many documents from the same
// few fonts and pictures. What it keeps must not change afterwards.
type lately[T any] struct {
	most int // how many it keeps
	mu   sync.Mutex
	kept []*T // the last one asked for at the end
}

// find returns what is kept, else makes it. Others need not wait for the making.
func (l *lately[T]) find(is func(*T) bool, create func() (*T, error)) (*T, error) {
	if one := l.keep(is, nil); one != nil {
		return one, nil
	}
	one, err := create()
	if err != nil {
		return nil, err
	}
	return l.keep(is, one), nil
}

// keep returns what is kept, else keeps a new one, which may be nil for none.
func (l *lately[T]) keep(is func(*T) bool, one *T) *T {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch i := slices.IndexFunc(l.kept, is); {
	case i >= 0:
		one = l.kept[i]
		l.kept = slices.Delete(l.kept, i, i+1)
	case one == nil:
		return nil
	case len(l.kept) == l.most:
		l.kept = slices.Delete(l.kept, 0, 1)
	}
	l.kept = append(l.kept, one)
	return one
}

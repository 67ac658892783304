package pdf

import (
	"errors"
	"testing"
)

func TestWhatIsAskedForLastIsKept(t *testing.T) {
	made := 0
	l := lately[int]{most: 2}
	find := func(n int) int {
		got, err := l.find(func(kept *int) bool { return *kept == n }, func() (*int, error) { made++; return &n, nil })
		if err != nil || *got != n {
			t.Errorf("%v is found for %d, error %v", got, n, err)
		}
		return made
	}
	for i, c := range []struct{ n, made int }{{1, 1}, {2, 2}, {1, 2}, {3, 3}, {1, 3}, {2, 4}, {3, 5}} {
		if got := find(c.n); got != c.made {
			t.Errorf("question %d: %d were made, want %d", i+1, got, c.made)
		}
	}
	if len(l.kept) != 2 {
		t.Errorf("%d are kept", len(l.kept))
	}
}

func TestWhatCanNotBeMadeIsNotKept(t *testing.T) {
	l := lately[int]{most: 2}
	broken := errors.New("broken")
	if got, err := l.find(func(*int) bool { return true }, func() (*int, error) { return nil, broken }); got != nil || err != broken || len(l.kept) > 0 {
		t.Errorf("got %v, error %v, %d kept", got, err, len(l.kept))
	}
}

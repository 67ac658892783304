package measure

// values is a set of numbers: a bit each where they lie close together, as codes
// of texts do, a map where they do not.
type values struct {
	lo    int32
	dense []uint64
	far   map[int32]struct{}
}

// maxDense is the widest span that gets a bit for each number: 8 MB of them.
const maxDense = 1 << 26

// newValues returns an empty set for numbers from lo to hi.
func newValues(lo, hi int32, ok bool) *values {
	switch {
	case !ok:
		return &values{}
	case int64(hi)-int64(lo) < maxDense:
		return &values{lo: lo, dense: make([]uint64, (int(hi)-int(lo))/64+1)}
	}
	return &values{far: map[int32]struct{}{}}
}

// add puts v into the set and reports whether it is new there.
func (s *values) add(v int32) bool {
	if s.dense == nil {
		_, known := s.far[v]
		s.far[v] = struct{}{}
		return !known
	}
	i := uint(int(v) - int(s.lo))
	word, bit := &s.dense[i>>6], uint64(1)<<(i&63)
	isNew := *word&bit == 0
	*word |= bit
	return isNew
}

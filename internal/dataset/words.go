package dataset

import (
	"hash/maphash"
	"slices"
	"strings"
)

// words is the dictionary of a text column: each different text once, with its
// code. A map would cost three times the memory and as much again while it grows.
type words struct {
	list   []string
	hashes []uint32 // of list
	slots  []int32  // code + 1 by hash, 0 where free; a power of two, at most three quarters full
	seed   maphash.Seed
	last   int32            // the code found last: texts come in runs
	block  *strings.Builder // where the bytes of new texts go, many to an allocation
}

// blockSize is how many bytes of texts share an allocation.
const blockSize = 64 << 10

func newWords() *words {
	return &words{slots: make([]int32, 16), seed: maphash.MakeSeed(), block: new(strings.Builder)}
}

// clone returns a dictionary of the same texts that grows by itself, nil of none.
func (w *words) clone() *words {
	if w == nil {
		return nil
	}
	out := *w
	out.list, out.hashes, out.slots, out.block = slices.Clone(w.list), slices.Clone(w.hashes), slices.Clone(w.slots), new(strings.Builder)
	return &out
}

// find returns the code of s, and false where the dictionary does not hold it.
func (w *words) find(s string) (int32, bool) {
	code, _ := w.slot(s, uint32(maphash.String(w.seed, s)))
	return code, code >= 0
}

// code returns the code of s, a new one where the dictionary does not hold it.
func (w *words) code(s string) int32 {
	if int(w.last) < len(w.list) && w.list[w.last] == s {
		return w.last
	}
	hash := uint32(maphash.String(w.seed, s))
	code, slot := w.slot(s, hash)
	if code < 0 {
		code = int32(len(w.list))
		w.list, w.hashes = append(w.list, w.keep(s)), append(w.hashes, hash)
		w.slots[slot] = code + 1
		if len(w.list)*4 > len(w.slots)*3 {
			w.grow()
		}
	}
	w.last = code
	return code
}

// slot returns the code of s and its slot, or -1 and the free slot for it.
func (w *words) slot(s string, hash uint32) (code int32, slot int) {
	mask := len(w.slots) - 1
	for slot = int(hash) & mask; w.slots[slot] != 0; slot = (slot + 1) & mask {
		if code = w.slots[slot] - 1; w.hashes[code] == hash && w.list[code] == s {
			return code, slot
		}
	}
	return -1, slot
}

// grow doubles the slots and finds each word its place anew, by its stored hash.
func (w *words) grow() {
	w.slots = make([]int32, 2*len(w.slots))
	mask := len(w.slots) - 1
	for code, hash := range w.hashes {
		slot := int(hash) & mask
		for w.slots[slot] != 0 {
			slot = (slot + 1) & mask
		}
		w.slots[slot] = int32(code) + 1
	}
}

// keep returns a copy of s: a reader's text may be part of a whole row.
func (w *words) keep(s string) string {
	if len(s) > blockSize/8 {
		return strings.Clone(s)
	}
	if w.block.Cap()-w.block.Len() < len(s) {
		w.block = new(strings.Builder)
		w.block.Grow(blockSize)
	}
	from := w.block.Len()
	w.block.WriteString(s)
	return w.block.String()[from:]
}

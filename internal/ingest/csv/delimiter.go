package csv

import (
	"bytes"
	"cmp"
	"io"
	"slices"
	"strings"
)

// candidates are the delimiters that files have, the usual first.
var candidates = []rune{',', ';', '\t', '|'}

// Delimiters returns the delimiters that the file may have, the most
// consistent first, and none where no two cells stand in a line.
func (t *Text) Delimiters() []rune { return t.delimiters }

// findDelimiters ranks the delimiters by the beginning of the file. A first
// line sep=; as Excel writes and reads it decides alone and is no row. The known
// delimiter, where it is not 0, decides before all.
func (t *Text) findDelimiters(known rune) error {
	sample := make([]byte, min(chunk, t.size))
	n, err := t.readAt(sample, t.start)
	if err != nil && err != io.EOF {
		return err
	}
	sample = sample[:n]
	line, _, _ := bytes.Cut(sample, []byte{'\n'})
	if d, ok := declared(bytes.TrimRight(line, "\r")); ok {
		if known != 0 {
			d = known
		}
		t.delimiters = []rune{d}
		t.start, err = t.skipLines(t.start, 1)
		t.firstLine = 2
		return err
	}
	if known != 0 {
		t.delimiters = []rune{known}
		return nil
	}
	if last := bytes.LastIndexByte(sample, '\n'); last > 0 && n == chunk {
		sample = sample[:last]
	}
	t.delimiters = rank(sample)
	return nil
}

func declared(line []byte) (rune, bool) {
	if len(line) != 5 || !bytes.EqualFold(line[:4], []byte("sep=")) {
		return 0, false
	}
	d := rune(line[4])
	return d, strings.ContainsRune(",;\t|:^~!#*", d)
}

// rank orders the candidates by the number of records that agree on a number of
// cells above one, then by that number.
func rank(sample []byte) []rune {
	type score struct {
		delimiter      rune
		records, cells int
	}
	var scores []score
	for _, d := range candidates {
		s := score{delimiter: d}
		for cells, records := range shapes(sample, byte(d)) {
			if cells > 1 && (records > s.records || records == s.records && cells > s.cells) {
				s.records, s.cells = records, cells
			}
		}
		if s.records > 0 {
			scores = append(scores, s)
		}
	}
	slices.SortStableFunc(scores, func(a, b score) int {
		return cmp.Or(cmp.Compare(b.records, a.records), cmp.Compare(b.cells, a.cells))
	})
	out := make([]rune, len(scores))
	for i, s := range scores {
		out[i] = s.delimiter
	}
	return out
}

// shapes counts the records by their number of cells. A quotation mark counts
// where it opens a cell, so that delimiters and line breaks in quotes don't.
func shapes(sample []byte, delimiter byte) map[int]int {
	counts := map[int]int{}
	cells, quoted, opening := 1, false, true
	for _, b := range sample {
		switch {
		case b == '"' && quoted:
			quoted, opening = false, true // two of them are one inside the cell
		case b == '"' && opening:
			quoted = true
		case quoted:
		case b == delimiter:
			cells, opening = cells+1, true
		case b == '\n':
			counts[cells]++
			cells, opening = 1, true
		default:
			opening = false
		}
	}
	counts[cells]++
	return counts
}

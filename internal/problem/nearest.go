package problem

import (
	"strings"
	"unicode"
)

// Nearest returns the known word that word was probably meant to be, for "did you
// mean": the one with the fewest edits, of which there may be one in three
// letters; "" where none is so close. Only letters and digits count, whatever
// their case.
func Nearest(word string, known []string) string {
	best, fewest := "", 1<<30
	folded := letters(word)
	if len(folded) == 0 || len(folded) > 64 {
		return ""
	}
	for _, k := range known {
		other := letters(k)
		limit := max(len(folded), len(other)) / 3
		if len(other) == 0 || max(len(folded), len(other))-min(len(folded), len(other)) > limit {
			continue
		}
		if d := Edits(folded, other); d <= limit && d < fewest {
			best, fewest = k, d
		}
	}
	return best
}

func letters(s string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s))
}

// Edits returns the number of insertions, removals, replacements and swaps of
// neighbours that lead from a to b (Damerau 1964, without edits inside a swap).
func Edits(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before, last, row = last, row, before
		row[0] = i + 1
		for j, y := range b {
			cost := last[j]
			if x != y {
				cost++
			}
			if i > 0 && j > 0 && x == b[j-1] && a[i-1] == y {
				cost = min(cost, before[j-1]+1)
			}
			row[j+1] = min(cost, last[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

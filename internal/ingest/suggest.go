package ingest

import "compack/internal/dataset"

// nearest returns the candidate that s was probably meant to be: the one with
// the fewest edits, of which there may be one in four letters.
func nearest(s string, candidates []string) (string, bool) {
	best, fewest := "", 1<<30
	folded := []rune(dataset.Fold(s))
	if len(folded) > 64 {
		return "", false
	}
	for _, c := range candidates {
		other := []rune(dataset.Fold(c))
		limit := max(len(folded), len(other)) / 4
		if len(other) == 0 || abs(len(folded)-len(other)) > limit {
			continue
		}
		if d := edits(folded, other); d <= limit && d < fewest {
			best, fewest = c, d
		}
	}
	return best, best != ""
}

// edits returns the number of insertions, removals, replacements and swaps of
// neighbours that lead from a to b (Damerau 1964, without edits inside a swap).
func edits(a, b []rune) int {
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

func abs(n int) int { return max(n, -n) }

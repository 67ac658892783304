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

// edits returns the number of insertions, removals and replacements that lead
// from a to b (Levenshtein 1966).
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func abs(n int) int { return max(n, -n) }

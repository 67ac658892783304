package strict

import (
	"slices"
	"strings"
)

// longest is the length in runes past which no word is likened to another.
const longest = 64

// Nearest returns the word of known that word was most likely meant to be, and
// false when none is near: up to a third of its letters may differ, or one may
// begin with the other.
func Nearest(word string, known []string) (string, bool) {
	if word == "" || len([]rune(word)) > longest {
		return "", false
	}
	best, at := max(1, len([]rune(word))/3)+1, ""
	for _, k := range known {
		d := Distance(word, k)
		if min(len(word), len(k)) >= 3 && (hasPrefix(k, word) || hasPrefix(word, k)) {
			d = min(d, 1)
		}
		if d < best {
			best, at = d, k
		}
	}
	return at, at != ""
}

func hasPrefix(s, prefix string) bool {
	return strings.HasPrefix(string(folded(s)), string(folded(prefix)))
}

// folded makes words that differ in case or in the sign between their parts
// the same.
func folded(s string) []rune {
	r := []rune(strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(s)))
	return r[:min(len(r), longest)]
}

// Distance counts the letters that must be added, left out, replaced or swapped
// with their neighbour to make one word of the other (optimal string alignment),
// without regard to case. Letters past the 64th are not compared.
func Distance(one, other string) int { return distance(folded(one), folded(other)) }

func distance(a, b []rune) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		two, one, now := rows[0], rows[1], rows[2]
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(one[j]+1, now[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], two[j-2]+1)
			}
		}
		rows = [3][]int{one, now, two}
	}
	return rows[1][len(b)]
}

// List writes words as a sentence does: a, b and c.
func List(words []string) string {
	words = slices.Clone(words)
	switch n := len(words); n {
	case 0:
		return "none"
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

package strict

import (
	"slices"
	"strings"

	"compack/internal/problem"
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
func Distance(one, other string) int { return problem.Edits(folded(one), folded(other)) }

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

package compare

import (
	"fmt"
	"slices"
	"strconv"

	"compack/internal/dataset"
	"compack/internal/movement"
)

// counted says a number of things: "1 finding", "3 findings".
func counted(n int, one, many string) string { return fmt.Sprintf("%d %s", n, word(n, one, many)) }

// word returns one for 1 and many for any other number.
func word(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// many says a number in a sentence, none for 0.
func many(n int) string {
	if n == 0 {
		return "none"
	}
	return strconv.Itoa(n)
}

// records says how many of the dataset's records there are.
func records(def *dataset.Definition, n int) string { return counted(n, def.Singular, def.Plural) }

// found counts the rows of t and names them, sorted by key, unless a field of the
// key is personal.
func found(f *movement.Fact, t *dataset.Table, rows []int) {
	f.Count = len(rows)
	for _, row := range rows {
		if key := t.PublicKey(row); key != "" {
			f.Records = append(f.Records, key)
		}
	}
	slices.Sort(f.Records)
}

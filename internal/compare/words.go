package compare

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/movement"
)

// tell says something of a number of things: by none of no thing, where the number
// itself is not said, else by one or more as [locale.Locale.Count] does.
func tell(l *locale.Locale, n int, none, one, more string, args ...any) string {
	if n == 0 {
		return l.Say(none, args...)
	}
	return l.Count(n, one, more, args...)
}

// noun is the word for n of the dataset's records.
func noun(def *dataset.Definition, n int) string {
	if def.Locale().IsFew(n) {
		return def.Singular
	}
	return def.Plural
}

// records says how many of the dataset's records there are.
func records(def *dataset.Definition, n int) string {
	return def.Locale().Whole(n) + " " + noun(def, n)
}

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

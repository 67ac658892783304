package dataset

import "slices"

// Bridge says which identifiers of a dataset's records became which.
type Bridge struct {
	Dataset string
	File    string // relative to the inputs, with forward slashes
	Sheet   string
	SHA256  string            // of the file
	New     map[string]string // by old identifier
}

// Rename replaces texts of a text column: the keys of names by their values. It
// returns the rows that changed, in their order.
func (c *Column) Rename(names map[string]string) (rows []int) {
	c.own()
	codes := map[int32]int32{}
	for code, old := range slices.Clone(c.words.list) {
		if name, ok := names[old]; ok && name != old {
			codes[int32(code)] = c.Intern(name)
		}
	}
	for row, code := range c.codes {
		if renamed, ok := codes[code]; ok {
			c.codes[row] = renamed
			rows = append(rows, row)
		}
	}
	return rows
}

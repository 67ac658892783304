// Package csv reads delimited text files as rows of cells.
//
// In: the bytes of a file. Out: every line accounted for, as a record with the
// line it starts on, as a blank line, or as a record that can't be read and
// why. Nothing here knows datasets, headers or types.
package csv

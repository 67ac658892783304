// Package strict reads YAML into Go values and names every mistake with its
// line and key, all at once.
//
// In: the text of one file and a pointer to the value that it describes. Out:
// the value, as far as it could be read, and problems. Keys are those of the
// value's yaml tags, spelled exactly; nothing is converted silently: a number
// is not a text, a text is not a list. Nothing here opens a file, fills in a
// default or knows what a setting means.
package strict

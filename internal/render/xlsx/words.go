package xlsx

import (
	"cmp"

	"compack/internal/dataset"
)

// words are the texts of a column of records.
type words struct {
	list []string
	code func(record int) int // position in the list, negative for nothing
}

// wordsOf returns the texts of a column by their codes, those of a list's values by
// their titles.
func wordsOf(c *dataset.Column) []string {
	if c.Field.Type != dataset.Enum {
		return c.Words()
	}
	titles := make([]string, len(c.Field.Values))
	for i, v := range c.Field.Values {
		titles[i] = cmp.Or(v.Title, v.Name)
	}
	return titles
}

// text returns the text of a record, "" for nothing.
func (w words) text(record int) string {
	if code := w.code(record); code >= 0 {
		return w.list[code]
	}
	return ""
}

// put returns what appends the text of one of n records. Where few texts stand often,
// they are made into XML beforehand.
func (w words) put(n int) func(dst []byte, record int) []byte {
	const few, often = 1000, 4
	if len(w.list) > min(few, n/often) {
		return func(dst []byte, record int) []byte {
			if text := w.text(record); text != "" {
				return appendInline(dst, text)
			}
			return dst
		}
	}
	made := make([]string, len(w.list))
	for i, text := range w.list {
		if text != "" {
			made[i] = string(appendInline(nil, text))
		}
	}
	return func(dst []byte, record int) []byte {
		if code := w.code(record); code >= 0 {
			return append(dst, made[code]...)
		}
		return dst
	}
}

package metric

import (
	"slices"

	"compack/internal/locale"
)

// In returns the definition with its words in a language. What decides the figure
// stays as it is, and so does the unit, which is said where it is shown.
func (d Definition) In(l *locale.Locale) Definition {
	d.Title, d.Definition, d.Note = l.Say(d.Title), l.Say(d.Definition), l.Say(d.Note)
	return d
}

// Texts returns the English texts of the definition that readers see.
func (d Definition) Texts() []string {
	return slices.DeleteFunc([]string{d.Title, d.Definition, d.Note, d.Unit}, func(s string) bool { return s == "" })
}

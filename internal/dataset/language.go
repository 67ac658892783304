package dataset

import (
	"slices"

	"compack/internal/locale"
)

// Locale returns the language of the definition's titles; nil is English.
func (d *Definition) Locale() *locale.Locale { return d.locale }

// In returns the definition with its titles and words in a language;
// names, values and whatever else decides a figure stay as they are. It is d itself
// in English.
func (d *Definition) In(l *locale.Locale) *Definition {
	if l == nil {
		return d
	}
	out := *d
	out.locale = l
	out.Title, out.Singular, out.Plural = l.Say(d.Title), l.Say(d.Singular), l.Say(d.Plural)
	out.Fields, out.Bands = slices.Clone(d.Fields), slices.Clone(d.Bands)
	for i := range out.Fields {
		f := &out.Fields[i]
		f.Title, f.Values = l.Say(f.Title), slices.Clone(f.Values)
		for j, v := range f.Values {
			f.Values[j].Title = l.Say(v.Title)
		}
	}
	for i := range out.Bands {
		b := &out.Bands[i]
		b.Title, b.Ahead = l.Say(b.Title), l.Say(b.Ahead)
	}
	return &out
}

// Texts returns the English texts of the definition that readers see, in their
// order; some may stand there more than once.
func (d *Definition) Texts() []string {
	texts := []string{d.Title, d.Singular, d.Plural}
	for _, f := range d.Fields {
		texts = append(texts, f.Title)
		for _, v := range f.Values {
			texts = append(texts, v.Title)
		}
	}
	for _, b := range d.Bands {
		texts = append(texts, b.Title, b.Ahead)
	}
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

// In returns a view of the table whose titles are in a language. It has the same
// records in columns of its own, which are copied when either changes.
func (t *Table) In(def *Definition) *Table {
	if t == nil || t.Def == def {
		return t
	}
	out := *t
	out.Def, out.columns = def, make([]*Column, len(t.columns))
	for i, c := range t.columns {
		out.columns[i] = c.share()
		out.columns[i].Field = &def.Fields[i]
	}
	return &out
}

package dataset

import (
	"fmt"
	"slices"
	"strings"

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
	out.Title, out.Singular, out.Plural, out.Description = l.Say(d.Title), l.Say(d.Singular), l.Say(d.Plural), l.Say(d.Description)
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
	texts := []string{d.Title, d.Singular, d.Plural, d.Description, strings.ReplaceAll(d.ID, "_", " ")}
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

// longest is the most that a sheet's name may have.
const longest = 31

// Clash says which titles can't stand beside each other in a workbook: two fields or
// two values of one field called the same, or a name that no sheet can have. It is ""
// where all can.
func (d *Definition) Clash() string {
	if n := len([]rune(d.Title)); n > longest {
		return fmt.Sprintf("the title %q has %d characters, and a sheet's name at most %d", d.Title, n, longest)
	}
	names := map[string]string{}
	for _, f := range d.Fields {
		key := strings.ToLower(f.Title)
		if other, taken := names[key]; taken {
			return fmt.Sprintf("the fields %s and %s are both called %q", other, f.Name, f.Title)
		}
		names[key] = f.Name
		values := map[string]string{}
		for _, v := range f.Values {
			key := strings.ToLower(v.Title)
			if other, taken := values[key]; taken {
				return fmt.Sprintf("the values %s and %s of %s are both called %q", other, v.Name, f.Name, v.Title)
			}
			values[key] = v.Name
		}
	}
	return ""
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

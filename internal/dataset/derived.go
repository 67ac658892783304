package dataset

import "slices"

// TakenFrom returns the id of the dataset whose records the field of d is worked
// out from, "" for a field that needs no other dataset's.
func (d *Definition) TakenFrom(f *Field) string {
	switch {
	case f.Rollup != nil:
		return f.Rollup.Dataset
	case f.Lookup != nil:
		if via, ok := d.Field(f.Lookup.Via); ok {
			return via.References
		}
	}
	return ""
}

// Taken returns what the roll-up takes; one that does not say counts.
func (r *Rollup) Taken() Take {
	if r.Take == "" {
		return TakeCount
	}
	return r.Take
}

// IsFedBy reports whether values of the field may come from the source: it has a
// column for it, or the field is worked out, so that no source has one.
func (f *Field) IsFedBy(s Source) bool { return f.IsDerived() || !s.Lacks(f.Name) }

// Intern returns the code of a text in a text column, a new one where no row had
// the text yet; the empty text is [Empty].
func (c *Column) Intern(s string) int32 {
	if s == "" {
		return Empty
	}
	return c.words.code(s)
}

// Lists reports whether name is one of an enum's values.
func (f *Field) Lists(name string) bool {
	return slices.ContainsFunc(f.Values, func(v Value) bool { return v.Name == name })
}

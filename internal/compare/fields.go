package compare

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/period"
)

// has returns whether a dataset is compared and names its fields for all of the
// given roles.
func has(roles ...string) func(def *dataset.Definition) bool {
	return func(def *dataset.Definition) bool {
		if def.Movement == nil {
			return false
		}
		return !slices.ContainsFunc(roles, func(role string) bool { return fieldOf(def, role) == "" })
	}
}

// fieldOf returns the field that has a role in the comparison of periods, "" where
// the dataset has none of the right type.
func fieldOf(def *dataset.Definition, role string) string {
	name, want := "", dataset.Date
	switch m := def.Movement; role {
	case "opened":
		name = m.Opened
	case "due":
		name = m.Due
	case "closed":
		name = m.Closed
	case "severity":
		name, want = m.Severity, dataset.Enum
	}
	if f, ok := def.Field(name); !ok || f.Type != want {
		return ""
	}
	return name
}

// day returns the record's date in a role, [period.None] where it has none.
func day(t *dataset.Table, role string, row int) period.Date {
	name := fieldOf(t.Def, role)
	if name == "" {
		return period.None
	}
	return t.Col(name).Date(row)
}

// isOpen reports whether the record was not closed at the end of the day.
func isOpen(t *dataset.Table, row int, at period.Date) bool {
	closed := day(t, "closed", row)
	return closed.IsNone() || closed > at
}

// flag reports whether the record's yes or no field is yes.
func flag(t *dataset.Table, field string, row int) bool {
	c := t.Col(field)
	return c != nil && c.Field.Type == dataset.Boolean && c.Bool(row)
}

// hasValues reports whether the dataset has an enum field with all these values.
func hasValues(def *dataset.Definition, field string, values ...string) bool {
	f, ok := def.Field(field)
	return ok && f.Type == dataset.Enum && !slices.ContainsFunc(values, func(v string) bool { return !slices.Contains(f.ValueNames(), v) })
}

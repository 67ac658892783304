package library

import (
	"maps"
	"slices"

	"compack/internal/clause"
	"compack/internal/dataset"
	"compack/internal/strict"
)

// checkDeadline checks a contract's clock.
func (d *definition) checkDeadline(def *dataset.Definition, f *dataset.Field, key string) {
	c, at := f.Deadline, key+".deadline"
	d.worked(f, key, dataset.Moment)
	d.part(def, at+".stated", c.Stated, dataset.Moment)
	d.part(def, at+".hours", c.Hours, dataset.Integer)
	clock := d.part(def, at+".clock", c.Clock, dataset.Enum)
	if len(c.Starts) == 0 {
		d.wrong(at+".starts", "name for each value of the clock the field with the event's moment", "is missing")
	}
	for _, name := range slices.Sorted(maps.Keys(c.Starts)) {
		start := strict.Join(at+".starts", name)
		if clock != nil {
			oneOf(d, start, "value of "+clock.Name+" called", name, clock.ValueNames())
		}
		d.part(def, start, c.Starts[name], dataset.Moment)
	}
	if _, ok := c.Starts[c.Default]; c.Default != "" && !ok && len(c.Starts) > 0 {
		d.unknown(at+".default", "start", c.Default, slices.Sorted(maps.Keys(c.Starts)))
	}
	switch {
	case c.Hours == "" && c.Clause == "":
		d.wrong(at+".hours", "name the field with the hours, or the type of the clause that says them", "is missing")
	case c.Clause != "":
		d.checkClause(at+".clause", c.Clause)
	}
}

// part returns the field that a deadline names, nil where it names none or one
// that can't be meant.
func (d *definition) part(def *dataset.Definition, key, name string, want dataset.Type) *dataset.Field {
	if name == "" {
		return nil
	}
	f := d.fieldOf(def, key, name)
	switch {
	case f == nil:
	case f.Type != want:
		d.wrong(key, "name a field of type "+string(want), "%s is of type %s", name, f.Type)
	case f.IsDerived():
		d.wrong(key, "name a field that sources feed", "%s is worked out itself", name)
	default:
		return f
	}
	return nil
}

// checkClause checks that contracts can have clauses of the type.
func (d *definition) checkClause(key, name string) {
	def := find(d.datasets, clause.Dataset)
	if def == nil {
		d.wrong(key, "remove it, or define the dataset "+clause.Dataset, "there is no dataset %s whose records could be clauses", clause.Dataset)
		return
	}
	for _, need := range []struct {
		name string
		is   dataset.Type
	}{{"type", dataset.Enum}, {"threshold", dataset.Decimal}, {"unit", dataset.Enum}, {clause.ClockField, dataset.Enum}} {
		f, ok := def.Field(need.name)
		if !ok || f.Type != need.is {
			d.wrong(key, "remove it, or give "+clause.Dataset+" the field", "the dataset %s has no field %s of type %s", clause.Dataset, need.name, need.is)
			return
		}
	}
	kind, _ := def.Field("type")
	oneOf(d, key, "value of type called", name, kind.ValueNames())
}

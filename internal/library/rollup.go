package library

import (
	"fmt"
	"slices"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/strict"
)

// checkRollup checks a field that is worked out over the records of another
// dataset.
func (d *definition) checkRollup(def *dataset.Definition, f *dataset.Field, key string) {
	r, at := f.Rollup, key+".rollup"
	if r.Take == "" || oneOf(d, at+".take", "take", r.Take, dataset.Takes) {
		d.checkTake(f, key)
	}
	if !d.require(at+".dataset", r.Dataset, "name the dataset whose records are counted") {
		return
	}
	from := find(d.datasets, r.Dataset)
	if from == nil {
		d.unknown(at+".dataset", "dataset", r.Dataset, ids(d.datasets))
		return
	}
	d.checkTaken(f, key, from)
	if !d.require(at+".via", r.Via, "name the field that refers to "+def.ID) {
		return
	}
	if via := d.fieldOf(from, at+".via", r.Via); via != nil && via.References != def.ID {
		d.wrong(at+".via", fmt.Sprintf("name a field of %s with references: %s", from.ID, def.ID), "%s does not refer to %s", via.Name, def.ID)
	}
}

// checkTake checks that a roll-up says all that its way of taking needs, and
// nothing else.
func (d *definition) checkTake(f *dataset.Field, key string) {
	r, at := f.Rollup, key+".rollup"
	switch take := r.Taken(); take {
	case dataset.TakeCount:
		d.worked(f, key, dataset.Integer)
		if r.Of != "" {
			d.wrong(at+".of", "remove it, or say under take what is taken of it", "a count takes no field")
		}
	case dataset.TakeSum:
		d.worked(f, key, dataset.Integer)
		fallthrough
	default:
		d.require(at+".of", r.Of, "name the field that is taken: "+string(take))
	}
	switch {
	case r.Take == dataset.TakeLast:
		d.require(at+".by", r.By, "name the date or moment that tells which record is the last")
	case r.By != "":
		d.wrong(at+".by", "remove it, or write take: last", "%s needs no order", r.Taken())
	}
}

// checkTaken checks the fields of the other dataset that a roll-up takes and goes
// by.
func (d *definition) checkTaken(f *dataset.Field, key string, from *dataset.Definition) {
	r, at := f.Rollup, key+".rollup"
	ordered := []dataset.Type{dataset.Integer, dataset.Date, dataset.Moment, dataset.Enum}
	if r.By != "" && r.Take == dataset.TakeLast {
		if by := d.rolled(from, at+".by", r.By); by != nil && by.Type != dataset.Date && by.Type != dataset.Moment {
			d.wrong(at+".by", "name a field of type date or moment", "%s is of type %s", by.Name, by.Type)
		}
	}
	if r.Of == "" || r.Taken() == dataset.TakeCount {
		return
	}
	of := d.rolled(from, at+".of", r.Of)
	switch {
	case of == nil:
	case r.Take == dataset.TakeSum && of.Type != dataset.Integer:
		d.wrong(at+".of", "name a field of type integer", "%s is of type %s, which has no sum", of.Name, of.Type)
	case r.Take == dataset.TakeSum:
		d.asPersonal(f, key, of)
	case r.Take == dataset.TakeLast && of.Type == dataset.Decimal:
		d.wrong(at+".of", "name a field of another type", "%s is of type decimal, which a roll-up can't take", of.Name)
	case (r.Take == dataset.TakeLeast || r.Take == dataset.TakeGreatest) && !slices.Contains(ordered, of.Type):
		d.wrong(at+".of", "name a field of type integer, date, moment or enum", "%s is of type %s, which has no %s", of.Name, of.Type, r.Take)
	case slices.Contains(dataset.Takes, r.Take):
		d.copied(f, key, of)
	}
}

// rolled returns the field that a roll-up reads; it may not be a roll-up itself,
// or two could wait for each other.
func (d *definition) rolled(from *dataset.Definition, key, name string) *dataset.Field {
	f := d.fieldOf(from, key, name)
	if f != nil && f.Rollup != nil {
		d.wrong(key, "name a field that is no roll-up", "%s is a roll-up itself", name)
		return nil
	}
	return f
}

// checkWhere checks the condition of a roll-up; no dataset may have a problem yet.
func (d *definition) checkWhere(f *dataset.Field, key string) {
	from := find(d.datasets, f.Rollup.Dataset)
	key += ".rollup.where"
	d.predicate(key, f.Rollup.Where, from)
	if !d.sound || from == nil {
		return
	}
	where, err := metric.ParsePredicate(f.Rollup.Where, from)
	if err != nil {
		return
	}
	for _, name := range where.Fields() {
		d.rolled(from, key, name)
	}
}

// checkAliases checks the fields by which references may name a record.
func (d *definition) checkAliases(def *dataset.Definition) {
	for i, name := range def.Aliases {
		key := strict.Item("aliases", i)
		f := d.fieldOf(def, key, name)
		switch {
		case f == nil:
		case f.Type != dataset.Text || f.IsDerived():
			d.wrong(key, "name a field of type text that sources feed", "%s can't name a record", name)
		case slices.Contains(def.Key, name) || slices.Index(def.Aliases, name) < i:
			d.wrong(key, "remove it", "%s names the record already", name)
		case len(def.Key) > 1:
			d.wrong(key, "remove it, or give the dataset one key field", "no field can refer to %s, whose key has %d fields", def.ID, len(def.Key))
		}
	}
}

// checkMovement checks the fields by which periods are compared.
func (d *definition) checkMovement(def *dataset.Definition) {
	m := def.Movement
	if m == nil {
		return
	}
	for _, role := range []struct {
		key, field string
		want       dataset.Type
	}{{"opened", m.Opened, dataset.Date}, {"due", m.Due, dataset.Date}, {"closed", m.Closed, dataset.Date},
		{"reopened", m.Reopened, dataset.Date}, {"severity", m.Severity, dataset.Enum}} {
		if role.field == "" {
			continue
		}
		key := "movement." + role.key
		if f := d.fieldOf(def, key, role.field); f != nil && (f.Type != role.want || f.IsDerived()) {
			d.wrong(key, fmt.Sprintf("name a field of type %s that sources feed", role.want), "%s is of type %s, or worked out", f.Name, f.Type)
		}
	}
	if m.Reopened != "" && m.Closed == "" {
		d.wrong("movement.reopened", "name the field closed, too", "nothing is closed that could be opened again")
	}
	for i, name := range m.Same {
		d.fieldOf(def, strict.Item("movement.same", i), name)
	}
}

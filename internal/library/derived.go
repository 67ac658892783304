package library

import (
	"fmt"

	"compack/internal/dataset"
	"compack/internal/strict"
)

// checkDerived checks a field that is worked out: no source may feed it as well.
func (d *definition) checkDerived(def *dataset.Definition, f *dataset.Field, key string) {
	for _, fed := range []struct {
		key string
		is  bool
	}{{".headers", len(f.Headers) > 0}, {".required", f.Required}, {".default", f.Default != ""}, {".references", f.References != ""}} {
		if fed.is {
			d.wrong(key+fed.key, "remove it", "%s is worked out; no source feeds it", f.Name)
		}
	}
	way := ""
	for _, one := range []struct {
		key, name string
		is        bool
		check     func(*dataset.Definition, *dataset.Field, string)
	}{
		{".product", "product", len(f.Product) > 0, d.checkProduct},
		{".rollup", "roll-up", f.Rollup != nil, d.checkRollup},
		{".lookup", "lookup", f.Lookup != nil, d.checkLookup},
		{".deadline", "deadline", f.Deadline != nil, d.checkDeadline},
	} {
		switch {
		case !one.is:
		case way != "":
			d.wrong(key+one.key, "keep one of the two", "%s is a %s already", f.Name, way)
		default:
			way = one.name
			one.check(def, f, key)
		}
	}
}

// worked reports a field that is worked out and of another type than what it is
// worked out from gives.
func (d *definition) worked(f *dataset.Field, key string, want dataset.Type) {
	if f.Type != want && f.Type != "" {
		d.wrong(key+".type", "write type: "+string(want), "%s is worked out and of type %s", f.Name, f.Type)
	}
}

// copied checks that a field can hold the values of another one, and says of them
// what the other says.
func (d *definition) copied(f *dataset.Field, key string, of *dataset.Field) {
	d.worked(f, key, of.Type)
	d.asPersonal(f, key, of)
	if f.Type != dataset.Enum || of.Type != dataset.Enum || len(f.Values) == 0 {
		return
	}
	for _, v := range of.Values {
		if f.Lists(v.Name) {
			continue
		}
		d.wrong(key+".values", "declare the values of "+of.Name+": "+strict.List(of.ValueNames()),
			"%s takes its values from %s and has no value %q", f.Name, of.Name, v.Name)
	}
}

// asPersonal reports a field that holds what another field marks as personal and
// is not marked itself.
func (d *definition) asPersonal(f *dataset.Field, key string, of *dataset.Field) {
	if of.Personal && !f.Personal {
		d.wrong(key+".personal", "write personal: true", "%s takes its values from %s, which is personal", f.Name, of.Name)
	}
}

func (d *definition) checkProduct(def *dataset.Definition, f *dataset.Field, key string) {
	d.worked(f, key, dataset.Integer)
	key += ".product"
	if len(f.Product) != 2 {
		d.wrong(key, "name two fields", "a product has two operands, not %d", len(f.Product))
	}
	for i, name := range f.Product {
		at := strict.Item(key, i)
		operand := d.fieldOf(def, at, name)
		switch {
		case operand == nil:
		case operand.Type != dataset.Integer || operand.IsDerived():
			d.wrong(at, "name a field of type integer that sources feed", "%s can't be multiplied", name)
		case operand.Min == nil || operand.Max == nil || *operand.Min < -maxOperand || *operand.Max > maxOperand:
			d.wrong(at, fmt.Sprintf("give %s a min and a max, from %d to %d", name, -maxOperand, maxOperand), "the product of %s could be too large", name)
		}
	}
}

// checkLookup checks a field that is taken from the record which another field
// refers to.
func (d *definition) checkLookup(def *dataset.Definition, f *dataset.Field, key string) {
	at := key + ".lookup"
	hasVia := d.require(at+".via", f.Lookup.Via, "name the field with the reference")
	hasOf := d.require(at+".of", f.Lookup.Of, "name the field of the other dataset")
	if !hasVia {
		return
	}
	via := d.fieldOf(def, at+".via", f.Lookup.Via)
	if via == nil {
		return
	}
	if via.References == "" {
		d.wrong(at+".via", "name a field with references", "%s refers to no dataset", via.Name)
		return
	}
	to := find(d.datasets, via.References)
	if to == nil || !hasOf {
		return
	}
	of := d.fieldOf(to, at+".of", f.Lookup.Of)
	switch {
	case of == nil:
	case of.IsDerived():
		d.wrong(at+".of", "name a field that sources feed", "%s is worked out itself", of.Name)
	default:
		d.copied(f, key, of)
	}
}

package library

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"compack/internal/dataset"
	"compack/internal/period"
	"compack/internal/strict"
)

// maxOperand is the largest number whose square fits into 32 bits.
const maxOperand = 46340

func (d *definition) checkField(def *dataset.Definition, f *dataset.Field, key string) {
	if d.require(key+".name", f.Name, "write a name such as due_on") && (!word.MatchString(f.Name) || slices.Contains(reserved, f.Name)) {
		d.wrong(key+".name", "write lower-case letters, digits and underscores, and no word of the predicate language", "%q can't name a field", f.Name)
	}
	d.require(key+".title", f.Title, "write what packs call the field")
	if d.require(key+".type", string(f.Type), "write text, integer, decimal, date, moment, boolean or enum") {
		oneOf(d, key+".type", "type", f.Type, dataset.Types)
	}
	if f.List && f.Type != dataset.Text {
		d.wrong(key+".list", "write type: text, or remove list", "%s is of type %s; only a text can hold several values", f.Name, f.Type)
	}
	d.checkValues(f, key)
	d.checkRange(f, key)
	d.checkReference(f, key)
	if f.IsDerived() {
		d.checkDerived(def, f, key)
	} else if f.Default != "" {
		d.checkDefault(f, key+".default")
	}
}

// checkValues checks an enum's values: no word may mean two of them.
func (d *definition) checkValues(f *dataset.Field, key string) {
	if f.Type != dataset.Enum {
		if len(f.Values) > 0 {
			d.wrong(key+".values", "write type: enum, or remove the values", "%s is of type %s, which has no values", f.Name, f.Type)
		}
		return
	}
	if len(f.Values) == 0 {
		d.wrong(key+".values", "list the values in their natural order", "is missing")
	}
	meaning := map[string]int{}
	for i, v := range f.Values {
		at := strict.Item(key+".values", i)
		if d.require(at+".name", v.Name, "write a name such as in_progress") && !word.MatchString(v.Name) {
			d.wrong(at+".name", "write lower-case letters, digits and underscores, such as in_progress", "%q can't name a value", v.Name)
		}
		d.require(at+".title", v.Title, "write what packs call the value")
		claim := func(key, word string) {
			folded := dataset.Fold(word)
			switch other, taken := meaning[folded]; {
			case word == "":
			case folded == "":
				d.wrong(key, "write the word as exports spell it", "%q holds no letter or digit", word)
			case taken && other != i:
				d.wrong(key, "give the word one meaning", "%q means %s already", word, f.Values[other].Name)
			default:
				meaning[folded] = i
			}
		}
		claim(at+".name", v.Name)
		claim(at+".title", v.Title)
		for j, also := range v.Also {
			claim(strict.Item(at+".also", j), also)
		}
	}
}

func (d *definition) checkRange(f *dataset.Field, key string) {
	numeric := f.Type == dataset.Integer || f.Type == dataset.Decimal
	if f.Min != nil && !numeric {
		d.wrong(key+".min", "remove it", "%s is of type %s, which has no range", f.Name, f.Type)
	}
	if f.Max != nil && !numeric {
		d.wrong(key+".max", "remove it", "%s is of type %s, which has no range", f.Name, f.Type)
	}
	if f.Min != nil && f.Max != nil && *f.Min > *f.Max {
		d.wrong(key+".max", "write a range that holds a number", "%d is less than min, %d", *f.Max, *f.Min)
	}
}

func (d *definition) checkReference(f *dataset.Field, key string) {
	if f.References == "" {
		return
	}
	to := find(d.datasets, f.References)
	switch {
	case to == nil:
		d.unknown(key+".references", "dataset", f.References, ids(d.datasets))
	case f.Type != dataset.Text:
		d.wrong(key+".references", "write type: text", "%s is of type %s; only a text can refer to a record", f.Name, f.Type)
	case len(to.Key) > 1:
		d.wrong(key+".references", "refer to a dataset with one key field", "the key of %s has %d fields, which no single value names", to.ID, len(to.Key))
	}
}

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
	if f.Type != dataset.Integer {
		d.wrong(key+".type", "write type: integer", "%s is worked out and of type %s", f.Name, f.Type)
	}
	if len(f.Product) > 0 && f.Rollup != nil {
		d.wrong(key+".rollup", "keep one of the two", "%s is a product already", f.Name)
	}
	if len(f.Product) > 0 {
		d.checkProduct(def, f, key+".product")
	}
	if f.Rollup != nil {
		d.checkRollup(def, f, key+".rollup")
	}
}

func (d *definition) checkProduct(def *dataset.Definition, f *dataset.Field, key string) {
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

func (d *definition) checkRollup(def *dataset.Definition, f *dataset.Field, key string) {
	if !d.require(key+".dataset", f.Rollup.Dataset, "name the dataset whose records are counted") {
		return
	}
	counted := find(d.datasets, f.Rollup.Dataset)
	if counted == nil {
		d.unknown(key+".dataset", "dataset", f.Rollup.Dataset, ids(d.datasets))
		return
	}
	if !d.require(key+".via", f.Rollup.Via, "name the field that refers to "+def.ID) {
		return
	}
	if via := d.fieldOf(counted, key+".via", f.Rollup.Via); via != nil && via.References != def.ID {
		d.wrong(key+".via", fmt.Sprintf("name a field of %s with references: %s", counted.ID, def.ID), "%s does not refer to %s", via.Name, def.ID)
	}
}

// checkDefault checks that a default is a value of its field.
func (d *definition) checkDefault(f *dataset.Field, key string) {
	switch f.Type {
	case dataset.Enum:
		oneOf(d, key, "value of "+f.Name+" called", f.Default, f.ValueNames())
	case dataset.Boolean:
		if !slices.Contains([]string{"true", "false", "yes", "no"}, strings.ToLower(f.Default)) {
			d.wrong(key, `write "yes" or "no"`, "%q is neither true nor false", f.Default)
		}
	case dataset.Date:
		if _, err := period.ParseDate(f.Default); err != nil {
			d.wrong(key, "write it as 2026-09-30", "%q is not a date", f.Default)
		}
	case dataset.Moment:
		if _, err := period.ParseMoment(f.Default); err != nil {
			d.wrong(key, "write it as 2026-09-30 14:05", "%q is not a day and time", f.Default)
		}
	case dataset.Integer:
		n, err := strconv.ParseInt(f.Default, 10, 32)
		if err != nil || f.Min != nil && int(n) < *f.Min || f.Max != nil && int(n) > *f.Max {
			d.wrong(key, "write a whole number in the field's range", "%q is no value of %s", f.Default, f.Name)
		}
	case dataset.Decimal:
		if _, err := strconv.ParseFloat(f.Default, 64); err != nil {
			d.wrong(key, "write it with a point", "%q is not a number", f.Default)
		}
	}
}

package library

import (
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

package library

import (
	"regexp"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
	"compack/internal/strict"
)

var (
	word   = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	dotted = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$`)
	hyphen = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)
)

// reserved are words that mean something else in a predicate.
var reserved = []string{"start", "end", "as_of", "and", "or", "not", "in", "nil", "true", "false",
	"if", "else", "let", "matches", "contains", "startsWith", "endsWith"}

func (r *reader) readDatasets() {
	type loaded struct {
		def *dataset.Definition
		in  *definition
	}
	var all []loaded
	each(r, Datasets, func(base string, def dataset.Definition, in *definition) {
		in.identify(def.ID, word, "risks")
		in.named(def.ID, base)
		r.datasets = append(r.datasets, &def)
		all = append(all, loaded{&def, in})
	})
	// References lead from one dataset to another, so all must be there first.
	for _, l := range all {
		l.in.checkDataset(l.def)
	}
	r.sound = r.problems.Count(problem.Error) == 0
	for _, l := range all {
		for i, f := range l.def.Fields {
			if f.Rollup != nil {
				l.in.checkWhere(&f, strict.Item("fields", i))
			}
		}
	}
}

// sheet checks that no earlier dataset claims the same sheet of the workbook.
func (d *definition) sheet(def *dataset.Definition) {
	for _, other := range d.datasets {
		if other == def {
			return
		}
		if strings.EqualFold(other.Title, def.Title) {
			d.wrong("title", "give each dataset a title of its own", "%q is the title of dataset %s already", def.Title, other.ID)
		}
	}
}

func (d *definition) checkDataset(def *dataset.Definition) {
	if d.require("title", def.Title, "write what the workbook's sheet is called") {
		d.sheetName(def.Title)
		d.sheet(def)
	}
	d.require("singular", def.Singular, "write what one record is called in a sentence")
	d.require("plural", def.Plural, "write what several records are called in a sentence")
	if len(def.Fields) == 0 {
		d.wrong("fields", "list the fields", "is missing")
		return
	}
	d.checkKey(def)
	if d.require("scope", def.Scope, "name the field that holds the client") {
		if f := d.fieldOf(def, "scope", def.Scope); f != nil && (f.Type != dataset.Text || f.IsDerived()) {
			d.wrong("scope", "name a field of type text that sources feed", "%s can't name the client", f.Name)
		}
	}
	names := map[string]bool{}
	for i := range def.Fields {
		f, key := &def.Fields[i], strict.Item("fields", i)
		if names[f.Name] && f.Name != "" {
			d.wrong(key+".name", "give each field a name of its own", "the dataset has a field %q already", f.Name)
		}
		names[f.Name] = true
		d.checkField(def, f, key)
	}
	d.checkHeaders(def)
	d.checkAliases(def)
	d.checkMovement(def)
	for i, b := range def.Bands {
		key := strict.Item("bands", i)
		if names[b.Name] && b.Name != "" {
			d.wrong(key+".name", "give each field and band a name of its own", "the dataset has a field or band %q already", b.Name)
		}
		names[b.Name] = true
		d.checkBand(def, b, key)
	}
}

// sheetName checks a title against what Excel allows of a sheet's name.
func (d *definition) sheetName(title string) {
	if len([]rune(title)) > 31 || strings.ContainsAny(title, `[]:*?/\`) || strings.HasPrefix(title, "'") || strings.HasSuffix(title, "'") {
		d.wrong("title", `write at most 31 letters, none of [ ] : * ? / \`, "%q can't name a sheet of a workbook", title)
	}
}

func (d *definition) checkKey(def *dataset.Definition) {
	if len(def.Key) == 0 {
		d.wrong("key", "list the fields that make a record unique", "is missing")
	}
	for i, name := range def.Key {
		key := strict.Item("key", i)
		f := d.fieldOf(def, key, name)
		if f != nil && f.IsDerived() {
			d.wrong(key, "name a field that sources feed", "%s is worked out, so it can't be part of the key", name)
		}
		if slices.Index(def.Key, name) < i {
			d.wrong(key, "remove it", "%s is part of the key already", name)
		}
	}
}

// fieldOf returns the field that a key names, nil where the dataset has none.
func (d *definition) fieldOf(def *dataset.Definition, key, name string) *dataset.Field {
	if f, ok := def.Field(name); ok {
		return f
	}
	d.unknown(key, "field", name, def.FieldNames())
	return nil
}

// checkHeaders checks that no header of an export could feed two fields.
func (d *definition) checkHeaders(def *dataset.Definition) {
	claimed := map[string]string{}
	claim := func(key, header, field string) {
		folded := dataset.Fold(header)
		switch other, taken := claimed[folded]; {
		case header == "":
		case folded == "":
			d.wrong(key, "write the header as the export spells it", "the header %q holds no letter or digit", header)
		case taken && other != field:
			d.wrong(key, "leave the header to one of the two", "the header %q belongs to %s already", header, other)
		default:
			claimed[folded] = field
		}
	}
	// Names come first: a header that is another field's name is the mistake.
	for i, f := range def.Fields {
		if !f.IsDerived() {
			claim(strict.Item("fields", i)+".name", f.Name, f.Name)
		}
	}
	for i, f := range def.Fields {
		if f.IsDerived() {
			continue
		}
		claim(strict.Item("fields", i)+".title", f.Title, f.Name)
		for j, h := range f.Headers {
			claim(strict.Item(strict.Item("fields", i)+".headers", j), h, f.Name)
		}
	}
}

func (d *definition) checkBand(def *dataset.Definition, b dataset.Band, key string) {
	if d.require(key+".name", b.Name, "write a name such as age") && (!word.MatchString(b.Name) || slices.Contains(reserved, b.Name)) {
		d.wrong(key+".name", "write lower-case letters, digits and underscores, such as age", "%q can't name a band", b.Name)
	}
	d.require(key+".title", b.Title, "write what packs call the band")
	if d.require(key+".from", b.From, "name the date that days are counted from") {
		if f := d.fieldOf(def, key+".from", b.From); f != nil && f.Type != dataset.Date {
			d.wrong(key+".from", "name a field of type date", "%s is of type %s", f.Name, f.Type)
		}
	}
	if len(b.Upper) == 0 {
		d.wrong(key+".upper", "list the last day of each band, such as [30, 60, 90]", "is missing")
	}
	if groups := metric.BandGroups(nil, &b); b.Ahead != "" && slices.ContainsFunc(groups[1:], func(g metric.Group) bool { return strings.EqualFold(g.Label, b.Ahead) }) {
		d.wrong(key+".ahead", "write a label such as Not yet due", "%q is the label of other days already", b.Ahead)
	}
	for i, n := range b.Upper {
		if n < 0 || i > 0 && n <= b.Upper[i-1] {
			d.wrong(strict.Item(key+".upper", i), "list days in ascending order, such as [30, 60, 90]", "%d does not come after what stands before it", n)
		}
	}
}

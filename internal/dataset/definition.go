package dataset

import (
	"slices"
	"strings"

	"compack/internal/locale"
)

// Type is the type of a field's values.
type Type string

// The field types.
const (
	Text    Type = "text"
	Integer Type = "integer" // 32 bits
	Decimal Type = "decimal" // 64-bit binary floating point
	Date    Type = "date"    // a civil day
	Moment  Type = "moment"  // a minute of a civil day, in the time of the system that it comes from
	Boolean Type = "boolean"
	Enum    Type = "enum" // one of the field's values
)

// Types lists the field types.
var Types = []Type{Text, Integer, Decimal, Date, Moment, Boolean, Enum}

// Definition declares one dataset.
type Definition struct {
	ID          string   `yaml:"id"`    // risks
	Title       string   `yaml:"title"` // Risks: also the name of the workbook sheet
	Singular    string   `yaml:"singular"`
	Plural      string   `yaml:"plural"`
	Description string   `yaml:"description"`
	Key         []string `yaml:"key"`   // the fields that make a record unique
	Scope       string   `yaml:"scope"` // the field that names the client
	// Aliases are text fields by which references may name a record besides its
	// key, such as a person's e-mail address; case does not count.
	Aliases  []string  `yaml:"aliases"`
	Made     bool      `yaml:"made"`     // compack makes the records from the run itself; no source feeds them
	Movement *Movement `yaml:"movement"` // nil where periods are not compared
	Fields   []Field   `yaml:"fields"`
	Bands    []Band    `yaml:"bands"`

	locale *locale.Locale // of its titles; nil is English
}

// Field declares one column of a dataset.
type Field struct {
	Name        string   `yaml:"name"`
	Title       string   `yaml:"title"`
	Type        Type     `yaml:"type"`
	Description string   `yaml:"description"`
	Required    bool     `yaml:"required"` // a row without a value is rejected
	Personal    bool     `yaml:"personal"` // says something about a person
	Headers     []string `yaml:"headers"`  // names that exports give the column, besides Name and Title
	Values      []Value  `yaml:"values"`   // of an enum, in natural order
	References  string   `yaml:"references"`
	List        bool     `yaml:"list"`    // a text of several values, kept with "; " between them
	Default     string   `yaml:"default"` // the value where a source has no such column
	Min         *int     `yaml:"min"`
	Max         *int     `yaml:"max"`
	// Product makes the field the product of two integer fields; no source feeds
	// it. It is empty where one of them is.
	Product []string `yaml:"product"`
	// Rollup makes the field a figure over the records of another dataset; no
	// source feeds it.
	Rollup *Rollup `yaml:"rollup"`
	// Lookup makes the field a value of the record that another field refers to;
	// no source feeds it.
	Lookup *Lookup `yaml:"lookup"`
	// Deadline makes the field the moment by which a client must be told; no
	// source feeds it.
	Deadline *Deadline `yaml:"deadline"`
}

// Rollup works a field out over the records of another dataset that refer to
// this one.
type Rollup struct {
	Dataset string `yaml:"dataset"` // remediation
	Via     string `yaml:"via"`     // its field that refers to this dataset: finding_id
	Where   string `yaml:"where"`   // a predicate over it; empty takes all
	Take    Take   `yaml:"take"`    // empty is count
	Of      string `yaml:"of"`      // its field that is taken; none for a count
	By      string `yaml:"by"`      // for last: its date or moment that decides which record is the last
}

// Take says what a roll-up takes of the records.
type Take string

// What can be taken. Least and greatest go by the day or number, and for enums by
// the natural order of their values.
const (
	TakeCount    Take = "count"
	TakeSum      Take = "sum"      // of an integer
	TakeLeast    Take = "least"    // of an integer, a date, a moment or an enum
	TakeGreatest Take = "greatest" // likewise
	TakeLast     Take = "last"     // the value of the record with the latest By
)

// Takes lists what can be taken.
var Takes = []Take{TakeCount, TakeSum, TakeLeast, TakeGreatest, TakeLast}

// Lookup takes a field of the record that a reference leads to.
type Lookup struct {
	Via string `yaml:"via"` // this dataset's field with the reference: person_id
	Of  string `yaml:"of"`  // the other's field: ended_on
}

// Deadline is a contract's clock: the stated moment or, where none is, the
// clock's start and the hours after it. A record that does not say its own
// hours or start has those of its client's clause of the type Clause.
type Deadline struct {
	Stated  string            `yaml:"stated"`  // field with the deadline itself
	Hours   string            `yaml:"hours"`   // integer field
	Clock   string            `yaml:"clock"`   // enum field that says which event starts the clock
	Starts  map[string]string `yaml:"starts"`  // by the clock's value: the field with the event's moment
	Default string            `yaml:"default"` // the clock's value where neither record nor clause says one
	Clause  string            `yaml:"clause"`  // a value of the field type of the dataset requirements
}

// Movement names the fields by which a dataset's records are compared between two
// periods; each may be empty.
type Movement struct {
	Opened   string   `yaml:"opened"`   // dates
	Due      string   `yaml:"due"`      //
	Closed   string   `yaml:"closed"`   //
	Reopened string   `yaml:"reopened"` // a closing day before it is left out
	Severity string   `yaml:"severity"` // an enum, the gravest value first
	Same     []string `yaml:"same"`     // fields that together tell that a new record is an old one again
}

// Value is one of an enum's values.
type Value struct {
	Name  string   `yaml:"name"`
	Title string   `yaml:"title"`
	Also  []string `yaml:"also"` // words that exports use for it
}

// Band groups records by the days from a date field to the as-of date.
type Band struct {
	Name  string `yaml:"name"`  // age
	Title string `yaml:"title"` // Days since opening
	From  string `yaml:"from"`  // opened_on
	Upper []int  `yaml:"upper"` // 30, 60, 90 make 0-30, 31-60, 61-90 and over 90
	// Ahead is the label of the days after the as-of date ("Not yet due"); without
	// it they fall into the first group.
	Ahead string `yaml:"ahead"`
}

// Field returns the field called name.
func (d *Definition) Field(name string) (*Field, bool) {
	i := d.Index(name)
	if i < 0 {
		return nil, false
	}
	return &d.Fields[i], true
}

// Index returns the position of the field called name, or -1.
func (d *Definition) Index(name string) int {
	for i := range d.Fields { // by place: a field is large to copy
		if d.Fields[i].Name == name {
			return i
		}
	}
	return -1
}

// Band returns the band called name.
func (d *Definition) Band(name string) (*Band, bool) {
	i := slices.IndexFunc(d.Bands, func(b Band) bool { return b.Name == name })
	if i < 0 {
		return nil, false
	}
	return &d.Bands[i], true
}

// FieldNames returns the names of all fields in their order.
func (d *Definition) FieldNames() []string {
	names := make([]string, len(d.Fields))
	for i, f := range d.Fields {
		names[i] = f.Name
	}
	return names
}

// IsDerived reports whether the field is worked out rather than read.
func (f *Field) IsDerived() bool {
	return len(f.Product) > 0 || f.Rollup != nil || f.Lookup != nil || f.Deadline != nil
}

// ValueNames returns the names of an enum's values in natural order.
func (f *Field) ValueNames() []string {
	names := make([]string, len(f.Values))
	for i, v := range f.Values {
		names[i] = v.Name
	}
	return names
}

// ValueTitle returns what a reader sees for the enum value called name.
func (f *Field) ValueTitle(name string) string {
	for _, v := range f.Values {
		if v.Name == name {
			return v.Title
		}
	}
	return name
}

// Fold brings a header or a value word into the form in which two of them are
// compared: lower case, letters and digits only, so that "Due Date", "due_date"
// and "DUE-DATE " are the same.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + ('a' - 'A')
		case r < 0x80:
			return -1
		}
		return foldWide(r)
	}, s)
}

package metric

import (
	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/period"
)

// node is a condition over the records of one dataset, checked and in one of
// the few forms below. Every form can be evaluated over columns (evaluate.go),
// said in English (english.go) and written for Excel, both as criteria of
// COUNTIFS (criteria.go) and as the formula of one row (rowformula.go).
type node interface {
	rows(e *evaluation) Rows
	english(on *dataset.Definition, negated bool) phrase
	terms(x *excel) terms
	rowFormula(x *excel, at cellFunc) string
	walk(visit func(field int))
}

type (
	// allOf is true where every part is.
	allOf struct{ parts []node }

	// anyOf is true where at least one part is.
	anyOf struct{ parts []node }

	// negation is true where its part is not, records with empty fields included.
	negation struct{ part node }

	// ordered compares a date or integer field with a bound, or a moment by its day.
	// It is false where the field is empty.
	ordered struct {
		field int
		op    operator
		bound bound
	}

	// paired compares two date, moment or integer fields: left op right + days, or
	// minutes between moments. It is false where either is empty.
	paired struct {
		left, right int
		op          operator
		days        int
	}

	// member is true where an enum or text field has one of the values; inverted,
	// where it has a value that is none of them. Enum values are held by name,
	// texts as written.
	member struct {
		field    int
		values   []string
		inverted bool
	}

	// flag is true where a boolean field has the value want.
	flag struct {
		field int
		want  bool
	}

	// stated is true where the field has a value.
	stated struct{ field int }
)

// operator is a comparison.
type operator string

const (
	equal        operator = "=="
	unequal      operator = "!="
	less         operator = "<"
	lessEqual    operator = "<="
	greater      operator = ">"
	greaterEqual operator = ">="
)

// mirrored is the operator that says the same with its sides exchanged.
var mirrored = map[operator]operator{
	equal: equal, unequal: unequal, less: greater, lessEqual: greaterEqual, greater: less, greaterEqual: lessEqual,
}

// opposite is the operator that is true where the first is false, given that
// both sides have values.
var opposite = map[operator]operator{
	equal: unequal, unequal: equal, less: greaterEqual, lessEqual: greater, greater: lessEqual, greaterEqual: less,
}

// excelSigns are the operators as Excel writes them.
var excelSigns = map[operator]string{
	equal: "=", unequal: "<>", less: "<", lessEqual: "<=", greater: ">", greaterEqual: ">=",
}

// anchor is one of the period's dates, or none.
type anchor string

const (
	noAnchor anchor = ""
	atStart  anchor = "start"
	atEnd    anchor = "end"
	atAsOf   anchor = "as_of"
)

// anchors maps each of the period's dates to its defined name in the workbook
// and its English.
var anchors = map[anchor]struct{ excelName, english string }{
	atStart: {NameStart, locale.Key("the period's first day")},
	atEnd:   {NameEnd, locale.Key("the period's last day")},
	atAsOf:  {NameAsOf, locale.Key("the as-of date")},
}

// day returns the anchor's day.
func (d Dates) day(a anchor) period.Date {
	switch a {
	case atStart:
		return d.Start
	case atEnd:
		return d.End
	}
	return d.AsOf
}

// bound is what a field is compared with: a number, or a date of the period and
// a number of days after it.
type bound struct {
	anchor anchor
	number int
}

func (b bound) value(d Dates) int64 {
	if b.anchor == noAnchor {
		return int64(b.number)
	}
	return int64(d.day(b.anchor)) + int64(b.number)
}

func (n allOf) walk(visit func(int)) {
	for _, p := range n.parts {
		p.walk(visit)
	}
}

func (n anyOf) walk(visit func(int)) {
	for _, p := range n.parts {
		p.walk(visit)
	}
}

func (n negation) walk(visit func(int)) { n.part.walk(visit) }
func (n ordered) walk(visit func(int))  { visit(n.field) }
func (n member) walk(visit func(int))   { visit(n.field) }
func (n flag) walk(visit func(int))     { visit(n.field) }
func (n stated) walk(visit func(int))   { visit(n.field) }

func (n paired) walk(visit func(int)) {
	visit(n.left)
	visit(n.right)
}

// both returns the conjunction of a and b, flattened; a nil node is true for
// every record.
func both(a, b node) node {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return allOf{append(conjuncts(a), conjuncts(b)...)}
}

func conjuncts(n node) []node {
	if all, ok := n.(allOf); ok {
		return append([]node(nil), all.parts...)
	}
	return []node{n}
}

func disjuncts(n node) []node {
	if any, ok := n.(anyOf); ok {
		return append([]node(nil), any.parts...)
	}
	return []node{n}
}

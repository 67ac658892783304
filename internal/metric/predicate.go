package metric

import (
	"fmt"
	"slices"

	"compack/internal/dataset"
)

// Predicate is a compiled condition over the records of one dataset.
type Predicate struct {
	source string
	on     *dataset.Definition
	root   node // nil: true for every record
}

// ParseError is a mistake in a predicate or a value expression.
type ParseError struct {
	Source  string
	Offset  int    // in bytes, from 0
	Column  int    // in characters, from 1
	Message string // what is wrong
	Hint    string // what to write instead; may be empty
}

// Error says where and what is wrong and what to write instead.
func (e *ParseError) Error() string {
	s := fmt.Sprintf("column %d: %s", e.Column, e.Message)
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// ParsePredicate reads src against the dataset's fields. An empty src is true for
// every record. A mistake is a [*ParseError].
func ParsePredicate(src string, on *dataset.Definition) (*Predicate, error) {
	root, err := parseCondition(src, on)
	if err != nil {
		return nil, err
	}
	return &Predicate{source: src, on: on, root: root}, nil
}

// String returns the predicate as it was written.
func (p *Predicate) String() string { return p.source }

// Fields returns the names of the fields that the predicate reads, in the order
// of the dataset's definition.
func (p *Predicate) Fields() []string { return fieldsOf(p.on, p.root) }

// Needs returns the ids of the other datasets whose records the predicate's fields
// are worked out from, each once.
func (p *Predicate) Needs() []string {
	var out []string
	for _, name := range p.Fields() {
		f, _ := p.on.Field(name)
		if from := p.on.TakenFrom(f); from != "" && !slices.Contains(out, from) {
			out = append(out, from)
		}
	}
	return out
}

// Rows returns the records of t that satisfy the predicate.
func (p *Predicate) Rows(t *dataset.Table, d Dates) Rows {
	return p.rows(over(t, d))
}

func (p *Predicate) rows(e *evaluation) Rows {
	if p.root == nil {
		return e.every()
	}
	return p.root.rows(e)
}

// English says the predicate as part of a sentence. It is "" for the predicate
// that is true for every record.
func (p *Predicate) English() string {
	if p.root == nil {
		return ""
	}
	return p.root.english(p.on, false).text
}

// Said says the predicate to readers of its definition's language: as English does,
// or by signs in any other language.
func (p *Predicate) Said() string {
	if p.root == nil {
		return ""
	}
	return said(p.root, p.on)
}

// fieldsOf returns the names of the fields that the nodes read, in the order of
// the definition.
func fieldsOf(on *dataset.Definition, nodes ...node) []string {
	used := make([]bool, len(on.Fields))
	for _, n := range nodes {
		if n != nil {
			n.walk(func(i int) { used[i] = true })
		}
	}
	var names []string
	for i, u := range used {
		if u {
			names = append(names, on.Fields[i].Name)
		}
	}
	return names
}

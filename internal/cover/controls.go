package cover

import (
	"cmp"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/framework"
)

// The fields that are read. Only the control's identifier must be there.
const (
	fieldControl        = "control_id"
	fieldFramework      = "framework"
	fieldApplicable     = "applicable"
	fieldJustification  = "justification"
	fieldImplementation = "implementation"
	fieldOwner          = "owner"
)

// record is one line of the statement of applicability.
type record struct {
	id                                   string
	applicable                           bool
	justification, implementation, owner string
}

// meaning is the control that a record's identifier stands for.
type meaning struct {
	ref       framework.Ref
	ok        bool
	framework string // as the record names it
}

// readControls reads the records of controls, and returns the ids of the frameworks
// that they belong to.
func (c *coverer) readControls() (named []string) {
	t := c.Controls
	if f, ok := t.Def.Field(fieldFramework); ok {
		c.fallback = f.Default
	}
	c.meant = make(map[string]meaning, t.Len())
	for row := range t.Len() {
		id, of := text(t, fieldControl, row), text(t, fieldFramework, row)
		m := meaning{framework: of}
		m.ref, m.ok = c.Catalog.Resolve(cmp.Or(of, c.fallback), id, of == "" || of == c.fallback)
		c.meant[strings.ToLower(id)] = m
		if !m.ok {
			continue
		}
		if !slices.Contains(named, m.ref.Framework) {
			named = append(named, m.ref.Framework)
		}
		applicable := t.Col(fieldApplicable)
		c.records[m.ref] = append(c.records[m.ref], record{
			id: id, applicable: applicable == nil || applicable.IsEmpty(row) || applicable.Bool(row),
			justification: title(t, fieldJustification, row), implementation: title(t, fieldImplementation, row), owner: title(t, fieldOwner, row),
		})
	}
	for _, records := range c.records {
		slices.SortFunc(records, func(a, b record) int { return strings.Compare(a.id, b.id) })
	}
	return named
}

// excluded reports whether there are records, and all say that the control does
// not apply.
func excluded(records []record) bool {
	return len(records) > 0 && !slices.ContainsFunc(records, func(r record) bool { return r.applicable })
}

// describe fills in what a control's own records say.
func describe(s *framework.State, records []record) {
	s.Stated = len(records) > 0
	var justifications, implementations, owners []string
	for _, r := range records {
		s.Records = append(s.Records, r.id)
		justifications, implementations, owners = add(justifications, r.justification), add(implementations, r.implementation), add(owners, r.owner)
	}
	s.Justification, s.Implementation, s.Owner = strings.Join(justifications, "; "), strings.Join(implementations, ", "), strings.Join(owners, ", ")
}

// adopt notes that the tests of mapped controls decided, and who answers for those
// where nobody is named for the control itself.
func (c *coverer) adopt(s *framework.State, refs []framework.Ref) {
	var owners []string
	for _, ref := range refs {
		s.Via = append(s.Via, c.Catalog.Name(ref))
		for _, r := range c.records[ref] {
			owners = add(owners, r.owner)
		}
	}
	if s.Owner == "" {
		s.Owner = strings.Join(owners, ", ")
	}
}

// add appends a text that is not empty and not there yet.
func add(list []string, one string) []string {
	if one == "" || slices.Contains(list, one) {
		return list
	}
	return append(list, one)
}

// text returns the row's value, "" where the dataset has no such field.
func text(t *dataset.Table, field string, row int) string {
	if c := t.Col(field); c != nil {
		return strings.TrimSpace(c.Text(row))
	}
	return ""
}

// title returns the row's value as readers see it.
func title(t *dataset.Table, field string, row int) string {
	if c := t.Col(field); c != nil {
		return strings.TrimSpace(c.Title(row))
	}
	return ""
}

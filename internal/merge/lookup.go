package merge

import "compack/internal/dataset"

// lookUp fills the columns that are taken from the records which references lead
// to. A reference that leads nowhere gives nothing.
func (m *merger) lookUp(t *dataset.Table) error {
	for i := range t.Def.Fields {
		l := t.Def.Fields[i].Lookup
		if l == nil {
			continue
		}
		column := t.Column(i)
		column.Grow(t.Len())
		via, _ := t.Def.Field(l.Via)
		from, led := m.out[via.References], m.links[t.Def.ID+"."+l.Via]
		if from == nil || led == nil {
			leaveEmpty(column, t.Len())
			continue
		}
		copied := newCopier(from.Col(l.Of), column)
		for _, row := range led {
			copied.append(row)
		}
	}
	return nil
}

// leaveEmpty appends n absent values.
func leaveEmpty(c *dataset.Column, n int) {
	for range n {
		c.AppendEmpty()
	}
}

// copier appends values of one column to another of the same type: enum values by
// their names, texts as words of the other column.
type copier struct {
	from, to *dataset.Column
	codes    []int32 // of enum values and words: the code in to, unknown where not needed yet
}

// unknown marks a code that no column has.
const unknown = dataset.Empty + 1

func newCopier(from, to *dataset.Column) *copier {
	c := &copier{from: from, to: to}
	switch from.Field.Type {
	case dataset.Enum:
		for _, v := range from.Field.Values {
			code, ok := to.Lookup(v.Name)
			if !ok {
				code = dataset.Empty
			}
			c.codes = append(c.codes, code)
		}
	case dataset.Text:
		c.codes = make([]int32, len(from.Words()))
		for i := range c.codes {
			c.codes[i] = unknown
		}
	}
	return c
}

// append adds the value of a row of the one column to the other, an absent one
// where there is no such row.
func (c *copier) append(row int32) {
	switch {
	case row < 0 || c.from.IsEmpty(int(row)):
		c.to.AppendEmpty()
	case c.from.Field.Type == dataset.Decimal:
		c.to.AppendDecimal(c.from.Decimal(int(row)))
	default:
		c.to.AppendCode(c.translated(c.from.Codes()[row]))
	}
}

// translated returns the code in the other column.
func (c *copier) translated(code int32) int32 {
	if c.codes == nil {
		return code
	}
	if c.codes[code] == unknown {
		c.codes[code] = c.to.Intern(c.from.Words()[code])
	}
	return c.codes[code]
}

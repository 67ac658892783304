package document

import (
	"reflect"
	"slices"

	"compack/internal/period"
)

// Seal sets the document's digest: SHA-256 over everything it says, in reading
// order, and over each record of its populations with its origin. Two documents
// have one digest only if they say the same. Who prepared and approved it, when, and
// that it is a draft do not count: what is issued has the digest of the draft that
// was approved.
func (d *Document) Seal() {
	said := *d
	said.Digest, said.Locale = "", nil
	said.Draft, said.PreparedBy, said.ApprovedBy, said.IssuedOn = false, "", "", period.None
	said.Workbook.Populations = nil
	s := newSealer()
	s.put(reflect.ValueOf(&said).Elem())
	for _, p := range d.Workbook.Populations {
		s.population(p)
	}
	d.Digest = s.digest()
}

// sealed returns the block as it is sealed: without the names, days and means of
// those who sign.
func sealed(b Block) Block {
	s, ok := b.(Signoff)
	if !ok {
		return b
	}
	s.Lines = slices.Clone(s.Lines)
	for i, line := range s.Lines {
		s.Lines[i] = SignoffLine{Role: line.Role}
	}
	return s
}

// population writes what a sheet of records is about, each field's values and each
// record's origin.
func (s *sealer) population(p Population) {
	s.text(p.Name)
	s.text(p.Title)
	s.put(reflect.ValueOf(&p.Origins).Elem())
	s.put(reflect.ValueOf(&p.Dates).Elem())
	t := p.Table
	s.number(int64(t.Len()))
	for i := range t.Def.Fields {
		s.text(t.Def.Fields[i].Name)
		s.column(t.Column(i))
	}
	for row := range t.Len() {
		o := t.Origin(row)
		s.number(int64(o.Source))
		s.number(int64(o.Row))
	}
}

package document

import (
	"encoding/binary"
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
	b := s.value(make([]byte, 0, 2*sealedAtOnce), reflect.ValueOf(&said).Elem())
	for _, p := range d.Workbook.Populations {
		b = s.population(b, p)
	}
	d.Digest = s.digest(b)
}

// typed writes a block with its kind, without the names, days and means of those who
// sign.
func (s sealer) typed(b []byte, block Block) []byte {
	if signoff, ok := block.(Signoff); ok {
		signoff.Lines = slices.Clone(signoff.Lines)
		for i, line := range signoff.Lines {
			signoff.Lines[i] = SignoffLine{Role: line.Role}
		}
		block = signoff
	}
	v := reflect.New(reflect.TypeOf(block)).Elem()
	v.Set(reflect.ValueOf(block))
	return s.fields(appendText(b, v.Type().Name()), v)
}

// population writes what a sheet of records is about, which columns it has, each
// field's values and each record's origin.
func (s sealer) population(b []byte, p Population) []byte {
	b = appendText(appendText(b, p.Name), p.Title)
	for _, v := range []any{&p.Origins, &p.Needed, &p.Dates} {
		b = s.value(b, reflect.ValueOf(v).Elem())
	}
	b = binary.AppendUvarint(b, uint64(len(p.Helpers)))
	for _, h := range p.Helpers {
		b = appendText(appendText(b, h.Name), h.Title)
	}
	t := p.Table
	b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(t.Len())), uint64(len(t.Def.Fields)))
	for i := range t.Def.Fields {
		b = s.column(b, t.Column(i))
	}
	for row := range t.Len() {
		o := t.Origin(row)
		b = binary.AppendVarint(binary.AppendVarint(s.room(b), int64(o.Source)), int64(o.Row))
	}
	return b
}

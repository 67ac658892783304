package xlsx

import (
	"bytes"
	"io"
)

// maxMerged is how many merged areas of a sheet are kept.
const maxMerged = 1 << 18

// Layout is how a sheet looks beside what its cells hold.
type Layout struct {
	Merged   []Area
	Hidden   []Range // columns
	Filtered bool    // a filter hides rows
}

// Range is a range of columns, from 0, both ends included.
type Range struct{ First, Last int }

// Area is a merged area: rows from 1, columns from 0, all ends included. Its
// first cell holds the value.
type Area struct{ FirstRow, LastRow, FirstColumn, LastColumn int }

// Layout reads the whole sheet and checks it against its checksum, so that a
// broken file is found before the first row is used.
func (w *Workbook) Layout(s Sheet) (Layout, error) {
	var l Layout
	r, err := w.open(s.part, maxSheet)
	if err != nil {
		return l, err
	}
	defer r.Close()
	xml := newScanner(r)
	for hasData := false; ; {
		t, err := xml.next()
		if err == nil && t == opening {
			if string(xml.name) == "sheetData" {
				if hasData {
					return l, damaged("%s has two tables of rows", s.part)
				}
				hasData, err = true, xml.skip()
			} else {
				err = l.note(xml)
			}
		}
		if err == io.EOF {
			return l, nil
		} else if err != nil {
			return l, damaged("%s: %v", s.part, err)
		}
	}
}

// note takes what the tag at hand says of the layout.
func (l *Layout) note(xml *scanner) error {
	switch string(xml.name) {
	case "sheetPr":
		l.Filtered = isTrue(xml.value("filterMode"))
	case "col":
		first, ok1 := wholeNumber(xml.value("min"))
		last, ok2 := wholeNumber(xml.value("max"))
		if isTrue(xml.value("hidden")) && ok1 && ok2 && first >= 1 && first <= last && len(l.Hidden) < MaxColumns {
			l.Hidden = append(l.Hidden, Range{first - 1, min(last, MaxColumns) - 1})
		}
	case "mergeCell":
		area, ok := areaOf(xml.value("ref"))
		if !ok {
			return malformed("%.40q is no area of cells", xml.value("ref"))
		}
		if len(l.Merged) == maxMerged {
			return malformed("more than %d areas are merged", maxMerged)
		}
		l.Merged = append(l.Merged, area)
	}
	return nil
}

// value returns the value of the tag's attribute, nil where it has none.
func (s *scanner) value(name string) []byte {
	for _, a := range s.attrs {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// areaOf reads A1:B2.
func areaOf(ref []byte) (Area, bool) {
	from, to, ok := bytes.Cut(ref, []byte(":"))
	if !ok {
		to = from
	}
	r1, c1, ok1 := cellOf(from)
	r2, c2, ok2 := cellOf(to)
	return Area{r1, r2, c1, c2}, ok1 && ok2 && r1 <= r2 && c1 <= c2
}

// cellOf returns the row and column of a reference such as $AB$12.
func cellOf(ref []byte) (row, column int, ok bool) {
	ref = bytes.ReplaceAll(ref, []byte("$"), nil)
	column, ok = columnOf(ref)
	digits := bytes.IndexAny(ref, "0123456789")
	if !ok || digits < 0 {
		return 0, 0, false
	}
	row, ok = wholeNumber(ref[digits:])
	return row, column, ok && row >= 1 && row <= MaxRows
}

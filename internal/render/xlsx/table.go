package xlsx

import (
	"encoding/xml"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Built-in table styles, whose bands stand under the cells' own looks.
const (
	dataTable     = "TableStyleMedium2"
	evidenceTable = "TableStyleLight1"
)

// distinct returns column titles of which no two are the same to Excel, which
// compares them without regard to case, and none is empty. A title has one line.
func distinct(titles []string) []string {
	taken := map[string]bool{}
	out := make([]string, len(titles))
	for i, t := range titles {
		t = cut(strings.Join(strings.Fields(clean(t)), " "), excelize.MaxFieldLength-8, "…")
		if t == "" {
			t = "Column " + strconv.Itoa(i+1)
		}
		title := t
		for n := 2; taken[strings.ToLower(title)]; n++ {
			title = t + " (" + strconv.Itoa(n) + ")"
		}
		taken[strings.ToLower(title)] = true
		out[i] = title
	}
	return out
}

// sampled is about how many rows a column's width is measured by.
const sampled = 400

// sample yields row numbers spread evenly over n rows.
func sample(n int) iter.Seq[int] {
	step := max(1, n/sampled)
	return func(yield func(int) bool) {
		for row := 0; row < n; row += step {
			if !yield(row) {
				return
			}
		}
	}
}

// sheetTable is an Excel table over a sheet's cells.
type sheetTable struct {
	id          int
	name, style string
	ref         string
	titles      []string
}

// setTable makes the cells of a range an Excel table.
func (s *sheet) setTable(ref, name, style string, titles []string) {
	s.book.tables++
	s.table = &sheetTable{id: s.book.tables, name: name, style: style, ref: ref, titles: titles}
}

// xml returns the part of the table.
func (t *sheetTable) xml() []byte {
	dst := fmt.Appendf(nil, xml.Header+`<table xmlns="`+mainSpace+`" id="%d" name="%s" displayName="%[2]s" ref="%[3]s"><autoFilter ref="%[3]s"/><tableColumns count="%[4]d">`,
		t.id, t.name, t.ref, len(t.titles))
	for i, title := range t.titles {
		dst = strconv.AppendInt(append(dst, `<tableColumn id="`...), int64(i+1), 10)
		dst = appendCellText(append(dst, `" name="`...), title) // as the header's cell has it
		dst = append(dst, `"/>`...)
	}
	return append(dst, `</tableColumns><tableStyleInfo name="`+t.style+`" showFirstColumn="false" showLastColumn="false" showRowStripes="true" showColumnStripes="false"/></table>`...)
}

package xlsx

import (
	"encoding/xml"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// stream is a sheet in the making. The library writes what stands before and after
// its rows; the rows and the table are ours, put in when the parts are settled.
type stream struct {
	*excelize.StreamWriter
	book   *book
	looks  []int     // style of each column
	widths []float64 // likewise
	part   *sheetPart
}

// sheetPart is what settle adds to a sheet.
type sheetPart struct {
	columns    []byte
	rows       []byte
	records    *records // rows that are made while they are written
	table      *sheetTable
	rules      conditions
	links      []link
	extensions string // beside those of the rules
}

// sheetTable is an Excel table over a sheet's cells.
type sheetTable struct {
	id          int
	name, style string
	ref         string
	titles      []string
}

// stream opens a sheet.
func (b *book) stream(sheet string) (*stream, error) {
	sw, err := b.file.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	part := &sheetPart{}
	b.sheets["xl/worksheets/sheet"+strconv.Itoa(sw.SheetID)+".xml"] = part
	return &stream{StreamWriter: sw, book: b, part: part}, nil
}

// setColumn gives a column, counted from 1, its width and its cells a style. The
// library takes the square of the number of columns for the same.
func (s *stream) setColumn(col int, width float64, look int) {
	for len(s.looks) < col {
		s.looks, s.widths = append(s.looks, 0), append(s.widths, 0)
	}
	s.looks[col-1], s.widths[col-1] = look, width
}

// Flush ends the sheet.
func (s *stream) Flush() error {
	s.part.columns = appendColumns(nil, s.widths, s.looks)
	return s.StreamWriter.Flush()
}

// appendColumns appends what a sheet says of its columns.
func appendColumns(dst []byte, widths []float64, looks []int) []byte {
	if len(widths) == 0 {
		return dst
	}
	dst = append(dst, "<cols>"...)
	for i, w := range widths {
		n := strconv.Itoa(i + 1)
		dst = append(append(append(append(dst, `<col min="`...), n...), `" max="`...), n...)
		dst = strconv.AppendFloat(append(dst, `" width="`...), w, 'f', -1, 64)
		if looks[i] != 0 {
			dst = strconv.AppendInt(append(dst, `" style="`...), int64(looks[i]), 10)
		}
		dst = append(dst, `" customWidth="1"/>`...)
	}
	return append(dst, "</cols>"...)
}

// SetRow writes a row from its first column on; height 0 leaves it to the program.
func (s *stream) SetRow(row int, cells []any, height float64) {
	dst := append(s.part.rows, `<row r="`...)
	dst = strconv.AppendInt(dst, int64(row), 10)
	dst = append(dst, heightAttr(height)...)
	for i, c := range cells {
		look := 0
		if i < len(s.looks) {
			look = s.looks[i]
		}
		dst = appendCell(dst, i+1, row, look, c)
	}
	s.part.rows = append(dst, "</row>"...)
}

// heightAttr ends the number of a row and gives its height in points.
func heightAttr(points float64) string {
	if points == 0 {
		return `">`
	}
	return `" ht="` + strconv.FormatFloat(points, 'f', -1, 64) + `" customHeight="1">`
}

// SetTable makes the cells of a range an Excel table.
func (s *stream) SetTable(ref, name, style string, titles []string) {
	s.book.tables++
	s.part.table = &sheetTable{id: s.book.tables, name: name, style: style, ref: ref, titles: titles}
}

// relation is the part that leads from a sheet to its table.
func (t *sheetTable) relation() []byte {
	return []byte(xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Target="../tables/table` + strconv.Itoa(t.id) + `.xml" Type="` + excelize.SourceRelationshipTable + `"></Relationship></Relationships>`)
}

// xml returns the part of the table.
func (t *sheetTable) xml() []byte {
	dst := append([]byte(xml.Header), `<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="`...)
	dst = strconv.AppendInt(dst, int64(t.id), 10)
	dst = append(dst, `" name="`+t.name+`" displayName="`+t.name+`" ref="`+t.ref+`"><autoFilter ref="`+t.ref+`"></autoFilter><tableColumns count="`...)
	dst = strconv.AppendInt(dst, int64(len(t.titles)), 10)
	dst = append(dst, `">`...)
	for i, title := range t.titles {
		dst = append(dst, `<tableColumn id="`...)
		dst = strconv.AppendInt(dst, int64(i+1), 10)
		dst = append(dst, `" name="`...)
		dst = appendCellText(dst, title) // as the header's cell has it
		dst = append(dst, `"></tableColumn>`...)
	}
	return append(dst, `</tableColumns><tableStyleInfo name="`+t.style+
		`" showFirstColumn="false" showLastColumn="false" showRowStripes="true" showColumnStripes="false"></tableStyleInfo></table>`...)
}

// tablePart is what a sheet with a table says of it.
const tablePart = `<tableParts count="1"><tablePart r:id="rId1"></tablePart></tableParts>`

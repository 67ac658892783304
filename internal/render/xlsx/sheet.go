package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// sheet is a sheet in the making.
type sheet struct {
	book    *book
	id      int // its number in the workbook, from 1
	name    string
	page    page
	cells   string // range of what it holds
	last    struct{ col, row int }
	columns []sheetColumn
	frozen  struct{ cols, rows int } // what stays in view
	rows    []byte
	records *records // rows that are made while they are written
	packed  packed   // all of a sheet without such
	merges  [][2]string
	rules   conditions
	links   []link
	breaks  []int // rows that begin a printed page
	quiet   bool  // texts made of digits are meant
	drawing *drawing
	table   *sheetTable
	trends  string // extension that draws them
}

// sheetColumn is what a sheet says of a column.
type sheetColumn struct {
	width  float64
	look   int // of cells without a look of their own
	hidden bool

	last   style // of a cell that was written
	lastID int
}

// id is [book.id] for a cell of the column, which mostly looks like the one above it.
func (c *sheetColumn) id(b *book, look style) int {
	if c.lastID == 0 || c.last != look {
		c.last, c.lastID = look, b.id(look)
	}
	return c.lastID
}

// sheet begins the next sheet, whose cells reach to the given column and row.
func (b *book) sheet(name string, p page, cols, last int) *sheet {
	b.close()
	s := &sheet{book: b, id: len(b.sheets) + 1, name: name, page: p, cells: "A1:" + at(cols, last), rows: b.rows[:0]}
	s.last.col, s.last.row = cols, last
	b.sheets = append(b.sheets, s)
	b.definitions.print(s)
	return s
}

// setWidths sets the widths of the first columns.
func (s *sheet) setWidths(widths []float64) {
	for _, w := range widths {
		s.columns = append(s.columns, sheetColumn{width: w})
	}
}

// check reports what a sheet can't hold.
func (s *sheet) check() error {
	if s.last.row > excelize.TotalRows || s.last.col > excelize.MaxColumns {
		return fmt.Errorf("sheet %s: %d rows of %d columns are more than a sheet holds (%d of %d)", s.name, s.last.row, s.last.col, excelize.TotalRows, excelize.MaxColumns)
	}
	return nil
}

// freeze keeps the rows above and the columns left of a cell in view.
func (s *sheet) freeze(cols, rows int) { s.frozen.cols, s.frozen.rows = cols, rows }

// close ends the sheet that was begun last. Only what it is compressed to is kept, for the
// next makes its rows in the same place.
func (b *book) close() {
	if len(b.sheets) == 0 {
		return
	}
	s := b.sheets[len(b.sheets)-1]
	if b.rows = s.rows; s.records != nil {
		s.rows = bytes.Clone(s.rows)
		return
	}
	s.packed, s.rows = pack(s.head(), s.rows, s.tail()), nil
}

// setRow writes a row from its first column on.
func (s *sheet) setRow(row int, cells []cell, height float64) {
	s.openRow(row, height)
	for i, c := range cells {
		s.put(i+1, row, c)
	}
	s.closeRow()
}

// openRow begins a row; height 0 leaves it to the program.
func (s *sheet) openRow(row int, height float64) {
	s.rows = strconv.AppendInt(append(s.rows, `<row r="`...), int64(row), 10)
	s.rows = appendHeight(s.rows, height)
}

// appendHeight ends the number of a row and gives its height in points.
func appendHeight(dst []byte, points float64) []byte {
	if points != 0 {
		dst = strconv.AppendFloat(append(dst, `" ht="`...), points, 'f', -1, 64)
		dst = append(dst, `" customHeight="1`...)
	}
	return append(dst, `">`...)
}

// put writes the next cell of a row.
func (s *sheet) put(col, row int, c cell) { s.rows = appendCell(s.rows, col, row, c) }

func (s *sheet) closeRow() { s.rows = append(s.rows, "</row>"...) }

// head returns what stands before the rows.
func (s *sheet) head() []byte {
	dst := fmt.Appendf(nil, xml.Header+`<worksheet xmlns="`+mainSpace+`" xmlns:r="`+relationSpace+`"><sheetPr><tabColor rgb="FF%s"/><pageSetUpPr fitToPage="true"/></sheetPr>`+
		`<dimension ref="%s"/><sheetViews><sheetView showGridLines="%t"`, s.page.tab, s.cells, s.page.grid)
	if s.id == 1 {
		dst = append(dst, ` tabSelected="true"`...)
	}
	dst = append(dst, ` zoomScale="100" workbookViewId="0">`...)
	dst = s.appendPane(dst)
	dst = append(dst, `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`...)
	return append(appendColumns(dst, s.columns), "<sheetData>"...)
}

// appendPane says what stays in view. The cursor is left at A1.
func (s *sheet) appendPane(dst []byte) []byte {
	if s.frozen.rows == 0 {
		return dst
	}
	pane, split := "bottomLeft", ""
	if s.frozen.cols > 0 {
		pane, split = "bottomRight", ` xSplit="`+strconv.Itoa(s.frozen.cols)+`"`
	}
	return fmt.Appendf(dst, `<pane activePane="%s" state="frozen" topLeftCell="%s"%s ySplit="%d"/><selection activeCell="A1" pane="%[1]s" sqref="A1"/>`,
		pane, at(s.frozen.cols+1, s.frozen.rows+1), split, s.frozen.rows)
}

// appendColumns appends what a sheet says of its columns.
func appendColumns(dst []byte, columns []sheetColumn) []byte {
	if len(columns) == 0 {
		return dst
	}
	dst = append(dst, "<cols>"...)
	for i, c := range columns {
		n := strconv.Itoa(i + 1)
		dst = strconv.AppendFloat(appendAll(dst, `<col min="`, n, `" max="`, n, `" width="`), c.width, 'f', -1, 64)
		if c.look != 0 {
			dst = strconv.AppendInt(append(dst, `" style="`...), int64(c.look), 10)
		}
		if c.hidden {
			dst = append(dst, `" hidden="1`...)
		}
		dst = append(dst, `" customWidth="1"/>`...)
	}
	return append(dst, "</cols>"...)
}

// tail returns what stands after the rows, in the order that the format asks for.
func (s *sheet) tail() []byte {
	dst := append([]byte(nil), "</sheetData>"...)
	dst = appendMerges(dst, s.merges)
	dst = append(dst, s.rules.blocks...)
	dst = appendLinks(dst, s.links)
	dst = s.book.appendPaper(dst, s.page)
	dst = appendBreaks(dst, s.breaks)
	if s.quiet {
		dst = appendAll(dst, `<ignoredErrors><ignoredError sqref="`, s.cells, `" numberStoredAsText="true"/></ignoredErrors>`)
	}
	if s.drawing != nil {
		dst = append(dst, `<drawing r:id="`+firstRelation+`"/>`...)
	}
	if s.table != nil {
		dst = append(dst, `<tableParts count="1"><tablePart r:id="`+firstRelation+`"/></tableParts>`...)
	}
	if ext := s.rules.extension() + s.trends; ext != "" {
		dst = appendAll(dst, "<extLst>", ext, "</extLst>")
	}
	return append(dst, "</worksheet>"...)
}

func appendMerges(dst []byte, merges [][2]string) []byte {
	if len(merges) == 0 {
		return dst
	}
	dst = fmt.Appendf(dst, `<mergeCells count="%d">`, len(merges))
	for _, m := range merges {
		dst = appendAll(dst, `<mergeCell ref="`, m[0], ":", m[1], `"/>`)
	}
	return append(dst, "</mergeCells>"...)
}

// write writes the sheet. What it needs beside itself is written by [book.parts].
func (s *sheet) write(to *archive, name string) error {
	if s.records == nil {
		return to.addPacked(name, s.packed)
	}
	n, content := s.blocks(s.head(), s.tail())
	if n > 1 {
		return to.addBlocks(name, n, content)
	}
	b := blocks.Get().(*block)
	defer blocks.Put(b)
	b.content = content(b.content[:0], 0)
	return to.add(name, b.content)
}

// blocks cuts a sheet of records into stretches that are made and compressed by
// themselves, the first with what stands before the records, the last with what stands
// after them.
func (s *sheet) blocks(head, tail []byte) (n int, content func(dst []byte, i int) []byte) {
	n = max(1, (s.records.n+blockRows-1)/blockRows)
	return n, func(dst []byte, i int) []byte {
		if i == 0 {
			dst = append(append(dst, head...), s.rows...)
		}
		dst = s.records.append(dst, i*blockRows, min((i+1)*blockRows, s.records.n))
		if i == n-1 {
			dst = append(dst, tail...)
		}
		return dst
	}
}

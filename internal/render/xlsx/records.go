package xlsx

import (
	"errors"
	"strconv"
	"strings"
)

// blockRows is how many records are made and compressed in one go, a megabyte of
// XML, and blockBytes how much of other rows. Of a population nothing but a few such
// blocks is ever held.
const (
	blockRows  = 1024
	blockBytes = 1 << 20
)

// firstRecord is the row of the first record, under the header.
const firstRecord = 2

// records are the rows of a population's sheet.
type records struct {
	n      int
	cols   []column
	open   []string // what stands before the row number in a column's address
	look   []string // what stands after it
	others []string // what stands after it in cells of another look
	wrap   []int    // columns whose texts make a row higher
}

// line is where a record stands.
type line struct {
	record      int
	row, before []byte // the numbers of its row and of the one above
}

func (b *book) records(cols []column, n int) *records {
	r := &records{n: n, cols: cols}
	for i, c := range cols {
		r.open = append(r.open, `<c r="`+letters(i+1))
		r.look = append(r.look, styleAttr(b.id(c.look)))
		r.others = append(r.others, styleAttr(b.id(c.otherLook)))
		if c.look.wrap && c.text != nil {
			r.wrap = append(r.wrap, i)
		}
	}
	return r
}

// append appends the rows of the records from one up to another. It may be called
// for several stretches at the same time.
func (r *records) append(dst []byte, from, to int) []byte {
	var here, above [20]byte
	for record := from; record < to; record++ {
		at := line{record, strconv.AppendInt(here[:0], int64(record+firstRecord), 10), strconv.AppendInt(above[:0], int64(record+firstRecord-1), 10)}
		dst = append(append(append(dst, `<row r="`...), at.row...), r.height(record)...)
		for i := range r.cols {
			start := len(dst)
			look := r.look[i]
			if other := r.cols[i].other; other != nil && other(record) {
				look = r.others[i]
			}
			dst = append(append(append(dst, r.open[i]...), at.row...), look...)
			before := len(dst)
			if dst = r.cols[i].put(dst, at); len(dst) == before {
				dst = dst[:start] // no value, no cell
				continue
			}
			dst = append(dst, "</c>"...)
		}
		dst = append(dst, "</row>"...)
	}
	return dst
}

// height gives a row the height of its highest text, where a column wraps.
func (r *records) height(record int) string {
	high := 0.0 // as the program likes
	for _, i := range r.wrap {
		if text := r.cols[i].text(record); text != "" {
			high = max(high, height(lines(text, r.cols[i].width, sizeBody)))
		}
	}
	return heightAttr(high)
}

// rowFormula is a formula that is the same in every row but for the numbers of its
// row and of the one above.
type rowFormula struct {
	parts []string // escaped; a number stands between one and the next
	above []bool   // whether that number is of the row above
}

// Marks stand for row numbers in a formula that is taken apart. No formula holds them.
const (
	markHere  = "\x01"
	markAbove = "\x02"
)

// newRowFormula takes the formula apart that write writes, to which address gives
// the column of a field, 0 where there is none.
func newRowFormula(write func(at func(name string, offset int) string) string, address func(name string) int) (rowFormula, error) {
	var missing error
	text := write(func(name string, offset int) string {
		col := address(name)
		if col == 0 {
			missing = errors.Join(missing, errors.New(name))
			return "#REF!"
		}
		if offset == 0 {
			return letters(col) + markHere
		}
		return letters(col) + markAbove
	})
	var f rowFormula
	for {
		i := strings.IndexAny(text, markHere+markAbove)
		if i < 0 {
			break
		}
		f.parts, f.above = append(f.parts, string(appendEscaped(nil, text[:i]))), append(f.above, text[i:i+1] == markAbove)
		text = text[i+1:]
	}
	f.parts = append(f.parts, string(appendEscaped(nil, text)))
	return f, missing
}

// append appends the formula as it stands in a row.
func (f rowFormula) append(dst []byte, at line) []byte {
	for i, above := range f.above {
		dst = append(dst, f.parts[i]...)
		if above {
			dst = append(dst, at.before...)
		} else {
			dst = append(dst, at.row...)
		}
	}
	return append(dst, f.parts[len(f.parts)-1]...)
}

// put appends a cell with the formula and its result; without one it is an
// empty text.
func (f rowFormula) put(dst []byte, at line, result int, isEmpty bool) []byte {
	if isEmpty {
		return append(f.append(append(dst, ` t="str"><f>`...), at), "</f>"...)
	}
	dst = append(f.append(append(dst, "><f>"...), at), "</f><v>"...)
	return append(strconv.AppendInt(dst, int64(result), 10), "</v>"...)
}

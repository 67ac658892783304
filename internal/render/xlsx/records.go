package xlsx

import (
	"errors"
	"strconv"
)

// blockRows is how many records are made and compressed in one go, a megabyte of
// XML. Of a population nothing but a few such blocks is ever held.
const blockRows = 1024

// firstRecord is the row of the first record, under the header.
const firstRecord = 2

// records are the rows of a population's sheet.
type records struct {
	n      int
	cols   []column
	open   []string // what stands before the row number in a column's address
	look   [][]byte // what stands after it
	others [][]byte // what stands after it in cells of another look
	wrap   []int    // columns whose texts make a row higher
}

func (b *book) records(cols []column, n int) *records {
	r := &records{n: n, cols: cols}
	for i, c := range cols {
		r.open = append(r.open, `<c r="`+letters(i+1))
		r.look = append(r.look, appendStyle(nil, b.id(c.look)))
		r.others = append(r.others, appendStyle(nil, b.id(c.otherLook)))
		if c.look.wrap && c.text != nil {
			r.wrap = append(r.wrap, i)
		}
	}
	return r
}

// append appends the rows of the records from one up to another. It may be called
// for several stretches at the same time.
func (r *records) append(dst []byte, from, to int) []byte {
	var number [20]byte
	for record := from; record < to; record++ {
		row := strconv.AppendInt(number[:0], int64(record+firstRecord), 10)
		dst = appendHeight(append(append(dst, `<row r="`...), row...), r.height(record))
		for i := range r.cols {
			start := len(dst)
			look := r.look[i]
			if other := r.cols[i].other; other != nil && other(record) {
				look = r.others[i]
			}
			dst = append(append(append(dst, r.open[i]...), row...), look...)
			before := len(dst)
			if dst = r.cols[i].put(dst, record); len(dst) == before {
				dst = dst[:start] // no value, no cell
				continue
			}
			dst = append(dst, "</c>"...)
		}
		dst = append(dst, "</row>"...)
	}
	return dst
}

// height returns the height of a row with its highest text, where a column wraps.
func (r *records) height(record int) float64 {
	high := 0.0 // as the program likes
	for _, i := range r.wrap {
		if text := r.cols[i].text(record); text != "" {
			high = max(high, height(lines(text, r.cols[i].width, sizeBody)))
		}
	}
	return high
}

// rowFormula is a formula that is the same in every row but for the numbers of its
// row and of the one above: the first record's row has it, and those below share it.
type rowFormula struct{ first, again string }

// newRowFormula returns the formula that write writes for n records in a column. Address
// gives the column of a field, 0 where there is none.
func newRowFormula(col, n int, write func(at func(name string, offset int) string) string, address func(name string) int) (rowFormula, error) {
	var missing error
	text := write(func(name string, offset int) string {
		col := address(name)
		if col == 0 {
			missing = errors.Join(missing, errors.New(name))
			return "#REF!"
		}
		return at(col, firstRecord+offset)
	})
	shared := `<f t="shared" si="` + strconv.Itoa(col) + `"`
	return rowFormula{
		first: shared + ` ref="` + at(col, firstRecord) + ":" + at(col, firstRecord+n-1) + `">` + string(appendEscaped(nil, text)) + "</f>",
		again: shared + "/>",
	}, missing
}

// put appends a cell with the formula and its result; without one it is an
// empty text.
func (f rowFormula) put(dst []byte, record, result int, isEmpty bool) []byte {
	if isEmpty {
		dst = append(dst, ` t="str"`...)
	}
	dst = append(dst, '>')
	if record == 0 {
		dst = append(dst, f.first...)
	} else {
		dst = append(dst, f.again...)
	}
	if isEmpty {
		return dst
	}
	return append(strconv.AppendInt(append(dst, "<v>"...), int64(result), 10), "</v>"...)
}

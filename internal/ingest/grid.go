package ingest

import (
	"errors"
	"iter"

	"compack/internal/ingest/csv"
	"compack/internal/ingest/xlsx"
	"compack/internal/problem"
)

// cell is one cell of a text file or a sheet. A text file's cells are all text.
type cell struct {
	kind kind
	text string
}

// kind is what a cell holds.
type kind uint8

const (
	blank  kind = iota
	text        // as typed
	number      // as Excel stores it
	day         // a number that is shown as a date
	truth       // 1 or 0
	broken      // an Excel error; its code is the text
	unborn      // a formula without a value
)

// row is one row of a grid.
type row struct {
	number int    // in the sheet, or of the line it starts on
	cells  []cell // valid until the next row
	fault  *fault // why none of the cells can be read
}

// isBlank reports whether the row holds nothing.
func (r *row) isBlank() bool {
	if r.fault != nil {
		return false
	}
	for _, c := range r.cells {
		if c.kind > text || c.kind == text && !isSpace(c.text) {
			return false
		}
	}
	return true
}

// grid is a table of cells that can be walked over more than once: a sheet, or a
// text file as one of its possible delimiters cuts it.
type grid struct {
	sheet     string // empty for a text file
	delimiter rune   // of a text file
	encoding  string // likewise
	size      int64  // likewise, in bytes
	isText    bool   // each line counts, and a cell behind the last header means that the row is cut wrongly
	hidden    bool
	date1904  bool
	rows      iter.Seq2[row, error]
	layout    *layout      // of a sheet, else nil
	verify    func() error // checks that what rows will read is whole
}

// textGrid adapts a delimited file.
func textGrid(t *csv.Text, delimiter rune) grid {
	return grid{
		isText: true, delimiter: delimiter, encoding: t.Encoding(), size: t.Size(),
		verify: func() error { return nil },
		rows: func(yield func(row, error) bool) {
			var out row
			for in, err := range t.Rows(delimiter) {
				out = row{number: in.Line, cells: out.cells[:0]}
				if in.Err != nil {
					out.fault = textFault(in.Err)
				}
				for _, s := range in.Cells {
					out.cells = append(out.cells, cell{kind: text, text: s})
				}
				if !yield(out, err) {
					return
				}
			}
		},
	}
}

func textFault(err error) *fault {
	if errors.Is(err, csv.ErrQuote) {
		return &fault{code: problem.BadQuotes, message: err.Error()}
	}
	if errors.Is(err, csv.ErrZero) {
		return &fault{code: problem.BadType, message: err.Error(), hint: "export the row again; a value in it is damaged"}
	}
	return &fault{code: problem.LimitExceeded, message: err.Error()}
}

var sheetKinds = [...]kind{
	xlsx.Blank: blank, xlsx.Text: text, xlsx.Number: number, xlsx.Day: day,
	xlsx.Boolean: truth, xlsx.Error: broken, xlsx.Uncalculated: unborn,
}

// sheetGrid adapts a sheet.
func sheetGrid(w *xlsx.Workbook, s xlsx.Sheet) grid {
	l := &layout{read: func() (xlsx.Layout, error) { return w.Layout(s) }}
	return grid{
		sheet: s.Name, hidden: s.Hidden, date1904: w.Date1904, layout: l,
		verify: l.load,
		rows: func(yield func(row, error) bool) {
			if err := l.load(); err != nil {
				yield(row{}, err)
				return
			}
			l.restart()
			var out row
			for in, err := range w.Rows(s) {
				out = row{number: in.Number, cells: out.cells[:0]}
				for _, c := range in.Cells {
					if c.Digits > 0 {
						out.cells = append(out.cells, padded(c))
						continue
					}
					out.cells = append(out.cells, cell{kind: sheetKinds[c.Kind], text: c.Text})
				}
				l.see(&out, in.Hidden)
				if !yield(out, err) {
					return
				}
			}
		},
	}
}

package xlsx

import (
	"fmt"
	"io"
	"iter"
)

// The limits of Excel's grid and of a cell's text.
const (
	MaxRows    = 1 << 20
	MaxColumns = 1 << 14
	MaxText    = 32767 // characters
)

// Kind is what a cell holds.
type Kind uint8

// The kinds of cells.
const (
	Blank        Kind = iota
	Text              // also what a formula gives as text
	Number            // Text has it as the file does
	Day               // a number whose format shows a date
	Boolean           // Text is 1 or 0
	Error             // Text is the code: #REF!
	Uncalculated      // a formula that no program has calculated yet
)

// Cell is one cell as it stands in the file.
type Cell struct {
	Kind   Kind
	Digits uint8 // of a number: how many its format shows at least, as 00000 does; 0 where it says nothing
	Text   string
}

// Row is one row that stands in the file. Rows that hold nothing may be missing
// from it or not.
type Row struct {
	Number int    // from 1, as Excel counts
	Hidden bool   // by a person or by a filter
	Cells  []Cell // from column A on; valid until the next row
}

// Rows returns the sheet's rows in order. An error ends the sequence: the rows
// so far are not all.
func (w *Workbook) Rows(s Sheet) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		r, err := w.open(s.part, maxSheet)
		if err != nil {
			yield(Row{}, err)
			return
		}
		defer r.Close()
		p := parser{book: w, xml: newScanner(r)}
		for {
			row, err := p.next()
			if err == errEnd || !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// parser walks over the tokens of a sheet's sheetData.
type parser struct {
	book   *Workbook
	xml    *scanner
	row    Row
	texts  []byte // of the row's cells that aren't shared
	spans  []span // where each of them is in texts
	cell   unfinished
	state  textState
	inData bool
	inRow  bool
	inCell bool
}

// span is where the text of the row's cell number cell is. All texts of a row
// become one string when the row is complete.
type span struct{ cell, start, end int }

// unfinished is the cell that is being read. Its text is in texts from start on.
type unfinished struct {
	kind    cellKind
	style   int
	column  int
	start   int
	value   bool // has a value
	formula bool
}

// cellKind is the attribute t of a cell.
type cellKind uint8

const (
	isNumber cellKind = iota
	isShared
	isBoolean
	isError
	isText // typed into the cell, given by a formula, or a date in ISO form
)

// errEnd says that the sheet's data ended where it should.
var errEnd = io.EOF

// next returns the next row.
func (p *parser) next() (Row, error) {
	for {
		t, err := p.xml.next()
		if err == io.EOF || err == errShort {
			return Row{}, damaged("the sheet breaks off after row %d", p.row.Number)
		} else if err != nil {
			return Row{}, damaged("after row %d: %v", p.row.Number, err)
		}
		switch t {
		case opening:
			err = p.start()
		case content:
			err = p.append()
		case closing:
			isRow, wrong := p.end()
			if isRow && wrong == nil {
				return p.row, nil
			}
			err = wrong
		}
		if err != nil {
			return Row{}, err
		}
	}
}

// append adds a piece of text to the cell.
func (p *parser) append() error {
	if !p.inCell || !p.state.isText() {
		return nil
	}
	p.texts = append(p.texts, p.xml.text...)
	if len(p.texts)-p.cell.start > maxCellText {
		return fmt.Errorf("%w: a cell in row %d has more than %d bytes", ErrSize, p.row.Number, maxCellText)
	}
	return nil
}

// end takes a closing tag, and reports whether it completes a row.
func (p *parser) end() (isRow bool, err error) {
	p.state.follow(closing, p.xml.name)
	switch string(p.xml.name) {
	case "c":
		return false, p.finish()
	case "row":
		if !p.inRow || p.inCell {
			return false, p.nested("row")
		}
		p.inRow = false
		all := string(p.texts)
		for _, s := range p.spans {
			p.row.Cells[s.cell].Text = all[s.start:s.end]
		}
		return true, nil
	case "sheetData", "worksheet":
		if p.inRow {
			return false, p.nested(string(p.xml.name))
		}
		return false, errEnd
	}
	return false, nil
}

// nested is the error of an element that stands where it can't.
func (p *parser) nested(element string) error {
	return damaged("the element %s is out of place after row %d", element, p.row.Number)
}

func (p *parser) start() error {
	p.state.follow(opening, p.xml.name)
	switch string(p.xml.name) {
	case "sheetData":
		p.inData = true
	case "row":
		return p.startRow(p.xml.attrs)
	case "c":
		return p.startCell(p.xml.attrs)
	case "f":
		p.cell.formula = true
	case "v", "is":
		p.cell.value = true
	}
	return nil
}

func (p *parser) startRow(attrs []attr) error {
	if p.inRow || !p.inData {
		return p.nested("row")
	}
	p.inRow = true
	number, hidden := p.row.Number+1, false
	for _, a := range attrs {
		switch string(a.name) {
		case "r":
			n, ok := wholeNumber(a.value)
			if !ok || n < number {
				return damaged("row number %q after row %d", a.value, p.row.Number)
			}
			number = n
		case "hidden":
			hidden = isTrue(a.value)
		}
	}
	if number > MaxRows {
		return damaged("row number %d is beyond Excel's last row", number)
	}
	p.row = Row{Number: number, Hidden: hidden, Cells: p.row.Cells[:0]}
	p.texts, p.spans = p.texts[:0], p.spans[:0]
	p.cell.column = -1
	return nil
}

func (p *parser) startCell(attrs []attr) error {
	if !p.inRow || p.inCell {
		return p.nested("c")
	}
	p.inCell = true
	next := p.cell.column + 1
	p.cell = unfinished{column: next, start: len(p.texts)}
	for _, a := range attrs {
		switch string(a.name) {
		case "r":
			column, ok := columnOf(a.value)
			if !ok || column < next {
				return damaged("cell %q in row %d", a.value, p.row.Number)
			}
			p.cell.column = column
		case "t":
			p.cell.kind = kindOf(a.value)
		case "s":
			p.cell.style, _ = wholeNumber(a.value)
		}
	}
	if p.cell.column >= MaxColumns {
		return damaged("row %d has more than %d columns", p.row.Number, MaxColumns)
	}
	return nil
}

func kindOf(t []byte) cellKind {
	switch string(t) {
	case "", "n":
		return isNumber
	case "s":
		return isShared
	case "b":
		return isBoolean
	case "e":
		return isError
	}
	return isText
}

// finish adds the cell to the row, behind blanks for the cells left out.
func (p *parser) finish() error {
	if !p.inCell {
		return p.nested("c")
	}
	p.inCell = false
	cell, err := p.content()
	if err != nil || cell.Kind == Blank {
		return err
	}
	for len(p.row.Cells) < p.cell.column {
		p.row.Cells = append(p.row.Cells, Cell{})
	}
	if cell.Text == "" && len(p.texts) > p.cell.start {
		p.spans = append(p.spans, span{len(p.row.Cells), p.cell.start, len(p.texts)})
	}
	p.row.Cells = append(p.row.Cells, cell)
	return nil
}

// content returns the cell, without its text where that is in texts.
func (p *parser) content() (Cell, error) {
	if !p.cell.value {
		if p.cell.formula {
			return Cell{Kind: Uncalculated}, nil
		}
		return Cell{}, nil
	}
	written := p.texts[p.cell.start:]
	switch p.cell.kind {
	case isShared:
		i, ok := wholeNumber(written)
		if !ok || i >= len(p.book.strings) {
			return Cell{}, damaged("row %d leads to the shared text %q, which isn't there", p.row.Number, written)
		}
		if p.book.strings[i] == "" {
			return Cell{}, nil
		}
		return Cell{Kind: Text, Text: p.book.strings[i]}, nil
	case isBoolean:
		return Cell{Kind: Boolean}, nil
	case isError:
		return Cell{Kind: Error}, nil
	case isText:
		p.texts = append(p.texts[:p.cell.start], unescape(written)...)
		if len(p.texts) == p.cell.start {
			return Cell{}, nil
		}
		return Cell{Kind: Text}, nil
	}
	if len(written) == 0 {
		return Cell{}, nil
	}
	if p.cell.style >= len(p.book.formats) {
		return Cell{Kind: Number}, nil
	}
	if f := p.book.formats[p.cell.style]; !f.isDate {
		return Cell{Kind: Number, Digits: f.digits}, nil
	}
	return Cell{Kind: Day}, nil
}

// wholeNumber reads up to nine digits.
func wholeNumber(b []byte) (n int, ok bool) {
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(b) > 0 && len(b) <= 9
}

func isTrue(b []byte) bool { return string(b) == "1" || string(b) == "true" }

// columnOf returns the column of a cell reference, from 0: 27 for AB12.
func columnOf(reference []byte) (int, bool) {
	n := 0
	for i := 0; i < len(reference); i++ {
		b := reference[i] &^ 0x20 // upper case
		if b < 'A' || b > 'Z' {
			return n - 1, i > 0
		}
		if n = n*26 + int(b-'A') + 1; n > MaxColumns {
			return 0, false
		}
	}
	return 0, false
}

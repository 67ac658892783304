package xlsx

import (
	"encoding/xml"
	"io"
	"iter"
	"strconv"
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
	Kind Kind
	Text string
}

// Row is one row that stands in the file. Rows that hold nothing may be missing
// from it or not.
type Row struct {
	Number int    // from 1, as Excel counts
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
		p := parser{book: w, tokens: xml.NewDecoder(r)}
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
	tokens *xml.Decoder
	row    Row
	cell   unfinished
	text   []byte // of the element that is being read
	inText bool
	inRow  bool
	inCell bool
}

// unfinished is the cell that is being read.
type unfinished struct {
	kind    string // attribute t
	style   int
	column  int
	value   bool // has a value
	formula bool
}

// errEnd says that the sheet's data ended where it should.
var errEnd = io.EOF

// next returns the next row.
func (p *parser) next() (Row, error) {
	for {
		// RawToken spares the namespaces, which don't matter here, and half the time.
		token, err := p.tokens.RawToken()
		if err == io.EOF {
			return Row{}, damaged("the sheet breaks off after row %d", p.row.Number)
		} else if err != nil {
			return Row{}, damaged("after row %d: %v", p.row.Number, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := p.start(t); err != nil {
				return Row{}, err
			}
		case xml.CharData:
			if p.inText {
				p.text = append(p.text, t...)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "v", "t":
				p.inText = false
			case "c":
				if err := p.finish(); err != nil {
					return Row{}, err
				}
			case "row":
				if !p.inRow || p.inCell {
					return Row{}, p.nested("row")
				}
				p.inRow = false
				return p.row, nil
			case "sheetData", "worksheet":
				if p.inRow {
					return Row{}, p.nested(t.Name.Local)
				}
				return Row{}, errEnd
			}
		}
	}
}

// nested is the error of an element that stands where it can't. RawToken
// doesn't see it.
func (p *parser) nested(element string) error {
	return damaged("the element %s is out of place after row %d", element, p.row.Number)
}

func (p *parser) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "row":
		return p.startRow(t.Attr)
	case "c":
		return p.startCell(t.Attr)
	case "f":
		p.cell.formula = true
	case "v":
		p.cell.value, p.inText = true, true
	case "is":
		p.cell.value = true
	case "t":
		p.inText = true
	case "rPh":
		return skipElement(p.tokens, "rPh")
	}
	return nil
}

func (p *parser) startRow(attrs []xml.Attr) error {
	if p.inRow {
		return p.nested("row")
	}
	p.inRow = true
	number := p.row.Number + 1
	for _, a := range attrs {
		if a.Name.Local == "r" {
			n, err := strconv.Atoi(a.Value)
			if err != nil || n < number {
				return damaged("row number %q after row %d", a.Value, p.row.Number)
			}
			number = n
		}
	}
	if number > MaxRows {
		return damaged("row number %d is beyond Excel's last row", number)
	}
	p.row = Row{Number: number, Cells: p.row.Cells[:0]}
	p.cell.column = -1
	return nil
}

func (p *parser) startCell(attrs []xml.Attr) error {
	if !p.inRow || p.inCell {
		return p.nested("c")
	}
	p.inCell = true
	next := p.cell.column + 1
	p.cell = unfinished{column: next}
	p.text = p.text[:0]
	for _, a := range attrs {
		switch a.Name.Local {
		case "r":
			column, ok := columnOf(a.Value)
			if !ok || column < next {
				return damaged("cell %q in row %d", a.Value, p.row.Number)
			}
			p.cell.column = column
		case "t":
			p.cell.kind = a.Value
		case "s":
			p.cell.style, _ = strconv.Atoi(a.Value)
		}
	}
	if p.cell.column >= MaxColumns {
		return damaged("row %d has more than %d columns", p.row.Number, MaxColumns)
	}
	return nil
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
	p.row.Cells = append(p.row.Cells, cell)
	return nil
}

func (p *parser) content() (Cell, error) {
	if !p.cell.value {
		if p.cell.formula {
			return Cell{Kind: Uncalculated}, nil
		}
		return Cell{}, nil
	}
	switch p.cell.kind {
	case "s":
		i, err := strconv.Atoi(string(p.text))
		if err != nil || i < 0 || i >= len(p.book.strings) {
			return Cell{}, damaged("row %d leads to the shared text %q, which isn't there", p.row.Number, p.text)
		}
		return textCell(p.book.strings[i]), nil
	case "b":
		return Cell{Kind: Boolean, Text: string(p.text)}, nil
	case "e":
		return Cell{Kind: Error, Text: string(p.text)}, nil
	case "", "n":
		if len(p.text) == 0 {
			return Cell{}, nil
		}
		if p.cell.style >= 0 && p.cell.style < len(p.book.dates) && p.book.dates[p.cell.style] {
			return Cell{Kind: Day, Text: string(p.text)}, nil
		}
		return Cell{Kind: Number, Text: string(p.text)}, nil
	}
	return textCell(unescape(string(p.text))), nil
}

func textCell(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Text: s}
}

// columnOf returns the column of a cell reference, from 0: 27 for AB12.
func columnOf(reference string) (int, bool) {
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

// skipElement reads up to the end of the element that was just opened. Elements
// of that name don't nest.
func skipElement(tokens *xml.Decoder, name string) error {
	for {
		token, err := tokens.RawToken()
		if err != nil {
			return damaged("%s: %v", name, err)
		}
		if end, ok := token.(xml.EndElement); ok && end.Name.Local == name {
			return nil
		}
	}
}

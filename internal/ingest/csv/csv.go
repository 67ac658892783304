package csv

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// The limits of a row. A file within them is read in constant memory.
const (
	MaxCell    = 1 << 20 // bytes
	MaxColumns = 16384
	maxRecord  = 8 << 20 // bytes, line breaks included
)

// Why a record can't be read. The other rows are not touched by it.
var (
	ErrQuote      = errors.New("a quotation mark stands where none may be, or is never closed")
	ErrCellSize   = fmt.Errorf("a cell holds more than %d bytes", MaxCell)
	ErrRecordSize = fmt.Errorf("the row holds more than %d bytes", maxRecord)
	ErrZero       = errors.New("a cell holds a zero byte")
	ErrColumns    = fmt.Errorf("the row has more than %d cells", MaxColumns)
)

// Row is one record or one blank line.
type Row struct {
	Line  int      // on which the row starts, from 1
	Cells []string // valid until the next row; none for a blank line
	Err   error    // why the record can't be read
}

// Rows returns the file's rows in order, blank lines included; the line break
// at the end of the file starts no row. A record with a misplaced quotation
// mark is given up at its first line: the next line is read as a new row. The
// error is one of reading the file and ends the sequence.
func (t *Text) Rows(delimiter rune) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		c := cursor{text: t, delimiter: delimiter, line: t.firstLine}
		c.restart(t.start, t.firstLine)
		for {
			row, err := c.next()
			if err == io.EOF || !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// cursor walks over the records and puts back the blank lines that
// encoding/csv leaves out.
type cursor struct {
	text      *Text
	delimiter rune

	reader *csv.Reader
	input  *window
	base   int64 // offset at which reader began
	first  int   // line at which reader began

	line   int   // the next line to account for
	offset int64 // where that line starts
	blank  int   // blank lines to yield before the held row
	held   Row
	lines  int // that the held row takes; 0 when none is held
}

// restart makes a reader that begins at offset, where the given line starts.
func (c *cursor) restart(offset int64, line int) {
	c.base, c.first, c.offset = offset, line, offset
	c.input = &window{text: c.text, at: offset}
	c.reader = csv.NewReader(bufio.NewReaderSize(c.input, 16<<10))
	c.reader.Comma = c.delimiter
	c.reader.FieldsPerRecord = -1
	c.reader.ReuseRecord = true
}

func (c *cursor) next() (Row, error) {
	if c.blank == 0 && c.lines == 0 {
		if err := c.fetch(); err != nil {
			return Row{}, err
		}
	}
	if c.blank > 0 {
		c.blank--
		c.line++
		return Row{Line: c.line - 1}, nil
	}
	c.line = c.held.Line + c.lines
	c.lines = 0
	return c.held, nil
}

// fetch reads the next record and counts the blank lines before it.
func (c *cursor) fetch() error {
	c.input.end = c.offset + maxRecord
	cells, err := c.reader.Read()
	if err != nil {
		return c.failed(err)
	}
	line, _ := c.reader.FieldPos(0)
	last, _ := c.reader.FieldPos(len(cells) - 1)
	c.hold(Row{Line: c.first + line - 1, Cells: cells, Err: c.check(cells)})
	c.lines += last - line + strings.Count(cells[len(cells)-1], "\n")
	c.offset = c.base + c.reader.InputOffset()
	return nil
}

// failed accounts for what the reader could not read as a record.
func (c *cursor) failed(err error) error {
	var broken *csv.ParseError
	switch {
	case err == io.EOF:
		if c.blank, err = c.text.countLines(c.offset); err == nil && c.blank == 0 {
			err = io.EOF
		}
		c.offset = c.text.size
		return err
	case errors.As(err, &broken):
		c.hold(Row{Line: c.first + broken.StartLine - 1, Err: ErrQuote})
		if broken.Line == broken.StartLine {
			c.offset = c.base + c.reader.InputOffset()
			return nil
		}
		return c.retreat()
	case errors.Is(err, errWindow):
		return c.oversize()
	}
	return err
}

func (c *cursor) hold(row Row) { c.blank, c.held, c.lines = row.Line-c.line, row, 1 }

// oversize accounts for what filled the window: blank lines, or one record.
func (c *cursor) oversize() error {
	blank, err := c.text.countBlank(c.offset)
	if err != nil {
		return err
	}
	if blank == 0 {
		c.hold(Row{Line: c.line, Err: ErrRecordSize})
		return c.retreat()
	}
	offset, err := c.text.skipLines(c.offset, blank)
	c.blank = blank
	c.restart(offset, c.line+blank)
	return err
}

// retreat goes back to the line behind the one on which the held record
// starts: the reader has swallowed further lines, which may be good rows. No
// line is read a third time, since only the last one swallowed can hold a
// quotation mark that swallows others in its turn.
func (c *cursor) retreat() error {
	offset, err := c.text.skipLines(c.offset, c.blank+1)
	if err == nil {
		c.restart(offset, c.held.Line+1)
	}
	return err
}

func (c *cursor) check(cells []string) error {
	if len(cells) > MaxColumns {
		return ErrColumns
	}
	for _, s := range cells {
		if len(s) > MaxCell {
			return ErrCellSize
		}
		if c.text.hasZeros && strings.IndexByte(s, 0) >= 0 {
			return ErrZero
		}
	}
	return nil
}

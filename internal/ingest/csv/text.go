package csv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// maxWide is the largest UTF-16 file that is read; it is held in memory.
const maxWide = 512 << 20

// chunk is how much is looked at in one step.
const chunk = 128 << 10

// Errors of [Open].
var (
	ErrBinary = errors.New("it holds zero bytes, so it is no text")
	ErrCut    = errors.New("the UTF-16 text ends in the middle of a character")
	ErrSize   = fmt.Errorf("a UTF-16 file may have %d bytes at most", maxWide)
)

// EncodingError says where a file stops being UTF-8.
type EncodingError struct {
	Line int
	Byte byte
}

// Error names the line and the byte.
func (e *EncodingError) Error() string {
	return fmt.Sprintf("line %d holds the byte 0x%02X, which is not UTF-8 there", e.Line, e.Byte)
}

// Text is an opened file whose bytes are known to be text.
type Text struct {
	bytes      io.ReaderAt
	start      int64 // of the first line that holds cells
	size       int64
	firstLine  int
	oldBreaks  bool // lines end with a carriage return alone
	delimiters []rune
}

// Open looks through the whole file once. It reads UTF-8, with or without a
// byte order mark, and UTF-16.
func Open(r io.ReaderAt, size int64) (*Text, error) {
	t := &Text{bytes: r, size: size, firstLine: 1}
	head := make([]byte, min(size, 4096))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, err
	}
	if wide := wideOrder(head); wide != nil {
		if err := t.decode(*wide); err != nil {
			return nil, err
		}
	} else if bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")) {
		t.start = 3
	}
	if err := t.inspect(); err != nil {
		return nil, err
	}
	return t, t.findDelimiters()
}

// wideOrder returns the byte order of UTF-16 text, told by its mark or by the
// zero bytes of Latin letters, and nil for anything else.
func wideOrder(head []byte) *unicode.Endianness {
	big, little := unicode.BigEndian, unicode.LittleEndian
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return &little
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return &big
	}
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case half >= 4 && zeros[0] == 0 && zeros[1] > half*2/3:
		return &little
	case half >= 4 && zeros[1] == 0 && zeros[0] > half*2/3:
		return &big
	}
	return nil
}

func (t *Text) decode(order unicode.Endianness) error {
	if t.size > maxWide {
		return ErrSize
	}
	if t.size%2 != 0 {
		return ErrCut
	}
	decoder := unicode.UTF16(order, unicode.UseBOM).NewDecoder()
	utf8Text, err := io.ReadAll(decoder.Reader(io.NewSectionReader(t.bytes, 0, t.size)))
	if err != nil {
		return err
	}
	t.bytes, t.size = bytes.NewReader(utf8Text), int64(len(utf8Text))
	return nil
}

// inspect checks that every byte is UTF-8 text, and finds the kind of line break.
func (t *Text) inspect() error {
	buf := make([]byte, 0, min(chunk, t.size)+utf8.UTFMax)
	var feeds, returns int
	for at := t.start; at < t.size; {
		n, err := t.bytes.ReadAt(buf[len(buf):len(buf)+int(min(chunk, t.size-at))], at)
		if n == 0 {
			return fmt.Errorf("the file ended early: %w", err)
		}
		at += int64(n)
		buf = buf[:len(buf)+n]
		if bytes.IndexByte(buf, 0) >= 0 {
			return ErrBinary
		}
		whole, bad := validPrefix(buf, at == t.size)
		feeds += bytes.Count(buf[:whole], []byte{'\n'})
		returns += bytes.Count(buf[:whole], []byte{'\r'})
		if bad {
			return &EncodingError{Line: feeds + 1, Byte: buf[whole]}
		}
		buf = buf[:copy(buf, buf[whole:])]
	}
	t.oldBreaks = returns > 0 && feeds == 0
	return nil
}

// validPrefix returns how many bytes of b are whole UTF-8 runes, and whether
// the byte behind them can't be part of one.
func validPrefix(b []byte, last bool) (n int, bad bool) {
	if utf8.Valid(b) {
		return len(b), false
	}
	for n < len(b) {
		r, size := utf8.DecodeRune(b[n:])
		if r == utf8.RuneError && size <= 1 {
			return n, last || utf8.FullRune(b[n:])
		}
		n += size
	}
	return n, false
}

// readAt fills b from offset on, with line feeds for line breaks.
func (t *Text) readAt(b []byte, offset int64) (int, error) {
	if offset >= t.size {
		return 0, io.EOF
	}
	b = b[:min(int64(len(b)), t.size-offset)]
	n, err := t.bytes.ReadAt(b, offset)
	if t.oldBreaks {
		for i := range b[:n] {
			if b[i] == '\r' {
				b[i] = '\n'
			}
		}
	}
	if n > 0 {
		err = nil
	} else if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// skipLines returns the offset behind the n-th line break from offset on.
func (t *Text) skipLines(offset int64, n int) (int64, error) {
	buf := make([]byte, 4096)
	for {
		k, err := t.readAt(buf, offset)
		if err == io.EOF {
			return t.size, nil
		} else if err != nil {
			return 0, err
		}
		for i, b := range buf[:k] {
			if b != '\n' {
				continue
			}
			if n--; n == 0 {
				return offset + int64(i) + 1, nil
			}
		}
		offset += int64(k)
	}
}

// countLines returns the number of line breaks from offset to the end.
func (t *Text) countLines(offset int64) (lines int, err error) {
	buf := make([]byte, 4096)
	for {
		k, err := t.readAt(buf, offset)
		if err == io.EOF {
			return lines, nil
		} else if err != nil {
			return 0, err
		}
		lines += bytes.Count(buf[:k], []byte{'\n'})
		offset += int64(k)
	}
}

// countBlank returns the number of empty lines that start at offset.
func (t *Text) countBlank(offset int64) (lines int, err error) {
	buf := make([]byte, 4096)
	for {
		k, err := t.readAt(buf, offset)
		if err == io.EOF {
			return lines, nil
		} else if err != nil {
			return 0, err
		}
		for _, b := range buf[:k] {
			switch b {
			case '\n':
				lines++
			case '\r':
			default:
				return lines, nil
			}
		}
		offset += int64(k)
	}
}

// errWindow ends a record that is larger than any may be.
var errWindow = errors.New("end of window")

// window reads the text from at up to end.
type window struct {
	text    *Text
	at, end int64
}

// Read implements [io.Reader].
func (w *window) Read(b []byte) (int, error) {
	if w.at >= w.end {
		return 0, errWindow
	}
	n, err := w.text.readAt(b[:min(int64(len(b)), w.end-w.at)], w.at)
	w.at += int64(n)
	return n, err
}

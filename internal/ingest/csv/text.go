package csv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// MaxDecoded is the size in bytes of the largest file in another encoding than
// UTF-8 that is read; it is held in memory.
const MaxDecoded = 512 << 20

// chunk is how much is looked at in one step.
const chunk = 128 << 10

// Errors of [Open].
var (
	ErrBinary = errors.New("it holds zero bytes, so it is no text")
	ErrCut    = errors.New("the UTF-16 text ends in the middle of a character")
	ErrSize   = fmt.Errorf("a file that is not UTF-8 may have %d bytes at most", MaxDecoded)
)

// Text is an opened file whose bytes are known to be text.
type Text struct {
	bytes      io.ReaderAt
	start      int64 // of the first line that holds cells
	size       int64
	firstLine  int
	oldBreaks  bool // lines end with a carriage return alone
	hasZeros   bool // a row may hold a zero byte
	delimiters []rune
	encoding   string
	stray      *EncodingError
}

// Settings say what is known of a text file beforehand. The zero value leaves
// all to be found out.
type Settings struct {
	Encoding  string // one of [Encodings], or empty
	Delimiter rune   // or 0
}

// Open looks through the whole file once, or twice where it is not UTF-8. It
// reads UTF-8, with or without a byte order mark, UTF-16 and Windows-1252.
func Open(r io.ReaderAt, size int64, known Settings) (*Text, error) {
	t := &Text{bytes: r, size: size, firstLine: 1}
	if err := t.decode(known.Encoding); err != nil {
		return nil, err
	}
	return t, t.findDelimiters(known.Delimiter)
}

// Size returns the length of the text in bytes, as decoded.
func (t *Text) Size() int64 { return t.size }

// inspect checks that every byte is UTF-8 text, and finds the kind of line
// break. The error is an [EncodingError] at the first byte that is not.
func (t *Text) inspect() error {
	buf := make([]byte, 0, min(chunk, t.size)+utf8.UTFMax)
	var feeds, returns, zeros int
	for at := t.start; at < t.size; {
		n, err := t.bytes.ReadAt(buf[len(buf):len(buf)+int(min(chunk, t.size-at))], at)
		if n == 0 {
			return fmt.Errorf("the file ended early: %w", err)
		}
		at += int64(n)
		zeros += bytes.Count(buf[len(buf):len(buf)+n], []byte{0})
		buf = buf[:len(buf)+n]
		whole, bad := validPrefix(buf, at == t.size)
		feeds += bytes.Count(buf[:whole], []byte{'\n'})
		returns += bytes.Count(buf[:whole], []byte{'\r'})
		if bad {
			return &EncodingError{Line: feeds + 1, Byte: buf[whole]}
		}
		buf = buf[:copy(buf, buf[whole:])]
	}
	if int64(zeros) > max(t.size/100, 1) {
		return ErrBinary
	}
	t.hasZeros = zeros > 0
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

// walk calls f with the bytes from offset on, piece by piece, until f returns false
// or the text ends.
func (t *Text) walk(offset int64, f func(piece []byte) bool) error {
	buf := make([]byte, 4096)
	for {
		n, err := t.readAt(buf, offset)
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if !f(buf[:n]) {
			return nil
		}
		offset += int64(n)
	}
}

// skipLines returns the offset behind the n-th line break from offset on.
func (t *Text) skipLines(offset int64, n int) (int64, error) {
	end, at := t.size, offset
	err := t.walk(offset, func(piece []byte) bool {
		for i, b := range piece {
			if b != '\n' {
				continue
			}
			if n--; n == 0 {
				end = at + int64(i) + 1
				return false
			}
		}
		at += int64(len(piece))
		return true
	})
	return end, err
}

// countLines returns the number of line breaks from offset to the end.
func (t *Text) countLines(offset int64) (lines int, err error) {
	err = t.walk(offset, func(piece []byte) bool {
		lines += bytes.Count(piece, []byte{'\n'})
		return true
	})
	return lines, err
}

// countBlank returns the number of empty lines that start at offset.
func (t *Text) countBlank(offset int64) (lines int, err error) {
	err = t.walk(offset, func(piece []byte) bool {
		for _, b := range piece {
			switch b {
			case '\n':
				lines++
			case '\r':
			default:
				return false
			}
		}
		return true
	})
	return lines, err
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

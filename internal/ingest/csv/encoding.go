package csv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Encodings are the names of the encodings that a file may be said to have.
var Encodings = []string{"utf-8", "utf-16le", "utf-16be", "windows-1252"}

// EncodingError says where a file stops being UTF-8.
type EncodingError struct {
	Line int
	Byte byte
}

// Error names the line and the byte.
func (e *EncodingError) Error() string {
	return fmt.Sprintf("line %d holds the byte 0x%02X, which is not UTF-8 there", e.Line, e.Byte)
}

// Encoding names the encoding that the file is read in, one of [Encodings].
func (t *Text) Encoding() string { return t.encoding }

// Stray returns where the file stops being UTF-8 when it is read as Windows-1252
// for this reason alone; else nil.
func (t *Text) Stray() *EncodingError { return t.stray }

// decode settles the encoding and makes the file's bytes UTF-8. Without a name
// a byte order mark decides, then the zero bytes of Latin letters in UTF-16,
// then whether all is UTF-8; what is none of them is Windows-1252.
func (t *Text) decode(name string) error {
	head := make([]byte, min(t.size, 4096))
	if _, err := t.bytes.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	hasMark := bytes.HasPrefix(head, []byte("\xEF\xBB\xBF"))
	t.encoding = name
	if name == "" {
		t.encoding = guess(head)
	}
	switch t.encoding {
	case "utf-16le":
		return t.convert(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
	case "utf-16be":
		return t.convert(unicode.UTF16(unicode.BigEndian, unicode.UseBOM))
	case "windows-1252":
		return t.convert(charmap.Windows1252)
	}
	if hasMark {
		t.start = 3
	}
	err := t.inspect()
	var stray *EncodingError
	if !errors.As(err, &stray) || name != "" || hasMark {
		return err
	}
	if isDamaged, err := t.isMostlyUTF8(); err != nil || isDamaged {
		return errors.Join(err, stray)
	}
	t.encoding, t.stray = "windows-1252", stray
	return t.convert(charmap.Windows1252)
}

// guess tells UTF-16 from what may be UTF-8.
func guess(head []byte) string {
	switch wide := wideOrder(head); {
	case wide == nil:
		return "utf-8"
	case *wide == unicode.LittleEndian:
		return "utf-16le"
	}
	return "utf-16be"
}

// convert reads the whole file as text of the encoding.
func (t *Text) convert(from encoding.Encoding) error {
	if t.size > MaxDecoded {
		return ErrSize
	}
	if from != charmap.Windows1252 && t.size%2 != 0 {
		return ErrCut
	}
	text, err := io.ReadAll(from.NewDecoder().Reader(io.NewSectionReader(t.bytes, 0, t.size)))
	if err != nil {
		return err
	}
	t.bytes, t.size = bytes.NewReader(text), int64(len(text))
	return t.inspect()
}

// isMostlyUTF8 reports whether more letters beyond ASCII are whole in UTF-8 than
// are broken. Such a file is damaged, or pasted together from two: read as
// Windows-1252, its good letters would turn into nonsense.
func (t *Text) isMostlyUTF8() (bool, error) {
	buf := make([]byte, 0, chunk+utf8.UTFMax)
	whole, broken := 0, 0
	for at := t.start; at < t.size; {
		n, err := t.bytes.ReadAt(buf[len(buf):len(buf)+int(min(chunk, t.size-at))], at)
		if n == 0 {
			return false, fmt.Errorf("the file ended early: %w", err)
		}
		at += int64(n)
		buf = buf[:len(buf)+n]
		i := 0
		for i < len(buf) && (at == t.size || utf8.FullRune(buf[i:])) {
			r, size := utf8.DecodeRune(buf[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				broken++
			case size > 1:
				whole++
			}
			i += size
		}
		buf = buf[:copy(buf, buf[i:])]
	}
	return whole > broken, nil
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

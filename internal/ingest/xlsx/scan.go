package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The limits of the XML in a part. What is longer is no tag of a workbook.
const (
	window   = 64 << 10
	maxTag   = 1 << 20 // bytes
	maxDepth = 128
)

// token is what the scanner has found.
type token uint8

const (
	opening token = iota + 1 // a tag that opens an element; its name and attrs are set
	closing                  // a tag that closes one, or the end of an empty element
	content                  // a piece of text; its text is set
)

// scanner cuts XML into tags and text in constant memory. It takes what
// encoding/xml takes, at a fraction of the cost, and is stricter where a broken
// part would look like a shorter one: elements must nest, nothing but space may
// stand outside the root, and a document type definition is refused. The slices
// are valid until the next token.
type scanner struct {
	name  []byte // of the tag, without the namespace's prefix
	attrs []attr
	text  []byte

	in      io.Reader
	buf     []byte // what is read and not yet scanned, from at on
	at      int
	readErr error
	open    []byte // the names of the open elements
	marks   []mark // where each begins in open
	rooted  bool   // the root was opened
	isEmpty bool   // the tag at hand closes itself
	inCDATA bool
	scratch []byte // attribute values with their references resolved
	one     [4]byte
}

// mark is where the name of an open element begins, and how long its prefix is.
type mark struct{ name, local int }

// attr is an attribute; its name lacks the namespace's prefix.
type attr struct{ name, value []byte }

func newScanner(in io.Reader) *scanner { return &scanner{in: in, buf: make([]byte, 0, window)} }

// errShort says that more bytes are needed to tell.
var errShort = errors.New("unexpected end of the XML")

func malformed(format string, args ...any) error {
	return fmt.Errorf("malformed XML: "+format, args...)
}

// next returns the next tag or piece of text, and io.EOF behind the root.
func (s *scanner) next() (token, error) {
	if s.isEmpty {
		s.isEmpty = false
		s.pop()
		return closing, nil
	}
	for {
		t, err := s.step()
		if err == errShort {
			isLast := s.readErr != nil
			if err = s.fill(); err == nil || err == io.EOF && !isLast && s.at < len(s.buf) {
				continue // once more at the end of the part, where nothing can follow
			}
			if err == io.EOF && (s.at < len(s.buf) || len(s.marks) > 0 || !s.rooted || s.inCDATA) {
				err = errShort
			}
		}
		if t != 0 || err != nil {
			return t, err
		}
	}
}

// fill reads more behind what is not scanned yet.
func (s *scanner) fill() error {
	if s.readErr != nil {
		return s.readErr
	}
	rest := copy(s.buf[:cap(s.buf)], s.buf[s.at:])
	s.buf, s.at = s.buf[:rest], 0
	if rest == cap(s.buf) {
		if rest >= maxTag {
			return malformed("a tag has more than %d bytes", maxTag)
		}
		s.buf = append(make([]byte, 0, 2*rest), s.buf...)
	}
	n, err := 0, error(nil)
	for n == 0 && err == nil {
		n, err = s.in.Read(s.buf[rest:cap(s.buf)])
	}
	s.buf = s.buf[:rest+n]
	if s.readErr = err; n > 0 {
		return nil
	}
	return err
}

// step scans one thing. It returns 0 for one that is passed over, such as a
// comment, and errShort, with nothing scanned, where the buffer ends within it.
func (s *scanner) step() (token, error) {
	b := s.buf[s.at:]
	if s.inCDATA {
		return s.cdata(b)
	}
	if len(b) == 0 {
		return 0, errShort
	}
	if b[0] != '<' {
		return s.characters(b)
	}
	if len(b) < 2 {
		return 0, errShort
	}
	switch b[1] {
	case '/':
		return s.closeTag(b)
	case '!':
		return 0, s.declaration(b)
	case '?':
		return 0, s.instruction(b)
	}
	return s.openTag(b)
}

// declaration passes over a comment or enters a CDATA section. There is nothing
// else of the kind in a workbook, and definitions of entities are how XML is
// turned against its readers.
func (s *scanner) declaration(b []byte) error {
	const comment, cdata = "<!--", "<![CDATA["
	switch {
	case bytes.HasPrefix(b, []byte(comment)):
		end := bytes.Index(b[len(comment):], []byte("--"))
		if end < 0 || len(comment)+end+2 >= len(b) {
			return s.longComment(b)
		}
		if b[len(comment)+end+2] != '>' {
			return malformed("a comment holds --")
		}
		s.at += len(comment) + end + 3
		return nil
	case bytes.HasPrefix(b, []byte(cdata)):
		if len(s.marks) == 0 {
			return malformed("text stands outside the root")
		}
		s.at += len(cdata)
		s.inCDATA = true
		return nil
	case len(b) < len(cdata) && (strings.HasPrefix(comment, string(b)) || strings.HasPrefix(cdata, string(b))):
		return errShort
	}
	return malformed("a document type definition is refused")
}

// longComment drops what was read of a comment that doesn't end in the buffer,
// but for its beginning and what may belong to its end.
func (s *scanner) longComment(b []byte) error {
	if len(b) > 16 {
		keep := copy(b[4:], b[len(b)-2:])
		s.buf = s.buf[:s.at+4+keep]
	}
	return errShort
}

func (s *scanner) instruction(b []byte) error {
	end := bytes.Index(b, []byte("?>"))
	if end < 0 {
		return errShort
	}
	_, n, err := scanName(b, 2)
	if err != nil {
		return err
	}
	if string(b[2:n]) == "xml" {
		if e := pseudo(b[n:end], "encoding"); e != "" && !strings.EqualFold(e, "utf-8") {
			return malformed("the encoding %.40q is not UTF-8", e)
		}
		if v := pseudo(b[n:end], "version"); v != "" && v != "1.0" {
			return malformed("the version %.40q is not 1.0", v)
		}
	}
	s.at += end + 2
	return nil
}

// skip passes over what stands in the element that was just opened, up to its
// closing tag, which it leaves to next. It looks for that tag alone, as long as
// no comment or CDATA section can hold another.
func (s *scanner) skip() error {
	depth := len(s.marks)
	end := append([]byte("</"), s.open[s.marks[depth-1].name:]...)
	for !s.isEmpty {
		b := s.buf[s.at:]
		n := indexTag(b, end)
		isFound := n >= 0
		if !isFound {
			n = max(0, len(b)-len(end)-1)
		}
		if mayHide(b[:n]) {
			return s.walk(depth)
		}
		s.at += n
		if isFound {
			return nil
		}
		if err := s.fill(); err == io.EOF {
			return errShort
		} else if err != nil {
			return err
		}
	}
	return nil
}

// indexTag returns where the closing tag stands, or -1. It looks for the tag's
// last letters, since every tag has the first ones.
func indexTag(b, tag []byte) int {
	last := tag[max(2, len(tag)-4):]
	for at := 0; ; {
		n := bytes.Index(b[at:], last)
		if n < 0 {
			return -1
		}
		at += n + len(last)
		if at < len(b) && !isNameByte[b[at]] && bytes.HasSuffix(b[:at], tag) {
			return at - len(tag)
		}
	}
}

// mayHide reports whether a comment, a CDATA section or an instruction stands in
// b, inside which a tag is none.
func mayHide(b []byte) bool {
	for _, sign := range []byte("!?") {
		if bytes.IndexByte(b, sign) >= 0 && bytes.Contains(b, []byte{'<', sign}) {
			return true
		}
	}
	return false
}

// walk passes over the tokens up to the one that closes the element at depth.
func (s *scanner) walk(depth int) error {
	for {
		t, err := s.next()
		if err != nil || t == closing && len(s.marks) < depth {
			return err
		}
	}
}

// pseudo returns a value of the XML declaration.
func pseudo(b []byte, name string) string {
	_, after, _ := strings.Cut(string(b), name)
	after = strings.TrimLeft(after, " \t\r\n")
	after, ok := strings.CutPrefix(after, "=")
	after = strings.TrimLeft(after, " \t\r\n")
	if !ok || after == "" || after[0] != '"' && after[0] != '\'' {
		return ""
	}
	value, _, isClosed := strings.Cut(after[1:], after[:1])
	if !isClosed {
		return "" // as encoding/xml takes it: not stated
	}
	return value
}

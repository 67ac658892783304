package xlsx

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// isPlain are the bytes that stand for themselves in text and in a value.
var isPlain = func() (t [256]bool) {
	for b := range 0x80 {
		t[b] = b >= ' ' || b == '\t' || b == '\n'
	}
	for _, b := range []byte("<&]") {
		t[b] = false
	}
	return t
}()

// isNameByte are the bytes that a name without a prefix usually has.
var isNameByte = func() (t [256]bool) {
	for b := range 0x80 {
		t[b] = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '-' || b == '.'
	}
	return t
}()

func isXMLSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// scanName returns where the name that starts at b[n] ends, and where it begins
// without the namespace's prefix.
func scanName(b []byte, n int) (local, end int, err error) {
	start := n
	for n < len(b) && isNameByte[b[n]] {
		n++
	}
	local = start
	if n < len(b) && (b[n] == ':' || b[n] >= utf8.RuneSelf) {
		for n < len(b) && (isNameByte[b[n]] || b[n] == ':' || b[n] >= utf8.RuneSelf) {
			n++
		}
		if colon := bytes.IndexByte(b[start:n], ':'); colon > 0 && start+colon < n-1 {
			local = start + colon + 1
		}
	}
	if n >= len(b) {
		return 0, 0, errShort
	}
	first := b[start]
	if n == start || first >= '0' && first <= '9' || first == '-' || first == '.' || local > start && bytes.IndexByte(b[local:n], ':') >= 0 {
		return 0, 0, malformed("%.40q is no name", b[start:min(n+1, len(b))])
	}
	if !utf8.Valid(b[start:n]) {
		return 0, 0, malformed("the name %.40q is not UTF-8", b[start:n])
	}
	return local, n, nil
}

// characters returns the next piece of text between two tags.
func (s *scanner) characters(b []byte) (token, error) {
	n := 0
	for n < len(b) && isPlain[b[n]] {
		n++
	}
	if n > 0 {
		s.text = b[:n]
	} else {
		if b[0] == ']' && len(b) < 3 && s.readErr == nil {
			return 0, errShort
		}
		if bytes.HasPrefix(b, []byte("]]>")) {
			return 0, malformed("]]> stands in text")
		}
		var err error
		if s.text, n, err = s.piece(b); err != nil {
			return 0, err
		}
	}
	s.at += n
	if len(s.marks) > 0 {
		return content, nil
	}
	if len(bytes.TrimLeft(s.text, " \t\n")) > 0 && (s.rooted || string(s.text) != "\uFEFF") {
		return 0, malformed("text stands outside the root")
	}
	return 0, nil
}

// cdata returns the next piece of a CDATA section, where only its end is markup.
func (s *scanner) cdata(b []byte) (token, error) {
	n := 0
	for n < len(b) && isPlain[b[n]] {
		n++
	}
	if n > 0 {
		s.text = b[:n]
		s.at += n
		return content, nil
	}
	if bytes.HasPrefix(b, []byte("]]>")) {
		s.at += 3
		s.inCDATA = false
		return 0, nil
	}
	if len(b) < 3 && s.readErr == nil || len(b) == 0 {
		return 0, errShort
	}
	if b[0] == '<' || b[0] == '&' {
		s.text = b[:1]
		s.at++
		return content, nil
	}
	piece, n, err := s.piece(b)
	s.text = piece
	s.at += n
	return content, err
}

// piece returns the text that the first character or reference of b stands for,
// and how many bytes that takes. A carriage return, alone or with a line feed,
// is a line feed.
func (s *scanner) piece(b []byte) ([]byte, int, error) {
	switch c := b[0]; {
	case c == '&':
		return s.reference(b)
	case c == '\r':
		if len(b) < 2 && s.readErr == nil {
			return nil, 0, errShort
		}
		if len(b) > 1 && b[1] == '\n' {
			return b[1:2], 2, nil
		}
		return []byte{'\n'}, 1, nil
	case c < ' ' && !isPlain[c]:
		return nil, 0, malformed("it holds the control character U+%04X", c)
	case c < utf8.RuneSelf:
		return b[:1], 1, nil
	}
	n := 0
	for n < len(b) && b[n] >= utf8.RuneSelf {
		r, size := utf8.DecodeRune(b[n:])
		if r == utf8.RuneError && size == 1 {
			if !utf8.FullRune(b[n:]) && s.readErr == nil {
				break
			}
			return nil, 0, malformed("the byte 0x%02X is not UTF-8", b[n])
		}
		if r == 0xFFFE || r == 0xFFFF {
			return nil, 0, malformed("it holds U+%04X", r)
		}
		n += size
	}
	if n == 0 {
		return nil, 0, errShort
	}
	return b[:n], n, nil
}

// reference resolves one of XML's own entities or a character's number.
func (s *scanner) reference(b []byte) ([]byte, int, error) {
	const longest = 16
	end := bytes.IndexByte(b[:min(len(b), longest)], ';')
	if end < 0 && len(b) < longest && s.readErr == nil {
		return nil, 0, errShort
	}
	if end < 0 {
		return nil, 0, malformed("%.16q is no reference", b)
	}
	switch name := string(b[1:end]); name {
	case "amp":
		return []byte{'&'}, end + 1, nil
	case "lt":
		return []byte{'<'}, end + 1, nil
	case "gt":
		return []byte{'>'}, end + 1, nil
	case "quot":
		return []byte{'"'}, end + 1, nil
	case "apos":
		return []byte{'\''}, end + 1, nil
	default:
		r, ok := numbered(name)
		if !ok {
			return nil, 0, malformed("&%s; is no reference that a workbook may hold", name)
		}
		return s.one[:utf8.EncodeRune(s.one[:], r)], end + 1, nil
	}
}

// numbered returns the character of #65 or #x41.
func numbered(name string) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	isChar := n == '\t' || n == '\n' || n == '\r' || n >= ' ' && n < 0xFFFE || n > 0xFFFF && n <= utf8.MaxRune
	return rune(n), err == nil && isChar
}

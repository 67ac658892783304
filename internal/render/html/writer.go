package html

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// writer writes HTML. Names of elements and attributes are literals of this
// package; every text and every attribute's value is escaped, whatever it holds.
type writer struct {
	buf  bytes.Buffer
	tags []string // of the elements that are open
}

// open starts an element. Attributes come as name and value; one without a value is
// left out.
func (w *writer) open(tag string, attributes ...string) {
	w.start(tag, attributes)
	w.tags = append(w.tags, tag)
}

// void writes an element that has no content.
func (w *writer) void(tag string, attributes ...string) { w.start(tag, attributes) }

// close ends the element opened last.
func (w *writer) close() {
	last := len(w.tags) - 1
	w.buf.WriteString("</")
	w.buf.WriteString(w.tags[last])
	w.buf.WriteByte('>')
	if isBlock[w.tags[last]] {
		w.buf.WriteByte('\n')
	}
	w.tags = w.tags[:last]
}

// leaf writes an element that holds a text alone.
func (w *writer) leaf(tag, text string, attributes ...string) {
	w.open(tag, attributes...)
	w.text(text)
	w.close()
}

// text writes a text.
func (w *writer) text(s string) { w.escape(s) }

// verbatim writes a literal of this package, such as a style sheet.
func (w *writer) verbatim(s string) { w.buf.WriteString(s) }

func (w *writer) bytes() []byte { return w.buf.Bytes() }

func (w *writer) start(tag string, attributes []string) {
	w.buf.WriteByte('<')
	w.buf.WriteString(tag)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		w.buf.WriteByte(' ')
		w.buf.WriteString(attributes[i])
		w.buf.WriteString(`="`)
		w.escape(attributes[i+1])
		w.buf.WriteByte('"')
	}
	w.buf.WriteByte('>')
}

// isBlock names the elements that end a line of the file.
var isBlock = map[string]bool{
	"head": true, "title": true, "style": true, "body": true, "header": true, "nav": true, "main": true, "footer": true, "aside": true, "section": true,
	"div": true, "p": true, "h1": true, "h2": true, "h3": true, "h4": true, "ul": true, "ol": true, "li": true, "dl": true,
	"figure": true, "figcaption": true, "details": true, "svg": true, "table": true, "caption": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "html": true,
}

// escape writes s so that no browser reads it as anything but text, in an
// attribute or out of it.
func (w *writer) escape(s string) {
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if with := escapes[c]; with != "" {
				w.buf.WriteString(s[from:i])
				if c != '\r' || i+1 == len(s) || s[i+1] != '\n' {
					w.buf.WriteString(with)
				}
				from = i + 1
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if size == 1 || isNoCharacter(r) {
			w.buf.WriteString(s[from:i])
			w.buf.WriteString(noCharacter)
			from = i + size
		}
		i += size
	}
	w.buf.WriteString(s[from:])
}

// noCharacter stands for what can't stand in an HTML file.
const noCharacter = "\uFFFD"

// isNoCharacter reports whether a rune beyond ASCII can't stand in an HTML file.
func isNoCharacter(r rune) bool {
	return r < 0xA0 || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF
}

// escapes are what is written for ASCII characters that can't stand as they are.
var escapes = func() (with [utf8.RuneSelf]string) {
	for c := range with {
		if c < ' ' || c == 0x7F {
			with[c] = noCharacter
		}
	}
	with['\t'], with['\n'], with['\r'] = "", "", "\n"
	with['&'], with['<'], with['>'], with['"'], with['\''] = "&amp;", "&lt;", "&gt;", "&#34;", "&#39;"
	return with
}()

// cssString writes s as a string of a style sheet: each character by its number, so
// that none can end the string or the sheet.
func cssString(s string) string {
	const digits = "0123456789abcdef"
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, noCharacter) {
		if r < ' ' {
			r = ' '
		}
		b.WriteByte('\\')
		for shift := 20; shift >= 0; shift -= 4 {
			b.WriteByte(digits[r>>shift&0xF])
		}
	}
	b.WriteByte('"')
	return b.String()
}

package pdf

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
)

// clean returns s on one line as titles and properties show it, without what can't
// be seen.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// isVisibleASCII reports whether a file can hold s as it reads.
func isVisibleASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// literal writes s, byte by byte, as a file's string.
func literal(s string) string {
	if !isVisibleASCII(s) {
		return fmt.Sprintf("<%X>", s)
	}
	return "(" + escapes.Replace(s) + ")"
}

// escapes marks what would end a string or mean something in it.
var escapes = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`)

// text writes s as a file's text, in UTF-16 where it goes beyond ASCII.
func text(s string) string {
	if isVisibleASCII(s) {
		return literal(s)
	}
	raw := []byte{0xFE, 0xFF}
	for _, unit := range utf16.Encode([]rune(s)) {
		raw = binary.BigEndian.AppendUint16(raw, unit)
	}
	return fmt.Sprintf("<%X>", raw)
}

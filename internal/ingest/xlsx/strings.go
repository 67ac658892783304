package xlsx

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// readStrings reads the texts that the sheets share, leaving out how East Asian
// ones are pronounced.
func (w *Workbook) readStrings(part string) error {
	r, err := w.open(part, maxStrings)
	if err != nil {
		return err
	}
	defer r.Close()
	tokens := xml.NewDecoder(r)
	var text []byte
	inText := false
	for {
		token, err := tokens.RawToken()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return damaged("%s: %v", part, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				text = text[:0]
			case "t":
				inText = true
			case "rPh":
				if err := skipElement(tokens, "rPh"); err != nil {
					return err
				}
			}
		case xml.CharData:
			if inText {
				text = append(text, t...)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "si":
				w.strings = append(w.strings, unescape(string(text)))
			}
		}
	}
}

// unescape turns the form in which Excel writes characters that XML can't hold,
// _x000D_, into those characters (ECMA-376 part 1, 22.9.2.19).
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || i+7 > len(s) {
			b.WriteString(s)
			return b.String()
		}
		code, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' {
			b.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		b.WriteRune(rune(code))
		s = s[i+7:]
	}
}

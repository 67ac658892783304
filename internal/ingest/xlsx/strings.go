package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The limits of the texts that sheets share.
const (
	maxShared   = 1 << 24 // texts
	maxCellText = 1 << 20 // bytes; see also MaxText
	arenaBlock  = 256 << 10
)

// arena keeps many small texts in a few large blocks.
type arena struct {
	block []byte
	ends  []int // of the texts in block
	texts []string
}

// add keeps a text whose bytes the caller goes on using.
func (a *arena) add(text []byte) {
	if len(a.block)+len(text) > arenaBlock {
		a.flush()
	}
	a.block = append(a.block, text...)
	a.ends = append(a.ends, len(a.block))
}

func (a *arena) flush() {
	block, start := string(a.block), 0
	for _, end := range a.ends {
		a.texts = append(a.texts, block[start:end])
		start = end
	}
	a.block, a.ends = a.block[:0], a.ends[:0]
}

// readStrings reads the texts that the sheets share, leaving out how East Asian
// ones are pronounced.
func (w *Workbook) readStrings(part string) error {
	r, err := w.open(part, maxStrings)
	if err != nil {
		return err
	}
	defer r.Close()
	xml := newScanner(r)
	var all arena
	var text []byte
	var where textState
	for count := 0; ; {
		t, err := xml.next()
		if err == io.EOF {
			all.flush()
			w.strings = all.texts
			return nil
		} else if err != nil {
			return damaged("%s: %v", part, err)
		}
		switch where.follow(t, xml.name); {
		case t == content && where.isText():
			if text = append(text, xml.text...); len(text) > maxCellText {
				return fmt.Errorf("%w: a text of %s has more than %d bytes", ErrSize, part, maxCellText)
			}
		case t == closing && string(xml.name) == "si":
			all.add(unescape(text))
			text = text[:0]
			if count++; count > maxShared {
				return fmt.Errorf("%w: %s has more than %d texts", ErrSize, part, maxShared)
			}
		}
	}
}

// textState knows whether a piece of text belongs to a cell: it stands in v or
// t, and not in rPh, which holds how the text is pronounced.
type textState struct{ inText, inPhonetic bool }

func (s *textState) follow(t token, name []byte) {
	if t == content {
		return
	}
	switch string(name) {
	case "v", "t":
		s.inText = t == opening
	case "rPh":
		s.inPhonetic = t == opening
	}
}

func (s *textState) isText() bool { return s.inText && !s.inPhonetic }

// unescape turns the form in which Excel writes characters that XML can't hold,
// _x000D_, into those characters (ECMA-376 part 1, 22.9.2.19).
func unescape(text []byte) []byte {
	if !bytes.Contains(text, []byte("_x")) {
		return text
	}
	s := string(text)
	b := make([]byte, 0, len(s))
	for {
		i := strings.Index(s, "_x")
		if i < 0 || i+7 > len(s) {
			return append(b, s...)
		}
		code, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' {
			b = append(b, s[:i+2]...)
			s = s[i+2:]
			continue
		}
		b = append(b, s[:i]...)
		b = append(b, string(rune(code))...)
		s = s[i+7:]
	}
}

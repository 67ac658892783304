package pdf

import (
	"bytes"
	"fmt"
)

// settler turns what maroto wrote of a page into what the page holds. maroto begins each
// page in black and goes back to it after each text and line; so it is told no colour
// for the commonest ones, and they take the place of black.
type settler struct {
	ink, hairline []byte // the choice of the colour of texts, and of lines
	page          []byte
}

// What maroto writes to choose black for texts and for lines.
const (
	blackText = "0.000 g\n"
	blackLine = "0.000 G\n"
)

func newSettler(t Theme) *settler {
	choice := func(c Colour, operator string) []byte {
		return fmt.Appendf(nil, "%.3f %.3f %.3f %s\n", float64(c.R)/255, float64(c.G)/255, float64(c.B)/255, operator)
	}
	return &settler{ink: choice(t.Ink, "rg"), hairline: choice(t.Hairline, "RG")}
}

// settle returns a page's content, which holds until the next page. It leaves out the
// lines that choose the font that is chosen already, of which maroto writes three for
// each text.
func (s *settler) settle(painted []byte) []byte {
	s.page = s.page[:0]
	var font []byte
	for line := range bytes.Lines(painted) {
		switch {
		case bytes.HasPrefix(line, []byte("BT /F")) && bytes.HasSuffix(line, []byte(" Tf ET\n")):
			if !bytes.Equal(line, font) {
				s.page, font = append(s.page, line...), line
			}
		case string(line) == blackText:
			s.page = append(s.page, s.ink...)
		case string(line) == blackLine:
			s.page = append(s.page, s.hairline...)
		default:
			s.page = appendMoving(s.page, line)
		}
	}
	return s.page
}

// appendMoving adds a line in which the moves between texts that were painted as one
// are made moves.
func appendMoving(page, line []byte) []byte {
	for {
		text, rest, found := bytes.Cut(line, moveBegins)
		page = append(page, text...)
		if !found {
			return page
		}
		move, next, _ := bytes.Cut(rest, moveEnds)
		page = append(append(append(page, ")Tj "...), move...), " Td("...)
		line = next
	}
}

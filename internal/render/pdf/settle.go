package pdf

import (
	"bytes"
	"fmt"
)

// settler turns what maroto wrote of a page into what the page holds. maroto begins each
// page in black and goes back to it after each text and line; so it is told no colour
// for the commonest ones, and they take the place of black, as black does that of the
// colour next to it.
type settler struct {
	ink, hairline []byte // the choice of the colour of texts, and of lines
	page          []byte
}

// What maroto writes to choose black for texts and for lines, and what is next to black
// for one text and for lines.
const (
	blackText       = "0.000 g\n"
	blackLine       = "0.000 G\n"
	nextToBlackText = "q 0.000 0.000 0.004 rg "
	nextToBlackLine = "0.000 0.000 0.004 RG\n"
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
		case string(line) == nextToBlackLine:
			s.page = append(s.page, "0.000 0.000 0.000 RG\n"...)
		default:
			if rest, is := bytes.CutPrefix(line, []byte(nextToBlackText)); is {
				s.page, line = append(s.page, "q 0.000 0.000 0.000 rg "...), rest
			}
			s.page = appendText(s.page, line)
		}
	}
	return s.page
}

// appendText adds a line in which the marks of texts are made what they stand for.
func appendText(page, line []byte) []byte {
	if bytes.Contains(line, []byte(lineFeed)) {
		line = bytes.ReplaceAll(line, []byte(lineFeed), []byte(`\n`))
	}
	for {
		text, rest, found := bytes.Cut(line, []byte(placeBegins))
		page = append(page, text...)
		if !found {
			return page
		}
		place, next, _ := bytes.Cut(rest, []byte(placeEnds))
		page = append(append(append(page, ")Tj 1 0 0 1 "...), place...), " Tm("...)
		line = next
	}
}

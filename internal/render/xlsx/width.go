package xlsx

import (
	"strings"
	"unicode/utf8"
)

// Column widths in characters of the body's digits.
const (
	narrowest = 8
	widest    = 60
)

// width returns a column's width for a header and the length of its longest
// content. A header may wrap between words and has a filter button beside it.
func width(title string, content int) float64 {
	const padding, button = 2, 4
	need := content + padding
	for word := range strings.FieldsSeq(title) {
		need = max(need, utf8.RuneCountInString(word)+button)
	}
	if half := (utf8.RuneCountInString(title)+1)/2 + button; half > need {
		need = half
	}
	return float64(min(max(need, narrowest), widest))
}

// lines returns how many lines a text of the given size takes in a column when it
// breaks between words. A width is counted in digits of the default font, beside
// which the letters of a text are a little narrower.
func lines(text string, columnWidth, size float64) int {
	const lettersPerDigit = 1.07
	width := max(1, int(columnWidth*lettersPerDigit*sizeBody/size))
	if len(text) <= width && strings.IndexByte(text, '\n') < 0 {
		return 1
	}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		room := width
		for word := range strings.FieldsSeq(line) {
			length := utf8.RuneCountInString(word)
			if length > room && room < width {
				n++
				room = width
			}
			for ; length > width; length -= width {
				n++
			}
			room -= length + 1
		}
	}
	return n
}

// height returns the height in points of a row whose fullest cell has n lines.
func height(n int) float64 {
	const line, padding, most = 13.5, 3.5, 400.0
	return min(float64(n)*line+padding, most)
}

// headerLines returns how many lines the titles of a table's header take beside
// their filter buttons.
func headerLines(titles []string, widths []float64) int {
	n := 1
	for i, t := range titles {
		n = max(n, lines(t, widths[i]-filterIndent, sizeBody))
	}
	return n
}

// longest returns the longest line of a text in characters where it is longer than n,
// else n.
func longest(n int, text string) int {
	for len(text) > n { // in bytes, so that most texts need not be looked at
		line, rest, _ := strings.Cut(text, "\n")
		if len(line) > n {
			n = max(n, utf8.RuneCountInString(line))
		}
		text = rest
	}
	return n
}

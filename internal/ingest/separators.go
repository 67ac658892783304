package ingest

import "strings"

// numberFault says why a text is no number.
type numberFault uint8

const (
	isNumber numberFault = iota
	notANumber
	twoNumbers // a separator can be one of thousands or the decimal mark
)

// readNumber reads a number as people write it: with a decimal point or comma,
// and commas, points, spaces or apostrophes between groups of three digits. The
// mark, point or comma, says which is the decimal one; without it the text must
// leave no choice.
func readNumber(s, mark string) (float64, numberFault) {
	if _, ok := fewDigits(s); ok || strings.ContainsAny(s, "eE") {
		if v, ok := parseNumber(s); ok {
			return v, isNumber
		}
		return 0, notANumber
	}
	if i := strings.LastIndexByte(s, '.'); i > 0 && len(s)-i != 4 && mark != "comma" && strings.IndexByte(s, ',') < 0 {
		if v, ok := parseNumber(s); ok {
			return v, isNumber // the usual form, at once
		}
	}
	var p, c float64
	var asPoint, asComma bool
	if mark != "comma" {
		p, asPoint = numberAs(s, '.', ',')
	}
	if mark != "point" {
		c, asComma = numberAs(s, ',', '.')
	}
	switch {
	case asPoint && asComma && p != c:
		return 0, twoNumbers
	case asPoint:
		return p, isNumber
	case asComma:
		return c, isNumber
	}
	return 0, notANumber
}

// numberWays returns the marks by which the text is a number, none where it says
// nothing of the mark.
func numberWays(s string) readings {
	s, _ = cutPercent(s)
	p, asPoint := numberAs(s, '.', ',')
	c, asComma := numberAs(s, ',', '.')
	switch {
	case asPoint && asComma && p == c:
		return 0
	case asPoint && asComma:
		return anyMark
	case asPoint:
		return pointMark
	case asComma:
		return commaMark
	}
	return 0
}

// numberAs reads the text with the decimal mark, and with the other one, a space
// or an apostrophe between groups.
func numberAs(s string, mark, other byte) (float64, bool) {
	sign := ""
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, s = s[:1], s[1:]
	}
	whole, part, hasMark := strings.Cut(s, string(mark))
	if hasMark && part == "" || !isDigits(part) {
		return 0, false
	}
	whole, ok := ungroup(whole, other)
	if !ok || whole == "" && part == "" {
		return 0, false
	}
	return parseNumber(sign + whole + "." + part + "0")
}

// ungroup takes the separators out of whole thousands. All are the same, and
// between them stand three digits.
func ungroup(s string, other byte) (string, bool) {
	s = strings.ReplaceAll(s, "’", "'")
	at := strings.IndexAny(s, " '"+string(other))
	if at < 0 {
		return s, isDigits(s)
	}
	groups := strings.Split(s, s[at:at+1])
	if n := len(groups[0]); n == 0 || n > 3 || groups[0][0] == '0' {
		return "", false
	}
	for i, g := range groups {
		if !isDigits(g) || i > 0 && len(g) != 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func isDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// cutPercent takes a percent sign off the end of the text.
func cutPercent(s string) (rest string, found bool) {
	rest, found = strings.CutSuffix(s, "%")
	return strings.TrimRight(rest, " "), found
}

package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// numeral is a number whose digits are written as they stand.
type numeral string

// cell is a cell of a sheet; the zero one is none.
type cell struct {
	look    int
	formula string
	value   any // of the formula its result
}

// appendCell appends a cell of a sheet.
func appendCell(dst []byte, col, row int, c cell) []byte {
	if c == (cell{}) {
		return dst
	}
	dst = append(dst, "<c"...)
	text, isText := c.value.(string)
	if isText && c.formula != "" && keepsSpace(text) {
		dst = append(dst, ` xml:space="preserve"`...)
	}
	dst = append(dst, ` r="`...)
	dst = append(dst, letters(col)...)
	dst = strconv.AppendInt(dst, int64(row), 10)
	dst = appendStyle(dst, c.look)
	switch {
	case c.formula != "":
		dst = appendFormula(dst, c, isText)
	case c.value == nil:
		return append(dst, "/>"...)
	default:
		dst = appendValue(dst, c.value)
	}
	return append(dst, "</c>"...)
}

// appendStyle ends the address of a cell and gives its style.
func appendStyle(dst []byte, id int) []byte {
	if id != 0 {
		dst = strconv.AppendInt(append(dst, `" s="`...), int64(id), 10)
	}
	return append(dst, '"')
}

// appendFormula appends a formula with its result.
func appendFormula(dst []byte, c cell, isText bool) []byte {
	switch c.value.(type) {
	case string, nil:
		dst = append(dst, ` t="str"`...)
	case bool:
		dst = append(dst, ` t="b"`...)
	}
	dst = append(dst, "><f>"...)
	dst = appendEscaped(dst, c.formula)
	dst = append(dst, "</f>"...)
	if isText {
		if text := c.value.(string); text != "" {
			dst = append(dst, "<v>"...)
			dst = appendCellText(dst, text)
			dst = append(dst, "</v>"...)
		}
		return dst
	}
	if c.value == nil {
		return dst
	}
	return append(appendDigits(append(dst, "<v>"...), c.value), "</v>"...)
}

// appendValue appends what follows a cell's attributes up to its end.
func appendValue(dst []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return appendInline(dst, v)
	case bool:
		dst = append(dst, ` t="b"`...)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return appendInline(dst, fmt.Sprint(v))
		}
	}
	return append(appendDigits(append(dst, "><v>"...), v), "</v>"...)
}

// appendDigits appends a number or a boolean.
func appendDigits(dst []byte, v any) []byte {
	switch v := v.(type) {
	case int:
		return strconv.AppendInt(dst, int64(v), 10)
	case int32:
		return strconv.AppendInt(dst, int64(v), 10)
	case int64:
		return strconv.AppendInt(dst, v, 10)
	case float64:
		return appendFloat(dst, v)
	case numeral:
		return append(dst, v...)
	case bool:
		if v {
			return append(dst, '1')
		}
		return append(dst, '0')
	}
	panic(fmt.Sprintf("a cell of type %T", v)) // nothing in this package makes one
}

// appendInline appends a text, which is cleaned where it has to be.
func appendInline(dst []byte, s string) []byte {
	if isAsIs(s) && !keepsSpace(s) {
		dst = append(dst, ` t="inlineStr"><is><t>`...)
		dst = append(dst, s...)
		return append(dst, "</t></is>"...)
	}
	s = clean(s)
	dst = append(dst, ` t="inlineStr"><is><t`...)
	if keepsSpace(s) {
		dst = append(dst, ` xml:space="preserve"`...)
	}
	dst = append(dst, '>')
	dst = appendCellText(dst, s)
	return append(dst, "</t></is>"...)
}

// precise is how many digits Excel keeps of a number.
const precise = 15

// appendFloat appends a number with at most the digits that Excel keeps; the
// others are cut off, not rounded.
func appendFloat(dst []byte, v float64) []byte {
	start := len(dst)
	dst = strconv.AppendFloat(dst, v, 'f', -1, 64)
	if len(dst)-start <= precise {
		return dst
	}
	digits := string(dst[start:])
	whole, _, isBroken := strings.Cut(digits, ".")
	significant := 0
	for i := range digits {
		if c := digits[i]; c < '0' || c > '9' || significant == 0 && c == '0' {
			continue
		}
		if significant++; significant <= precise {
			continue
		}
		if isBroken && i > len(whole) {
			return append(dst[:start], strings.TrimSuffix(digits[:i], ".")...)
		}
		dst = append(dst[:start], whole...)
		for j := start + i; j < len(dst); j++ {
			dst[j] = '0'
		}
		return dst
	}
	return dst
}

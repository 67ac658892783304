package metric

import (
	"fmt"
	"strconv"
	"strings"

	"compack/internal/dataset"
)

// said says a condition to readers of the definition's language: in English in
// words, in any other in signs between the titles.
func said(n node, on *dataset.Definition) string {
	if on.Locale().IsEnglish() {
		return n.english(on, false).text
	}
	return signs(n, on)
}

// signs writes a condition with signs: Closed on ≤ Due on.
func signs(n node, on *dataset.Definition) string {
	title := func(field int) string { return on.Fields[field].Title }
	switch n := n.(type) {
	case allOf:
		return signsOf(n.parts, on, " "+on.Locale().Say("and")+" ")
	case anyOf:
		return signsOf(n.parts, on, " "+on.Locale().Say("or")+" ")
	case negation:
		if s, ok := n.part.(stated); ok {
			return title(s.field) + ` = ""`
		}
		return "\u00AC(" + signs(n.part, on) + ")"
	case ordered:
		return title(n.field) + relationSigns[n.op] + n.bound.signs(on)
	case paired:
		second, days := title(n.right), n.days
		if on.Fields[n.left].Type == dataset.Moment {
			days /= minutesAnHour
		}
		return title(n.left) + relationSigns[n.op] + second + plus(days)
	case member:
		return title(n.field) + memberSigns(&on.Fields[n.field], n)
	case flag:
		return title(n.field) + relationSigns[equal] + on.Locale().Truth(n.want)
	case stated:
		return title(n.field) + ` ≠ ""`
	case alike:
		return title(n.left) + equalSign(n.inverted) + title(n.right)
	}
	panic(fmt.Sprintf("no signs for %T", n)) // a kind of condition that this file forgot
}

var relationSigns = map[operator]string{
	equal: " = ", unequal: " ≠ ", less: " < ", lessEqual: " ≤ ", greater: " > ", greaterEqual: " ≥ ",
}

func signsOf(parts []node, on *dataset.Definition, between string) string {
	out := make([]string, len(parts))
	for i, part := range parts {
		out[i] = signs(part, on)
		switch part.(type) {
		case allOf, anyOf:
			out[i] = "(" + out[i] + ")"
		}
	}
	return strings.Join(out, between)
}

func memberSigns(f *dataset.Field, n member) string {
	values := make([]string, len(n.values))
	for i, v := range n.values {
		values[i] = strconv.Quote(v)
		if f.Type == dataset.Enum {
			values[i] = f.ValueTitle(v)
		}
	}
	sign := equalSign(n.inverted)
	if len(values) == 1 {
		return sign + values[0]
	}
	return sign + "{" + strings.Join(values, "; ") + "}"
}

func equalSign(inverted bool) string {
	if inverted {
		return relationSigns[unequal]
	}
	return relationSigns[equal]
}

func (b bound) signs(on *dataset.Definition) string {
	if b.anchor == noAnchor {
		return strconv.Itoa(b.number)
	}
	return on.Locale().Say(anchors[b.anchor].english) + plus(b.number)
}

// plus writes a number that is added, "" for 0.
func plus(n int) string {
	switch {
	case n > 0:
		return " + " + strconv.Itoa(n)
	case n < 0:
		return " \u2212 " + strconv.Itoa(-n)
	}
	return ""
}

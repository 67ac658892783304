package metric

import (
	"fmt"
	"strconv"
	"strings"

	"compack/internal/dataset"
)

// phrase is a condition in English and how loosely its words hang together.
type phrase struct {
	text string
	bond bond
}

// bond says what joins a phrase's parts.
type bond uint8

const (
	single bond = iota
	joinedByAnd
	joinedByOr
)

// inside returns the phrase as part of one that is joined by outer.
func (p phrase) inside(outer bond) string {
	if p.bond != single && p.bond != outer {
		return "(" + p.text + ")"
	}
	return p.text
}

func (n allOf) english(on *dataset.Definition, negated bool) phrase {
	if negated {
		return join(on, n.parts, true, joinedByOr)
	}
	return join(on, n.parts, false, joinedByAnd)
}

func (n anyOf) english(on *dataset.Definition, negated bool) phrase {
	if negated {
		return join(on, n.parts, true, joinedByAnd)
	}
	return join(on, n.parts, false, joinedByOr)
}

func (n negation) english(on *dataset.Definition, negated bool) phrase {
	return n.part.english(on, !negated)
}

// join says the parts one after the other; two parts that keep a date inside of the
// period become one.
func join(on *dataset.Definition, parts []node, negated bool, by bond) phrase {
	var said []string
	for i := 0; i < len(parts); i++ {
		if !negated && by == joinedByAnd && i+1 < len(parts) && spansPeriod(parts[i], parts[i+1]) {
			said = append(said, on.Fields[parts[i].(ordered).field].Title+" lies in the period")
			i++
			continue
		}
		said = append(said, parts[i].english(on, negated).inside(by))
	}
	if len(said) == 1 {
		return phrase{text: said[0]}
	}
	word := " and "
	if by == joinedByOr {
		word = " or "
	}
	return phrase{strings.Join(said, word), by}
}

// spansPeriod reports whether a and b say that a date lies from start to end.
func spansPeriod(a, b node) bool {
	first, ok := a.(ordered)
	last, ok2 := b.(ordered)
	return ok && ok2 && first.field == last.field &&
		first.op == greaterEqual && first.bound == bound{anchor: atStart} &&
		last.op == lessEqual && last.bound == bound{anchor: atEnd}
}

func (n ordered) english(on *dataset.Definition, negated bool) phrase {
	f := &on.Fields[n.field]
	op, prefix := n.op, ""
	switch {
	case negated:
		op, prefix = opposite[op], orEmpty(f)
	case op == unequal:
		prefix = statedAnd(f)
	}
	said := relation(f.Type, op)
	if f.Type == dataset.Moment {
		said = dayRelations[op]
	}
	return phrase{text: f.Title + " is " + prefix + said + n.bound.english()}
}

// orEmpty is what a negated comparison adds for a field that may be empty.
func orEmpty(f *dataset.Field) string {
	if f.Required {
		return ""
	}
	return "empty or "
}

// statedAnd is what "not" adds for a field that may be empty.
func statedAnd(f *dataset.Field) string {
	if f.Required {
		return ""
	}
	return "stated and "
}

// relation says an operator between values of a type, up to the second of them.
func relation(t dataset.Type, op operator) string {
	if op == equal {
		return ""
	}
	if op == unequal {
		return "not "
	}
	if t == dataset.Date {
		return map[operator]string{less: "before ", lessEqual: "on or before ", greater: "after ", greaterEqual: "on or after "}[op]
	}
	if t == dataset.Moment {
		return map[operator]string{less: "before ", lessEqual: "at or before ", greater: "after ", greaterEqual: "at or after "}[op]
	}
	return map[operator]string{less: "less than ", lessEqual: "at most ", greater: "more than ", greaterEqual: "at least "}[op]
}

func (b bound) english() string {
	if b.anchor == noAnchor {
		return strconv.Itoa(b.number)
	}
	return daysFrom(anchors[b.anchor].english, b.number)
}

// daysFrom names the day that lies n days after a day.
func daysFrom(day string, n int) string { return offset(day, n, "the day", "the day %d days") }

// offset names what lies n steps after something, or before it where n is less
// than 0; one and several say the way for one step and for more.
func offset(from string, n int, one, several string) string {
	way := " after "
	if n < 0 {
		n, way = -n, " before "
	}
	switch n {
	case 0:
		return from
	case 1:
		return one + way + from
	}
	return fmt.Sprintf(several, n) + way + from
}

func (n paired) english(on *dataset.Definition, negated bool) phrase {
	left, right := &on.Fields[n.left], &on.Fields[n.right]
	op := n.op
	if negated {
		op = opposite[op]
	}
	second := right.Title
	switch {
	case left.Type == dataset.Date:
		second = daysFrom(second, n.days)
	case left.Type == dataset.Moment:
		second = hoursFrom(second, n.days/minutesAnHour)
	case n.days > 0:
		second += fmt.Sprintf(" + %d", n.days)
	case n.days < 0:
		second += fmt.Sprintf(" - %d", -n.days)
	}
	text := left.Title + " is " + relation(left.Type, op) + second
	return eitherEmpty(phrase{text: text}, negated, left, right)
}

func (n member) english(on *dataset.Definition, negated bool) phrase {
	f := &on.Fields[n.field]
	values := make([]string, len(n.values))
	for i, v := range n.values {
		if f.Type == dataset.Enum {
			values[i] = f.ValueTitle(v)
		} else {
			values[i] = strconv.Quote(v)
		}
	}
	var said string
	switch excludes := n.inverted != negated; {
	case excludes && negated:
		said = orEmpty(f) + none(values)
	case excludes:
		said = statedAnd(f) + none(values)
	case negated && !f.Required:
		said = list(append([]string{"empty"}, values...), "or")
	default:
		said = list(values, "or")
	}
	return phrase{text: f.Title + " is " + said}
}

// none says that it is none of the values.
func none(values []string) string {
	if len(values) == 1 {
		return "not " + values[0]
	}
	return "none of " + list(values, "and")
}

// list joins words as prose does: a, b and c.
func list(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

func (n flag) english(on *dataset.Definition, negated bool) phrase {
	f := &on.Fields[n.field]
	word, prefix := "no", ""
	if n.want != negated {
		word = "yes"
	}
	if negated && f.Default == "" {
		prefix = orEmpty(f)
	}
	return phrase{text: f.Title + " is " + prefix + word}
}

func (n stated) english(on *dataset.Definition, negated bool) phrase {
	if negated {
		return phrase{text: on.Fields[n.field].Title + " is empty"}
	}
	return phrase{text: on.Fields[n.field].Title + " is stated"}
}

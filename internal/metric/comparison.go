package metric

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"compack/internal/dataset"
)

// maxText is the length in characters beyond which a text can't be compared: Excel takes
// no longer one in a formula.
const maxText = 200

// comparison reads left op right and checks that the sides can be compared.
func (r *reader) comparison(n *ast.BinaryNode) (node, error) {
	left, err := r.operand(n.Left)
	if err != nil {
		return nil, err
	}
	right, err := r.operand(n.Right)
	if err != nil {
		return nil, err
	}
	op := operator(n.Operator)
	if right.kind == difference || right.kind == isField && left.kind != isField && left.kind != difference {
		left, right, op = right, left, mirrored[op]
	}
	switch {
	case left.kind == difference:
		return r.compareDays(n, left, op, right)
	case left.kind != isField:
		return nil, r.failAt(n, "", "the comparison names no field")
	case right.kind == isNil:
		return r.compareNil(n, left, op)
	case right.kind == isField:
		return r.compareFields(n, left, op, right)
	}
	return r.compareValue(n, left, op, right)
}

// compareDays turns the comparison of a number of days, closed_on - opened_on
// <= 30, into that of dates: closed_on <= opened_on + 30; likewise that of a number of
// hours.
func (r *reader) compareDays(n *ast.BinaryNode, left operand, op operator, right operand) (node, error) {
	if right.kind != isNumber {
		what := r.describe(left)
		return nil, r.failAt(n, "compare "+what+" with a whole number", "can't compare %s with %s", what, r.describe(right))
	}
	to, from := *left.to, *left.from
	from.number += right.number
	switch {
	case to.kind == isField && from.kind == isField:
		return r.compareFields(n, to, op, from)
	case to.kind == isField:
		return r.compareValue(n, to, op, from)
	case from.kind == isField:
		return r.compareValue(n, from, mirrored[op], to)
	}
	return nil, r.failAt(n, "", "the comparison names no field")
}

func (r *reader) compareNil(n *ast.BinaryNode, left operand, op operator) (node, error) {
	switch {
	case left.number != 0:
		return nil, r.failAt(n, "compare the field alone with nil", "only a field itself can be empty")
	case op == equal:
		return negation{stated{left.field}}, nil
	case op == unequal:
		return stated{left.field}, nil
	}
	return nil, r.failAt(n, "write == nil or != nil", "an empty value has no order")
}

func (r *reader) compareFields(n *ast.BinaryNode, left operand, op operator, right operand) (node, error) {
	a, b := &r.on.Fields[left.field], &r.on.Fields[right.field]
	if a.Type == dataset.Text && b.Type == dataset.Text {
		return r.compareTexts(n, left, op, right)
	}
	if a.Type != b.Type || a.Type != dataset.Date && a.Type != dataset.Moment && a.Type != dataset.Integer {
		return nil, r.failAt(n, "only two dates, moments, integers or texts can be compared", "can't compare %s with %s", r.describe(left), r.describe(right))
	}
	if left.field == right.field {
		return nil, r.failAt(n, "", "%s is compared with itself", a.Name)
	}
	days := right.number - left.number
	if a.Type == dataset.Moment {
		days *= minutesAnHour
	}
	return paired{left: left.field, right: right.field, op: op, days: days}, nil
}

// compareValue compares a field with a literal or a date of the period.
func (r *reader) compareValue(n *ast.BinaryNode, left operand, op operator, right operand) (node, error) {
	f := &r.on.Fields[left.field]
	switch {
	case f.Type == dataset.Date && right.kind == isAnchor:
		return ordered{left.field, op, bound{right.anchor, right.number - left.number}}, nil
	case f.Type == dataset.Moment && right.kind == isAnchor && left.number != 0:
		return nil, r.failAt(n, "compare it with another moment, or add days to "+string(right.anchor), "hours can't be added to a moment that is compared with a day")
	case f.Type == dataset.Moment && right.kind == isAnchor:
		return ordered{left.field, op, bound{right.anchor, right.number}}, nil
	case f.Type == dataset.Integer && right.kind == isNumber:
		return ordered{left.field, op, bound{noAnchor, right.number}}, nil
	case f.Type == dataset.Boolean && right.kind == isTruth && (op == equal || op == unequal):
		return flag{left.field, right.truth == (op == equal)}, nil
	case (f.Type == dataset.Text || f.Type == dataset.Enum) && right.kind == isText:
		if op != equal && op != unequal {
			return nil, r.failAt(n, "write == or !=", "%s has no order", r.describe(left))
		}
		value, err := r.literal(f, right)
		if err != nil {
			return nil, err
		}
		return member{left.field, []string{value}, op == unequal}, nil
	}
	return nil, r.failAt(n, comparable[f.Type], "can't compare %s with %s", r.describe(left), r.describe(right))
}

// comparable says with what a field of each type can be compared.
var comparable = map[dataset.Type]string{
	dataset.Text:    `compare it with a text in quotes or another text field, using == or !=, or with nil`,
	dataset.Enum:    `compare it with the name of a value in quotes, using == or !=, or with nil`,
	dataset.Integer: `compare it with a whole number, another integer field or nil`,
	dataset.Date:    `compare it with start, end, as_of, another date field or nil`,
	dataset.Moment:  `compare it with start, end, as_of, another moment field or nil`,
	dataset.Boolean: `write the field alone, or compare it with true, false or nil, using == or !=`,
	dataset.Decimal: `decimal fields can only be compared with nil`,
}

// literal checks a text against the field that it is compared with.
func (r *reader) literal(f *dataset.Field, o operand) (string, error) {
	if f.Type == dataset.Enum {
		if !slices.Contains(f.ValueNames(), o.text) {
			return "", r.failAt(o.at, suggestValue(o.text, f), "%s has no value %q", f.Name, o.text)
		}
		return o.text, nil
	}
	switch {
	case o.text == "":
		return "", r.failAt(o.at, "write == nil or != nil", "an empty text is an empty field")
	case len([]rune(o.text)) > maxText:
		return "", r.failAt(o.at, "", "the text is longer than %d characters", maxText)
	case strings.ContainsFunc(o.text, func(c rune) bool { return c < ' ' }):
		return "", r.failAt(o.at, "", "the text holds a control character")
	}
	return o.text, nil
}

// membership reads field in [...].
func (r *reader) membership(n *ast.BinaryNode, inverted bool) (node, error) {
	left, err := r.operand(n.Left)
	if err != nil {
		return nil, err
	}
	list, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		return nil, r.failAt(n, "write a list such as [\"open\", \"closed\"]", "what follows in is no list")
	}
	if left.kind != isField || left.number != 0 {
		return nil, r.failAt(n, "", "only a field can be looked up in a list")
	}
	if len(list.Nodes) == 0 {
		return nil, r.failAt(n, "", "the list is empty")
	}
	f := &r.on.Fields[left.field]
	switch f.Type {
	case dataset.Text, dataset.Enum:
		return r.memberOf(left.field, list, inverted)
	case dataset.Integer:
		return r.numberIn(left.field, list, inverted)
	}
	return nil, r.failAt(n, comparable[f.Type], "can't look up %s in a list", r.describe(left))
}

func (r *reader) memberOf(field int, list *ast.ArrayNode, inverted bool) (node, error) {
	m := member{field: field, inverted: inverted}
	for _, item := range list.Nodes {
		o, err := r.operand(item)
		if err != nil {
			return nil, err
		}
		if o.kind != isText {
			return nil, r.failAt(item, comparable[r.on.Fields[field].Type], "can't compare %s with %s", r.describe(operand{kind: isField, field: field}), r.describe(o))
		}
		value, err := r.literal(&r.on.Fields[field], o)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(m.values, func(v string) bool { return strings.EqualFold(v, value) }) {
			m.values = append(m.values, value)
		}
	}
	return m, nil
}

// numberIn reads a list of numbers as comparisons: in as one or another of
// them, not in as none of them.
func (r *reader) numberIn(field int, list *ast.ArrayNode, inverted bool) (node, error) {
	op := equal
	if inverted {
		op = unequal
	}
	var parts []node
	for _, item := range list.Nodes {
		o, err := r.operand(item)
		if err != nil {
			return nil, err
		}
		if o.kind != isNumber {
			return nil, r.failAt(item, comparable[dataset.Integer], "can't compare %s with %s", r.describe(operand{kind: isField, field: field}), r.describe(o))
		}
		part := ordered{field, op, bound{noAnchor, o.number}}
		if !slices.Contains(parts, node(part)) {
			parts = append(parts, part)
		}
	}
	switch {
	case len(parts) == 1:
		return parts[0], nil
	case inverted:
		return allOf{parts}, nil
	}
	return anyOf{parts}, nil
}

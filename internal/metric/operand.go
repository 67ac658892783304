package metric

import (
	"math"

	"github.com/expr-lang/expr/ast"

	"compack/internal/dataset"
)

// maxDays bounds the days that may be added to a date, and the hours to a moment,
// so that no sum of them leaves the range of dates.
const maxDays = 1_000_000

// operandKind says what one side of a comparison is.
type operandKind uint8

const (
	isField    operandKind = iota // a field, days added where it is a date, hours where a moment
	isAnchor                      // one of the period's dates, days added
	isNumber                      // a whole number
	isText                        // a text or the name of an enum value
	isTruth                       // true or false
	isNil                         // nil
	difference                    // the days from one date to another, or the hours between moments
)

// operand is one side of a comparison.
type operand struct {
	kind     operandKind
	at       ast.Node
	field    int
	anchor   anchor
	number   int // of a number; the days or hours added to a field or an anchor
	text     string
	truth    bool
	from, to *operand // of a difference
}

// operand reads one side of a comparison.
func (r *reader) operand(n ast.Node) (operand, error) {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		if _, ok := anchors[anchor(n.Value)]; ok && r.on.Index(n.Value) < 0 {
			return operand{kind: isAnchor, at: n, anchor: anchor(n.Value)}, nil
		}
		i, err := r.field(n)
		return operand{kind: isField, at: n, field: i}, err
	case *ast.IntegerNode:
		return r.number(n, n.Value)
	case *ast.StringNode:
		return operand{kind: isText, at: n, text: n.Value}, nil
	case *ast.BoolNode:
		return operand{kind: isTruth, at: n, truth: n.Value}, nil
	case *ast.NilNode:
		return operand{kind: isNil, at: n}, nil
	case *ast.UnaryNode:
		return r.signed(n)
	case *ast.BinaryNode:
		if n.Operator == "+" || n.Operator == "-" {
			return r.arithmetic(n)
		}
	}
	return operand{}, r.refuseOperand(n)
}

func (r *reader) refuseOperand(n ast.Node) error {
	switch n := n.(type) {
	case *ast.BinaryNode:
		switch n.Operator {
		case "==", "!=", "<", "<=", ">", ">=", "in", "and", "or", "&&", "||":
			return r.failAt(n, "put what belongs together in parentheses, joined by and or or", "a condition can't be compared with a value")
		}
		return r.failAt(n, allowed, "the operator %s is not part of the language", n.Operator)
	case *ast.FloatNode:
		return r.failAt(n, "write a whole number", "decimal numbers can't be compared")
	}
	return r.refuse(n)
}

func (r *reader) number(at ast.Node, v int) (operand, error) {
	if v > math.MaxInt32 || v < -math.MaxInt32 {
		return operand{}, r.failAt(at, "", "the number lies outside of 32 bits")
	}
	return operand{kind: isNumber, at: at, number: v}, nil
}

// signed reads a number with a sign.
func (r *reader) signed(n *ast.UnaryNode) (operand, error) {
	if n.Operator != "-" && n.Operator != "+" {
		return operand{}, r.failAt(n, "put what follows "+n.Operator+" in parentheses", "%s applies to the next word only", n.Operator)
	}
	o, err := r.operand(n.Node)
	if err != nil {
		return o, err
	}
	if o.kind != isNumber {
		return o, r.failAt(n, "", "only a number can have a sign")
	}
	if n.Operator == "-" {
		o.number = -o.number
	}
	o.at = n
	return o, nil
}

// arithmetic reads a date with days added, a moment with hours added, or what
// lies between two dates or two moments.
func (r *reader) arithmetic(n *ast.BinaryNode) (operand, error) {
	left, err := r.operand(n.Left)
	if err != nil {
		return left, err
	}
	right, err := r.operand(n.Right)
	if err != nil {
		return right, err
	}
	if n.Operator == "+" && left.kind == isNumber {
		left, right = right, left
	}
	switch {
	case n.Operator == "-" && (r.isDate(left) && r.isDate(right) || r.isMoment(left) && r.isMoment(right)):
		return operand{kind: difference, at: n, from: &right, to: &left}, nil
	case n.Operator == "-" && (r.isDate(left) && r.isMoment(right) || r.isMoment(left) && r.isDate(right)):
		return operand{}, r.failAt(n, "subtract two dates, which gives days, or two moments, which gives hours", "a date and a moment can't be subtracted from each other")
	case !r.isDate(left) && !r.isMoment(left) || right.kind != isNumber:
		return operand{}, r.failAt(n, "write for example as_of - 90, due_on + 30 or, in hours, detected_at + 72",
			"only whole days can be added to a date, whole hours to a moment, and only dates or moments subtracted from each other")
	}
	if n.Operator == "-" {
		right.number = -right.number
	}
	left.number += right.number
	if left.number > maxDays || left.number < -maxDays {
		return operand{}, r.failAt(n, "", "the days lie outside of any calendar")
	}
	left.at = n
	return left, nil
}

// isDate reports whether o is a day.
func (r *reader) isDate(o operand) bool {
	return o.kind == isAnchor || o.kind == isField && r.on.Fields[o.field].Type == dataset.Date
}

// isMoment reports whether o is a minute.
func (r *reader) isMoment(o operand) bool {
	return o.kind == isField && r.on.Fields[o.field].Type == dataset.Moment
}

// describe names o in a message.
func (r *reader) describe(o operand) string {
	switch o.kind {
	case isField:
		f := &r.on.Fields[o.field]
		return f.Name + " (" + string(f.Type) + ")"
	case isAnchor:
		return string(o.anchor) + " (date)"
	case isNumber:
		return "a number"
	case isText:
		return "a text"
	case isTruth:
		return "true or false"
	case isNil:
		return "nil"
	}
	if r.isMoment(*o.to) {
		return "a number of hours"
	}
	return "a number of days"
}

package metric

import (
	"github.com/expr-lang/expr/ast"

	"compack/internal/dataset"
)

// alike compares two text fields, whatever their case. It is false where either
// is empty.
type alike struct {
	left, right int
	inverted    bool // true where both are stated and differ
}

// compareTexts reads a comparison of two text fields.
func (r *reader) compareTexts(n *ast.BinaryNode, left operand, op operator, right operand) (node, error) {
	switch {
	case op != equal && op != unequal:
		return nil, r.failAt(n, "write == or !=", "%s has no order", r.describe(left))
	case left.field == right.field:
		return nil, r.failAt(n, "", "%s is compared with itself", r.on.Fields[left.field].Name)
	}
	return alike{left.field, right.field, op == unequal}, nil
}

func (n alike) walk(visit func(int)) {
	visit(n.left)
	visit(n.right)
}

func (n alike) rows(e *evaluation) Rows { return e.once(n, n.scan) }

func (n alike) scan(e *evaluation) Rows {
	out := NewRows(e.n)
	left, right := e.codes(n.left), e.codes(n.right)
	if left == nil || right == nil {
		return out
	}
	classes := map[string]int32{}
	a, b := n.classes(e.table.Column(n.left), classes), n.classes(e.table.Column(n.right), classes)
	for row, code := range left {
		if other := right[row]; code != dataset.Empty && other != dataset.Empty && (a[code] == b[other]) != n.inverted {
			out.Add(row)
		}
	}
	return out
}

// classes returns for each word of the column a number that it shares with all
// words that differ from it in case only.
func (n alike) classes(c *dataset.Column, known map[string]int32) []int32 {
	out := make([]int32, len(c.Words()))
	for code, w := range c.Words() {
		folded := FoldText(w)
		if _, ok := known[folded]; !ok {
			known[folded] = int32(len(known))
		}
		out[code] = known[folded]
	}
	return out
}

func (n alike) english(on *dataset.Definition, negated bool) phrase {
	left, right := &on.Fields[n.left], &on.Fields[n.right]
	relation := " is the same as "
	if n.inverted != negated {
		relation = " differs from "
	}
	return eitherEmpty(phrase{text: left.Title + relation + right.Title}, negated, left, right)
}

// eitherEmpty adds to the negation of a comparison of two fields that it is true
// where one of them is empty.
func eitherEmpty(p phrase, negated bool, fields ...*dataset.Field) phrase {
	var empty []string
	for _, f := range fields {
		if !f.Required {
			empty = append(empty, f.Title)
		}
	}
	if !negated || len(empty) == 0 {
		return p
	}
	return phrase{list(empty, "or") + " is empty or " + p.text, joinedByOr}
}

// alike compares two cells of a row, which no criterion can.
func (n alike) terms(x *excel) terms { return x.helperTerms(n) }

// Whether = tells capitals from small letters, and whether a text of digits is a
// text, depends on the program; lengths and EXACT do not.
func (n alike) rowFormula(x *excel, at cellFunc) string {
	left, right := x.cell(n.left, at), x.cell(n.right, at)
	same := "EXACT(LOWER(" + left + "),LOWER(" + right + "))"
	if n.inverted {
		same = "NOT(" + same + ")"
	}
	return "AND(LEN(" + left + ")>0,LEN(" + right + ")>0," + same + ")"
}

package metric

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"compack/internal/dataset"
)

// maxSource is the length in bytes beyond which a predicate is refused; it
// bounds the depth of the parser's recursion.
const maxSource = 4096

// allowed names everything that the language has.
const allowed = "allowed are comparisons of fields, and, or, not, in [...], nil, and days added to dates"

// reader turns an expression library's tree into this package's own, and refuses
// what the language does not have.
type reader struct {
	source string
	on     *dataset.Definition
}

// parseCondition returns the condition that src says; nil for an empty one.
func parseCondition(src string, on *dataset.Definition) (node, error) {
	if strings.TrimSpace(src) == "" {
		return nil, nil
	}
	r := &reader{source: src, on: on}
	tree, err := r.parse()
	if err != nil {
		return nil, err
	}
	return r.condition(tree)
}

// parse reads the source with the expression library and puts its errors into
// this package's form.
func (r *reader) parse() (ast.Node, error) {
	if len(r.source) > maxSource {
		return nil, r.fail(0, "", "the expression is longer than %d bytes", maxSource)
	}
	if i := strings.IndexByte(r.source, 0); i >= 0 || !utf8.ValidString(r.source) {
		return nil, r.fail(0, "", "the expression holds bytes that are no text")
	}
	tree, err := parser.Parse(r.source)
	if err == nil {
		return tree.Node, nil
	}
	var syntax *file.Error
	if !errors.As(err, &syntax) {
		return nil, r.fail(0, "", "%v", err)
	}
	if syntax.Message == "unexpected token EOF" || syntax.Message == "unexpected end of expression" {
		return nil, r.fail(utf8.RuneCountInString(r.source), "", "the expression ends too early")
	}
	message, hint := plainSyntax(syntax.Message)
	return nil, r.fail(syntax.From, hint, "%s", message)
}

// plainSyntax says the expression library's messages in words that fit the
// language.
func plainSyntax(message string) (plain, hint string) {
	token, isToken := strings.CutPrefix(message, "unexpected token ")
	switch {
	case strings.Contains(message, "??"):
		return "the operator ?? is not part of the language", allowed
	case isToken && strings.Contains(token, `"="`):
		return "= is no comparison", "write =="
	case isToken:
		if _, text, ok := strings.Cut(token, "("); ok {
			token = strings.TrimSuffix(text, ")")
		}
		return "unexpected " + token, allowed
	}
	return message, ""
}

// fail returns an error at a position counted in characters.
func (r *reader) fail(at int, hint, format string, args ...any) *ParseError {
	e := &ParseError{Source: r.source, Column: at + 1, Message: fmt.Sprintf(format, args...), Hint: hint}
	for i := range r.source {
		if at == 0 {
			e.Offset = i
			return e
		}
		at--
	}
	e.Offset = len(r.source)
	return e
}

func (r *reader) failAt(n ast.Node, hint, format string, args ...any) *ParseError {
	return r.fail(n.Location().From, hint, format, args...)
}

// condition reads a node that must be true or false.
func (r *reader) condition(n ast.Node) (node, error) {
	switch n := n.(type) {
	case *ast.BinaryNode:
		return r.binary(n)
	case *ast.UnaryNode:
		return r.not(n)
	case *ast.IdentifierNode:
		return r.bareField(n)
	case *ast.BoolNode:
		return nil, r.failAt(n, "leave the condition empty for every record", "true and false are no conditions of their own")
	}
	return nil, r.refuse(n)
}

func (r *reader) binary(n *ast.BinaryNode) (node, error) {
	switch n.Operator {
	case "and", "&&", "or", "||":
		left, err := r.condition(n.Left)
		if err != nil {
			return nil, err
		}
		right, err := r.condition(n.Right)
		if err != nil {
			return nil, err
		}
		if n.Operator == "and" || n.Operator == "&&" {
			return allOf{append(conjuncts(left), conjuncts(right)...)}, nil
		}
		return anyOf{append(disjuncts(left), disjuncts(right)...)}, nil
	case "==", "!=", "<", "<=", ">", ">=":
		return r.comparison(n)
	case "in":
		return r.membership(n, false)
	case "+", "-":
		return nil, r.failAt(n, "compare it with something", "a sum of days is no condition")
	}
	return nil, r.failAt(n, allowed, "the operator %s is not part of the language", n.Operator)
}

// not reads a negation. "x not in [...]" is a comparison of its own, false for an
// empty x; the expression library gives it the position of its inner node, which
// tells it from "not (x in [...])".
func (r *reader) not(n *ast.UnaryNode) (node, error) {
	if n.Operator != "not" && n.Operator != "!" {
		return nil, r.failAt(n, "", "a number is no condition")
	}
	if in, ok := n.Node.(*ast.BinaryNode); ok && in.Operator == "in" && in.Location() == n.Location() {
		return r.membership(in, true)
	}
	part, err := r.condition(n.Node)
	if err != nil {
		return nil, err
	}
	if inner, ok := part.(negation); ok {
		return inner.part, nil
	}
	return negation{part}, nil
}

func (r *reader) bareField(n *ast.IdentifierNode) (node, error) {
	i, err := r.field(n)
	if err != nil {
		return nil, err
	}
	if f := &r.on.Fields[i]; f.Type != dataset.Boolean {
		return nil, r.failAt(n, "compare it with something", "%s is of type %s, so that it is no condition by itself", f.Name, f.Type)
	}
	return flag{field: i, want: true}, nil
}

// field returns the index of the field that n names.
func (r *reader) field(n *ast.IdentifierNode) (int, error) {
	if i := r.on.Index(n.Value); i >= 0 {
		return i, nil
	}
	if _, ok := anchors[anchor(n.Value)]; ok {
		return 0, r.failAt(n, "", "%s is a date of the period, not a field", n.Value)
	}
	return 0, r.failAt(n, suggestField(n.Value, r.on), "there is no field %q in %s", n.Value, r.on.ID)
}

// refuse says that n is nothing that the language has.
func (r *reader) refuse(n ast.Node) error {
	what := "this"
	switch n := n.(type) {
	case *ast.CallNode, *ast.BuiltinNode:
		what = "a function call"
	case *ast.MemberNode, *ast.ChainNode, *ast.SliceNode:
		what = "access to a part of a value"
	case *ast.ConditionalNode:
		what = "a choice between values"
	case *ast.VariableDeclaratorNode:
		what = "a variable"
	case *ast.SequenceNode:
		what = "a sequence of expressions"
	case *ast.ArrayNode, *ast.MapNode:
		what = "a list outside of in"
	case *ast.PredicateNode, *ast.PointerNode:
		what = "a closure"
	case *ast.FloatNode:
		what = "a decimal number"
	case *ast.StringNode, *ast.IntegerNode, *ast.NilNode, *ast.BytesNode:
		return r.failAt(n, "compare a field with it", "a value is no condition")
	}
	return r.failAt(n, allowed, "%s is not part of the language", what)
}

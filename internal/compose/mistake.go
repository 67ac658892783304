package compose

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// mistake is what is wrong in the lines of a block.
type mistake struct {
	line int // of the block's body, from 1; 0 where it is not known
	err  error
}

func (m mistake) Error() string { return m.err.Error() }
func (m mistake) Unwrap() error { return m.err }

// wrongValue is a mistake in one of a block's values, which is found by it.
type wrongValue struct {
	value string
	err   error
}

func (w wrongValue) Error() string { return w.err.Error() }
func (w wrongValue) Unwrap() error { return w.err }

// wrong returns the error that says what is wrong with a value of a block.
func wrong(value, format string, args ...any) error {
	return wrongValue{value, fmt.Errorf(format, args...)}
}

// unknown returns the error for a name that stands for nothing, with the nearest one
// that does, or else all of them where they are few.
func unknown(what, name string, known []string) error {
	const few = 24
	message := fmt.Sprintf("there is no %s %q", what, name)
	if near := problem.Nearest(name, known); near != "" {
		return wrong(name, "%s; did you mean %s?", message, near)
	}
	if len(known) == 0 || len(known) > few {
		return wrong(name, "%s", message)
	}
	return wrong(name, "%s; those known are %s", message, strings.Join(known, ", "))
}

// said is a problem of the YAML in one sentence.
func said(p problem.Problem) string {
	s := p.Message
	if p.Place.Key != "" && !strings.Contains(s, "key "+fmt.Sprintf("%q", lastKey(p.Place.Key))) {
		s = p.Place.Key + ": " + s
	}
	if p.Hint != "" {
		s += "; " + p.Hint
	}
	return s
}

func lastKey(path string) string { return path[strings.LastIndexAny(path, ".]")+1:] }

// lineIn returns the line of a block's body in which an error's mistake stands, 1 for
// the first, and 0 where it can't be told.
func lineIn(body []byte, err error) int {
	var m mistake
	if errors.As(err, &m) {
		return m.line
	}
	var w wrongValue
	var root yaml.Node
	if !errors.As(err, &w) || w.value == "" || yaml.Unmarshal(body, &root) != nil {
		return 0
	}
	return lineOf(&root, w.value)
}

// lineOf returns the line of the first value, or key, that is spelled so, or of the
// order by a field that is.
func lineOf(n *yaml.Node, value string) int {
	if n.Kind == yaml.ScalarNode && (n.Value == value || dataset.ParseOrder(n.Value).Field == value) {
		return n.Line
	}
	for _, child := range n.Content {
		if line := lineOf(child, value); line > 0 {
			return line
		}
	}
	return 0
}

package fill

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"text/template"
	"text/template/parse"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/problem"
)

// marker is a text with braces.
type marker struct {
	place problem.Place
	// sole returns what a marker stands for that has the text to itself: a value with
	// its type. Nil where there is more to the text.
	sole func(*scope) document.Cell
	text *template.Template
	// asksFigures says that it names a figure.
	asksFigures bool
}

// scope is what a marker sees: the document and, in a repeated row, a record.
type scope struct {
	*filling
	table *dataset.Table // nil where there is no record
	row   int
}

// value returns what stands in the marker's place.
func (m *marker) value(s *scope) (document.Cell, error) {
	if m.sole != nil {
		return m.sole(s), nil
	}
	t, err := s.template(m)
	if err != nil {
		return document.Cell{}, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, s.data()); err != nil {
		return document.Cell{}, fmt.Errorf("%s: %w", m.place, plain(err))
	}
	return document.T(out.String()), nil
}

// hasMarker reports whether a text holds braces.
func hasMarker(text string) bool { return strings.Contains(text, "{{") }

// braces finds markers, in which a spreadsheet program may have put the quotation
// marks and spaces that books are set with.
var (
	braces   = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	straight = strings.NewReplacer("\u201C", `"`, "\u201D", `"`, "\u201E", `"`, "\u2018", "'", "\u2019", "'", "\u00A0", " ")
)

func straighten(text string) string { return braces.ReplaceAllStringFunc(text, straight.Replace) }

// newMarker reads a text. In a repeated row, record is the dataset of its records.
func (k *Known) newMarker(place problem.Place, text string, record *dataset.Definition) (*marker, error) {
	t, err := template.New("").Option("missingkey=error").Funcs(k.functions()).Parse(text)
	if err != nil {
		return nil, k.syntax(err)
	}
	if len(t.Templates()) > 1 {
		return nil, errors.New("a template in a template is not possible here")
	}
	c := checker{Known: k, record: record}
	c.list(t.Root, false)
	if len(c.wrong) > 0 {
		return nil, errors.Join(c.wrong...)
	}
	return &marker{place: place, text: t, sole: k.sole(t.Root, record), asksFigures: c.asksFigures}, nil
}

var (
	placed    = regexp.MustCompile(`^template: [^:]*:\d+(?::\d+)?: (?:executing "" at )?`)
	undefined = regexp.MustCompile(`^function "([^"]+)" not defined`)
)

// plain takes text/template's own place out of its message.
func plain(err error) error { return errors.New(placed.ReplaceAllString(err.Error(), "")) }

// syntax says a mistake of syntax, and which function an unknown one may be.
func (k *Known) syntax(err error) error {
	err = plain(err)
	if m := undefined.FindStringSubmatch(err.Error()); m != nil {
		var known []string
		for name := range k.functions() {
			known = append(known, name)
		}
		return unknown("function", m[1], known)
	}
	if err.Error() == "unclosed action" {
		return errors.New("the braces are not closed; write }} behind the marker")
	}
	return err
}

// checker looks a template through for names that mean nothing.
type checker struct {
	*Known
	record *dataset.Definition
	wrong  []error

	asksFigures bool
}

func (c *checker) add(err error) {
	if err != nil {
		c.wrong = append(c.wrong, err)
	}
}

// list checks nodes. Where isInner, the dot is something else.
func (c *checker) list(l *parse.ListNode, isInner bool) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			c.pipe(n.Pipe, isInner)
		case *parse.IfNode:
			c.branch(&n.BranchNode, isInner, isInner)
		case *parse.WithNode:
			c.branch(&n.BranchNode, isInner, true)
		case *parse.RangeNode:
			c.branch(&n.BranchNode, isInner, true)
		}
	}
}

func (c *checker) branch(n *parse.BranchNode, isInner, changes bool) {
	c.pipe(n.Pipe, isInner)
	c.list(n.List, changes)
	c.list(n.ElseList, isInner)
}

func (c *checker) pipe(p *parse.PipeNode, isInner bool) {
	if p == nil {
		return
	}
	for _, cmd := range p.Cmds {
		c.command(cmd, isInner)
	}
}

func (c *checker) command(cmd *parse.CommandNode, isInner bool) {
	name, id := called(cmd)
	switch {
	case id == "":
	case figureOf[name] != nil:
		c.asksFigures = true
		c.add(c.metric(id))
	case name == "records" || name == "provided":
		def, err := findDataset(c.Datasets, id)
		if c.add(err); err == nil && name == "records" && len(cmd.Args) > 2 {
			if where, ok := cmd.Args[2].(*parse.StringNode); ok {
				_, err := (selection{def: def}).with(where.Text)
				c.add(err)
			}
		}
	}
	for _, arg := range cmd.Args {
		switch arg := arg.(type) {
		case *parse.PipeNode:
			c.pipe(arg, isInner)
		case *parse.FieldNode:
			if !isInner {
				c.add(c.field(arg.Ident))
			}
		}
	}
}

// called returns the function of a command and its first argument, where that is a
// text.
func called(cmd *parse.CommandNode) (name, id string) {
	f, ok := cmd.Args[0].(*parse.IdentifierNode)
	if !ok || len(cmd.Args) < 2 {
		return "", ""
	}
	if text, ok := cmd.Args[1].(*parse.StringNode); ok {
		return f.Ident, text.Text
	}
	return "", ""
}

// field checks .Client.Name and the like, and in a repeated row a record's field.
func (c *checker) field(path []string) error {
	name := strings.Join(path, ".")
	if general[name] != nil {
		return nil
	}
	var known []string
	for k := range general {
		known = append(known, "."+k)
	}
	if c.record == nil {
		for _, def := range c.Datasets {
			if def.Index(name) >= 0 {
				return fmt.Errorf("there is no .%s outside of a row that is repeated; begin the row's first cell with {{ range %q }}", name, def.ID)
			}
		}
		return unknown("value", "."+name, known)
	}
	if len(path) == 1 && c.record.Index(name) >= 0 {
		return nil
	}
	if strings.ToLower(name[:1]) == name[:1] {
		return findField(c.record, name)
	}
	return unknown("value", "."+name, known)
}

func (k *Known) metric(id string) error {
	var known []string
	for _, m := range k.Metrics {
		if m.ID == id {
			return nil
		}
		known = append(known, m.ID)
	}
	return unknown("metric", id, known)
}

// sole returns the typed value of a text that is one marker of one word or one figure,
// nil of any other.
func (k *Known) sole(l *parse.ListNode, record *dataset.Definition) func(*scope) document.Cell {
	var only *parse.ActionNode
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if only != nil {
				return nil
			}
			only = n
		case *parse.TextNode:
			if strings.TrimSpace(string(n.Text)) != "" {
				return nil
			}
		case *parse.CommentNode:
		default:
			return nil
		}
	}
	if only == nil || len(only.Pipe.Cmds) != 1 || len(only.Pipe.Decl) > 0 {
		return nil
	}
	return typed(only.Pipe.Cmds[0], record)
}

func typed(cmd *parse.CommandNode, record *dataset.Definition) func(*scope) document.Cell {
	if f, ok := cmd.Args[0].(*parse.FieldNode); ok && len(cmd.Args) == 1 {
		name := strings.Join(f.Ident, ".")
		if of := general[name]; of != nil {
			return func(s *scope) document.Cell { return of(s.doc) }
		}
		if record != nil {
			return func(s *scope) document.Cell { return s.field(name) }
		}
	}
	name, id := called(cmd)
	switch of := figureOf[name]; {
	case id == "":
	case of != nil && len(cmd.Args) == 2:
		return func(s *scope) document.Cell { return s.figure(id, of) }
	case name == "records" && len(cmd.Args) <= 3:
		where := ""
		if len(cmd.Args) == 3 {
			text, ok := cmd.Args[2].(*parse.StringNode)
			if !ok {
				return nil
			}
			where = text.Text
		}
		return func(s *scope) document.Cell { return s.records(id, where) }
	}
	return nil
}

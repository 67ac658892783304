package strict

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"compack/internal/problem"

	"go.yaml.in/yaml/v3"
)

// Codes are the problem codes that a kind of file reports its mistakes under.
type Codes struct {
	Unreadable problem.Code // not YAML, not text
	UnknownKey problem.Code
	BadValue   problem.Code // of the wrong type
	Repeated   problem.Code // a key that stands twice
	Missing    problem.Code // a key without a value
}

// OneCode returns codes that are all the same.
func OneCode(c problem.Code) Codes { return Codes{c, c, c, c, c} }

// Document is one YAML text and where its keys stand.
type Document struct {
	file     string
	codes    Codes
	root     *yaml.Node
	lines    map[string]int    // key path: line
	scalars  map[string]string // key path: text of a single value that was read
	failed   map[string]bool   // key path: has a problem
	problems problem.List
}

// Parse reads text, the content of file. The document is nil when the text can't
// be read as one YAML document.
func Parse(file string, text []byte, codes Codes) (*Document, problem.List) {
	d := newDocument(file, codes, nil)
	if line := notUTF8(text); line > 0 {
		p := problem.New(codes.Unreadable, problem.Place{File: file, Row: line}, "the text is not UTF-8")
		p.Hint = "save the file as UTF-8"
		return nil, problem.List{p}
	}
	root, more, err := parse(text)
	switch {
	case err != nil:
		return nil, problem.List{syntaxProblem(file, text, err, codes.Unreadable)}
	case more > 0:
		p := problem.New(codes.Unreadable, problem.Place{File: file, Row: more}, "a second document begins here")
		p.Hint = `remove the line "---" and what follows it`
		return nil, problem.List{p}
	}
	d.root = root
	return d, nil
}

func newDocument(file string, codes Codes, root *yaml.Node) *Document {
	return &Document{file: file, codes: codes, root: root, lines: map[string]int{}, scalars: map[string]string{}, failed: map[string]bool{}}
}

// Anew returns the document as it was before it was decoded. The two may be decoded at
// the same time.
func (d *Document) Anew() *Document { return newDocument(d.file, d.codes, d.root) }

// parse returns the first document of text, nil when it has no content, and the
// line on which another one begins, if any.
func parse(text []byte) (root *yaml.Node, more int, err error) {
	dec := yaml.NewDecoder(bytes.NewReader(text))
	var first, second yaml.Node
	if err := dec.Decode(&first); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, 0, nil
		}
		return nil, 0, err
	}
	switch err := dec.Decode(&second); {
	case err == nil:
		more = max(second.Line, 1)
	case !errors.Is(err, io.EOF):
		return nil, 0, err
	}
	if len(first.Content) == 0 {
		return nil, more, nil
	}
	return first.Content[0], more, nil
}

// notUTF8 returns the first line that is not UTF-8, or 0.
func notUTF8(text []byte) int {
	line := 1
	for rest := text; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			return line
		}
		if r == '\n' {
			line++
		}
		rest = rest[size:]
	}
	return 0
}

// IsEmpty reports whether the text holds nothing but comments.
func (d *Document) IsEmpty() bool { return d.root == nil || d.root.Tag == "!!null" }

// Decode reads the document into the value that into points to: a struct or a
// slice of structs. What can't be read keeps its zero value and has a problem.
func (d *Document) Decode(into any) problem.List {
	d.problems = nil
	if d.root != nil {
		d.value("", d.root, reflect.ValueOf(into).Elem(), false)
	}
	return d.problems
}

// Place returns where key, such as sources[1].dataset, stands. A key that is not in
// the file is placed at the line of what should hold it.
func (d *Document) Place(key string) problem.Place {
	at := problem.Place{File: d.file, Key: key}
	for k := key; k != ""; k = parent(k) {
		if line, ok := d.lines[k]; ok {
			at.Row = line
			break
		}
	}
	return at
}

// parent returns the path of what holds key.
func parent(key string) string { return key[:max(strings.LastIndexAny(key, ".["), 0)] }

// Failed reports whether Decode found the value of key, or of what holds it, to be
// wrong, so that its absence needs no problem of its own.
func (d *Document) Failed(key string) bool {
	for k := key; k != ""; k = parent(k) {
		if d.failed[k] {
			return true
		}
	}
	return d.failed[""]
}

// Text returns the single value of key as the file spells it, and false where
// there is none or it is of the wrong type.
func (d *Document) Text(key string) (string, bool) {
	s, ok := d.scalars[key]
	return s, ok
}

// report adds a problem at key.
func (d *Document) report(code problem.Code, key, hint, format string, args ...any) {
	p := problem.New(code, d.Place(key), format, args...)
	if hint != "" {
		p.Hint = hint
	}
	d.problems, d.failed[key] = append(d.problems, p), true
}

// Join returns the path of the key called name below key.
func Join(key, name string) string {
	if !isPlain(name) {
		return fmt.Sprintf("%s[%q]", key, name)
	}
	if key == "" {
		return name
	}
	return key + "." + name
}

// Item returns the path of the i-th item, counted from 0, of the list key.
func Item(key string, i int) string { return fmt.Sprintf("%s[%d]", key, i) }

func isPlain(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}

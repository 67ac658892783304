package fill

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// node is an element of a part, or what stands between elements. Names are as they
// are written, with their prefix, so that a part that was read can be written again.
type node struct {
	name  string // "" for what is no element
	attrs []attribute
	kids  []*node
	text  string // of what is no element: characters
	raw   []byte // of what is no element: markup as it is written
}

type attribute struct{ name, value string }

// maxDepth is more than any part's elements are nested.
const maxDepth = 256

// parsePart reads a part. The node that it returns has no name and holds the root.
func parsePart(content []byte) (*node, error) {
	top := &node{}
	open := []*node{top}
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\uFEFF"))))
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) && len(open) == 1 {
			return top, nil
		}
		if err != nil {
			return nil, err
		}
		in := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if len(open) > maxDepth {
				return nil, fmt.Errorf("elements are nested more than %d deep", maxDepth)
			}
			n := &node{name: written(token.Name)}
			for _, a := range token.Attr {
				n.attrs = append(n.attrs, attribute{written(a.Name), a.Value})
			}
			in.kids = append(in.kids, n)
			open = append(open, n)
		case xml.EndElement:
			if len(open) == 1 || in.name != written(token.Name) {
				return nil, fmt.Errorf("an element %s ends that did not begin", written(token.Name))
			}
			open = open[:len(open)-1]
		case xml.CharData:
			in.kids = append(in.kids, &node{text: string(token)})
		case xml.ProcInst:
			in.kids = append(in.kids, &node{raw: fmt.Appendf(nil, "<?%s %s?>", token.Target, token.Inst)})
		case xml.Comment:
			in.kids = append(in.kids, &node{raw: fmt.Appendf(nil, "<!--%s-->", token)})
		case xml.Directive:
			return nil, errors.New("the part declares entities or a type")
		}
	}
}

func written(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// bytes returns the part that was parsed.
func (n *node) bytes() []byte { return n.append(nil) }

// append appends the node as XML.
func (n *node) append(dst []byte) []byte {
	switch {
	case n.raw != nil:
		return append(dst, n.raw...)
	case n.name == "" && n.kids == nil:
		return appendEscaped(dst, n.text)
	case n.name == "":
		for _, kid := range n.kids {
			dst = kid.append(dst)
		}
		return dst
	}
	dst = append(append(dst, '<'), n.name...)
	for _, a := range n.attrs {
		dst = append(append(append(dst, ' '), a.name...), `="`...)
		dst = append(appendAttribute(dst, a.value), '"')
	}
	if len(n.kids) == 0 {
		return append(dst, "/>"...)
	}
	dst = append(dst, '>')
	for _, kid := range n.kids {
		dst = kid.append(dst)
	}
	return append(append(append(dst, "</"...), n.name...), '>')
}

// appendAttribute appends characters as they stand in an attribute, where a line's end
// would become a space.
func appendAttribute(dst []byte, s string) []byte {
	for i, part := range strings.Split(s, "\n") {
		if i > 0 {
			dst = append(dst, "&#10;"...)
		}
		dst = appendEscaped(dst, part)
	}
	return dst
}

// appendEscaped appends characters as they stand between tags; those that XML can't
// hold are left out.
func appendEscaped(dst []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == '<':
			dst = append(dst, "&lt;"...)
		case r == '>':
			dst = append(dst, "&gt;"...)
		case r == '"':
			dst = append(dst, "&quot;"...)
		case r == '\r':
			dst = append(dst, "&#13;"...)
		case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF:
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// local returns the element's name without its prefix.
func (n *node) local() string { return n.name[strings.IndexByte(n.name, ':')+1:] }

// sibling returns the name that an element of the node's own namespace has beside it.
func (n *node) sibling(local string) string {
	return n.name[:strings.IndexByte(n.name, ':')+1] + local
}

// root returns the part's outermost element.
func (n *node) root() *node {
	for _, kid := range n.kids {
		if kid.name != "" {
			return kid
		}
	}
	return &node{}
}

// child returns the first element of that local name, or nil.
func (n *node) child(local string) *node {
	if n == nil {
		return nil
	}
	for _, kid := range n.kids {
		if kid.name != "" && kid.local() == local {
			return kid
		}
	}
	return nil
}

// children returns the elements of that local name.
func (n *node) children(local string) (out []*node) {
	if n == nil {
		return nil
	}
	for _, kid := range n.kids {
		if kid.name != "" && kid.local() == local {
			out = append(out, kid)
		}
	}
	return out
}

// walk calls f for each element below n and n itself; it does not go into one for
// which f returns false.
func (n *node) walk(f func(*node) bool) {
	if n.name != "" && !f(n) {
		return
	}
	for _, kid := range n.kids {
		kid.walk(f)
	}
}

// get returns the attribute's value, "" where there is none. A name without a prefix
// finds one with any.
func (n *node) get(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.name == name || strings.HasSuffix(a.name, ":"+name) {
			return a.value
		}
	}
	return ""
}

// set gives the attribute a value; the empty one removes it.
func (n *node) set(name, value string) {
	for i := range n.attrs {
		if n.attrs[i].name == name {
			if value == "" {
				n.attrs = append(n.attrs[:i:i], n.attrs[i+1:]...)
			} else {
				n.attrs[i].value = value
			}
			return
		}
	}
	if value != "" {
		n.attrs = append(n.attrs, attribute{name, value})
	}
}

// content returns the characters in the element and in those below it.
func (n *node) content() string {
	if n == nil {
		return ""
	}
	if n.name == "" && n.kids == nil {
		return n.text
	}
	var b strings.Builder
	for _, kid := range n.kids {
		b.WriteString(kid.content())
	}
	return b.String()
}

// setContent puts characters in the place of everything in the element.
func (n *node) setContent(s string) { n.kids = []*node{{text: s}} }

// without removes the elements for which f holds.
func (n *node) without(f func(*node) bool) {
	kept := make([]*node, 0, len(n.kids))
	for _, kid := range n.kids {
		if kid.name == "" || !f(kid) {
			kept = append(kept, kid)
		}
	}
	n.kids = kept
}

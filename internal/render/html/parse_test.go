package html

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"compack/internal/document"
)

// rendered returns the file of a document without a brand.
func rendered(t *testing.T, doc *document.Document) []byte {
	t.Helper()
	raw, err := Render(doc, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// section returns a document of one section.
func section(blocks ...document.Block) *document.Document {
	return &document.Document{Title: "T", Sections: []document.Section{{ID: "s", Title: "S", Blocks: blocks}}}
}

// element is one element of a file.
type element struct {
	tag        string
	attributes map[string]string
	text       string // of it and of all below it
}

func (e element) hasClass(class string) bool {
	return slices.Contains(strings.Fields(e.attributes["class"]), class)
}

// elements returns all elements of a file in reading order.
func elements(t *testing.T, raw []byte) (out []element) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		e := element{tag: n.Data, attributes: map[string]string{}, text: textOf(n)}
		for _, a := range n.Attr {
			e.attributes[a.Key] = a.Val
		}
		out = append(out, e)
	}
	return out
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// bodyText returns the text of a file's body.
func bodyText(t *testing.T, raw []byte) string {
	for _, e := range elements(t, raw) {
		if e.tag == "body" {
			return e.text
		}
	}
	t.Fatal("no body")
	return ""
}

// find returns the elements of a tag and class; an empty class is any.
func find(all []element, tag, class string) (out []element) {
	for _, e := range all {
		if e.tag == tag && (class == "" || e.hasClass(class)) {
			out = append(out, e)
		}
	}
	return out
}

// checkForm holds that every element is closed where it was opened, that identifiers
// are unique, and that what names one names one that is there.
func checkForm(t *testing.T, raw []byte) {
	t.Helper()
	ids, names := map[string]bool{}, map[string]string{}
	var open []string
	z := html.NewTokenizer(bytes.NewReader(raw))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) {
				t.Error(z.Err())
			}
			break
		}
		token := z.Token()
		switch kind {
		case html.CommentToken:
			t.Errorf("a comment: %q", token.Data)
		case html.StartTagToken:
			if !slices.Contains([]string{"meta", "img"}, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("%q is closed while %v are open", token.Data, open)
			}
			open = open[:len(open)-1]
		}
		for _, a := range token.Attr {
			switch a.Key {
			case "id":
				if ids[a.Val] {
					t.Errorf("the identifier %q stands twice", a.Val)
				}
				if strings.ContainsAny(a.Val, " \t\n") {
					t.Errorf("identifier %q", a.Val)
				}
				ids[a.Val] = true
			case "href":
				names[strings.TrimPrefix(a.Val, "#")] = a.Val
			case "aria-labelledby":
				for _, id := range strings.Fields(a.Val) {
					names[id] = "#" + id
				}
			}
		}
	}
	if len(open) > 0 {
		t.Errorf("%v are not closed", open)
	}
	for id, href := range names {
		if !ids[id] || !strings.HasPrefix(href, "#") {
			t.Errorf("%q leads nowhere in the file", href)
		}
	}
}

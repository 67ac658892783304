package compose

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"compack/internal/document"
)

// sections parses the executed template: a first-level heading starts a section,
// what follows it is the section's blocks. The error names each mistake.
func (c *composer) sections(p page) ([]document.Section, error) {
	var out []document.Section
	var mistakes []error
	ids := map[string]int{}
	root := parsed(p)
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			s := c.newSection(h, p.text, ids)
			out = append(out, s)
			c.section, c.inLead = s.ID, hasClass(h, "summary")
			continue
		}
		if len(out) == 0 {
			return nil, c.at(p.line(start(n)), errors.New("text stands before the first heading"))
		}
		blocks, err := c.blocks(n, p)
		if err != nil {
			mistakes = append(mistakes, err)
			continue
		}
		s := &out[len(out)-1]
		if p, ok := first(blocks).(document.Paragraph); ok && len(s.Blocks) == 0 && !p.Note {
			p.Lead = true
			blocks[0] = p
		}
		s.Blocks = append(s.Blocks, blocks...)
	}
	return out, errors.Join(mistakes...)
}

// markdown is the parser of all pages: what it knows of one is with that page alone.
var markdown = goldmark.New(goldmark.WithParserOptions(parser.WithAttribute())).Parser()

// parsed reads a page's Markdown.
func parsed(p page) ast.Node { return markdown.Parse(text.NewReader(p.text)) }

// start returns where a node begins in the text, or near it.
func start(n ast.Node) int {
	if f, ok := n.(*ast.FencedCodeBlock); ok {
		switch {
		case f.Info != nil:
			return f.Info.Segment.Start
		case n.Lines().Len() > 0:
			return n.Lines().At(0).Start - 1
		}
	}
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if child := n.FirstChild(); child != nil {
		return start(child)
	}
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start
	}
	return 0
}

// at places a mistake in the template.
func (c *composer) at(line int, err error) error {
	return placedError{fmt.Errorf("%s, line %d: %w", c.Template.File, line, err)}
}

func first(blocks []document.Block) document.Block {
	if len(blocks) == 0 {
		return nil
	}
	return blocks[0]
}

func (c *composer) newSection(h *ast.Heading, source []byte, ids map[string]int) document.Section {
	title := c.prose(h, source).In(c.Locale)
	id := slug(title)
	if ids[id]++; ids[id] > 1 {
		id += "-" + strconv.Itoa(ids[id])
	}
	return document.Section{ID: id, Title: title, Appendix: hasClass(h, "appendix")}
}

// hasClass reports whether a heading carries {.class}.
func hasClass(h *ast.Heading, class string) bool {
	v, ok := h.AttributeString("class")
	b, isBytes := v.([]byte)
	return ok && isBytes && string(b) == class
}

// slug makes an identifier of a title: lower-case words joined by hyphens.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "-")
}

// blocks returns what a Markdown node becomes.
func (c *composer) blocks(n ast.Node, p page) ([]document.Block, error) {
	switch n := n.(type) {
	case *ast.Heading:
		return one(document.Heading{Level: min(n.Level, 3), Text: c.prose(n, p.text)}), nil
	case *ast.Paragraph:
		return one(document.Paragraph{Text: c.prose(n, p.text)}), nil
	case *ast.Blockquote:
		return c.notes(n, p.text), c.textAlone(n, p, "a quotation")
	case *ast.List:
		return one(c.list(n, p.text)), c.textAlone(n, p, "a list")
	case *ast.FencedCodeBlock:
		return c.fenced(n, p)
	case *ast.ThematicBreak, *ast.HTMLBlock:
		return nil, nil
	}
	return nil, c.at(p.line(start(n)), fmt.Errorf("a pack can't hold a Markdown %s", strings.ToLower(n.Kind().String())))
}

// textAlone reports what is more than text inside of a list or quotation: it would be
// lost.
func (c *composer) textAlone(n ast.Node, p page, what string) error {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch child.(type) {
		case *ast.Paragraph, *ast.TextBlock:
		case *ast.ListItem:
			if err := c.textAlone(child, p, what); err != nil {
				return err
			}
		case *ast.FencedCodeBlock:
			return c.at(p.line(start(child)), fmt.Errorf("%s can't hold a block; begin its fence at the start of a line, after an empty one", what))
		default:
			return c.at(p.line(start(child)), fmt.Errorf("%s can't hold a Markdown %s", what, strings.ToLower(child.Kind().String())))
		}
	}
	return nil
}

func one(b document.Block) []document.Block { return []document.Block{b} }

// notes returns each paragraph of a quotation as a note.
func (c *composer) notes(n ast.Node, source []byte) (out []document.Block) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		out = append(out, document.Paragraph{Text: c.prose(child, source), Note: true})
	}
	return out
}

func (c *composer) list(n *ast.List, source []byte) document.List {
	list := document.List{Ordered: n.IsOrdered()}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		var prose document.Prose
		for child := item.FirstChild(); child != nil; child = child.NextSibling() {
			prose = append(prose, c.prose(child, source)...)
		}
		list.Items = append(list.Items, prose)
	}
	return list
}

// prose returns the text below a node in runs of one style.
func (c *composer) prose(n ast.Node, source []byte) document.Prose {
	var out document.Prose
	c.inline(n, source, document.Span{}, &out)
	return out
}

func (c *composer) inline(n ast.Node, source []byte, style document.Span, out *document.Prose) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch child := child.(type) {
		case *ast.Text:
			s := string(child.Segment.Value(source))
			if child.SoftLineBreak() || child.HardLineBreak() {
				s += " "
			}
			*out = append(*out, c.spans(s, style)...)
		case *ast.String:
			*out = append(*out, c.spans(string(child.Value), style)...)
		case *ast.Emphasis:
			inner := style
			inner.Strong = inner.Strong || child.Level == 2
			inner.Em = inner.Em || child.Level == 1
			c.inline(child, source, inner, out)
		case *ast.CodeSpan:
			inner := style
			inner.Code = true
			c.inline(child, source, inner, out)
		default:
			c.inline(child, source, style, out)
		}
	}
}

// fenced builds the block that a fenced code block describes. The error names the
// line of the mistake where it can be told, else that of the fence.
func (c *composer) fenced(n *ast.FencedCodeBlock, p page) ([]document.Block, error) {
	line, kind := p.line(start(n)), ""
	if n.Info != nil {
		kind = strings.TrimSpace(string(n.Info.Segment.Value(p.text)))
	}
	var body bytes.Buffer
	var lines []int
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		body.Write(segment.Value(p.text))
		lines = append(lines, p.line(segment.Start))
	}
	for _, k := range kinds {
		if k.name != kind {
			continue
		}
		above := c.lines
		c.lines = lines
		blocks, err := k.build(c, body.Bytes())
		c.lines = above
		var placed placedError
		switch {
		case err == nil:
			return blocks, nil
		case errors.As(err, &placed):
			return nil, err
		}
		if in := lineIn(body.Bytes(), err); in > 0 && in <= len(lines) {
			line = lines[in-1]
		}
		return nil, placedError{fmt.Errorf("%s, line %d, block %s: %w", c.Template.File, line, kind, err)}
	}
	return nil, c.at(line, unknown("block", kind, Kinds()))
}

// placedError is an error that names its line already.
type placedError struct{ error }

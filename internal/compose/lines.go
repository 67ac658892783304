package compose

import (
	"sort"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"
)

// lineMark stands in front of the number of a template's line at the end of each line
// that the template's text puts out, so that a mistake can be found again in it.
const lineMark = '\uE003'

// markLines adds the marks to all texts of the parsed templates, whose source is text.
func markLines(t *template.Template, text string) {
	starts := lineStarts(text)
	for _, one := range t.Templates() {
		if one.Tree != nil {
			markNode(one.Root, starts)
		}
	}
}

func markNode(n parse.Node, starts []int) {
	branch := func(b *parse.BranchNode) {
		markNode(b.List, starts)
		if b.ElseList != nil {
			markNode(b.ElseList, starts)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			markNode(child, starts)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.TextNode:
		n.Text = marked(n.Text, lineAt(starts, int(n.Pos)))
	}
}

// marked returns a text that begins in a line of the template with each of its line
// ends marked.
func marked(text []byte, line int) []byte {
	var b strings.Builder
	for i, part := range strings.Split(string(text), "\n") {
		if i > 0 {
			b.WriteRune(lineMark)
			b.WriteString(strconv.Itoa(line + i - 1))
			b.WriteByte('\n')
		}
		b.WriteString(part)
	}
	return []byte(b.String())
}

// page is a template's text after it was executed, with the line of the template that
// each of its lines comes from.
type page struct {
	text   []byte
	starts []int
	lines  []int
}

// unmark takes the marks out of an executed text.
func unmark(out string) page {
	texts := strings.Split(out, "\n")
	lines := make([]int, len(texts))
	for i, s := range texts {
		before, number, ok := strings.Cut(s, string(lineMark))
		if n, err := strconv.Atoi(number); ok && err == nil {
			texts[i], lines[i] = before, n
		}
	}
	// A line that a value put out ends where the next mark is.
	for i := len(lines) - 2; i >= 0; i-- {
		if lines[i] == 0 {
			lines[i] = lines[i+1]
		}
	}
	if n := len(lines); n > 1 && lines[n-1] == 0 {
		lines[n-1] = lines[n-2] + 1
	}
	return newPage(strings.Join(texts, "\n"), lines)
}

func newPage(text string, lines []int) page {
	return page{[]byte(text), lineStarts(text), lines}
}

// line returns the template's line of a position in the text.
func (p page) line(offset int) int {
	if i := lineAt(p.starts, offset) - 1; i < len(p.lines) {
		return p.lines[i]
	}
	return 0
}

// lineStarts returns where each line of a text begins.
func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// lineAt returns the line of a position, counted from 1.
func lineAt(starts []int, offset int) int {
	return sort.SearchInts(starts, offset+1)
}

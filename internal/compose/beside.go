package compose

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"compack/internal/document"
)

// beside sets parts beside one another. They are Markdown with blocks, between lines
// of ---; a first line "widths: 8 4" shares the twelve columns of the page.
func (c *composer) beside(body []byte) ([]document.Block, error) {
	text, lines := string(body), c.lines
	var widths []int
	if head, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(head, "widths:") {
		var err error
		if widths, err = columnWidths(head); err != nil {
			return nil, mistake{1, err}
		}
		text, lines = rest, lines[min(1, len(lines)):]
	}
	parts := parted(text, lines)
	if len(parts) < 2 {
		return nil, errors.New("there is one part only; divide them by a line of ---")
	}
	if widths == nil {
		if len(parts) > 4 {
			return nil, fmt.Errorf("%d parts are too narrow to read; four at most go beside one another", len(parts))
		}
		for range parts {
			widths = append(widths, 12/len(parts))
		}
	}
	if len(widths) != len(parts) {
		return nil, mistake{1, fmt.Errorf("widths: there are %d for %d parts", len(widths), len(parts))}
	}
	var out document.Beside
	var mistakes []error
	for i, p := range parts {
		blocks, err := c.partBlocks(p)
		mistakes = append(mistakes, err)
		out.Parts = append(out.Parts, document.BesidePart{Width: widths[i], Blocks: blocks})
	}
	return one(out), errors.Join(mistakes...)
}

// columnWidths reads the line that shares out the page.
func columnWidths(line string) (widths []int, err error) {
	sum := 0
	for _, word := range strings.Fields(strings.TrimPrefix(line, "widths:")) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 2 {
			return nil, fmt.Errorf("widths: %q is no number of columns, which are 2 at least", word)
		}
		sum += n
		widths = append(widths, n)
	}
	if sum > 12 || len(widths) == 0 {
		return nil, fmt.Errorf("widths: %d columns in all; the page has 12", sum)
	}
	return widths, nil
}

// parted divides a text at its lines of ---, but for those inside of blocks.
func parted(text string, lines []int) (parts []page) {
	var part []string
	from, fenced := 0, false
	all := strings.Split(text, "\n")
	end := func(to int) {
		var numbers []int
		if from < len(lines) {
			numbers = lines[from:min(to, len(lines))]
		}
		parts = append(parts, newPage(strings.Join(part, "\n"), numbers))
		part = nil
	}
	for i, line := range all {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if !fenced && strings.TrimRight(line, " \t") == "---" {
			end(i)
			from = i + 1
			continue
		}
		part = append(part, line)
	}
	end(len(all))
	return parts
}

// partBlocks returns the blocks of one part.
func (c *composer) partBlocks(p page) ([]document.Block, error) {
	var out []document.Block
	var mistakes []error
	for n := parsed(p).FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			mistakes = append(mistakes, c.at(p.line(start(n)), errors.New("a chapter can't begin inside columns; use ## or ###")))
			continue
		}
		blocks, err := c.blocks(n, p)
		if err != nil {
			mistakes = append(mistakes, err)
			continue
		}
		for _, b := range blocks {
			if _, nested := b.(document.Beside); nested {
				mistakes = append(mistakes, c.at(p.line(start(n)), errors.New("columns can't hold columns")))
			}
		}
		out = append(out, blocks...)
	}
	return out, errors.Join(mistakes...)
}

// eachBlock gives every block of the sections to f, those inside of columns too, and
// puts what it returns in the block's place.
func eachBlock(sections []document.Section, f func(s document.Section, b document.Block) document.Block) {
	for _, s := range sections {
		for i, b := range s.Blocks {
			if beside, ok := b.(document.Beside); ok {
				for _, p := range beside.Parts {
					for j, inner := range p.Blocks {
						p.Blocks[j] = f(s, inner)
					}
				}
				continue
			}
			s.Blocks[i] = f(s, b)
		}
	}
}

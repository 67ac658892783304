package pdf

import (
	"slices"
	"strconv"

	"compack/internal/document"
)

// book is a document that is laid out.
type book struct {
	pages    []*page
	chapters []chapter
	anchors  map[string]place
}

// layout sets the whole document on pages.
func layout(doc *document.Document, ts *typesetter) book {
	chapters := number(doc)
	p := newPager(ts.Theme)
	p.pages = append(p.pages, ts.cover(doc))
	if !doc.NoContents {
		p.turn(false)
		p.place(ts.contents(chapters))
	}
	for i, c := range chapters {
		ts.missing.where = c.Title
		pieces := ts.section(c)
		if i == 0 || startsPage(p, pieces, c.Appendix && !chapters[i-1].Appendix) {
			p.turn(pieces[0][0].turned)
		} else if p.now().turned {
			for _, b := range pieces { // a few lines, which go where they fit
				b.turn()
			}
		}
		p.section(pieces)
	}
	ts.resolve(p)
	ts.furnish(p.pages, doc)
	return book{p.pages, chapters, p.anchors}
}

// chapter is a section with its number.
type chapter struct {
	document.Section
	number   string   // 1, 2, ... or A, B, ...
	headings []string // the texts of its sub-headings, which the contents list
}

// sectionAnchor returns the anchor of a section's title. Figures are anchored under
// their addresses alone.
func sectionAnchor(id string) string { return "section." + id }

// anchor returns the anchor of the chapter's i-th sub-heading.
func (c chapter) anchor(i int) string { return sectionAnchor(c.ID) + "." + strconv.Itoa(i+1) }

// number numbers the sections and collects their sub-headings.
func number(doc *document.Document) []chapter {
	var chapters []chapter
	plain, appendix := 0, 0
	for _, s := range doc.Sections {
		c := chapter{Section: s}
		if s.Appendix {
			c.number = letters(appendix)
			appendix++
		} else {
			plain++
			c.number = strconv.Itoa(plain)
		}
		for _, b := range s.Blocks {
			if isSubHeading(b) {
				c.headings = append(c.headings, b.(document.Heading).Text.In(doc.Locale))
			}
		}
		chapters = append(chapters, c)
	}
	return chapters
}

// isSubHeading reports whether the contents list a block below its chapter.
func isSubHeading(b document.Block) bool {
	h, ok := b.(document.Heading)
	return ok && h.Level <= 2
}

// letters returns A to Z, then AA, AB, ... for n from 0.
func letters(n int) string {
	if n >= 26 {
		return letters(n/26-1) + letters(n%26)
	}
	return string(rune('A' + n))
}

// blockPieces are the pieces of one block.
type blockPieces []piece

// turn puts the pieces on pages in landscape.
func (b blockPieces) turn() {
	for i := range b {
		b[i].turned = true
	}
}

// section sets a chapter: its title, then its blocks, each upright or in landscape.
func (ts *typesetter) section(c chapter) []blockPieces {
	wide := ts.wideBlocks(c.Blocks)
	landscape := ts.turned()
	out := []blockPieces{ts.sectionTitle(c)}
	if len(wide) > 0 && wide[0] {
		out[0] = landscape.sectionTitle(c)
		out[0].turn()
	}
	heading := 0
	for i := 0; i < len(c.Blocks); {
		set := ts
		if wide[i] {
			set = landscape
		}
		pieces, n := set.block(c.Blocks[i:sameUntil(wide, i)])
		if len(pieces) > 0 {
			before := ts.spaceAfterTitle()
			if i > 0 {
				before = ts.spaceBetween(c.Blocks[i-1], c.Blocks[i])
			}
			pieces[0].before = before
			if isSubHeading(c.Blocks[i]) {
				pieces[0].anchor = c.anchor(heading)
			}
			pieces[len(pieces)-1].keep = pieces[len(pieces)-1].keep || leadsIn(c.Blocks, i)
			if wide[i] {
				blockPieces(pieces).turn()
			}
			out = append(out, pieces)
		}
		if isSubHeading(c.Blocks[i]) {
			heading++
		}
		i += n
	}
	return out
}

// leadsIn reports whether block i is the paragraph under a heading that says what
// the block after it shows: alone at the foot of a page the two would say nothing.
func leadsIn(blocks []document.Block, i int) bool {
	if i == 0 || i+1 >= len(blocks) {
		return false
	}
	_, under := blocks[i-1].(document.Heading)
	_, text := blocks[i].(document.Paragraph)
	_, more := blocks[i+1].(document.Paragraph)
	return under && text && !more
}

// sectionTitle sets a chapter's number and title.
func (ts *typesetter) sectionTitle(c chapter) blockPieces {
	const indent = 11
	p := ts.pad(roleTitle)
	p.text(0, ts.Section.baseline(), ts.Section.in(ts.Brand), c.number)
	h := p.lines(indent, 0, ts.Section, ts.wrapAtMost(c.Title, ts.Section, ts.Theme.width()-indent, 4))
	h = max(h, ts.Section.lineHeight())
	return blockPieces{{before: 3 * ts.Rhythm, height: h, keep: len(c.Blocks) > 0, anchor: sectionAnchor(c.ID), ops: p.ops}}
}

// startsPage reports whether a section starts on a new page: the first appendix does
// unless the page would be left nearly empty, and one that would leave little of the page blank by it, unless it goes there whole;
// and one whose opening does not fit. What is left blank before a chapter is less than
// two fifths of a page, before one of at most half a page less than a quarter.
func startsPage(p *pager, blocks []blockPieces, firstAppendix bool) bool {
	h := 0.0
	for _, pieces := range blocks {
		h += extent(pieces)
	}
	page, left := p.height(), p.left()
	switch {
	case firstAppendix && left < 0.7*page:
		return true
	case h <= left && (h < page/6 || left >= page/4):
		return false
	case p.now().turned != blocks[0][0].turned, opening(blocks) > left:
		return true
	case h > page/2:
		return left < 0.4*page
	}
	return left < page/4
}

// opening returns the height of a section's title and of what follows it up to the
// first thing that is no text, which is not split from them, or to the first rows of
// a table.
func opening(blocks []blockPieces) (h float64) {
	const enough = 40.0 // of a table or of text
	for i, pieces := range blocks {
		for _, one := range pieces {
			h += one.before + one.height
			isFigure := slices.ContainsFunc(one.ops, func(o op) bool { return o.role == roleFigure })
			if i > 0 && !one.keep && (isFigure || h > enough+blocks[0][0].height) {
				return h
			}
		}
	}
	return h
}

// section places a chapter's blocks. A title or heading keeps with the block after it.
func (p *pager) section(blocks []blockPieces) {
	var held []piece
	for _, pieces := range blocks {
		p.block++
		for i := range pieces {
			for j := range pieces[i].ops {
				pieces[i].ops[j].block = int32(p.block)
			}
		}
		held = append(held, pieces...)
		if held[len(held)-1].keep {
			continue
		}
		p.placeTogether(held)
		held = nil
	}
	p.placeTogether(held)
}

// placeTogether places blocks that keep together, all of them in landscape where the
// last one is.
func (p *pager) placeTogether(held []piece) {
	if len(held) > 0 && held[len(held)-1].turned {
		blockPieces(held).turn()
	}
	p.place(held)
}

// resolve writes the page numbers that texts refer to. An unknown anchor leaves
// its place empty, and no link leads to it.
func (ts *typesetter) resolve(p *pager) {
	for _, pg := range p.pages {
		pg.ops = slices.DeleteFunc(pg.ops, func(o op) bool {
			_, known := p.anchors[o.anchor]
			return o.anchor != "" && !known
		})
		for i := range pg.ops {
			if o := &pg.ops[i]; o.anchor != "" && o.isText() {
				o.text = strconv.Itoa(p.anchors[o.anchor].page)
				o.w = ts.width(o.text, o.style)
				o.x -= o.w
			}
		}
	}
}

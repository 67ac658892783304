package pdf

import "compack/internal/document"

// wideBlocks says which blocks of a section go on pages in landscape: tables whose
// columns would be set in bands otherwise, what introduces them, and what little there
// is before, between or after them, so that no page is left nearly empty for their sake.
func (ts *typesetter) wideBlocks(blocks []document.Block) []bool {
	wide := make([]bool, len(blocks))
	any := false
	for i, b := range blocks {
		t, ok := b.(document.Table)
		wide[i] = ok && ts.isWide(t)
		any = any || wide[i]
	}
	if !any {
		return wide
	}
	landscape := ts.turned()
	last := -1
	for i := range blocks {
		if !wide[i] {
			continue
		}
		from := last + 1 // the end of the last one, or the section's beginning
		if !landscape.isShort(blocks[from:i], 2) {
			from = landscape.introduction(blocks, from, i)
		}
		mark(wide[from:i])
		last = i
	}
	if landscape.isShort(blocks[last+1:], 4) {
		mark(wide[last+1:])
	}
	return wide
}

func mark(wide []bool) {
	for i := range wide {
		wide[i] = true
	}
}

// sameUntil returns the end of the run of blocks that are set as block i is.
func sameUntil(wide []bool, i int) int {
	end := i + 1
	for end < len(wide) && wide[end] == wide[i] {
		end++
	}
	return end
}

// isWide reports whether a table's columns go beside one another in landscape alone.
func (ts *typesetter) isWide(b document.Table) bool {
	if len(b.Rows) == 0 || len(b.Columns) == 0 {
		return false
	}
	t := ts.measured(b)
	return len(t.bands(ts.Theme.width())) > 1 && len(t.bands(ts.Theme.turned().width())) == 1
}

// introduction returns the first of the blocks before block i, none before least, that
// go with it: all text there is above it, where that is little, else its heading and
// the paragraph under it.
func (ts *typesetter) introduction(blocks []document.Block, least, i int) int {
	from := i
	for from > least && isIntroduction(blocks[from-1]) {
		from--
	}
	if ts.isShort(blocks[from:i], 3) {
		return from
	}
	from = i
	if from > least && isText(blocks[from-1]) {
		from--
	}
	for from > least && isHeading(blocks[from-1]) {
		from--
	}
	if from < i && !isHeading(blocks[from]) && !leadsIn(blocks, from) {
		return i
	}
	return from
}

func isHeading(b document.Block) bool { _, ok := b.(document.Heading); return ok }

// isIntroduction reports whether a block is text that may introduce what follows.
func isIntroduction(b document.Block) bool {
	_, remark := b.(document.Callout)
	return isText(b) || isHeading(b) || remark
}

// isShort reports whether blocks take at most one part in so many of a page's height.
func (ts *typesetter) isShort(blocks []document.Block, parts float64) bool {
	h := 0.0
	for i := 0; i < len(blocks); {
		pieces, n := ts.block(blocks[i:])
		h += ts.Rhythm + extent(pieces)
		i += n
	}
	return h <= ts.height()/parts
}

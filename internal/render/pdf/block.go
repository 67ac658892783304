package pdf

import "compack/internal/document"

// block sets the first of the blocks, and with it those neighbours that share its
// row, and returns how many it took. This is the only list of the kinds of blocks.
func (ts *typesetter) block(blocks []document.Block) (pieces []piece, n int) {
	switch b := blocks[0].(type) {
	case document.Heading:
		return ts.heading(b), 1
	case document.Paragraph:
		return ts.paragraph(b), 1
	case document.List:
		return ts.list(b), 1
	case document.Callout:
		return ts.callout(b), 1
	case document.Tiles:
		return ts.tiles(b), 1
	case document.Table:
		return ts.table(b), 1
	case document.Chart:
		row := document.ChartRow(blocks)
		return ts.charts(row), len(row)
	case document.Matrix:
		return ts.matrix(b), 1
	case document.Attention:
		return ts.attention(b), 1
	case document.Facts:
		return ts.facts(b), 1
	case document.Flow:
		return ts.flow(b), 1
	case document.Signoff:
		return ts.signoff(b), 1
	case document.Beside:
		return ts.beside(b), 1
	case document.Timeline:
		return ts.timeline(b), 1
	}
	return nil, 1
}

// spaceAfterTitle returns the space between a section's title and its first block.
func (ts *typesetter) spaceAfterTitle() float64 { return 0.6 * ts.Rhythm }

// spaceBetween returns the space between two blocks.
func (ts *typesetter) spaceBetween(above, below document.Block) float64 {
	if h, ok := below.(document.Heading); ok && h.Level <= 2 {
		return 2 * ts.Rhythm
	} else if ok {
		return 1.4 * ts.Rhythm
	}
	switch a := above.(type) {
	case document.Heading:
		return 0.4 * ts.Rhythm
	case document.Paragraph:
		if isText(below) && !a.Lead {
			return 0.5 * ts.Rhythm
		}
		return 0.8 * ts.Rhythm
	case document.List:
		if isText(below) {
			return 0.6 * ts.Rhythm
		}
	}
	if isText(below) {
		return 0.9 * ts.Rhythm
	}
	return 1.4 * ts.Rhythm
}

// isText reports whether a block is running text.
func isText(b document.Block) bool {
	switch b.(type) {
	case document.Paragraph, document.List:
		return true
	}
	return false
}

package html

import (
	"strconv"

	"compack/internal/document"
)

// blocks writes the blocks of a section or of a part of it.
func (r *renderer) blocks(blocks []document.Block) {
	for len(blocks) > 0 {
		blocks = blocks[r.block(blocks):]
	}
}

// block writes the first of the blocks, and with it those neighbours that share its
// row, and returns how many it wrote. This is the only list of the kinds of blocks.
func (r *renderer) block(blocks []document.Block) int {
	switch b := blocks[0].(type) {
	case document.Heading:
		r.subHeading(b.Level, b.Text)
	case document.Paragraph:
		r.paragraph(b)
	case document.List:
		r.list(b)
	case document.Callout:
		r.callout(b)
	case document.Tiles:
		r.tiles(b)
	case document.Table:
		r.table(b)
	case document.Chart:
		row := document.ChartRow(blocks)
		r.charts(row)
		return len(row)
	case document.Matrix:
		r.matrix(b)
	case document.Attention:
		r.attention(b)
	case document.Facts:
		r.facts(b)
	case document.Flow:
		r.flow(b)
	case document.Timeline:
		r.timeline(b)
	case document.Signoff:
		r.signoff(b)
	case document.Beside:
		r.beside(b)
	}
	return 1
}

// beside writes parts beside one another; where there is no room they stand under
// each other.
func (r *renderer) beside(b document.Beside) {
	if len(b.Parts) == 0 {
		return
	}
	r.open("div", "class", "row")
	for _, p := range b.Parts {
		r.open("div", "class", "part", "style", spanOf(p.Width))
		r.blocks(p.Blocks)
		r.close()
	}
	r.close()
}

// spanOf returns the style of a part that spans so many of twelve columns; what is no
// number of columns means all.
func spanOf(columns int) string {
	if columns < 1 || columns > 12 {
		columns = 12
	}
	return "--span:" + strconv.Itoa(max(columns, 3))
}

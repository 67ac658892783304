package pdf

import "compack/internal/document"

// leastPart is how many of the twelve columns a part beside others has at least: in a
// narrower one nothing can be read.
const leastPart = 3

// leastAttention is the width below which a list of what needs attention can't be read.
const leastAttention = 110.0

// beside sets parts beside one another on the twelve columns, each row whole on a page.
// Parts that no page holds beside one another, or to whose inside something leads, are
// set below one another in full width.
func (ts *typesetter) beside(b document.Beside) []piece {
	var pieces []piece
	add := func(more []piece) {
		if len(more) > 0 && len(pieces) > 0 {
			more[0].before = 1.4 * ts.Rhythm
		}
		pieces = append(pieces, more...)
	}
	for rest := b.Parts; len(rest) > 0; {
		n := besideRow(rest, len(b.Parts))
		if one, ok := ts.row(rest[:n], len(b.Parts)); ok {
			add([]piece{one})
		} else {
			for _, part := range rest[:n] {
				add(ts.stack(part.Blocks))
			}
		}
		rest = rest[n:]
	}
	return pieces
}

// partColumns returns how many of the twelve columns a part has: its share of them
// where it doesn't say.
func partColumns(part document.BesidePart, parts int) int {
	n := part.Width
	if n < 1 {
		n = 12 / parts
	}
	return min(max(n, leastPart), 12)
}

// besideRow returns how many of the parts go in one row.
func besideRow(rest []document.BesidePart, parts int) (n int) {
	for columns := 0; n < len(rest); n++ {
		columns += partColumns(rest[n], parts)
		if columns > 12 && n > 0 {
			break
		}
	}
	return n
}

// row sets parts in one row, and reports whether that can be done.
func (ts *typesetter) row(parts []document.BesidePart, of int) (piece, bool) {
	if len(parts) == 1 {
		return piece{}, false
	}
	p, column, height := ts.pad(roleFigure), 0, 0.0
	for _, part := range parts {
		columns := partColumns(part, of)
		set := ts.within(ts.span(columns))
		if set.Theme.width() < leastAttention && hasAttention(part.Blocks) {
			return piece{}, false
		}
		y := 0.0
		for _, one := range set.stack(part.Blocks) {
			if one.anchor != "" {
				return piece{}, false
			}
			y += one.before
			p.paste(ts.column(column), y, one.ops)
			y += one.height
		}
		height = max(height, y)
		column += columns
	}
	return piece{height: height, ops: p.ops}, height <= ts.height()
}

// stack sets blocks below one another.
func (ts *typesetter) stack(blocks []document.Block) (all []piece) {
	for i := 0; i < len(blocks); {
		pieces, n := ts.block(blocks[i:])
		if len(pieces) > 0 {
			if len(all) > 0 {
				pieces[0].before = ts.spaceBetween(blocks[i-1], blocks[i])
			}
			last := &pieces[len(pieces)-1]
			last.keep = last.keep && i+n < len(blocks) || leadsIn(blocks, i)
			all = append(all, pieces...)
		}
		i += n
	}
	return all
}

func hasAttention(blocks []document.Block) bool {
	for _, b := range blocks {
		if _, ok := b.(document.Attention); ok {
			return true
		}
	}
	return false
}

package xlsx

import "fmt"

// Heights of printed pages, in points of the sheet before it is scaled to the
// page's width.
const (
	sideMargins   = 0.8 * 72
	endMargins    = 1.5 * 72
	charPoints    = 5.6  // a column's width in points for each character
	defaultHeight = 15.0 // of a row that has none of its own
)

// paperSize returns the sides of the document's paper, landscape.
func (b *book) paperSize() (width, height float64) {
	if b.paper() == paperLetter {
		return 792, 612
	}
	return 841.9, 595.3
}

// breakPages returns the rows that begin a new printed page, one before each block
// that the present page would part. Spreadsheet programs measure a little differently,
// so some room is left over.
func (s *summary) breakPages() (breaks []int) {
	const spare = 0.95
	width := 0.0
	for _, w := range summaryWidths {
		width += w * charPoints
	}
	paperWidth, paperHeight := s.paperSize()
	room := (paperHeight - endMargins) * width / (paperWidth - sideMargins) * spare
	used, row := 0.0, 1
	for _, block := range s.whole {
		for ; row < block[0]; row++ {
			used = fill(used, s.rowHeight(row), room)
		}
		need := 0.0
		for r := block[0]; r <= block[1]; r++ {
			need += s.rowHeight(r)
		}
		if used > 0 && used+need > room {
			breaks = append(breaks, block[0])
			used = 0
		}
	}
	return breaks
}

// fill returns how much of a page is used after one more row.
func fill(used, height, room float64) float64 {
	if used+height > room {
		return height
	}
	return used + height
}

func (s *summary) rowHeight(row int) float64 {
	if row <= len(s.grid.high) && s.grid.high[row-1] > 0 {
		return s.grid.high[row-1]
	}
	return defaultHeight
}

// appendBreaks appends where printed pages begin.
func appendBreaks(dst []byte, rows []int) []byte {
	if len(rows) == 0 {
		return dst
	}
	dst = fmt.Appendf(dst, `<rowBreaks count="%d" manualBreakCount="%[1]d">`, len(rows))
	for _, row := range rows {
		dst = fmt.Appendf(dst, `<brk id="%d" max="16383" man="true"/>`, row-1)
	}
	return append(dst, "</rowBreaks>"...)
}

package document

// Columns returns how many of the twelve columns of a page the chart spans: three at
// least, as a narrower one can't be read.
func (c Chart) Columns() int {
	if c.Width < 1 || c.Width > 12 {
		return 12
	}
	return max(c.Width, 3)
}

// ChartRow returns the charts at the head of blocks that share a row.
func ChartRow(blocks []Block) []Chart {
	var row []Chart
	columns := 0
	for _, b := range blocks {
		c, ok := b.(Chart)
		if !ok || len(row) > 0 && columns+c.Columns() > 12 {
			break
		}
		columns += c.Columns()
		row = append(row, c)
	}
	return row
}

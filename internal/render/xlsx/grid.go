package xlsx

// grid is a small sheet that is laid out in any order and then streamed.
type grid struct {
	rows   [][]any // by row and column, both counted from 0; nil is no cell
	high   []float64
	merges [][2]string
}

// set puts a cell, both numbers counted from 1.
func (g *grid) set(col, row int, cell any) {
	g.grow(row)
	for len(g.rows[row-1]) < col {
		g.rows[row-1] = append(g.rows[row-1], nil)
	}
	g.rows[row-1][col-1] = cell
}

// setHeight gives a row a height in points.
func (g *grid) setHeight(row int, points float64) {
	g.grow(row)
	g.high[row-1] = points
}

func (g *grid) grow(row int) {
	for len(g.rows) < row {
		g.rows = append(g.rows, nil)
		g.high = append(g.high, 0)
	}
}

// merge joins the cells between two corners.
func (g *grid) merge(from, to string) { g.merges = append(g.merges, [2]string{from, to}) }

// write streams the grid and ends the sheet.
func (g *grid) write(sw *stream) error {
	if err := g.put(sw); err != nil {
		return err
	}
	return sw.Flush()
}

// put streams the grid.
func (g *grid) put(sw *stream) error {
	for i, cells := range g.rows {
		if cells == nil && g.high[i] == 0 {
			continue
		}
		sw.SetRow(i+1, cells, g.high[i])
	}
	for _, m := range g.merges {
		if err := sw.MergeCell(m[0], m[1]); err != nil {
			return err
		}
	}
	return nil
}

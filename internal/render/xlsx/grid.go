package xlsx

// grid is a small sheet that is laid out in any order and then written.
type grid struct {
	rows   [][]cell // by row and column, both counted from 0
	high   []float64
	merges [][2]string
	links  []link
}

// set puts a cell, both numbers counted from 1.
func (g *grid) set(col, row int, c cell) {
	g.grow(row)
	for len(g.rows[row-1]) < col {
		g.rows[row-1] = append(g.rows[row-1], cell{})
	}
	g.rows[row-1][col-1] = c
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

// link makes a cell lead elsewhere; to nowhere it leads not.
func (g *grid) link(from, to, tip string) { g.links = append(g.links, link{from, to, tip}) }

// write writes the grid to a sheet.
func (g *grid) write(s *sheet) {
	for i, cells := range g.rows {
		if cells != nil || g.high[i] != 0 {
			s.setRow(i+1, cells, g.high[i])
		}
	}
	s.merges = append(s.merges, g.merges...)
	for _, l := range g.links {
		s.link(l)
	}
}

package pdf

import (
	"strings"

	"compack/internal/document"
)

// Measures of a tile, in millimetres.
const (
	tilesInRow  = 4    // at most
	tileLeast   = 34.0 // width, where there are fewer in a row
	tileHeight  = 27.0 // at least
	tileBare    = 20.0 // at least, in a row without chip and trend
	tilePad     = 2.6
	tileBar     = 0.9
	tileBottom  = 6.8 // chip and trend
	trendWidth  = 15.0
	trendHeight = 5.6
	fractionGap = 1.8 // between value and fraction
)

// tilesInRow returns how many tiles go beside one another.
func (ts *typesetter) tilesInRow() int {
	return min(max(int((ts.Theme.width()+ts.Gutter)/(tileLeast+ts.Gutter)), 1), tilesInRow)
}

// tilesBeside returns how many of n tiles go in a row: fewer than would fit where as
// many rows hold them with less of the last one blank.
func (ts *typesetter) tilesBeside(n int) int {
	most := ts.tilesInRow()
	rows := func(inRow int) int { return (n + inRow - 1) / inRow }
	if fewer := most - 1; n > 2 && most == tilesInRow && rows(fewer) == rows(most) && rows(fewer)*fewer-n < rows(most)*most-n {
		return fewer
	}
	return most
}

// tiles sets figures in rows of four, or of fewer where there is less room. The tiles of a row are of one height.
func (ts *typesetter) tiles(b document.Tiles) []piece {
	inRow := ts.tilesBeside(len(b.Items))
	width := ts.span(12 / inRow)
	beside := ts.fractionsBeside(b.Items, width)
	var pieces []piece
	for i := 0; i < len(b.Items); i += inRow {
		row, height := ts.tileRow(b.Items[i:min(i+inRow, len(b.Items))], width, beside)
		p := ts.pad(roleFigure)
		for j, t := range row {
			p.tile(float64(j)*(width+ts.Gutter), height, t)
		}
		pieces = append(pieces, piece{height: height, ops: p.ops})
		if i > 0 {
			pieces[len(pieces)-1].before = ts.Gutter
		}
	}
	if len(pieces) == 2 { // a row of them alone would look like another thing
		pieces[0].keep = true
	}
	return pieces
}

// tileRow breaks the texts of a row of tiles and returns the height that all of them
// have. Their values stand on one line, below the longest title.
func (ts *typesetter) tileRow(items []document.Tile, width float64, beside bool) (row []tileText, height float64) {
	titles, below, bottom := 0, 0.0, 0.0
	for _, t := range items {
		text := ts.tileText(t, width, beside)
		row = append(row, text)
		titles, below = max(titles, len(text.title)), max(below, text.below)
		if document.StatusWord(ts.loc, t.Status) != "" || len(t.Trend) > 1 {
			bottom = tileBottom
		}
	}
	for i := range row {
		row[i].head = float64(titles) * ts.Label.lineHeight()
	}
	least := tileHeight
	if bottom == 0 {
		least = tileBare
	}
	return row, max(least, tilePad+float64(titles)*ts.Label.lineHeight()+below+bottom+tilePad)
}

// tileText is a tile with its texts broken into lines.
type tileText struct {
	document.Tile
	title  []string
	value  tileValue
	beside bool     // the fraction stands beside the value
	notes  []string // fraction and target, or why there is no value
	change []tileChange
	width  float64
	head   float64 // height of the titles of its row
	below  float64 // height of value, notes and change
}

// tileChange is one line on the change against the previous period.
type tileChange struct {
	text string
	tone Tone
}

// tileInner is the width of the text of a tile.
func tileInner(width float64) float64 { return width - tileBar - 2*tilePad }

func (ts *typesetter) tileText(t document.Tile, width float64, beside bool) tileText {
	inner := tileInner(width)
	x := tileText{Tile: t, width: width, title: ts.wrapAtMost(t.Title, ts.Label, inner-ts.addressWidth(t, inner), 3), value: ts.tileValue(t.Value, inner), beside: beside}
	switch {
	case isMissing(t.Value):
		x.beside = false
		x.notes = ts.wrapAtMost(t.Value.Text, ts.Caption, inner, 4)
	case !beside:
		x.notes = ts.wrapAtMost(t.Fraction, ts.Caption, inner, 2)
	}
	x.notes = append(x.notes, ts.wrapAtMost(t.Target, ts.Caption, inner, 2)...)
	x.change = ts.tileChange(t.Change, inner)
	x.below = ts.valueHeight() + float64(len(x.notes)+len(x.change))*ts.Caption.lineHeight()
	return x
}

// addressWidth is what the figure's address takes of a tile's title.
func (ts *typesetter) addressWidth(t document.Tile, inner float64) float64 {
	if t.Figure == "" {
		return 0
	}
	return ts.width(ts.address(t, inner), ts.Caption) + fractionGap
}

// address is the figure's address, shortened where it would take the title's room.
func (ts *typesetter) address(t document.Tile, inner float64) string {
	return ts.shorten(t.Figure, ts.Caption, inner/3)
}

// isMissing reports whether a tile has no value to show.
func isMissing(c document.Cell) bool {
	return c.Kind == document.Missing || c.Kind == document.Empty
}

// fractionsBeside reports whether the fractions of all tiles go beside their
// values; they stand in the same place in each tile.
func (ts *typesetter) fractionsBeside(items []document.Tile, width float64) bool {
	inner := tileInner(width)
	for _, t := range items {
		if isMissing(t.Value) || t.Fraction == "" {
			continue
		}
		if ts.tileValue(t.Value, inner).width+fractionGap+ts.width(t.Fraction, ts.Caption) > inner {
			return false
		}
	}
	return true
}

// tileValue is a value set in two parts, the figure and its smaller unit.
type tileValue struct {
	figure, unit  string
	style, detail Style
	gap, width    float64
}

// valueHeight is the height of a tile's value line.
func (ts *typesetter) valueHeight() float64 { return ts.TileValue.lineHeight() + 1.2 }

// tileValue sets a value, smaller where it is too long for the tile.
func (ts *typesetter) tileValue(c document.Cell, inner float64) tileValue {
	v := tileValue{figure: c.In(ts.loc), style: ts.TileValue, detail: ts.TileWord.in(ts.Ink)}
	if isMissing(c) {
		v.figure, v.style = ts.loc.Say("not measured"), ts.TileWord
	} else if i := strings.IndexByte(v.figure, ' '); c.IsNumeric() && i > 0 {
		v.figure, v.unit, v.gap = v.figure[:i], v.figure[i+1:], 0.9
	}
	for {
		v.width = ts.width(v.figure, v.style) + v.gap + ts.width(v.unit, v.detail)
		if v.width <= inner || v.style.Size <= 9 {
			break
		}
		v.style.Size--
		v.detail.Size = min(v.detail.Size, v.style.Size)
	}
	v.figure = ts.shorten(v.figure, v.style, inner)
	rest := inner - ts.width(v.figure, v.style) - v.gap
	v.unit = ts.shorten(v.unit, v.detail, rest)
	return v
}

// tileChange sets the change with its arrow and verdict, on a line of its own where
// both don't fit on one.
func (ts *typesetter) tileChange(c *document.Change, inner float64) []tileChange {
	if c == nil || c.Text == "" && c.Verdict == "" {
		return nil
	}
	text, tone := c.Text, ts.Neutral
	switch {
	case c.Up:
		text = "\u25B2 " + text
	case c.Down:
		text = "\u25BC " + text
	}
	switch c.Verdict {
	case document.Improved:
		tone = ts.Met
	case document.Worsened:
		tone = ts.NotMet
	}
	both := text
	if word := c.Verdict.In(ts.loc); word != "" && !strings.Contains(text, word) {
		both += ", " + word
	}
	var lines []tileChange
	for _, s := range ts.wrapAtMost(both, ts.Caption, inner, 2) {
		lines = append(lines, tileChange{s, tone})
	}
	return lines
}

// tile draws one tile from x on, at the height of its row.
func (p *pad) tile(x, height float64, t tileText) {
	ts := p.ts
	tone := ts.tone(t.Status)
	p.fill(x, 0, t.width, height, ts.Surface)
	p.fill(x, 0, tileBar, height, tone.Strong)

	left, y, inner := x+tileBar+tilePad, tilePad, tileInner(t.width)
	if address := ts.address(t.Tile, inner); address != "" {
		if p.textRight(left+inner, y+ts.Label.baseline(), ts.Caption, address) > 0 {
			p.leads(t.Figure)
		}
	}
	p.lines(left, y, ts.Label, t.title)
	y += t.head
	base := y + 0.7 + ts.TileValue.baseline()
	figure := p.text(left, base, t.value.style, t.value.figure)
	p.text(left+figure+t.value.gap, base, t.value.detail, t.value.unit)
	if t.beside {
		p.text(left+t.value.width+fractionGap, base, ts.Caption, t.Fraction)
	}
	y += ts.valueHeight()
	y += p.lines(left, y, ts.Caption, t.notes)
	for _, c := range t.change {
		p.text(left, y+ts.Caption.baseline(), ts.Caption.in(c.tone.Text), c.text)
		y += ts.Caption.lineHeight()
	}
	bottom := height - tilePad
	p.chip(left, bottom-chipHeight, document.S(t.Status))
	p.trend(left+inner-trendWidth, bottom-trendHeight, t.Trend)
}

// trend draws the last eight points as small columns from zero, the newest in
// brand, the earlier in its tint; a point without a value is a dot on the line.
func (p *pad) trend(x, y float64, points []document.TrendPoint) {
	const most = 8
	if len(points) > most {
		points = points[len(points)-most:]
	}
	if len(points) < 2 {
		return
	}
	values := make([]document.Cell, len(points))
	for i, t := range points {
		values[i] = t.Value
	}
	axis := document.NewAxis(values, trendHeight)
	pitch := trendWidth / most
	x += float64(most-len(points)) * pitch
	for i, v := range values {
		c := p.ts.Brand.Tint(0.45)
		if i == len(values)-1 {
			c = p.ts.Brand
		}
		at := x + float64(i)*pitch
		value, ok := v.Amount()
		if !ok {
			p.fill(at, y+axis.Zero()-0.3, pitch*0.7, 0.3, p.ts.Muted)
			continue
		}
		top, h := axis.Bar(value)
		p.fill(at, y+top, pitch*0.7, max(h, 0.25), c)
	}
}

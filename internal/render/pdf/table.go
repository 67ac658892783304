package pdf

import (
	"slices"
	"strings"

	"compack/internal/document"
)

// Measures of tables, in millimetres.
const (
	rowHeight = 5.6 // of a row with one line
	headRule  = 0.4
	columnGap = 4.0 // between columns
	leastGap  = 3.2 // where room is short
)

// table sets a table: title, what it is sorted by and cut to, header, rows, total,
// note. Rows are whole on a page and the header is repeated. A table whose columns
// don't fit beside one another is set in bands, each beginning with the first column.
func (ts *typesetter) table(b document.Table) []piece {
	if len(b.Rows) == 0 || len(b.Columns) == 0 {
		pieces := ts.tableTitle(b, "")
		return append(pieces, ts.sentence(orElse(b.Empty, ts.loc.Say("No entries.")))...)
	}
	t := ts.measured(b)
	bands := t.bands(ts.Theme.width())
	var pieces []piece
	for i, band := range bands {
		part := ts.band(t, band, ts.bandLabel(band, i, len(bands)))
		if i > 0 {
			part[0].before = ts.Rhythm
		}
		pieces = append(pieces, part...)
	}
	return append(pieces, ts.tableNote(b)...)
}

// orElse returns s, or instead where s is empty.
func orElse(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// band sets the columns of one band with all rows.
func (ts *typesetter) band(t *table, band []int, label string) []piece {
	t.arrange(band, ts.Theme.width(), ts.span)
	pieces := ts.tableTitle(t.Table, label)
	head := ts.tableHead(t, band)
	pieces = append(pieces, head)
	again := ts.runningHead(t, head)
	first, p := len(pieces), ts.pad(roleCell)
	for i := range t.cells {
		row := p.tableRow(t, band, i, ts.Table)
		row.running = again
		pieces = append(pieces, row)
	}
	if len(t.Total) > 0 {
		pieces[len(pieces)-1].keep = true
		total := p.tableRow(t, band, len(t.cells), ts.Head)
		total.running = again
		pieces = append(pieces, total)
	}
	ts.keepRows(pieces[first:], len(t.Total) > 0)
	if t.Note != "" {
		pieces[len(pieces)-1].keep = true
	}
	return pieces
}

// Rows that stay together on a page.
const (
	leastRows = 3 // at the head and the foot of a page, a total besides
	wholeRows = 8 // of a table that is not split at all
)

// keepRows keeps a short table whole, and of a longer one no row or two alone at the
// head or the foot of a page.
func (ts *typesetter) keepRows(rows []piece, hasTotal bool) {
	if hasTotal && len(rows) > 1 {
		rows[len(rows)-2].keep = true
		rows = rows[:len(rows)-1]
	}
	isShort := len(rows) <= wholeRows && extent(rows) < ts.height()/3
	for i := range len(rows) - 1 {
		rows[i].keep = rows[i].keep || isShort || i < leastRows-1 || i >= len(rows)-leastRows
	}
}

// tableTitle sets the title, and under it the order, the cut and the band.
func (ts *typesetter) tableTitle(b document.Table, label string) []piece {
	title := ts.Body.as(SemiBold)
	p := ts.pad(roleTitle)
	h := p.lines(0, 0, title, ts.wrapAtMost(b.Title, title, ts.Theme.width(), titleLines))
	p.role = roleText
	said := joinDot(joinDot(capital(b.Sorted), capital(b.Cut)), label)
	above := len(p.ops)
	h += p.lines(0, h, ts.Caption, ts.wrapAtMost(said, ts.Caption, ts.Theme.width(), titleLines))
	p.leadsWhere(above, b.Figure)
	if h == 0 {
		return nil
	}
	return []piece{{height: h + 0.8, keep: true, ops: p.ops}}
}

// capital returns s with a capital first letter, as it stands alone on a line.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// tableNote sets the note under a table.
func (ts *typesetter) tableNote(b document.Table) []piece {
	if b.Note == "" {
		return nil
	}
	pieces := ts.richLines(0, ts.rich(document.Prose{{Cell: document.T(b.Note)}}, ts.Caption), ts.Caption, ts.textWidth())
	if len(pieces) > 0 {
		pieces[0].before = 1.2
	}
	return pieces
}

// tableHead sets the header row, its titles standing on the rule.
func (ts *typesetter) tableHead(t *table, band []int) piece {
	p := ts.pad(roleHead)
	lines := 1
	titles := make([][]string, len(band))
	for i, c := range band {
		titles[i] = ts.wrapAtMost(t.Columns[c].Title, ts.Head, t.columns[c].width, ts.RowLines)
		lines = max(lines, len(titles[i]))
	}
	h := rowHeight + float64(lines-1)*ts.Head.lineHeight()
	for i, c := range band {
		for j, s := range titles[i] {
			y := h - rowHeight - float64(len(titles[i])-1-j)*ts.Head.lineHeight() + ts.Head.middle(rowHeight)
			p.aligned(t.columns[c], y, ts.Head, s)
		}
	}
	p.fill(0, h-headRule, t.width, headRule, ts.Brand)
	return piece{height: h, keep: true, ops: p.ops}
}

// runningHead returns the header as pages repeat it.
func (ts *typesetter) runningHead(t *table, head piece) *piece {
	p := ts.pad(roleArtifact)
	h := p.lines(0, 0, ts.Caption, []string{ts.continued(ts.shorten(t.Title, ts.Caption, ts.textWidth()))})
	p.paste(0, h, head.ops)
	for i := range p.ops {
		p.ops[i].role = roleArtifact
	}
	return &piece{height: h + head.height, ops: p.ops}
}

// continued says that what has a title goes on; the title may be empty.
func (ts *typesetter) continued(title string) string {
	return strings.TrimSpace(title + " " + ts.loc.Say("(continued)"))
}

// aligned draws a text at its side of a column.
func (p *pad) aligned(c column, y float64, st Style, s string) {
	if c.right {
		p.textRight(c.x+c.width, y, st, s)
		return
	}
	p.text(c.x, y, st, s)
}

// tableRow sets row i on the pad, which it clears before; the row after the last is the
// total.
func (p *pad) tableRow(t *table, band []int, i int, st Style) piece {
	p.ops = p.ops[:0]
	isTotal := i == len(t.cells)
	lines := 1
	for _, c := range band {
		above := len(p.ops)
		lines = max(lines, p.tableCell(t, i, c, st))
		if cell := t.source(i, c); cell.Kind == document.Text && !t.Defines {
			p.leadsWhere(above, cell.Figure)
		}
	}
	h := rowHeight + float64(lines-1)*st.lineHeight()
	if isTotal {
		p.fill(0, 0, t.width, 0.25, p.ts.Ink)
	} else {
		p.fill(0, h-hairline, t.width, hairline, p.ts.Hairline)
	}
	return piece{height: h, anchor: t.defined(i), ops: slices.Clone(p.ops)}
}

// defined returns the address of the figure that row i defines, "" for none.
func (t *table) defined(i int) string {
	if !t.Defines || i >= len(t.Rows) {
		return ""
	}
	for _, c := range t.Rows[i] {
		if c.Kind == document.Text && c.Figure != "" {
			return c.Figure
		}
	}
	return ""
}

// tableCell draws one cell of a row and returns how many lines it took.
func (p *pad) tableCell(t *table, i, c int, st Style) int {
	cell, text, column := t.source(i, c), t.text(i, c), t.columns[c]
	base := st.middle(rowHeight)
	if text.s == "" {
		return 1
	}
	switch cell.Kind {
	case document.Status:
		w := p.ts.chipWidth(cell)
		x := column.x
		if column.right {
			x += column.width - w
		}
		p.chip(x, (rowHeight-chipHeight)/2, cell)
		return 1
	case document.Missing:
		st = st.in(p.ts.Muted)
	}
	if st.Face == t.style.Face && text.w <= column.width+room {
		x := column.x
		if column.right {
			x += column.width - text.w
		}
		p.add(x, base, text.w, st, text.s)
		return 1
	}
	lines := p.ts.wrapAtMost(text.s, st, column.width, column.lines)
	for j, s := range lines {
		p.aligned(column, base+float64(j)*st.lineHeight(), st, s)
	}
	return max(1, len(lines))
}

package pdf

import "compack/internal/document"

// Measures of a signature's row, in millimetres.
const (
	signRoom = 8.0 // above what is written, for ink
	signFoot = 1.4 // between the text and the rule under it
	signGap  = 4.0 // between the rules of two rows
)

// signColumn is a column of signatures, in columns of the twelve.
type signColumn struct {
	title      string
	from, wide int
}

// signoff sets who answers for the pack: role, name, signature and date, each on its
// line, the lines empty where somebody is to fill them in by hand. It stays on one
// page, as nobody signs half a statement; one that no page holds is cut between rows.
func (ts *typesetter) signoff(b document.Signoff) []piece {
	var pieces []piece
	if b.Title != "" {
		pieces = append(pieces, ts.heading(document.Heading{Level: 2, Text: document.Prose{{Cell: document.T(b.Title)}}})...)
	}
	if b.Text != "" {
		text := ts.richLines(0, ts.rich(document.Prose{{Cell: document.T(b.Text)}}, ts.Body), ts.Body, ts.textWidth())
		if len(text) > 0 && len(pieces) > 0 {
			text[0].before = 0.4 * ts.Rhythm
		}
		pieces = append(pieces, text...)
	}
	if len(b.Lines) > 0 {
		columns := []signColumn{{ts.loc.Say("Role"), 0, 3}, {ts.loc.Say("Name"), 3, 3}, {ts.loc.Say("Signature"), 6, 4}, {ts.loc.Say("Date"), 10, 2}}
		head := ts.signHead(columns)
		if len(pieces) > 0 {
			head.before = 0.8 * ts.Rhythm
		}
		pieces = append(pieces, head)
		for _, line := range b.Lines {
			pieces = append(pieces, ts.signRow(columns, line))
		}
	}
	whole := extent(pieces) <= ts.height()
	for i := range pieces {
		pieces[i].keep = i+1 < len(pieces) && (whole || pieces[i].keep)
	}
	return pieces
}

// signHead sets the titles of the columns.
func (ts *typesetter) signHead(columns []signColumn) piece {
	p := ts.pad(roleHead)
	for _, c := range columns {
		p.text(ts.column(c.from), ts.Head.middle(rowHeight), ts.Head, ts.shorten(c.title, ts.Head, ts.span(c.wide)))
	}
	p.fill(0, rowHeight-headRule, ts.Theme.width(), headRule, ts.Brand)
	return piece{height: rowHeight, keep: true, ops: p.ops}
}

// signRow sets one signature: what is known stands on the rules. By what means
// somebody signed stands where the ink would.
func (ts *typesetter) signRow(columns []signColumn, line document.SignoffLine) piece {
	p := ts.pad(roleCell)
	texts := [][]string{
		ts.wrapAtMost(line.Role, ts.Body, ts.span(columns[0].wide), 3), ts.wrapAtMost(line.Name, ts.Body.as(SemiBold), ts.span(columns[1].wide), 3),
		ts.wrapAtMost(line.Note, ts.Caption, ts.span(columns[2].wide), 4), ts.wrapAtMost(line.On.In(ts.loc), ts.Body, ts.span(columns[3].wide), 2),
	}
	styles := []Style{ts.Body, ts.Body.as(SemiBold), ts.Caption, ts.Body}
	h := signRoom + ts.Body.lineHeight()
	for i, lines := range texts {
		h = max(h, signGap+float64(len(lines))*styles[i].lineHeight())
	}
	for i, c := range columns {
		x := ts.column(c.from)
		p.lines(x, h-float64(len(texts[i]))*styles[i].lineHeight(), styles[i], texts[i])
		rule := ts.Hairline
		if len(texts[i]) == 0 {
			rule = ts.Muted // to be written on
		}
		p.fill(x, h+signFoot, ts.span(c.wide), hairline, rule)
	}
	return piece{height: h + signFoot + hairline, ops: p.ops}
}

// column returns where one of the twelve columns begins, counted from 0.
func (ts *typesetter) column(n int) float64 { return float64(n) * (ts.span(1) + ts.Gutter) }

package pdf

import "compack/internal/document"

// attentionColumns are the x positions and widths of an attention list.
type attentionColumns struct{ text, textWidth, owner, ownerWidth, due, dueWidth, page float64 }

// attention sets the list of what needs attention, worst first: status, text,
// owner, due date and the page that explains it.
func (ts *typesetter) attention(b document.Attention) []piece {
	var pieces []piece
	if b.Title != "" {
		pieces = ts.heading(document.Heading{Level: 2, Text: document.Prose{{Cell: document.T(b.Title)}}})
	}
	if len(b.Items) == 0 {
		return append(pieces, ts.sentence(b.Empty)...)
	}
	at := ts.attentionColumns(b)
	pieces = append(pieces, ts.attentionHead(at))
	for _, item := range b.Items {
		pieces = append(pieces, ts.attentionItem(item, at)...)
	}
	return pieces
}

// sentence sets what is said in place of a list or table without rows.
func (ts *typesetter) sentence(s string) []piece {
	return ts.richLines(0, ts.rich(document.Prose{{Cell: document.T(s)}}, ts.Body.in(ts.Muted)), ts.Body, ts.textWidth())
}

// attentionColumns shares the width. A column that no item has anything for is left out.
func (ts *typesetter) attentionColumns(b document.Attention) attentionColumns {
	const gap = 4.0
	chip, owner, due := 0.0, 0.0, 0.0
	for _, item := range b.Items {
		chip = max(chip, ts.chipWidth(document.S(item.Status)))
		owner = max(owner, ts.width(item.Owner, ts.Table))
		due = max(due, ts.width(item.Due.In(ts.loc), ts.Table))
	}
	var at attentionColumns
	at.page = ts.Theme.width()
	at.due = at.page - ts.width(ts.loc.Say("Page"), ts.Head) - gap
	at.owner = at.due
	if due > 0 {
		at.dueWidth = min(max(due, ts.width(ts.loc.Say("Due"), ts.Head)), ts.span(2))
		at.owner -= at.dueWidth + gap
	}
	end := at.owner
	if owner > 0 {
		at.ownerWidth = min(max(owner, ts.width(ts.loc.Say("Owner"), ts.Head)), ts.span(3))
		at.owner -= at.ownerWidth
		end = at.owner - gap
	}
	at.text = chip + gap
	at.textWidth = end - at.text
	return at
}

func (ts *typesetter) attentionHead(at attentionColumns) piece {
	p := ts.pad(roleHead)
	st, h := ts.Head.in(ts.Muted), 5.0
	base := st.middle(h)
	p.text(0, base, st, ts.loc.Say("Status"))
	p.text(at.text, base, st, ts.loc.Say("What"))
	if at.ownerWidth > 0 {
		p.text(at.owner, base, st, ts.loc.Say("Owner"))
	}
	if at.dueWidth > 0 {
		p.textRight(at.due, base, st, ts.loc.Say("Due"))
	}
	p.textRight(at.page, base, st, ts.loc.Say("Page"))
	p.fill(0, h-headRule, ts.Theme.width(), headRule, ts.Brand)
	return piece{height: h, keep: true, ops: p.ops}
}

// linesOfItem is how many lines of an item's text stay together.
const linesOfItem = 12

func (ts *typesetter) attentionItem(item document.AttentionItem, at attentionColumns) []piece {
	const inset = 1.1
	body := ts.Body
	text := ts.rich(item.Text, body)
	lines := ts.wrapRich(text, at.textWidth)
	var pieces []piece
	for len(pieces) == 0 || len(lines) > 0 {
		p, top, h := ts.pad(roleCell), 0.0, 0.0
		isFirst := len(pieces) == 0
		if isFirst {
			top = inset
			p.chip(0, top+(body.lineHeight()-chipHeight)/2, document.S(item.Status))
		}
		n := min(len(lines), linesOfItem)
		for i, c := range lines[:n] {
			p.rich(at.text, top+float64(i)*body.lineHeight()+body.baseline(), text, c)
		}
		if isFirst {
			h = p.attentionSide(item, at, top)
		}
		h = max(h, float64(n)*body.lineHeight())
		pieces = append(pieces, piece{height: top + h, ops: p.ops})
		lines = lines[n:]
	}
	last := &pieces[len(pieces)-1]
	last.height += inset
	last.ops = append(last.ops, op{y: last.height - hairline, w: ts.Theme.width(), h: hairline, colour: ts.Hairline})
	return pieces
}

// attentionSide draws owner, due date and page beside an item's first line, and
// returns the height taken.
func (p *pad) attentionSide(item document.AttentionItem, at attentionColumns, top float64) float64 {
	ts := p.ts
	base := top + ts.Body.baseline()
	owners := ts.wrapAtMost(item.Owner, ts.Table, at.ownerWidth, 3)
	for i, s := range owners {
		p.text(at.owner, base+float64(i)*ts.Table.lineHeight(), ts.Table, s)
	}
	p.textRight(at.due, base, ts.Table, ts.shorten(item.Due.In(p.ts.loc), ts.Table, at.dueWidth))
	anchor, head := sectionAnchor(item.Section), ts.width(ts.loc.Say("Page"), ts.Head)
	p.page(at.page, base, ts.Table, anchor)
	p.link(at.page-head, top, head, ts.Body.lineHeight(), anchor)
	return max(ts.Body.lineHeight(), float64(len(owners))*ts.Table.lineHeight()+0.4)
}

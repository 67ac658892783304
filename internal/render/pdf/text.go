package pdf

import (
	"strconv"

	"compack/internal/document"
)

// heading sets a sub-section's title.
func (ts *typesetter) heading(h document.Heading) []piece {
	st := ts.Sub
	if h.Level > 2 {
		st = ts.Minor
	}
	pieces := ts.richLines(0, ts.rich(h.Text, st), st, ts.Theme.width())
	for i := range pieces {
		pieces[i].keep = true
		for j := range pieces[i].ops {
			pieces[i].ops[j].role = roleTitle
		}
	}
	return pieces
}

// paragraph sets body text, a lead or a note.
func (ts *typesetter) paragraph(b document.Paragraph) []piece {
	st := ts.Body
	switch {
	case b.Lead:
		st = ts.Lead
	case b.Note:
		st = ts.Caption
	}
	return ts.richLines(0, ts.rich(b.Text, st), st, ts.textWidth())
}

// list sets a bulleted or numbered list.
func (ts *typesetter) list(b document.List) []piece {
	const between = 0.8
	indent := 4.5
	if b.Ordered {
		indent = max(indent, ts.width(strconv.Itoa(len(b.Items))+".", ts.Body)+2)
	}
	var pieces []piece
	for i, item := range b.Items {
		lines := ts.richLines(indent, ts.rich(item, ts.Body), ts.Body, ts.textWidth()-indent)
		if len(lines) == 0 {
			continue
		}
		p := ts.pad(roleText)
		if b.Ordered {
			p.text(0, ts.Body.baseline(), ts.Body.in(ts.Muted), strconv.Itoa(i+1)+".")
		} else {
			p.text(1, ts.Body.baseline(), ts.Body.in(ts.Brand), "\u2022")
		}
		lines[0].ops = append(p.ops, lines[0].ops...)
		if len(pieces) > 0 {
			lines[0].before = between
		}
		pieces = append(pieces, lines...)
	}
	return pieces
}

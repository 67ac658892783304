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
	text, width := ts.rich(b.Text, st), ts.textWidth()
	if b.Lead {
		width = ts.balanced(text, width)
	}
	return ts.richLines(0, text, st, width)
}

// balanced returns the width at which a text takes no more lines than at the width
// given and its last line is no single short word.
func (ts *typesetter) balanced(t richText, width float64) float64 {
	lines := ts.wrapRich(t, width)
	n := len(lines)
	for w := width; n > 1 && w > 0.7*width; w -= 2 {
		if lines = ts.wrapRich(t, w); len(lines) > n {
			break
		}
		if last := lines[len(lines)-1]; ts.measure(t, last.from, last.to) > width/4 {
			return w
		}
	}
	return width
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

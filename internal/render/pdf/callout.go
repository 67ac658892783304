package pdf

import (
	"compack/internal/document"
	"compack/internal/metric"
)

// callout sets a boxed remark: a bar and a ground in the status's colours, the
// status as shape and word, the title, then the text.
func (ts *typesetter) callout(b document.Callout) []piece {
	const bar, indent, inset = 1.0, 5.0, 2.5
	tone := ts.tone(b.Status)
	width := ts.Theme.width() - indent - inset

	var pieces []piece
	if b.Title != "" || b.Status != metric.Untargeted {
		pieces = append(pieces, ts.calloutTitle(b, indent, width)...)
	}
	pieces = append(pieces, ts.richLines(indent, ts.rich(b.Text, ts.Body), ts.Body, min(width, ts.span(10)))...)
	if len(pieces) == 0 {
		return nil
	}
	last := len(pieces) - 1
	for i := range pieces {
		top := 0.0
		if i == 0 {
			top = inset
			for j := range pieces[i].ops {
				pieces[i].ops[j].y += top
			}
		}
		pieces[i].height += top
		if i == last {
			pieces[i].height += inset
		}
		p := ts.pad(roleArtifact)
		p.fill(0, 0, ts.Theme.width(), pieces[i].height, tone.Tint)
		p.fill(0, 0, bar, pieces[i].height, tone.Strong)
		pieces[i].ops = append(p.ops, pieces[i].ops...)
	}
	return pieces
}

// calloutTitle sets the status's shape and word, and the title after them.
func (ts *typesetter) calloutTitle(b document.Callout, indent, width float64) []piece {
	st := ts.Body.as(SemiBold)
	tone := ts.tone(b.Status)
	p := ts.pad(roleText)
	x := indent
	if sign := shape(b.Status); sign != "" {
		x += p.text(x, st.baseline(), st.as(Regular).in(tone.Strong), sign) + 1.2
		x += p.text(x, st.baseline(), st.in(tone.Text), document.StatusWord(ts.loc, b.Status)) + 3
	}
	h := p.lines(x, 0, st, ts.wrapAtMost(b.Title, st, width-(x-indent), titleLines))
	return []piece{{height: max(h, st.lineHeight()), keep: true, ops: p.ops}}
}

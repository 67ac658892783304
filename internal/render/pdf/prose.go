package pdf

import (
	"strings"

	"compack/internal/document"
)

// richText is prepared text in several styles.
type richText struct {
	text string
	runs []run
}

// run is a part of a rich text in one style; it ends at byte to.
type run struct {
	to     int
	style  Style
	code   bool
	figure string // the address of the figure that it is
}

// rich prepares prose on the base style. The spaces of a figure don't break.
func (ts *typesetter) rich(prose document.Prose, base Style) richText {
	var b strings.Builder
	var runs []run
	for _, span := range prose {
		st := base
		switch {
		case span.Strong:
			st = base.as(SemiBold)
		case span.Em:
			st = base.as(Italic)
		}
		b.WriteString(ts.spanText(span.Cell, st.Face, b.Len() == 0 || strings.HasSuffix(b.String(), " ")))
		runs = append(runs, run{b.Len(), st, span.Code, span.Cell.Figure})
	}
	return richText{b.String(), runs}
}

// spanText returns a span's text. A space at its ends is kept, as the words of
// prose are divided between spans; after a space it is not repeated.
func (ts *typesetter) spanText(c document.Cell, f Face, afterSpace bool) string {
	raw := c.In(ts.loc)
	s := ts.prepare(raw, f)
	if c.Kind != document.Text {
		return strings.ReplaceAll(s, " ", string(noBreakSpace))
	}
	if isSpaceAt(raw, 0) && !afterSpace {
		s = " " + s
	}
	if len(raw) > 1 && isSpaceAt(raw, len(raw)-1) && s != "" && !strings.HasSuffix(s, " ") {
		s += " "
	}
	return s
}

// isSpaceAt reports whether a breaking space stands at position i of s.
func isSpaceAt(s string, i int) bool {
	return i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r')
}

// measure returns the width of the bytes from..to.
func (ts *typesetter) measure(t richText, from, to int) (w float64) {
	start := 0
	for _, r := range t.runs {
		if a, b := max(from, start), min(to, r.to); a < b {
			w += ts.faces[r.style.Face].width(t.text[a:b], r.style.Size)
		}
		start = r.to
	}
	return w
}

// wrapRich cuts a rich text into lines of at most width.
func (ts *typesetter) wrapRich(t richText, width float64) []cut {
	return breakLines(t.text, width, func(from, to int) float64 { return ts.measure(t, from, to) })
}

// rich draws one line of a rich text.
func (p *pad) rich(x, y float64, t richText, line cut) {
	start := 0
	for _, r := range t.runs {
		if a, b := max(line.from, start), min(line.to, r.to); a < b {
			s := t.text[a:b]
			w := p.ts.faces[r.style.Face].width(s, r.style.Size)
			if r.code {
				size := r.style.Size * point
				p.fill(x-0.3, y-0.85*size, w+0.6, 1.15*size, p.ts.Surface)
			}
			p.add(x, y, w, r.style, s)
			p.leads(r.figure)
			x += w
		}
		start = r.to
	}
}

// richLines sets a rich text as one piece a line, so that a page break may fall
// between any two lines but the first two and the last two.
func (ts *typesetter) richLines(x float64, t richText, st Style, width float64) []piece {
	cuts := ts.wrapRich(t, width)
	pieces := make([]piece, len(cuts))
	for i, c := range cuts {
		p := ts.pad(roleText)
		p.rich(x, st.baseline(), t, c)
		pieces[i] = piece{height: st.lineHeight(), ops: p.ops}
		pieces[i].keep = len(cuts) > 1 && (i == 0 || i == len(cuts)-2)
	}
	return pieces
}

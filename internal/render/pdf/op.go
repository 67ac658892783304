package pdf

import (
	"strings"

	"compack/internal/document"
)

// role says what a drawn thing is in the document, so that reading order and
// structure can be recovered from a page.
type role uint8

const (
	roleArtifact role = iota // furniture, rules, grounds
	roleTitle
	roleText
	roleHead // a table's header cell
	roleCell
	roleFigure // a part of a chart or matrix
)

// op draws one thing: a text when it has a style, a picture when it has one, else a
// filled rectangle; or it is the area of a link.
type op struct {
	x, y   float64 // a text: the left end of its baseline; a rectangle: its top left corner
	w, h   float64 // a text: its measured width; a rectangle: its size
	text   string
	anchor string // a text is the number of its page, ending at x; a rectangle draws nothing and leads to it
	image  *document.Image
	style  Style
	colour Colour
	role   role
	block  int32 // index of the block in the document, from 1; 0 outside blocks
}

// isText reports whether the op draws a text.
func (o *op) isText() bool { return o.style.Size > 0 }

// isLink reports whether the op is the area of a link.
func (o *op) isLink() bool { return o.anchor != "" && !o.isText() }

// pad collects what is drawn, at coordinates relative to its own corner.
type pad struct {
	ts   *typesetter
	ops  []op
	role role // of the texts to come
}

func (ts *typesetter) pad(r role) *pad { return &pad{ts: ts, role: r} }

// fill draws a filled rectangle.
func (p *pad) fill(x, y, w, h float64, c Colour) {
	if w > 0 && h > 0 {
		p.ops = append(p.ops, op{x: x, y: y, w: w, h: h, colour: c})
	}
}

// frame draws the outline of a rectangle, inside it.
func (p *pad) frame(x, y, w, h, thickness float64, c Colour) {
	p.fill(x, y, w, thickness, c)
	p.fill(x, y+h-thickness, w, thickness, c)
	p.fill(x, y+thickness, thickness, h-2*thickness, c)
	p.fill(x+w-thickness, y+thickness, thickness, h-2*thickness, c)
}

// picture draws a picture in a box.
func (p *pad) picture(x, y, w, h float64, i *document.Image) {
	p.ops = append(p.ops, op{x: x, y: y, w: w, h: h, image: i})
}

// text draws s from x on its baseline y and returns its width.
func (p *pad) text(x, y float64, st Style, s string) float64 { return p.textAt(x, y, st, s, 0) }

// textRight draws s so that it ends at x.
func (p *pad) textRight(x, y float64, st Style, s string) float64 { return p.textAt(x, y, st, s, 1) }

// textCentre draws s around x.
func (p *pad) textCentre(x, y float64, st Style, s string) { p.textAt(x, y, st, s, 0.5) }

// textAt draws s with a part of its width before x.
func (p *pad) textAt(x, y float64, st Style, s string, before float64) float64 {
	s = p.ts.prepare(s, st.Face)
	if s == "" {
		return 0
	}
	w := p.ts.faces[st.Face].width(s, st.Size)
	p.add(x-before*w, y, w, st, s)
	return w
}

// add draws a prepared and measured text.
func (p *pad) add(x, y, w float64, st Style, s string) {
	if strings.ContainsRune(s, noBreakSpace) {
		s = strings.ReplaceAll(s, string(noBreakSpace), " ")
	}
	p.ops = append(p.ops, op{x: x, y: y, w: w, text: s, style: st, role: p.role})
}

// lines draws lines below one another, the first one's top at y, and returns the
// height that they take.
func (p *pad) lines(x, y float64, st Style, lines []string) float64 {
	for i, s := range lines {
		p.text(x, y+float64(i)*st.lineHeight()+st.baseline(), st, s)
	}
	return float64(len(lines)) * st.lineHeight()
}

// page draws the number of the page that the anchor lies on, ending at x.
func (p *pad) page(x, y float64, st Style, anchor string) {
	p.ops = append(p.ops, op{x: x, y: y, anchor: anchor, style: st, role: p.role})
}

// paste adds what another pad holds, moved by x and y.
func (p *pad) paste(x, y float64, ops []op) {
	p.ops = appendMoved(p.ops, ops, x, y)
}

// appendMoved adds ops moved by x and y.
func appendMoved(to, ops []op, x, y float64) []op {
	n := len(to)
	to = append(to, ops...)
	for i := range to[n:] {
		to[n+i].x += x
		to[n+i].y += y
	}
	return to
}

// capHeight is the height of capitals and figures in parts of the size, as in
// most text faces.
const capHeight = 0.66

// baseline returns how far the baseline lies under the top of the style's line,
// in millimetres: capitals stand in the middle of the line.
func (s Style) baseline() float64 { return s.middle(s.lineHeight()) }

// middle returns the baseline that sets capitals in the middle of a height.
func (s Style) middle(height float64) float64 { return (height + capHeight*s.Size*point) / 2 }

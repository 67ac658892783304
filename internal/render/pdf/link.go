package pdf

import "compack/internal/document"

// link makes an area lead to an anchor; to none where the anchor is "".
func (p *pad) link(x, y, w, h float64, anchor string) {
	if anchor != "" && w > 0 && h > 0 {
		p.ops = append(p.ops, op{x: x, y: y, w: w, h: h, anchor: anchor})
	}
}

// leads makes the text drawn last lead to the definition of a figure, where one is
// named.
func (p *pad) leads(figure string) {
	if n := len(p.ops); n > 0 && figure != "" {
		o := p.ops[n-1]
		p.leadsFrom(o, 0, len(o.text), figure)
	}
}

// leadsWhere makes the address of a figure lead to its definition wherever the texts
// drawn from the n-th on show it.
func (p *pad) leadsWhere(n int, figure string) {
	if figure == "" {
		return
	}
	for _, o := range p.ops[n:] {
		if at := document.WordIn(o.text, figure); at >= 0 {
			p.leadsFrom(o, at, at+len(figure), figure)
		}
	}
}

// leadsFrom makes the bytes from..to of a drawn text lead to a figure's definition.
// The area is as high as a line, which is easier to hit than the letters are.
func (p *pad) leadsFrom(o op, from, to int, figure string) {
	face, size := p.ts.faces[o.style.Face], o.style.Size
	x := o.x + face.width(o.text[:from], size)
	p.link(x, o.y-0.95*size*point, face.width(o.text[from:to], size), 1.25*size*point, figure)
}

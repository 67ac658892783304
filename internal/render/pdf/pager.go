package pdf

import "math"

// piece is the smallest thing that a page break can't cut.
type piece struct {
	before  float64 // space above, dropped at the top of a page
	height  float64
	keep    bool   // stays on the page of the piece after it
	anchor  string // page numbers and links may refer to it
	ops     []op   // relative to its top left corner
	turned  bool   // on a page in landscape
	running *piece // set first when this piece starts a page: a repeated table header
}

// extent returns the height of pieces set below one another.
func extent(pieces []piece) (h float64) {
	for _, p := range pieces {
		h += p.before + p.height
	}
	return h
}

// page is the display list of one page, at coordinates relative to the sheet's
// top left corner.
type page struct {
	ops    []op
	bare   bool // without running header and footer: the cover
	turned bool // in landscape
}

// pager sets pieces on pages.
type pager struct {
	theme   Theme
	pages   []*page
	y       float64 // where the next piece's space begins, from the top of the text area
	fresh   bool    // nothing is set on the page yet
	gaps    []gap   // the spaces on the page that may shrink, from the top down
	anchors map[string]place
	block   int // index of the last block set, from 1
}

// gap is a space between two blocks of a page.
type gap struct {
	op    int     // the first of the page's ops below it
	y     float64 // its lower end, from the top of the text area
	space float64
}

// place is where an anchor lies: its page, from 1, and its height on the sheet.
type place struct {
	page int
	y    float64
}

func newPager(t Theme) *pager { return &pager{theme: t, anchors: map[string]place{}} }

// usualOps is how many ops most pages have at most.
const usualOps = 300

// turn starts a new page, upright or in landscape.
func (p *pager) turn(landscape bool) {
	p.pages = append(p.pages, &page{turned: landscape, ops: make([]op, 0, usualOps)})
	p.y, p.fresh, p.gaps = 0, true, nil
}

// now returns the page that is being set.
func (p *pager) now() *page { return p.pages[len(p.pages)-1] }

// height returns the height of the page's text area.
func (p *pager) height() float64 {
	if p.now().turned {
		return p.theme.turned().height()
	}
	return p.theme.height()
}

// left returns the height that is left on the page.
func (p *pager) left() float64 { return p.height() - p.y }

// room guards against sums that miss the height by a rounding error.
const room = 1e-6

// place sets pieces below what is on the page, on as many pages as they need.
// Pieces that keep together are set on one page, unless they are taller than one.
func (p *pager) place(pieces []piece) {
	for len(pieces) > 0 {
		n := 1
		for pieces[n-1].keep && n < len(pieces) {
			n++
		}
		p.makeRoom(pieces, n)
		for _, one := range pieces[:n] {
			p.put(one)
		}
		pieces = pieces[n:]
	}
}

// makeRoom sees to it that the first n pieces go on the page: it takes from the space
// above them, or from all spaces of the page where that holds all pieces, else it
// starts a new page.
func (p *pager) makeRoom(pieces []piece, n int) {
	landscape := pieces[0].turned
	if p.fresh {
		p.now().turned = landscape
		return
	}
	if p.now().turned == landscape {
		if p.fits(pieces[:n]) {
			over := max(extent(pieces[:n])-p.left(), 0)
			pieces[0].before -= min(over, give(pieces[0].before))
			return
		}
		over := extent(pieces) - p.left()
		own := give(pieces[0].before)
		if over <= p.slack()+own {
			pieces[0].before -= min(over, own)
			p.tighten(over - own)
			return
		}
	}
	p.turn(landscape)
}

// slack is what the spaces on the page may give up together.
func (p *pager) slack() (sum float64) {
	for _, g := range p.gaps {
		sum += give(g.space)
	}
	return sum
}

// tighten moves what is on the page upwards, each space giving up its share of a height.
func (p *pager) tighten(by float64) {
	if by <= 0 {
		return
	}
	part, moved := by/p.slack(), 0.0
	ops := p.now().ops
	for i := range p.gaps {
		g := &p.gaps[i]
		less := give(g.space) * part
		g.space -= less
		moved += less
		until, below := len(ops), math.Inf(1)
		if i+1 < len(p.gaps) {
			until, below = p.gaps[i+1].op, p.gaps[i+1].y
		}
		for j := g.op; j < until; j++ {
			ops[j].y -= moved
		}
		p.moveAnchors(g.y, below, moved)
		g.y -= moved
	}
	p.y -= moved
}

// moveAnchors moves the places on the page between two heights upwards.
func (p *pager) moveAnchors(from, to, by float64) {
	for name, at := range p.anchors {
		if y := at.y - p.theme.Top; at.page == len(p.pages) && y >= from-room && y < to-room {
			p.anchors[name] = place{at.page, at.y - by}
		}
	}
}

// fits reports whether a chain of pieces goes on the page. A chain that no page
// can hold fits where a third of one is left.
func (p *pager) fits(chain []piece) bool {
	h := extent(chain)
	if h-chain[0].before > p.height()+room {
		return p.left() > p.height()/3
	}
	return h-give(chain[0].before) <= p.left()+room
}

// give is what a space may give up so that more goes on the page.
func give(space float64) float64 { return space / 2 }

// put sets one piece, on a new page when it does not fit.
func (p *pager) put(one piece) {
	if !p.fresh && one.before+one.height > p.left()+room {
		p.turn(one.turned)
	}
	if p.fresh {
		one.before = 0
		if one.running != nil {
			p.draw(*one.running)
		}
	}
	p.draw(one)
	if _, taken := p.anchors[one.anchor]; !taken && one.anchor != "" {
		p.anchors[one.anchor] = place{len(p.pages), p.theme.Top + p.y - one.height}
	}
}

// draw adds a piece's ops to the page.
func (p *pager) draw(one piece) {
	p.y += one.before
	now := p.now()
	if one.before > 0 {
		p.gaps = append(p.gaps, gap{len(now.ops), p.y, one.before})
	}
	now.ops = appendMoved(now.ops, one.ops, p.theme.Left, p.theme.Top+p.y)
	p.y += one.height
	p.fresh = false
}

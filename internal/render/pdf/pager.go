package pdf

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
	anchors map[string]place
	block   int // index of the last block set, from 1
}

// place is where an anchor lies: its page, from 1, and its height on the sheet.
type place struct {
	page int
	y    float64
}

func newPager(t Theme) *pager { return &pager{theme: t, anchors: map[string]place{}} }

// turn starts a new page, upright or in landscape.
func (p *pager) turn(landscape bool) {
	p.pages = append(p.pages, &page{turned: landscape})
	p.y, p.fresh = 0, true
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
		landscape := pieces[0].turned
		switch {
		case p.fresh:
			p.now().turned = landscape
		case p.now().turned != landscape || !p.fits(pieces[:n]):
			p.turn(landscape)
		default:
			over := max(extent(pieces[:n])-p.left(), 0)
			pieces[0].before -= min(over, give(pieces[0]))
		}
		for _, one := range pieces[:n] {
			p.put(one)
		}
		pieces = pieces[n:]
	}
}

// fits reports whether a chain of pieces goes on the page. A chain that no page
// can hold fits where a third of one is left.
func (p *pager) fits(chain []piece) bool {
	h := extent(chain)
	if h-chain[0].before > p.height()+room {
		return p.left() > p.height()/3
	}
	return h-give(chain[0]) <= p.left()+room
}

// give is what the space above a piece may give up so that it goes on the page.
func give(one piece) float64 { return one.before / 2 }

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
	for _, o := range one.ops {
		o.x += p.theme.Left
		o.y += p.theme.Top + p.y
		now.ops = append(now.ops, o)
	}
	p.y += one.height
	p.fresh = false
}

package pdf

import (
	"strconv"

	"compack/internal/document"
)

// Heights on the cover: from the sheet's top in millimetres, or in parts of the sheet.
const (
	coverTop   = 24.0
	coverTitle = 0.25
	coverFacts = 0.65 // the rule above the facts, where the text above leaves room
)

// The box that a logo fills, in millimetres.
const (
	logoWidth  = 45.0
	logoHeight = 16.0
)

// cover sets the first page.
func (ts *typesetter) cover(doc *document.Document) *page {
	ts.missing.where = ""
	p := ts.pad(roleTitle)
	width, left := ts.Theme.width(), ts.Left
	p.vendor(doc.Vendor.Name)
	class := ts.Head.in(ts.Muted)
	p.textRight(left+width, coverTop, class, ts.shorten(doc.Classification, class, ts.span(4)))
	if doc.Draft {
		draft := ts.Head.in(ts.NotMet.Text)
		p.textRight(left+width, coverTop+class.lineHeight()+0.6, draft, ts.shorten(ts.draftWords(), draft, ts.span(4)))
	}

	y := p.coverTitle(doc, coverTitle*ts.PageHeight)
	y = max(y+8, coverFacts*ts.PageHeight)
	p.fill(left, y, width, headRule, ts.Brand)
	p.role = roleText
	y = p.coverFacts(doc, y+headRule)
	p.coverFoot(doc, y+4)
	return &page{ops: p.ops, bare: true}
}

// vendor sets the vendor's logo, top left, and its name under or in place of it.
func (p *pad) vendor(name string) {
	ts, base := p.ts, coverTop
	st := ts.Sub.as(Bold).in(ts.Brand)
	if logo := ts.brand.Logo; logo != nil {
		w, h := inBox(logo, logoWidth, logoHeight)
		top := coverTop - capHeight*st.Size*point
		p.picture(ts.Left, top, w, h, logo)
		st = ts.Head.in(ts.Ink)
		base = top + h + 1.5 + st.baseline()
	}
	p.text(ts.Left, base, st, ts.shorten(name, st, ts.span(8)))
}

// coverTitle sets title, client and period from y on, beside a bar in the brand's
// colour, and returns where they end.
func (p *pad) coverTitle(doc *document.Document, y float64) float64 {
	const bar, indent = 1.6, 8.0
	ts, top := p.ts, y
	x, width := ts.Left+indent, ts.span(11)-indent
	set := func(s string, st Style, most int, before float64) {
		if s != "" {
			y += before
			y += p.lines(x, y, st, ts.wrapAtMost(s, st, width, most))
		}
	}
	set(doc.Title, ts.CoverTitle, 3, 0)
	set(doc.Subtitle, ts.Sub.as(Regular).in(ts.Muted), 2, 1.5)
	if doc.Client.Name != "" {
		set(ts.loc.Say("Prepared for"), ts.Label, 1, 12)
	}
	if logo := ts.brand.ClientLogo; logo != nil {
		w, h := inBox(logo, logoWidth, logoHeight)
		p.picture(x, y+2.5, w, h, logo)
		y += h + 4
	}
	set(doc.Client.Name, ts.CoverClient.in(ts.Brand), 2, 0.5)
	if doc.Period.Label != "" {
		set(doc.Period.Label, ts.Sub, 1, 7)
		set(ts.loc.Span(doc.Period), ts.Lead, 1, 0.4)
	}
	if !doc.AsOf.IsNone() {
		set(ts.loc.Say("As of %s", ts.loc.LongDay(doc.AsOf)), ts.Lead.in(ts.Muted), 1, 0)
	}
	p.fill(ts.Left, top+1.5, bar, y-top-2, ts.Brand)
	return y
}

// coverFacts sets who made and approved the pack, when, which revision it is, whom to
// ask, and the document's digest, in ruled rows of two; it returns where they end.
func (p *pad) coverFacts(doc *document.Document, y float64) float64 {
	const room = 1.1 // above and below a row
	ts := p.ts
	var facts [][2]string
	for _, f := range [][2]string{
		{ts.loc.Say("Prepared by"), doc.PreparedBy}, {ts.loc.Say("Approved by"), doc.ApprovedBy},
		{ts.loc.Say("Issued on"), ts.loc.LongDay(doc.IssuedOn)}, {ts.loc.Say("Revision"), revision(doc.Revision)},
		{ts.loc.Say("Contact"), doc.Vendor.Contact},
	} {
		if f[1] != "" {
			facts = append(facts, f)
		}
	}
	value := ts.column(2)
	for i := 0; i < len(facts); i += 2 {
		lines := 1
		for j, f := range facts[i:min(i+2, len(facts))] {
			x := ts.Left + float64(j)*ts.column(6)
			p.text(x, y+room+ts.Body.baseline(), ts.Label, ts.shorten(f[0], ts.Label, ts.span(2)+ts.Gutter/2))
			wrapped := ts.wrapAtMost(f[1], ts.Body, ts.span(4), 3)
			p.lines(x+value, y+room, ts.Body, wrapped)
			lines = max(lines, len(wrapped))
		}
		y += float64(lines)*ts.Body.lineHeight() + 2*room
		p.fill(ts.Left, y, ts.Theme.width(), hairline, ts.Hairline)
	}
	if doc.Digest != "" {
		base, st := y+room+ts.Body.baseline(), ts.Label.in(ts.Ink)
		p.text(ts.Left, base, ts.Label, ts.shorten(ts.loc.Say("Document digest"), ts.Label, ts.span(2)+ts.Gutter/2))
		p.text(ts.Left+value, base, st, ts.shorten(doc.Digest, st, ts.span(10)))
		y += ts.Body.lineHeight() + 2*room
		p.fill(ts.Left, y, ts.Theme.width(), hairline, ts.Hairline)
	}
	return y
}

// revision returns a revision's number; 0 means that there is none.
func revision(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// coverFoot sets what the pack is at the foot of the page, below least.
func (p *pad) coverFoot(doc *document.Document, least float64) {
	ts := p.ts
	st := ts.Body.in(ts.Muted)
	const between = 1.2
	foot := ts.PageHeight - ts.Bottom
	// Lines are taken from the last statement back while there is room.
	var blocks [][]string
	height := 0.0
	for _, s := range doc.Cover {
		lines := ts.wrapAtMost(s, st, ts.textWidth(), 4)
		h := float64(len(lines))*st.lineHeight() + between
		if height+h > foot-least {
			break
		}
		blocks = append(blocks, lines)
		height += h
	}
	y := foot - height
	for _, lines := range blocks {
		y += p.lines(ts.Left, y, st, lines) + between
	}
}

package pdf

// contents sets the list of sections and, where they go on the page with them,
// their sub-headings. Page numbers are filled in when all pages are set.
func (ts *typesetter) contents(chapters []chapter) []piece {
	title := ts.pad(roleTitle)
	h := title.lines(0, 0, ts.Section, []string{ts.loc.Say("Contents")})
	pieces := []piece{{height: h + 3, keep: true, ops: title.ops}}

	entries := ts.contentsEntries(chapters, true)
	if h+3+extent(entries) > ts.height() {
		entries = ts.contentsEntries(chapters, false)
	}
	return append(pieces, entries...)
}

// contentsEntries sets one piece for each section and, when asked, sub-heading.
func (ts *typesetter) contentsEntries(chapters []chapter, sub bool) []piece {
	const indent = 11.0
	var pieces []piece
	for i, c := range chapters {
		e := ts.contentsEntry(c.number, c.Title, sectionAnchor(c.ID), ts.Body.as(SemiBold), indent)
		if i > 0 {
			e.before = 1.8
			if c.Appendix && !chapters[i-1].Appendix {
				e.before = 2 * ts.Rhythm
			}
		}
		e.keep = sub && len(c.headings) > 0
		pieces = append(pieces, e)
		if !sub {
			continue
		}
		for j, h := range c.headings {
			pieces = append(pieces, ts.contentsEntry("", h, c.anchor(j), ts.Body.in(ts.Muted), indent))
		}
	}
	return pieces
}

// contentsEntry sets one line that leads to its anchor: number, title, page.
func (ts *typesetter) contentsEntry(number, title, anchor string, st Style, indent float64) piece {
	p := ts.pad(roleText)
	h := st.lineHeight()
	width := ts.Theme.width()
	if number != "" {
		p.text(0, st.baseline(), st.in(ts.Brand), number)
	}
	p.text(indent, st.baseline(), st, ts.shorten(title, st, width-indent-14))
	p.page(width, st.baseline(), st, anchor)
	p.link(0, 0, width, h, anchor)
	if number != "" {
		p.fill(0, h+0.3, width, hairline, ts.Hairline)
		h += 0.6
	}
	return piece{height: h, ops: p.ops}
}

package pdf

import (
	"slices"

	"compack/internal/document"
)

// Distances of the running header and footer from the text area.
const (
	headerText = 6.5 // its baseline above the text area
	headerRule = 4.5
	footerRule = 5.5 // below the text area
	footerText = 9.5
)

// furnish adds the running header and footer to every page but the cover.
func (ts *typesetter) furnish(pages []*page, doc *document.Document) {
	landscape := ts.turned()
	for i, pg := range pages {
		if pg.bare {
			continue
		}
		set := ts
		if pg.turned {
			set = landscape
		}
		pg.ops = append(slices.Insert(pg.ops, 0, set.header(doc)...), set.footer(doc, i+1, len(pages))...)
	}
}

// header sets the running header: client and title, and the period.
func (ts *typesetter) header(doc *document.Document) []op {
	p, st := ts.pad(roleArtifact), ts.Label
	y := ts.Top - headerText
	p.text(ts.Left, y, st, ts.shorten(joinDot(doc.Client.Name, doc.Title), st, ts.span(8)))
	p.textRight(ts.PageWidth-ts.Right, y, st, ts.shorten(doc.Period.Label, st, ts.span(4)))
	p.fill(ts.Left, ts.Top-headerRule, ts.Theme.width(), hairline, ts.Hairline)
	return p.ops
}

// footer sets the running footer: classification, and that it is a draft where it is;
// digest; page n of so many.
func (ts *typesetter) footer(doc *document.Document, n, of int) []op {
	p, st := ts.pad(roleArtifact), ts.Label
	bottom := ts.PageHeight - ts.Bottom
	y := bottom + footerText
	p.fill(ts.Left, bottom+footerRule, ts.Theme.width(), hairline, ts.Hairline)
	said := ts.shorten(doc.Classification, st, ts.span(5))
	if doc.Draft {
		draft, strong := ts.draftWords(), st.as(SemiBold).in(ts.Ink)
		said = ts.shorten(doc.Classification, st, ts.span(5)-ts.width(draft, strong)-2)
		if said != "" {
			said += " \u00B7"
		}
		p.text(ts.Left+ts.width(said, st)+spaceAfter(said), y, strong, ts.shorten(draft, strong, ts.span(5)))
	}
	p.text(ts.Left, y, st, said)
	p.textCentre(ts.PageWidth/2, y, st, doc.ShortDigest())
	p.textRight(ts.PageWidth-ts.Right, y, st, ts.loc.Say("Page %d of %d", n, of))
	return p.ops
}

// spaceAfter returns the space after a text that another follows.
func spaceAfter(s string) float64 {
	if s == "" {
		return 0
	}
	return 1
}

// hairline is the thickness of the thinnest rule, in millimetres.
const hairline = 0.15

// joinDot joins two texts with a middle dot; either may be empty.
func joinDot(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " \u00B7 " + b
}

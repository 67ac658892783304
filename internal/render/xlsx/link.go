package xlsx

import (
	"compack/internal/document"
)

// mostLinks is the most links of one sheet: a program reads each when it opens the
// file, and Excel takes no more than 65,530.
const mostLinks = 2000

// link leads from a cell to another of the workbook.
type link struct {
	from string // the cell
	to   string // as 'Sheet'!A1
	tip  string // what a pointer over it is told; "" for nothing
}

// link adds a link to a sheet; one to nowhere is none.
func (s *sheet) link(l link) {
	if l.to != "" && len(s.links) < mostLinks {
		s.links = append(s.links, l)
	}
}

// appendLinks appends a sheet's links as the sheet holds them.
func appendLinks(dst []byte, links []link) []byte {
	if len(links) == 0 {
		return dst
	}
	dst = append(dst, "<hyperlinks>"...)
	for _, l := range links {
		dst = appendEscaped(appendAll(dst, `<hyperlink ref="`, l.from, `" location="`), clean(l.to))
		if l.tip != "" {
			dst = appendEscaped(append(dst, `" tooltip="`...), cut(clean(l.tip), 255, "…"))
		}
		dst = append(dst, `"/>`...)
	}
	return append(dst, "</hyperlinks>"...)
}

// places say where the parts of a workbook stand to which links lead.
type places struct {
	population map[string]string // first cell of a dataset's sheet, by the dataset's title and id
	figure     map[string]string // cell of a figure's value, by the figure's address
	definition map[string]string // row that defines it
	sources    string            // the sheet that says where records come from; "" for none
	contents   string
}

// findPlaces returns what is known of them before the sheets are written. The
// figures' cells are added with the Summary.
func (b *book) findPlaces() places {
	p := places{population: map[string]string{}, figure: map[string]string{}, definition: map[string]string{}, contents: on(b.names.contents, "A1")}
	for i, population := range b.doc.Workbook.Populations {
		to := on(b.names.populations[i], "A1")
		p.population[population.Table.Def.ID], p.population[population.Title], p.population[population.Name] = to, to, to
	}
	for i, e := range b.doc.Workbook.Evidence {
		if e.Key == sourcesKey {
			p.sources = on(b.names.evidence[i], "A1")
		}
		if e.Table.Defines {
			for row, cells := range e.Table.Rows {
				if figure := addressIn(cells); figure != "" {
					p.definition[figure] = on(b.names.evidence[i], at(1, evidenceHeader+1+row))
				}
			}
		}
	}
	return p
}

// sourcesKey is the key of the evidence that says where records come from.
const sourcesKey = "sources"

// addressIn returns the first address of a figure that stands in a row.
func addressIn(cells []document.Cell) string {
	for _, c := range cells {
		if isAddress(c) {
			return c.Figure
		}
	}
	return ""
}

// isAddress reports whether a cell shows a figure's address.
func isAddress(c document.Cell) bool {
	return c.Figure != "" && c.Kind == document.Text && c.Text == c.Figure
}

// leadsTo returns where the cell of a table leads, "" for nowhere.
func (b *book) leadsTo(column document.Column, c document.Cell) string {
	switch {
	case isAddress(c):
		return b.places.figure[c.Figure]
	case column.Datasets && c.Kind == document.Text:
		return b.places.population[c.Text]
	}
	return ""
}

// backLink makes a cell lead back to the contents.
func (b *book) backLink(s *sheet, cell string) {
	s.link(link{cell, b.places.contents, b.say("Back to the contents")})
}

// say returns a fixed text in the document's language.
func (b *book) say(format string, args ...any) string { return b.doc.Locale.Say(format, args...) }

package xlsx

import (
	"cmp"

	"compack/internal/document"
)

// Columns of the contents.
const (
	contentsMark = iota + 1 // in the colour of the sheet's tab
	contentsSheet
	contentsHolds
	contentsRecords
	contentsFigures
)

// contentsHeader is the row of the header.
const contentsHeader = 4

// contentsFit is how many rows are still read on one page.
const contentsFit = 60

var contentsWidths = []float64{2.5, 32, 100, 12, 12}

// entry is one sheet in the contents.
type entry struct {
	name, holds      string
	records, figures document.Cell
}

// writeContents lists every sheet by its kind with what it holds, how much of it,
// and a link.
func (b *book) writeContents() {
	var g grid
	row := b.contentsHead(&g)
	for _, kind := range []struct {
		title, tab string
		entries    []entry
	}{
		{b.say("Summary"), b.theme.Brand, b.summaryEntries()},
		{b.say("Records"), b.theme.Data, b.populationEntries()},
		{b.say("Evidence"), b.theme.Evidence, b.evidenceEntries()},
	} {
		if len(kind.entries) == 0 {
			continue
		}
		b.contentsBand(&g, row, kind.title)
		row++
		for _, e := range kind.entries {
			b.contentsRow(&g, row, kind.tab, e)
			row++
		}
	}
	last := row - 1
	p := page{tab: b.theme.Brand, title: b.names.contents, repeat: rowsRef(contentsHeader), area: "$A$1:" + fixed(contentsFigures, last), onePage: last <= contentsFit}
	s := b.sheet(b.names.contents, p, len(contentsWidths), last)
	s.setWidths(contentsWidths)
	s.freeze(0, contentsHeader)
	g.write(s)
}

// contentsHead writes what stands over the list and returns its first row.
func (b *book) contentsHead(g *grid) int {
	g.set(contentsMark, 1, b.text(b.say("Contents"), style{size: sizeTitle, bold: true, color: b.theme.Brand}))
	g.setHeight(1, 27)
	g.set(contentsMark, 2, b.text(b.say("%s for %s, %s", b.doc.Title, b.doc.Client.Name, b.doc.Period.Label), style{size: 11, color: b.theme.Muted}))
	g.setHeight(2, 17)
	for i, t := range []string{"", b.say("Sheet"), b.say("What it holds"), b.say("Records"), b.say("Figures")} {
		look := b.theme.header()
		if i+1 == contentsSheet {
			look.align, look.indent = "left", 1
		}
		if i+1 >= contentsRecords {
			look.align = "right"
		}
		g.set(i+1, contentsHeader, b.text(t, look))
	}
	g.setHeight(contentsHeader, height(1))
	return contentsHeader + 1
}

func (b *book) contentsBand(g *grid, row int, title string) {
	look := style{bold: true, fill: b.theme.Surface, rule: b.theme.Hairline}
	g.set(contentsMark, row, b.text(title, look))
	for col := contentsSheet; col <= contentsFigures; col++ {
		g.set(col, row, b.blank(look))
	}
	g.setHeight(row, height(1))
}

func (b *book) contentsRow(g *grid, row int, tab string, e entry) {
	body, lead, wrap := b.theme.body(), b.theme.body(), b.theme.body()
	lead.color, lead.bold, lead.wrap, wrap.wrap = b.theme.Brand, true, true, true
	lead.align, lead.indent = "left", 1
	g.set(contentsMark, row, b.blank(style{fill: tab, rule: b.theme.Hairline}))
	g.set(contentsSheet, row, b.text(e.name, lead))
	g.set(contentsHolds, row, b.text(e.holds, wrap))
	g.set(contentsRecords, row, b.cell(e.records, body))
	g.set(contentsFigures, row, b.cell(e.figures, body))
	g.setHeight(row, height(max(lines(e.name, contentsWidths[contentsSheet-1], sizeBody), lines(e.holds, contentsWidths[contentsHolds-1], sizeBody))))
	g.link(at(contentsSheet, row), on(e.name, "A1"), "")
}

func (b *book) summaryEntries() []entry {
	holds := b.say("What the pack is, and its figures with formulas, targets and statuses, roll-forwards and breakdowns.")
	if len(b.doc.Workbook.Figures) == 0 {
		holds = b.say("What the pack is.")
	}
	list := []entry{{b.names.summary, holds, document.Cell{}, some(len(b.doc.Workbook.Figures))}}
	if b.names.trends != "" {
		list = append(list, entry{b.names.trends, b.say("The values of earlier periods behind the trends."), document.Cell{}, document.I(len(b.trends))})
	}
	if b.names.life != "" {
		list = append(list, entry{b.names.life, b.say("How shares that are closed within some days are worked out, day by day."), document.Cell{}, document.Cell{}})
	}
	return list
}

// some is a number that is not shown where it is 0.
func some(n int) document.Cell {
	if n == 0 {
		return document.Cell{}
	}
	return document.I(n)
}

func (b *book) populationEntries() (list []entry) {
	for i, p := range b.doc.Workbook.Populations {
		figures := 0
		for _, f := range b.doc.Workbook.Figures {
			if f.Dataset == p.Table.Def.Title {
				figures++
			}
		}
		list = append(list, entry{b.names.populations[i], cmp.Or(p.Table.Def.Description, p.Title), document.I(p.Table.Len()), some(figures)})
	}
	return list
}

func (b *book) evidenceEntries() (list []entry) {
	for i, e := range b.doc.Workbook.Evidence {
		list = append(list, entry{b.names.evidence[i], cmp.Or(e.Intro, e.Table.Title), document.I(len(e.Table.Rows)), document.Cell{}})
	}
	return list
}

package xlsx

import (
	"slices"

	"compack/internal/document"
)

// Columns of the sheet of life tables.
const (
	lifeAddress = iota + 1
	lifeTitle
	lifeDay
	lifeAtRisk
	lifeClosed
	lifeOpen
)

var lifeWidths = []float64{14, 44, 10, 12, 12, 18}

func (b *book) lifeTitles() []string {
	return []string{b.say("Address"), b.say("Figure"), b.say("Day"), b.say("At risk"), b.say("Closed"), b.say("Share still open")}
}

func (b *book) lifeIntro() string {
	return b.say("How the shares that are closed within some days are worked out (product-limit method, Kaplan and Meier 1958). " +
		"At risk are the records that were followed for at least so many days after their opening, closed those of them that were closed on that day. " +
		"The share still open is that of the day before times 1 - closed / at risk.")
}

// hasLife reports whether any figure is read from a life table.
func hasLife(doc *document.Document) bool {
	return slices.ContainsFunc(doc.Workbook.Figures, func(f document.Figure) bool { return f.Life != nil })
}

// writeLife writes the tables one below the other, each column under the defined
// name by which its figure's formula knows it.
func (b *book) writeLife() error {
	if b.names.life == "" {
		return nil
	}
	var g grid
	b.lifeHead(&g)
	row := evidenceHeader + 1
	for _, f := range b.doc.Workbook.Figures {
		if f.Life == nil || len(f.Life.Days) == 0 {
			continue
		}
		last := row + len(f.Life.Days) - 1
		for _, n := range []named{{f.Life.Formulas.AtRisk, fixed(lifeAtRisk, row) + ":" + fixed(lifeAtRisk, last)},
			{f.Life.Formulas.Open, fixed(lifeOpen, row) + ":" + fixed(lifeOpen, last)}} {
			if err := b.definitions.define(n.name, on(b.names.life, n.cell)); err != nil {
				return err
			}
		}
		for day, d := range f.Life.Days {
			b.lifeRow(&g, row, day, f, d)
			row++
		}
	}
	p := page{tab: b.theme.Evidence, title: b.names.life, grid: true, repeat: rowsRef(evidenceHeader)}
	s := b.sheet(b.names.life, p, len(lifeWidths), row-1)
	s.setWidths(lifeWidths)
	s.freeze(0, evidenceHeader)
	b.headLink(&g, s, len(lifeWidths))
	g.write(s)
	return nil
}

// lifeHead writes what stands over the tables.
func (b *book) lifeHead(g *grid) {
	for i, t := range b.lifeTitles() {
		look := b.theme.header()
		if i+1 >= lifeDay {
			look.align = "right"
		}
		g.set(i+1, evidenceHeader, b.text(t, look))
	}
	b.headText(g, 1, b.lifeIntro(), style{color: b.theme.Ink, wrap: true}, lifeWidths)
}

// lifeRow writes one day of a table.
func (b *book) lifeRow(g *grid, row, day int, f document.Figure, d document.LifeDay) {
	body, muted := b.theme.body(), b.theme.body()
	muted.color = b.theme.Muted
	before, formulas := "", f.Life.Formulas
	if day > 0 {
		before = at(lifeOpen, row-1)
	}
	g.set(lifeAddress, row, b.text(f.Address, muted))
	g.set(lifeTitle, row, b.text(f.Title, muted))
	g.set(lifeDay, row, b.cell(document.I(day), body))
	g.set(lifeAtRisk, row, b.live(d.AtRisk, formulas.AtRiskFormula(at(lifeDay, row)), body))
	g.set(lifeClosed, row, b.live(d.Closed, formulas.ClosedFormula(at(lifeDay, row)), body))
	g.set(lifeOpen, row, b.live(d.Open, formulas.OpenFormula(at(lifeAtRisk, row), at(lifeClosed, row), before), body))
}

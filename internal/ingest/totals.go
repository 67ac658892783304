package ingest

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// totals are the words, folded and without accents, with which a row of totals
// begins in English, German, French and Spanish.
var totals = []string{"total", "totals", "grandtotal", "subtotal", "overall", "sum", "count", "average",
	"summe", "gesamt", "gesamtsumme", "zwischensumme", "insgesamt", "anzahl", "durchschnitt",
	"totalgeneral", "totaux", "soustotal", "somme", "ensemble", "moyenne", "totales", "suma", "promedio"}

// isTotals reports whether the row at hand, which is rejected, is one of totals:
// its first filled cell says so, it has no key beside that cell, and a value
// that a record must have is missing. A row that could be a record never is one.
func (r *recorder) isTotals(cells []cell) bool {
	if !slices.ContainsFunc(r.rejects, func(rej reject) bool { return rej.fault.code == problem.Required }) {
		return false
	}
	first := slices.IndexFunc(cells, func(c cell) bool { return c.kind > text || c.kind == text && !isSpace(c.text) })
	if first < 0 || cells[first].kind != text || !slices.Contains(totals, dataset.Fold(unaccented(clean(cells[first].text)))) {
		return false
	}
	return !slices.ContainsFunc(r.bindings, func(b binding) bool {
		c := at(cells, b.at)
		return b.at != first && slices.Contains(r.plan.def.Key, b.converter.field.Name) && (c.kind > text || c.kind == text && !isSpace(c.text))
	})
}

// total counts the row at hand with the blank ones, and says so.
func (r *recorder) total(number int, client string) {
	r.entry.Blank++
	place := r.log.place()
	place.Row = number
	p := problem.New(problem.Totals, place, "the row holds totals, so it is counted as blank")
	p.Dataset = r.plan.def.ID
	p.Of(client)
	*r.log.list = append(*r.log.list, p)
}

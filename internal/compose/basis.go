package compose

import (
	"compack/internal/document"
	"compack/internal/locale"
	"compack/internal/metric"
)

// basisWords says where the earlier values of a trend come from, and which of
// them come from where, as the end of a sentence that starts with a comma.
func basisWords(l *locale.Locale, points []metric.Point) string {
	by := map[metric.Basis][]string{}
	kinds := 0
	for _, p := range points {
		if p.Basis == "" {
			continue
		}
		if by[p.Basis] == nil {
			kinds++
		}
		by[p.Basis] = append(by[p.Basis], p.Period)
	}
	var s string
	for _, one := range []struct {
		basis metric.Basis
		words string
	}{
		{metric.Issued, l.Say("as earlier packs printed it")},
		{metric.Recomputed, l.Say("from the dates of the present records")},
		{metric.Redefined, l.Say("from the dates of the present records, since the earlier pack measured otherwise")},
	} {
		labels := by[one.basis]
		switch {
		case len(labels) == 0:
		case kinds == 1:
			s += ", " + one.words
		default:
			s += l.Semicolon() + l.List(labels) + " " + one.words
		}
	}
	return s
}

// printedWords says what packs printed of periods that are measured otherwise now, as
// the end of a sentence.
func (f *figure) printedWords() (s string) {
	for _, p := range f.trend() {
		if p.Printed.Kind != document.Empty {
			s += f.loc.Semicolon() + f.loc.Say("%s was printed as %s", p.Label, p.Printed.In(f.loc))
		}
	}
	return s
}

package metric

import (
	"slices"

	"compack/internal/dataset"
)

// TextsCompared returns the names of the text fields that the metric's conditions
// compare with texts written in them.
func (m *Metric) TextsCompared() (names []string) {
	for _, p := range []*Predicate{m.InPopulation, m.IsSatisfied} {
		if p != nil {
			names = append(names, textsCompared(m.On, p.root)...)
		}
	}
	return names
}

func textsCompared(on *dataset.Definition, n node) (names []string) {
	switch n := n.(type) {
	case allOf:
		for _, p := range n.parts {
			names = append(names, textsCompared(on, p)...)
		}
	case anyOf:
		for _, p := range n.parts {
			names = append(names, textsCompared(on, p)...)
		}
	case negation:
		names = textsCompared(on, n.part)
	case member:
		if f := on.Fields[n.field]; f.Type == dataset.Text && !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

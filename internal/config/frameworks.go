package config

import (
	"slices"

	"compack/internal/problem"
	"compack/internal/strict"
)

// frameworks checks that each framework is known and named once.
func (k *checker) frameworks() {
	for i, id := range k.Frameworks {
		key := strict.Item("frameworks", i)
		if slices.Index(k.Frameworks, id) < i {
			k.report(problem.Repeated, key, "keep one of the two", "%q is named already", id)
		}
		if k.known.Frameworks != nil && !slices.Contains(k.known.Frameworks, id) {
			k.notFound(key, "framework", id, k.known.Frameworks)
		}
	}
}

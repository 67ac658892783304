package pdf

// area is a rectangle on a page, from its top left to its bottom right corner. The zero
// value is none.
type area struct{ left, top, right, bottom float64 }

// with returns the smallest area that holds both.
func (a area) with(b area) area {
	if a == (area{}) {
		return b
	}
	return area{min(a.left, b.left), min(a.top, b.top), max(a.right, b.right), max(a.bottom, b.bottom)}
}

// meets reports whether the areas have a part in common.
func (a area) meets(b area) bool {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

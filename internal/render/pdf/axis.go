package pdf

import "compack/internal/document"

// axis maps values to a length that begins at zero. Where there are negative
// values the zero line lies inside.
type axis struct{ low, high, length float64 }

// newAxis returns the axis that holds all values of the cells.
func newAxis(cells []document.Cell, length float64) axis {
	a := axis{length: length}
	for _, c := range cells {
		if v, ok := amount(c); ok {
			a.low, a.high = min(a.low, v), max(a.high, v)
		}
	}
	if a.low == a.high {
		a.high = a.low + 1
	}
	return a
}

// scale returns the length of v.
func (a axis) scale(v float64) float64 { return v / (a.high - a.low) * a.length }

// zero returns how far zero lies below the highest value.
func (a axis) zero() float64 { return a.scale(a.high) }

// start returns how far zero lies after the lowest value.
func (a axis) start() float64 { return a.scale(-a.low) }

// top returns how far a value lies below the highest one.
func (a axis) top(v float64) float64 { return a.zero() - a.scale(v) }

// bar returns top and height of a vertical bar from zero to v, from the highest
// value down.
func (a axis) bar(v float64) (top, height float64) {
	if v < 0 {
		return a.zero(), a.scale(-v)
	}
	return a.zero() - a.scale(v), a.scale(v)
}

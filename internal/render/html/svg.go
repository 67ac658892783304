package html

import (
	"strconv"

	"compack/internal/document"
)

// picture opens an SVG picture of a fixed size with its name and what it shows.
func (r *renderer) picture(class string, width, height float64, title, description string) {
	r.drawing(title, description, "class", class, "width", px(width), "height", px(height), "viewBox", "0 0 "+px(width)+" "+px(height))
}

// plot opens an SVG picture as wide as its place; positions across it are shares.
func (r *renderer) plot(height float64, style, title, description string) {
	r.drawing(title, description, "class", "plot", "width", "100%", "height", px(height), "style", style)
}

func (r *renderer) drawing(title, description string, attributes ...string) {
	r.figures++
	id := "picture-" + strconv.Itoa(r.figures)
	r.open("svg", append([]string{"role", "img", "aria-labelledby", id + "-title " + id + "-text"}, attributes...)...)
	r.leaf("title", title, "id", id+"-title")
	r.leaf("desc", description, "id", id+"-text")
}

// rect draws a filled rectangle.
func (r *renderer) rect(x, y, width, height string, fill document.Colour) {
	r.open("rect", "x", x, "y", y, "width", width, "height", height, "fill", hex(fill))
	r.close()
}

// line draws a straight line in a class of the style sheet.
func (r *renderer) line(class, x1, y1, x2, y2 string) {
	r.open("line", "class", class, "x1", x1, "y1", y1, "x2", x2, "y2", y2)
	r.close()
}

// px writes a length in pixels, rounded to tenths.
func px(v float64) string { return trim(strconv.FormatFloat(v, 'f', 1, 64)) }

// pc writes a share of the whole width in percent, rounded to hundredths.
func pc(v float64) string { return trim(strconv.FormatFloat(v, 'f', 2, 64)) + "%" }

// trim takes the zeros off a decimal numeral's end.
func trim(s string) string {
	n := len(s)
	for s[n-1] == '0' {
		n--
	}
	if s[n-1] == '.' {
		n--
	}
	if s[:n] == "-0" {
		return "0"
	}
	return s[:n]
}

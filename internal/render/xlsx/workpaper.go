package xlsx

import (
	"math"
	"slices"

	"compack/internal/document"
	"compack/internal/period"
)

// paperSheet is the name of a work paper's sheet.
const paperSheet = "Sample"

// readable is how many characters of a row can be read on a printed page.
const readable = 150

// penWidth is the width of a column that a tester writes in.
const penWidth = 14

// RenderWorkPaper returns a work paper as a workbook of one sheet: what was drawn
// from what, and the records with columns to write in.
func RenderWorkPaper(w document.WorkPaper, opts Options) ([]byte, error) {
	b := emptyBook(&document.Document{
		Title: w.Title, Client: document.Party{Name: w.Client}, Vendor: document.Party{Name: w.Vendor},
		Period: period.Period{Label: w.Period}, AsOf: w.AsOf, Classification: w.Classification, Digest: w.Digest,
	}, opts)
	b.writePaper(w)
	var m memory
	err := b.write(&m)
	return m.content, err
}

// writePaper writes the sheet: title, facts, an empty row, header, records.
func (b *book) writePaper(w document.WorkPaper) {
	titles := distinct(append(slices.Clone(w.Columns), w.Blank...))
	header := len(w.Facts) + 3
	widths := paperWidths(w, titles)
	total := 0.0
	for _, width := range widths {
		total += width
	}
	p := page{tab: b.theme.Evidence, title: w.Title, grid: true, repeat: rowsRef(header), columns: "$A:$B", wide: int(math.Ceil(total / readable))}
	s := b.sheet(paperSheet, p, len(widths), header+max(len(w.Rows), 1))
	s.quiet = true
	s.setWidths(widths)
	s.freeze(1, header)
	g := &grid{}
	g.set(1, 1, b.text(w.Title, style{size: sizeSection, bold: true, color: b.theme.Brand}))
	for i, f := range w.Facts {
		g.set(1, i+2, b.text(f.Name, style{color: b.theme.Muted}))
		g.set(2, i+2, b.text(f.Text, style{}))
	}
	for i, t := range titles {
		look := b.theme.header()
		if look.boxed = true; i >= len(w.Columns) {
			look.color, look.fill = b.theme.Derived, b.theme.DerivedTint
		}
		g.set(i+1, header, b.text(t, look))
	}
	g.setHeight(header, height(headerLines(titles, widths)))
	for i, row := range w.Rows {
		b.paperRow(g, header+1+i, row, titles, widths)
	}
	g.write(s)
}

// paperRow writes a record and boxes for what a tester finds.
func (b *book) paperRow(g *grid, at int, row []document.Cell, titles []string, widths []float64) {
	high := 2 // room for handwriting
	for i := range titles {
		look := style{rule: b.theme.Evidence, boxed: true, wrap: true}
		if i >= len(row) {
			g.set(i+1, at, b.blank(look))
			continue
		}
		high = max(high, lines(row[i].In(b.doc.Locale), widths[i], sizeBody))
		g.set(i+1, at, b.cell(row[i], look))
	}
	g.setHeight(at, height(high))
}

// paperWidths returns the widths of the columns by their content.
func paperWidths(w document.WorkPaper, titles []string) []float64 {
	out := make([]float64, len(titles))
	for i, t := range titles {
		content := penWidth
		if i < len(w.Columns) {
			content = 0
			for _, row := range w.Rows {
				content = longest(content, row[i].In(nil))
			}
		}
		out[i] = width(t, min(content, narrowText))
	}
	for _, f := range w.Facts {
		out[0] = max(out[0], float64(longest(0, f.Name)+2))
	}
	return out
}

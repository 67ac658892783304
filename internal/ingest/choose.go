package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// choose returns the grid to read and its header: the named sheet, or the first
// visible sheet, or cut of a text file, that has all the columns needed. It
// returns nil where it has reported that there is none.
func (f *file) choose(p *plan, log reporter) (*grid, *header, error) {
	grids, ok := f.candidates(p.src.Sheet, log)
	if !ok {
		return nil, nil, nil
	}
	var best *grid
	var head *header
	for i := range grids {
		h, err := p.findHeader(&grids[i])
		if err != nil {
			log.sheet = grids[i].sheet
			return nil, nil, log.unreadable(err)
		}
		if h != nil && h.betterThan(head) {
			best, head = &grids[i], h
		}
		if head != nil && head.fits() {
			break
		}
	}
	if head == nil {
		log.file(problem.EmptyInput, log.place(), "", "there is nothing in the %s", place(grids))
		return nil, nil, nil
	}
	log.sheet = best.sheet
	if !head.fits() {
		p.reportMisfit(head, grids, log)
		return nil, nil, nil
	}
	if err := best.verify(); err != nil {
		return nil, nil, log.unreadable(err)
	}
	p.reportColumns(head, log)
	return best, head, nil
}

func place(grids []grid) string {
	switch {
	case grids[0].isText:
		return "file but white space"
	case len(grids) == 1:
		return fmt.Sprintf("sheet %q", grids[0].sheet)
	}
	return "sheets"
}

// candidates returns the grids that may be read.
func (f *file) candidates(sheet string, log reporter) ([]grid, bool) {
	if len(f.grids) > 0 && f.grids[0].isText {
		return f.grids, true
	}
	var names []string
	var visible []grid
	for i, g := range f.grids {
		if sheet != "" && strings.EqualFold(strings.TrimSpace(g.sheet), strings.TrimSpace(sheet)) {
			return f.grids[i : i+1], true
		}
		names = append(names, g.sheet)
		if !g.hidden {
			visible = append(visible, g)
		}
	}
	if sheet == "" && len(visible) > 0 {
		return visible, true
	}
	if sheet == "" {
		log.file(problem.SheetMissing, log.place(), "name one under sheet in the source", "no sheet is visible; the sheets are %s", quote(names))
		return nil, false
	}
	log.noSheet(sheet, names)
	return nil, false
}

// reportMisfit says what the best row lacks.
func (p *plan) reportMisfit(h *header, grids []grid, log reporter) {
	if h.hits < 2 {
		log.sheet = ""
		if len(grids) == 1 {
			log.sheet = grids[0].sheet
		}
		p.reportNoHeader(grids, log)
		return
	}
	at := log.place()
	at.Row = h.row
	seen := "; the headers are " + quote(filled(h.names)) // once is enough
	for _, i := range h.absent {
		f := &p.def.Fields[i]
		written := p.src.Columns[f.Name]
		hint := ""
		if near, ok := nearest(written, h.names); ok {
			hint = fmt.Sprintf("did you mean %q? correct the header under columns in the source", near)
		}
		log.file(problem.ColumnMissing, at, hint, "no column is called %q, which should feed the field %s%s", written, f.Name, seen)
		seen = ""
	}
	for _, i := range h.missing {
		f := &p.def.Fields[i]
		hint, what := p.columnHint(f, h), fmt.Sprintf("feeds the required field %s (%s)", f.Name, f.Title)
		if i == p.scope {
			what = "names the client"
			hint = cmp.Or(hint, "add the column, or name it under columns, or add client: to the source when all its rows belong to one")
		}
		log.file(problem.FieldUnmapped, at, hint, "no column %s%s", what, seen)
		seen = ""
	}
}

// columnHint suggests the free column whose header is nearest to one that the
// field knows.
func (p *plan) columnHint(f *dataset.Field, h *header) string {
	var free []string
	for column, name := range h.names {
		if h.feeds[column] < 0 {
			free = append(free, name)
		}
	}
	for _, known := range slices.Concat([]string{f.Name, f.Title}, f.Headers) {
		if near, ok := nearest(known, free); ok {
			h.feeds[h.nth(near, 1)] = p.def.Index(f.Name) // suggest it once
			return fmt.Sprintf("is it %q? then write %s: %q under columns in the source", near, f.Name, near)
		}
	}
	return ""
}

func (p *plan) reportNoHeader(grids []grid, log reporter) {
	if log.sheet == "" && grids[0].isText && p.isUncut(&grids[0]) {
		log.file(problem.Delimiter, log.place(), "", "no comma, semicolon, tab or pipe stands between two values")
		return
	}
	var needed []string
	for i, f := range p.def.Fields {
		if p.needs(i) {
			needed = append(needed, f.Title)
		}
	}
	where := ""
	if len(grids) > 1 && !grids[0].isText {
		where = " of any visible sheet"
	}
	log.file(problem.HeaderMissing, log.place(), "", "none of the first %d rows%s names two columns or more of the dataset %s; those needed are %s",
		headerRows, where, p.def.ID, quote(needed))
}

// isUncut reports whether no row has a second cell.
func (p *plan) isUncut(g *grid) bool {
	for r, err := range g.rows {
		if err != nil || len(r.cells) > 1 {
			return false
		}
		if r.number > headerRows {
			break
		}
	}
	return true
}

// reportColumns discloses the columns that are not read.
func (p *plan) reportColumns(h *header, log reporter) {
	at := log.place()
	at.Row = h.row
	var unused []string
	decides := p.deciding(h)
	for column, name := range h.names {
		if h.feeds[column] >= 0 || name == "" || decides[name] {
			continue
		}
		first := h.nth(name, 1)
		if field := h.feeds[first]; first == column || field < 0 || p.isConfigured(field) {
			unused = append(unused, name)
			continue
		}
		if h.nth(name, 2) == column {
			at := at
			at.Column = name
			log.file(problem.ColumnAmbiguous, at, "", "%d columns have this header; the first feeds the field %s", h.count(name), p.def.Fields[h.feeds[first]].Name)
		}
	}
	if len(unused) == 1 {
		log.file(problem.ColumnUnused, at, "", "the column %q feeds no field", unused[0])
	} else if len(unused) > 1 {
		log.file(problem.ColumnUnused, at, "", "%d columns feed no field: %s", len(unused), quote(unused))
	}
}

// count returns how many columns have the name.
func (h *header) count(name string) (n int) {
	for h.nth(name, n+1) >= 0 {
		n++
	}
	return n
}

func filled(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == "" })
}

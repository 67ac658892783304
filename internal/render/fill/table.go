package fill

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// table is an Excel table that a dataset fills.
type table struct {
	area    area
	columns []tableColumn // from left to right
}

// tableColumn is a column of it: a field, a formula, or left to whoever fills it in by
// hand.
type tableColumn struct {
	field, formula string
}

// attached looks at what belongs to a sheet: tables to fill, and what could hold a
// marker that is never filled.
func (o *opener) attached(s *sheet, rows []*node) error {
	relations, err := o.parts.relations(s.part)
	if err != nil {
		return err
	}
	for _, r := range relations {
		switch r.kind {
		case "table":
			if err := o.table(s, r.to, rows); err != nil {
				return err
			}
		case "comments", "threadedComment", "drawing":
			o.unfilled(s, r)
		}
	}
	return nil
}

// unfilled reports markers in notes, drawings and charts.
func (o *opener) unfilled(s *sheet, r relation) {
	words := map[string]string{"comments": "a note", "threadedComment": "a comment", "drawing": "a text box", "chart": "a chart"}
	if hasMarker(string(o.parts.content[r.to])) {
		o.report(problem.Place{Sheet: s.name}, "", "%s of the sheet holds a marker; only cells, headers and footers are filled", words[r.kind])
	}
	if r.kind != "drawing" {
		return
	}
	below, _ := o.parts.relations(r.to)
	for _, b := range below {
		if b.kind == "chart" {
			o.unfilled(s, b)
		}
	}
}

// table reads a table and, where it is named as a dataset, what fills it.
func (o *opener) table(s *sheet, part string, rows []*node) error {
	top, err := o.parts.read(part)
	if err != nil {
		return err
	}
	root := top.root()
	def := o.fills(root)
	if def == nil {
		return nil
	}
	at := problem.Place{Sheet: s.name}
	name := root.get("displayName")
	t := &table{}
	if t.area, err = readArea(root.get("ref")); err != nil {
		return fmt.Errorf("%s: %w", path.Base(part), err)
	}
	at.Row = t.area.top
	if root.get("headerRowCount") == "0" {
		o.report(at, name, "the table has no header row, so nobody can tell what its columns hold")
		return nil
	}
	var headers []string
	known := false
	for _, c := range root.child("tableColumns").children("tableColumn") {
		header := meant(c.get("name"))
		headers = append(headers, header)
		one := tableColumn{field: recognise(def, header), formula: c.child("calculatedColumnFormula").content()}
		known = known || one.field != ""
		t.columns = append(t.columns, one)
	}
	if !known {
		o.report(at, name, "no header of the table is a field of %s: %s; name the columns as the fields are called, or the table otherwise", def.ID, strings.Join(headers, ", "))
		return nil
	}
	body := stretch{from: t.area.top + 1, to: t.area.bottom - number(root.get("totalsRowCount"))}
	if body.to < body.from || len(t.columns) != t.area.right-t.area.left+1 {
		o.report(at, name, "the table has no row below its header; leave one, which shows how rows look")
		return nil
	}
	o.beside(s, t, body, rows)
	s.repeats = append(s.repeats, &repeat{stretch: body, selection: selection{def: def}, table: t})
	return nil
}

// fills returns the dataset that a table is named after, nil where there is none.
func (o *opener) fills(root *node) *dataset.Definition {
	names := []string{dataset.Fold(root.get("displayName")), dataset.Fold(root.get("name"))}
	root.walk(func(n *node) bool {
		if n != root && n.local() == "table" {
			names = append(names, dataset.Fold(n.get("altText")))
		}
		return true
	})
	for _, def := range o.known.Datasets {
		if slices.Contains(names, dataset.Fold(def.ID)) || slices.Contains(names, dataset.Fold(def.Title)) {
			return def
		}
	}
	return nil
}

// recognise returns the field that a header names, "" where there is none.
func recognise(def *dataset.Definition, header string) string {
	folded := dataset.Fold(header)
	for _, names := range []func(*dataset.Field) []string{
		func(f *dataset.Field) []string { return []string{f.Title, f.Name} },
		func(f *dataset.Field) []string { return f.Headers },
	} {
		for i := range def.Fields {
			for _, name := range names(&def.Fields[i]) {
				if folded != "" && dataset.Fold(name) == folded {
					return def.Fields[i].Name
				}
			}
		}
	}
	return ""
}

// beside reports what stands beside the rows of a table that make room for records.
func (o *opener) beside(s *sheet, t *table, body stretch, rows []*node) {
	for _, row := range rows {
		n := number(row.get("r"))
		if n <= body.from || n > body.to {
			continue
		}
		for _, c := range row.children("c") {
			a, _ := readAddress(c.get("r"))
			if col := columnNumber(a.col); (col < t.area.left || col > t.area.right) && len(c.kids) > 0 {
				o.report(problem.Place{Sheet: s.name, Row: n, Column: a.col}, "", "the row makes room for records, and this stands beside the table in %s; put it elsewhere, or leave the table one row", t.area)
			}
		}
	}
}

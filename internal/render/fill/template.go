package fill

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
)

// Known is what a template may name.
type Known struct {
	Datasets []*dataset.Definition
	Metrics  []*metric.Metric
}

// Template is a workbook that was read and can be filled. It doesn't change, so that
// it may be filled for several clients at the same time.
type Template struct {
	file     string
	known    Known
	parts    *parts
	workbook string // the part that lists the sheets
	sheets   []*sheet
	is1904   bool // days are counted from 1904
	// asksFigures says that a marker names a figure.
	asksFigures bool
}

// sheet is what there is to fill on one sheet.
type sheet struct {
	name, part  string
	cells       map[position]*marker
	repeats     []*repeat          // from above to below
	furniture   map[string]*marker // by the element of the header or footer
	hasFormulas bool
}

type position struct{ row, col int }

// repeat is rows that are there once for each record.
type repeat struct {
	stretch // n is of the filled workbook
	selection
	table *table // nil for a row that is repeated as a whole
}

// Open reads a template and checks all that it says. Where a problem is an error, there
// is no template. The file is named in problems.
func Open(content []byte, file string, known Known) (*Template, problem.List) {
	o := &opener{Template: &Template{file: file, known: known}}
	if err := o.open(content); err != nil {
		o.report(problem.Place{}, "", "%v", err)
	}
	if len(o.problems) == 0 && o.isEmpty() {
		o.report(problem.Place{}, "", "there is nothing to fill in: no cell holds a marker such as {{ .Client.Name }}, and no table is named as a dataset")
	}
	o.problems.Sort()
	if o.problems.Count(problem.Error) > 0 {
		return nil, o.problems
	}
	return o.Template, o.problems
}

// opener collects what is wrong with a template.
type opener struct {
	*Template
	texts    []sharedText
	problems problem.List
}

func (o *opener) report(at problem.Place, value, format string, args ...any) {
	at.File = o.file
	p := problem.New(problem.BadTemplate, at, format, args...)
	p.Value = value
	o.problems = append(o.problems, p)
}

func (o *opener) isEmpty() bool {
	return !slices.ContainsFunc(o.sheets, func(s *sheet) bool { return len(s.cells)+len(s.repeats)+len(s.furniture) > 0 })
}

func (o *opener) open(content []byte) (err error) {
	if o.parts, err = unpack(content); err != nil {
		return err
	}
	if err := o.refuse(); err != nil {
		return err
	}
	roots, err := o.parts.relations("")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(roots, func(r relation) bool { return r.kind == "officeDocument" })
	if i < 0 {
		return errors.New("it is no workbook")
	}
	o.workbook = roots[i].to
	book, err := o.parts.read(o.workbook)
	if err != nil {
		return err
	}
	pr := book.root().child("workbookPr").get("date1904")
	o.is1904 = pr == "1" || pr == "true"
	if o.texts, err = readTexts(o.parts); err != nil {
		return err
	}
	relations, err := o.parts.relations(o.workbook)
	if err != nil {
		return err
	}
	for _, s := range book.root().child("sheets").children("sheet") {
		i := slices.IndexFunc(relations, func(r relation) bool { return r.id == relationID(s) })
		if i < 0 || relations[i].kind != "worksheet" {
			continue // a sheet that is a chart
		}
		if err := o.sheet(s.get("name"), relations[i].to); err != nil {
			return err
		}
	}
	return nil
}

// relationID returns the id by which an element names a relation.
func relationID(n *node) string {
	for _, a := range n.attrs {
		if strings.HasSuffix(a.name, ":id") {
			return a.value
		}
	}
	return ""
}

// refuse returns why a workbook is not filled, whatever stands in it.
func (o *opener) refuse() error {
	for _, name := range o.parts.names {
		switch {
		case path.Base(name) == "vbaProject.bin":
			return errors.New("it holds macros, which nobody should get without having asked for them; save it as .xlsx")
		case strings.HasPrefix(name, "_xmlsignatures/"):
			return errors.New("it is signed, and a signature is worth nothing once the workbook is filled; take a copy without it")
		}
	}
	types := o.parts.content["[Content_Types].xml"]
	for _, kind := range []string{"sheet.macroEnabled", "template.main", "template.macroEnabled", "sheet.binary", "addin.macroEnabled"} {
		if bytes.Contains(types, []byte(kind)) {
			return errors.New("it is a workbook of another kind; save it as .xlsx")
		}
	}
	return nil
}

// sheet reads what there is to fill on a sheet.
func (o *opener) sheet(name, part string) error {
	top, err := o.parts.read(part)
	if err != nil {
		return err
	}
	s := &sheet{name: name, part: part, cells: map[position]*marker{}, furniture: map[string]*marker{}}
	if err := normalise(top.root()); err != nil {
		return fmt.Errorf("sheet %q: %w", name, err)
	}
	rows := top.root().child("sheetData").children("row")
	for _, row := range rows {
		o.row(s, row)
	}
	for _, kind := range top.root().child("headerFooter").elements() {
		if text := straighten(kind.content()); hasMarker(text) {
			at := problem.Place{Sheet: name, Key: "header or footer"}
			if m, ok := o.marker(at, text, nil); ok {
				s.furniture[kind.local()] = m
			}
		}
	}
	if err := o.attached(s, rows); err != nil {
		return err
	}
	o.overlaps(s)
	o.sheets = append(o.sheets, s)
	return nil
}

// row reads the markers of a row.
func (o *opener) row(s *sheet, row *node) {
	n := number(row.get("r"))
	var on *dataset.Definition
	isFirst := true
	for _, c := range row.children("c") {
		a, _ := readAddress(c.get("r"))
		at := problem.Place{Sheet: s.name, Row: n, Column: a.col}
		if f := c.child("f"); f != nil {
			s.hasFormulas, isFirst = true, false
			if text := f.content(); hasMarker(text) {
				o.report(at, text, "a marker stands in a formula; give it a cell of its own and let the formula refer to that")
			}
			continue
		}
		shared := o.text(c)
		text := straighten(shared.text)
		wasFirst := isFirst
		isFirst = isFirst && strings.TrimSpace(c.content()) == ""
		if !hasMarker(text) {
			continue
		}
		if shared.isRich {
			o.plainer(at, text)
		}
		if isRange(text) {
			chosen, rest, err := readRange(text, o.known.Datasets)
			switch {
			case !wasFirst:
				o.report(at, text, "a range stands in a later cell than the row's first one that is filled; move it there")
				continue
			case err != nil:
				o.report(at, text, "%v", err)
			}
			if chosen.def == nil {
				return // nothing is known of the row's fields
			}
			on, text = chosen.def, rest
			s.repeats = append(s.repeats, &repeat{stretch: stretch{from: n, to: n}, selection: chosen})
		}
		if m, ok := o.marker(at, text, on); ok {
			s.cells[position{n, columnNumber(a.col)}] = m
		}
	}
}

func (o *opener) marker(at problem.Place, text string, on *dataset.Definition) (*marker, bool) {
	at.File = o.file
	m, err := o.known.newMarker(at, text, on)
	if err == nil {
		o.asksFigures = o.asksFigures || m.asksFigures
		return m, true
	}
	for line := range strings.Lines(err.Error()) {
		o.report(at, text, "%s", strings.TrimSpace(line))
	}
	return nil, false
}

// plainer says that a text loses what looks different in it.
func (o *opener) plainer(at problem.Place, text string) {
	at.File = o.file
	p := problem.New(problem.BadTemplate, at, "parts of the text have a look of their own, which the filled text will not have")
	p.Severity, p.Value = problem.Warning, text
	p.Hint = "give the whole cell one look, or put the marker into a cell of its own"
	o.problems = append(o.problems, p)
}

// text returns what a cell without a formula says.
func (o *opener) text(c *node) sharedText {
	switch c.get("t") {
	case "s":
		if i := number(c.child("v").content()); i >= 0 && i < len(o.texts) && c.child("v") != nil {
			return o.texts[i]
		}
	case "inlineStr":
		return readText(c.child("is"))
	case "str":
		return sharedText{text: meant(c.child("v").content())}
	}
	return sharedText{}
}

// overlaps puts the repeats of a sheet in order and reports those that share rows.
func (o *opener) overlaps(s *sheet) {
	slices.SortStableFunc(s.repeats, func(a, b *repeat) int { return a.from - b.from })
	for i := 1; i < len(s.repeats); i++ {
		if a, b := s.repeats[i-1], s.repeats[i]; b.from <= a.to {
			o.report(problem.Place{Sheet: s.name, Row: b.from}, "", "rows for %s and rows for %s stand beside one another; put the one below the other, or on another sheet", a.def.ID, b.def.ID)
		}
	}
}

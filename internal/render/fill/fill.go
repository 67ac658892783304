package fill

import (
	"fmt"
	"strings"
	"text/template"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
)

// Fill returns the workbook filled for the document's client and period. The same
// document gives the same bytes. The error names the cell.
func (t *Template) Fill(doc *document.Document) ([]byte, error) {
	if t.asksFigures && len(doc.Workbook.Figures) == 0 {
		return nil, fmt.Errorf("%s asks for figures, and the pack template %s leaves them out of workbooks; name summary among the parts of its workbook", t.file, doc.Pack)
	}
	f, err := t.filling(doc)
	if err != nil {
		return nil, err
	}
	if err := f.choose(); err != nil {
		return nil, err
	}
	for _, s := range t.sheets {
		if err := f.sheet(s); err != nil {
			return nil, fmt.Errorf("%s, sheet %q: %w", t.file, s.name, err)
		}
	}
	if err := f.others(); err != nil {
		return nil, fmt.Errorf("%s: %w", t.file, err)
	}
	if f.styles.added {
		f.parts.content[partStyles] = f.styles.top.bytes()
	}
	return f.parts.pack()
}

// filling is a template on its way to be a client's workbook.
type filling struct {
	t         *Template
	doc       *document.Document
	parts     *parts
	styles    *styles
	figures   map[string]*document.Figure
	tables    map[string]*dataset.Table
	dates     metric.Dates
	shift     shift
	chosen    map[*repeat][]int32
	templates map[*marker]*template.Template
	words     map[string]any // what a marker's dot holds outside of repeated rows
}

func (t *Template) filling(doc *document.Document) (*filling, error) {
	f := &filling{
		t: t, doc: doc, parts: t.parts.copy(), dates: metric.DatesOf(doc.Period, doc.AsOf), shift: shift{},
		figures: map[string]*document.Figure{}, tables: map[string]*dataset.Table{},
		chosen: map[*repeat][]int32{}, templates: map[*marker]*template.Template{}, words: map[string]any{},
	}
	for i := range doc.Workbook.Figures {
		f.figures[doc.Workbook.Figures[i].Metric] = &doc.Workbook.Figures[i]
	}
	for _, p := range doc.Workbook.Populations {
		f.tables[p.Table.Def.ID] = p.Table
	}
	for name, of := range general {
		f.word(name, of(doc))
	}
	var err error
	f.styles, err = newStyles(f.parts)
	return f, err
}

// word puts a word where a marker's dot finds it: Client.Name below Client.
func (f *filling) word(name string, c document.Cell) {
	text := c.In(f.doc.Locale)
	if c.Kind == document.Date {
		text = f.doc.Locale.LongDay(c.Date)
	}
	above, name, isBelow := strings.Cut(name, ".")
	if !isBelow {
		f.words[above] = text
		return
	}
	inner, _ := f.words[above].(map[string]any)
	if inner == nil {
		inner = map[string]any{}
		f.words[above] = inner
	}
	inner[name] = text
}

func (f *filling) known() *Known { return &f.t.known }

// table returns the client's records of a dataset, nil where it was not provided.
func (f *filling) table(id string) *dataset.Table { return f.tables[id] }

// template returns a marker's template with functions over this document.
func (f *filling) template(m *marker) (*template.Template, error) {
	if t := f.templates[m]; t != nil {
		return t, nil
	}
	t, err := m.text.Clone()
	if err != nil {
		return nil, err
	}
	f.templates[m] = t.Funcs(f.functions())
	return t, nil
}

// data returns a marker's dot.
func (s *scope) data() map[string]any {
	if s.table == nil {
		return s.words
	}
	dot := make(map[string]any, len(s.words)+len(s.table.Def.Fields))
	for name, word := range s.words {
		dot[name] = word
	}
	for i := range s.table.Def.Fields {
		dot[s.table.Def.Fields[i].Name] = fieldCell(s.table.Column(i), s.row, s.doc.Locale).In(s.doc.Locale)
	}
	return dot
}

// field returns a value of the record.
func (s *scope) field(name string) document.Cell {
	if s.table == nil {
		return document.Cell{}
	}
	return fieldCell(s.table.Col(name), s.row, s.doc.Locale)
}

// choose selects the records of every repeated row, which says where all others move.
func (f *filling) choose() error {
	for _, s := range f.t.sheets {
		var m moves
		total := 0
		for _, r := range s.repeats {
			if t := f.tables[r.def.ID]; t != nil {
				rows, err := r.rows(t, f.dates)
				if err != nil {
					return fmt.Errorf("%s, sheet %q, row %d: %w", f.t.file, s.name, r.from, err)
				}
				f.chosen[r] = rows
			}
			one := r.stretch
			one.n = max(1, len(f.chosen[r]))
			m = append(m, one)
			total += one.n
		}
		if total > lastRow/2 {
			return fmt.Errorf("%s, sheet %q: %d records don't fit on a sheet; select fewer by where or limit", f.t.file, s.name, total)
		}
		f.shift[strings.ToLower(s.name)] = m
	}
	return nil
}

// none says why a row that is repeated for each record stands there without one.
func (f *filling) none(r *repeat) document.Cell {
	t := f.tables[r.def.ID]
	switch {
	case len(f.tables) == 0:
		return document.T(f.doc.Locale.Say("Not part of this pack"))
	case t == nil:
		return document.T(f.doc.Locale.Say("Not provided"))
	case t.None != nil:
		return document.T(t.None.In(f.doc.Locale))
	}
	return document.T(f.doc.Locale.Say("None"))
}

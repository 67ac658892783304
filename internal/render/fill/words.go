package fill

import (
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"

	"compack/internal/document"
	"compack/internal/metric"
)

// general are the values that a marker names with a dot, as in pack templates.
var general = map[string]func(*document.Document) document.Cell{
	"Client.Name":    func(d *document.Document) document.Cell { return document.T(d.Client.Name) },
	"Client.Contact": func(d *document.Document) document.Cell { return document.T(d.Client.Contact) },
	"Vendor.Name":    func(d *document.Document) document.Cell { return document.T(d.Vendor.Name) },
	"Vendor.Contact": func(d *document.Document) document.Cell { return document.T(d.Vendor.Contact) },
	"Title":          func(d *document.Document) document.Cell { return document.T(d.Title) },
	"Period":         func(d *document.Document) document.Cell { return document.T(d.Period.Label) },
	"Span":           func(d *document.Document) document.Cell { return document.T(d.Locale.Span(d.Period)) },
	"Start":          func(d *document.Document) document.Cell { return document.D(d.Period.Start) },
	"End":            func(d *document.Document) document.Cell { return document.D(d.Period.Last()) },
	"AsOf":           func(d *document.Document) document.Cell { return document.D(d.AsOf) },
	"Classification": func(d *document.Document) document.Cell { return document.T(d.Classification) },
	"PreparedBy":     func(d *document.Document) document.Cell { return document.T(d.PreparedBy) },
	"ApprovedBy":     func(d *document.Document) document.Cell { return document.T(d.ApprovedBy) },
	"Digest":         func(d *document.Document) document.Cell { return document.T(d.Digest) },
	"Revision":       func(d *document.Document) document.Cell { return document.I(d.Revision) },
}

// figureOf are the functions that take a metric's id.
var figureOf = map[string]func(*filling, *document.Figure) document.Cell{
	"metric":      func(_ *filling, f *document.Figure) document.Cell { return f.Value },
	"fraction":    func(fl *filling, f *document.Figure) document.Cell { return document.T(fl.fraction(f)) },
	"status":      func(_ *filling, f *document.Figure) document.Cell { return document.S(f.Status) },
	"target":      func(_ *filling, f *document.Figure) document.Cell { return f.Target },
	"previous":    func(_ *filling, f *document.Figure) document.Cell { return f.Previous },
	"numerator":   func(_ *filling, f *document.Figure) document.Cell { return f.Numerator },
	"denominator": func(_ *filling, f *document.Figure) document.Cell { return f.Denominator },
	"title":       func(_ *filling, f *document.Figure) document.Cell { return document.T(f.Title) },
	"definition":  func(_ *filling, f *document.Figure) document.Cell { return document.T(f.Definition) },
	"basis":       func(_ *filling, f *document.Figure) document.Cell { return document.T(f.Basis) },
	"address":     func(_ *filling, f *document.Figure) document.Cell { return document.T(f.Address) },
}

// allowed are the sprig functions that a marker may use, fewer than in pack
// templates. None reads a clock, the environment, the network or randomness.
var allowed = []string{"lower", "upper", "trim", "trimSuffix", "trimPrefix", "replace", "contains", "hasPrefix", "hasSuffix", "default", "ternary"}

// functions returns what a marker may call, as far as its syntax needs to be known.
func (k *Known) functions() template.FuncMap { return (&filling{}).functions() }

// functions returns what a marker may call.
func (f *filling) functions() template.FuncMap {
	all := sprig.TxtFuncMap()
	funcs := template.FuncMap{}
	for _, name := range allowed {
		funcs[name] = all[name]
	}
	for name, of := range figureOf {
		funcs[name] = func(id string) (string, error) {
			if err := f.known().metric(id); err != nil {
				return "", err
			}
			return f.figure(id, of).In(f.doc.Locale), nil
		}
	}
	funcs["records"] = func(id string, where ...string) (string, error) {
		def, err := findDataset(f.known().Datasets, id)
		if err != nil {
			return "", err
		}
		if _, err := (selection{def: def}).with(strings.Join(where, "")); err != nil {
			return "", err
		}
		return f.records(id, strings.Join(where, "")).In(f.doc.Locale), nil
	}
	funcs["provided"] = func(id string) bool { return f.table(id) != nil }
	return funcs
}

// figure returns a word of a figure; of one that the pack leaves out, that there is
// none.
func (f *filling) figure(id string, of func(*filling, *document.Figure) document.Cell) document.Cell {
	if figure := f.figures[id]; figure != nil {
		return of(f, figure)
	}
	for _, m := range f.known().Metrics {
		if m.ID == id {
			return of(f, &document.Figure{Metric: id, Title: m.Title, Definition: m.Definition.Definition, Basis: m.Basis,
				Value: document.Cell{Kind: document.Missing}, Status: metric.NotAvailable})
		}
	}
	return document.Cell{}
}

// fraction returns what a figure is made of: 412 of 430, n = 37.
func (f *filling) fraction(figure *document.Figure) string {
	l := f.doc.Locale
	switch {
	case figure.Denominator.Kind == document.Empty:
		return ""
	case figure.Numerator.Kind == document.Empty:
		return l.Say("n = %s", figure.Denominator.In(l))
	}
	return l.Say("%s of %s", figure.Numerator.In(l), figure.Denominator.In(l))
}

// records counts the client's records of a dataset.
func (f *filling) records(id, where string) document.Cell {
	t := f.table(id)
	if t == nil {
		return document.Cell{Kind: document.Missing}
	}
	rows, err := selection{where: where}.rows(t, f.dates)
	if err != nil {
		return document.Cell{Kind: document.Missing} // Open has checked it
	}
	return document.I(len(rows))
}

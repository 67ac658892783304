package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"compack/internal/document"
	"compack/internal/manifest"
	"compack/internal/problem"
)

// problemLimit is how many problems the report prints; the workbook has all.
const problemLimit = 40

// sources lists the inputs with their digests.
func (c *composer) sources(body []byte) ([]document.Block, error) {
	if err := decode(body, &struct{}{}); err != nil {
		return nil, err
	}
	out := document.Table{
		Columns: []document.Column{{Title: "File"}, {Title: "Size", Align: document.Right}, {Title: "SHA-256", Wide: true}},
		Empty:   "No source was read.",
	}
	for _, f := range c.Inputs {
		out.Rows = append(out.Rows, []document.Cell{document.T(f.Path), size(f.Bytes), document.T(f.SHA256)})
	}
	return one(out), nil
}

// size returns a file's size in kilobytes of 1,000 bytes.
func size(bytes int) document.Cell {
	c := document.I((bytes + 999) / 1000)
	c.Unit = "kB"
	return c
}

// ledger prints the account of rows.
func (c *composer) ledger(body []byte) ([]document.Block, error) {
	if err := decode(body, &struct{}{}); err != nil {
		return nil, err
	}
	return one(c.ledgerTable()), nil
}

// ledgerTable accounts for each row that was read.
func (c *composer) ledgerTable() document.Table {
	right := func(title string) document.Column { return document.Column{Title: title, Align: document.Right} }
	t := document.Table{
		Columns: []document.Column{{Title: "Dataset"}, {Title: "Source", Wide: true}, right("Read"), right("In this pack"),
			right("Other scope"), right("Duplicate"), right("Rejected"), right("Blank")},
		Empty: "No source was read.",
		Note:  "Rows read = in this pack + other scope + duplicate + rejected + blank, for every source.",
	}
	var total manifest.Ledger
	for _, l := range c.Ledgers {
		t.Rows = append(t.Rows, ledgerRow(c.datasets[l.Dataset].Title, sourceName(l), l))
		total.Read += l.Read
		total.InScope += l.InScope
		total.OtherScope += l.OtherScope
		total.Duplicate += l.Duplicate
		total.Rejected += l.Rejected
		total.Blank += l.Blank
	}
	if len(c.Ledgers) > 1 {
		t.Total = ledgerRow("All", "", total)
	}
	if c.Unassigned > 0 {
		t.Note += fmt.Sprintf(" %d of the rejected rows can't be assigned to any client; they stand in no pack and were reported to the vendor.", c.Unassigned)
	}
	return t
}

func ledgerRow(dataset, source string, l manifest.Ledger) []document.Cell {
	return []document.Cell{document.T(dataset), document.T(source), document.I(l.Read), document.I(l.InScope),
		document.I(l.OtherScope), document.I(l.Duplicate), document.I(l.Rejected), document.I(l.Blank)}
}

// sourceName names a source as people look for it.
func sourceName(l manifest.Ledger) string {
	return problem.Place{File: l.File, Sheet: l.Sheet}.String()
}

// problems prints what is wrong in the inputs.
func (c *composer) problems(body []byte) ([]document.Block, error) {
	spec := struct {
		Limit int `yaml:"limit"`
	}{problemLimit}
	if err := decode(body, &spec); err != nil {
		return nil, err
	}
	return one(c.problemTable(spec.Limit)), nil
}

// problemTable lists up to limit problems, all where limit is 0.
func (c *composer) problemTable(limit int) document.Table {
	t := document.Table{
		Columns: []document.Column{{Title: "Severity"}, {Title: "Code"}, {Title: "Place", Wide: true}, {Title: "What is wrong", Wide: true}, {Title: "What to do", Wide: true}},
		Empty:   "No problem was found in the inputs.",
	}
	list := slices.Clone(c.Input.Problems)
	slices.SortStableFunc(list, func(a, b problem.Problem) int { return cmp.Compare(b.Severity, a.Severity) })
	if limit > 0 && len(list) > limit {
		t.Cut = fmt.Sprintf("the first %d of %s; all are in sheet Problems", limit, document.I(len(list)))
		list = list[:limit]
	}
	for _, p := range list {
		message := upperFirst(p.Message)
		if p.Value != "" && !strings.Contains(message, p.Value) {
			message += fmt.Sprintf(" (%q)", p.Value)
		}
		t.Rows = append(t.Rows, []document.Cell{document.T(upperFirst(p.Severity.String())), document.T(string(p.Code)),
			document.T(p.Place.String()), document.T(message), document.T(upperFirst(p.Hint))})
	}
	return t
}

// upperFirst sets a message's first letter large, as a sentence in a table.
func upperFirst(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// definitions prints the definition of every metric.
func (c *composer) definitions(body []byte) ([]document.Block, error) {
	if err := decode(body, &struct{}{}); err != nil {
		return nil, err
	}
	t := document.Table{Columns: []document.Column{{Title: "Figure"}, {Title: "Measure", Wide: true}, {Title: "Definition", Wide: true}, {Title: "Worked out as", Wide: true}, {Title: "Basis", Wide: true}}}
	for _, f := range c.order {
		t.Rows = append(t.Rows, []document.Cell{document.T(f.Address), document.T(f.Metric.Title),
			document.T(definitionText(f)), document.T(f.Metric.English()), document.T(f.Metric.Basis)})
	}
	return one(t), nil
}

// definitionText returns a metric's definition with what a reader must know.
func definitionText(f *figure) string {
	s := f.Metric.Definition.Definition
	if f.Metric.Note != "" {
		s += " " + f.Metric.Note
	}
	return s
}

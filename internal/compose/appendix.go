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

// sources lists the inputs with their digests and how they came about.
func (c *composer) sources(body []byte) ([]document.Block, error) {
	if err := decode(body, &struct{}{}); err != nil {
		return nil, err
	}
	out := document.Table{
		Columns: []document.Column{{Title: "File"}, right("Size"), {Title: "SHA-256", Wide: true}},
		Empty:   "No source was read.",
	}
	for _, f := range c.Inputs {
		out.Rows = append(out.Rows, []document.Cell{document.T(f.Path), size(f.Bytes), document.T(f.SHA256)})
	}
	return []document.Block{out, c.statementTable()}, nil
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
	t.Note += c.controlNote() + c.attestedNote()
	if c.Unassigned > 0 {
		t.Note += fmt.Sprintf(" %d of the rejected rows can't be assigned to any client; they stand in no pack and were reported to the vendor.", c.Unassigned)
	}
	return t
}

// controlNote compares the sources with their control totals.
func (c *composer) controlNote() string {
	var s string
	seen := map[string]bool{}
	for _, l := range c.Ledgers {
		if l.Control == nil || seen[l.Key] {
			continue
		}
		seen[l.Key] = true
		name, verdict := sourceName(l), "agrees"
		if l.Control.Files > 1 {
			name += fmt.Sprintf(" and %d more", l.Control.Files-1)
		}
		if !l.Control.Agrees() {
			verdict = "differs"
		}
		s += fmt.Sprintf(" %s: the control total %s %s, with %s rows that are not blank.", name, document.I(l.Control.Stated).In(c.Locale), verdict, document.I(l.Control.Read).In(c.Locale))
	}
	return s
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
	if n := list.Suppressed(); n > 0 {
		t.Note = fmt.Sprintf("%d of the problems are suppressed: the vendor accepted them until the day given, and they stop no pack.", n)
	}
	shown, cut := cutTo(list, limit, "Problems")
	t.Cut = cut
	for _, p := range shown {
		message := upperFirst(p.Message)
		if p.Value != "" && !strings.Contains(message, p.Value) {
			message += fmt.Sprintf(" (%q)", p.Value)
		}
		message += fate(p)
		t.Rows = append(t.Rows, []document.Cell{document.T(upperFirst(p.Severity.String())), document.T(string(p.Code)),
			document.T(p.Place.String()), document.T(message), document.T(remedy(p))})
	}
	return t
}

// fate says what became of a row where the configuration gave its problem another
// severity, so that it no longer tells by itself: an error left its row out, a
// warning did not.
func fate(p problem.Problem) string {
	switch {
	case p.Rejected && p.Severity != problem.Error:
		return "; the row was left out of every figure"
	case p.Stops && !p.Rejected && p.Place.Row > 0:
		return "; the row was counted as it stands"
	}
	return ""
}

// remedy says what to do about a problem, or who accepted it, why and until when.
func remedy(p problem.Problem) string {
	if a := p.Suppressed; a != nil {
		return fmt.Sprintf("Suppressed until %s by %s: %s", a.Expires.Long(), a.Owner, a.Reason)
	}
	return upperFirst(p.Hint)
}

// definitions prints the definition of every metric, or of those alone that the
// report has shown above; the workbook defines all.
func (c *composer) definitions(body []byte) ([]document.Block, error) {
	var spec struct {
		Only string `yaml:"only"` // shown, or empty for all
	}
	if err := decode(body, &spec); err != nil {
		return nil, err
	}
	if spec.Only != "" && spec.Only != "shown" {
		return nil, wrong(spec.Only, "only: %q is not shown; leave the key out to define every figure", spec.Only)
	}
	t := document.Table{Defines: true, Empty: "The report shows no figure.", Columns: []document.Column{{Title: "Figure"}, {Title: "Measure", Wide: true}, {Title: "Definition and basis", Wide: true}, {Title: "Worked out as", Wide: true}}}
	for _, f := range c.order {
		if spec.Only != "" && !c.shown[f] {
			continue
		}
		definition := definitionText(f)
		if f.Metric.Basis != "" {
			definition += " Basis: " + f.Metric.Basis + "."
		}
		t.Rows = append(t.Rows, []document.Cell{document.Address(f.Address), document.T(f.Metric.Title), document.T(definition), document.T(f.Metric.English())})
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

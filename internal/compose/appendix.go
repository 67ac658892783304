package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"compack/internal/document"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/problem"
)

// problemLimit is how many problems the report prints; the workbook has all.
const problemLimit = 40

// sources lists the inputs with their digests and how they came about.
func (c *composer) sources(body []byte) ([]document.Block, error) {
	if err := c.decode(body, &struct{}{}); err != nil {
		return nil, err
	}
	out := document.Table{
		Columns: []document.Column{c.col("File"), c.right("Size"), {Title: "SHA-256", Wide: true}},
		Empty:   c.say("No source was read."),
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
	if err := c.decode(body, &struct{}{}); err != nil {
		return nil, err
	}
	return one(c.ledgerTable()), nil
}

// ledgerTable accounts for each row that was read.
func (c *composer) ledgerTable() document.Table {
	t := document.Table{
		Columns: []document.Column{c.datasetColumn(), c.wide("Source"), c.right("Read"), c.right("In this pack"),
			c.right("Other scope"), c.right("Duplicate"), c.right("Rejected"), c.right("Blank")},
		Empty: c.say("No source was read."),
		Note:  c.say("Rows read = in this pack + other scope + duplicate + rejected + blank, for every source."),
	}
	var total manifest.Ledger
	for _, l := range c.Ledgers {
		t.Rows = append(t.Rows, ledgerRow(c.datasets[l.Dataset].Title, c.sourceName(l), l))
		total.Read += l.Read
		total.InScope += l.InScope
		total.OtherScope += l.OtherScope
		total.Duplicate += l.Duplicate
		total.Rejected += l.Rejected
		total.Blank += l.Blank
	}
	if len(c.Ledgers) > 1 {
		t.Total = ledgerRow(c.say("All"), "", total)
	}
	said := append([]string{t.Note}, c.controlNotes()...)
	said = append(said, c.attestedNotes()...)
	if c.Unassigned > 0 {
		said = append(said, c.count(c.Unassigned, "%s of the rejected rows can't be assigned to any client; it stands in no pack and was reported to the vendor.",
			"%s of the rejected rows can't be assigned to any client; they stand in no pack and were reported to the vendor."))
	}
	t.Note = strings.Join(said, " ")
	return t
}

// controlNotes compare the sources with their control totals.
func (c *composer) controlNotes() (said []string) {
	seen := map[string]bool{}
	for _, l := range c.Ledgers {
		if l.Control == nil || seen[l.Key] {
			continue
		}
		seen[l.Key] = true
		name := c.sourceName(l)
		if l.Control.Files > 1 {
			name = c.andMore(name, l.Control.Files-1)
		}
		stated, read := c.whole(l.Control.Stated), c.whole(l.Control.Read)
		if l.Control.Agrees() {
			said = append(said, c.say("%s: the control total %s agrees, with %s rows that are not blank.", name, stated, read))
		} else {
			said = append(said, c.say("%s: the control total %s differs, with %s rows that are not blank.", name, stated, read))
		}
	}
	return said
}

// andMore says that there are more than the names given.
func (c *composer) andMore(names string, more int) string {
	return c.say("%s and %s more", names, c.whole(more))
}

func ledgerRow(dataset, source string, l manifest.Ledger) []document.Cell {
	return []document.Cell{document.T(dataset), document.T(source), document.I(l.Read), document.I(l.InScope),
		document.I(l.OtherScope), document.I(l.Duplicate), document.I(l.Rejected), document.I(l.Blank)}
}

// sourceName names a source as people look for it.
func (c *composer) sourceName(l manifest.Ledger) string {
	return problem.Place{File: l.File, Sheet: l.Sheet}.In(c.say)
}

// problems prints what is wrong in the inputs.
func (c *composer) problems(body []byte) ([]document.Block, error) {
	spec := struct {
		Limit int `yaml:"limit"`
	}{problemLimit}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	return one(c.problemTable(spec.Limit)), nil
}

// problemTable lists up to limit problems, all where limit is 0.
func (c *composer) problemTable(limit int) document.Table {
	t := document.Table{
		Columns: []document.Column{c.col("Severity"), c.col("Code"), c.wide("Place"), c.wide("What is wrong"), c.wide("What to do")},
		Empty:   c.say("No problem was found in the inputs."),
	}
	list := slices.Clone(c.Input.Problems)
	slices.SortStableFunc(list, func(a, b problem.Problem) int { return cmp.Compare(b.Severity, a.Severity) })
	if n := list.Suppressed(); n > 0 {
		t.Note = c.count(n, "%s of the problems is suppressed: the vendor accepted it until the day given, and it stops no pack.",
			"%s of the problems are suppressed: the vendor accepted them until the day given, and they stop no pack.")
	}
	shown, cut := cutTo(c, list, limit, c.say("Problems"))
	t.Cut = cut
	for _, p := range shown {
		message := upperFirst(p.Message)
		if p.Value != "" && !strings.Contains(message, p.Value) {
			message += fmt.Sprintf(" (%q)", p.Value)
		}
		message += c.fate(p)
		t.Rows = append(t.Rows, []document.Cell{document.T(upperFirst(c.severity(p.Severity))), document.T(string(p.Code)),
			document.T(p.Place.In(c.say)), document.T(message), document.T(c.remedy(p))})
	}
	return t
}

// severity is the word for how grave a problem is.
func (c *composer) severity(s problem.Severity) string {
	switch s {
	case problem.Error:
		return c.say("error")
	case problem.Warning:
		return c.say("warning")
	}
	return c.say("note")
}

// fate says what became of a row where the configuration gave its problem another
// severity, so that it no longer tells by itself: an error left its row out, a
// warning did not.
func (c *composer) fate(p problem.Problem) string {
	switch {
	case p.Rejected && p.Severity != problem.Error:
		return c.Locale.Semicolon() + c.say("the row was left out of every figure")
	case p.Stops && !p.Rejected && p.Place.Row > 0:
		return c.Locale.Semicolon() + c.say("the row was counted as it stands")
	}
	return ""
}

// remedy says what to do about a problem, or who accepted it, why and until when.
func (c *composer) remedy(p problem.Problem) string {
	if a := p.Suppressed; a != nil {
		return c.say("Suppressed until %s by %s: %s", c.Locale.LongDay(a.Expires), a.Owner, a.Reason)
	}
	return upperFirst(p.Hint)
}

// definitions prints the definition of every metric, or of those alone that the
// report has shown above; the workbook defines all.
func (c *composer) definitions(body []byte) ([]document.Block, error) {
	var spec struct {
		Only string `yaml:"only"` // shown, or empty for all
	}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	if spec.Only != "" && spec.Only != "shown" {
		return nil, wrong(spec.Only, "only: %q is not shown; leave the key out to define every figure", spec.Only)
	}
	t := document.Table{Defines: true, Empty: c.say("The report shows no figure."),
		Columns: []document.Column{c.col("Figure"), c.wide("Measure"), c.wide("Definition and basis"), c.wide("Worked out as")}}
	for _, f := range c.order {
		if spec.Only != "" && !c.shown[f] {
			continue
		}
		definition := definitionText(f)
		if f.Metric.Basis != "" {
			definition += " " + c.say("Basis: %s.", f.Metric.Basis)
		}
		t.Rows = append(t.Rows, []document.Cell{document.Address(f.Address), document.T(f.Metric.Title), document.T(definition), document.T(c.workedOut(f.Metric))})
	}
	return one(t), nil
}

// workedOut says how the metric's value comes about: in English in whole sentences,
// in other languages by its conditions in signs.
func (c *composer) workedOut(m *metric.Metric) string {
	if c.Locale.IsEnglish() || m.InPopulation == nil {
		return m.English()
	}
	var parts []string
	say := func(part, text string) {
		if text != "" {
			parts = append(parts, part+c.Locale.Colon()+text)
		}
	}
	title := func(name string) string {
		if f, ok := m.On.Field(name); ok {
			return f.Title
		}
		return name
	}
	say(c.say("Population"), m.InPopulation.Said())
	if m.IsSatisfied != nil {
		say(c.say("Satisfied"), m.IsSatisfied.Said())
	}
	say(c.say("Value of"), m.ValueTitle())
	say(c.say("Opened"), title(m.Opened))
	say(c.say("Reopened"), title(m.Reopened))
	say(c.say("Closed"), title(m.Closed))
	say(c.say("Closed by"), title(m.Split))
	if m.Days > 0 {
		say(c.say("Days"), c.whole(m.Days))
	}
	return strings.Join(parts, c.Locale.Semicolon())
}

// definitionText returns a metric's definition with what a reader must know.
func definitionText(f *figure) string {
	s := f.Metric.Definition.Definition
	if f.Metric.Note != "" {
		s += " " + f.Metric.Note
	}
	return s
}

package compose

import (
	"slices"

	"compack/internal/document"
	"compack/internal/metric"
)

// workbook returns what the workbook shows besides the report: figures with
// their formulas, populations and evidence.
func (c *composer) workbook() document.Workbook {
	var w document.Workbook
	helpers := map[string][]metric.Helper{}
	needed := map[string][]string{}
	known := map[string]bool{}
	for _, f := range c.order {
		w.Figures = append(w.Figures, c.workbookFigure(f))
		needed[f.Metric.On.ID] = append(needed[f.Metric.On.ID], fieldsOf(f.Metric)...)
		for _, h := range f.Metric.Helpers() {
			if !known[h.Name] {
				known[h.Name] = true
				helpers[f.Metric.On.ID] = append(helpers[f.Metric.On.ID], h)
			}
		}
	}
	for _, def := range c.Datasets {
		if t := c.Tables[def.ID]; t != nil {
			w.Populations = append(w.Populations, document.Population{
				Name: def.Title, Title: def.Title, Table: t, Origins: c.Origins, Needed: needed[def.ID], Helpers: helpers[def.ID], Dates: c.dates(),
			})
		}
	}
	for _, e := range evidenceSheets {
		if c.parts.has(e) && (e.isThere == nil || e.isThere(c)) {
			sheet := e.make(c)
			sheet.Key = e.key
			w.Evidence = append(w.Evidence, sheet)
		}
	}
	c.reduce(&w)
	return w
}

// fieldsOf returns the fields that a metric's formulas speak of: those of its
// predicates and groupings, and the factors of products among them.
func fieldsOf(m *metric.Metric) []string {
	fields := m.Fields()
	for _, by := range m.By {
		if b, ok := m.On.Band(by); ok {
			by = b.From
		}
		fields = append(fields, by)
	}
	for _, name := range fields {
		if f, ok := m.On.Field(name); ok {
			fields = append(fields, f.Product...)
		}
	}
	return fields
}

func (c *composer) workbookFigure(f *figure) document.Figure {
	m := f.Metric
	out := document.Figure{
		Address: f.Address, Metric: m.ID, Dataset: m.On.Title, Title: m.Title, Value: f.cell(),
		Target: targetCell(m), TargetText: f.targetText(), Status: f.Status,
		Definition: m.Definition.Definition, Basis: m.Basis, Trend: f.trend(),
	}
	if m.Target != nil {
		out.Limits = &document.Limits{Target: metric.Written(*m.Target), Better: m.Better}
		if m.Warn != nil {
			out.Limits.Warn = metric.Written(*m.Warn)
		}
	}
	if p, ok := f.previous(); ok {
		out.Previous = cellOf(m, p.Figure)
	}
	if f.Population == nil {
		return out // not provided: there is no population to count in
	}
	formulas := m.Formulas()
	out.Formula, out.NumeratorFormula, out.DenominatorFormula = formulas.Value, formulas.Numerator, formulas.Denominator
	if formulas.Numerator != "" {
		out.Numerator = document.I(int(f.Figure.Num))
	}
	if formulas.Denominator != "" {
		out.Denominator = document.I(f.N)
	}
	if m.Kind == metric.Within {
		out.Denominator = document.I(f.N)
		out.Life = f.life()
	}
	if f.Balance != nil {
		out.Parts = f.parts(formulas)
	}
	for _, g := range f.Groups {
		out.Groupings = append(out.Groupings, c.workbookGrouping(f, g))
	}
	return out
}

// life returns the table that a share closed within some days is read from.
func (f *figure) life() *document.LifeTable {
	t := &document.LifeTable{Formulas: f.Metric.LifeTable()}
	for _, d := range f.Life {
		t.Days = append(t.Days, document.LifeDay{AtRisk: document.I(d.AtRisk), Closed: document.I(d.Closed), Open: cellOf(f.Metric, d.Open)})
	}
	return t
}

// parts returns a balance's amounts, each with its formula.
func (f *figure) parts(formulas metric.Formulas) []document.Part {
	b := f.Balance
	parts := []document.Part{
		{Title: f.loc.Say("Opening"), Value: document.I(b.Opening), Formula: formulas.Opening},
		{Title: f.loc.Say("Opened"), Value: document.I(b.Opened), Formula: formulas.Opened},
	}
	if f.Metric.Reopens() {
		parts = append(parts, document.Part{Title: f.loc.Say("Reopened"), Value: document.I(b.Reopened), Formula: formulas.Reopened})
	}
	parts = append(parts, document.Part{Title: f.loc.Say("Closed"), Value: document.I(b.Closed), Formula: formulas.Closed, Off: true})
	for i, s := range b.Split {
		parts = append(parts, document.Part{Title: s.Label, Value: document.I(s.N), Formula: formulas.Split[i], Detail: true})
	}
	return parts
}

func (c *composer) workbookGrouping(f *figure, g metric.Grouping) document.FigureGrouping {
	out := document.FigureGrouping{By: g.By, Title: g.Title, Withheld: g.Withheld, Chart: c.charted[f.Metric.ID+" "+g.By] && g.Withheld == ""}
	for _, one := range g.Groups {
		value := cellOf(f.Metric, one.Figure)
		value.Figure = f.Address
		out.Rows = append(out.Rows, document.FigureGroup{
			Label: one.Label, Key: document.T(one.Label), Value: value, Formula: f.Metric.GroupFormula(g.By, one),
		})
	}
	return out
}

// evidenceLedger is the ledger with the digests that the report has no room for.
func (c *composer) evidenceLedger() document.Table {
	t := c.ledgerTable()
	t.Columns = append(t.Columns, c.right("Header row"), c.col("SHA-256 of the file"))
	for i, l := range c.Ledgers {
		t.Rows[i] = append(t.Rows[i], document.I(l.Header), document.T(l.SHA256))
	}
	return t
}

// evidenceProblems lists every problem with its place in columns of their own.
func (c *composer) evidenceProblems() document.Table {
	t := document.Table{Empty: c.say("No problem was found in the inputs."), Columns: []document.Column{
		c.col("Severity"), c.col("Code"), c.col("Rule"), c.datasetColumn(), c.col("File"), c.col("Sheet"),
		c.right("Row"), c.col("Column"), c.col("Value"), c.wide("What is wrong"), c.wide("What to do"),
		c.col("Record"), c.col("Fingerprint"), c.col("Suppressed until"), c.col("Suppressed by"), c.wide("Reason"),
	}}
	for _, p := range c.Input.Problems {
		row := document.Cell{}
		if p.Place.Row > 0 {
			row = document.I(p.Place.Row)
		}
		until, by, reason := document.Cell{}, "", ""
		if a := p.Suppressed; a != nil {
			until, by, reason = document.D(a.Expires), a.Owner, a.Reason
		}
		t.Rows = append(t.Rows, []document.Cell{document.T(c.severity(p.Severity)), document.T(string(p.Code)), document.T(p.Rule), document.T(p.Dataset),
			document.T(p.Place.File), document.T(p.Place.Sheet), row, document.T(p.Place.Column), document.T(p.Value), document.T(p.Message + c.fate(p)), document.T(p.Hint),
			document.T(p.Record), document.T(p.Fingerprint), until, document.T(by), document.T(reason)})
	}
	return t
}

// formulaColumn is the place of the formula among the columns of definitions.
const formulaColumn = 7

// evidenceDefinitions defines every figure; without populations no formula stands
// in the workbook.
func (c *composer) evidenceDefinitions() document.Table {
	t := document.Table{Defines: true, Columns: []document.Column{
		c.col("Figure"), c.col("Metric"), c.col("Measure"), c.wide("Definition"), c.wide("Worked out as"),
		c.col("Population"), c.col("Satisfied"), c.wide("Excel formula"), c.col("Unit"), c.col("Target"), c.col("Basis"),
	}}
	for _, f := range c.order {
		m := f.Metric
		t.Rows = append(t.Rows, []document.Cell{document.Address(f.Address), document.T(m.ID), document.T(m.Title), document.T(definitionText(f)), document.T(c.workedOut(m)),
			document.T(m.Definition.Population), document.T(m.Definition.Satisfied), document.T(m.Formulas().Value), document.T(c.say(m.Unit)), document.T(f.targetText()), document.T(m.Basis)})
	}
	if !c.parts.populations {
		t.Columns = slices.Delete(t.Columns, formulaColumn, formulaColumn+1)
		for i := range t.Rows {
			t.Rows[i] = slices.Delete(t.Rows[i], formulaColumn, formulaColumn+1)
		}
	}
	return t
}

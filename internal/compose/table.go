package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

// tableSpec is what a table block says: the rows of a dataset or of a metric.
type tableSpec struct {
	Dataset string       `yaml:"dataset"`
	Metric  string       `yaml:"metric"` // its rows, for a ratio those that do not satisfy it
	Where   string       `yaml:"where"`
	Title   string       `yaml:"title"`
	Columns []columnSpec `yaml:"columns"`
	Sort    []string     `yaml:"sort"` // fields; -field for the greatest first
	Limit   int          `yaml:"limit"`
	Empty   string       `yaml:"empty"`
	Note    string       `yaml:"note"`
}

// columnSpec is a field, or the days between two dates.
type columnSpec struct {
	Field string `yaml:"field"`
	Title string `yaml:"title"`
	From  string `yaml:"from"` // a date field
	To    string `yaml:"to"`   // a date field or as_of
}

// SetShort takes a field's name.
func (s *columnSpec) SetShort(value string) { s.Field = value }

// table builds a table of records.
func (c *composer) table(body []byte) ([]document.Block, error) {
	spec := tableSpec{Limit: 25}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	def, records, rows, err := c.tableRows(&spec)
	if err != nil {
		return nil, err
	}
	c.explain(def.ID)
	out := document.Table{Title: spec.Title, Note: spec.Note, Empty: cmp.Or(spec.Empty, c.say("No such %s.", def.Plural))}
	if f := c.figures[spec.Metric]; f != nil && f.Population == nil && records != nil {
		out.Empty = upperFirst(f.whyMissing()) + "."
		return one(out), nil
	}
	if records == nil {
		out.Empty = c.say("%s were not provided for this period.", def.Title)
		return one(out), nil
	}
	if said := c.attested(def.ID); said != "" {
		out.Empty = said
	}
	makers, err := c.columns(&spec, records, &out)
	if err != nil {
		return nil, err
	}
	if err := sortRows(rows, spec.Sort, records); err != nil {
		return nil, err
	}
	out.Sorted = c.say("Sorted by %s", c.sortWords(spec.Sort, def))
	if spec.Metric != "" {
		out.Figure = c.figures[spec.Metric].Address
		out.Sorted += " \u00b7 " + out.Figure
	}
	rows, out.Cut = cutTo(c, rows, spec.Limit, def.Title)
	for _, row := range rows {
		cells := make([]document.Cell, len(makers))
		for i, makeCell := range makers {
			cells[i] = makeCell(int(row))
		}
		out.Rows = append(out.Rows, cells)
	}
	if len(out.Rows) == 0 { // in no order
		out.Sorted = out.Figure
	}
	if empty := dropEmpty(&out); len(empty) > 0 {
		out.Note = joined(" ", out.Note, c.say("Empty in every row and so not shown: %s.", strings.Join(empty, ", ")))
	}
	return one(out), nil
}

// dropEmpty takes the columns out of a table that no row fills, but the first, and
// returns their titles.
func dropEmpty(t *document.Table) (titles []string) {
	if len(t.Rows) == 0 {
		return nil
	}
	for i := len(t.Columns) - 1; i > 0; i-- {
		if slices.ContainsFunc(t.Rows, func(row []document.Cell) bool { return row[i].Kind != document.Empty }) {
			continue
		}
		titles = append(titles, t.Columns[i].Title)
		t.Columns = slices.Delete(t.Columns, i, i+1)
		for j := range t.Rows {
			t.Rows[j] = slices.Delete(t.Rows[j], i, i+1)
		}
	}
	slices.Reverse(titles)
	return titles
}

// tableRows returns the records that the table shows; the table is nil where the
// dataset was not provided.
func (c *composer) tableRows(spec *tableSpec) (*dataset.Definition, *dataset.Table, []int32, error) {
	if spec.Metric != "" {
		f, err := c.figure(spec.Metric)
		if err != nil {
			return nil, nil, nil, err
		}
		spec.Dataset = f.Metric.On.ID
	}
	def, ok := c.datasets[spec.Dataset]
	if !ok {
		return nil, nil, nil, unknown("dataset", spec.Dataset, c.datasetIDs())
	}
	where, err := metric.ParsePredicate(spec.Where, def)
	if err != nil {
		return nil, nil, nil, wrong(spec.Where, "where: %w", err)
	}
	records := c.Tables[def.ID]
	if records == nil {
		return def, nil, nil, nil
	}
	chosen := where.Rows(records, c.dates())
	if f := c.figures[spec.Metric]; f != nil && f.Population != nil {
		behind := f.Satisfied
		if f.Metric.Kind.Satisfies() {
			behind = f.Population.Without(f.Satisfied)
		}
		chosen = chosen.And(behind)
	}
	return def, records, chosen.List(), nil
}

// columns fills the table's columns and returns what makes their cells. A field that
// the pack leaves out has no column.
func (c *composer) columns(spec *tableSpec, records *dataset.Table, out *document.Table) ([]func(row int) document.Cell, error) {
	var makers []func(int) document.Cell
	for _, col := range spec.Columns {
		if col.From != "" {
			from, err := dayColumn(records, col.From)
			if err != nil {
				return nil, err
			}
			var to *dataset.Column // none is the as-of date
			if col.To != "" && col.To != metric.NameAsOf {
				if to, err = dayColumn(records, col.To); err != nil {
					return nil, err
				}
			}
			out.Columns = append(out.Columns, right(col.Title))
			makers = append(makers, c.daysBetween(from, to))
			continue
		}
		column, err := fieldColumn(records, col.Field)
		if err != nil {
			return nil, err
		}
		f := column.Field
		if c.isLeftOut(records.Def.ID, f) {
			continue
		}
		numeric := f.Type == dataset.Integer || f.Type == dataset.Decimal
		shown := document.Column{Title: cmp.Or(col.Title, f.Title), Wide: f.Name == "title" || f.Name == "description"}
		if numeric {
			shown.Align = document.Right
		}
		out.Columns = append(out.Columns, shown)
		makers = append(makers, c.cellsOf(column, records.Def))
	}
	return makers, nil
}

// everyClient is what the scope of a record says that concerns all clients.
const everyClient = "*"

// cellsOf returns what makes a column's cells. Whose record it is, where it is that of
// all clients, is said in words.
func (c *composer) cellsOf(column *dataset.Column, def *dataset.Definition) func(row int) document.Cell {
	return func(row int) document.Cell {
		cell := document.Value(c.Locale, column, row)
		if column.Field.Name == def.Scope && cell.Text == everyClient {
			cell.Text = c.say("All clients")
		}
		return cell
	}
}

// isLeftOut reports whether the pack shows no value of the field, for privacy.
func (c *composer) isLeftOut(id string, f *dataset.Field) bool {
	return c.Privacy != nil && slices.Contains(c.Privacy.Redactions,
		manifest.Redaction{Dataset: id, Field: cmp.Or(f.Title, f.Name), Treatment: manifest.LeftOut})
}

func fieldColumn(t *dataset.Table, name string) (*dataset.Column, error) {
	if column := t.Col(name); column != nil {
		return column, nil
	}
	return nil, noField(t.Def, name)
}

// dayColumn returns a column that holds days or moments.
func dayColumn(t *dataset.Table, name string) (*dataset.Column, error) {
	column, err := fieldColumn(t, name)
	if err == nil && column.Field.Type != dataset.Date && column.Field.Type != dataset.Moment {
		return nil, wrong(name, "field %s of dataset %s holds no days", name, t.Def.ID)
	}
	return column, err
}

// noField says that a dataset has no such field.
func noField(def *dataset.Definition, name string) error {
	if near := problem.Nearest(name, def.FieldNames()); near != "" {
		return wrong(name, "dataset %s has no field %q; did you mean %s?", def.ID, name, near)
	}
	return wrong(name, "dataset %s has no field %q", def.ID, name)
}

// datasetIDs lists all known datasets.
func (c *composer) datasetIDs() []string {
	ids := make([]string, len(c.Datasets))
	for i, d := range c.Datasets {
		ids[i] = d.ID
	}
	return ids
}

// daysBetween returns a cell with the days from one date or moment to another, or to the
// as-of date where to is nil.
func (c *composer) daysBetween(from, to *dataset.Column) func(int) document.Cell {
	return func(row int) document.Cell {
		end := c.AsOf
		if to != nil {
			end = to.Day(row)
		}
		begin := from.Day(row)
		if begin == period.None || end == period.None {
			return document.Cell{}
		}
		return document.I(int(end - begin))
	}
}

// sortRows orders rows by the fields, the table's order among equal ones.
func sortRows(rows []int32, fields []string, t *dataset.Table) error {
	by := make([]dataset.Order, len(fields))
	for i, f := range fields {
		by[i] = dataset.ParseOrder(f)
		if _, err := fieldColumn(t, by[i].Field); err != nil {
			return fmt.Errorf("sort: %w", err)
		}
	}
	t.Sort(rows, by)
	return nil
}

// sortWords says an order in words: "Severity, then Due on".
func (c *composer) sortWords(fields []string, def *dataset.Definition) string {
	if len(fields) == 0 {
		fields = def.Key[:1]
	}
	words := make([]string, len(fields))
	for i, name := range fields {
		o := dataset.ParseOrder(name)
		f, _ := def.Field(o.Field)
		words[i] = f.Title
		if o.Falling {
			words[i] = c.say("%s (highest first)", f.Title)
		}
	}
	sorted := words[0]
	for _, next := range words[1:] {
		sorted = c.say("%s, then %s", sorted, next)
	}
	return sorted
}

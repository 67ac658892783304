package clause

import (
	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/period"
)

// Dataset is the id of the dataset whose records are clauses, ClockField its enum
// of the events that start the time which a clause allows.
const (
	Dataset    = "requirements"
	ClockField = "clock_start"
)

// Unit is what a clause's threshold is counted in.
type Unit string

// The units. The zero value is that of the metric.
const (
	Percent Unit = "percent"
	Days    Unit = "days"
	Hours   Unit = "hours"
	Items   Unit = "items"
)

// Comparison says on which side of its threshold a clause is met. The threshold
// itself always meets it.
type Comparison string

// The comparisons.
const (
	AtLeast Comparison = "at_least"
	AtMost  Comparison = "at_most"
)

// In returns the comparison as readers see it: at most.
func (c Comparison) In(l *locale.Locale) string {
	if c == AtMost {
		return l.Say("at most")
	}
	return l.Say("at least")
}

// Clause is one record of the contract's requirements. Empty parts are not
// stated.
type Clause struct {
	ID         string // requirement_id
	Contract   string
	Ref        string // the clause's number in the contract
	Text       string // what it asks for, in the contract's words
	Kind       string // name of its type
	Type       string // title of its type
	Metric     string // id of the metric that shows it
	Threshold  *float64
	Unit       Unit
	Comparison Comparison
	Clock      string      // name of the event that starts the time which it allows
	From, To   period.Date // first and last day in force
	Applicable bool
	Evidence   string      // where to look for what no figure shows
	Exception  string      // what was agreed instead
	Until      period.Date // the exception's last day
	Scope      string      // the client, or the word for all
	Origin     dataset.Origin
}

// Of returns the clauses that the table's records state, in its order. A column
// that the dataset's definition lacks counts as empty; nil has no clauses.
func Of(t *dataset.Table) []Clause {
	if t == nil {
		return nil
	}
	r := reader{t}
	out := make([]Clause, t.Len())
	for row := range out {
		out[row] = Clause{
			ID: r.text(row, "requirement_id"), Contract: r.text(row, "contract_ref"), Ref: r.text(row, "clause"), Text: r.text(row, "requirement"),
			Kind: r.text(row, "type"), Type: r.title(row, "type"), Metric: r.text(row, "metric"), Threshold: r.number(row, "threshold"),
			Unit: Unit(r.text(row, "unit")), Comparison: Comparison(r.text(row, "comparison")), Clock: r.text(row, ClockField),
			From: r.date(row, "effective_from"), To: r.date(row, "effective_to"), Applicable: r.text(row, "applicable") != "false",
			Evidence: r.text(row, "evidence_ref"), Exception: r.text(row, "exception"), Until: r.date(row, "exception_until"),
			Scope: r.text(row, t.Def.Scope), Origin: t.Origin(row),
		}
	}
	return out
}

// reader takes values of one table's columns, empty ones where it lacks a column.
type reader struct{ table *dataset.Table }

func (r reader) text(row int, field string) string {
	if c := r.table.Col(field); c != nil {
		return c.Text(row)
	}
	return ""
}

func (r reader) title(row int, field string) string {
	if c := r.table.Col(field); c != nil {
		return c.Title(row)
	}
	return ""
}

func (r reader) date(row int, field string) period.Date {
	if c := r.table.Col(field); c != nil && c.Field.Type == dataset.Date {
		return c.Date(row)
	}
	return period.None
}

func (r reader) number(row int, field string) *float64 {
	c := r.table.Col(field)
	if c == nil || c.IsEmpty(row) {
		return nil
	}
	var v float64
	switch c.Field.Type {
	case dataset.Decimal:
		v = c.Decimal(row)
	case dataset.Integer:
		v = float64(c.Int(row))
	default:
		return nil
	}
	return &v
}

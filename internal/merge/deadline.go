package merge

import (
	"math"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// clauses is the dataset that holds what contracts ask for.
const clauses = "requirements"

// setDeadlines fills the columns with the moment by which a client must be told.
func (m *merger) setDeadlines(t *dataset.Table) error {
	for i := range t.Def.Fields {
		d := t.Def.Fields[i].Deadline
		if d == nil {
			continue
		}
		column, asked := t.Column(i), m.strictest(d.Clause)
		for row := range t.Len() {
			// What one client's contract says is no concern of a record of all.
			var of *clause
			if client := scopeOf(t, row); client != problem.AllClients {
				of = asked[client]
				if all := asked[problem.AllClients]; all != nil && (of == nil || all.isStricter(of)) {
					of = all
				}
			}
			column.AppendCode(deadline(t, d, row, of))
		}
	}
	return nil
}

// deadline returns the record's stated deadline or, where it states none, the
// minute that lies the hours after the start of the clock; empty where the start
// or the hours are not known.
func deadline(t *dataset.Table, d *dataset.Deadline, row int, of *clause) int32 {
	if stated := codeOf(t, d.Stated, row); stated != dataset.Empty {
		return stated
	}
	minutes, clock := int64(-1), d.Default
	if of != nil {
		minutes = of.minutes
		if of.clock != "" {
			clock = of.clock
		}
	}
	if hours := codeOf(t, d.Hours, row); hours != dataset.Empty {
		minutes = int64(hours) * 60
	}
	if codeOf(t, d.Clock, row) != dataset.Empty {
		clock = t.Col(d.Clock).Text(row)
	}
	start := codeOf(t, d.Starts[clock], row)
	if start == dataset.Empty || minutes < 0 || int64(start)+minutes > math.MaxInt32 {
		return dataset.Empty
	}
	return int32(int64(start) + minutes)
}

// codeOf returns the code of a field's value, empty where the name is.
func codeOf(t *dataset.Table, field string, row int) int32 {
	if field == "" {
		return dataset.Empty
	}
	return t.Col(field).Codes()[row]
}

// clause is what a contract says of a deadline.
type clause struct {
	minutes int64
	clock   string // the event that starts it, "" where it does not say
	order   int32  // of the clock among its field's values
}

// isStricter reports whether the clause leaves less time than the other: fewer
// hours or, with as many, an earlier event.
func (c *clause) isStricter(than *clause) bool {
	if c.minutes != than.minutes {
		return c.minutes < than.minutes
	}
	return c.order < than.order
}

// strictest returns by client the strictest clause of the type that is effective on
// the as-of date.
func (m *merger) strictest(kind string) map[string]*clause {
	out := map[string]*clause{}
	t := m.out[clauses]
	if kind == "" || t == nil {
		return out
	}
	for row := range t.Len() {
		if t.Col("type").Text(row) != kind || !m.isEffective(t, row) {
			continue
		}
		minutes, ok := timeAllowed(t, row)
		if !ok {
			continue
		}
		c := &clause{minutes, t.Col("clock_start").Text(row), t.Col("clock_start").Codes()[row]}
		if c.clock == "" {
			c.order = math.MaxInt32
		}
		client := scopeOf(t, row)
		if other := out[client]; other == nil || c.isStricter(other) {
			out[client] = c
		}
	}
	return out
}

// isEffective reports whether the clause applies on the as-of date, its last day
// included.
func (m *merger) isEffective(t *dataset.Table, row int) bool {
	day := int32(m.Dates.AsOf)
	if c := t.Col("effective_from"); c != nil && !c.IsEmpty(row) && c.Codes()[row] > day {
		return false
	}
	if c := t.Col("effective_to"); c != nil && !c.IsEmpty(row) && c.Codes()[row] < day {
		return false
	}
	c := t.Col("applicable")
	return c == nil || c.IsEmpty(row) || c.Bool(row)
}

// timeAllowed returns the minutes of a clause that speaks of hours or days.
func timeAllowed(t *dataset.Table, row int) (int64, bool) {
	minutes := t.Col("threshold").Decimal(row) * 60
	switch t.Col("unit").Text(row) {
	case "hours":
	case "days":
		minutes *= 24
	default:
		return 0, false
	}
	// Nobody waits for a thousand years; a threshold that is none is not a number.
	if !(minutes >= 0 && minutes < 1000*366*24*60) {
		return 0, false
	}
	return int64(math.Round(minutes)), true
}

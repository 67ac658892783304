package merge

import (
	"math"

	"compack/internal/clause"
	"compack/internal/dataset"
	"compack/internal/period"
	"compack/internal/problem"
)

// setDeadlines fills the columns with the moment by which a client must be told.
func (m *merger) setDeadlines(t *dataset.Table) error {
	for i := range t.Def.Fields {
		d := t.Def.Fields[i].Deadline
		if d == nil {
			continue
		}
		column, asked := t.Column(i), m.strictest(d.Clause)
		column.Grow(t.Len())
		for row := range t.Len() {
			// What one client's contract says is no concern of a record of all.
			var of *allowance
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
func deadline(t *dataset.Table, d *dataset.Deadline, row int, of *allowance) int32 {
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

// allowance is the time that a contract allows, with the event that starts it.
type allowance struct {
	minutes int64
	clock   string // "" where the contract does not say it
	order   int32  // of the clock among its field's values
}

// isStricter reports whether it leaves less time than the other: fewer hours or,
// with as many, an earlier event.
func (a *allowance) isStricter(than *allowance) bool {
	if a.minutes != than.minutes {
		return a.minutes < than.minutes
	}
	return a.order < than.order
}

// strictest returns by client what the strictest clause of the type allows, of
// those that are effective on the as-of date.
func (m *merger) strictest(kind string) map[string]*allowance {
	out := map[string]*allowance{}
	t := m.out[clause.Dataset]
	if kind == "" || t == nil {
		return out
	}
	for _, c := range clause.Of(t) {
		minutes, ok := timeAllowed(c)
		if !ok || c.Kind != kind || !isEffective(c, m.Dates.AsOf) {
			continue
		}
		a := &allowance{minutes, c.Clock, math.MaxInt32}
		if c.Clock != "" {
			a.order, _ = t.Col(clause.ClockField).Lookup(c.Clock)
		}
		if other := out[c.Scope]; other == nil || a.isStricter(other) {
			out[c.Scope] = a
		}
	}
	return out
}

// isEffective reports whether the clause applies on a day, its last one included.
func isEffective(c clause.Clause, on period.Date) bool {
	return c.Applicable && (c.From.IsNone() || c.From <= on) && (c.To.IsNone() || c.To >= on)
}

// timeAllowed returns the minutes of a clause that speaks of hours or days.
func timeAllowed(c clause.Clause) (int64, bool) {
	if c.Threshold == nil {
		return 0, false
	}
	minutes := *c.Threshold * 60
	switch c.Unit {
	case clause.Hours:
	case clause.Days:
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

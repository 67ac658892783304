package metric

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"compack/internal/dataset"
)

// maxFollowed is the most days within which records may be asked to be closed: the
// workbook has a row for each of them.
const maxFollowed = 366

// follow is how a metric of kind within follows its records: each from its opening
// to its closing or, where it is not closed by then, to the as-of date.
type follow struct {
	opened, closed int  // date fields
	population     node // opened by the as-of date and not closed before
	days, least    int
}

// followed checks the keys of a metric of kind within and returns how it follows
// the records of a population.
func (c *compiler) followed() func(population node) *follow {
	d := &c.def
	if d.Kind != Within {
		for _, k := range []struct {
			key   string
			value int
		}{{"days", d.Days}, {"least", d.Least}} {
			if k.value != 0 && slices.Contains(Kinds, d.Kind) {
				c.fail(k.key, "a metric of kind %s can't have this key", d.Kind)
			}
		}
		return nil
	}
	if d.Days < 1 || d.Days > maxFollowed {
		c.fail("days", "a metric of kind %s needs a whole number of days from 1 to %d", d.Kind, maxFollowed)
	}
	if d.Least < 0 {
		c.fail("least", "%d is no number of records; write for example 5, or leave it out", d.Least)
	}
	if !given(d.Opened) || !given(d.Closed) {
		return nil
	}
	opened, ok := c.dateField("opened", d.Opened)
	closed, ok2 := c.dateField("closed", d.Closed)
	if !ok || !ok2 {
		return nil
	}
	if opened == closed {
		c.fail("closed", "%s can't be both the date of opened and that of closed", d.Closed)
		return nil
	}
	begun := ordered{opened, lessEqual, bound{anchor: atAsOf}}
	early := paired{left: closed, right: opened, op: less}
	return func(population node) *follow {
		return &follow{opened, closed, both(population, allOf{[]node{begun, negation{early}}}), d.Days, max(d.Least, 1)}
	}
}

// Follows returns after how many days records are asked to be closed, and for how
// many records at least the metric gives a figure. Both are 0 unless the metric is of
// kind within.
func (m *Metric) Follows() (days, least int) {
	if m.follow == nil {
		return 0, 0
	}
	return m.follow.days, m.follow.least
}

// Followed returns how many days each record was followed, [dataset.Empty] for
// those that are not of the population, and the set of those whose following ended
// with their closing. It is nil unless the metric is of kind within.
func (m *Metric) Followed(t *dataset.Table, d Dates) (days []int32, closed Rows) {
	if m.follow == nil {
		return nil, nil
	}
	return m.follow.followed(over(t, d))
}

func (f *follow) followed(e *evaluation) (days []int32, closed Rows) {
	days, closed = emptyValues(e.n), NewRows(e.n)
	from, to, asOf := e.codes(f.opened), e.codes(f.closed), int32(e.dates.AsOf)
	if to == nil {
		to = emptyValues(e.n)
	}
	for i, w := range f.population.rows(e) {
		for ; w != 0; w &= w - 1 {
			row := i<<6 + bits.TrailingZeros64(w)
			end := to[row]
			if end != dataset.Empty && end <= asOf {
				closed.Add(row)
			} else {
				end = asOf
			}
			days[row] = end - from[row]
		}
	}
	return days, closed
}

// LifeTable says how Excel works out a metric of kind within: in a table with a row
// for each day from 0 to Days, that counts the records which were still followed
// on that day, those that were closed on it, and the share which is open after it.
type LifeTable struct {
	Days         int
	AtRisk, Open string // defined names of the columns of the first and the last of the three
	days, closed string // helper columns of the population
}

// AtRiskFormula counts the records that were followed for at least the days that
// stand in a cell. Every one of them has a closing mark of 0 or 1; not every program
// keeps the empty texts of the others apart from great numbers.
func (l *LifeTable) AtRiskFormula(day string) string {
	return fmt.Sprintf(`COUNTIFS(%s,">="&%s,%s,"<=1")`, l.days, day, l.closed)
}

// ClosedFormula counts the records that were closed after as many days as stand in
// a cell.
func (l *LifeTable) ClosedFormula(day string) string {
	return fmt.Sprintf(`COUNTIFS(%s,%s,%s,1)`, l.days, day, l.closed)
}

// OpenFormula works out the share that is open after a day from the day's counts
// and the share before, which is "" for the first day.
func (l *LifeTable) OpenFormula(atRisk, closed, before string) string {
	if before == "" {
		return fmt.Sprintf("IF(%[1]s=0,1,1-%[2]s/%[1]s)", atRisk, closed)
	}
	return fmt.Sprintf("IF(%[1]s=0,%[3]s,%[3]s*(1-%[2]s/%[1]s))", atRisk, closed, before)
}

// LifeTable returns how Excel works out a metric of kind within, nil for any other.
func (m *Metric) LifeTable() *LifeTable {
	if m.sheet == nil {
		return nil
	}
	return m.sheet.life
}

// lifeTable plans the table and the helper columns that it counts.
func (x *excel) lifeTable(f *follow) *LifeTable {
	name := "life_" + strings.ReplaceAll(x.metric, ".", "_")
	l := &LifeTable{Days: f.days, AtRisk: name + "_at_risk", Open: name + "_open",
		days: x.helperName(x.ownName() + "_days"), closed: x.helperName(x.ownName() + "_closed")}
	x.add(Helper{
		Name:  l.days,
		Title: x.on.Locale().Say("%s: days followed", x.title),
		Formula: func(at func(string, int) string) string {
			from, to := x.cell(f.opened, at), x.cell(f.closed, at)
			return fmt.Sprintf(`IF(%[1]s,IF(ISNUMBER(%[2]s),MIN(%[2]s,%[3]s),%[3]s)-%[4]s,"")`, f.population.rowFormula(x, at), to, NameAsOf, from)
		},
		Values: func(t *dataset.Table, d Dates) []int32 {
			days, _ := f.followed(over(t, d))
			return days
		},
	})
	x.add(Helper{
		Name:  l.closed,
		Title: x.on.Locale().Say("%s: closed at the end of these days", x.title),
		Formula: func(at func(string, int) string) string {
			to := x.cell(f.closed, at)
			return fmt.Sprintf(`IF(ISNUMBER(%s),IF(AND(ISNUMBER(%[2]s),%[2]s<=%s),1,0),"")`, at(l.days, 0), to, NameAsOf)
		},
		Values: func(t *dataset.Table, d Dates) []int32 {
			out, closed := f.followed(over(t, d))
			for row, days := range out {
				switch {
				case days == dataset.Empty:
				case closed.Has(row):
					out[row] = 1
				default:
					out[row] = 0
				}
			}
			return out
		},
	})
	return l
}

// value writes the figure: the share that is not open any more after the last day.
// There is none where too few records are followed, or none up to the last day
// though some were open when they were seen last.
func (l *LifeTable) value(least int) string {
	last := func(column string) string { return fmt.Sprintf("INDEX(%s,%d)", column, l.Days+1) }
	return fmt.Sprintf(`IF(OR(%s<%d,AND(%s=0,%s>0)),%s,1-%[4]s)`, l.count(), least, last(l.AtRisk), last(l.Open), notAvailable)
}

// count writes the number of records that are followed.
func (l *LifeTable) count() string { return "COUNT(" + l.days + ")" }

// followSentence says what a metric of kind within works out.
func (m *Metric) followSentence() string {
	f := m.follow
	opened, closed := m.On.Fields[f.opened].Title, m.On.Fields[f.closed].Title
	text := fmt.Sprintf("Of %s with %s on or before the as-of date, the share with %s at most %d days after it, estimated by the product-limit method "+
		"(Kaplan and Meier, 1958): a record that is still open counts for as long as it has been followed, up to the as-of date. Records with %s before %s are left out.",
		m.whose(), opened, closed, f.days, closed, opened)
	if f.least > 1 {
		text += fmt.Sprintf(" No figure is given for fewer than %d records.", f.least)
	}
	return text
}

package metric

import (
	"slices"
	"strings"
	"sync"

	"compack/internal/dataset"
)

// Formulas are a metric's Excel formulas, without "=", over the defined names of
// its population's columns and of the period's dates.
type Formulas struct {
	Value       string
	Numerator   string // ratios
	Denominator string // ratios, means; for within the records that are followed
	Opening     string // balances
	Opened      string
	Reopened    string // balances of records that may be opened again
	Closed      string
	Split       []string // of Closed; one for each of [BalanceValue.Split]
}

// sheet is how Excel works out a metric: the counts behind it and the columns that
// they need.
type sheet struct {
	on         *dataset.Definition
	kind       Kind
	of         *quantity
	population terms
	satisfied  terms // of ratios: the population's too
	balance    balanceTerms
	column     string     // defined name of the helper column that a median, a maximum or a sum of hours is taken of
	life       *LifeTable // of kind within
	least      int        // of kind within
	helpers    []Helper
	listed     sync.Map // the formulas of groups that definitions list, by their groupOf
}

// balanceTerms are the counts behind a roll-forward's parts.
type balanceTerms struct {
	opening, opened, closed, reopened terms
	reopens                           bool
	split                             []terms
}

// each returns all of the counts.
func (b *balanceTerms) each() []terms {
	return append([]terms{b.opening, b.opened, b.closed, b.reopened}, b.split...)
}

// balanceTerms plans the counts of a roll-forward.
func (x *excel) balanceTerms(b *balanceNodes) balanceTerms {
	out := balanceTerms{opening: b.opening.terms(x), opened: b.opened.terms(x), closed: b.closed.terms(x), reopens: b.reopened != nil}
	if out.reopens {
		out.reopened = b.reopened.terms(x)
	}
	for _, s := range b.split {
		out.split = append(out.split, s.node.terms(x))
	}
	return out
}

// newSheet plans the formulas of a metric whose conditions are compiled.
func newSheet(m *Metric) *sheet {
	x := &excel{on: m.On, metric: m.ID, title: m.Title}
	s := &sheet{on: m.On, kind: m.Kind, of: m.of}
	population := m.populationNode()
	switch m.Kind {
	case Balance:
		s.balance = x.balanceTerms(m.balance)
		s.population = m.balance.closing.terms(x)
	case Within:
		s.life, s.least = x.lifeTable(m.follow), m.follow.least
	case Median, Max:
		h := x.amountHelper(population, m.of)
		x.add(h)
		s.column = h.Name
	case Sum, Mean:
		s.population = x.termsOf(population)
		if m.of.inHours {
			h := x.minutesHelper(m.of)
			x.add(h)
			s.column = h.Name
		}
	case Distinct:
		h := x.runningHelper(population, m.of.field)
		s.population = population.terms(x).times(only(criterion{h.Name, "1", testEqual, "1"}))
		x.add(h)
	default:
		s.population = x.termsOf(population)
	}
	if m.Kind == Ratio {
		s.satisfied = x.termsOf(both(m.InPopulation.root, m.IsSatisfied.root))
	}
	s.helpers = slices.DeleteFunc(x.helpers, func(h Helper) bool { return !s.uses(h.Name) })
	return s
}

// uses reports whether a formula reads the helper column: a condition's own
// helpers are of no use when the whole of it has become one.
func (s *sheet) uses(name string) bool {
	if name == s.column || s.life != nil && (name == s.life.days || name == s.life.closed) {
		return true
	}
	for _, sum := range append([]terms{s.population, s.satisfied}, s.balance.each()...) {
		for _, t := range sum {
			if slices.ContainsFunc(t.criteria, func(c criterion) bool { return c.name == name }) {
				return true
			}
		}
	}
	return false
}

// termsOf returns the terms of a condition; nil is true for every record.
func (x *excel) termsOf(n node) terms {
	if n == nil {
		return every()
	}
	return n.terms(x)
}

// Helpers returns the helper columns that the metric's formulas use.
func (m *Metric) Helpers() []Helper {
	if m.sheet == nil {
		return nil
	}
	return m.sheet.helpers
}

// Formulas returns the metric's Excel formulas. The caller must not change them.
func (m *Metric) Formulas() Formulas {
	if m.once.formulas == nil {
		return Formulas{} // not compiled
	}
	return m.once.formulas()
}

// longestFormula returns how many characters the longest of the metric's formulas and of
// its helper columns' has, with the longest addresses.
func (m *Metric) longestFormula() int {
	f := m.Formulas()
	longest := 0
	for _, one := range append([]string{f.Value, f.Numerator, f.Denominator, f.Opening, f.Opened, f.Reopened, f.Closed}, f.Split...) {
		longest = max(longest, len(one))
	}
	for _, h := range m.Helpers() {
		longest = max(longest, len(h.Formula(func(string, int) string { return "$AAA1048576" })))
	}
	return longest
}

func (s *sheet) formulas() Formulas {
	f := Formulas{Value: s.value(every())}
	switch s.kind {
	case Ratio:
		f.Numerator, f.Denominator = s.count(s.satisfied), s.count(s.population)
	case Mean:
		f.Denominator = s.count(s.population)
	case Within:
		f.Denominator = s.life.count()
	case Balance:
		b := &s.balance
		f.Opening, f.Opened, f.Closed = s.count(b.opening), s.count(b.opened), s.count(b.closed)
		if b.reopens {
			f.Reopened = s.count(b.reopened)
		}
		for _, part := range b.split {
			f.Split = append(f.Split, s.count(part))
		}
	}
	return f
}

// value writes the metric's figure over the records that within counts too.
func (s *sheet) value(within terms) string {
	counted := s.population.times(within)
	switch s.kind {
	case Ratio:
		return s.quotient(s.satisfied.times(within), counted)
	case Mean:
		return s.mean(counted)
	case Sum:
		return s.total(counted)
	case Within:
		return s.life.value(s.least)
	case Median:
		return `IF(COUNT(` + s.column + `)=0,"n/a",MEDIAN(` + s.column + `)` + s.perHour() + `)`
	case Max:
		return `IF(COUNT(` + s.column + `)=0,"n/a",MAX(` + s.column + `)` + s.perHour() + `)`
	}
	return s.count(counted)
}

// count writes the number of records.
func (s *sheet) count(t terms) string { return t.sum(s.countifs) }

func (s *sheet) countifs(criteria []criterion) string {
	if len(criteria) > 0 {
		return "COUNTIFS(" + arguments(criteria) + ")"
	}
	return s.everyRecord()
}

// everyRecord writes the number of all records. A field of the key is counted that
// every record has, where there is one, so that a sheet without records gives 0.
func (s *sheet) everyRecord() string {
	for _, name := range s.on.Key {
		if f, ok := s.on.Field(name); ok && f.Required {
			return "COUNTIFS(" + FieldName(s.on.ID, name) + `,"<>")`
		}
	}
	if len(s.on.Key) == 0 {
		return "ROWS(" + FieldName(s.on.ID, s.on.Fields[0].Name) + ")"
	}
	return "ROWS(" + FieldName(s.on.ID, s.on.Key[0]) + ")"
}

// notAvailable is what a figure without a denominator shows.
const notAvailable = `"n/a"`

// quotient writes part ÷ whole.
func (s *sheet) quotient(part, whole terms) string {
	if len(whole) == 0 {
		return notAvailable
	}
	den := whole.grouped(s.count(whole))
	return "IF(" + den + "=0," + notAvailable + "," + part.grouped(s.count(part)) + "/" + den + ")"
}

// sumOf writes the sum of a column over the records that t counts.
func (s *sheet) sumOf(name string, t terms) string {
	return t.sum(func(criteria []criterion) string {
		if len(criteria) == 0 {
			return "SUM(" + name + ")"
		}
		return "SUMIFS(" + name + "," + arguments(criteria) + ")"
	})
}

// side writes the sum of a field, or a date of the period times the number of records.
func (s *sheet) side(p point, t terms) string {
	if p.field >= 0 {
		return t.grouped(s.sumOf(FieldName(s.on.ID, s.on.Fields[p.field].Name), t))
	}
	return anchors[p.anchor].excelName + "*" + t.grouped(s.count(t))
}

// total writes the sum of the values.
func (s *sheet) total(t terms) string {
	if !s.of.isDays {
		return s.sumOf(FieldName(s.on.ID, s.on.Fields[s.of.field].Name), t)
	}
	if s.of.inHours {
		return t.grouped(s.sumOf(s.column, t)) + s.perHour()
	}
	return s.side(s.of.to, t) + "-" + s.side(s.of.from, t)
}

// mean writes the mean of the values. A date of the period is the same for all
// records and stands outside of the division.
func (s *sheet) mean(t terms) string {
	if len(t) == 0 {
		return notAvailable
	}
	n := t.grouped(s.count(t))
	var b strings.Builder
	b.WriteString("IF(" + n + "=0," + notAvailable + ",")
	to, from := s.of.to, s.of.from
	switch {
	case s.of.inHours:
		b.WriteString(t.grouped(s.sumOf(s.column, t)) + "/(60*" + n + ")")
	case s.of.isDays && to.field < 0:
		b.WriteString(anchors[to.anchor].excelName + "-" + s.side(from, t) + "/" + n)
	case s.of.isDays && from.field < 0:
		b.WriteString(s.side(to, t) + "/" + n + "-" + anchors[from.anchor].excelName)
	default:
		b.WriteString("(" + s.total(t) + ")/" + n)
	}
	b.WriteString(")")
	return b.String()
}

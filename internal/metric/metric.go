package metric

import (
	"slices"
	"strings"
	"sync"

	"compack/internal/dataset"
)

// Metric is a compiled definition.
type Metric struct {
	Definition
	On           *dataset.Definition // the dataset it measures
	InPopulation *Predicate
	IsSatisfied  *Predicate // nil unless the metric is a ratio

	of      *quantity     // nil unless the metric has a value expression
	balance *balanceNodes // nil unless the metric is a balance
	follow  *follow       // nil unless the metric is of kind within
	sheet   *sheet        // how Excel works it out
	once    once
}

// once is what the definition alone says, worked out when it is first asked for.
type once struct {
	english, digest func() string
	formulas        func() Formulas
	fields, needs   func() []string
}

// keep has what m says worked out once, also for those that copy it.
func (m *Metric) keep() {
	m.once = once{
		sync.OnceValue(m.inEnglish), sync.OnceValue(m.Definition.FormulaSHA256), sync.OnceValue(m.sheet.formulas),
		sync.OnceValue(m.decisive), sync.OnceValue(m.needed),
	}
}

// Amounts returns the value of the metric's expression for each record of t,
// [dataset.Empty] where it has none: an integer, a number of days, of minutes between
// moments, or for distinct counts the stored code. It is nil for metrics without an expression. The caller
// must not change it.
func (m *Metric) Amounts(t *dataset.Table, d Dates) []int32 {
	if m.of == nil {
		return nil
	}
	return m.of.values(t, d)
}

// Population returns the records that the value speaks of: those of the
// population and, where the metric has a value expression, only those that have a
// value. Those of kind within were opened by the as-of date. A balance's are those that were open at any time from the period's first
// day to the as-of date.
func (m *Metric) Population(t *dataset.Table, d Dates) Rows {
	return m.population(over(t, d))
}

func (m *Metric) population(e *evaluation) Rows {
	if n := m.populationNode(); n != nil {
		return n.rows(e)
	}
	return e.every()
}

// populationNode is the condition of [Metric.Population]; nil for every record.
func (m *Metric) populationNode() node {
	switch {
	case m.balance != nil:
		return m.balance.live
	case m.follow != nil:
		return m.follow.population
	case m.of != nil:
		return both(m.InPopulation.root, m.of.exists())
	}
	return m.InPopulation.root
}

// Fields returns the names of the fields that decide the value, in the order of
// the dataset's definition; fields of groupings are not among them. The caller must not
// change them, and may append.
func (m *Metric) Fields() []string { return m.once.fields() }

func (m *Metric) decisive() []string {
	nodes := []node{m.populationNode()}
	if m.IsSatisfied != nil {
		nodes = append(nodes, m.IsSatisfied.root)
	}
	if m.balance != nil {
		for _, f := range m.balance.fields {
			nodes = append(nodes, stated{f})
		}
	}
	return slices.Clip(fieldsOf(m.On, nodes...))
}

// Needs returns the datasets without which the metric can't be worked out: its own,
// and those that fields which decide it are taken from. The caller must not change
// them, and may append.
func (m *Metric) Needs() []string { return m.once.needs() }

func (m *Metric) needed() []string {
	needs := []string{m.On.ID}
	for _, name := range m.Fields() {
		if f, ok := m.On.Field(name); ok {
			if id := m.On.TakenFrom(f); id != "" && !slices.Contains(needs, id) {
				needs = append(needs, id)
			}
		}
	}
	return slices.Clip(needs)
}

// FieldName returns the defined name of a field's column on its population sheet.
func FieldName(datasetID, field string) string { return datasetID + "_" + field }

// FigureName returns the defined name of a metric's value on the Summary sheet.
func FigureName(id string) string {
	return "kpi_" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, id)
}

// IsShare reports whether the value is a share of 1, shown as a percentage.
func (m *Metric) IsShare() bool { return m.Kind.Satisfies() || m.Unit == "percent" }

// Defined names of the period's dates on the Summary sheet.
const (
	NameStart = "period_start"
	NameEnd   = "period_end"
	NameAsOf  = "as_of"
)

package compose

import (
	"math/big"
	"strconv"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/locale"
	"compack/internal/metric"
)

// figure is a metric's value with its address in the pack.
type figure struct {
	metric.Value
	Address string
	loc     *locale.Locale
	table   *dataset.Table // in the client's scope; nil where it was not provided
}

// cell returns the figure as readers see it.
func (f *figure) cell() document.Cell {
	if !f.Figure.Defined() {
		return document.Cell{Kind: document.Missing, Text: f.whyMissing(), Figure: f.Address}
	}
	c := cellOf(f.Metric, f.Figure)
	c.Figure = f.Address
	return c
}

// agree returns the words that fit behind the figure: one where it shows a single
// thing, else other.
func (f *figure) agree(one, other string) string {
	if c := f.cell(); c.Kind == document.Integer && c.Value.Defined() && f.loc.IsFew(int(c.Value.Num/c.Value.Den)) {
		return one
	}
	return other
}

// whyMissing says why there is no value.
func (f *figure) whyMissing() string { return f.WhyMissing(f.table) }

// cellOf returns a value of the metric as a cell: a share, a mean, a median and hours
// with one decimal, everything else whole.
func cellOf(m *metric.Metric, v metric.Fraction) document.Cell {
	if !v.Defined() {
		return document.Cell{Kind: document.Missing}
	}
	switch {
	case m.Kind.Satisfies():
		return document.Cell{Kind: document.Percent, Value: v, Places: sharePlaces(v)}
	case hasPlaces(m):
		return document.Cell{Kind: document.Number, Value: v, Places: 1}
	}
	return document.Cell{Kind: document.Integer, Value: v}
}

// hasPlaces reports whether a value of the metric need not be a whole number.
func hasPlaces(m *metric.Metric) bool {
	return m.Kind == metric.Mean || m.Kind == metric.Median || m.InHours()
}

// sharePlaces returns how many decimals a percentage needs: one, and more where
// one would show 100 % of not all, or 0 % of some.
func sharePlaces(v metric.Fraction) int {
	hundredfold := metric.Fraction{Num: v.Num * 100, Den: v.Den}
	for places := 1; places < 4; places++ {
		shown := document.Rounded(hundredfold, places)
		if (shown == 100 && v.Num != v.Den) || (shown == 0 && v.Num != 0) {
			continue
		}
		return places
	}
	return 4
}

// fraction returns what the value is made of: "412 of 430", "n = 37".
func (f *figure) fraction() string {
	switch {
	case f.Metric.Kind == metric.Ratio:
		return unbroken(f.loc.Say("%s of %s", f.loc.Whole(int(f.Figure.Num)), f.loc.Whole(int(f.Figure.Den))))
	case f.Metric.Kind == metric.Within:
		return unbroken(f.loc.Say("n = %s", f.loc.Whole(f.N)))
	case hasPlaces(f.Metric):
		n := unbroken(f.loc.Say("n = %s", f.loc.Whole(f.N)))
		if unit := f.Metric.AmountUnit(); unit != "" {
			n = f.loc.Say(unit) + ", " + n
		}
		return n
	}
	if f.Population == nil {
		return ""
	}
	if f.table.Len() == 0 {
		return f.whyMissing()
	}
	if len(f.Population) > 0 && f.Metric.Kind == metric.Distinct {
		return f.loc.Say("with %s %s", f.loc.Whole(f.N), f.Metric.On.Plural)
	}
	return ""
}

// ValueCell returns a value of the metric as a pack shows it.
func ValueCell(m *metric.Metric, v metric.Fraction) document.Cell { return cellOf(m, v) }

// TargetText returns the metric's target in words, "" where it has none.
func TargetText(m *metric.Metric) string {
	return (&figure{Value: metric.Value{Metric: m}}).targetText()
}

// targetText returns the target in words: "target at least 95 %".
func (f *figure) targetText() string {
	m := f.Metric
	if m.Target == nil {
		return ""
	}
	if m.Better == metric.Lower {
		return f.loc.Say("target at most %s", targetCell(m).In(f.loc))
	}
	return f.loc.Say("target at least %s", targetCell(m).In(f.loc))
}

// targetCell returns the target as a cell of the figure's form.
func targetCell(m *metric.Metric) document.Cell {
	if m.Target == nil {
		return document.Cell{}
	}
	v := *m.Target
	if m.Kind.Satisfies() {
		tenths := int64(v*1000 + 0.5)
		c := document.Cell{Kind: document.Percent, Value: metric.Fraction{Num: tenths, Den: 1000}}
		if tenths%10 != 0 {
			c.Places = 1
		}
		return c
	}
	if v == float64(int64(v)) {
		return document.Cell{Kind: document.Integer, Value: metric.Whole(int64(v))}
	}
	return document.T(strconv.FormatFloat(v, 'f', -1, 64))
}

// previous returns the value of the period before, undefined when not known.
func (f *figure) previous() (metric.Point, bool) {
	if len(f.Trend) < 2 {
		return metric.Point{}, false
	}
	p := f.Trend[len(f.Trend)-2]
	return p, p.Figure.Defined()
}

// change compares the value with the previous period's; nil where either is
// missing.
func (f *figure) change() *document.Change {
	before, ok := f.previous()
	if !ok || !f.Figure.Defined() {
		return nil
	}
	diff := difference(f.Figure, before.Figure)
	direction := f.Figure.Compare(before.Figure)
	change := &document.Change{Up: direction > 0, Down: direction < 0}
	change.Text = f.loc.Say("%s on %s", f.changeCell(diff).In(f.loc), before.Period)
	switch {
	case direction == 0:
		change.Text, change.Verdict = f.loc.Say("as in %s", before.Period), document.Unchanged
	case f.Metric.Better == "":
	case (direction > 0) == (f.Metric.Better == metric.Higher):
		change.Verdict = document.Improved
	default:
		change.Verdict = document.Worsened
	}
	return change
}

// changeCell returns a difference as a cell: percentage points for shares.
func (f *figure) changeCell(diff metric.Fraction) document.Cell {
	switch {
	case f.Metric.Kind.Satisfies():
		return document.Cell{Kind: document.Number, Value: metric.Fraction{Num: diff.Num * 100, Den: diff.Den}, Places: 1, Unit: f.loc.Say("pp"), Signed: true}
	case hasPlaces(f.Metric):
		return document.Cell{Kind: document.Number, Value: diff, Places: 1, Signed: true}
	}
	return document.Cell{Kind: document.Integer, Value: diff, Signed: true}
}

// difference returns a - b.
func difference(a, b metric.Fraction) metric.Fraction {
	return metric.FractionOf(new(big.Rat).Sub(big.NewRat(a.Num, a.Den), big.NewRat(b.Num, b.Den)))
}

// trend returns the figure's periods, oldest first.
func (f *figure) trend() []document.TrendPoint {
	points := make([]document.TrendPoint, len(f.Trend))
	for i, p := range f.Trend {
		points[i] = document.TrendPoint{Label: p.Period, Value: cellOf(f.Metric, p.Figure), Basis: p.Basis}
		if p.Printed.Defined() {
			points[i].Printed = cellOf(f.Metric, p.Printed)
		}
		points[i].Value.Figure = f.Address
	}
	return points
}

// grouping returns the figure by the given field or band.
func (f *figure) grouping(by string) (metric.Grouping, bool) {
	for _, g := range f.Groups {
		if g.By == by {
			return g, true
		}
	}
	return metric.Grouping{}, false
}

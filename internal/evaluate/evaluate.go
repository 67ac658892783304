package evaluate

import (
	"compack/internal/clause"
	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/metric"
	"compack/internal/period"
)

// Input is what a client's clauses are compared with.
type Input struct {
	Locale       *locale.Locale            // the language of reasons; nil is English
	Requirements *dataset.Table            // in the client's scope; nil where the contract's clauses were not provided
	Values       []metric.Value            // with the client's own targets in their metrics
	Tables       map[string]*dataset.Table // that the values were measured over
	Targets      []string                  // ids of the metrics whose target is the client's own
	Period       period.Period
	AsOf         period.Date
}

// Evaluate returns the result of each clause, in the order in which packs show
// them. It does not depend on the order of the records.
func Evaluate(in Input) []clause.Result {
	e := evaluation{Input: in, values: map[string]*metric.Value{}, own: map[string]bool{}}
	for i := range in.Values {
		e.values[in.Values[i].Metric.ID] = &in.Values[i]
	}
	for _, id := range in.Targets {
		e.own[id] = true
	}
	var out []clause.Result
	for _, c := range clause.Of(in.Requirements) {
		out = append(out, e.result(c))
	}
	clause.Sort(out)
	return out
}

type evaluation struct {
	Input
	values map[string]*metric.Value
	own    map[string]bool
}

// result judges one clause.
func (e *evaluation) result(c clause.Clause) clause.Result {
	r := clause.Result{Clause: c, Verdict: clause.NoData, Value: e.values[c.Metric]}
	r.Excepted = c.Exception != "" && !c.Until.IsNone() && c.Until >= e.AsOf
	if r.Value != nil {
		e.limit(&r)
		if r.Side = side(c, r.Value.Metric); r.Clock {
			r.Side = clause.AtLeast
		}
	}
	if r.Reason = e.outOfForce(c); r.Reason != "" {
		r.Verdict = clause.NotApplicable
		return r
	}
	if r.Reason = e.unmeasured(&r); r.Reason != "" {
		return r
	}
	better := metric.Higher
	if r.Side == clause.AtMost {
		better = metric.Lower
	}
	r.Verdict = clause.NotMet
	if r.Value.Figure.Reaches(better, *r.Limit) {
		r.Verdict = clause.Met
	}
	return r
}

// outOfForce says why a clause does not apply in the period, "" where it does. One
// that ended in the course of the period applied in it.
func (e *evaluation) outOfForce(c clause.Clause) string {
	switch {
	case !c.Applicable:
		return e.Locale.Say("the record says that it does not apply")
	case !c.From.IsNone() && c.From > e.AsOf:
		return e.Locale.Say("in force from %s", e.Locale.Day(c.From))
	case !c.To.IsNone() && c.To < e.Period.Start:
		return e.Locale.Say("in force until %s", e.Locale.Day(c.To))
	}
	return ""
}

// unmeasured says why there is nothing to compare, "" where there is.
func (e *evaluation) unmeasured(r *clause.Result) string {
	switch {
	case r.Metric == "":
		return e.Locale.Say("not measured: the clause names no metric")
	case r.Value == nil:
		return e.Locale.Say("not measured: there is no metric %q", r.Metric)
	}
	if m := misfit(r.Clause, r.Value.Metric); m != nil {
		return m.message
	}
	switch {
	case r.Limit == nil:
		return e.Locale.Say("neither the clause, the client's targets nor the metric has a threshold")
	case r.Side == "":
		return e.Locale.Say("neither the clause nor the metric says whether more or less is better")
	case r.Value.Status == metric.NotAvailable || !r.Value.Figure.Defined():
		return r.Value.WhyMissing(e.Tables[r.Value.Metric.On.ID])
	}
	return ""
}

// limit sets the threshold: the clause's own, or else the target.
func (e *evaluation) limit(r *clause.Result) {
	m := r.Value.Metric
	switch {
	case isClock(r.Clause, m):
		all := metric.Whole(1)
		r.Limit, r.Basis, r.Clock = &all, clause.OfClause, true
	case r.Threshold != nil:
		if misfit(r.Clause, m) == nil {
			v := threshold(*r.Threshold, m)
			r.Limit, r.Basis = &v, clause.OfClause
		}
	case m.Target != nil:
		v := metric.Written(*m.Target)
		r.Limit, r.Basis = &v, clause.OfMetric
		if e.own[m.ID] {
			r.Basis = clause.OfClient
		}
	}
}

// side returns the clause's comparison or else the metric's direction, "" where
// neither says one.
func side(c clause.Clause, m *metric.Metric) clause.Comparison {
	switch {
	case c.Comparison != "":
		return c.Comparison
	case m.Better == metric.Higher:
		return clause.AtLeast
	case m.Better == metric.Lower:
		return clause.AtMost
	}
	return ""
}

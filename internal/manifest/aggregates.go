package manifest

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/movement"
	"compack/internal/problem"
)

// WithoutRecords takes out of the figures what speaks of a single record or of a
// person: they then hold totals and shares alone, as a pack does that holds no
// record. Metrics are those of the figures, in their order.
func (f *Figures) WithoutRecords(metrics []*metric.Metric) {
	f.NoRecords = true
	for i := range f.Metrics {
		f.Metrics[i].Groups = slices.DeleteFunc(f.Metrics[i].Groups, func(g Grouping) bool { return metrics[i].GroupsByWords(g.By) })
	}
	for i, c := range f.Clauses {
		f.Clauses[i] = Clause{Metric: c.Metric, Figure: c.Figure, Value: c.Value, Threshold: c.Threshold, ThresholdFrom: c.ThresholdFrom,
			Unit: c.Unit, Comparison: c.Comparison, Verdict: c.Verdict}
	}
	if f.Movement != nil {
		report := *f.Movement
		report.Facts, report.Ties = slices.Clone(report.Facts), slices.Clone(report.Ties)
		for i := range report.Facts {
			report.Facts[i].Records, report.Facts[i].Says = nil, ""
		}
		for i := range report.Ties {
			report.Ties[i].Restatements = []movement.Restatement{}
		}
		f.Movement = &report
	}
	f.Coverage.Outside = []OutsideTests{}
	for i := range f.Coverage.Frameworks {
		f.Coverage.Frameworks[i].Controls = nil
	}
	f.Omissions = kinds(f.Omissions)
	f.Ledgers = Unnamed(f.Ledgers)
	for i, p := range f.Problems {
		f.Problems[i] = problem.Problem{Code: p.Code, Severity: p.Severity, Rule: p.Rule, Dataset: p.Dataset, Message: p.Code.Entry().Title,
			Rejected: p.Rejected, Stops: p.Stops, Suppressed: nameless(p.Suppressed)}
	}
}

// nameless leaves of who accepted a problem until when.
func nameless(a *problem.Acceptance) *problem.Acceptance {
	if a == nil {
		return nil
	}
	return &problem.Acceptance{Expires: a.Expires}
}

// kinds leaves of omissions of which kind they are; those of whole datasets and
// figures keep their subject.
func kinds(list []document.Omission) []document.Omission {
	out := make([]document.Omission, len(list))
	for i, o := range list {
		out[i].Kind = o.Kind
		switch o.Kind {
		case document.DatasetMissing, document.DatasetEmpty, document.FigureWithout, document.FieldRedacted, document.GroupsHidden:
			out[i].Subject = o.Subject
		}
	}
	return out
}

// Unnamed returns the ledgers without the people who made and attested the sources.
func Unnamed(ledgers []Ledger) []Ledger {
	out := slices.Clone(ledgers)
	for i := range out {
		if s := out[i].Statement; s != nil {
			out[i].Statement = &dataset.Statement{ExtractedOn: s.ExtractedOn}
		}
		if a := out[i].None; a != nil {
			out[i].None = &dataset.Attestation{On: a.On}
		}
	}
	return out
}

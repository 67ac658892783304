package pipeline

import (
	"cmp"

	"compack/internal/config"
	"compack/internal/dataset"
	"compack/internal/problem"
)

// evidence writes into the ledger what the configuration says of each source's
// completeness and age, and reports where the two differ. Found are the problems of
// the source's rows.
func (r *run) evidence(ledger dataset.Ledger, found problem.List) problem.List {
	var problems problem.List
	for _, s := range r.Config.Sources {
		var entries []*dataset.Source
		for i := range ledger {
			if ledger[i].Key == s.Key() {
				entries = append(entries, &ledger[i])
			}
		}
		if len(entries) == 0 {
			continue
		}
		r.control(s, entries, &problems)
		stated := s.Stated()
		if stated != (config.Source{}).Stated() {
			for _, e := range entries {
				e.Statement = &stated
			}
		}
		r.age(s, stated, entries, &problems)
		r.attest(s, entries, found, &problems)
	}
	return problems
}

// control compares the rows read with the source's control total.
func (r *run) control(s config.Source, entries []*dataset.Source, problems *problem.List) {
	if s.ControlTotal == nil {
		return
	}
	c := &dataset.Control{Stated: *s.ControlTotal, Files: len(entries)}
	for _, e := range entries {
		c.Read += e.Read - e.Blank
		e.Control = c
	}
	if !c.Agrees() {
		report(problems, s, problem.New(problem.ControlDiffers, of(s, entries), "%d rows were read that are not blank, and the control total says %d", c.Read, c.Stated))
	}
}

// age reports a source that was extracted too long before the as-of date, or of
// which nobody says when although it may not be old.
func (r *run) age(s config.Source, stated dataset.Statement, entries []*dataset.Source, problems *problem.List) {
	var allowed int
	if s.MaxAge != nil {
		allowed = *s.MaxAge
	}
	switch {
	case stated.ExtractedOn.IsNone() && s.MaxAge == nil:
	case stated.ExtractedOn.IsNone():
		p := problem.New(problem.Stale, of(s, entries), "the source may be %d days old, and its statement does not say when it was extracted", allowed)
		p.Hint = "write extracted_at under statement in the source"
		report(problems, s, p)
	case stated.ExtractedOn < r.AsOf.AddDays(-allowed):
		report(problems, s, problem.New(problem.Stale, of(s, entries), "the source was extracted on %s, %d days before the as-of date %s; %d are allowed",
			stated.ExtractedOn, int(r.AsOf-stated.ExtractedOn), r.AsOf, allowed))
	}
}

// of is the place of a source: its file where it has one only, else its pattern.
func of(s config.Source, entries []*dataset.Source) problem.Place {
	if len(entries) == 1 {
		return problem.Place{File: entries[0].File, Sheet: entries[0].Sheet}
	}
	return problem.Place{File: s.Files}
}

// report adds a problem of a whole source, for all packs that show the source.
func report(problems *problem.List, s config.Source, p problem.Problem) {
	p.Dataset, p.Shared, p.Client = cmp.Or(p.Dataset, s.Dataset), true, s.Client
	*problems = append(*problems, p)
}

// Inputs reports sources whose files are not there and those whose statement says
// that they are older than packs as of the day may rest on. It reads none of them.
func Inputs(o Options) problem.List {
	r := &run{Options: o, datasets: o.Library.Datasets()}
	_, problems := r.sources()
	for _, s := range o.Config.Sources {
		r.age(s, s.Stated(), nil, &problems)
	}
	return problems
}

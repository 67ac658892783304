package cover

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/framework"
	"compack/internal/metric"
	"compack/internal/period"
)

// Input is what coverage is worked out from.
type Input struct {
	Catalog *framework.Catalog
	// Chosen are ids of frameworks; where it is empty, those count that the records
	// of controls belong to.
	Chosen   []string
	Controls *dataset.Table // nil where not provided
	Tests    *dataset.Table // nil where not provided
	Dates    metric.Dates
}

// Cover works out the state of every control of the chosen frameworks.
//
// A control is not applicable where its own records all say so. Otherwise tests of
// the period decide before earlier ones, and in either its own tests before those
// of controls that the crosswalk maps to it. Of each record the latest tests
// count; of several on one day, and of several records, the worst.
func Cover(in Input) framework.Report {
	report := framework.Report{Provided: in.Controls != nil && in.Controls.Len() > 0, Tests: in.Tests != nil}
	if !report.Provided {
		return report
	}
	c := &coverer{Input: in, records: map[framework.Ref][]record{}, tests: map[framework.Ref]map[string][]test{}}
	named := c.readControls()
	if len(c.Chosen) == 0 {
		c.Chosen = named
	}
	if c.Tests != nil {
		c.readTests(&report)
	}
	known := c.Catalog.Frameworks()
	for i := range known {
		if f := &known[i]; slices.Contains(c.Chosen, f.ID) {
			report.Covered = append(report.Covered, c.cover(f))
		}
	}
	return report
}

// coverer holds a client's records by the control that they speak of.
type coverer struct {
	Input
	fallback string // the framework of a record that names none
	meant    map[string]meaning
	records  map[framework.Ref][]record
	tests    map[framework.Ref]map[string][]test // by the control as the tests name it
}

// cover works out one framework.
func (c *coverer) cover(f *framework.Definition) framework.Coverage {
	out := framework.Coverage{Framework: f, States: make([]framework.State, len(f.Controls))}
	for i, control := range f.Controls {
		out.States[i] = c.state(framework.Ref{Framework: f.ID, Control: control.ID}, control)
	}
	return out
}

func (c *coverer) state(ref framework.Ref, control framework.Control) framework.State {
	s := framework.State{Control: control, Status: framework.NoEvidence, LastTested: period.None}
	describe(&s, c.records[ref])
	own := []framework.Ref{ref}
	if excluded(c.records[ref]) {
		s.Status = framework.NotApplicable
		o, _ := c.judge(own, func(d period.Date) bool { return d <= c.Dates.AsOf })
		s.LastTested = o.on
		return s
	}
	mapped := c.mapped(ref)
	for _, when := range []func(period.Date) bool{c.within, c.before} {
		o, ok := c.judge(own, when)
		if !ok {
			if o, ok = c.judge(mapped, when); !ok {
				continue
			}
			c.adopt(&s, o.refs)
		}
		s.Status, s.LastTested, s.Result, s.Muted = o.status(), o.on, o.title, o.muted
		if o.on < c.Dates.Start {
			s.Status = framework.Earlier
		}
		return s
	}
	return s
}

// within reports whether a day lies in the period, up to the as-of date.
func (c *coverer) within(d period.Date) bool { return c.Dates.Start <= d && d <= c.Dates.AsOf }

// before reports whether a day lies before the period.
func (c *coverer) before(d period.Date) bool { return d < c.Dates.Start && d <= c.Dates.AsOf }

// mapped returns the controls of other frameworks that correspond to ref, without
// those that are not applicable.
func (c *coverer) mapped(ref framework.Ref) (out []framework.Ref) {
	for _, f := range c.Catalog.Frameworks() {
		if f.ID == ref.Framework {
			continue
		}
		for _, id := range c.Catalog.Crosswalk().Mapped(ref, f.ID) {
			if other := (framework.Ref{Framework: f.ID, Control: id}); !excluded(c.records[other]) {
				out = append(out, other)
			}
		}
	}
	return out
}

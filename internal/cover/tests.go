package cover

import (
	"cmp"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/framework"
	"compack/internal/period"
)

// The fields of a test.
const (
	fieldPerformed = "performed_on"
	fieldResult    = "result"
	fieldMuted     = "muted"
)

// gravity orders the results from the mildest to the worst. A result of none of
// these names, or none at all, weighs as much as not_checked.
var gravity = []string{"not_applicable", "pass", "not_checked", "error", "partial", "fail"}

const (
	weightPass      = 1
	weightUnknown   = 2
	weightOfFailure = 4 // partial: what works in part does not pass
)

// test is one test of a control up to the as-of date.
type test struct {
	on     period.Date
	weight int
	title  string
	muted  bool
}

// readTests reads the tests and counts those that say nothing of the chosen
// frameworks or of the period.
func (c *coverer) readTests(report *framework.Report) {
	outside := map[string]*framework.Outside{}
	for row := range c.Tests.Len() {
		on := day(c.Tests, row)
		switch {
		case on.IsNone():
			report.Undated++
			continue
		case on > c.Dates.AsOf:
			report.Later++
			continue
		}
		id := text(c.Tests, fieldControl, row)
		m := c.meaning(id)
		if m.ok {
			if c.tests[m.ref] == nil {
				c.tests[m.ref] = map[string][]test{}
			}
			key := strings.ToLower(id)
			c.tests[m.ref][key] = append(c.tests[m.ref][key], c.test(row, on))
		}
		if m.ok && slices.Contains(c.Chosen, m.ref.Framework) {
			continue
		}
		if outside[id] == nil {
			outside[id] = &framework.Outside{Control: id, Framework: cmp.Or(m.ref.Framework, m.framework), Mapped: m.ok && c.reaches(m.ref)}
		}
		outside[id].Tests++
	}
	for _, o := range outside {
		report.Outside = append(report.Outside, *o)
	}
	slices.SortFunc(report.Outside, func(a, b framework.Outside) int { return strings.Compare(a.Control, b.Control) })
}

// meaning returns the control that a test's identifier stands for: that of the
// record with this identifier or, where there is none, its own.
func (c *coverer) meaning(id string) meaning {
	key := strings.ToLower(id)
	if m, ok := c.meant[key]; ok {
		return m
	}
	var m meaning
	m.ref, m.ok = c.Catalog.Resolve(c.fallback, id, true)
	c.meant[key] = m
	return m
}

// reaches reports whether the crosswalk leads from a control to a chosen framework.
func (c *coverer) reaches(ref framework.Ref) bool {
	return slices.ContainsFunc(c.Chosen, func(id string) bool {
		return id != ref.Framework && len(c.Catalog.Crosswalk().Mapped(ref, id)) > 0
	})
}

func (c *coverer) test(row int, on period.Date) test {
	weight := slices.Index(gravity, text(c.Tests, fieldResult, row))
	if weight < 0 {
		weight = weightUnknown
	}
	muted := c.Tests.Col(fieldMuted)
	return test{on: on, weight: weight, title: title(c.Tests, fieldResult, row), muted: muted != nil && muted.Bool(row)}
}

// day returns when a test was performed.
func day(t *dataset.Table, row int) period.Date {
	if c := t.Col(fieldPerformed); c != nil && c.Field.Type == dataset.Date {
		return c.Date(row)
	}
	return period.None
}

// outcome is what several tests come to.
type outcome struct {
	refs   []framework.Ref // the controls that were tested
	on     period.Date     // the latest day
	weight int
	title  string // of the result that weighs most
	muted  int    // failures that were muted
}

func (o outcome) status() framework.Status {
	switch {
	case o.weight >= weightOfFailure:
		return framework.Failed
	case o.weight == weightPass:
		return framework.Passed
	}
	return framework.NoResult
}

// judge takes together the tests of controls on such days: the latest of each
// record, and of those the worst.
func (c *coverer) judge(refs []framework.Ref, when func(period.Date) bool) (o outcome, ok bool) {
	o.on, o.weight = period.None, -1
	for _, ref := range refs {
		tested := false
		for _, tests := range c.tests[ref] {
			latest := period.None
			for _, t := range tests {
				if when(t.on) && t.on > latest {
					latest = t.on
				}
			}
			for _, t := range tests {
				if t.on == latest {
					o.take(t)
					tested = true
				}
			}
		}
		if tested {
			o.refs = append(o.refs, ref)
		}
	}
	return o, len(o.refs) > 0
}

// take adds one test.
func (o *outcome) take(t test) {
	o.on = max(o.on, t.on)
	if t.weight > o.weight || t.weight == o.weight && t.title > o.title {
		o.weight, o.title = t.weight, t.title
	}
	if t.muted && t.weight >= weightOfFailure {
		o.muted++
	}
}

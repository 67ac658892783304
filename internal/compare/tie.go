package compare

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/movement"
)

// absent is what a restatement says of a record that the one pack has and the
// other has not.
func (in *Input) absent() string { return in.Locale.Say("not in the records") }

// tie holds a balance's opening against the previous pack's closing.
func (in *Input) tie(v metric.Value) movement.Tie {
	m := v.Metric
	t := movement.Tie{Metric: m.ID, Title: m.Title, Dataset: m.On.ID, Restatements: []movement.Restatement{}}
	if v.Balance == nil {
		t.Why = in.Locale.Say("the roll-forward of this period does not add up")
		return t
	}
	t.Opening = v.Balance.Opening
	was, why := in.closing(m)
	if why != "" {
		t.Why = why
		return t
	}
	r := restater{in: in, m: m, was: in.Before.Tables[m.On.ID], is: in.Tables[m.On.ID], closing: was}
	parts, _ := m.BalanceRows(r.is, metric.DatesOf(in.Period, in.AsOf))
	r.opening = parts.Opening
	t.Ran, t.Closing, t.Restatements = true, was.Count(), r.lines()
	return t
}

// closing returns the records that the previous pack counts in its closing, or why
// they are not known.
func (in *Input) closing(m *metric.Metric) (rows metric.Rows, why string) {
	b := in.Before
	was, why := in.earlier(m.On)
	if why == "" && b.Figures[m.ID].Formula != m.FormulaSHA256() {
		why = in.Locale.Say("the pack of %s has no balance of the same definition", in.Previous)
	}
	if why != "" {
		return nil, in.Locale.Say("no opening balance to tie to: %s", why)
	}
	parts, _ := m.BalanceRows(was, metric.DatesOf(b.Period, b.AsOf))
	if printed := b.Balances[m.ID].Closing; parts.Closing.Count() != printed {
		return nil, in.Locale.Say("the closing of %s that the pack of %s prints can't be counted again in its sheet, which gives %s",
			in.Locale.Whole(printed), in.Previous, in.Locale.Whole(parts.Closing.Count()))
	}
	return parts.Closing, ""
}

// restater finds why an opening is not the closing before it.
type restater struct {
	in               *Input
	m                *metric.Metric
	was, is          *dataset.Table
	closing, opening metric.Rows
}

// lines returns a line for each changed field of each record that the one counts
// and the other does not, in the order of keys.
func (r *restater) lines() []movement.Restatement {
	before, now := byKey(r.was), byKey(r.is)
	counts := map[string]int{}
	r.closing.Each(func(row int) { counts[r.was.Key(row)]-- })
	r.opening.Each(func(row int) { counts[r.is.Key(row)]++ })
	var keys []string
	for key, n := range counts {
		if n != 0 {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	out := []movement.Restatement{}
	for _, key := range keys {
		was, hadIt := before[key]
		is, hasIt := now[key]
		switch {
		case !hasIt:
			out = append(out, r.line(r.was, was, "", movement.Restatement{Counts: -1, Was: r.in.Locale.Say("open"), Is: r.in.absent(), Why: r.in.Locale.Say("the record is gone")}))
		case !hadIt:
			out = append(out, r.added(is))
		default:
			out = append(out, r.changed(counts[key], was, is)...)
		}
	}
	return out
}

// line completes a restatement by the record and the field; a personal value is
// not shown.
func (r *restater) line(t *dataset.Table, row int, field string, out movement.Restatement) movement.Restatement {
	out.Item = t.PublicKey(row)
	if f, ok := r.m.On.Field(field); ok {
		if out.Field = f.Title; f.Personal {
			out.Was = r.in.Locale.Say("not shown")
			out.Is = out.Was
		}
	}
	return out
}

// added says why a record that the previous pack did not have was open before the
// period.
func (r *restater) added(row int) movement.Restatement {
	why := r.in.Locale.Say("the record is new, with an earlier day of opening")
	opened := r.is.Col(r.m.Opened)
	if opened != nil && opened.Date(row) > r.in.Before.AsOf {
		why = r.in.Locale.Say("opened after the as-of date %s of that pack", r.in.Locale.Day(r.in.Before.AsOf))
	}
	return r.line(r.is, row, r.m.Opened, movement.Restatement{Counts: 1, Was: r.in.absent(), Is: r.in.shown(opened, row), Why: why})
}

// changed says which of the fields that decide the balance changed.
func (r *restater) changed(counts, was, is int) []movement.Restatement {
	var out []movement.Restatement
	for _, name := range r.m.Fields() {
		a, b := r.was.Col(name), r.is.Col(name)
		if name == r.m.Split || a.Text(was) == b.Text(is) { // how a record was closed decides no opening
			continue
		}
		out = append(out, r.line(r.is, is, name, movement.Restatement{Counts: counts, Was: r.in.shown(a, was), Is: r.in.shown(b, is), Why: r.why(name, a, was, b, is)}))
		counts = 0
	}
	if out == nil {
		why := r.in.Locale.Say("counted otherwise at the as-of date %s of that pack", r.in.Locale.Day(r.in.Before.AsOf))
		out = append(out, r.line(r.is, is, "", movement.Restatement{Counts: counts, Why: why}))
	}
	return out
}

// why words the change of a field.
func (r *restater) why(name string, a *dataset.Column, was int, b *dataset.Column, is int) string {
	l, closed := r.in.Locale, name == r.m.Closed
	switch {
	case name == r.m.Opened:
		return l.Say("the day of opening changed")
	case name == r.m.Reopened:
		return l.Say("the day of opening again changed; what is opened again in a period is no part of its opening")
	case closed && a.IsEmpty(was) && b.Date(is) > r.in.Before.AsOf:
		return l.Say("closed after the as-of date %s of that pack", l.Day(r.in.Before.AsOf))
	case closed && a.IsEmpty(was):
		return l.Say("the day of closing was added later")
	case closed && b.IsEmpty(is):
		return l.Say("the day of closing was taken back")
	case closed:
		return l.Say("the day of closing changed")
	}
	return l.Say("the value changed, and it decides whether the record counts")
}

// shown returns a value as readers see it, "empty" where there is none.
func (in *Input) shown(c *dataset.Column, row int) string {
	switch {
	case c == nil || c.IsEmpty(row):
		return in.Locale.Say("empty")
	case c.Field.Type == dataset.Date:
		return in.Locale.Day(c.Date(row))
	case c.Field.Type == dataset.Moment:
		return in.Locale.Minute(c.Moment(row))
	}
	return c.Title(row)
}

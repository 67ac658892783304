package compose

import (
	"cmp"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
)

// attentionLimit is how many lines the summary shows at most.
const attentionLimit = 7

// urgency orders what needs attention, worst first.
var urgency = map[metric.Status]int{metric.Red: 0, metric.NotAvailable: 1, metric.Amber: 2}

// attention lists the figures that miss their target, worst first, each with the
// record or group that weighs most.
func (c *composer) attention(body []byte) ([]document.Block, error) {
	spec := struct {
		Title string `yaml:"title"`
		Empty string `yaml:"empty"`
	}{c.say("Needs attention"), c.say("Every measure with a target meets it.")}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	var missed []*figure
	for _, f := range c.order {
		if _, ok := urgency[f.Status]; ok && f.Metric.Target != nil {
			missed = append(missed, f)
		}
	}
	slices.SortStableFunc(missed, func(a, b *figure) int { return cmp.Compare(urgency[a.Status], urgency[b.Status]) })
	out := document.Attention{Title: spec.Title, Empty: spec.Empty}
	for _, f := range missed[:min(len(missed), attentionLimit)] {
		out.Items = append(out.Items, c.attentionItem(f))
	}
	if more := len(missed) - attentionLimit; more > 0 {
		out.Title = c.say("%s (the %s most urgent of %s)", out.Title, c.whole(attentionLimit), c.whole(len(missed)))
	}
	return one(out), nil
}

func (c *composer) attentionItem(f *figure) document.AttentionItem {
	c.shown[f] = true
	item := document.AttentionItem{Status: f.Status, Figure: f.Address, Section: f.Metric.On.ID}
	item.Text = document.Prose{
		{Cell: document.T(f.Metric.Title + c.Locale.Colon())}, {Cell: f.cell(), Strong: true},
		{Cell: document.T(" (" + f.targetText() + ")")},
	}
	if f.Status == metric.NotAvailable {
		item.Text = append(item.Text, document.Span{Cell: document.T(c.Locale.Semicolon() + f.whyMissing())})
		return item
	}
	if f.Metric.Kind.Satisfies() {
		if worst := f.weakest(); worst != "" {
			item.Text = append(item.Text, document.Span{Cell: document.T(c.Locale.Semicolon() + worst)})
		}
		return item
	}
	c.oldest(f, &item)
	return item
}

// weakest names the group in which a ratio is furthest from its target.
func (f *figure) weakest() string {
	if len(f.Groups) == 0 {
		return ""
	}
	g := f.Groups[len(f.Groups)-1]
	var worst *metric.Group
	for i := range g.Groups {
		one := &g.Groups[i]
		if !one.Figure.Defined() {
			continue
		}
		if worst == nil || (one.Figure.Compare(worst.Figure) < 0) == (f.Metric.Better != metric.Lower) {
			worst = one
		}
	}
	if worst == nil {
		return ""
	}
	said := f.loc.Say("weakest in %s: %s (%s of %s)", worst.Label, unbroken(cellOf(f.Metric, worst.Figure).In(f.loc)),
		f.loc.Whole(int(worst.Figure.Num)), f.loc.Whole(int(worst.Figure.Den)))
	if i := strings.LastIndex(said, "("); i >= 0 { // the fraction
		said = said[:i] + unbroken(said[i:])
	}
	return said
}

// oldest adds the record that has been due the longest, with who answers for it.
func (c *composer) oldest(f *figure, item *document.AttentionItem) {
	t := c.Tables[f.Metric.On.ID]
	due := dueColumn(t)
	if due == nil || f.Metric.Kind == metric.Distinct {
		return
	}
	first := -1
	f.Satisfied.Each(func(row int) {
		if !due.IsEmpty(row) && (first < 0 || due.Day(row) < due.Day(first)) {
			first = row
		}
	})
	if first < 0 {
		return
	}
	record := t.KeyText(first)
	if title := t.Col("title"); title != nil && !title.IsEmpty(first) {
		record += ", " + title.Text(first)
	}
	said := c.say("the longest due is %s", record)
	if f.Satisfied.Count() == 1 {
		said = c.say("it is %s", record)
	}
	item.Text = append(item.Text, document.Span{Cell: document.T(c.Locale.Semicolon() + said)})
	item.Due = document.D(due.Day(first))
	if owner := t.Col("owner"); owner != nil {
		item.Owner = owner.Text(first)
	}
}

// dueColumn returns the column with the day by which a record wants doing.
func dueColumn(t *dataset.Table) *dataset.Column {
	if t == nil {
		return nil
	}
	if next := t.Col("next_review"); next != nil {
		return next
	}
	return t.Col("due_on")
}

// resolveAttention replaces each item's dataset by the section about it, now that
// all sections are known.
func (c *composer) resolveAttention(sections []document.Section) {
	eachBlock(sections, func(_ document.Section, b document.Block) document.Block {
		if a, ok := b.(document.Attention); ok {
			for i := range a.Items {
				a.Items[i].Section = c.explains[a.Items[i].Section]
			}
		}
		return b
	})
}

// changes lists what moved since the previous period: the figures with a target,
// or those that the block names.
func (c *composer) changes(body []byte) ([]document.Block, error) {
	var spec struct {
		Title   string   `yaml:"title"`
		Metrics []string `yaml:"metrics"`
	}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	chosen := c.order
	if len(spec.Metrics) > 0 {
		chosen = nil
		for _, id := range spec.Metrics {
			f, err := c.figure(id)
			if err != nil {
				return nil, err
			}
			chosen = append(chosen, f)
		}
	}
	out := document.Table{Title: spec.Title, Empty: c.say("No earlier period can be worked out from the records.")}
	for _, f := range chosen {
		before, ok := f.previous()
		if !ok || !f.Figure.Defined() {
			continue
		}
		if out.Columns == nil {
			out.Columns = []document.Column{c.wide("Measure"), right(before.Period),
				right(c.Period.Label), c.right("Change"), c.col("Reading")}
		}
		diff := f.changeCell(difference(f.Figure, before.Figure))
		diff.Signed = diff.Value.Num != 0
		was := cellOf(f.Metric, before.Figure)
		out.Rows = append(out.Rows, []document.Cell{document.T(f.Metric.Title), was, f.cell(), diff, document.T(cmp.Or(f.change().Verdict.In(c.Locale), "\u2013"))})
	}
	return one(out), nil
}

package compose

import (
	"cmp"
	"errors"
	"slices"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
)

// timelineSpec is what a timeline block says: records by a day, fixed items, or both.
type timelineSpec struct {
	Dataset string         `yaml:"dataset"`
	Metric  string         `yaml:"metric"` // its rows, as in a table
	Where   string         `yaml:"where"`
	Date    string         `yaml:"date"`  // a field with a day or moment
	Label   string         `yaml:"label"` // a field
	Text    string         `yaml:"text"`  // a field: what happens
	Status  statusSpec     `yaml:"status"`
	Words   statusSpec     `yaml:"words"` // for the statuses, instead of their own
	Items   []timelineItem `yaml:"items"`
	Title   string         `yaml:"title"`
	Limit   int            `yaml:"limit"`
	Empty   string         `yaml:"empty"`
}

// statusSpec says by predicates which records are met, at risk or not met, of which the
// worst that holds counts; or by which words the three are called.
type statusSpec struct {
	Met    string `yaml:"met"`
	AtRisk string `yaml:"at_risk"`
	NotMet string `yaml:"not_met"`
}

// of returns what is said of a status.
func (s statusSpec) of(status metric.Status) string {
	return map[metric.Status]string{metric.Green: s.Met, metric.Amber: s.AtRisk, metric.Red: s.NotMet}[status]
}

// timelineItem is a day that the pack itself names.
type timelineItem struct {
	Date   string `yaml:"date" strict:"raw"` // a day, or start, end, as_of or next_report
	Label  string `yaml:"label"`
	Text   string `yaml:"text"`
	Status string `yaml:"status"`
}

// timelineLimit is how many items fit on a line that can still be read.
const timelineLimit = 12

// timeline shows days along a line.
func (c *composer) timeline(body []byte) ([]document.Block, error) {
	spec := timelineSpec{Limit: timelineLimit}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	out := document.Timeline{Title: spec.Title, AsOf: c.AsOf, Empty: cmp.Or(spec.Empty, c.say("There is no day to show."))}
	for _, item := range spec.Items {
		one, err := c.fixedItem(item)
		if err != nil {
			return nil, err
		}
		out.Items = append(out.Items, one)
	}
	if spec.Dataset != "" || spec.Metric != "" {
		if err := c.recordItems(&spec, &out); err != nil {
			return nil, err
		}
	} else if len(spec.Items) == 0 {
		return nil, errors.New("name a dataset or a metric, or items with a date and a label")
	}
	slices.SortStableFunc(out.Items, func(a, b document.TimelineItem) int { return cmp.Compare(a.On.Date, b.On.Date) })
	out.From, out.To = c.AsOf, c.AsOf
	for _, item := range out.Items {
		out.From, out.To = min(out.From, item.On.Date), max(out.To, item.On.Date)
	}
	return one(out), nil
}

func (c *composer) fixedItem(item timelineItem) (document.TimelineItem, error) {
	day, ok := c.namedDay(item.Date)
	if !ok {
		var err error
		if day, err = period.ParseDate(item.Date); err != nil {
			return document.TimelineItem{}, wrong(item.Date, "date: %q is no day; write it as 2026-09-30, or start, end, as_of or next_report", item.Date)
		}
	}
	status, ok := statuses[item.Status]
	if !ok {
		return document.TimelineItem{}, wrong(item.Status, "status: %q is none of met, at risk, not met, no data and none", item.Status)
	}
	if item.Label == "" {
		return document.TimelineItem{}, wrong(item.Date, "items: an item needs a label")
	}
	return document.TimelineItem{On: document.D(day), Label: c.inlineOf(item.Label).In(c.Locale), Text: c.inlineOf(item.Text).In(c.Locale), Status: document.S(status)}, nil
}

// recordItems adds the records that have a day, the earliest up to the limit.
func (c *composer) recordItems(spec *timelineSpec, out *document.Timeline) error {
	rowsOf := tableSpec{Dataset: spec.Dataset, Metric: spec.Metric, Where: spec.Where}
	def, records, rows, err := c.tableRows(&rowsOf)
	if err != nil {
		return err
	}
	c.explain(def.ID)
	field, ok := def.Field(spec.Date)
	switch {
	case !ok:
		return noField(def, spec.Date)
	case field.Type != dataset.Date && field.Type != dataset.Moment:
		return wrong(spec.Date, "date: field %s holds no days", spec.Date)
	}
	status, err := c.statusOf(spec.Status, def, records)
	if err != nil {
		return err
	}
	if records == nil {
		out.Empty = c.say("%s were not provided for this period.", def.Title)
		return nil
	}
	if said := c.attested(def.ID); said != "" {
		out.Empty = said
	}
	date := records.Col(spec.Date)
	label, err := c.shownColumn(records, cmp.Or(spec.Label, def.Key[0]))
	if err != nil {
		return err
	}
	text, err := c.shownColumn(records, spec.Text)
	if err != nil {
		return err
	}
	dated := slices.DeleteFunc(slices.Clone(rows), func(row int32) bool { return date.IsEmpty(int(row)) })
	undated := len(rows) - len(dated)
	slices.SortStableFunc(dated, func(a, b int32) int { return cmp.Compare(date.Day(int(a)), date.Day(int(b))) })
	shown, cut := cutTo(c, dated, spec.Limit, def.Title)
	for _, r := range shown {
		row := int(r)
		item := document.TimelineItem{On: document.D(date.Day(row)), Label: label(row), Text: text(row), Status: document.SaidStatus(status(row), spec.Words.of(status(row)))}
		if f := c.figures[spec.Metric]; f != nil {
			item.Figure = f.Address
		}
		out.Items = append(out.Items, item)
	}
	said := c.say("%s by %s", def.Title, c.Locale.Inside(field.Title))
	if undated > 0 {
		said += c.Locale.Semicolon() + c.count(undated, "%s has no such day and is not shown", "%s have no such day and are not shown")
	}
	if cut != "" {
		said += c.Locale.Semicolon() + cut
		c.cutLines = append(c.cutLines, cutLine{c.section, cmp.Or(spec.Title, def.Title), cut})
	}
	out.Subtitle = said
	return nil
}

// shownColumn returns what writes a record's value, empty where there is no such
// field or the pack leaves it out.
func (c *composer) shownColumn(records *dataset.Table, name string) (func(row int) string, error) {
	if name == "" {
		return func(int) string { return "" }, nil
	}
	column, err := fieldColumn(records, name)
	if err != nil {
		return nil, err
	}
	if c.isLeftOut(records.Def.ID, column.Field) {
		return func(int) string { return "" }, nil
	}
	cells := c.cellsOf(column, records.Def)
	return func(row int) string { return cells(row).In(c.Locale) }, nil
}

// statusOf returns what tells a record's status.
func (c *composer) statusOf(spec statusSpec, def *dataset.Definition, records *dataset.Table) (func(row int) metric.Status, error) {
	type rule struct {
		rows   metric.Rows
		status metric.Status
	}
	var rules []rule
	for _, one := range []struct {
		predicate string
		status    metric.Status
	}{{spec.NotMet, metric.Red}, {spec.AtRisk, metric.Amber}, {spec.Met, metric.Green}} {
		if one.predicate == "" {
			continue
		}
		parsed, err := metric.ParsePredicate(one.predicate, def)
		if err != nil {
			return nil, wrong(one.predicate, "status: %w", err)
		}
		if records != nil {
			rules = append(rules, rule{parsed.Rows(records, c.dates()), one.status})
		}
	}
	return func(row int) metric.Status {
		for _, r := range rules {
			if r.rows.Has(row) {
				return r.status
			}
		}
		return metric.Untargeted
	}, nil
}

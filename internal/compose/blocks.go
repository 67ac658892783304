package compose

import (
	"bytes"
	"slices"
	"strings"

	"compack/internal/document"
	"compack/internal/metric"
)

// kind is a fenced block that a pack knows.
type kind struct {
	name  string
	build func(c *composer, body []byte) ([]document.Block, error)
}

// kinds lists the fenced blocks: a new kind is a file of its own and one line below.
var kinds []kind

// The list is filled here, as a block may hold blocks.
func init() {
	kinds = []kind{
		{"metrics", (*composer).tiles},
		{"figures", (*composer).figureTable},
		{"attention", (*composer).attention},
		{"changes", (*composer).changes},
		{"chart", (*composer).chart},
		{"matrix", (*composer).matrix},
		{"heatmap", (*composer).heatmap},
		{"timeline", (*composer).timeline},
		{"flow", (*composer).flow},
		{"table", (*composer).table},
		{"clauses", (*composer).clauses},
		{"movement", (*composer).movement},
		{"restatements", (*composer).restatements},
		{"coverage", (*composer).coverage},
		{"sources", (*composer).sources},
		{"ledger", (*composer).ledger},
		{"problems", (*composer).problems},
		{"omissions", (*composer).omissions},
		{"definitions", (*composer).definitions},
		{"callout", (*composer).callout},
		{"signoff", (*composer).signoff},
		{"columns", (*composer).beside},
	}
}

// Kinds returns the names of the fenced blocks that a pack knows.
func Kinds() []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.name
	}
	return names
}

// tiles builds a block of KPI tiles from a list of metric ids, or from those of a list
// that this pack can show.
func (c *composer) tiles(body []byte) ([]document.Block, error) {
	ids, err := c.tileIDs(body)
	if err != nil || ids == nil {
		return nil, err
	}
	var tiles document.Tiles
	for _, id := range ids {
		f, err := c.figure(id)
		if err != nil {
			return nil, err
		}
		c.explain(f.Metric.On.ID)
		tiles.Items = append(tiles.Items, f.tile())
	}
	return one(tiles), nil
}

// tileIDs reads the metrics of a block of tiles. In the longer form those that lack a
// dataset are passed over; nil means that none is left.
func (c *composer) tileIDs(body []byte) ([]string, error) {
	if text := bytes.TrimSpace(body); len(text) == 0 || text[0] == '-' || text[0] == '[' {
		ids := []string{}
		return ids, c.decode(body, &ids)
	}
	var spec struct {
		Of       []string `yaml:"of"`
		First    int      `yaml:"first"`    // how many at most; 0 is all
		Measured bool     `yaml:"measured"` // those alone that have a value
	}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	ids, err := c.provided(spec.Of)
	if err != nil {
		return nil, err
	}
	if spec.Measured {
		ids = slices.DeleteFunc(ids, func(id string) bool { return !c.figures[id].Figure.Defined() })
	}
	if spec.First > 0 {
		ids = ids[:min(spec.First, len(ids))]
	}
	return ids, nil
}

// provided returns those of the metrics whose datasets, and all that they need of others,
// were provided; nil where there is none.
func (c *composer) provided(ids []string) (out []string, err error) {
	for _, id := range ids {
		f, known := c.figures[id]
		if !known {
			return nil, c.unknownMetric(id)
		}
		if c.Tables[f.Metric.On.ID] != nil && f.Lacks == "" {
			out = append(out, id)
		}
	}
	return out, nil
}

func (f *figure) tile() document.Tile {
	t := document.Tile{
		Figure: f.Address, Title: f.Metric.Title, Value: f.cell(), Fraction: f.fraction(),
		Target: f.targetText(), Status: f.Status, Change: f.change(), Trend: f.trend(),
	}
	if !f.Figure.Defined() {
		t.Fraction = f.whyMissing()
	}
	return t
}

// explain notes that the section being composed is about a dataset.
func (c *composer) explain(dataset string) {
	if !slices.Contains(c.about[dataset], c.section) {
		c.about[dataset] = append(c.about[dataset], c.section)
	}
	if _, ok := c.explains[dataset]; !ok && !c.inLead {
		c.explains[dataset] = c.section
	}
}

// flow builds the roll-forward of a balance metric.
func (c *composer) flow(body []byte) ([]document.Block, error) {
	var spec struct {
		Metric string `yaml:"metric"`
		Title  string `yaml:"title"`
	}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	f, err := c.figure(spec.Metric)
	if err != nil {
		return nil, err
	}
	c.explain(f.Metric.On.ID)
	if f.Balance == nil {
		if f.Population != nil {
			return nil, wrong(spec.Metric, "metric %s is no balance", spec.Metric)
		}
		return one(aside(c.say("%s: %s.", f.Metric.Title, f.whyMissing()))), nil
	}
	title := spec.Title
	if title == "" {
		title = f.Metric.Title
	}
	steps := c.flowSteps(f)
	return one(document.Flow{Title: title, Figure: f.Address, Steps: steps, Ties: c.tieOf(steps) + c.tiesTo(f.Metric.ID) + " \u00b7 " + f.Address}), nil
}

// flowSteps returns a roll-forward's amounts. How records were closed is shown
// where it is known, without the ways in which none was.
func (c *composer) flowSteps(f *figure) []document.FlowStep {
	b := f.Balance
	var steps []document.FlowStep
	add := func(label string, n int, total, off bool) {
		cell := document.I(n)
		cell.Figure = f.Address
		steps = append(steps, document.FlowStep{Label: label, Value: cell, Total: total, Off: off})
	}
	add(c.say("Open at %s", c.Locale.Day(c.Period.Start.AddDays(-1))), b.Opening, true, false)
	add(c.say("Opened"), b.Opened, false, false)
	if f.Metric.Reopens() {
		add(c.say("Reopened"), b.Reopened, false, false)
	}
	if !saysHow(b) {
		add(c.say("Closed"), b.Closed, false, true)
	} else {
		for _, s := range b.Split {
			if s.N > 0 {
				add(c.say("Closed: %s", c.Locale.Inside(s.Label)), s.N, false, true)
			}
		}
	}
	add(c.say("Open at %s", c.Locale.Day(c.AsOf)), b.Closing, true, false)
	return steps
}

// saysHow reports whether a record that was closed says in which way.
func saysHow(b *metric.BalanceValue) bool {
	return slices.ContainsFunc(b.Split, func(s metric.SplitPart) bool { return s.N > 0 && s.Key != "" })
}

// tieOf writes a roll-forward as a sum: 12 + 5 \u2212 4 = 13.
func (c *composer) tieOf(steps []document.FlowStep) string {
	var b strings.Builder
	for i, s := range steps {
		switch {
		case i == 0:
		case s.Total:
			b.WriteString(" = ")
		case s.Off:
			b.WriteString(" \u2212 ")
		default:
			b.WriteString(" + ")
		}
		b.WriteString(s.Value.In(c.Locale))
	}
	return b.String()
}

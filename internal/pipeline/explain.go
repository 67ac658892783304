package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"compack/internal/compose"
	"compack/internal/document"
	"compack/internal/locale"
	"compack/internal/manifest"
	"compack/internal/measure"
	"compack/internal/metric"
	"compack/internal/period"
)

// Question asks for the rows behind one figure of the one client that the
// configuration selects.
type Question struct {
	Metric string // an id, or the address of a figure: F-017
	Group  string // a group's label or key, with its field and = before it where several have it; "" for the whole
	Limit  int    // the most rows of each part; 0 means all
}

// Explanation is a figure with the rows behind it.
type Explanation struct {
	Client, ClientName string
	Period             period.Period
	AsOf               period.Date
	Figure             manifest.Figure // of the group, where one was asked for
	Metric             *metric.Metric
	Value              document.Cell
	Target             string
	By, Group          string // titles; "" for the whole
	Groupings          []GroupingShown
	Columns            []string // titles of the rows' values
	Parts              []Part
}

// GroupingShown is the figure by one field or band.
type GroupingShown struct {
	Title    string
	Rows     [][2]document.Cell // label and value
	Withheld string             // why there are none
}

// Part is a set of the rows behind a figure.
type Part struct {
	Title string
	Count int   // of all its rows
	Rows  []Row // the first of them
}

// Row is a record behind a figure and where it came from.
type Row struct {
	Values      []document.Cell
	Satisfied   bool
	File, Sheet string
	Row         int
}

// Unknown says that there is nothing of that name.
type Unknown struct {
	Noun, Name string
	Known      []string
}

// Error names what is not there.
func (e *Unknown) Error() string { return fmt.Sprintf("there is no %s %q", e.Noun, e.Name) }

// Ambiguous says that several groups go by the name.
type Ambiguous struct {
	Name  string
	Among []string // how each can be named
}

// Error lists the groups.
func (e *Ambiguous) Error() string {
	return fmt.Sprintf("%q is a group of several fields: write %s", e.Name, strings.Join(e.Among, " or "))
}

// Explain reads the sources as [Run] does and returns the figure that the
// selected client's pack shows, with the rows behind it. The explanation is nil where the
// result was stopped. The error is an [*Unknown] or [*Ambiguous] where the
// question names what there is not.
func Explain(ctx context.Context, o Options, q Question) (*Explanation, *Result, error) {
	if err := asked(o, q.Metric); err != nil {
		return nil, nil, err
	}
	r, res, err := read(o)
	if err != nil || res.Stopped != "" {
		return nil, res, err
	}
	d := r.measured(ctx, o.Config.Selected()[0], locale.English)
	if d.Err != nil {
		return nil, res, d.Err
	}
	i := slices.IndexFunc(d.values, func(v metric.Value) bool { return v.Metric.ID == q.Metric })
	if n, ok := compose.Addressed(q.Metric); ok && n < len(d.values) {
		i = n
	}
	if i < 0 {
		return nil, res, &Unknown{"figure", q.Metric, []string{compose.Address(0) + " to " + compose.Address(len(d.values)-1)}}
	}
	e := &explainer{run: r, view: d.view, value: d.values[i], limit: q.Limit}
	out := e.figure(compose.Address(i))
	out.Client, out.ClientName = d.Client, d.Name
	if q.Group != "" {
		if err := e.narrow(q.Group, out); err != nil {
			return nil, res, err
		}
	}
	e.rows(out)
	return out, res, nil
}

// asked returns an error where name is neither the address of a figure nor the id of
// one of the library's metrics.
func asked(o Options, name string) error {
	if _, ok := compose.Addressed(name); ok {
		return nil
	}
	var known []string
	for _, m := range o.Library.Metrics() {
		if m.ID == name {
			return nil
		}
		known = append(known, m.ID)
	}
	return &Unknown{"metric", name, known}
}

// explainer explains one figure.
type explainer struct {
	*run
	view  *view
	value metric.Value
	limit int
}

// figure returns the explanation without its rows.
func (e *explainer) figure(address string) *Explanation {
	v, m := e.value, e.value.Metric
	out := &Explanation{
		Period: e.Period, AsOf: e.AsOf, Metric: m, Figure: manifest.NewFigure(v, address),
		Value: compose.ValueCell(m, v.Figure), Target: compose.TargetText(m),
	}
	for _, g := range v.Groups {
		shown := GroupingShown{Title: g.Title, Withheld: g.Withheld}
		for _, one := range g.Groups {
			shown.Rows = append(shown.Rows, [2]document.Cell{document.T(one.Label), compose.ValueCell(m, one.Figure)})
		}
		out.Groupings = append(out.Groupings, shown)
	}
	return out
}

// narrow limits the explanation to one group.
func (e *explainer) narrow(name string, out *Explanation) error {
	g, one, err := groupOf(e.value, name)
	if err != nil {
		return err
	}
	rows := measure.Behind(e.value, e.view.tables[e.value.Metric.On.ID], e.dates, g.By, one)
	v := e.value
	v.Figure, v.N, v.Groups, v.Trend, v.Status = one.Figure, one.N, nil, nil, metric.Untargeted
	v.Population, v.Satisfied = v.Population.And(rows), v.Satisfied.And(rows)
	address := out.Figure.Address
	e.value = v
	out.Figure, out.Value = manifest.NewFigure(v, address), compose.ValueCell(v.Metric, v.Figure)
	out.By, out.Group, out.Groupings = g.Title, one.Label, nil
	return nil
}

// groupOf returns the group that goes by the name, whatever its case: a label or
// key, alone or after its field's name or title and "=".
func groupOf(v metric.Value, name string) (metric.Grouping, metric.Group, error) {
	field, rest, named := strings.Cut(name, "=")
	type place struct{ grouping, group int }
	var found []place
	var known, among []string
	for i, g := range v.Groups {
		wanted := name
		if named && (same(g.By, field) || same(g.Title, field)) {
			wanted = strings.TrimSpace(rest)
		}
		for j, one := range g.Groups {
			known = append(known, one.Label)
			if same(one.Label, wanted) || one.Key != "" && same(one.Key, wanted) {
				found, among = append(found, place{i, j}), append(among, g.By+"="+one.Label)
			}
		}
	}
	switch len(found) {
	case 0:
		return metric.Grouping{}, metric.Group{}, &Unknown{"group of " + v.Metric.ID, name, known}
	case 1:
		g := v.Groups[found[0].grouping]
		return g, g.Groups[found[0].group], nil
	}
	return metric.Grouping{}, metric.Group{}, &Ambiguous{name, among}
}

func same(a, b string) bool {
	return metric.FoldText(strings.TrimSpace(a)) == metric.FoldText(strings.TrimSpace(b))
}

// rows adds the parts of the figure with their rows.
func (e *explainer) rows(out *Explanation) {
	v, m := e.value, e.value.Metric
	t := e.view.tables[m.On.ID]
	if t == nil || v.Population == nil {
		return
	}
	cells := e.columns(out)
	add := func(title string, rows metric.Rows, satisfied bool) {
		out.Parts = append(out.Parts, e.part(title, rows, satisfied, cells))
	}
	if b, ok := m.BalanceRows(t, e.dates); ok {
		add("Opening", b.Opening, true)
		add("Opened", b.Opened, true)
		if b.Reopened != nil {
			add("Reopened", b.Reopened, true)
		}
		add("Closed", b.Closed, true)
		for i, rows := range b.Split {
			add("Closed: "+v.Balance.Split[i].Label, rows, true)
		}
		add("Closing", b.Closing, true)
		return
	}
	if !m.Kind.Satisfies() {
		add("Counted", v.Population, true)
		return
	}
	add("Satisfied", v.Satisfied, true)
	add("Not satisfied", v.Population.Without(v.Satisfied), false)
}

// part shows the first of the rows that lie behind a figure, each with its origin.
func (e *explainer) part(title string, rows metric.Rows, satisfied bool, cells []func(row int) document.Cell) Part {
	t, list := e.view.tables[e.value.Metric.On.ID], rows.List()
	p := Part{Title: title, Count: len(list)}
	if e.limit > 0 && len(list) > e.limit {
		list = list[:e.limit]
	}
	for _, row := range list {
		at := t.Origin(int(row))
		from := e.view.origins[at.Source]
		one := Row{Satisfied: satisfied, Row: int(at.Row), File: from.File, Sheet: from.Sheet}
		for _, cell := range cells {
			one.Values = append(one.Values, cell(int(row)))
		}
		p.Rows = append(p.Rows, one)
	}
	return p
}

// columns names the values of a row and returns what makes them: the key, the
// fields that decide the figure and, where it calculates with one, the amount.
func (e *explainer) columns(out *Explanation) (cells []func(row int) document.Cell) {
	m := e.value.Metric
	t := e.view.tables[m.On.ID]
	names := slices.Clone(m.On.Key)
	for _, f := range m.Fields() {
		if !slices.Contains(names, f) {
			names = append(names, f)
		}
	}
	for _, name := range names {
		c := t.Col(name)
		if c.Len() < t.Len() {
			continue // derived, and never filled
		}
		out.Columns = append(out.Columns, cmp.Or(c.Field.Title, name))
		cells = append(cells, func(row int) document.Cell { return document.Value(nil, c, row) })
	}
	if amounts := m.Amounts(t, e.dates); amounts != nil && m.Kind != metric.Distinct && !slices.Contains(names, m.Of) {
		out.Columns = append(out.Columns, m.Of)
		cells = append(cells, func(row int) document.Cell {
			if m.InHours() {
				return compose.ValueCell(m, m.Amount(metric.Whole(int64(amounts[row]))))
			}
			return document.I(int(amounts[row]))
		})
	}
	return cells
}

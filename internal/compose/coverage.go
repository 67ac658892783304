package compose

import (
	"cmp"
	"slices"
	"strings"

	"compack/internal/document"
	"compack/internal/framework"
)

// coverageSpec is what a coverage block says.
type coverageSpec struct {
	Framework string `yaml:"framework"` // its id; empty means each of those chosen
	Title     string `yaml:"title"`
	Limit     int    `yaml:"limit"` // of the controls that are listed
	Only      string `yaml:"only"`  // which controls are listed: failed, open or all
}

// listed says which states each word of only lists, and in which order.
var listed = map[string][]framework.Status{
	"failed": {framework.Failed},
	"open":   {framework.Failed, framework.NoResult, framework.Earlier, framework.NoEvidence},
	"all":    {framework.Failed, framework.NoResult, framework.Earlier, framework.NoEvidence, framework.Passed, framework.NotApplicable},
}

// outsideLimit is how many controls outside the frameworks the report names.
const outsideLimit = 10

// coverage builds, for each framework, the account of its controls by group, a
// chart of it and the list of those that are open.
func (c *composer) coverage(body []byte) ([]document.Block, error) {
	spec := coverageSpec{Limit: 25, Only: "open"}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	if listed[spec.Only] == nil {
		return nil, wrong(spec.Only, "only: %q is none of failed, open and all", spec.Only)
	}
	if err := c.knownFramework(spec.Framework); err != nil {
		return nil, err
	}
	c.explain("controls")
	report := c.Coverage
	if !report.Provided {
		return one(aside(c.say("Control records were not provided for this period; no statement about the coverage of control frameworks is made."))), nil
	}
	var blocks []document.Block
	for _, covered := range report.Covered {
		if spec.Framework == "" || spec.Framework == covered.Framework.ID {
			blocks = append(blocks, c.covered(spec, covered)...)
		}
	}
	if len(blocks) == 0 {
		return one(aside(c.noCoverage(spec.Framework))), nil
	}
	if !report.Tests {
		return blocks, nil
	}
	return append(blocks, aside(c.coverageNote())), nil
}

func (c *composer) noCoverage(id string) string {
	if id == "" {
		return c.say("The control records belong to no framework that is known; no statement about coverage is made.")
	}
	return c.say("The framework %s is not among those that coverage is worked out for.", id)
}

// knownFramework reports an id that no framework has.
func (c *composer) knownFramework(id string) error {
	var known []string
	for _, f := range c.Catalog.Frameworks() {
		known = append(known, f.ID)
	}
	if id == "" || slices.Contains(known, id) {
		return nil
	}
	return unknown("framework", id, known)
}

// covered is what the report shows of one framework.
func (c *composer) covered(spec coverageSpec, covered framework.Coverage) []document.Block {
	account := c.coverageTable(covered)
	account.Title = cmp.Or(spec.Title, covered.Framework.Title)
	if !c.Coverage.Tests {
		return one(account)
	}
	return []document.Block{account, c.coverageChart(covered), c.coverageList(spec, covered)}
}

// coverageTable accounts for the controls of a framework by group.
func (c *composer) coverageTable(covered framework.Coverage) document.Table {
	t := document.Table{
		Columns: []document.Column{c.wide("Controls"), c.right("Not applicable"), c.right("Applicable"), c.right("Tested"), c.right("Passed"), c.right("Failed"),
			c.right("No result"), c.right("Earlier"), c.right("No evidence"), c.right("Coverage")},
		Note: c.coverageFacts(covered.Total()),
	}
	for _, g := range covered.Framework.Groups {
		t.Rows = append(t.Rows, c.coverageRow(groupLabel(g), covered.Of(g.ID)))
	}
	t.Total = c.coverageRow(c.say("All"), covered.Total())
	return t
}

// groupLabel names a group by its identifier and title.
func groupLabel(g framework.Group) string { return g.ID + " " + g.Title }

func (c *composer) coverageRow(label string, n framework.Counts) []document.Cell {
	row := []document.Cell{document.T(label), document.I(n.NotApplicable), document.I(n.Applicable)}
	for _, v := range []int{n.Tested(), n.Passed, n.Failed, n.NoResult, n.Earlier, n.NoEvidence} {
		cell := document.I(v)
		if !c.Coverage.Tests {
			cell = c.noTests()
		}
		row = append(row, cell)
	}
	return append(row, c.coverageShare(n))
}

// noTests stands for what can't be known without control tests.
func (c *composer) noTests() document.Cell {
	return document.Cell{Kind: document.Missing, Text: c.say("Control tests not provided")}
}

func (c *composer) coverageShare(n framework.Counts) document.Cell {
	switch share := n.Share(); {
	case !c.Coverage.Tests:
		return c.noTests()
	case !share.Defined():
		return document.Cell{Kind: document.Missing, Text: c.say("0 of 0")}
	default:
		return document.Cell{Kind: document.Percent, Value: share, Places: sharePlaces(share)}
	}
}

// coverageFacts says what must be known beside the counts of a framework.
func (c *composer) coverageFacts(n framework.Counts) string {
	var facts []string
	if !c.Coverage.Tests {
		facts = append(facts, c.say("Control tests were not provided; nothing is said about what was tested."))
	}
	if n.Unstated > 0 {
		facts = append(facts, c.count(n.Unstated, "%s control stands in no statement of applicability and counts as applicable.",
			"%s controls stand in no statement of applicability and count as applicable."))
	}
	if c.Coverage.Tests && n.Mapped > 0 {
		facts = append(facts, c.count(n.Mapped, "%s of those tested has no test of its own in the period; tests of controls mapped to it count.",
			"%s of those tested have no test of their own in the period; tests of controls mapped to them count."))
	}
	if c.Coverage.Tests && n.Muted > 0 {
		facts = append(facts, c.count(n.Muted, "%s failed control has failures that were muted where they arose; they count as failures.",
			"%s failed controls have failures that were muted where they arose; they count as failures."))
	}
	return strings.Join(facts, " ")
}

// coverageChart shows the applicable controls of each group by what is known of
// them.
func (c *composer) coverageChart(covered framework.Coverage) document.Chart {
	total := covered.Total()
	chart := document.Chart{
		Kind: document.Stacked, Width: 12, Highlight: -1,
		Title: c.say("%s of %s applicable controls were tested in %s, %s with a result",
			c.whole(total.Tested()), c.whole(total.Applicable), c.Period.Label, c.whole(total.Passed+total.Failed)),
		Subtitle: c.say("%s: applicable controls by group and by what their tests show", covered.Framework.Title),
	}
	if total.Applicable == 0 {
		chart.Empty = c.say("No control of the framework is applicable.")
		return chart
	}
	var series []document.Series
	for _, s := range []framework.Status{framework.Passed, framework.Failed, framework.NoResult, framework.Earlier, framework.NoEvidence} {
		series = append(series, document.Series{Name: s.In(c.Locale)})
	}
	for _, g := range covered.Framework.Groups {
		n := covered.Of(g.ID)
		if n.Applicable == 0 {
			continue
		}
		chart.Categories = append(chart.Categories, groupLabel(g))
		for i, v := range []int{n.Passed, n.Failed, n.NoResult, n.Earlier, n.NoEvidence} {
			series[i].Values = append(series[i].Values, document.I(v))
		}
	}
	chart.Series = series
	return chart
}

// coverageList lists controls one by one, the failed ones first.
func (c *composer) coverageList(spec coverageSpec, covered framework.Coverage) document.Table {
	t := document.Table{
		Title: map[string]string{"failed": c.say("Controls that failed"), "open": c.say("Controls that did not pass in the period"),
			"all": c.say("All controls")}[spec.Only],
		Sorted:  c.say("Sorted by status, then as the framework has them"),
		Columns: []document.Column{c.col("Control"), c.wide("What it is about"), c.col("Status"), c.col("Last tested"), c.col("Result"), c.col("Via")},
		Empty:   c.say("No such control of %s.", covered.Framework.Title),
	}
	if spec.Only == "failed" {
		t.Empty = c.say("No control of %s failed.", covered.Framework.Title)
	}
	for _, status := range listed[spec.Only] {
		for _, s := range covered.States {
			if s.Status == status {
				t.Rows = append(t.Rows, []document.Cell{document.T(s.Control.ID), document.T(s.Control.Title), document.T(s.Status.In(c.Locale)),
					document.D(s.LastTested), document.T(c.resultWords(s)), document.T(strings.Join(s.Via, ", "))})
			}
		}
	}
	if !slices.ContainsFunc(t.Rows, func(row []document.Cell) bool { return row[len(row)-1].Kind != document.Empty }) {
		t.Columns = t.Columns[:len(t.Columns)-1] // all have tests of their own
		for i, row := range t.Rows {
			t.Rows[i] = row[:len(row)-1]
		}
	}
	if len(t.Rows) == 0 {
		t.Sorted = ""
	}
	t.Rows, t.Cut = cutTo(c, t.Rows, spec.Limit, c.coverageSheet())
	return t
}

// resultWords is the result that decided, with what was muted.
func (c *composer) resultWords(s framework.State) string {
	if s.Muted > 0 {
		return c.say("%s (muted)", s.Result)
	}
	return s.Result
}

// coverageNote says how the counts came about and what they leave out.
func (c *composer) coverageNote() string {
	r := c.Coverage
	text := c.say("Applicable = passed + failed + no result + earlier + no evidence; tested = passed + failed + no result. The latest test in %s up to %s decides: failed is "+
		"a failure in part or whole, no result an error or not checked; earlier is tested before the period only. Coverage = tested ÷ applicable.", c.Period.Label, c.Locale.Day(c.AsOf))
	text += " " + c.say("Mapped is not tested: via names a control of another framework whose test is counted in place of a control's own.")
	if walk := c.Catalog.Crosswalk(); walk.Note != "" {
		text += " " + c.say(strings.TrimSpace(walk.Note))
	}
	if len(r.Outside) > 0 {
		tests, names := 0, []string{}
		for i, o := range r.Outside {
			tests += o.Tests
			if i < outsideLimit {
				names = append(names, cmp.Or(o.Control, c.say("none named")))
			}
		}
		of := strings.Join(names, ", ")
		if more := len(r.Outside) - outsideLimit; more > 0 {
			of = c.andMore(of, more)
		}
		text += " " + c.say("Tests of controls in none of the frameworks: %s, of %s.", c.whole(tests), of)
	}
	if r.Undated > 0 {
		text += " " + c.say("Tests without a date, which count for no period: %s.", c.whole(r.Undated))
	}
	if r.Later > 0 {
		text += " " + c.say("Tests after %s, which do not count: %s.", c.Locale.Day(c.AsOf), c.whole(r.Later))
	}
	return text
}

package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"compack/internal/clause"
	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/problem"
)

// clauseLimit is how many clauses the report prints; the workbook has all.
const clauseLimit = 60

// clauseSheet is the name of the workbook's sheet with every clause.
func (c *composer) clauseSheet() string { return c.say("Clauses") }

// clauseNote stands under every table of clauses.
func (c *composer) clauseNote() string {
	return c.say("A verdict compares one figure with one threshold; whether the contract is fulfilled is not for this report to say.")
}

// clauses lists the contract's clauses with what became of each.
func (c *composer) clauses(body []byte) ([]document.Block, error) {
	spec := struct {
		Title string `yaml:"title"`
		Limit int    `yaml:"limit"`
	}{Limit: clauseLimit}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	c.explain(clause.Dataset)
	out := document.Table{
		Title: spec.Title, Empty: c.say("No clause of the contract was provided for this client."), Sorted: c.say("Sorted by verdict, then clause"), Note: c.clauseNote(),
		Columns: []document.Column{c.col("Clause"), c.wide("Requirement"), c.col("Figure"), c.col("Threshold"),
			c.right("Value"), c.col("Verdict"), c.wide("Remark")},
	}
	if c.Tables[clause.Dataset] == nil {
		out.Empty = c.say("The contract's requirements were not provided for this period.")
	}
	shown, cut := cutTo(c, c.Clauses, spec.Limit, c.clauseSheet())
	out.Cut = cut
	for _, r := range shown {
		out.Rows = append(out.Rows, []document.Cell{document.T(clauseName(r)), document.T(r.Text), document.Address(c.figureOf(r.Metric)), c.thresholdCell(r),
			c.shownBy(r), c.verdictCell(r), document.T(c.remark(r))})
	}
	return one(out), nil
}

// clauseName names a clause as people look for it in the contract.
func clauseName(r clause.Result) string {
	parts := slices.DeleteFunc([]string{r.Contract, r.Ref}, func(s string) bool { return s == "" })
	return cmp.Or(strings.Join(parts, ", "), r.ID)
}

// shownBy returns the figure that shows the clause.
func (c *composer) shownBy(r clause.Result) document.Cell {
	f := c.figures[r.Metric]
	if f == nil {
		return document.Cell{}
	}
	cell := f.cell()
	cell.Unit = c.unitOf(f.Metric)
	return cell
}

// unitOf returns the unit that a clause's numbers are shown with, "" for counts,
// and for shares, which show their own.
func (c *composer) unitOf(m *metric.Metric) string {
	switch clause.Unit(m.Unit) {
	case clause.Days:
		return c.say("days")
	case clause.Hours:
		return c.say("hours")
	}
	return ""
}

// limitCell returns a threshold with as many decimals as it has.
func (c *composer) limitCell(m *metric.Metric, limit metric.Fraction) document.Cell {
	if m.IsShare() {
		return document.Cell{Kind: document.Percent, Value: limit, Places: decimals(metric.Fraction{Num: limit.Num * 100, Den: limit.Den})}
	}
	return document.Cell{Kind: document.Number, Value: limit, Places: decimals(limit), Unit: c.unitOf(m)}
}

// decimals returns how many decimals f has, at most 6.
func decimals(f metric.Fraction) int {
	for places := range 6 {
		if f.Defined() && f.Num%f.Den == 0 {
			return places
		}
		f.Num *= 10
	}
	return 6
}

// thresholdCell says a threshold in words: at least 95 %.
func (c *composer) thresholdCell(r clause.Result) document.Cell {
	if r.Limit == nil {
		return document.Cell{}
	}
	if r.Clock {
		number := c.Locale.Number(strconv.FormatFloat(*r.Threshold, 'f', -1, 64))
		if r.Unit == clause.Days {
			return document.T(c.say("all within %s days", number))
		}
		return document.T(c.say("all within %s hours", number))
	}
	limit := c.limitCell(r.Value.Metric, *r.Limit).In(c.Locale)
	if r.Side == clause.AtMost {
		return document.T(unbroken(c.say("at most %s", limit)))
	}
	return document.T(unbroken(c.say("at least %s", limit)))
}

func (c *composer) verdictCell(r clause.Result) document.Cell {
	if s := r.Verdict.Status(); s != metric.Untargeted {
		return document.S(s)
	}
	return document.SaidStatus(metric.NotAvailable, r.Verdict.In(c.Locale))
}

// remark says why a clause has no verdict and where to look instead, who set its
// threshold where the clause did not, and which exception was agreed.
func (c *composer) remark(r clause.Result) string {
	var said []string
	if r.Reason != "" {
		said = append(said, upperFirst(r.Reason))
	} else if r.Limit != nil && r.Basis != clause.OfClause {
		said = append(said, c.say("The threshold is %s", c.limitWords(r.Basis)))
	}
	if r.Evidence != "" && (r.Verdict == clause.NoData || r.Verdict == clause.NotApplicable) {
		said = append(said, c.say("Evidence: %s", r.Evidence))
	}
	if r.Exception != "" {
		said = append(said, c.exceptionText(r))
	}
	return strings.Join(said, ". ")
}

func (c *composer) limitWords(b clause.Basis) string {
	switch b {
	case clause.OfClient:
		return c.say("the client's target")
	case clause.OfMetric:
		return c.say("the measure's own target")
	}
	return c.say("the clause's")
}

// exceptionText says an exception and whether it is in force.
func (c *composer) exceptionText(r clause.Result) string {
	switch until := c.Locale.Day(r.Until); {
	case r.Until.IsNone():
		return c.say("Exception without an end, so not in force: %s", r.Exception)
	case r.Excepted:
		return c.say("Exception agreed until %s: %s", until, r.Exception)
	default:
		return c.say("Exception that ended on %s: %s", until, r.Exception)
	}
}

// clauseCount is what a template calls for the number of clauses with a verdict,
// of all, or of those that apply.
func (c *composer) clauseCount(which string) (string, error) {
	n := clause.Count(c.Clauses, clause.Verdict(which))
	known := []string{"all", "applicable"}
	for _, v := range clause.Verdicts {
		known = append(known, string(v))
	}
	switch which {
	case "all":
		n = len(c.Clauses)
	case "applicable":
		n = len(c.Clauses) - clause.Count(c.Clauses, clause.NotApplicable)
	default:
		if !slices.Contains(known, which) {
			hint := strings.Join(known, ", ")
			if near := problem.Nearest(which, known); near != "" {
				hint = near
			}
			return "", fmt.Errorf("there are no clauses %q; did you mean %s?", which, hint)
		}
	}
	return c.token(document.I(n)), nil
}

// evidenceClauses lists every clause with live cells: the figure, and the verdict
// of those that have one.
func (c *composer) evidenceClauses() document.Table {
	t := document.Table{
		Empty: c.say("No clause of the contract was provided for this client."), Note: c.clauseNote(),
		Columns: []document.Column{c.col("Requirement"), c.col("Contract"), c.col("Clause"), c.wide("Text"), c.col("Type"),
			c.col("Metric"), c.col("Figure"), c.col("Comparison"), c.right("Threshold"), c.col("Threshold from"),
			c.right("Value"), c.col("Verdict"), c.wide("Reason"), c.col("Evidence"), c.wide("Exception")},
	}
	for _, r := range c.Clauses {
		var limit, side, basis document.Cell
		verdict := document.T(r.Verdict.In(c.Locale))
		value := c.shownBy(r)
		if r.Value != nil {
			value.Formula = metric.FigureName(r.Metric)
		}
		if r.Limit != nil {
			limit, side, basis = c.limitCell(r.Value.Metric, *r.Limit), document.T(r.Side.In(c.Locale)), document.T(c.limitWords(r.Basis))
			if r.Verdict == clause.Met || r.Verdict == clause.NotMet {
				verdict.Formula = c.verdictFormula(r)
			}
		}
		exception := ""
		if r.Exception != "" {
			exception = c.exceptionText(r)
		}
		t.Rows = append(t.Rows, []document.Cell{document.T(r.ID), document.T(r.Contract), document.T(r.Ref), document.T(r.Text), document.T(r.Type),
			document.T(r.Metric), document.Address(c.figureOf(r.Metric)), side, limit, basis, value, verdict, document.T(upperFirst(r.Reason)), document.T(r.Evidence), document.T(exception)})
	}
	return t
}

// verdictFormula compares the figure's cell with the threshold.
func (c *composer) verdictFormula(r clause.Result) string {
	name, sign := metric.FigureName(r.Metric), ">="
	if r.Side == clause.AtMost {
		sign = "<="
	}
	word := func(v clause.Verdict) string { return strings.ReplaceAll(v.In(c.Locale), `"`, `""`) }
	return fmt.Sprintf(`IF(ISNUMBER(%s),IF(%s%s%s,"%s","%s"),"%s")`, name, name, sign, strconv.FormatFloat(r.Limit.Float(), 'f', -1, 64),
		word(clause.Met), word(clause.NotMet), word(clause.NoData))
}

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
const clauseSheet = "Clauses"

// clauseNote stands under every table of clauses.
const clauseNote = "A verdict compares one figure with one threshold; whether the contract is fulfilled is not for this report to say."

// clauses lists the contract's clauses with what became of each.
func (c *composer) clauses(body []byte) ([]document.Block, error) {
	spec := struct {
		Title string `yaml:"title"`
		Limit int    `yaml:"limit"`
	}{Limit: clauseLimit}
	if err := decode(body, &spec); err != nil {
		return nil, err
	}
	c.explain(clause.Dataset)
	out := document.Table{
		Title: spec.Title, Empty: "No clause of the contract was provided for this client.", Sorted: "Sorted by verdict, then clause", Note: clauseNote,
		Columns: []document.Column{{Title: "Clause"}, {Title: "Requirement", Wide: true}, {Title: "Figure"}, {Title: "Threshold"},
			right("Value"), {Title: "Verdict"}, {Title: "Remark", Wide: true}},
	}
	if c.Tables[clause.Dataset] == nil {
		out.Empty = "The contract's requirements were not provided for this period."
	}
	shown, cut := cutTo(c.Clauses, spec.Limit, clauseSheet)
	out.Cut = cut
	for _, r := range shown {
		out.Rows = append(out.Rows, []document.Cell{document.T(clauseName(r)), document.T(r.Text), document.Address(c.figureOf(r.Metric)), thresholdCell(r),
			c.shownBy(r), verdictCell(r), document.T(remark(r))})
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
	cell.Unit = unitOf(f.Metric)
	return cell
}

// unitOf returns the unit that a clause's numbers are shown with, "" for counts,
// and for shares, which show their own.
func unitOf(m *metric.Metric) string {
	if m.Unit == string(clause.Days) || m.Unit == string(clause.Hours) {
		return m.Unit
	}
	return ""
}

// limitCell returns a threshold with as many decimals as it has.
func limitCell(m *metric.Metric, limit metric.Fraction) document.Cell {
	if m.IsShare() {
		return document.Cell{Kind: document.Percent, Value: limit, Places: decimals(metric.Fraction{Num: limit.Num * 100, Den: limit.Den})}
	}
	return document.Cell{Kind: document.Number, Value: limit, Places: decimals(limit), Unit: unitOf(m)}
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
func thresholdCell(r clause.Result) document.Cell {
	if r.Limit == nil {
		return document.Cell{}
	}
	if r.Clock {
		return document.T(fmt.Sprintf("all within %v %s", *r.Threshold, r.Unit))
	}
	return document.T(r.Side.Words() + " " + limitCell(r.Value.Metric, *r.Limit).In(nil))
}

func verdictCell(r clause.Result) document.Cell {
	if s := r.Verdict.Status(); s != metric.Untargeted {
		return document.S(s)
	}
	return document.T(upperFirst(string(r.Verdict)))
}

// remark says why a clause has no verdict and where to look instead, who set its
// threshold where the clause did not, and which exception was agreed.
func remark(r clause.Result) string {
	var said []string
	if r.Reason != "" {
		said = append(said, upperFirst(r.Reason))
	} else if r.Limit != nil && r.Basis != clause.OfClause {
		said = append(said, "The threshold is "+limitWords(r.Basis))
	}
	if r.Evidence != "" && (r.Verdict == clause.NoData || r.Verdict == clause.NotApplicable) {
		said = append(said, "Evidence: "+r.Evidence)
	}
	if r.Exception != "" {
		said = append(said, exceptionText(r))
	}
	return strings.Join(said, ". ")
}

func limitWords(b clause.Basis) string {
	switch b {
	case clause.OfClient:
		return "the client's target"
	case clause.OfMetric:
		return "the measure's own target"
	}
	return "the clause's"
}

// exceptionText says an exception and whether it is in force.
func exceptionText(r clause.Result) string {
	switch {
	case r.Until.IsNone():
		return "Exception without an end, so not in force: " + r.Exception
	case r.Excepted:
		return fmt.Sprintf("Exception agreed until %s: %s", r.Until, r.Exception)
	}
	return fmt.Sprintf("Exception that ended on %s: %s", r.Until, r.Exception)
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
		Empty: "No clause of the contract was provided for this client.", Note: clauseNote,
		Columns: []document.Column{{Title: "Requirement"}, {Title: "Contract"}, {Title: "Clause"}, {Title: "Text", Wide: true}, {Title: "Type"},
			{Title: "Metric"}, {Title: "Figure"}, {Title: "Comparison"}, right("Threshold"), {Title: "Threshold from"},
			right("Value"), {Title: "Verdict"}, {Title: "Reason", Wide: true}, {Title: "Evidence"}, {Title: "Exception", Wide: true}},
	}
	for _, r := range c.Clauses {
		var limit, side, basis document.Cell
		verdict := document.T(upperFirst(string(r.Verdict)))
		value := c.shownBy(r)
		if r.Value != nil {
			value.Formula = metric.FigureName(r.Metric)
		}
		if r.Limit != nil {
			limit, side, basis = limitCell(r.Value.Metric, *r.Limit), document.T(r.Side.Words()), document.T(limitWords(r.Basis))
			if r.Verdict == clause.Met || r.Verdict == clause.NotMet {
				verdict.Formula = verdictFormula(r)
			}
		}
		exception := ""
		if r.Exception != "" {
			exception = exceptionText(r)
		}
		t.Rows = append(t.Rows, []document.Cell{document.T(r.ID), document.T(r.Contract), document.T(r.Ref), document.T(r.Text), document.T(r.Type),
			document.T(r.Metric), document.Address(c.figureOf(r.Metric)), side, limit, basis, value, verdict, document.T(upperFirst(r.Reason)), document.T(r.Evidence), document.T(exception)})
	}
	return t
}

// verdictFormula compares the figure's cell with the threshold.
func verdictFormula(r clause.Result) string {
	name, sign := metric.FigureName(r.Metric), ">="
	if r.Side == clause.AtMost {
		sign = "<="
	}
	return fmt.Sprintf(`IF(ISNUMBER(%s),IF(%s%s%s,"Met","Not met"),"No data")`, name, name, sign, strconv.FormatFloat(r.Limit.Float(), 'f', -1, 64))
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"compack/internal/document"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/pipeline"
)

var figureAddress = regexp.MustCompile(`(?i)^f-[0-9]+$`)

// isFigure reports whether an argument of explain is a metric's id or a figure's
// address rather than a code.
func isFigure(arg string) bool { return strings.Contains(arg, ".") || figureAddress.MatchString(arg) }

// explainFigure shows a figure with the rows behind it.
func explainFigure(ctx context.Context, env Env, flags *pflag.FlagSet, figure string) error {
	asJSON, _ := flags.GetBool("json")
	p := printer{env: env, json: asJSON, check: true}
	options, _, err := p.prepared(flags)
	if err != nil {
		return err
	}
	if clients := options.Config.Selected(); len(clients) != 1 {
		var ids []string
		for _, c := range options.Config.Clients {
			ids = append(ids, c.ID)
		}
		return exit{Usage, "a figure is one client's: name it with --client\nThose known are " + strings.Join(ids, ", ") + "."}
	}
	q := pipeline.Question{Metric: figure}
	q.Group, _ = flags.GetString("group")
	q.Limit, _ = flags.GetInt("limit")
	e, res, err := pipeline.Explain(ctx, *options, q)
	var notThere *pipeline.Unknown
	var several *pipeline.Ambiguous
	switch {
	case errors.As(err, &notThere):
		return unknown(notThere.Noun, notThere.Name, notThere.Known)
	case errors.As(err, &several):
		return exit{Usage, several.Error()}
	case err != nil:
		return exit{Failed, err.Error()}
	case e == nil:
		code := exitCode(res)
		p.result(res, code)
		return exit{code: code}
	}
	if asJSON {
		encode(env, newExplanationView(e))
		return nil
	}
	printExplanation(env.Stdout, e)
	return nil
}

// printExplanation shows the figure, its definition and its rows.
func printExplanation(w io.Writer, e *pipeline.Explanation) {
	f, m := e.Figure, e.Metric
	fmt.Fprintf(w, "%s %s (%s)\n", f.Address, f.Title, f.ID)
	fmt.Fprintf(w, "%s, %s, as of %s\n", e.ClientName, e.Period.Label, e.AsOf.Long())
	if e.Group != "" {
		fmt.Fprintf(w, "only %s: %s\n", e.By, e.Group)
	}
	fmt.Fprintln(w)
	printText(w, "", m.Definition.Definition)
	printText(w, "", m.English())
	fmt.Fprintln(w)
	var facts [][]string
	fact := func(name, text string) {
		if text != "" {
			facts = append(facts, withLast([]string{name, text}, textWidth-14)...)
		}
	}
	fact("value", valueText(e))
	fact("target", strings.TrimPrefix(e.Target, "target "))
	if e.Figure.Status != nil {
		fact("status", document.StatusWord(nil, *e.Figure.Status))
	}
	fact("basis", m.Basis)
	fact("note", m.Note)
	fact("population", m.Definition.Population)
	fact("satisfied", m.Definition.Satisfied)
	fact("of", m.Of)
	printColumns(w, facts, 2)
	for _, g := range e.Groupings {
		printGrouping(w, g)
	}
	for _, p := range e.Parts {
		printPart(w, e, p)
	}
}

// valueText is a figure with what it is made of: "95.8 % (412 of 430)".
func valueText(e *pipeline.Explanation) string {
	text, f := e.Value.In(nil), e.Figure
	switch {
	case f.Kind == metric.Ratio:
		text += fmt.Sprintf(" (%d of %d)", *f.Numerator, *f.Denominator)
	case f.Denominator != nil:
		text += fmt.Sprintf(" (%d ÷ %d)", *f.Numerator, *f.Denominator)
	case f.Balance != nil:
		text += " (" + balanceText(f.Balance, e.Metric.Reopens()) + ")"
	case f.Kind == metric.Within && f.Value != nil:
		text += fmt.Sprintf(" (n = %d)", f.N)
	case len(e.Parts) == 0:
		text += " (the dataset was not provided)"
	}
	return text
}

// balanceText says how a roll-forward adds up.
func balanceText(b *metric.BalanceValue, reopens bool) string {
	reopened := ""
	if reopens {
		reopened = fmt.Sprintf(" + reopened %d", b.Reopened)
	}
	return fmt.Sprintf("opening %d + opened %d%s - closed %d = closing %d", b.Opening, b.Opened, reopened, b.Closed, b.Closing)
}

func printGrouping(w io.Writer, g pipeline.GroupingShown) {
	fmt.Fprintf(w, "\nBy %s\n", g.Title)
	var rows [][]string
	for _, r := range g.Rows {
		rows = append(rows, []string{r[0].In(nil), r[1].In(nil)})
	}
	if len(rows) > 0 {
		printColumns(w, rows, 1)
	}
	if g.Withheld != "" {
		fmt.Fprintf(w, "  withheld: %s\n", g.Withheld)
	}
}

// printPart lists the rows of one part.
func printPart(w io.Writer, e *pipeline.Explanation, p pipeline.Part) {
	fmt.Fprintf(w, "\n%s: %s\n", p.Title, counted(p.Count, "row"))
	if p.Count == 0 {
		return
	}
	head := slices.Concat(e.Columns, satisfiedColumn(e), []string{"file", "sheet", "row"})
	rows := [][]string{head}
	for _, r := range p.Rows {
		var row []string
		for _, c := range r.Values {
			row = append(row, c.In(nil))
		}
		if e.Metric.Kind.Satisfies() {
			row = append(row, yesNo(r.Satisfied))
		}
		rows = append(rows, append(row, r.File, r.Sheet, fmt.Sprint(r.Row)))
	}
	printColumns(w, rows, len(head)-1)
	if more := p.Count - len(p.Rows); more > 0 {
		fmt.Fprintf(w, "  and %d more; --limit 0 shows all\n", more)
	}
}

// satisfiedColumn is the header over whether a row satisfies the metric, where
// rows may or may not.
func satisfiedColumn(e *pipeline.Explanation) []string {
	if e.Metric.Kind.Satisfies() {
		return []string{"satisfied"}
	}
	return nil
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// explanationView is an explanation as --json shows it.
type explanationView struct {
	Client     string          `json:"client"`
	ClientName string          `json:"client_name"`
	Period     string          `json:"period"`
	AsOf       string          `json:"as_of"`
	Figure     manifest.Figure `json:"figure"`
	By         string          `json:"by,omitempty"`
	Group      string          `json:"group,omitempty"`
	English    string          `json:"english"`
	Population string          `json:"population"`
	Satisfied  string          `json:"satisfied,omitempty"`
	Columns    []string        `json:"columns"`
	Parts      []partView      `json:"parts"`
}

type partView struct {
	Title string    `json:"title"`
	Count int       `json:"count"`
	Rows  []rowView `json:"rows"`
}

type rowView struct {
	Values    []string `json:"values"` // in the order of the columns
	Satisfied bool     `json:"satisfied"`
	File      string   `json:"file"`
	Sheet     string   `json:"sheet,omitempty"`
	Row       int      `json:"row"`
}

func newExplanationView(e *pipeline.Explanation) explanationView {
	out := explanationView{
		Client: e.Client, ClientName: e.ClientName, Period: e.Period.Label, AsOf: e.AsOf.String(), Figure: e.Figure, By: e.By, Group: e.Group,
		English: e.Metric.English(), Population: e.Metric.Definition.Population, Satisfied: e.Metric.Definition.Satisfied,
		Columns: list(e.Columns), Parts: []partView{},
	}
	for _, p := range e.Parts {
		part := partView{Title: p.Title, Count: p.Count, Rows: []rowView{}}
		for _, r := range p.Rows {
			row := rowView{Values: []string{}, Satisfied: r.Satisfied, File: r.File, Sheet: r.Sheet, Row: r.Row}
			for _, c := range r.Values {
				row.Values = append(row.Values, c.In(nil))
			}
			part.Rows = append(part.Rows, row)
		}
		out.Parts = append(out.Parts, part)
	}
	return out
}

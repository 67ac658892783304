package compose

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"

	"compack/internal/document"
	"compack/internal/metric"
)

// allowed are the sprig functions that a template may use: text, lists and
// choices. None reads a clock, the environment, the network or randomness, and
// none can be made to run without end.
var allowed = []string{
	"lower", "upper", "title", "trim", "trimSuffix", "trimPrefix", "replace", "contains", "hasPrefix", "hasSuffix",
	"plural", "default", "empty", "coalesce", "ternary", "list", "first", "last", "has", "join", "splitList",
	"add", "sub", "mul", "max", "min", "len", "toString", "quote", "squote", "cat", "nindent", "indent",
}

// data is what a template sees as its dot.
type data struct {
	Client, Vendor document.Party
	Title          string
	Period         string
	Span           string // the period's first and last day
	AsOf           string
	Classification string
	Introduction   string
	PreparedBy     string
	ApprovedBy     string
	Problems       int
	Rejected       int
}

// execute runs the body as a Go template. A figure that it names becomes a token
// that [composer.prose] turns into a typed cell again, so that wording carries
// values and never calculates them.
func (c *composer) execute(script *template.Template) (page, error) {
	t, err := script.Clone()
	if err != nil {
		return page{}, err
	}
	var out bytes.Buffer
	if err := t.Funcs(c.functions()).Execute(&out, c.data()); err != nil {
		return page{}, templateError(err)
	}
	return unmark(out.String()), nil
}

// placed is how text/template begins its messages, and called how it says which
// function of ours failed.
var (
	placed = regexp.MustCompile(`^template: (.*?):(\d+)(?::\d+)?: `)
	called = regexp.MustCompile(`^executing ".*" at <.*>: error calling \w+: `)
)

// templateError brings text/template's message into the form of ours.
func templateError(err error) error {
	msg := err.Error()
	if m := placed.FindStringSubmatch(msg); m != nil {
		msg = fmt.Sprintf("%s, line %s: %s", m[1], m[2], called.ReplaceAllString(strings.TrimPrefix(msg, m[0]), ""))
	}
	return errors.New(msg)
}

func (c *composer) data() data {
	d := data{
		Client: c.Client, Vendor: c.Vendor, Title: c.Title, Period: c.Period.Label, Span: c.Locale.Span(c.Period),
		AsOf: c.Locale.LongDay(c.AsOf), Classification: c.Classification, Introduction: c.Introduction,
		PreparedBy: c.PreparedBy, ApprovedBy: c.ApprovedBy, Problems: len(c.Input.Problems),
	}
	for _, l := range c.Ledgers {
		d.Rejected += l.Rejected
	}
	return d
}

// textFunctions returns the functions that say the same for every client.
func textFunctions() template.FuncMap {
	all := sprig.TxtFuncMap()
	funcs := template.FuncMap{}
	for _, name := range allowed {
		if f, ok := all[name]; ok {
			funcs[name] = f
		}
	}
	return funcs
}

// functions returns what a template may call besides.
func (c *composer) functions() template.FuncMap {
	funcs := template.FuncMap{}
	funcs["metric"] = func(id string) (string, error) {
		f, err := c.figure(id)
		if err != nil {
			return "", err
		}
		return c.token(f.cell()), nil
	}
	funcs["agree"] = func(id, one, other string) (string, error) {
		f, err := c.figure(id)
		if err != nil {
			return "", err
		}
		return f.agree(one, other), nil
	}
	funcs["fraction"] = func(id string) (string, error) {
		f, err := c.figure(id)
		if err != nil {
			return "", err
		}
		return f.fraction(), nil
	}
	funcs["status"] = func(id string) (string, error) {
		f, err := c.figure(id)
		if err != nil {
			return "", err
		}
		return document.StatusWord(c.Locale, f.Status), nil
	}
	funcs["change"] = func(id string) (string, error) {
		f, err := c.figure(id)
		if err != nil || f.change() == nil {
			return "", err
		}
		return f.change().Text, nil
	}
	funcs["provided"] = func(dataset string) (bool, error) { return c.Tables[dataset] != nil, c.known(dataset) }
	funcs["holds"] = func(dataset string) (bool, error) {
		return c.Tables[dataset] != nil && c.Tables[dataset].Len() > 0, c.known(dataset)
	}
	funcs["measured"] = func(id string) (bool, error) {
		f, err := c.figure(id)
		return err == nil && f.Figure.Defined(), err
	}
	funcs["attested"] = func(dataset string) (string, error) { return c.attested(dataset), c.known(dataset) }
	funcs["records"] = func(dataset string) (string, error) {
		if t := c.Tables[dataset]; t != nil {
			return c.token(document.I(t.Len())), nil
		}
		return c.say("no"), c.known(dataset)
	}
	funcs["gap"] = c.gap
	funcs["date"] = c.date
	funcs["number"] = c.number
	funcs["verdict"] = c.verdict
	funcs["clauses"] = c.clauseCount
	return funcs
}

// known returns an error unless there is such a dataset.
func (c *composer) known(dataset string) error {
	if c.datasets[dataset] == nil {
		return unknown("dataset", dataset, c.datasetIDs())
	}
	return nil
}

// figure returns the figure of the metric, or an error that names the nearest
// one.
func (c *composer) figure(id string) (*figure, error) {
	if f, ok := c.figures[id]; ok {
		c.shown[f] = true
		return f, nil
	}
	return nil, c.unknownMetric(id)
}

// unknownMetric says that there is no such metric, and which is meant.
func (c *composer) unknownMetric(id string) error {
	known := make([]string, len(c.order))
	for i, f := range c.order {
		known[i] = f.Metric.ID
	}
	return unknown("metric", id, known)
}

// The runes around a token lie in the private use area: no export and no
// template has a use for them.
const (
	tokenStart = '\uE000'
	tokenEnd   = '\uE001'
)

// token stores a cell and returns what stands for it in the executed text.
func (c *composer) token(cell document.Cell) string {
	c.cells = append(c.cells, cell)
	return string(tokenStart) + strconv.Itoa(len(c.cells)-1) + string(tokenEnd)
}

// spans splits text at its tokens.
func (c *composer) spans(text string, style document.Span) document.Prose {
	var out document.Prose
	add := func(cell document.Cell) {
		if cell.Kind != document.Empty {
			span := style
			span.Cell = cell
			out = append(out, span)
		}
	}
	for {
		before, rest, ok := strings.Cut(text, string(tokenStart))
		add(document.T(before))
		if !ok {
			return out
		}
		number, after, _ := strings.Cut(rest, string(tokenEnd))
		if i, err := strconv.Atoi(number); err == nil && i >= 0 && i < len(c.cells) {
			add(c.cells[i])
			text = after
		} else {
			text = rest // somebody's own private rune: its text stays
		}
	}
}

// verdict returns the sentence that sums the pack up: how many measures with a
// target are met, at risk, not met, or without data.
func (c *composer) verdict() string {
	counts := map[metric.Status]int{}
	total := 0
	for _, f := range c.order {
		if f.Metric.Target != nil {
			counts[f.Status]++
			total++
		}
	}
	n := func(i int) string { return c.token(document.I(i)) }
	if total == 0 {
		return c.say("No measure in this pack has a target.")
	}
	s := c.say("%s of %s measures with a target are met", n(counts[metric.Green]), n(total))
	if at := counts[metric.Amber]; at > 0 {
		s += c.Locale.Semicolon() + c.say("%s at risk", n(at))
	}
	if missed := counts[metric.Red]; missed > 0 {
		s += c.Locale.Semicolon() + c.say("%s not met", n(missed))
	}
	if without := counts[metric.NotAvailable]; without > 0 {
		s += c.Locale.Semicolon() + c.say("%s without data", n(without))
	}
	return s + "."
}

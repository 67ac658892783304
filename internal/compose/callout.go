package compose

import (
	"maps"
	"slices"
	"strings"

	"compack/internal/document"
	"compack/internal/metric"
)

// statuses are the words by which a pack names a status.
var statuses = map[string]metric.Status{
	"": metric.Untargeted, "none": metric.Untargeted, "met": metric.Green, "at risk": metric.Amber, "not met": metric.Red, "no data": metric.NotAvailable,
}

// callout is a boxed remark, with a status of its own or that of a metric.
func (c *composer) callout(body []byte) ([]document.Block, error) {
	var spec struct {
		Status string `yaml:"status"`
		Metric string `yaml:"metric"` // whose status it has, instead
		Title  string `yaml:"title"`
		Text   string `yaml:"text"` // Markdown in one paragraph
	}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	status, ok := statuses[spec.Status]
	if !ok {
		return nil, wrong(spec.Status, "status: %q is none of %s", spec.Status, strings.Join(slices.Sorted(maps.Keys(statuses))[1:], ", "))
	}
	if spec.Metric != "" {
		f, err := c.figure(spec.Metric)
		if err != nil {
			return nil, err
		}
		c.explain(f.Metric.On.ID)
		status = f.Status
	}
	return one(document.Callout{Status: status, Title: c.spans(spec.Title, document.Span{}).In(c.Locale), Text: c.inlineOf(spec.Text)}), nil
}

// inlineOf reads one paragraph of Markdown.
func (c *composer) inlineOf(markdown string) document.Prose {
	var prose document.Prose
	p := newPage(markdown, nil)
	for n := parsed(p).FirstChild(); n != nil; n = n.NextSibling() {
		if len(prose) > 0 {
			prose = append(prose, document.Span{Cell: document.T(" ")})
		}
		prose = append(prose, c.prose(n, p.text)...)
	}
	return prose
}

package compose

import (
	"errors"
	"sync"

	"compack/internal/problem"
	"compack/internal/strict"
)

// decode reads a block's YAML strictly into v; an empty block leaves v as it is.
func (c *composer) decode(body []byte, v any) error { return c.Template.yaml.decode(body, v) }

// parsedBlocks keeps the YAML of a template's blocks as it was parsed: that of most is
// the same for every client.
type parsedBlocks struct {
	mu    sync.Mutex
	known map[string]*strict.Document // by the text
}

// mostBlocks bounds what is kept of a template that writes clients' own words into its
// blocks.
const mostBlocks = 1000

func (p *parsedBlocks) decode(body []byte, v any) error {
	doc, found := p.parse(body)
	if doc != nil && !doc.IsEmpty() {
		found = doc.Decode(v)
	}
	if len(found) == 0 {
		return nil
	}
	return mistake{found[0].Place.Row, errors.New(said(found[0]))}
}

// parse returns a document of the caller's own.
func (p *parsedBlocks) parse(body []byte) (*strict.Document, problem.List) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if doc := p.known[string(body)]; doc != nil {
		return doc.Anew(), nil
	}
	doc, found := strict.Parse("", body, strict.OneCode(problem.BadDefinition))
	if doc != nil && len(p.known) < mostBlocks {
		if p.known == nil {
			p.known = map[string]*strict.Document{}
		}
		p.known[string(body)] = doc.Anew()
	}
	return doc, found
}

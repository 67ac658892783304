package pipeline

import (
	"slices"

	"compack/internal/config"
	"compack/internal/history"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

// past is what was issued to one client before: packs that stand in the folder of
// packs are an input like any other. A run into an empty folder has none.
type past struct {
	before   period.Period // the period before this one
	packs    []*history.Pack
	altered  []string // the periods whose pack is not used
	problems problem.List
}

// past reads the client's packs of as many periods as a trend shows, and that of
// the period before at least.
func (r *run) past(client config.Client) (*past, error) {
	p := &past{before: r.Config.Calendar.Previous(r.Period)}
	at := r.Period
	for range max(r.Config.Trend-1, 1) {
		at = r.Config.Calendar.Previous(at)
		pack, wrong, err := history.Open(r.Config.Out, at, client.ID, r.packName())
		switch {
		case err != nil:
			return nil, err
		case wrong != nil:
			p.problems = append(p.problems, *wrong)
			p.altered = append(p.altered, at.Label)
		case pack != nil:
			p.packs = append(p.packs, pack)
		}
	}
	slices.Reverse(p.packs)
	return p, nil
}

// previous returns the pack of the period before, nil where there is none.
func (p *past) previous() *history.Pack {
	if n := len(p.packs); n > 0 && p.packs[n-1].Period == p.before {
		return p.packs[n-1]
	}
	return nil
}

// figures returns what the packs printed.
func (p *past) figures() metric.Past {
	out := metric.Past{}
	for _, pack := range p.packs {
		out[pack.Period.Label] = pack.Figures
	}
	return out
}

// record writes into the manifest which earlier packs went into this one.
func (p *past) record(m *manifest.Manifest) {
	for _, pack := range p.packs {
		m.History = append(m.History, manifest.Earlier{Period: pack.Period.Label, Manifest: pack.SHA256})
	}
	if p.previous() != nil {
		m.Previous = &m.History[len(m.History)-1]
	}
}

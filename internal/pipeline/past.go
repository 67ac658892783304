package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"compack/internal/config"
	"compack/internal/history"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

// past is what was issued to one client before: packs that stand in the folder of
// packs are an input like any other, and so are the figures of those that the history
// alone still knows. A run into an empty folder has none.
type past struct {
	before   period.Period // the period before this one
	packs    []*history.Pack
	recorded []recorded // periods whose pack is gone
	altered  []string   // the periods whose pack is not used
	problems problem.List
}

// past reads the client's packs of as many periods as a trend shows, and that of
// the period before at least.
func (r *run) past(client config.Client) (*past, error) {
	p := &past{before: r.Config.Calendar.Previous(r.Period)}
	at := r.Period
	for range max(r.Config.Trend-1, 1) {
		at = r.Config.Calendar.Previous(at)
		pack, wrong, err := history.Open(r.Config.Out, at, client.ID, r.packName(client, at.Label))
		switch {
		case err != nil:
			return nil, err
		case wrong != nil:
			p.problems = append(p.problems, *wrong)
			p.altered = append(p.altered, at.Label)
		case pack != nil:
			p.packs = append(p.packs, pack)
		default:
			if err := r.recall(p, at, client); err != nil {
				return nil, err
			}
		}
	}
	slices.Reverse(p.packs)
	slices.Reverse(p.recorded)
	return p, nil
}

// recorded is what the history knows of a pack that is no longer there.
type recorded struct {
	period   period.Period
	manifest string
	figures  map[string]metric.IssuedFigure
}

// recall takes in what the history knows of the client's pack of a period.
func (r *run) recall(p *past, at period.Period, client config.Client) error {
	if r.Issue.History == nil {
		return nil
	}
	key := history.Key{Client: client.ID, Pack: r.template(), Period: at.Label}
	record, ok, err := r.Issue.History.Newest(context.Background(), key, history.Issued)
	if err != nil || !ok || record.FirstDay != at.Start || record.LastDay != at.Last() {
		return err
	}
	printed, err := r.Issue.History.Figures(context.Background(), key, "")
	if err != nil {
		return err
	}
	past := recorded{at, record.Manifest, map[string]metric.IssuedFigure{}}
	for _, f := range printed {
		figure, err := metric.ParseFraction(f.Exact)
		if err != nil {
			return fmt.Errorf("the history of %s, %s, %s: %w", key.Client, key.Period, f.Metric, err)
		}
		past.figures[f.Metric] = metric.IssuedFigure{Formula: f.Formula, Figure: figure}
	}
	p.recorded = append(p.recorded, past)
	return nil
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
	for _, one := range p.recorded {
		out[one.period.Label] = one.figures
	}
	return out
}

// record writes into the manifest which earlier packs went into this one.
func (p *past) record(m *manifest.Manifest) {
	starts := map[string]period.Date{}
	add := func(p period.Period, digest string) {
		starts[p.Label] = p.Start
		m.History = append(m.History, manifest.Earlier{Period: p.Label, Manifest: digest})
	}
	for _, pack := range p.packs {
		add(pack.Period, pack.SHA256)
	}
	for _, one := range p.recorded {
		add(one.period, one.manifest)
	}
	slices.SortFunc(m.History, func(a, b manifest.Earlier) int { return cmp.Compare(starts[a.Period], starts[b.Period]) })
	if n := len(m.History); n > 0 && m.History[n-1].Period == p.before.Label {
		m.Previous = &m.History[n-1]
	}
}

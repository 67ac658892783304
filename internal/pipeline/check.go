package pipeline

import (
	"context"

	"compack/internal/config"
	"compack/internal/problem"
)

// Check does all that [Run] does, up to and including each client's document, and
// renders and publishes nothing: its packs have no files. Beyond what a run
// needs, it tries the pack templates that the configuration does not use; a
// mistake in one of them is a warning.
func Check(ctx context.Context, o Options) (*Result, error) {
	r, res, err := read(o)
	if err != nil || res.Stopped != "" {
		return res, err
	}
	res.Packs = r.packs(ctx, func(ctx context.Context, client config.Client) Pack {
		return r.draft(ctx, client, r.Config.LanguagesOf(client)[0]).Pack
	})
	res.Problems = append(res.Problems, r.spareTemplates(ctx)...)
	res.Problems.Sort()
	return res, nil
}

// spareTemplates composes the first client's document by each pack template that
// no client uses.
func (r *run) spareTemplates(ctx context.Context) problem.List {
	var spare []string
	for _, name := range r.Library.PackNames() {
		if name != r.template() {
			spare = append(spare, name)
		}
	}
	clients := r.Config.Selected()
	if len(spare) == 0 || len(clients) == 0 {
		return nil
	}
	d := r.draft(ctx, clients[0], r.Config.LanguagesOf(clients[0])[0])
	if d.values == nil {
		return nil // the client's pack says why
	}
	var problems problem.List
	for _, name := range spare {
		if _, err := r.compose(clients[0], d, name); err != nil {
			// The error names the file and the line.
			p := problem.New(problem.BadDefinition, problem.Place{}, "%v", err)
			p.Severity, p.Shared = problem.Warning, true
			p.Hint = "correct the template before a configuration uses it as pack.template; this one does not"
			problems = append(problems, p)
		}
	}
	problems.Identify()
	return problems
}

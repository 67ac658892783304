package pipeline

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"compack/internal/clause"
	"compack/internal/config"
	"compack/internal/dataset"
	"compack/internal/evaluate"
	"compack/internal/library"
	"compack/internal/manifest"
	"compack/internal/merge"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

// Options are what one run works from.
type Options struct {
	Config  *config.Config
	Library *library.Library
	Period  period.Period
	AsOf    period.Date
	Jobs    int    // clients made at the same time; 0 means one a processor
	Memory  int64  // bytes that these may take, by an estimate; 0 for no bound
	Watch   *Watch // follows the run; nil for nobody
	Kept    *Kept  // what runs before this one have read; nil for a run by itself
	Into    string // the folder that is to be the pack of the only client; "" for one below the configuration's
	Version string // of the tool, for manifests
	Issue   Issue
}

// Result is what a run read and made.
type Result struct {
	Period   period.Period
	AsOf     period.Date
	Ledger   dataset.Ledger
	Problems problem.List // sorted
	Stopped  Stop
	Packs    []Pack // in the order of the configuration's clients; nil when Stopped
}

// Stop says why a run made no pack.
type Stop string

// The reasons. A run that made packs has none.
const (
	InputsMissing  Stop = "inputs missing"  // a source's files are not there
	InputsStale    Stop = "inputs stale"    // a source is older than the pack may rest on
	InputsUnusable Stop = "inputs unusable" // a file or a definition can't be used
	GateClosed     Stop = "gate closed"     // a row was rejected, and the gate lets none pass
)

// Pack is one client's pack.
type Pack struct {
	Client   string
	Name     string
	Dir      string
	Revision int
	Named    string // its template, where that is not the workspace's own
	Draft    bool   // it is one that nobody has approved yet
	UpToDate bool   // it was issued before and would say the same: nothing was made
	Files    []manifest.File
	Problems problem.List          // of this client alone: from measuring and rendering
	Counts   map[metric.Status]int // measures with a target, by status
	Err      error
}

// BadTemplate says what is wrong in a pack template.
type BadTemplate struct{ Err error }

func (b *BadTemplate) Error() string { return b.Err.Error() }
func (b *BadTemplate) Unwrap() error { return b.Err }

// Run reads the sources once and makes a pack for each client. Every client is
// tried: one that fails has its error in its [Pack]. The error of Run itself
// means that the run could not go on.
func Run(ctx context.Context, o Options) (*Result, error) {
	r, res, err := read(o)
	if err != nil || res.Stopped != "" {
		return res, err
	}
	res.Packs = r.packs(ctx, r.pack)
	return res, nil
}

// read does what all clients share: it takes the sources in, merges their
// records and accounts for every row.
func read(o Options) (*run, *Result, error) {
	r := &run{Options: o, dates: metric.DatesOf(o.Period, o.AsOf), datasets: o.Library.Datasets()}
	res := &Result{Period: o.Period, AsOf: o.AsOf}

	sources, noted := r.sources()
	bridgeFiles, missing := r.bridgeFiles()
	noted = append(noted, missing...)
	if noted.Count(problem.Error) > 0 {
		noted.Identify()
		res.Problems, res.Stopped = noted, InputsMissing
		return r, res, nil
	}
	definitions, problems := r.compile()
	if len(problems) > 0 {
		res.Problems, res.Stopped = problems, InputsUnusable
		return r, res, nil
	}
	forms, problems := r.openForms(definitions)
	if problems.Count(problem.Error) > 0 {
		res.Problems, res.Stopped = problems, InputsUnusable
		return r, res, nil
	}
	r.forms, noted = forms, append(noted, problems...)
	in, err := r.intake(sources, bridgeFiles)
	if err != nil {
		return nil, nil, err
	}
	defer makeRoom()()
	tables, ledger, bridges, problems := in.tables, in.ledger, in.bridges, in.problems
	o.Watch.tell(func(p *Progress) { p.Rows = ledger.Total().Read })
	res.Ledger, res.Problems = ledger, append(noted, problems...)
	if slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.IsDecisive() }) {
		res.Problems.Sort()
		res.Problems.Identify()
		res.Stopped = InputsUnusable
		return r, res, nil
	}
	end := o.Watch.time(Merging)
	r.tables, problems, err = merge.Merge(merge.Input{Tables: tables, Datasets: r.datasets, Bridges: bridges, Rules: o.Library.Rules(), Rejected: problems, Ledger: ledger, Dates: r.dates})
	end()
	if err != nil {
		return nil, nil, fmt.Errorf("merge the records: %w", err)
	}
	r.ledger, res.Problems = ledger, append(res.Problems, problems...)
	res.Problems = append(res.Problems, r.evidence(ledger, res.Problems)...)
	if t := r.exports(ledger); t != nil {
		r.tables[made] = t
	}
	res.Problems = append(res.Problems, evaluate.Check(r.tables[clause.Dataset], definitions, ledger)...)
	r.weigh(res)
	if res.Problems.Stopping(o.Config.Gate == config.GateErrors) > 0 {
		res.Stopped = GateClosed
		return r, res, nil
	}
	if o.Issue.Fresh && slices.ContainsFunc(res.Problems, func(p problem.Problem) bool { return p.Code == problem.Stale && p.Suppressed == nil }) {
		res.Stopped = InputsStale
		return r, res, nil
	}
	r.metrics, r.problems, r.bridges = definitions, res.Problems, bridges
	r.shown, r.checked, r.rules = r.problems.Shares(), r.found.Shares(), sync.OnceValue(r.readRules)
	r.shares = map[string]func() *dataset.Shares{}
	for id, t := range r.tables {
		r.shares[id] = sync.OnceValue(t.Shares)
	}
	r.unassigned = sync.OnceValue(func() int { return unassigned(r.found) })
	r.names = sync.OnceValue(func() *names {
		return newNames(r.tables, dataset.Personal(r.datasets), r.ledger, r.problems)
	})
	if r.inputs, err = r.inputFiles(ledger, bridges); err != nil {
		return nil, nil, err
	}
	return r, res, nil
}

// weigh keeps what the checks found and gives each problem the severity that the
// configuration says.
func (r *run) weigh(res *Result) {
	res.Problems.Sort()
	r.found = slices.Clone(res.Problems)
	expired := r.Config.Policy().Apply(res.Problems, r.AsOf)
	res.Problems = append(res.Problems, expired...)
	res.Problems.Sort()
}

// run is what all clients of a run share. Nothing in it changes once the packs
// are being made.
type run struct {
	Options
	dates    metric.Dates
	datasets []*dataset.Definition
	metrics  []*metric.Metric
	tables   map[string]*dataset.Table
	ledger   dataset.Ledger
	problems problem.List
	found    problem.List                      // as the checks found them, before the configuration's policy
	shown    *problem.Shares                   // of the problems
	checked  *problem.Shares                   // of what the checks found
	inputs   map[string]manifest.File          // by path
	forms    map[string]form                   // workbooks to fill, by path
	bridges  []dataset.Bridge                  // inputs that speak of all clients' records
	names    func() *names                     // personal texts, gathered when a client needs them
	shares   map[string]func() *dataset.Shares // each client's rows by dataset
	tongues  tongues                           // the languages of its packs
	rules    func() rules                      // the consistency rules
	// unassigned is how many rejected rows are of nobody knows which client.
	unassigned func() int
	lookFiles  lookFiles
	opening
}

// packs makes the pack of each client by pack, several at a time.
func (r *run) packs(ctx context.Context, pack func(context.Context, config.Client) Pack) []Pack {
	defer makeRoom()()
	clients := r.Config.Selected()
	out := make([]Pack, len(clients))
	room := newBudget(r.Jobs, r.Memory)
	r.Watch.begin(len(clients))
	var wg sync.WaitGroup
	for i, client := range clients {
		need := r.needs(client)
		room.take(need)
		wg.Go(func() {
			defer room.give(need)
			out[i] = pack(ctx, client)
			r.Watch.tell(func(p *Progress) { p.Done++ })
		})
	}
	wg.Wait()
	return out
}

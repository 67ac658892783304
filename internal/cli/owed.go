package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/config"
	"compack/internal/history"
	"compack/internal/library"
	"compack/internal/pipeline"
	"compack/internal/problem"
	"compack/internal/schedule"
)

// plan is a configuration with what its schedules ask for.
type plan struct {
	cfg       *config.Config
	lib       *library.Library
	schedules []schedule.Schedule
}

// planned loads a configuration that has schedules.
func planned(env Env, flags *pflag.FlagSet) (*plan, error) {
	cfg, lib, problems, err := load(flags)
	if err != nil {
		return nil, exit{Failed, err.Error()}
	}
	if cfg != nil && problems.Count(problem.Error) == 0 {
		return &plan{cfg, lib, pipeline.Schedules(cfg)}, nil
	}
	asJSON, _ := flags.GetBool("json")
	printer{env: env, json: asJSON}.refused(problems, Usage)
	return nil, exit{code: Usage}
}

// scheduled is planned, but asks for at least one schedule.
func scheduled(env Env, flags *pflag.FlagSet) (*plan, error) {
	p, err := planned(env, flags)
	if err == nil && len(p.schedules) == 0 {
		err = exit{Usage, "the configuration has no schedules; write them under the key schedules"}
	}
	return p, err
}

// done returns what the history knows of each key.
func done(ctx context.Context, store *history.Store) (map[schedule.Key]schedule.Done, error) {
	out := map[schedule.Key]schedule.Done{}
	if store == nil {
		return out, nil
	}
	packs, err := store.Packs(ctx, history.Filter{})
	if err != nil {
		return nil, storeError(err)
	}
	for _, r := range packs {
		k := schedule.Key(r.Key)
		d := out[k]
		switch r.State {
		case history.Issued:
			if r.Revision == 1 {
				d.Issued, d.Late = r.Recorded, r.Late
			}
			d.Revision = max(d.Revision, r.Revision)
		case history.Draft:
			d.Draft, d.Drafted = r.Revision, r.Recorded
		case history.Rejected:
			d.Rejected, d.RejectedAt = r.Reason, r.Recorded
		}
		out[k] = d
	}
	held, err := store.Held(ctx)
	if err != nil {
		return nil, storeError(err)
	}
	for _, a := range held {
		k := schedule.Key(a.Key)
		if d := out[k]; d.Issued.Before(a.Tried) && d.Drafted.Before(a.Tried) {
			d.Held, d.HeldAt = a.Reason, a.Tried
			out[k] = d
		}
	}
	return out, nil
}

// newDue shows how things stand with what is owed.
func newDue(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "due",
		Short: "Say which packs are due, late or held back, and why",
		Long: `Say which packs are due by the schedules of the configuration, which are late, held back or await approval, and why.
Nothing is read but the configuration and the history, and nothing is made.

Exit codes: 0 nothing is late; 2 usage or configuration; 6 something is late; 7 the history is damaged.`,
		Args: cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.String("config", configName, "configuration `file`")
	flags.String("out", "", "`folder` of packs, instead of the configuration's")
	flags.StringArray("client", nil, "only this client's packs; `ID`, repeatable")
	flags.Bool("all", false, "also those that are issued, skipped or not ready yet")
	flags.Bool("json", false, "print the result as JSON")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return showDue(cmd.Context(), env, cmd.Flags()) }
	return cmd
}

func showDue(ctx context.Context, env Env, flags *pflag.FlagSet) error {
	p, err := scheduled(env, flags)
	if err != nil {
		return err
	}
	store, err := history.ReadStore(ctx, p.cfg.Out)
	if err != nil {
		return storeError(err)
	}
	if store != nil {
		defer store.Close()
	}
	known, err := done(ctx, store)
	if err != nil {
		return err
	}
	all, _ := flags.GetBool("all")
	var items []schedule.Item
	for _, i := range p.ofClients(schedule.States(env.Now, p.schedules, known)) {
		if all || i.State.IsToBeMade() || i.State == schedule.StatePending {
			items = append(items, i)
		}
	}
	isPending := slices.ContainsFunc(items, func(i schedule.Item) bool { return i.State == schedule.StatePending })
	late := slices.ContainsFunc(items, func(i schedule.Item) bool { return i.Late && i.State != schedule.StateIssued })
	if asJSON, _ := flags.GetBool("json"); asJSON {
		encode(env, owedReport(items))
	} else {
		printOwed(env, p, items)
		if isPending {
			fmt.Fprintln(env.Stdout, "\nLook at drafts in "+filepath.Join(p.cfg.Out, history.DraftsFolder)+", then: compack approve CLIENT PERIOD [--pack PACK] --by NAME, or reject with --reason TEXT.")
		}
	}
	if late {
		return exit{code: Late}
	}
	return nil
}

// ofClients returns the items of the clients that the command is for.
func (p *plan) ofClients(items []schedule.Item) []schedule.Item {
	if len(p.cfg.Only) == 0 {
		return items
	}
	return slices.DeleteFunc(items, func(i schedule.Item) bool { return !slices.Contains(p.cfg.Only, i.Key.Client) })
}

// owed is one key as JSON shows it.
type owed struct {
	schedule.Key
	State    schedule.State `json:"state"`
	Late     bool           `json:"late"`
	Ready    time.Time      `json:"ready"`
	DueOn    string         `json:"due_on"`
	Deadline time.Time      `json:"deadline"`
	Why      string         `json:"why"`
	Revision int            `json:"revision,omitempty"`
}

func owedReport(items []schedule.Item) []owed {
	out := []owed{}
	for _, i := range items {
		out = append(out, owed{i.Key, i.State, i.Late, i.Ready, i.DueOn.String(), i.Deadline, whyOwed(i), i.Done.Revision})
	}
	return out
}

// whyOwed says why things stand as they do with a key.
func whyOwed(i schedule.Item) string {
	switch d := i.Done; i.State {
	case schedule.StateHeld:
		return "held back: " + d.Held
	case schedule.StateRejected:
		return "the draft was rejected: " + d.Rejected
	case schedule.StatePending:
		return fmt.Sprintf("a draft of %s awaits approval", d.Drafted.In(i.Ready.Location()).Format(time.DateOnly))
	case schedule.StateIssued:
		if d.Issued.IsZero() {
			return "issued; the day is not in the history"
		}
		return "issued on " + d.Issued.In(i.Ready.Location()).Format(time.DateOnly)
	case schedule.StateWaiting:
		return "ready from " + i.Ready.Format("2006-01-02 15:04 MST")
	case schedule.StateSkipped:
		return "the schedule skips it"
	case schedule.StateLate:
		return "nobody has tried to make it"
	}
	return "ready since " + i.Ready.Format("2006-01-02 15:04 MST")
}

func printOwed(env Env, p *plan, items []schedule.Item) {
	if len(items) == 0 {
		fmt.Fprintln(env.Stdout, "Nothing is due."+nextOwed(env, p))
		return
	}
	rows := [][]string{{"client", "pack", "period", "due on", "state", "why"}}
	for _, i := range items {
		state := string(i.State)
		if i.Late && i.State != schedule.StateLate {
			state += ", late"
		}
		rows = append(rows, []string{i.Key.Client, i.Key.Pack, i.Key.Period, i.DueOn.String(), state, whyOwed(i)})
	}
	printColumns(env.Stdout, rows, len(rows[0]))
}

// nextOwed says what is to be made next.
func nextOwed(env Env, p *plan) string {
	var next *schedule.Item
	for _, i := range p.ofClients(schedule.Upcoming(env.Now, p.schedules, 1)) {
		if i.Ready.After(env.Now) && (next == nil || i.Ready.Before(next.Ready)) {
			next = &i
		}
	}
	if next == nil {
		return ""
	}
	return fmt.Sprintf(" Next is %s for %s, ready on %s.", next.Key.Period, next.Key.Client, next.Ready.Format("2006-01-02 15:04 MST"))
}

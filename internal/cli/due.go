package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"compack/internal/notify"
	"compack/internal/pipeline"
	"compack/internal/problem"
	"compack/internal/schedule"
)

// dueRun makes what is due.
type dueRun struct {
	*plan
	env     Env
	flags   *pflag.FlagSet
	session *session
	summary io.Writer // standard output and what the heartbeat is told
	log     *slog.Logger

	made, held, failed, late int
	mistaken                 int // of those that failed: by a mistake in a template
}

// runDue makes what is due and not done, the oldest period first.
func runDue(ctx context.Context, env Env, flags *pflag.FlagSet) (result error) {
	if err := onlyDue(flags); err != nil {
		return err
	}
	p, err := scheduled(env, flags)
	if err != nil {
		return err
	}
	var told bytes.Buffer
	r := &dueRun{plan: p, env: env, flags: flags, summary: io.MultiWriter(env.Stdout, &told), log: slog.New(slog.NewTextHandler(env.Stderr, nil))}
	if asJSON, _ := flags.GetBool("json"); asJSON {
		r.log = slog.New(slog.NewJSONHandler(env.Stderr, nil))
	}
	if by, _ := flags.GetString("by"); by != "" {
		r.env.Operator = by
	}
	heartbeat, err := r.heartbeat()
	if err != nil {
		return err
	}
	if r.session, err = begin(ctx, r.env, p.cfg, "run --due"); err != nil {
		if codeOf(err) != Busy { // the other run speaks for itself
			heartbeat.RunID = env.Now.String()
			r.warn(heartbeat.End(ctx, codeOf(err), err.Error()))
		}
		return err
	}
	heartbeat.RunID = r.session.run.ID
	r.warn(heartbeat.Start(ctx))
	outcome := ""
	defer func() {
		result = errors.Join(result, r.session.end(codeOf(result), outcome))
		r.warn(heartbeat.End(context.WithoutCancel(ctx), codeOf(result), told.String()))
	}()
	if err := r.makeAll(ctx); err != nil {
		outcome = "did not go on"
		return err
	}
	outcome = r.outcome()
	if code := r.code(); code != Done {
		return exit{code: code}
	}
	return nil
}

// onlyDue refuses flags that name what the schedules decide.
func onlyDue(flags *pflag.FlagSet) error {
	for _, name := range []string{"period", "as-of", "draft", "reason", "pack"} {
		if flags.Changed(name) {
			return exit{Usage, "--" + name + " and --due contradict each other: the schedules decide what is made"}
		}
	}
	return nil
}

// warn says what went wrong with telling others, which stops nothing.
func (r *dueRun) warn(err error) {
	if err != nil {
		r.log.Warn(err.Error())
	}
}

func (r *dueRun) heartbeat() (notify.Heartbeat, error) {
	url, problems := r.cfg.HeartbeatURL()
	if len(problems) > 0 {
		printer{env: r.env}.refused(problems, Usage)
		return notify.Heartbeat{}, exit{code: Usage}
	}
	return notify.Heartbeat{URL: url, Pause: time.Second}, nil
}

// makeAll makes each batch of what is due.
func (r *dueRun) makeAll(ctx context.Context) error {
	known, err := done(ctx, r.session.store)
	if err != nil {
		return err
	}
	r.forgetOvertaken(known)
	limit := r.cfg.CatchUp
	if n, _ := r.flags.GetInt("catch-up"); n > 0 {
		limit = n
	}
	due, beyond := schedule.CatchUp(r.ofClients(schedule.Due(r.env.Now, r.schedules, known)), limit)
	r.remind(ctx, known)
	if len(due)+len(beyond) == 0 {
		fmt.Fprintln(r.summary, "Nothing is due."+nextOwed(r.env, r.plan))
		return nil
	}
	for _, b := range batches(due) {
		if err := r.batch(ctx, b); err != nil {
			return err
		}
	}
	r.ask(beyond, limit)
	return nil
}

// forgetOvertaken leaves out drafts that were made before the pack of an earlier period
// was issued: what they say of that period has been overtaken, so that nobody could
// approve them. They are made again.
func (r *dueRun) forgetOvertaken(known map[schedule.Key]schedule.Done) {
	issued := map[schedule.Key]time.Time{} // without the period: when an earlier one was, at the latest
	for _, i := range schedule.States(r.env.Now, r.schedules, known) {
		stream := i.Key
		stream.Period = ""
		d := i.Done
		if i.State == schedule.StatePending && d.Revision == 0 && d.Drafted.Before(issued[stream]) {
			d.Draft = 0
			known[i.Key] = d
		}
		if d.Issued.After(issued[stream]) {
			issued[stream] = d.Issued
		}
	}
}

// remind names the drafts that somebody should have approved by now.
func (r *dueRun) remind(ctx context.Context, known map[schedule.Key]schedule.Done) {
	drafted := map[schedule.Key]schedule.Done{}
	for k, d := range known {
		if d.Draft > 0 {
			drafted[k] = d
		}
	}
	if len(drafted) == 0 {
		return
	}
	for _, i := range r.ofClients(schedule.States(r.env.Now, r.schedules, known)) {
		if i.State == schedule.StatePending && i.Late {
			reason := whyOwed(i)
			fmt.Fprintf(r.summary, "%s: late: it was due on %s, and %s\n", i.Key, i.DueOn, reason)
			r.late++
			r.note(ctx, i, "late", reason)
		}
	}
}

// ask names what a person is asked about.
func (r *dueRun) ask(beyond []schedule.Item, limit int) {
	for _, i := range beyond {
		fmt.Fprintf(r.summary, "%s: not made: more than %d periods were missed; look at them and run with --catch-up %d\n", i.Key, limit, len(beyond))
		r.late++
		r.held++
	}
}

// batches groups items that one reading of the inputs serves: those of one pack
// template, period and way of issuing, which stand beside one another.
func batches(items []schedule.Item) (out [][]schedule.Item) {
	for _, i := range items {
		at := slices.IndexFunc(out, func(b []schedule.Item) bool {
			return b[0].Key.Pack == i.Key.Pack && b[0].Period == i.Period && b[0].Approval == i.Approval && b[0].Calendar == i.Calendar
		})
		if at < 0 {
			out = append(out, []schedule.Item{i})
			continue
		}
		out[at] = append(out[at], i)
	}
	return out
}

// batch makes the packs of one batch.
func (r *dueRun) batch(ctx context.Context, items []schedule.Item) error {
	first := items[0]
	cfg := *r.cfg
	cfg.Only = nil
	for _, i := range items {
		cfg.Only = append(cfg.Only, i.Key.Client)
	}
	cfg.Calendar = first.Calendar
	jobs, _ := r.flags.GetInt("jobs")
	memory, err := memoryOf(r.flags)
	if err != nil {
		return exit{Usage, err.Error()}
	}
	o := pipeline.Options{Config: &cfg, Library: r.lib, Period: first.Period, AsOf: first.Period.Last(), Jobs: jobs, Memory: memory, Version: Version, Watch: watch(r.env, r.flags),
		Issue: pipeline.Issue{Pack: first.Key.Pack, Draft: func(string) bool { return first.Approval }, Fresh: true, Open: r.session.opened, History: r.session.store,
			Late: func(client string) bool { return itemOf(items, client).Late }}}
	res, err := pipeline.Run(ctx, o)
	if err != nil {
		return exit{Failed, err.Error()}
	}
	if ctx.Err() != nil {
		for _, pack := range res.Packs {
			if pack.Err == nil { // it stands in its place, so that somebody is told
				r.settle(context.WithoutCancel(ctx), itemOf(items, pack.Client), pack)
			}
		}
		return exit{code: Interrupted}
	}
	if err := pipeline.Report(o, res, ""); err != nil {
		r.warn(err)
	}
	if res.Stopped != "" {
		for _, i := range items {
			r.hold(ctx, i, reasonOf(res))
		}
		return nil
	}
	for _, pack := range res.Packs {
		r.settle(ctx, itemOf(items, pack.Client), pack)
	}
	return nil
}

func itemOf(items []schedule.Item, client string) schedule.Item {
	return items[slices.IndexFunc(items, func(i schedule.Item) bool { return i.Key.Client == client })]
}

// reasonOf says in a line why a run made nothing.
func reasonOf(res *pipeline.Result) string {
	for _, p := range standing(res.Problems) {
		if res.Stopped == pipeline.InputsStale && p.Code != problem.Stale {
			continue
		}
		return p.String()
	}
	return why(res)
}

// outcome says in a few words what the run did.
func (r *dueRun) outcome() string {
	var parts []string
	for _, part := range []struct {
		n     int
		words string
	}{{r.made, "made"}, {r.held, "held back"}, {r.failed, "failed"}, {r.late, "late"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.words))
		}
	}
	if len(parts) == 0 {
		return "nothing due"
	}
	return strings.Join(parts, ", ")
}

// code returns the exit code: what needs somebody the most decides.
func (r *dueRun) code() int {
	switch {
	case r.failed > 0 && r.mistaken == r.failed && r.made == 0 && r.held == 0:
		return Usage
	case r.failed > 0 && r.made == 0 && r.held == 0:
		return Failed
	case r.failed > 0 || r.held > 0 && r.made > 0:
		return Partial
	case r.late > 0:
		return Late
	case r.held > 0:
		return HeldBack
	}
	return Done
}

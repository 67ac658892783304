package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/config"
	"compack/internal/library"
	"compack/internal/pipeline"
	"compack/internal/problem"
	"compack/templates"
)

func newRun(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Make the packs of a period",
		Long: `Make the packs of a period: read the sources once and make, for each client,
OUT/PERIOD/CLIENT/report.pdf, workbook.xlsx, metrics.json and manifest.json.

Without --period the last completed period is made. With a range such as 2026-Q1..2026-Q3 each period is
made in turn, the oldest first, so that each finds the pack of the one before; the exit code is the worst.

When packs are held back, problems.json and problems.csv are written into OUT/PERIOD; --report writes them
always, with a marked copy of each workbook.

With --due, as cron calls it, the schedules of the configuration decide: each pack that is due and not done is made,
each missed period once. What can't be made is held back with the reason and tried again next time. Packs that
must be approved are made as drafts. Nothing due is exit 0.

An issued pack is never changed. Where it would say the same again nothing is made; where it would not,
--reason TEXT issues the next revision beside it.

Exit codes: 0 done; 1 failed unexpectedly; 2 usage or configuration; 3 input problems at or above
the gate, no pack; 4 held back, inputs missing; 5 some clients made, others not;
6 made, pending or held back, but late; 7 the history is damaged; 8 another run is at work; 130 interrupted.`,
		Example: "  compack run --config samples/quarterly/compack.yaml --period 2026-Q3",
		Args:    cobra.NoArgs,
	}
	flags := cmd.Flags()
	addRunFlags(flags)
	allowRange(flags)
	flags.String("out", "", "`folder` that packs are put into, instead of the configuration's")
	flags.String("report", "", "`folder` for problems.json, problems.csv and marked copies of the workbooks, of all clients")
	flags.Bool("due", false, "make what is due by the configuration's schedules and not done, the oldest period first")
	flags.Int("catch-up", 0, "with --due, the most missed `periods` of a client's pack that are made without asking (default: the configuration's)")
	flags.Bool("draft", false, "make drafts to be looked at, into OUT/drafts; nothing is issued")
	flags.String("pack", "", "the pack `template`, instead of the configuration's; its periods are those of its schedule")
	flags.String("reason", "", "`why` a pack that was issued is made again: it becomes the next revision and says so")
	flags.String("by", "", "`name` of who makes the packs (default: the system's user)")
	flags.Int("jobs", 0, "clients made at the same time (default: one a processor)")
	flags.String("memory", "", "`size` that the packs made at the same time may take, by an estimate, e.g. 2G (default: no bound)")
	flags.Bool("timings", false, "print how long each stage took to standard error")
	addProfileFlags(flags)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return profiled(cmd.Flags(), func() error {
			if due, _ := cmd.Flags().GetBool("due"); due {
				return runDue(cmd.Context(), env, cmd.Flags())
			}
			return eachPeriod(cmd.Context(), env, cmd.Flags(), false)
		})
	}
	return cmd
}

// addRunFlags adds the flags that say what is read, for whom and how strictly.
func addRunFlags(flags *pflag.FlagSet) {
	flags.String("config", configName, "configuration `file`")
	flags.String("period", "", "`label` of the period, e.g. 2026-Q3 (default: the last completed one)")
	flags.String("as-of", "", "`day` whose end the pack speaks for (default: the period's last)")
	flags.StringArray("client", nil, "only this client's pack; `ID`, repeatable")
	flags.String("inputs", "", "`folder` that sources are found under, instead of the configuration's")
	flags.Bool("strict", false, "no pack when any row is rejected")
	flags.Bool("json", false, "print the result as JSON")
}

// allowRange says that the flag for the period takes a range.
func allowRange(flags *pflag.FlagSet) {
	flags.Lookup("period").Usage = "`label` of the period, e.g. 2026-Q3, or of the first and last of several, 2026-Q1..2026-Q3 (default: the last completed one)"
}

// carryOut is what run and check have in common: load, resolve, run or check,
// print.
func carryOut(ctx context.Context, env Env, flags *pflag.FlagSet, check bool) (result error) {
	outcome := "did not go on"
	asJSON, _ := flags.GetBool("json")
	p := printer{env: env, json: asJSON, check: check}
	options, problems, err := p.prepared(flags)
	if err != nil {
		return err
	}
	verb := pipeline.Run
	if check {
		verb = pipeline.Check
	}
	folder, _ := flags.GetString("report")
	if err := pipeline.MayReport(*options, folder); err != nil {
		return exit{Usage, err.Error()}
	}
	if options.Memory, err = memoryOf(flags); err != nil {
		return exit{Usage, err.Error()}
	}
	if !check && ctx.Err() == nil {
		s, err := issuing(ctx, env, flags, options)
		if err != nil {
			return err
		}
		defer func() { result = errors.Join(result, s.end(codeOf(result), outcome)) }()
	}
	options.Watch = watch(env, flags)
	res, err := verb(ctx, *options)
	watched(env, flags, options.Watch)
	if err != nil {
		return exit{Failed, err.Error()}
	}
	outcome = outcomeOf(res)
	if ctx.Err() != nil {
		return exit{code: Interrupted}
	}
	var unwritten error
	if !check {
		unwritten = pipeline.Report(*options, res, folder)
	}
	res.Problems = append(problems, res.Problems...)
	code := exitCode(res)
	p.result(res, code)
	if unwritten != nil {
		return exit{Failed, "write the report of problems: " + unwritten.Error()}
	}
	if code != Done {
		return exit{code: code}
	}
	return nil
}

// prepared prepares a command that goes on only where no error was found, and
// shows them where some were.
func (p printer) prepared(flags *pflag.FlagSet) (*pipeline.Options, problem.List, error) {
	options, problems, err := prepare(p.env, flags)
	if e := (exit{}); errors.As(err, &e) {
		return nil, nil, e
	}
	if err != nil {
		return nil, nil, exit{Failed, err.Error()}
	}
	if problems.Count(problem.Error) > 0 {
		p.refused(problems, Usage)
		return nil, nil, exit{code: Usage}
	}
	return options, problems, nil
}

// load loads the library and the configuration; there is none where the problems say
// why it can't be used.
func load(flags *pflag.FlagSet) (*config.Config, *library.Library, problem.List, error) {
	file, _ := flags.GetString("config")
	lib, problems := library.Open(templates.FS, workspace(file))
	if problems.Count(problem.Error) > 0 {
		return nil, lib, problems, nil
	}
	cfg, found, err := config.Load(file, flags, known(lib))
	return cfg, lib, append(problems, found...), err
}

// prepare loads the library and the configuration and resolves the period.
func prepare(env Env, flags *pflag.FlagSet) (*pipeline.Options, problem.List, error) {
	cfg, lib, problems, err := load(flags)
	if cfg == nil || err != nil {
		return nil, problems, err
	}
	pack, _ := flags.GetString("pack")
	if pack != "" && !slices.Contains(lib.PackNames(), pack) {
		return nil, problems, exit{Usage, fmt.Sprintf("--pack: there is no pack template %q; there are %s", pack, strings.Join(lib.PackNames(), ", "))}
	}
	cfg.TakeCalendar(pack)
	p, asOf, found := cfg.Resolve(env.Now)
	problems = append(problems, found...)
	jobs, _ := flags.GetInt("jobs")
	return &pipeline.Options{Config: cfg, Library: lib, Period: p, AsOf: asOf, Jobs: jobs, Version: Version, Issue: pipeline.Issue{Pack: pack}}, problems, nil
}

// known returns what a configuration may name.
func known(lib *library.Library) config.Known {
	k := config.Known{Datasets: lib.Datasets(), Metrics: lib.Metrics(), Presets: map[string]string{}, Packs: lib.PackNames(), Outputs: pipeline.OutputNames(), Languages: lib.LocaleTags()}
	for _, p := range lib.Presets() {
		k.Presets[p.ID] = p.Dataset
	}
	for _, f := range lib.Frameworks() {
		k.Frameworks = append(k.Frameworks, f.ID)
	}
	return k
}

// exitCode says how a run ended.
func exitCode(res *pipeline.Result) int {
	switch res.Stopped {
	case pipeline.InputsMissing, pipeline.InputsStale:
		return HeldBack
	case pipeline.InputsUnusable, pipeline.GateClosed:
		return BadInput
	}
	failed, unasked := 0, 0
	for _, p := range res.Packs {
		if e := (exit{}); errors.As(p.Err, &e) {
			return e.code // of the lock or the history: none was issued
		}
		var changed *pipeline.Changed
		var template *pipeline.BadTemplate
		switch {
		case errors.As(p.Err, &changed), errors.As(p.Err, &template):
			unasked++
		case p.Err != nil:
			failed++
		}
	}
	switch {
	case failed+unasked == 0:
		return Done
	case unasked == len(res.Packs):
		return Usage // a reason is wanted, or a template is to be corrected
	case failed+unasked == len(res.Packs):
		return Failed
	}
	return Partial
}

// codeOf returns the exit code that an error stands for.
func codeOf(err error) int {
	var e exit
	switch {
	case err == nil:
		return Done
	case errors.As(err, &e):
		return e.code
	}
	return Usage
}

// outcomeOf says in a few words what came of a run.
func outcomeOf(res *pipeline.Result) string {
	if res.Stopped != "" {
		return string(res.Stopped)
	}
	made, same, failed := 0, 0, 0
	for _, p := range res.Packs {
		switch {
		case p.Err != nil:
			failed++
		case p.UpToDate:
			same++
		default:
			made++
		}
	}
	said := counted(made, "pack") + " of " + res.Period.Label + " made"
	if same > 0 {
		said += fmt.Sprintf(", %d up to date", same)
	}
	if failed > 0 {
		said += fmt.Sprintf(", %d not made", failed)
	}
	return said
}

// counted says a number of things: "1 error", "3 errors".
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

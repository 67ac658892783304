package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/history"
	"compack/internal/library"
	"compack/internal/pipeline"
	"compack/internal/problem"
	"compack/internal/schedule"
	"compack/templates"
)

func newDoctor(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look whether packs are made on time and what they rest on is sound",
		Long: `Look whether the packs that are owed are there (a job that nobody starts any more is found so), whether those that
were issued still are what their manifests say, whether the history is sound, whether sources are there and young
enough, and whether the workspace's copies of shipped files are of this version.

Exit codes: 0 all is well; 2 usage or configuration; 4 inputs are missing or too old; 6 a pack is late;
7 the history or an issued pack is damaged. Of several, the highest.`,
		Args: cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.String("config", configName, "configuration `file`")
	flags.String("out", "", "`folder` of packs, instead of the configuration's")
	flags.String("inputs", "", "`folder` that sources are found under, instead of the configuration's")
	flags.Bool("json", false, "print the result as JSON")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return examine(cmd.Context(), env, cmd.Flags()) }
	return cmd
}

// finding is one thing that was looked at.
type finding struct {
	Check string `json:"check"`
	OK    bool   `json:"ok"`
	Says  string `json:"says"`
	code  int    // the exit code where it is not well
}

// doctor looks at a workspace.
type doctor struct {
	*plan
	env      Env
	file     string // the configuration
	store    *history.Store
	damaged  bool // it is there and can't be read
	findings []finding
}

func (d *doctor) well(check, format string, args ...any) {
	d.findings = append(d.findings, finding{Check: check, OK: true, Says: fmt.Sprintf(format, args...)})
}

func (d *doctor) ill(code int, check, format string, args ...any) {
	d.findings = append(d.findings, finding{Check: check, Says: fmt.Sprintf(format, args...), code: code})
}

func examine(ctx context.Context, env Env, flags *pflag.FlagSet) error {
	p, err := planned(env, flags)
	if err != nil {
		return err
	}
	d := &doctor{plan: p, env: env}
	d.file, _ = flags.GetString("config")
	defer func() {
		if d.store != nil {
			d.store.Close()
		}
	}()
	for _, look := range []func(context.Context) error{d.history, d.packs, d.onTime, d.inputs, d.copies} {
		if err := look(ctx); err != nil {
			return err
		}
	}
	code := Done
	for _, f := range d.findings {
		if !f.OK {
			code = max(code, f.code)
		}
	}
	if asJSON, _ := flags.GetBool("json"); asJSON {
		encode(env, d.findings)
	} else {
		for _, f := range d.findings {
			fmt.Fprintf(env.Stdout, "%-7s  %-9s  %s\n", map[bool]string{true: "ok", false: "not ok"}[f.OK], f.Check, f.Says)
		}
	}
	if code != Done {
		return exit{code: code}
	}
	return nil
}

// history opens the store and looks it through.
func (d *doctor) history(ctx context.Context) error {
	const check = "history"
	var damaged *history.Damaged
	store, err := history.ReadStore(ctx, d.cfg.Out)
	if err == nil && store != nil {
		err = store.Check(ctx)
	}
	switch {
	case errors.As(err, &damaged):
		d.damaged = true
		d.ill(BadPack, check, "%v", err)
	case err != nil:
		return storeError(err)
	case store == nil:
		d.well(check, "nothing was issued yet in %s", d.cfg.Out)
	default:
		d.store = store
		runs, err := store.Runs(ctx, 1)
		if err != nil {
			return storeError(err)
		}
		last := ""
		if len(runs) > 0 {
			last = "; the last run began at " + stamp(runs[0].Began)
		}
		d.well(check, "sound%s", last)
	}
	return nil
}

// onTime looks for what is owed and not issued.
func (d *doctor) onTime(ctx context.Context) error {
	const check = "schedules"
	if d.damaged {
		return nil // what was issued is not known
	}
	if len(d.schedules) == 0 {
		d.well(check, "none; nothing is owed by a day")
		return nil
	}
	known, err := done(ctx, d.store)
	if err != nil {
		return err
	}
	late := 0
	for _, i := range schedule.States(d.env.Now, d.schedules, known) {
		if i.Late && i.State != schedule.StateIssued {
			late++
			d.ill(Late, check, "%s is late: it was due on %s; %s", i.Key, i.DueOn, whyOwed(i))
		}
	}
	if late == 0 {
		d.well(check, "nothing is late.%s", nextOwed(d.env, d.plan))
	}
	return nil
}

// inputs looks at the sources that the next packs rest on.
func (d *doctor) inputs(context.Context) error {
	const check = "inputs"
	today := d.cfg.Today(d.env.Now)
	p := d.cfg.Calendar.LastCompleted(today)
	wrong := 0
	for _, found := range pipeline.Inputs(pipeline.Options{Config: d.cfg, Library: d.lib, Period: p, AsOf: p.Last()}) {
		if found.Code == problem.Stale || found.Severity == problem.Error {
			wrong++
			d.ill(HeldBack, check, "%s", found)
		}
	}
	if wrong == 0 {
		d.well(check, "the files of %s are there", counted(len(d.cfg.Sources), "source"))
	}
	return nil
}

// copies looks for copies of shipped files that this version ships otherwise.
func (d *doctor) copies(context.Context) error {
	const check = "templates"
	ejected, err := library.Ejected(workspace(d.file))
	if err != nil {
		return exit{Failed, err.Error()}
	}
	files, _ := library.Files(templates.FS, workspace(d.file))
	own, outdated := 0, 0
	for _, f := range files {
		if f.Own != nil {
			own++
		}
		if f.IsOutdated(ejected) {
			outdated++
			d.ill(Usage, check, "%s was copied from another version than this one ships; 'compack templates diff %s' compares them", f.Path, f.ID())
		}
	}
	if outdated == 0 {
		d.well(check, "%s of the workspace's own, none of them an outdated copy", counted(own, "file"))
	}
	return nil
}

package cli

import (
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/history"
)

func newHistory(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "history",
		Short: "Show which packs were issued, when, by whom and with which figures",
		Long: `Show the history of a folder of packs: the packs that were issued and the drafts, with revision, time and names.
The sub-commands show the runs, one run, the course of a metric, and read a lost history back from the packs.

The history is OUT/.compack/history.db. It can be copied with the packs while nothing runs.`,
		Args: noSuchCommand,
	}
	flags := cmd.PersistentFlags()
	flags.String("config", configName, "configuration `file`")
	flags.String("out", "", "`folder` of packs, instead of the configuration's")
	flags.String("format", "text", "text, csv or json")
	flags.Bool("json", false, "the same as --format json")
	flags.String("client", "", "only this client's; `ID`")
	flags.String("period", "", "only this period's; `label`")
	add := func(use, short string, args cobra.PositionalArgs, show func(context.Context, *archive, []string) error) {
		cmd.AddCommand(&cobra.Command{Use: use, Short: short, Args: args, RunE: func(c *cobra.Command, args []string) error {
			return withArchive(c.Context(), env, c.Flags(), func(a *archive) error { return show(c.Context(), a, args) })
		}})
	}
	cmd.RunE = func(c *cobra.Command, args []string) error {
		return withArchive(c.Context(), env, c.Flags(), func(a *archive) error { return showPacks(c.Context(), a, args) })
	}
	add("runs", "List the runs, the newest first", cobra.NoArgs, showRuns)
	add("run ID", "Show one run and what it did", cobra.ExactArgs(1), showRun)
	add("metric ID", "Show what the packs of all periods printed of a metric", cobra.ExactArgs(1), showMetric)
	rebuild := &cobra.Command{Use: "rebuild", Short: "Read a lost or damaged history back from the packs' manifests", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return rebuildHistory(c.Context(), env, c.Flags()) }}
	cmd.AddCommand(rebuild)
	return cmd
}

// archive is a history that is shown.
type archive struct {
	env    Env
	store  *history.Store
	format string
	filter history.Filter
}

func withArchive(ctx context.Context, env Env, flags *pflag.FlagSet, show func(*archive) error) error {
	// A client may have left the configuration, and a period may be of another calendar.
	settings := pflag.NewFlagSet("settings", pflag.ContinueOnError)
	for _, name := range []string{"config", "out", "json"} {
		if f := flags.Lookup(name); f != nil {
			settings.AddFlag(f)
		}
	}
	p, err := planned(env, settings)
	if err != nil {
		return err
	}
	a := &archive{env: env}
	a.format, _ = flags.GetString("format")
	if asJSON, _ := flags.GetBool("json"); asJSON {
		a.format = "json"
	}
	if a.format != "text" && a.format != "csv" && a.format != "json" {
		return exit{Usage, fmt.Sprintf("--format: %q is neither text, csv nor json", a.format)}
	}
	a.filter.Client, _ = flags.GetString("client")
	a.filter.Period, _ = flags.GetString("period")
	if a.store, err = history.ReadStore(ctx, p.cfg.Out); err != nil {
		return storeError(err)
	}
	if a.store == nil {
		return exit{Usage, fmt.Sprintf("%s has no history yet; where it was lost, 'compack history rebuild' reads it back from the packs", p.cfg.Out)}
	}
	defer a.store.Close()
	return show(a)
}

// show prints rows under titles in the format that was asked for; v is what JSON shows.
func (a *archive) show(v any, rows [][]string, empty string) error {
	switch a.format {
	case "json":
		encode(a.env, v)
	case "csv":
		w := csv.NewWriter(a.env.Stdout)
		for i, row := range rows {
			if i > 0 {
				row = inert(row)
			}
			if err := w.Write(row); err != nil {
				return err
			}
		}
		w.Flush()
		return w.Error()
	default:
		if len(rows) == 1 {
			fmt.Fprintln(a.env.Stdout, empty)
			return nil
		}
		printColumns(a.env.Stdout, rows, len(rows[0]))
	}
	return nil
}

// inert keeps spreadsheet programs from taking a reason or a name for a formula.
func inert(row []string) []string {
	out := make([]string, len(row))
	for i, s := range row {
		out[i] = s
		if _, err := strconv.ParseFloat(s, 64); s != "" && err != nil && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@') {
			out[i] = "'" + s
		}
	}
	return out
}

// stamp writes a moment, "" where it is not known.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04Z")
}

func showPacks(ctx context.Context, a *archive, _ []string) error {
	packs, err := a.store.Packs(ctx, a.filter)
	if err != nil {
		return storeError(err)
	}
	rows := [][]string{{"client", "pack", "period", "revision", "state", "when", "late", "prepared by", "approved by", "document", "reason"}}
	for _, p := range packs {
		rows = append(rows, []string{p.Client, p.Pack, p.Period, strconv.Itoa(p.Revision), string(p.State), stamp(p.Recorded), map[bool]string{true: "late"}[p.Late],
			p.Preparer, p.Approver, p.Document[:min(8, len(p.Document))], p.Reason})
	}
	return a.show(list(packs), rows, "No pack was issued yet.")
}

func showRuns(ctx context.Context, a *archive, _ []string) error {
	runs, err := a.store.Runs(ctx, 0)
	if err != nil {
		return storeError(err)
	}
	rows := [][]string{{"run", "began", "took", "command", "by", "exit", "outcome"}}
	for _, r := range runs {
		rows = append(rows, runRow(r))
	}
	return a.show(list(runs), rows, "There was no run yet.")
}

func runRow(r history.Run) []string {
	took, code, outcome := r.Duration().String(), strconv.Itoa(r.Code), r.Outcome
	if r.Ended.IsZero() {
		took, code, outcome = "", "", "did not end"
	}
	return []string{r.ID, stamp(r.Began), took, r.Command, r.Operator, code, outcome}
}

// runReport is one run with what it did.
type runReport struct {
	history.Run
	Packs []history.Record  `json:"packs"`
	Held  []history.Attempt `json:"held"`
}

func showRun(ctx context.Context, a *archive, args []string) error {
	r, ok, err := a.store.Run(ctx, args[0])
	if err != nil {
		return storeError(err)
	}
	if !ok {
		return exit{Usage, fmt.Sprintf("there is no run %q; 'compack history runs' lists them", args[0])}
	}
	report := runReport{Run: r}
	packs, err := a.store.Packs(ctx, history.Filter{})
	if err != nil {
		return storeError(err)
	}
	for _, p := range packs {
		if p.Run == r.ID {
			report.Packs = append(report.Packs, p)
		}
	}
	if report.Held, err = a.store.AttemptsOf(ctx, r.ID); err != nil {
		return storeError(err)
	}
	report.Packs, report.Held = list(report.Packs), list(report.Held)
	if a.format != "text" {
		rows := [][]string{{"run", "client", "pack", "period", "revision", "state", "reason"}}
		for _, p := range report.Packs {
			rows = append(rows, []string{r.ID, p.Client, p.Pack, p.Period, strconv.Itoa(p.Revision), string(p.State), p.Reason})
		}
		for _, h := range report.Held {
			rows = append(rows, []string{r.ID, h.Client, h.Pack, h.Period, "", "held", h.Reason})
		}
		return a.show(report, rows, "")
	}
	w := a.env.Stdout
	row := runRow(r)
	fmt.Fprintf(w, "run      %s\nbegan    %s\ntook     %s\ncommand  %s\nby       %s\nexit     %s\noutcome  %s\nversion  %s\nconfig   sha256 %s\n", row[0], row[1], row[2], row[3], row[4], row[5], row[6], r.Version, r.Config)
	for _, p := range report.Packs {
		fmt.Fprintf(w, "  %s %s %s, revision %d: %s, %s\n", p.Client, p.Pack, p.Period, p.Revision, p.State, p.Folder)
	}
	for _, h := range report.Held {
		fmt.Fprintf(w, "  %s %s %s: not made: %s\n", h.Client, h.Pack, h.Period, h.Reason)
	}
	return nil
}

func showMetric(ctx context.Context, a *archive, args []string) error {
	printed, err := a.store.Figures(ctx, a.filter.Key, args[0])
	if err != nil {
		return storeError(err)
	}
	rows := [][]string{{"client", "pack", "period", "revision", "figure", "value", "exact", "status", "definition"}}
	formula := map[string]string{} // of the period before, by client and pack
	for _, p := range printed {
		value := ""
		if p.Value != nil {
			value = strconv.FormatFloat(*p.Value, 'g', 6, 64)
		}
		basis, of := "", p.Client+" "+p.Pack
		if before, ok := formula[of]; ok && before != p.Formula {
			basis = "changed"
		}
		formula[of] = p.Formula
		rows = append(rows, []string{p.Client, p.Pack, p.Period, strconv.Itoa(p.Revision), p.Address, value, p.Exact, p.Status, basis})
	}
	return a.show(list(printed), rows, fmt.Sprintf("No issued pack shows a metric %q.", args[0]))
}

// rebuildHistory reads a history back from the packs.
func rebuildHistory(ctx context.Context, env Env, flags *pflag.FlagSet) (result error) {
	p, err := planned(env, flags)
	if err != nil {
		return err
	}
	lock, err := history.TryLock(p.cfg.Out, "history rebuild by "+operator(env))
	if err != nil {
		return storeError(err)
	}
	defer lock.Release()
	found, problems, err := history.Find(p.cfg.Out, nil)
	if err != nil {
		return exit{Failed, err.Error()}
	}
	aside, err := history.SetAside(ctx, p.cfg.Out)
	if err != nil {
		return storeError(err)
	}
	store, err := history.OpenStore(ctx, p.cfg.Out)
	if err != nil {
		return storeError(err)
	}
	defer store.Close()
	if err := store.Rebuild(ctx, found); err != nil {
		return storeError(err)
	}
	if aside != "" {
		fmt.Fprintf(env.Stdout, "The damaged history was moved to %s.\n", aside)
	}
	fmt.Fprintf(env.Stdout, "%s read back from %s.\n", counted(len(found), "pack"), p.cfg.Out)
	if len(problems) > 0 {
		printProblems(env.Stderr, problems)
		return exit{code: BadPack}
	}
	return nil
}

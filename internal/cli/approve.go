package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/history"
	"compack/internal/manifest"
	"compack/internal/notify"
	"compack/internal/pipeline"
	"compack/internal/schedule"
)

func newApprove(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "approve CLIENT PERIOD",
		Short: "Issue a draft that was looked at",
		Long: `Issue the draft of a client's pack for a period: the same document, without the mark of a draft and with the
names of who prepared and who approved it. The inputs must give the document that was looked at; where they
have changed since, nothing is issued. Who approves must not be who prepared.

Exit codes: 0 issued; 2 usage, or no such draft; 4 inputs missing; 7 the document is not the one that was
looked at; 8 another run is at work.`,
		Example: "  compack approve northwind 2026-Q3 --by 'Grace Okonkwo'",
		Args:    cobra.ExactArgs(2),
	}
	addDecisionFlags(cmd.Flags())
	cmd.Flags().String("document", "", "first digits of the `digest` that the draft shows in its footer, to be sure that it is the one meant")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return decide(cmd.Context(), env, cmd.Flags(), args, "approve", approve)
	}
	return cmd
}

func newReject(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "reject CLIENT PERIOD",
		Short:   "Send a draft back, with the reason",
		Long:    "Send the draft of a client's pack for a period back: it is removed, the reason is kept in the history, and the pack is due again.",
		Example: "  compack reject northwind 2026-Q3 --by 'Grace Okonkwo' --reason 'the June access review is missing'",
		Args:    cobra.ExactArgs(2),
	}
	addDecisionFlags(cmd.Flags())
	cmd.Flags().String("reason", "", "`why` it is sent back")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return decide(cmd.Context(), env, cmd.Flags(), args, "reject", reject)
	}
	return cmd
}

func addDecisionFlags(flags *pflag.FlagSet) {
	flags.String("config", configName, "configuration `file`")
	flags.String("out", "", "`folder` of packs, instead of the configuration's")
	flags.String("inputs", "", "`folder` that sources are found under, instead of the configuration's")
	flags.String("pack", "", "pack `template`, where it is not the configuration's")
	flags.String("by", "", "`name` of who decides")
	flags.Bool("json", false, "print the result as JSON")
}

// decision is a draft that somebody decides on.
type decision struct {
	*plan
	env     Env
	flags   *pflag.FlagSet
	session *session
	draft   history.Record
	folder  string
}

// decide finds the draft that the arguments name and decides on it under the lock.
func decide(ctx context.Context, env Env, flags *pflag.FlagSet, args []string, command string, do func(context.Context, *decision) (string, error)) (result error) {
	p, err := planned(env, flags)
	if err != nil {
		return err
	}
	by, _ := flags.GetString("by")
	if strings.TrimSpace(by) == "" {
		return exit{Usage, "say who decides, with --by NAME"}
	}
	env.Operator = by
	s, err := begin(ctx, env, p.cfg, command)
	if err != nil {
		return err
	}
	outcome := "refused"
	defer func() { result = errors.Join(result, s.end(codeOf(result), outcome)) }()
	name, _ := flags.GetString("pack")
	key := history.Key{Client: args[0], Pack: cmp.Or(name, p.cfg.Pack.Template), Period: args[1]}
	draft, ok, err := s.store.Newest(ctx, key, history.Draft)
	if err != nil {
		return storeError(err)
	}
	if !ok {
		return exit{Usage, fmt.Sprintf("there is no draft of %s for %s, %s; 'compack due' lists those that await approval", key.Pack, key.Client, key.Period)}
	}
	d := &decision{p, env, flags, s, draft, filepath.Join(p.cfg.Out, filepath.FromSlash(draft.Folder))}
	said, err := do(ctx, d)
	if err != nil {
		return err
	}
	outcome = said
	if asJSON, _ := flags.GetBool("json"); asJSON {
		encode(env, map[string]any{"client": key.Client, "pack": key.Pack, "period": key.Period, "revision": draft.Revision, "document_sha256": draft.Document, "by": by, "outcome": said})
		return nil
	}
	fmt.Fprintln(env.Stdout, said)
	return nil
}

// approve issues the draft.
func approve(ctx context.Context, d *decision) (string, error) {
	by := d.env.Operator
	if strings.EqualFold(strings.TrimSpace(by), strings.TrimSpace(d.draft.Preparer)) {
		return "", exit{Usage, fmt.Sprintf("%s prepared the draft and can't approve it; somebody else must", d.draft.Preparer)}
	}
	if digits, _ := d.flags.GetString("document"); !strings.HasPrefix(d.draft.Document, strings.ToLower(digits)) {
		return "", exit{BadPack, fmt.Sprintf("the draft has the digest %.8s, not %s: it was made again since it was looked at", d.draft.Document, digits)}
	}
	m, err := d.manifest()
	if err != nil {
		return "", err
	}
	o, err := d.options(m)
	if err != nil {
		return "", err
	}
	res, err := pipeline.Run(ctx, *o)
	if err != nil {
		return "", exit{Failed, err.Error()}
	}
	if res.Stopped != "" {
		printProblems(d.env.Stderr, res.Problems)
		return "", exit{exitCode(res), "not issued: " + why(res)}
	}
	pack := res.Packs[0]
	var differs *pipeline.Differs
	switch {
	case errors.As(pack.Err, &differs):
		return "", exit{BadPack, fmt.Sprintf("not issued: %v; make the draft again and look at it: compack run --draft --client %s --period %s", differs, d.draft.Client, d.draft.Period) + d.packFlag()}
	case pack.Err != nil:
		return "", exit{Failed, "not issued: " + pack.Err.Error()}
	case pack.UpToDate:
		return "", exit{Usage, fmt.Sprintf("not issued: revision %d says the same already", pack.Revision)}
	}
	d.tell(ctx, "issued", pack.Dir, pack.Revision, "")
	return fmt.Sprintf("%s: issued as revision %d, approved by %s: %s", schedule.Key(d.draft.Key), pack.Revision, by, pack.Dir), nil
}

// manifest returns the draft's manifest, which must be the one that was recorded.
func (d *decision) manifest() (*manifest.Manifest, error) {
	text, err := os.ReadFile(filepath.Join(d.folder, manifest.FileName))
	if err != nil {
		return nil, exit{BadPack, "the draft can't be read: " + err.Error()}
	}
	var m manifest.Manifest
	if err := json.Unmarshal(text, &m); err != nil || manifest.Digest(text) != d.draft.Manifest {
		return nil, exit{BadPack, d.folder + " is not the draft that was made: its manifest was changed"}
	}
	if file, _ := changedFile(d.folder, m.Outputs); file != "" {
		return nil, exit{BadPack, fmt.Sprintf("%s is not the draft that was made: %s was changed; whoever looked at it may have seen something else", d.folder, file)}
	}
	return &m, nil
}

// packFlag names the draft's template where it is not the workspace's own.
func (d *decision) packFlag() string {
	if d.draft.Pack == d.cfg.Pack.Template {
		return ""
	}
	return " --pack " + d.draft.Pack
}

// options say how the draft is issued: from the same inputs, as of the same day.
func (d *decision) options(m *manifest.Manifest) (*pipeline.Options, error) {
	cfg := *d.cfg
	cfg.Only = []string{d.draft.Client}
	if len(cfg.Selected()) == 0 {
		return nil, exit{Usage, fmt.Sprintf("the client %s is not in the configuration any more; 'compack reject' removes the draft", d.draft.Client)}
	}
	item := d.item(m)
	for _, s := range d.schedules { // as the draft was made, also for a period before the schedule's first
		if s.Pack == d.draft.Pack && slices.Contains(s.Clients, d.draft.Client) && s.Calendar.At(m.Period.Start) == m.Period {
			cfg.Calendar = s.Calendar
		}
	}
	reason := ""
	if m.Supersedes != nil {
		reason = m.Supersedes.Reason
	}
	return &pipeline.Options{Config: &cfg, Library: d.lib, Period: m.Period, AsOf: m.AsOf, Version: Version, Issue: pipeline.Issue{
		Pack: d.draft.Pack, Reason: reason, Document: d.draft.Document, Open: d.session.opened, History: d.session.store,
		Approval: &manifest.Approval{Preparer: d.draft.Preparer, Approver: d.env.Operator, On: cfg.Today(d.env.Now)},
		Late:     func(string) bool { return item != nil && item.Late }, // of a first revision
	}}, nil
}

// item returns how things stand with the draft's key by the schedules; nil where none
// names it.
func (d *decision) item(m *manifest.Manifest) *schedule.Item {
	for _, i := range schedule.States(d.env.Now, d.schedules, nil) {
		if i.Key == schedule.Key(d.draft.Key) && i.Period == m.Period {
			return &i
		}
	}
	return nil
}

// reject sends the draft back.
func reject(ctx context.Context, d *decision) (string, error) {
	reason, _ := d.flags.GetString("reason")
	if strings.TrimSpace(reason) == "" {
		return "", exit{Usage, "say why the draft is sent back, with --reason TEXT"}
	}
	if err := d.session.store.Reject(ctx, d.draft.Key, d.env.Operator, reason, d.env.Now); err != nil {
		return "", storeError(err)
	}
	if err := os.RemoveAll(d.folder); err != nil {
		return "", exit{Failed, err.Error()}
	}
	d.tell(ctx, "rejected", "", d.draft.Revision, reason)
	return fmt.Sprintf("%s: sent back by %s: %s", schedule.Key(d.draft.Key), d.env.Operator, reason), nil
}

func (d *decision) tell(ctx context.Context, event, folder string, revision int, reason string) {
	e := notify.Event{
		Event: event, Client: d.draft.Client, Pack: d.draft.Pack, Period: d.draft.Period, Revision: revision, Folder: folder,
		Reason: reason, Run: d.session.run.ID, At: d.env.Now,
	}
	for _, i := range schedule.States(d.env.Now, d.schedules, nil) {
		if i.Key == schedule.Key(d.draft.Key) {
			e.Deadline, e.Late = i.Deadline, i.Late && d.draft.Revision == 1
		}
	}
	if err := notify.Command(ctx, d.cfg.Program(), d.cfg.Root, e); err != nil {
		fmt.Fprintln(d.env.Stderr, "compack: "+err.Error())
	}
}

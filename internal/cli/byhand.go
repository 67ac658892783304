package cli

import (
	"cmp"
	"context"
	"os"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"compack/internal/history"
	"compack/internal/pipeline"
	"compack/internal/schedule"
)

// byHand is the session of a run that a person starts. Where nothing was ever issued
// it begins with the first pack, so that a run that makes none leaves nothing.
type byHand struct {
	begin   func() (*session, error)
	session *session
}

// issuing prepares the session of a run and tells the pipeline how to issue.
func issuing(ctx context.Context, env Env, flags *pflag.FlagSet, options *pipeline.Options) (*byHand, error) {
	if by, _ := flags.GetString("by"); by != "" {
		env.Operator = by
	}
	h := &byHand{begin: func() (*session, error) { return begin(ctx, env, options.Config, "run") }}
	asked, _ := flags.GetBool("draft")
	options.Issue.Draft = func(client string) bool { return asked || asksApproval(options, client) }
	options.Issue.Reason, _ = flags.GetString("reason")
	options.Issue.Open = h.open
	options.Issue.Late = lateBy(env.Now, options)
	if _, err := os.Stat(history.StoreFile(options.Config.Out)); err == nil {
		store, _, err := h.open()
		if err != nil {
			return nil, err
		}
		options.Issue.History = store
	}
	return h, nil
}

func (h *byHand) open() (*history.Store, history.Run, error) {
	if h.session == nil {
		s, err := h.begin()
		if err != nil {
			return nil, history.Run{}, err
		}
		h.session = s
	}
	return h.session.opened()
}

// end ends the session where it was begun.
func (h *byHand) end(code int, outcome string) error {
	if h.session == nil {
		return nil
	}
	return h.session.end(code, outcome)
}

// asksApproval reports whether a person is to approve the client's pack of the run: as
// the schedule says that the period is one of, else as the first that makes such a pack
// for the client, else as the configuration does.
func asksApproval(o *pipeline.Options, client string) bool {
	template := cmp.Or(o.Issue.Pack, o.Config.Pack.Template)
	asked := o.Config.Approval
	isFirst := true
	for _, s := range pipeline.Schedules(o.Config) {
		if s.Pack != template || !slices.Contains(s.Clients, client) {
			continue
		}
		if names(s, o) {
			return s.Approval
		}
		if isFirst {
			asked, isFirst = s.Approval, false
		}
	}
	return asked
}

// lateBy returns which clients' packs of a run would be issued past their deadline, by
// the schedules.
func lateBy(now time.Time, o *pipeline.Options) func(client string) bool {
	late := map[string]bool{}
	for _, i := range schedule.States(now, pipeline.Schedules(o.Config), nil) {
		if i.Key.Pack == cmp.Or(o.Issue.Pack, o.Config.Pack.Template) && i.Period == o.Period {
			late[i.Key.Client] = i.Late
		}
	}
	return func(client string) bool { return late[client] }
}

// names reports whether the run's period is one of the schedule's.
func names(s schedule.Schedule, o *pipeline.Options) bool {
	return s.Calendar.At(o.Period.Start) == o.Period && s.From.Start <= o.Period.Start && (s.Until.Label == "" || o.Period.Start <= s.Until.Start)
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"compack/internal/history"
	"compack/internal/notify"
	"compack/internal/pipeline"
	"compack/internal/schedule"
)

// settle takes in what became of one pack.
func (r *dueRun) settle(ctx context.Context, i schedule.Item, pack pipeline.Pack) {
	if pack.Err != nil {
		r.failed++
		if wrong := (*pipeline.BadTemplate)(nil); errors.As(pack.Err, &wrong) {
			r.mistaken++
		}
		r.note(ctx, i, "failed", pack.Err.Error())
		fmt.Fprintf(r.summary, "%s: failed: %v\n", i.Key, pack.Err)
		return
	}
	r.made++
	event, said := "issued", "issued"
	if i.Approval {
		event, said = "drafted", "drafted, awaits approval"
	}
	fmt.Fprintf(r.summary, "%s: %s%s: %s\n", i.Key, said, r.lateness(i), pack.Dir)
	r.log.Info(event, "client", i.Key.Client, "pack", i.Key.Pack, "period", i.Key.Period, "late", i.Late, "folder", pack.Dir)
	r.tell(ctx, event, i, "", pack.Dir)
}

// hold takes in that a pack can't be made now.
func (r *dueRun) hold(ctx context.Context, i schedule.Item, reason string) {
	r.held++
	fmt.Fprintf(r.summary, "%s: held back%s: %s\n", i.Key, r.lateness(i), reason)
	r.log.Warn("held", "client", i.Key.Client, "pack", i.Key.Pack, "period", i.Key.Period, "late", i.Late, "reason", reason)
	r.note(ctx, i, "held", reason)
}

// lateness counts a pack that is late and says since when, "" for one that is not.
func (r *dueRun) lateness(i schedule.Item) string {
	if !i.Late {
		return ""
	}
	r.late++
	return ", late: it was due on " + i.DueOn.String()
}

// note records why a pack is not issued yet, and tells of it as the event.
func (r *dueRun) note(ctx context.Context, i schedule.Item, event, reason string) {
	// Somebody is told when it is news: the reason is another, or the deadline has passed.
	attempts, err := r.session.store.Attempts(ctx, history.Key(i.Key))
	r.warn(err)
	isNews := len(attempts) == 0 || attempts[len(attempts)-1].Reason != reason
	becameLate := i.Late && !slices.ContainsFunc(attempts, func(a history.Attempt) bool { return a.Late })
	r.record(ctx, i, reason)
	switch {
	case becameLate && event != "failed":
		r.tell(ctx, "late", i, reason, "")
	case isNews || becameLate:
		r.tell(ctx, event, i, reason, "")
	}
}

func (r *dueRun) record(ctx context.Context, i schedule.Item, reason string) {
	r.warn(r.session.store.Hold(ctx, history.Attempt{Key: history.Key(i.Key), Tried: r.env.Now, Reason: reason, Late: i.Late, Run: r.session.run.ID}))
}

func (r *dueRun) tell(ctx context.Context, event string, i schedule.Item, reason, folder string) {
	r.warn(notify.Command(ctx, r.cfg.Program(), r.cfg.Root, notify.Event{
		Event: event, Client: i.Key.Client, Pack: i.Key.Pack, Period: i.Key.Period, Folder: folder, Deadline: i.Deadline, Late: i.Late,
		Reason: reason, Run: r.session.run.ID, At: r.env.Now,
	}))
}

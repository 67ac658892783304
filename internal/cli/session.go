package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"compack/internal/config"
	"compack/internal/history"
)

// session is one run that issues packs: alone in the folder of packs, and recorded.
type session struct {
	env   Env
	store *history.Store
	lock  *history.Lock
	run   history.Run
}

// begin takes the lock of the folder of packs, opens its history and records that a
// run begins. What an earlier run put into its place and could not record is taken in.
func begin(ctx context.Context, env Env, cfg *config.Config, command string) (*session, error) {
	holder := fmt.Sprintf("%s by %s since %s", command, operator(env), env.Now.UTC().Format(time.RFC3339))
	lock, err := history.TryLock(cfg.Out, holder)
	if err != nil {
		return nil, storeError(err)
	}
	s := &session{env: env, lock: lock, run: history.Run{
		Began: env.Now, Command: command, Operator: operator(env), Version: Version, Config: cfg.SHA256,
	}}
	if s.store, err = history.OpenStore(ctx, cfg.Out); err == nil {
		err = s.store.Begin(ctx, &s.run)
	}
	if err == nil {
		err = s.adopt(ctx, cfg.Out)
	}
	if err != nil {
		return nil, storeError(errors.Join(err, s.close()))
	}
	return s, nil
}

// opened returns what the pipeline records packs in.
func (s *session) opened() (*history.Store, history.Run, error) { return s.store, s.run, nil }

func (s *session) adopt(ctx context.Context, out string) error {
	adopted, _, err := s.store.Adopt(ctx, out, s.run)
	for _, r := range adopted {
		fmt.Fprintf(s.env.Stderr, "compack: %s was not in the history, and is now\n", r.Folder)
	}
	return err
}

// end records how the run ended, whatever has become of its context, and lets the
// next one begin.
func (s *session) end(code int, outcome string) error {
	s.run.Ended, s.run.Code, s.run.Outcome = s.env.now(), code, outcome
	return storeError(errors.Join(s.store.End(context.Background(), s.run), s.close()))
}

func (s *session) close() error {
	var err error
	if s.store != nil {
		err = s.store.Close()
	}
	return errors.Join(err, s.lock.Release())
}

// now returns the present moment: when the command was started, and what has passed.
func (e Env) now() time.Time {
	if e.Clock == nil {
		return e.Now
	}
	return e.Now.Add(e.Clock())
}

// operator returns who runs the command.
func operator(env Env) string { return cmp.Or(env.Operator, "unknown") }

// storeError gives an error of the lock or the history its exit code.
func storeError(err error) error {
	var locked *history.Locked
	var damaged *history.Damaged
	switch {
	case err == nil:
		return nil
	case errors.As(err, &locked):
		return exit{Busy, locked.Error()}
	case errors.As(err, &damaged):
		return exit{BadPack, damaged.Error()}
	}
	return exit{Failed, err.Error()}
}

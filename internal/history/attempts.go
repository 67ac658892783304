package history

import (
	"context"
	"database/sql"
	"time"
)

// Attempt is a time that a pack was owed and not made.
type Attempt struct {
	Key
	Tried  time.Time `json:"tried"`
	Reason string    `json:"reason"`
	Late   bool      `json:"late,omitempty"`
	Run    string    `json:"run,omitempty"`
}

// Hold records why a pack was not made. Of many tries in a row that say the same, the
// first and the newest are kept: a job that runs each hour for months would fill the
// store with nothing new.
func (s *Store) Hold(ctx context.Context, a Attempt) error {
	before, err := s.Attempts(ctx, a.Key)
	if err != nil {
		return err
	}
	same := func(b Attempt) bool { return b.Reason == a.Reason && b.Late == a.Late }
	return s.change(ctx, func(tx *sql.Tx) error {
		if n := len(before); n > 1 && same(before[n-1]) && same(before[n-2]) {
			_, err := tx.ExecContext(ctx, "DELETE FROM attempts WHERE id = (SELECT MAX(id) FROM attempts WHERE client = ? AND pack = ? AND period = ?)", a.Client, a.Pack, a.Period)
			if err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO attempts (client, pack, period, tried, reason, late, run) VALUES (?, ?, ?, ?, ?, ?, ?)",
			a.Client, a.Pack, a.Period, moment(a.Tried), a.Reason, a.Late, a.Run)
		return err
	})
}

const attemptColumns = "client, pack, period, tried, reason, late, run"

// Held returns the newest attempt at each key.
func (s *Store) Held(ctx context.Context) ([]Attempt, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT "+attemptColumns+" FROM attempts WHERE id IN (SELECT MAX(id) FROM attempts GROUP BY client, pack, period) ORDER BY client, pack, period")
	return collect(s, rows, err, scanAttempt)
}

// Attempts returns all attempts at a key, the oldest first.
func (s *Store) Attempts(ctx context.Context, k Key) ([]Attempt, error) {
	where, args := Filter{Key: k}.where()
	rows, err := s.db.QueryContext(ctx, "SELECT "+attemptColumns+" FROM attempts WHERE "+where+" ORDER BY id", args...)
	return collect(s, rows, err, scanAttempt)
}

func scanAttempt(row scanner) (a Attempt, err error) {
	var tried string
	err = row.Scan(&a.Client, &a.Pack, &a.Period, &tried, &a.Reason, &a.Late, &a.Run)
	a.Tried = parseMoment(tried)
	return a, err
}

// AttemptsOf returns what a run tried and did not make.
func (s *Store) AttemptsOf(ctx context.Context, run string) ([]Attempt, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT "+attemptColumns+" FROM attempts WHERE run = ? ORDER BY id", run)
	return collect(s, rows, err, scanAttempt)
}

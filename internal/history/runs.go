package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Run is one time that packs were made or decided on.
type Run struct {
	ID       string    `json:"id"`
	Began    time.Time `json:"began"`
	Ended    time.Time `json:"ended,omitzero"` // zero where it was killed, or still runs
	Command  string    `json:"command"`
	Operator string    `json:"operator"`
	Version  string    `json:"version"`
	Config   string    `json:"config_sha256"`
	Inputs   string    `json:"inputs_sha256,omitempty"`
	Outcome  string    `json:"outcome"`
	Code     int       `json:"exit_code"` // -1 where it did not end
}

// Duration returns how long the run took, 0 where it did not end.
func (r Run) Duration() time.Duration {
	if r.Ended.IsZero() {
		return 0
	}
	return r.Ended.Sub(r.Began)
}

// Begin records a run and gives it an id: the moment it began, with a number behind
// it where several began in one second.
func (s *Store) Begin(ctx context.Context, r *Run) error {
	base := r.Began.UTC().Format("20060102T150405Z")
	return s.change(ctx, func(tx *sql.Tx) error {
		r.ID, r.Code = base, -1
		for n := 2; ; n++ {
			var taken int
			if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM runs WHERE id = ?", r.ID).Scan(&taken); err != nil {
				return err
			}
			if taken == 0 {
				break
			}
			r.ID = fmt.Sprintf("%s-%d", base, n)
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO runs (id, began, command, operator, version, config, inputs) VALUES (?, ?, ?, ?, ?, ?, ?)",
			r.ID, moment(r.Began), r.Command, r.Operator, r.Version, r.Config, r.Inputs)
		return err
	})
}

// End records how a run ended.
func (s *Store) End(ctx context.Context, r Run) error {
	_, err := s.db.ExecContext(ctx, "UPDATE runs SET ended = ?, inputs = ?, outcome = ?, code = ? WHERE id = ?", moment(r.Ended), r.Inputs, r.Outcome, r.Code, r.ID)
	return s.failed(err)
}

const runColumns = "id, began, ended, command, operator, version, config, inputs, outcome, code"

// Runs returns the runs, the newest first, at most so many; 0 means all.
func (s *Store) Runs(ctx context.Context, most int) ([]Run, error) {
	if most <= 0 {
		most = -1
	}
	rows, err := s.db.QueryContext(ctx, "SELECT "+runColumns+" FROM runs ORDER BY began DESC, id DESC LIMIT ?", most)
	return collect(s, rows, err, scanRun)
}

// Run returns one run; false where there is none of that id.
func (s *Store) Run(ctx context.Context, id string) (Run, bool, error) {
	r, err := scanRun(s.db.QueryRowContext(ctx, "SELECT "+runColumns+" FROM runs WHERE id = ?", id))
	if errors.Is(err, sql.ErrNoRows) {
		return Run{}, false, nil
	}
	return r, err == nil, s.failed(err)
}

// scanner is a row, of one or of many.
type scanner interface{ Scan(...any) error }

func scanRun(row scanner) (r Run, err error) {
	var began, ended string
	err = row.Scan(&r.ID, &began, &ended, &r.Command, &r.Operator, &r.Version, &r.Config, &r.Inputs, &r.Outcome, &r.Code)
	r.Began, r.Ended = parseMoment(began), parseMoment(ended)
	return r, err
}

// collect reads all rows of a query.
func collect[T any](s *Store, rows *sql.Rows, err error, scan func(scanner) (T, error)) ([]T, error) {
	if err != nil {
		return nil, s.failed(err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, s.failed(err)
		}
		out = append(out, one)
	}
	return out, s.failed(rows.Err())
}

package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"compack/internal/period"
)

// State is what has become of a pack.
type State string

// The states of recorded packs.
const (
	Issued   State = "issued"
	Draft    State = "draft"    // awaits approval
	Rejected State = "rejected" // a draft that was not approved
)

// Key names what is owed: one client's pack of one kind for one period.
type Key struct {
	Client string `json:"client"`
	Pack   string `json:"pack"`
	Period string `json:"period"` // its label
}

// Record is one pack as the store knows it.
type Record struct {
	Key
	FirstDay   period.Date `json:"first_day"`
	LastDay    period.Date `json:"last_day"`
	AsOf       period.Date `json:"as_of"`
	Revision   int         `json:"revision"`
	State      State       `json:"state"`
	Document   string      `json:"document_sha256"`
	Manifest   string      `json:"manifest_sha256"`
	Inputs     string      `json:"inputs_sha256"`
	Folder     string      `json:"folder"`   // below the folder of packs, with forward slashes
	Recorded   time.Time   `json:"recorded"` // when it was issued, drafted or rejected; zero where that is not known
	Late       bool        `json:"late,omitempty"`
	Reason     string      `json:"reason,omitempty"`     // of a revision or a rejection
	Supersedes string      `json:"supersedes,omitempty"` // digest of the manifest of the revision before
	Preparer   string      `json:"preparer,omitempty"`
	Approver   string      `json:"approver,omitempty"`
	Run        string      `json:"run,omitempty"`
	Figures    []Figure    `json:"figures,omitempty"`
}

// Figure is one figure that a pack printed.
type Figure struct {
	Metric  string   `json:"metric"`
	Address string   `json:"address"`
	Title   string   `json:"title"`
	Unit    string   `json:"unit,omitempty"`
	Value   *float64 `json:"value"` // nil where there was none; of a share: of 1
	Exact   string   `json:"exact"` // as a fraction
	Status  string   `json:"status,omitempty"`
	Formula string   `json:"formula_sha256"`
}

// Repeated says that a revision stands in the store already.
type Repeated struct{ Record Record }

func (r *Repeated) Error() string {
	return fmt.Sprintf("revision %d of %s for %s, %s, is issued already", r.Record.Revision, r.Record.Pack, r.Record.Client, r.Record.Period)
}

// Issue records an issued pack with its figures, once: the error is a [*Repeated]
// where the revision is there. A draft or rejection of the key is settled by it.
func (s *Store) Issue(ctx context.Context, r Record) error {
	r.State = Issued
	return s.change(ctx, func(tx *sql.Tx) error {
		var n int
		err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM packs WHERE client = ? AND pack = ? AND period = ? AND revision = ? AND state = ?", r.Client, r.Pack, r.Period, r.Revision, Issued).Scan(&n)
		if err != nil {
			return err
		}
		if n > 0 {
			return &Repeated{r}
		}
		if err := forget(ctx, tx, r.Key, Draft); err != nil {
			return err
		}
		return insert(ctx, tx, r)
	})
}

// Draft records a draft in place of the one before.
func (s *Store) Draft(ctx context.Context, r Record) error {
	r.State = Draft
	return s.change(ctx, func(tx *sql.Tx) error {
		if err := forget(ctx, tx, r.Key, Draft); err != nil {
			return err
		}
		return insert(ctx, tx, r)
	})
}

// Reject records that the draft of a key was not approved, by whom and why.
func (s *Store) Reject(ctx context.Context, k Key, by, reason string, at time.Time) error {
	_, err := s.db.ExecContext(ctx, "UPDATE packs SET state = ?, approver = ?, reason = ?, recorded = ? WHERE client = ? AND pack = ? AND period = ? AND state = ?",
		Rejected, by, reason, moment(at), k.Client, k.Pack, k.Period, Draft)
	return s.failed(err)
}

func forget(ctx context.Context, tx *sql.Tx, k Key, state State) error {
	_, err := tx.ExecContext(ctx, "DELETE FROM packs WHERE client = ? AND pack = ? AND period = ? AND state = ?", k.Client, k.Pack, k.Period, state)
	return err
}

const packColumns = "client, pack, period, first_day, last_day, as_of, revision, state, document, manifest, inputs, folder, recorded, late, reason, supersedes, preparer, approver, run"

func insert(ctx context.Context, tx *sql.Tx, r Record) error {
	res, err := tx.ExecContext(ctx, "INSERT INTO packs ("+packColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		r.Client, r.Pack, r.Period, r.FirstDay.String(), r.LastDay.String(), r.AsOf.String(), r.Revision, r.State, r.Document, r.Manifest, r.Inputs,
		r.Folder, moment(r.Recorded), r.Late, r.Reason, r.Supersedes, r.Preparer, r.Approver, r.Run)
	if err != nil {
		return err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return err
	}
	put, err := tx.PrepareContext(ctx, "INSERT INTO figures (pack_id, metric, address, title, unit, value, exact, status, formula) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer put.Close()
	for _, f := range r.Figures {
		if _, err := put.ExecContext(ctx, id, f.Metric, f.Address, f.Title, f.Unit, f.Value, f.Exact, f.Status, f.Formula); err != nil {
			return err
		}
	}
	return nil
}

// Filter chooses packs; an empty part lets all pass.
type Filter struct {
	Key
	State State
}

func (f Filter) where() (string, []any) {
	clause, args := "1 = 1", []any{}
	for _, part := range []struct{ column, value string }{{"client", f.Client}, {"pack", f.Pack}, {"period", f.Period}, {"state", string(f.State)}} {
		if part.value != "" {
			clause += " AND " + part.column + " = ?"
			args = append(args, part.value)
		}
	}
	return clause, args
}

// Packs returns the packs, without figures, by client, pack, period and revision.
func (s *Store) Packs(ctx context.Context, f Filter) ([]Record, error) {
	where, args := f.where()
	rows, err := s.db.QueryContext(ctx, "SELECT "+packColumns+" FROM packs WHERE "+where+" ORDER BY client, pack, first_day, revision, recorded, id", args...)
	return collect(s, rows, err, scanRecord)
}

// Newest returns the newest pack of a key in a state; false where there is none.
func (s *Store) Newest(ctx context.Context, k Key, state State) (Record, bool, error) {
	where, args := Filter{k, state}.where()
	r, err := scanRecord(s.db.QueryRowContext(ctx, "SELECT "+packColumns+" FROM packs WHERE "+where+" ORDER BY revision DESC LIMIT 1", args...))
	if errors.Is(err, sql.ErrNoRows) {
		return Record{}, false, nil
	}
	return r, err == nil, s.failed(err)
}

func scanRecord(row scanner) (r Record, err error) {
	var first, last, asOf, recorded string
	err = row.Scan(&r.Client, &r.Pack, &r.Period, &first, &last, &asOf, &r.Revision, &r.State, &r.Document, &r.Manifest, &r.Inputs,
		&r.Folder, &recorded, &r.Late, &r.Reason, &r.Supersedes, &r.Preparer, &r.Approver, &r.Run)
	if err != nil {
		return r, err
	}
	r.Recorded = parseMoment(recorded)
	for _, d := range []struct {
		to   *period.Date
		text string
	}{{&r.FirstDay, first}, {&r.LastDay, last}, {&r.AsOf, asOf}} {
		if err := d.to.UnmarshalText([]byte(d.text)); err != nil {
			return r, err
		}
	}
	return r, nil
}

// Printed is a figure in one issued pack.
type Printed struct {
	Key
	Revision int `json:"revision"`
	Figure
}

// Figures returns what the newest issued revision of each pack printed of one metric,
// or of all where metric is empty, by client, pack and period.
func (s *Store) Figures(ctx context.Context, k Key, metric string) ([]Printed, error) {
	where, args := Filter{k, Issued}.where()
	if metric != "" {
		where += " AND metric = ?"
		args = append(args, metric)
	}
	rows, err := s.db.QueryContext(ctx, "SELECT client, pack, period, revision, metric, address, title, unit, value, exact, status, formula FROM packs JOIN figures ON pack_id = packs.id WHERE "+where+
		" AND revision = (SELECT MAX(revision) FROM packs AS newer WHERE newer.client = packs.client AND newer.pack = packs.pack AND newer.period = packs.period AND newer.state = packs.state)"+
		" ORDER BY client, pack, first_day, address, metric", args...)
	return collect(s, rows, err, func(row scanner) (p Printed, err error) {
		err = row.Scan(&p.Client, &p.Pack, &p.Period, &p.Revision, &p.Metric, &p.Address, &p.Title, &p.Unit, &p.Value, &p.Exact, &p.Status, &p.Formula)
		return p, err
	})
}

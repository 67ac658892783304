package history

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite", without cgo
)

// Places of the state below the folder of packs.
const (
	Folder    = ".compack"
	storeFile = "history.db"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is the history of a folder of packs: its runs, what they issued and with
// which figures. It holds nothing that the packs themselves do not say, but for
// runs, attempts and who decided what; [Store.Rebuild] reads the rest back.
type Store struct {
	db   *sql.DB
	file string
}

// Damaged says that the store can't be used as it is.
type Damaged struct {
	File string
	Err  error
}

func (d *Damaged) Error() string {
	return fmt.Sprintf("the history %s is damaged: %v; run compack history rebuild, which reads it back from the packs", d.File, d.Err)
}

func (d *Damaged) Unwrap() error { return d.Err }

// StoreFile returns where the store of a folder of packs lies.
func StoreFile(out string) string { return filepath.Join(out, Folder, storeFile) }

// OpenStore opens the store of a folder of packs, which is made where there is none.
// The error is a [*Damaged] where the file is no sound store.
func OpenStore(ctx context.Context, out string) (*Store, error) {
	file := StoreFile(out)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of the history: %w", err)
	}
	s, err := open(file)
	if err != nil {
		return nil, err
	}
	if err := s.migrate(ctx); err != nil {
		s.db.Close()
		return nil, s.failed(err)
	}
	return s, nil
}

// ReadStore opens the store where there is one; else it returns nil.
func ReadStore(ctx context.Context, out string) (*Store, error) {
	if _, err := os.Stat(StoreFile(out)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return OpenStore(ctx, out)
}

func open(file string) (*Store, error) {
	// One file and no others beside it while nothing runs: it can be copied as it
	// stands. A writer waits for another instead of failing at once.
	db, err := sql.Open("sqlite", "file:"+uriPath(file)+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(DELETE)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("open the history: %w", err)
	}
	db.SetMaxOpenConns(1)
	return &Store{db: db, file: file}, nil
}

// uriPath escapes what has a meaning in a URI.
func uriPath(file string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(filepath.ToSlash(file))
}

func (s *Store) migrate(ctx context.Context) error {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.db, sub)
	if err != nil {
		return err
	}
	current, target, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > target {
		return fmt.Errorf("it was written by a later version of compack (its form is %d, this one knows %d)", current, target)
	}
	_, err = p.Up(ctx)
	return err
}

// Check looks the whole store through; the error is a [*Damaged].
func (s *Store) Check(ctx context.Context) error {
	var verdict string
	if err := s.db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict); err != nil {
		return s.failed(err)
	}
	if verdict != "ok" {
		return s.failed(errors.New(verdict))
	}
	return nil
}

// failed says which file an operation failed on, and whether it is sound.
func (s *Store) failed(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	for _, sign := range []string{"not a database", "malformed", "(11)", "(26)", "integrity", "no such table", "no such column", "already exists"} {
		if strings.Contains(text, sign) {
			return &Damaged{s.file, err}
		}
	}
	return fmt.Errorf("the history %s: %w", s.file, err)
}

// Close closes the store.
func (s *Store) Close() error { return s.db.Close() }

// change runs statements all or none.
func (s *Store) change(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.failed(err)
	}
	if err := do(tx); err != nil {
		return s.failed(errors.Join(err, tx.Rollback()))
	}
	return s.failed(tx.Commit())
}

// momentForm is how the store writes a moment, in UTC.
const momentForm = "2006-01-02T15:04:05Z"

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(momentForm)
}

func parseMoment(s string) time.Time {
	t, _ := time.Parse(momentForm, s) // the zero time for an empty text
	return t
}

// SetAside moves a store that can't be used out of the way and returns where to; ""
// where it is sound, or there is none.
func SetAside(ctx context.Context, out string) (string, error) {
	s, err := ReadStore(ctx, out)
	if s != nil {
		err = errors.Join(s.Check(ctx), s.Close())
	}
	var damaged *Damaged
	if !errors.As(err, &damaged) {
		return "", err
	}
	file := StoreFile(out)
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s.damaged-%d", file, n)
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			return aside, os.Rename(file, aside)
		}
	}
}

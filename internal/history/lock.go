package history

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// Lock keeps a folder of packs to one run. The system lets go of it when the run
// ends, however it ends.
type Lock struct{ held *flock.Flock }

// Locked says that another run holds the lock, and which.
type Locked struct{ Holder string }

func (l *Locked) Error() string {
	if l.Holder == "" {
		return "another run issues packs here"
	}
	return "another run issues packs here: " + l.Holder
}

const lockFile = "lock"

// TryLock takes the lock of a folder of packs; holder says to others who has it. The
// error is a [*Locked] where somebody does.
func TryLock(out, holder string) (*Lock, error) {
	file := filepath.Join(out, Folder, lockFile)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of the lock: %w", err)
	}
	l := flock.New(file)
	ok, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", out, err)
	}
	if !ok {
		text, _ := os.ReadFile(file + ".by") // who it is only helps
		return nil, &Locked{strings.TrimSpace(string(text))}
	}
	_ = os.WriteFile(file+".by", []byte(holder+"\n"), 0o644)
	return &Lock{l}, nil
}

// Release lets the next run have it.
func (l *Lock) Release() error { return l.held.Unlock() }

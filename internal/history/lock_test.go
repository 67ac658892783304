package history

import (
	"errors"
	"testing"
)

func TestAFolderOfPacksIsKeptToOneRun(t *testing.T) {
	out := t.TempDir()
	first, err := TryLock(out, "run --due by ops")
	if err != nil {
		t.Fatal(err)
	}
	var locked *Locked
	if _, err := TryLock(out, "run by Ada"); !errors.As(err, &locked) || locked.Holder != "run --due by ops" {
		t.Errorf("a second run got %v", err)
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	second, err := TryLock(out, "run by Ada")
	if err != nil {
		t.Fatalf("the lock was let go of, and: %v", err)
	}
	if err := second.Release(); err != nil {
		t.Error(err)
	}
}

package cli_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTheReferenceOfBlocksIsAPackItself makes a pack of all its examples: each is
// right as it stands.
func TestTheReferenceOfBlocksIsAPackItself(t *testing.T) {
	reference, err := os.ReadFile("blocks.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	packs := filepath.Join(dir, "templates", "packs")
	if err := os.MkdirAll(packs, 0o755); err != nil {
		t.Fatal(err)
	}
	text := append([]byte("---\ntitle: Reference\n---\n"), reference...)
	if err := os.WriteFile(filepath.Join(packs, "reference.md"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	out := makePackIn(t, dir, "reference", nil)
	if n := pageCount(t, filepath.Join(out, "northwind"), "report.pdf"); n < 10 {
		t.Errorf("all examples take %d pages", n)
	}
}

package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"compack/internal/cli"
)

// TestTheReferenceOfBlocksIsAPackItself makes a pack of all its examples: each is
// right as it stands.
func TestTheReferenceOfBlocksIsAPackItself(t *testing.T) {
	reference, err := os.ReadFile("blocks.md")
	if err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile(quarterly)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name string, content []byte) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("compack.yaml", bytes.Replace(config, []byte("template: vendor-quarterly"), []byte("template: reference"), 1))
	write("templates/packs/reference.md", append([]byte("---\ntitle: Reference\n---\n"), reference...))
	inputs, err := filepath.Abs(filepath.Join(filepath.Dir(quarterly), "inputs"))
	if err != nil {
		t.Fatal(err)
	}
	if code, _ := run(t, today, "--config", filepath.Join(dir, "compack.yaml"), "--inputs", inputs, "--client", "northwind"); code != cli.Done {
		t.Errorf("a pack of the examples ended with exit code %d", code)
	}
}

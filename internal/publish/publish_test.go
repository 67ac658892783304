package publish

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFolderReplacesWhatStoodThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "2026-Q3", "northwind")
	for _, content := range []string{"first", "second"} {
		if err := Folder(dir, []File{{"a.txt", []byte(content)}}); err != nil {
			t.Fatal(err)
		}
	}
	wantOnly(t, dir, "second")
}

func TestFolderLeavesThePreviousPackWhenItFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "northwind")
	if err := Folder(dir, []File{{"a.txt", []byte("first")}}); err != nil {
		t.Fatal(err)
	}
	if err := Folder(dir, []File{{"a.txt", []byte("second")}, {"no/such/folder.txt", nil}}); err == nil {
		t.Fatal("a file that can't be written gave no error")
	}
	wantOnly(t, dir, "first")
}

func TestFolderReplacesNothingOfOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "northwind")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.docx"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Folder(dir, []File{{"a.txt", nil}}); err == nil {
		t.Error("a folder with somebody's notes was replaced")
	}
	if _, err := os.Stat(filepath.Join(dir, "notes.docx")); err != nil {
		t.Error(err)
	}
}

func TestFolderReplacesWhatTheManifestNames(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "northwind")
	manifest := `{"outputs": [{"path": "report.de.pdf"}]}`
	if err := Folder(dir, []File{{"report.de.pdf", nil}, {"manifest.json", []byte(manifest)}}); err != nil {
		t.Fatal(err)
	}
	if err := Folder(dir, []File{{"manifest.json", []byte("{}")}}); err != nil {
		t.Errorf("a pack in fewer languages can't take the place of one in more: %v", err)
	}
}

func TestFolderMendsAnInterruptedRun(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "northwind")
	for _, left := range []string{partialPrefix("northwind") + "123", ".northwind.previous"} {
		if err := os.MkdirAll(filepath.Join(parent, left), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(parent, ".northwind.previous", "a.txt"), []byte("kept"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := recoverFolder(parent, "northwind"); err != nil {
		t.Fatal(err)
	}
	wantOnly(t, dir, "kept")
}

func TestSwapByRenamesKeepsTheNewFolder(t *testing.T) {
	parent := t.TempDir()
	for _, name := range []string{"new", "pack"} {
		if err := os.Mkdir(filepath.Join(parent, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(parent, name, "a.txt"), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := renameAside(filepath.Join(parent, "new"), filepath.Join(parent, "pack")); err != nil {
		t.Fatal(err)
	}
	wantOnly(t, filepath.Join(parent, "pack"), "new")
}

// wantOnly checks that dir holds a.txt with the content and that nothing is left
// beside it.
func wantOnly(t *testing.T, dir, content string) {
	t.Helper()
	got, err := os.ReadFile(filepath.Join(dir, "a.txt"))
	if err != nil || string(got) != content {
		t.Errorf("a.txt holds %q, %v; want %q", got, err, content)
	}
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the pack there are %v, %v; want nothing", entries, err)
	}
}

package cli_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compack/internal/cli"
)

// toSettle is what a started configuration says of a source that can't be read
// as it stands.
var toSettle = regexp.MustCompile(`(?m)^ *# client: ID|: "" # TODO: .* is required`)

func TestAWorkspaceFromASamplePasses(t *testing.T) {
	startFrom(t, "../../samples/presets")
}

func TestAWorkspaceFromARealExportPassesOrSaysWhatIsMissing(t *testing.T) {
	const data = "../../../shared/data"
	if _, err := os.Stat(data); err != nil {
		t.Skip("SKIPPED: the real exports are not there: no workspace was started from one")
	}
	startFrom(t, data)
}

// startFrom starts a workspace from each export below folder. Its check passes, or
// stops for an input whose gaps the configuration names.
func startFrom(t *testing.T, folder string) {
	t.Helper()
	const most = 300_000 // bytes: larger files only take longer
	fit := 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains([]string{".csv", ".tsv", ".xlsx"}, filepath.Ext(path)) {
			return err
		}
		if info, err := entry.Info(); err != nil || info.Size() > most {
			return err
		}
		dir := filepath.Join(t.TempDir(), "workspace")
		if code, said := command(t, "init", dir, path); code == cli.BadInput {
			return nil // not every real file can be read, and the message says why
		} else if code != cli.Done {
			t.Errorf("init from %s ended with exit code %d: %s", path, code, said)
			return nil
		}
		text, err := os.ReadFile(filepath.Join(dir, "compack.yaml"))
		if err != nil || strings.Contains(string(text), "no file fits a dataset") {
			return err
		}
		fit++
		code, said := command(t, "check", "--config", filepath.Join(dir, "compack.yaml"), "--period", "2026-Q3")
		if code != cli.Done && (code != cli.BadInput || !toSettle.Match(text)) {
			t.Errorf("the workspace from %s ended with exit code %d: %s\n%s", path, code, said, text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if fit == 0 {
		t.Errorf("no export below %s fits a dataset", folder)
	}
}

// command runs compack and returns its exit code and all that it printed.
func command(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out bytes.Buffer
	code := cli.Main(context.Background(), cli.Env{Args: args, Stdout: &out, Stderr: &out, Now: today.Time()})
	return code, out.String()
}

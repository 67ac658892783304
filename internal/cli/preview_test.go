package cli_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"compack/internal/cli"
	"compack/internal/preview"
)

// patience is how long a test waits for something that must come.
const patience = 3 * time.Minute

// previewed is a preview that runs.
type previewed struct {
	address string
	events  *bufio.Scanner
	stop    func() int // ends it and returns its exit code
}

// startPreview starts a preview of the workspace in dir.
func startPreview(t *testing.T, dir string, args ...string) *previewed {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, printed := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		args := append([]string{"preview", "--watch", "--config", filepath.Join(dir, "compack.yaml"), "--period", "2026-Q3"}, args...)
		ended <- cli.Main(ctx, cli.Env{Args: args, Stdout: printed, Stderr: io.Discard, Now: today.Time()})
		printed.Close()
	}()
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		cancel()
		t.Fatalf("the preview ended with exit code %d", <-ended)
	}
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(lines.Text())
	go io.Copy(io.Discard, out)
	deadline, stopWaiting := context.WithTimeout(t.Context(), patience)
	t.Cleanup(stopWaiting)
	request, err := http.NewRequestWithContext(deadline, http.MethodGet, address+"events", nil)
	if err != nil {
		t.Fatalf("it printed %q: %v", lines.Text(), err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	return &previewed{address, bufio.NewScanner(answer.Body), func() int { cancel(); return <-ended }}
}

// await waits until the state is as it should be.
func (p *previewed) await(t *testing.T, what string, is func(preview.State) bool) preview.State {
	t.Helper()
	var state preview.State
	for p.events.Scan() {
		if !strings.HasPrefix(p.events.Text(), "data: ") {
			continue
		}
		if err := json.Unmarshal(p.fetch(t, "state"), &state); err != nil {
			t.Fatal(err)
		}
		if !state.Making && is(state) {
			return state
		}
	}
	t.Fatalf("%s never came; the last state is %+v", what, state)
	return state
}

func (p *previewed) fetch(t *testing.T, path string) []byte {
	t.Helper()
	answer, err := http.Get(p.address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", path, answer.Status, err)
	}
	return body
}

// edit changes a file of a workspace.
func edit(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

const ownPack = "---\ntitle: Our own report\n---\n# Training\n\n{{ metric \"training.completion\" }} is what counts.\n"

// TestAPreviewFollowsWhatChanges edits a template, breaks and mends it, changes an
// input and breaks the configuration.
func TestAPreviewFollowsWhatChanges(t *testing.T) {
	dir := write(t, map[string]string{"compack.yaml": goodConfig, "inputs/training.csv": goodRows})
	pack := filepath.Join(dir, "templates", "packs", "vendor-quarterly.md")
	p := startPreview(t, dir)
	first := p.await(t, "the first pack", func(s preview.State) bool { return s.Pack > 0 })
	if first.Title != "Acme, 2026-Q3 (vendor-quarterly)" || len(first.Files) < 5 {
		t.Errorf("the first pack is %q with %v", first.Title, first.Files)
	}
	if page := string(p.fetch(t, "files/report.html")); !strings.Contains(page, "Acme") {
		t.Error("the report is not shown as HTML")
	}
	report := p.fetch(t, "files/report.pdf")

	edit(t, pack, ownPack)
	second := p.await(t, "the pack by the new template", func(s preview.State) bool { return s.Pack > first.Pack })
	changed := p.fetch(t, "files/report.pdf")
	if string(changed) == string(report) {
		t.Error("the report did not change with its template")
	}

	edit(t, pack, strings.Replace(ownPack, "training.completion", "training.complexion", 1))
	broken := p.await(t, "the mistake in the template", func(s preview.State) bool { return s.Failure != "" })
	if !strings.Contains(broken.Failure, "vendor-quarterly.md, line 6") || !strings.Contains(broken.Failure, "training.complexion") {
		t.Errorf("the mistake is shown as %q", broken.Failure)
	}
	if broken.Pack != second.Pack || string(p.fetch(t, "files/report.pdf")) != string(changed) {
		t.Error("the last good pack is gone")
	}

	edit(t, pack, ownPack)
	third := p.await(t, "the mended pack", func(s preview.State) bool { return s.Failure == "" })

	edit(t, filepath.Join(dir, "inputs", "training.csv"), goodRows+"E2,Acme,Security Awareness,2026-07-31,\n")
	fourth := p.await(t, "the pack of the new input", func(s preview.State) bool { return s.Pack > third.Pack })
	if !strings.Contains(string(p.fetch(t, "files/metrics.json")), `"denominator": 2`) {
		t.Error("the new row was not counted")
	}

	edit(t, filepath.Join(dir, "compack.yaml"), strings.Replace(goodConfig, "vendor", "vendro", 1))
	wrong := p.await(t, "the mistake in the configuration", func(s preview.State) bool { return s.Failure != "" })
	if !strings.Contains(wrong.Failure, "vendro") || wrong.Pack != fourth.Pack {
		t.Errorf("the mistake is shown as %q over version %d", wrong.Failure, wrong.Pack)
	}

	if code := p.stop(); code != cli.Done {
		t.Errorf("exit code %d", code)
	}
	if _, err := os.Stat(filepath.Join(dir, "out")); err == nil {
		t.Error("a preview wrote into the folder of packs")
	}
}

// TestAPreviewWaitsForWhatIsMissing starts without the input, which is put there later.
func TestAPreviewWaitsForWhatIsMissing(t *testing.T) {
	dir := write(t, map[string]string{"compack.yaml": goodConfig})
	p := startPreview(t, dir)
	s := p.await(t, "the missing input", func(s preview.State) bool { return s.Failure != "" })
	if !strings.Contains(s.Failure, "the inputs are not complete") || s.Pack != 0 {
		t.Errorf("shown is %+v", s)
	}
	edit(t, filepath.Join(dir, "inputs", "training.csv"), goodRows)
	p.await(t, "the pack", func(s preview.State) bool { return s.Pack > 0 && s.Failure == "" })
	if code := p.stop(); code != cli.Done {
		t.Errorf("exit code %d", code)
	}
}

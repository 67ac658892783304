package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compack/internal/cli"
)

const (
	goodConfig = "vendor: {name: Test Vendor}\nclients: [{id: acme, name: Acme}]\nsources: [{dataset: training, files: training.csv}]\n"
	goodRows   = "Employee ID,Client,Course,Due Date,Completed On\nE1,Acme,Security Awareness,2026-07-31,2026-07-01\n"
)

// write makes a folder with the given files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestExitCodes(t *testing.T) {
	for name, c := range map[string]struct {
		config, rows string
		args         []string
		want         int
	}{
		"done":                    {goodConfig, goodRows, nil, cli.Done},
		"unknown command":         {goodConfig, goodRows, []string{"make"}, cli.Usage},
		"unknown flag":            {goodConfig, goodRows, []string{"--perod", "2026-Q3"}, cli.Usage},
		"unknown setting":         {goodConfig + "colour: blue\n", goodRows, nil, cli.Usage},
		"unknown client":          {goodConfig, goodRows, []string{"--client", "globex"}, cli.Usage},
		"bad period":              {goodConfig, goodRows, []string{"--period", "Q3"}, cli.Usage},
		"as-of outside":           {goodConfig, goodRows, []string{"--period", "2026-Q3", "--as-of", "2026-10-01"}, cli.Usage},
		"no configuration":        {"", goodRows, nil, cli.Usage},
		"missing file":            {goodConfig, "", nil, cli.HeldBack},
		"empty file":              {goodConfig, " \n", nil, cli.BadInput},
		"missing required column": {goodConfig, "Employee ID,Client,Due Date\nE1,Acme,2026-07-31\n", nil, cli.BadInput},
		"unusable file of one client's": {"vendor: {name: V}\nclients: [{id: acme, name: Acme}, {id: globex, name: Globex}]\nsources: [{dataset: training, files: training.csv, client: acme}]\n",
			"\x89PNG\r\n\x1a\n", nil, cli.BadInput},
		"rejected row":         {goodConfig, goodRows + "E2,Acme,Security Awareness,soon,\n", nil, cli.Done},
		"rejected row, strict": {goodConfig, goodRows + "E2,Acme,Security Awareness,soon,\n", []string{"--strict"}, cli.BadInput},
		"rejected row, gate":   {goodConfig + "gate: errors\n", goodRows + "E2,Acme,Security Awareness,soon,\n", nil, cli.BadInput},
		"a row of nobody":      {goodConfig, goodRows + "E2,Globex,Security Awareness,2026-07-31,\n", nil, cli.Done},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{}
			if c.config != "" {
				files["compack.yaml"] = c.config
			}
			if c.rows != "" {
				files["inputs/training.csv"] = c.rows
			}
			dir := write(t, files)
			args := append([]string{"run", "--config", filepath.Join(dir, "compack.yaml"), "--period", "2026-Q3"}, c.args...)
			if c.args != nil && c.args[0] == "make" {
				args = c.args
			}
			var out, errs bytes.Buffer
			if got := cli.Main(context.Background(), cli.Env{Args: args, Stdout: &out, Stderr: &errs, Now: today.Time()}); got != c.want {
				t.Errorf("exit code %d, want %d\n%s%s", got, c.want, &out, &errs)
			}
			if c.want != cli.Done && errs.Len() == 0 {
				t.Error("nothing was said on standard error")
			}
			if _, err := os.Stat(filepath.Join(dir, "out", "2026-Q3", "acme")); (err == nil) != (c.want == cli.Done) {
				t.Errorf("with exit code %d, the pack is there: %v", c.want, err == nil)
			}
			if _, err := os.Stat(filepath.Join(dir, "out", "2026-Q3", "problems.json")); (err == nil) != (c.want == cli.BadInput) {
				t.Errorf("with exit code %d, the report of problems is there: %v", c.want, err == nil)
			}
		})
	}
}

func TestAnInterruptedRunLeavesNothing(t *testing.T) {
	dir := write(t, map[string]string{"compack.yaml": goodConfig, "inputs/training.csv": goodRows})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errs bytes.Buffer
	args := []string{"run", "--config", filepath.Join(dir, "compack.yaml"), "--period", "2026-Q3"}
	if got := cli.Main(ctx, cli.Env{Args: args, Stdout: &out, Stderr: &errs, Now: today.Time()}); got != cli.Interrupted {
		t.Errorf("exit code %d\n%s%s", got, &out, &errs)
	}
	if _, err := os.Stat(filepath.Join(dir, "out")); err == nil {
		t.Error("an interrupted run left something")
	}
}

// TestAMistakeInATemplateIsAMistakeOfUsage makes a pack by hand and by a schedule.
func TestAMistakeInATemplateIsAMistakeOfUsage(t *testing.T) {
	dir := write(t, map[string]string{
		"compack.yaml":                        goodConfig + "schedules: [{due: 4 days, from: 2026-Q3, until: 2026-Q3}]\nnotify: {command: [sh, -c, cat >> events.jsonl]}\n",
		"inputs/training.csv":                 goodRows,
		"templates/packs/vendor-quarterly.md": "---\ntitle: Report\n---\n\n# Training\n\n{{ nonesuch }}\n",
	})
	for _, flags := range [][]string{{"--period", "2026-Q3"}, {"--due"}, {"--due"}} {
		var out, errs bytes.Buffer
		args := append([]string{"run", "--config", filepath.Join(dir, "compack.yaml")}, flags...)
		now := today.AddDays(2).Time()
		if got := cli.Main(context.Background(), cli.Env{Args: args, Stdout: &out, Stderr: &errs, Now: now}); got != cli.Usage || !strings.Contains(out.String()+errs.String(), "vendor-quarterly.md, line 7") {
			t.Errorf("%s: exit code %d\n%s%s", flags, got, &out, &errs)
		}
	}
	if told, err := os.ReadFile(filepath.Join(dir, "events.jsonl")); err != nil || strings.Count(string(told), `"event":"failed"`) != 1 {
		t.Errorf("somebody is told once of the same failure, not %q, %v", told, err)
	}
}

// TestOneClientsFailureIsNotTheOthers puts a file where one client's folder
// should be.
func TestOneClientsFailureIsNotTheOthers(t *testing.T) {
	dir := write(t, map[string]string{
		"compack.yaml":        "vendor: {name: Test Vendor}\nclients: [{id: acme, name: Acme}, {id: globex, name: Globex}]\nsources: [{dataset: training, files: training.csv}]\n",
		"inputs/training.csv": goodRows,
		"out/2026-Q3/acme":    "in the way",
	})
	var out, errs bytes.Buffer
	args := []string{"run", "--config", filepath.Join(dir, "compack.yaml"), "--period", "2026-Q3"}
	if got := cli.Main(context.Background(), cli.Env{Args: args, Stdout: &out, Stderr: &errs, Now: today.Time()}); got != cli.Partial {
		t.Errorf("exit code %d\n%s%s", got, &out, &errs)
	}
	if _, err := os.Stat(filepath.Join(dir, "out/2026-Q3/globex/report.pdf")); err != nil {
		t.Error(err)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "out/2026-Q3/acme")); err != nil || string(b) != "in the way" {
		t.Errorf("what stood there before is gone: %q, %v", b, err)
	}
}

package cli_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"compack/internal/cli"
	"compack/internal/manifest"
)

// bench is where the workload generator and the independent script are, when they
// are there.
const bench = "../../../shared/bench"

// peerNames maps the script's names for figures to metrics.
var peerNames = map[string]string{
	"Risks open":                               "risks.open",
	"Risks rated high or above (residual)":     "risks.high_residual",
	"Risks past review date":                   "risks.review_overdue",
	"Findings open at period end":              "findings.open",
	"Findings raised in period":                "findings.raised",
	"Findings closed in period":                "findings.closed",
	"Findings overdue":                         "findings.overdue",
	"Mandatory training completion":            "training.completion",
	"People overdue on training":               "training.people_overdue",
	"Actions open at period end":               "remediation.open",
	"Actions overdue":                          "remediation.overdue",
	"Actions closed in period":                 "remediation.closed",
	"Actions due in period and closed on time": "remediation.on_time",
	"Mean days to close":                       "remediation.days_to_close",
	"Median days to close":                     "remediation.days_to_close_median",
	"Mean age of open actions in days":         "remediation.open_age",
}

// peerTables maps the script's tables to groupings.
var peerTables = map[string][2]string{
	"Open findings by severity":         {"findings.open", "severity"},
	"Open actions by age":               {"remediation.open", "age"},
	"Training completion by department": {"training.completion", "department"},
	"Training completion by course":     {"training.completion", "course"},
	"Open actions by severity":          {"remediation.open", "severity"},
	"Risks by treatment":                {"risks.open", "treatment"},
}

// python runs a script of the bench folder, or skips the test where it or its
// libraries are not there.
func python(t *testing.T, script string, args ...string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(bench, script)); err != nil {
		t.Skipf("SKIPPED: %s is not there: the figures were not compared with an independent script", script)
	}
	const interpreter = "/usr/bin/python3"
	if err := exec.Command(interpreter, "-c", "import pandas, openpyxl, xlsxwriter, reportlab, matplotlib").Run(); err != nil {
		t.Skipf("SKIPPED: the libraries of %s are not installed: the figures were not compared with an independent script", script)
	}
	cmd := exec.Command(interpreter, append([]string{filepath.Join(bench, script)}, args...)...)
	cmd.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1")
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, msg)
	}
}

// synthetic makes the packs of a generated workload.
func synthetic(t *testing.T, inputs string, clients int) string {
	t.Helper()
	out := t.TempDir()
	args := []string{"--config", "../../samples/synthetic/compack.yaml", "--inputs", inputs, "--out", out, "--period", "2026-Q3"}
	for i := range clients {
		args = append(args, "--client", fmt.Sprintf("client-%03d", i+1))
	}
	if code, text := run(t, today, args...); code != cli.Done {
		t.Fatalf("exit code %d\n%s", code, text)
	}
	return filepath.Join(out, "2026-Q3")
}

// TestFiguresEqualAnIndependentScript compares every figure and grouping with what
// a script by somebody else works out from the same files.
func TestFiguresEqualAnIndependentScript(t *testing.T) {
	inputs := t.TempDir()
	python(t, "generate.py", inputs)
	kpis := filepath.Join(t.TempDir(), "kpis.json")
	python(t, "peer.py", inputs, t.TempDir(), "--all-clients", "--kpis", kpis)
	var want map[string]map[string]any
	decodeFile(t, kpis, &want)
	packs := synthetic(t, inputs, 3)
	if len(want) != 3 {
		t.Fatalf("the script knows %d clients", len(want))
	}
	for client, figures := range want {
		got := map[string]manifest.Figure{}
		for _, m := range readFigures(t, filepath.Join(packs, client)).Metrics {
			got[m.ID] = m
		}
		for name, value := range figures {
			if name == "tables" {
				compareTables(t, client, value.(map[string]any), got)
				continue
			}
			id, ok := peerNames[name]
			if !ok {
				t.Errorf("the script has a figure %q that no metric is compared with", name)
				continue
			}
			compare(t, client+" "+id, got[id].Value, value)
		}
	}
}

func compareTables(t *testing.T, client string, tables map[string]any, got map[string]manifest.Figure) {
	t.Helper()
	for name, rows := range tables {
		at, ok := peerTables[name]
		if !ok {
			t.Errorf("the script has a table %q that no grouping is compared with", name)
			continue
		}
		labels := map[string]*float64{}
		for _, g := range got[at[0]].Groups {
			if g.By == at[1] {
				for _, item := range g.Items {
					labels[item.Label] = item.Value
				}
			}
		}
		for label, value := range rows.(map[string]any) {
			if label == ">90" {
				label = "Over 90"
			}
			v, ok := labels[label]
			if !ok && value == 0.0 {
				continue // a group that no record is in
			}
			compare(t, fmt.Sprintf("%s %s by %s, %s", client, at[0], at[1], label), v, value)
		}
	}
}

func compare(t *testing.T, what string, got *float64, want any) {
	t.Helper()
	number, ok := want.(float64)
	switch {
	case !ok && got == nil:
	case !ok || got == nil || math.Abs(*got-number) > 1e-9*math.Max(1, math.Abs(number)):
		t.Errorf("%s: got %v, the script says %v", what, show(got), want)
	}
}

func show(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

// TestUnreadableRowsAreAllAccountedFor makes packs of a workload with unreadable
// dates: each is rejected, listed with its place, and in the ledger.
func TestUnreadableRowsAreAllAccountedFor(t *testing.T) {
	inputs := t.TempDir()
	python(t, "generate.py", inputs, "--bad", "0.02")
	var expected map[string]json.RawMessage
	decodeFile(t, filepath.Join(inputs, "expected.json"), &expected)
	packs := synthetic(t, inputs, 3)
	listed := map[string]int{}
	for i := range 3 {
		figures := readFigures(t, filepath.Join(packs, fmt.Sprintf("client-%03d", i+1)))
		for _, p := range figures.Problems {
			if p.Code == "T002" && p.Value == "not a date" && p.Place.Row > 1 && p.Place.Column != "" {
				listed[p.Place.File]++
			}
		}
		for _, l := range figures.Ledgers {
			var want struct{ Rows, Bad int }
			if err := json.Unmarshal(expected[l.File], &want); err != nil {
				t.Fatal(err)
			}
			if !l.Ties() || l.Read != want.Rows || l.Rejected != want.Bad || l.Duplicate+l.Blank != 0 {
				t.Errorf("%s: ledger %+v, expected %+v", l.File, l, want)
			}
			if want.Bad == 0 {
				t.Errorf("%s has no bad row: the test proves nothing", l.File)
			}
		}
	}
	for file, raw := range expected {
		var want struct{ Rows, Bad int }
		if json.Unmarshal(raw, &want) == nil && want.Rows > 0 && listed[file] != want.Bad {
			t.Errorf("%s: %d rows are listed in the packs, %d are bad", file, listed[file], want.Bad)
		}
	}
}

// TestAPackFromRealFiles makes a pack from public files that nobody here wrote.
func TestAPackFromRealFiles(t *testing.T) {
	const data = "../../../shared/data"
	if _, err := os.Stat(data); err != nil {
		t.Skip("SKIPPED: the folder of real files is not there")
	}
	out := t.TempDir()
	code, text := run(t, today, "--config", "../../samples/public/compack.yaml", "--inputs", data, "--out", out, "--period", "2026-Q1")
	if code != cli.Done {
		t.Fatalf("exit code %d\n%s", code, text)
	}
	// Rows below the header, counted by another reader (Python's csv module).
	want := map[string]int{"risks": 30, "findings": 11, "training": 418, "remediation": 200}
	figures := readFigures(t, filepath.Join(out, "2026-Q1", "acme"))
	if len(figures.Ledgers) != len(want) {
		t.Fatalf("%d ledgers, want %d", len(figures.Ledgers), len(want))
	}
	for _, l := range figures.Ledgers {
		if !l.Ties() || l.Read != want[l.Dataset] || l.Accepted == 0 {
			t.Errorf("%s: %+v, want %d rows", l.File, l, want[l.Dataset])
		}
	}
}

func decodeFile(t *testing.T, file string, v any) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"compack/internal/cli"
	"compack/internal/manifest"
)

const (
	twoPeriods = "vendor: {name: Test Vendor}\nclients: [{id: acme, name: Acme}]\nsources: [{dataset: remediation, files: actions.csv}]\n"
	actionHead = "Action ID,Client,Title,Severity,Opened,Due Date,Closed,Status\n"
	// In the second export A has lost its closing day, so that its dates alone would
	// give two open actions at the end of 2026-Q2.
	juneRows = actionHead + "A,Acme,Patch,high,2026-04-01,2026-05-01,2026-05-01,Closed\nB,Acme,Rotate keys,high,2026-04-02,2026-08-01,,Open\n"
	septRows = actionHead + "A,Acme,Patch,high,2026-04-01,2026-05-01,,Open\nB,Acme,Rotate keys,high,2026-04-02,2026-08-01,,Open\n"
)

// inTurn makes a pack of 2026-Q2 from one export and one of 2026-Q3 from another,
// into the same folder of packs, and returns that folder. Between the two meddle
// may change what stands in it.
func inTurn(t *testing.T, config, file, june, sept string, meddle func(out string)) string {
	t.Helper()
	dir := write(t, map[string]string{"compack.yaml": config, "june/" + file: june, "sept/" + file: sept})
	out := filepath.Join(dir, "out")
	for _, c := range []struct{ period, inputs string }{{"2026-Q2", "june"}, {"2026-Q3", "sept"}} {
		code, text := run(t, today, "--config", filepath.Join(dir, "compack.yaml"), "--out", out, "--period", c.period, "--inputs", filepath.Join(dir, c.inputs))
		if code != cli.Done {
			t.Fatalf("%s ended with %d\n%s", c.period, code, text)
		}
		if c.period == "2026-Q2" && meddle != nil {
			meddle(out)
		}
	}
	return out
}

// trend returns a figure's trend as text: 2026-Q2 1 issued, 2026-Q3 2.
func trend(t *testing.T, pack, id string) string {
	t.Helper()
	for _, f := range readFigures(t, pack).Metrics {
		if f.ID != id {
			continue
		}
		var points []string
		for _, p := range f.Trend {
			value, _ := json.Marshal(p.Value)
			points = append(points, strings.TrimSpace(p.Period+" "+string(value)+" "+string(p.Basis)))
		}
		return strings.Join(points, ", ")
	}
	t.Fatalf("there is no figure %s", id)
	return ""
}

func readManifest(t *testing.T, pack string) (m manifest.Manifest) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(pack, "manifest.json"))
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestAnIssuedFigureIsNeverRecomputed(t *testing.T) {
	out := inTurn(t, twoPeriods, "actions.csv", juneRows, septRows, nil)
	if got, want := trend(t, filepath.Join(out, "2026-Q3", "acme"), "remediation.open"), "2026-Q2 1 issued, 2026-Q3 2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	issued, err := os.ReadFile(filepath.Join(out, "2026-Q2", "acme", "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	m := readManifest(t, filepath.Join(out, "2026-Q3", "acme"))
	want := manifest.Earlier{Period: "2026-Q2", Manifest: manifest.Digest(issued)}
	if m.Previous == nil || *m.Previous != want || len(m.History) != 1 || m.History[0] != want {
		t.Errorf("the manifest names %+v and %+v, want %+v", m.Previous, m.History, want)
	}
	if first := readManifest(t, filepath.Join(out, "2026-Q2", "acme")); first.Previous != nil || first.History != nil {
		t.Errorf("the first manifest names %+v and %+v", first.Previous, first.History)
	}
}

func TestAnEmptyFolderOfPacksGivesTheTrendOfDates(t *testing.T) {
	out := inTurn(t, twoPeriods, "actions.csv", juneRows, septRows, func(out string) {
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	})
	if got, want := trend(t, filepath.Join(out, "2026-Q3", "acme"), "remediation.open"), "2026-Q2 2 recomputed, 2026-Q3 2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// flip changes one bit in the middle of a file.
func flip(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// sheetText returns the cells of a workbook's sheets as text, a line each row.
func sheetText(t *testing.T, file string, sheets ...string) (lines []string) {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range sheets {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			lines = append(lines, strings.Join(row, " | "))
		}
	}
	return lines
}

// TestAnAlteredPackIsReportedAndNotUsed changes one byte of each file in turn.
func TestAnAlteredPackIsReportedAndNotUsed(t *testing.T) {
	for _, file := range []string{"metrics.json", "workbook.xlsx"} {
		out := inTurn(t, twoPeriods, "actions.csv", juneRows, septRows, func(out string) {
			flip(t, filepath.Join(out, "2026-Q2", "acme", file))
		})
		pack := filepath.Join(out, "2026-Q3", "acme")
		if got, want := trend(t, pack, "remediation.open"), "2026-Q2 2 recomputed, 2026-Q3 2"; got != want {
			t.Errorf("%s: got %s, want %s", file, got, want)
		}
		found := 0
		for _, p := range readFigures(t, pack).Problems {
			if p.Code == "H001" && p.Place.File == "2026-Q2/acme/"+file {
				found++
			}
		}
		if m := readManifest(t, pack); found != 1 || m.Previous != nil {
			t.Errorf("%s: reported %d times; the manifest names %+v", file, found, m.Previous)
		}
	}
}

func TestAMetricOfAnotherDefinitionIsNotContinued(t *testing.T) {
	config := twoPeriods
	dir := write(t, map[string]string{"compack.yaml": config, "june/actions.csv": juneRows, "sept/actions.csv": septRows})
	out, file := filepath.Join(dir, "out"), filepath.Join(dir, "compack.yaml")
	if code, text := run(t, today, "--config", file, "--out", out, "--period", "2026-Q2", "--inputs", filepath.Join(dir, "june")); code != cli.Done {
		t.Fatal(text)
	}
	shipped, err := os.ReadFile("../../templates/metrics/remediation.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const was = "population: opened_on <= as_of and not (closed_on <= as_of)\n"
	if !strings.Contains(string(shipped), was) {
		t.Fatal("the definition of remediation.open reads otherwise now")
	}
	changed := strings.Replace(string(shipped), was, "population: opened_on <= as_of and not (closed_on < as_of)\n", 1)
	if err := os.MkdirAll(filepath.Join(dir, "templates", "metrics"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "templates", "metrics", "remediation.yaml"), []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, text := run(t, today, "--config", file, "--out", out, "--period", "2026-Q3", "--inputs", filepath.Join(dir, "sept")); code != cli.Done {
		t.Fatal(text)
	}
	if got, want := trend(t, filepath.Join(out, "2026-Q3", "acme"), "remediation.open"), "2026-Q2 2 redefined, 2026-Q3 2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestEarlierPacksAreAnInput makes a period twice over the same earlier pack, and
// once without it.
func TestEarlierPacksAreAnInput(t *testing.T) {
	pack := func(out string) (files []string) {
		for _, name := range []string{"report.pdf", "workbook.xlsx", "metrics.json", "manifest.json"} {
			data, err := os.ReadFile(filepath.Join(out, "2026-Q3", "acme", name))
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, manifest.Digest(data))
		}
		return files
	}
	first := pack(inTurn(t, twoPeriods, "actions.csv", juneRows, septRows, nil))
	if again := pack(inTurn(t, twoPeriods, "actions.csv", juneRows, septRows, nil)); !slices.Equal(first, again) {
		t.Errorf("the same inputs and earlier packs gave %v and %v", first, again)
	}
	alone := pack(inTurn(t, twoPeriods, "actions.csv", juneRows, septRows, func(out string) {
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}))
	if first[2] == alone[2] {
		t.Error("the earlier pack changed nothing")
	}
}

package cli_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"compack/internal/cli"
	"compack/internal/manifest"
	"compack/internal/period"
)

const quarterly = "../../samples/quarterly/compack.yaml"

// run runs the command and returns its exit code and standard output.
func run(t testing.TB, on period.Date, args ...string) (int, string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := cli.Main(context.Background(), cli.Env{Args: append([]string{"run"}, args...), Stdout: &out, Stderr: &errs, Now: on.Time()})
	if errs.Len() > 0 {
		t.Logf("standard error: %s", errs.String())
	}
	return code, out.String()
}

// makeSample makes the sample's packs and returns their folder.
func makeSample(t testing.TB) string {
	t.Helper()
	out := t.TempDir()
	if code, _ := run(t, today, "--config", quarterly, "--out", out); code != cli.Done {
		t.Fatalf("the sample ended with exit code %d", code)
	}
	return filepath.Join(out, "2026-Q3")
}

func readFigures(t testing.TB, dir string) manifest.Figures {
	t.Helper()
	var f manifest.Figures
	data, err := os.ReadFile(filepath.Join(dir, "metrics.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatalf("metrics.json: %v", err)
	}
	return f
}

// TestSameInSameOut makes the sample's packs on another day, in another time zone
// and on one processor: the bytes are the same.
func TestSameInSameOut(t *testing.T) {
	first := makeSample(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	defer func(zone *time.Location) { time.Local = zone }(time.Local)
	time.Local = time.FixedZone("Kiritimati", 14*3600)
	second := t.TempDir()
	if code, _ := run(t, period.NewDate(2027, 2, 3), "--config", quarterly, "--out", second); code != cli.Done {
		t.Fatalf("exit code %d", code)
	}
	for _, client := range []string{"northwind", "alpenrose"} {
		for _, file := range []string{"report.pdf", "workbook.xlsx", "metrics.json", "manifest.json"} {
			a, err := os.ReadFile(filepath.Join(first, client, file))
			if err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(filepath.Join(second, "2026-Q3", client, file))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(a, b) {
				t.Errorf("%s/%s differs between two runs", client, file)
			}
		}
	}
}

// TestAClientSeesOnlyItsOwn searches one client's pack for anything of the other.
func TestAClientSeesOnlyItsOwn(t *testing.T) {
	packs := makeSample(t)
	clients := []string{"northwind", "alpenrose"}
	words := map[string][]string{"northwind": {"Northwind", "NWB"}, "alpenrose": {"Alpenrose", "ALP"}}
	ids := map[string][]string{}
	for _, client := range clients {
		ids[client] = identifiers(t, filepath.Join(packs, client, "workbook.xlsx"))
		if len(ids[client]) < 100 {
			t.Fatalf("only %d identifiers found in the workbook of %s: the search would prove nothing", len(ids[client]), client)
		}
	}
	for i, client := range clients {
		other := clients[1-i]
		mine := map[string]bool{}
		for _, id := range ids[client] {
			mine[id] = true
		}
		content := packText(t, filepath.Join(packs, client))
		for _, word := range append(words[other], ids[other]...) {
			if mine[word] {
				t.Errorf("%s stands in both clients' populations", word)
			}
			for file, text := range content {
				if containsWord(text, word) {
					t.Errorf("the pack of %s holds %q of %s in %s", client, word, other, file)
				}
			}
		}
	}
}

// containsWord reports whether word stands in text by itself.
func containsWord(text, word string) bool {
	letter := func(b byte) bool {
		return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
	}
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(word)
		if (start == 0 || !letter(text[start-1])) && (end == len(text) || !letter(text[end])) {
			return true
		}
		from = end
	}
}

// packText returns all text of a pack by file: that of the PDF by pdftotext where
// it is installed, every part of the workbook, and the data.
func packText(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, name := range []string{"metrics.json", "manifest.json"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(b)
	}
	for name, text := range unzip(t, filepath.Join(dir, "workbook.xlsx")) {
		out["workbook.xlsx/"+name] = text
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Log("SKIPPED for report.pdf: pdftotext is not installed")
		return out
	}
	text, err := exec.Command("pdftotext", "-layout", filepath.Join(dir, "report.pdf"), "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	out["report.pdf"] = string(text)
	return out
}

func unzip(t *testing.T, file string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

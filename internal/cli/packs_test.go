package cli_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compack/internal/cli"
	"compack/templates"
)

// shippedPacks returns the names of the packs that ship.
func shippedPacks(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(templates.FS, "packs/*.md")
	if err != nil || len(files) < 7 {
		t.Fatalf("%d packs: %v", len(files), err)
	}
	var names []string
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		if !strings.Contains(name, ".") { // a pack in another language
			names = append(names, name)
		}
	}
	return names
}

// makePack makes a pack of the sample for both of its clients, without the sources
// that drop finds, and returns their folder.
func makePack(t *testing.T, pack string, drop *regexp.Regexp) string {
	t.Helper()
	return makePackIn(t, t.TempDir(), pack, drop)
}

// makePackIn does so in a folder that may hold templates of its own.
func makePackIn(t *testing.T, dir, pack string, drop *regexp.Regexp) string {
	t.Helper()
	text, err := os.ReadFile(quarterly)
	if err != nil {
		t.Fatal(err)
	}
	config := strings.Replace(string(text), "template: vendor-quarterly", "template: "+pack, 1)
	// The form of one client asks for figures that not every pack has.
	config = regexp.MustCompile(`(?m)^    workbook_template:.*\n`).ReplaceAllString(config, "")
	if drop != nil {
		head, sources, _ := strings.Cut(config, "\nsources:")
		kept := "\nsources:"
		for _, source := range strings.Split(sources, "\n  - ") {
			if source != "" && !drop.MatchString(source) {
				kept += "\n  - " + source
			}
		}
		config = head + kept
	}
	file := filepath.Join(dir, "compack.yaml")
	if err := os.WriteFile(file, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	inputs, err := filepath.Abs(filepath.Join(filepath.Dir(quarterly), "inputs"))
	if err != nil {
		t.Fatal(err)
	}
	code, out := run(t, today, "--config", file, "--inputs", inputs, "--json")
	if code != cli.Done {
		t.Fatalf("%s ended with exit code %d", pack, code)
	}
	var said struct {
		Packs []struct {
			Client   string
			Problems []struct{ Code, Message string }
		}
	}
	if err := json.Unmarshal([]byte(out), &said); err != nil || len(said.Packs) != 2 {
		t.Fatalf("%d packs of %s: %v", len(said.Packs), pack, err)
	}
	for _, p := range said.Packs {
		for _, found := range p.Problems {
			if found.Code == "T005" || found.Code == "G005" {
				t.Errorf("%s for %s: %s %s", pack, p.Client, found.Code, found.Message)
			}
		}
	}
	return filepath.Join(dir, "out", "2026-Q3")
}

// pageCount counts the pages of a report.
func pageCount(t *testing.T, dir, name string) int {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Count(raw, []byte("/Type /Page\n"))
}

// reportText returns the text of a report with single spaces, and skips the test
// where pdftotext is not installed.
func reportText(t *testing.T, dir string) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	text, err := exec.Command("pdftotext", filepath.Join(dir, "report.pdf"), "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

// TestEachShippedPackIsMadeFromTheSample makes each pack; none is longer than its
// readers were promised.
func TestEachShippedPackIsMadeFromTheSample(t *testing.T) {
	most := map[string]int{"executive-brief": 3, "trust-summary": 6} // the cover among them
	for _, pack := range shippedPacks(t) {
		dir := makePack(t, pack, nil)
		for _, client := range []string{"northwind", "alpenrose"} {
			n := pageCount(t, filepath.Join(dir, client), "report.pdf")
			if n < 3 || most[pack] > 0 && n > most[pack] {
				t.Errorf("%s for %s has %d pages", pack, client, n)
			}
		}
	}
}

// TestAPackSaysWhatWasNotProvided makes each pack from suppliers alone: it still
// says something, and of each thing that is absent that it is.
func TestAPackSaysWhatWasNotProvided(t *testing.T) {
	absent := map[string][]string{
		"executive-brief":       {"The contract's requirements were not provided", "remediation actions, vulnerabilities and risks were not provided"},
		"auditor-evidence":      {"Audit findings: not provided", "The statement of applicability was not provided", "Vulnerabilities were not provided", "The contract's requirements were not provided"},
		"management-review":     {"Remediation actions were not provided", "The contract's requirements were not provided", "Audit findings were not provided", "Incidents were not provided", "Control tests were not provided", "Risks were not provided"},
		"remediation-plan":      {"Remediation actions were not provided", "no action whose due dates", "Vulnerabilities were not provided"},
		"trust-summary":         {"Controls and policies were not provided", "Risks were not provided", "Training records were not provided", "Vulnerabilities were not provided", "Remediation actions were not provided"},
		"ongoing-certification": {"Releases were not provided", "Vulnerabilities were not provided", "nobody attests that none occurred", "The statement of applicability was not provided"},
		"vendor-quarterly":      {"Risks were not provided", "Audit results were not provided"},
	}
	drop := regexp.MustCompile(`^dataset: ([^s]|screening)`)
	for _, pack := range shippedPacks(t) {
		text := reportText(t, filepath.Join(makePack(t, pack, drop), "northwind"))
		if len(absent[pack]) == 0 {
			t.Errorf("%s: nothing says what it has to say of what is absent", pack)
		}
		for _, want := range absent[pack] {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", pack, want)
			}
		}
	}
}

// TestATrustSummaryNamesNoRecord searches all files of the pack for each identifier
// that another pack's workbook holds, and for the people and systems of its records.
func TestATrustSummaryNamesNoRecord(t *testing.T) {
	packs, full := makePack(t, "trust-summary", nil), makeSample(t)
	for _, client := range []string{"northwind", "alpenrose"} {
		dir, records := filepath.Join(packs, client), filepath.Join(full, client, "workbook.xlsx")
		words := identifiers(t, records, "People", "Accounts", "Assets", "Vulnerabilities", "Incidents", "Suppliers", "Development")
		words = append(words, valuesUnder(t, records, "Email", "Name", "Full name", "Owner", "Reviewer", "System", "Asset", "Supplier", "Tester", "Approved by", "Extracted by", "Assignee", "Entitlement")...)
		if len(words) < 300 {
			t.Fatalf("only %d words found in the workbook of %s: the search would prove nothing", len(words), client)
		}
		texts := map[string]string{"report.pdf": reportText(t, dir), "workbook.xlsx": zipText(t, filepath.Join(dir, "workbook.xlsx"))}
		for _, name := range []string{"metrics.json", "manifest.json"} {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			texts[name] = string(text)
		}
		for name, text := range texts {
			for _, word := range append(words, "Okonkwo") {
				if containsWord(text, word) {
					t.Errorf("%s of %s holds %q", name, client, word)
				}
			}
		}
		for name, said := range map[string]string{"report.pdf": "measures with a target are met", "workbook.xlsx": "Mandatory training completed", "metrics.json": "training.completion", "manifest.json": "workbook.xlsx"} {
			if !strings.Contains(texts[name], said) {
				t.Errorf("%s of %s was not read", name, client)
			}
		}
		compareFigures(t, openWorkbook(t, filepath.Join(dir, "workbook.xlsx")), dir)
	}
}

// valuesUnder returns the texts in the columns of all sheets of records that have
// one of the titles.
func valuesUnder(t *testing.T, file string, titles ...string) (out []string) {
	t.Helper()
	book := openWorkbook(t, file)
	seen := map[string]bool{}
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil || len(rows) == 0 || !slices.Contains(rows[0], "Source row") {
			continue
		}
		for col, title := range rows[0] {
			if !slices.Contains(titles, title) {
				continue
			}
			for _, row := range rows[1:] {
				if col < len(row) && len(row[col]) > 3 && !seen[row[col]] {
					seen[row[col]] = true
					out = append(out, row[col])
				}
			}
		}
	}
	return out
}

// zipText returns the texts of all parts of a workbook.
func zipText(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all.String()
}

package pipeline

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"compack/internal/library"
)

// TestEachSampleIsRecognised also changes the samples: the order of the columns,
// the case of the headers, more columns.
func TestEachSampleIsRecognised(t *testing.T) {
	lib := open(t)
	for _, p := range lib.Presets() {
		file := filepath.Join(samples, sample(t, p.ID))
		recognise(t, lib, file, p.ID, p.Dataset)
		if strings.HasSuffix(file, ".csv") {
			recognise(t, lib, disguised(t, file), p.ID, p.Dataset)
		}
	}
}

func recognise(t *testing.T, lib *library.Library, file, preset, dataset string) {
	t.Helper()
	in, problems, err := Inspect(file, lib)
	if err != nil || len(problems) > 0 || in.Best < 0 {
		t.Errorf("%s: best sheet %d, %v, %v", file, in.Best, problems, err)
		return
	}
	s := in.Sheets[in.Best]
	if s.Preset == nil || s.Preset.ID != preset || s.Dataset.ID != dataset || s.Preset.Score < 0.9 {
		t.Errorf("%s: %+v for %+v, want the preset %s", file, s.Preset, s.Dataset, preset)
	}
	if !strings.Contains(s.Mapping, "- preset: "+preset) {
		t.Errorf("%s: the mapping is\n%s", file, s.Mapping)
	}
}

// disguised writes the file again as another program's user might export it.
func disguised(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	content = bytes.TrimPrefix(content, []byte("\xEF\xBB\xBF"))
	r := csv.NewReader(bytes.NewReader(content))
	if line, _, _ := bytes.Cut(content, []byte("\n")); bytes.Count(line, []byte(";")) > bytes.Count(line, []byte(",")) {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	order := rand.New(rand.NewSource(1)).Perm(len(rows[0]))
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for i, row := range rows {
		shuffled := []string{[]string{"Export number", "7"}[min(i, 1)]}
		for _, column := range order {
			cell := row[column]
			if i == 0 {
				cell = strings.ToUpper(strings.ReplaceAll(cell, " ", "_")) + " "
			}
			shuffled = append(shuffled, cell)
		}
		if err := w.Write(shuffled); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	name := filepath.Join(t.TempDir(), "export.csv")
	if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestOtherFilesAreNotTakenForAPreset looks at all real files: those of a
// known program are recognised, no other is.
func TestOtherFilesAreNotTakenForAPreset(t *testing.T) {
	root := "../../../shared/data"
	if _, err := os.Stat(root); err != nil {
		t.Skip("REAL FILES ARE ABSENT: nothing was inspected")
	}
	known := map[string]string{
		"credential_report.csv": "aws-credential-report", "example_output_aws.csv": "prowler-vulnerabilities",
		"example_output_azure.csv": "prowler-vulnerabilities", "example_output_gcp.csv": "prowler-vulnerabilities",
		"sample_finding.csv": "openlane-findings", "findings_assessment_template.xlsx": "ciso-assistant-findings",
		"FedRAMP-POAM-Template.xlsx": "fedramp-poam", "risk_assessment_template.xlsx": "ciso-assistant-risks", "RA_sample.csv": "ciso-assistant-risks",
		"nessus_many_vuln2-default.csv": "nessus-vulnerabilities", "servicenow_incidents.csv": "servicenow-remediation",
	}
	lib := open(t)
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || ext != ".csv" && ext != ".xlsx" {
			return err
		}
		files++
		want := ""
		for name, id := range known {
			if strings.HasSuffix(path, "__"+name) || strings.HasSuffix(path, name) {
				want = id
			}
		}
		in, problems, err := Inspect(path, lib)
		if err != nil {
			return err
		}
		got := ""
		if in.Best >= 0 && in.Sheets[in.Best].Preset != nil {
			got = in.Sheets[in.Best].Preset.ID
		}
		if got != want {
			t.Errorf("%s: preset %q, want %q", path, got, want)
		}
		if len(in.Sheets) == 0 && len(problems) == 0 {
			t.Errorf("%s: nothing is said about it", path)
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Errorf("%d files: %v", files, err)
	}
}

func TestExamplesLeaveOutPeople(t *testing.T) {
	in, _, err := Inspect(filepath.Join(samples, "okta-accounts.csv"), open(t))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"User": true, "Login": true}
	for _, c := range in.Sheets[0].Columns {
		if c.Personal != want[c.Header] || c.Personal && len(c.Examples) > 0 || !c.Personal && len(c.Examples) == 0 {
			t.Errorf("column %s: personal %v, examples %q", c.Header, c.Personal, c.Examples)
		}
	}
}

func TestColumnsAreDescribed(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.csv")
	text := "\xEF\xBB\xBFTitle of the export\n\nRef;Risk;Residual likelihood;Residual impact;Status;Opened;Extra;Extra\n"
	for i := range 12 {
		text += fmt.Sprintf("R%d;Text %d;3;4;%s;0%d/04/2026;1,5;%s\n", i, i, []string{"open", "parked"}[i%2], 1+i%9, []string{"yes", ""}[i%2])
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	in, problems, err := Inspect(name, open(t))
	if err != nil || len(problems) > 0 || in.Best != 0 {
		t.Fatalf("%+v, %v, %v", in, problems, err)
	}
	s := in.Sheets[0]
	if in.Format != "text" || in.Encoding != "utf-8" || in.Delimiter != "semicolon" || s.Header != 3 || s.Rows != 12 {
		t.Errorf("%s, %s, %s, header in row %d, %d rows", in.Format, in.Encoding, in.Delimiter, s.Header, s.Rows)
	}
	if s.Dataset == nil || s.Dataset.ID != "risks" || s.Preset != nil {
		t.Errorf("dataset %+v, preset %+v", s.Dataset, s.Preset)
	}
	var types []string
	for _, c := range s.Columns {
		types = append(types, string(c.Type))
	}
	if diff := cmp.Diff([]string{"text", "text", "integer", "integer", "enum", "date", "decimal", "boolean"}, types); diff != "" {
		t.Errorf("types (-want +got):\n%s", diff)
	}
	if c := s.Columns[7]; c.EmptyShare != 0.5 || !slices.Equal(c.Examples, []string{"yes"}) {
		t.Errorf("last column: %+v", c)
	}
	want := `  - dataset: risks
    files: "a.csv"
    # client: ID # no column names the client; write whose rows these are
    # date_order: dmy # or mdy: "Opened" can be read in two ways
    columns:
      title: "Risk"
      residual_likelihood: "Residual likelihood"
      residual_impact: "Residual impact"
      status: "Status"
      identified_on: "Opened"
    #   risk_id: "" # Risk ID is required: name its column, or give all rows one value under set
    # values: # put each word behind the value that it stands for
    #   status: {open: [], in_treatment: [], accepted: [], closed: []} # "parked"
`
	if diff := cmp.Diff(want, s.Mapping); diff != "" {
		t.Errorf("mapping (-want +got):\n%s", diff)
	}
}

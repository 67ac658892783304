package ingest

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// bridged reads texts as the bridges of one dataset.
func bridged(t *testing.T, personal bool, texts ...string) ([]dataset.Bridge, []string) {
	t.Helper()
	def := &dataset.Definition{ID: "findings", Key: []string{"id"}, Fields: []dataset.Field{{Name: "id", Type: dataset.Text, Personal: personal}}}
	root := t.TempDir()
	var files []BridgeFile
	for i, text := range texts {
		name := "b" + string(rune('1'+i)) + ".csv"
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, BridgeFile{Dataset: def, Root: root, File: name, Key: "bridges[0]", From: "Old ID", To: "New ID"})
	}
	bridges, problems, err := ReadBridges(files)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, p := range problems {
		told = append(told, string(p.Code)+" "+p.String())
		if p.Severity == problem.Error && !p.IsDecisive() {
			t.Errorf("%v does not stop the run", p)
		}
	}
	return bridges, told
}

func TestABridgeLeadsFromOldToNew(t *testing.T) {
	bridges, told := bridged(t, false, "Audit tool\n\nNew ID;Old ID;Remark\nJ-1;F-1;moved\nJ-2; F-2 ;\nJ-1;F-1;again\nF-4;F-4;kept\n\n")
	if want := map[string]string{"F-1": "J-1", "F-2": "J-2", "F-4": "F-4"}; !maps.Equal(bridges[0].New, want) {
		t.Errorf("got %v, want %v", bridges[0].New, want)
	}
	if bridges[0].SHA256 == "" {
		t.Error("the file has no digest")
	}
	if len(told) != 1 || !strings.HasPrefix(told[0], "S005 ") {
		t.Errorf("want the note on the column Remark alone, got %q", told)
	}
}

func TestABridgeThatContradictsItselfStopsTheRun(t *testing.T) {
	for name, c := range map[string]struct {
		texts    []string
		personal bool
		want     string
	}{
		"two new identifiers":        {[]string{"Old ID,New ID\nA,B\nA,C\n"}, false, `K005 b1.csv, row 3, column "New ID": "A" has two new identifiers: "C" here, "B" in row 2`},
		"two in two files":           {[]string{"Old ID,New ID\nA,B\n", "Old ID,New ID\nA,C\n"}, false, `K005 b2.csv, row 2, column "New ID": "A" has two new identifiers: "C" here, "B" in b1.csv, row 2`},
		"a chain":                    {[]string{"Old ID,New ID\nB,C\nA,B\n"}, false, `K005 b1.csv, row 3, column "New ID": "A" becomes "B", which becomes "C" in row 2`},
		"a ring":                     {[]string{"Old ID,New ID\nB,A\nA,B\n"}, false, `K005 b1.csv, row 2, column "New ID": "B" becomes "A", which becomes "B" in row 3` + "\n" + `K005 b1.csv, row 3, column "New ID": "A" becomes "B", which becomes "A" in row 2`},
		"personal ones":              {[]string{"Old ID,New ID\nsecret1,secret2\nsecret1,secret3\n"}, true, `K005 b1.csv, row 3, column "New ID": one has two new identifiers: one here, one in row 2`},
		"a row without a new one":    {[]string{"Old ID,New ID\nA,\n"}, false, `V001 b1.csv, row 2, column "New ID": the value is missing`},
		"a file without the columns": {[]string{"Old,New ID\nA,B\n"}, false, `S001 b1.csv: none of the first 50 rows names two columns or more of the dataset findings; those needed are "Old ID", "New ID"`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, told := bridged(t, c.personal, c.texts...); strings.Join(told, "\n") != c.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(told, "\n"), c.want)
			}
		})
	}
}

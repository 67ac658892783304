package config

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"compack/internal/period"
	"compack/internal/problem"

	"github.com/google/go-cmp/cmp"
)

// workspace returns a configuration whose inputs folder holds the named files.
func workspace(t *testing.T, names ...string) *Config {
	t.Helper()
	c := load(t, write(t, small), nil)
	for _, name := range names {
		file := filepath.Join(c.Inputs, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("a,b\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestFilesAreFoundBelowTheInputs(t *testing.T) {
	c := workspace(t, "b.csv", "a.csv", "~$b.csv", ".hidden.csv", "q3/c.csv", "q3/d.xlsx", "export [2].csv", ".git/e.csv", "folder.csv/x")
	for pattern, want := range map[string][]string{
		"*.csv":          {"a.csv", "b.csv", "export [2].csv"},
		"b.csv":          {"b.csv"},
		"q3/*":           {"q3/c.csv", "q3/d.xlsx"},
		"*/*.csv":        {"q3/c.csv"},
		"export [2].csv": {"export [2].csv"},
		"[ab].csv":       {"a.csv", "b.csv"},
	} {
		got, problems := c.Files(Source{Files: pattern})
		if diff := cmp.Diff(want, got); diff != "" || len(problems) > 0 {
			t.Errorf("Files(%q): %q (-want +got):\n%s", pattern, told(problems), diff)
		}
	}
}

func TestAPatternThatMatchesNothingIsNamed(t *testing.T) {
	c := workspace(t, "remediation-jira.csv", "risk-register.xlsx", "training.csv", "q3/audit.xlsx", "~$x.xlsx")
	if err := os.Mkdir(filepath.Join(c.Inputs, "empty"), 0o700); err != nil {
		t.Fatal(err)
	}
	const at = "F001 compack.yaml, line 5, sources[0].files: "
	for pattern, want := range map[string]string{
		"risks.csv":          `no file matches "risks.csv" in "inputs" | put the export there, or correct the path; nearest there: training.csv, q3/audit.xlsx and risk-register.xlsx`,
		"risk-register.xls":  `no file matches "risk-register.xls" in "inputs" | put the export there, or correct the path; nearest there: risk-register.xlsx, q3/audit.xlsx and training.csv`,
		"remediations-*.csv": `no file matches "remediations-*.csv" in "inputs" | put the export there, or correct the path; nearest there: remediation-jira.csv, training.csv and q3/audit.xlsx`,
		"empty":              `no file matches "empty" in "inputs" | put the export there, or correct the path; nearest there: q3/audit.xlsx, training.csv and risk-register.xlsx`,
		"~$x.xlsx":           `no file matches "~$x.xlsx" in "inputs" | put the export there, or correct the path; nearest there: q3/audit.xlsx, training.csv and risk-register.xlsx`,
	} {
		s := c.Sources[0]
		s.Files = pattern
		names, problems := c.Files(s)
		if diff := cmp.Diff([]string{at + want}, told(problems)); diff != "" || names != nil {
			t.Errorf("Files(%q) = %q (-want +got):\n%s", pattern, names, diff)
		}
	}
}

func TestAMissingOrEmptyInputsFolderIsNamed(t *testing.T) {
	c := workspace(t)
	_, problems := c.Files(c.Sources[0])
	want := []string{`F001 compack.yaml, line 5, sources[0].files: the inputs folder "inputs" can't be opened: no such file or directory | make the folder and put the exports there, or name another one with inputs or --inputs`}
	if diff := cmp.Diff(want, told(problems)); diff != "" && runtime.GOOS == "linux" {
		t.Errorf("missing (-want +got):\n%s", diff)
	}
	if err := os.Mkdir(c.Inputs, 0o700); err != nil {
		t.Fatal(err)
	}
	_, problems = c.Files(c.Sources[0])
	want = []string{`F001 compack.yaml, line 5, sources[0].files: no file matches "risks.csv" in "inputs" | put the export there; the folder holds no file`}
	if diff := cmp.Diff(want, told(problems)); diff != "" {
		t.Errorf("empty (-want +got):\n%s", diff)
	}
}

func TestNoPathLeavesTheInputs(t *testing.T) {
	c := workspace(t, "a.csv")
	secret := filepath.Join(c.Root, "secret.csv")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(c.Inputs, "link.csv")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("a.csv", filepath.Join(c.Inputs, "within.csv")); err != nil {
		t.Skip(err)
	}
	for _, pattern := range []string{"link.csv", "l*.csv"} {
		s := c.Sources[0]
		s.Files = pattern
		names, problems := c.Files(s)
		want := []string{`G003 compack.yaml, line 5, sources[0].files: "link.csv" can't be followed: it leads out of the inputs folder "inputs", or nowhere | put the file itself into the inputs folder`}
		if diff := cmp.Diff(want, told(problems)); diff != "" || names != nil {
			t.Errorf("Files(%q) = %q (-want +got):\n%s", pattern, names, diff)
		}
	}
	if names, problems := c.Files(Source{Files: "within.csv"}); len(names) != 1 || problems != nil {
		t.Errorf("a link inside the folder: %q, %q", names, told(problems))
	}
	if names, problems := c.Files(Source{Files: "../secret.csv"}); names != nil || len(problems) != 1 {
		t.Errorf("a path out of the folder: %q, %q", names, told(problems))
	}
}

func TestResolvePeriodAndAsOfDate(t *testing.T) {
	today := period.NewDate(2026, 10, 5).Time()
	tests := []struct {
		name, period, asOf string
		wantLabel, wantDay string
		problem            string
	}{
		{"last completed period", "", "", "2026-Q3", "2026-09-30", ""},
		{"named period", "2026-Q1", "", "2026-Q1", "2026-03-31", ""},
		{"as-of date in the period", "2026-Q1", "2026-02-10", "2026-Q1", "2026-02-10", ""},
		{"as-of date in the last period", "", "2026-08-31", "2026-Q3", "2026-08-31", ""},
		{"as-of date outside", "", "2026-10-01", "2026-Q3", "",
			"G003 compack.yaml, as_of: 2026-10-01 lies outside the period 2026-Q3 | write a day from 2026-07-01 to 2026-09-30, or name the period that the day lies in"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := load(t, write(t, small), nil)
			c.Period, c.AsOf = tt.period, tt.asOf
			p, day, problems := c.Resolve(today)
			if p.Label != tt.wantLabel || day.String() != tt.wantDay {
				t.Errorf("got %s as of %s, want %s as of %s", p.Label, day, tt.wantLabel, tt.wantDay)
			}
			var want []string
			if tt.problem != "" {
				want = []string{tt.problem}
			}
			if diff := cmp.Diff(append([]string{}, want...), told(problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestResolverKnowsEachWordOfAClient(t *testing.T) {
	c := load(t, filepath.Join("testdata", "workspace", "compack.yaml"), nil)
	resolve := c.Resolver()
	for value, want := range map[string]string{
		"northwind-bank": "northwind-bank", "NORTHWIND  Bank ": "northwind-bank", "nwb": "northwind-bank", "10": "northwind-bank",
		"Alpine\u00a0Re": "alpine", "all CLIENTS": problem.AllClients,
		"": "", "Northwind": "", "*": "",
	} {
		id, ok := resolve(value)
		if id != want || ok != (want != "") {
			t.Errorf("resolve(%q) = %q, %v; want %q", value, id, ok, want)
		}
	}
}

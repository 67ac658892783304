package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compack/internal/problem"
)

func TestWhatBecomesOfProblemsIsCheckedKeyByKey(t *testing.T) {
	for _, c := range []struct {
		name, more string
		want       []string // line and key, and what the message or the hint holds
	}{
		{"all right", "problems: [{code: K002, action: fail}]\nsuppress: [{code: K002, key: R-1, reason: r, owner: o, expires: 2026-12-31}]\n", nil},
		{"no such code", "problems: [{code: K020, action: warn}]\n", []string{`line 19, problems[0].code: there is no problem of inputs with the code "K020"`}},
		{"a code of earlier packs", "problems: [{code: H001, action: fail}]\n", []string{`line 19, problems[0].code: there is no problem of inputs with the code "H001"`}},
		{"a code of the configuration", "problems: [{code: G003, action: note}]\n", []string{`line 19, problems[0].code: there is no problem of inputs with the code "G003"`}},
		{"no such action", "problems: [{code: K002, action: ignore}]\n", []string{`line 19, problems[0].action: "ignore" is no action`}},
		{"no action", "problems:\n  - code: K002\n", []string{`line 20, problems[0].action: is missing`}},
		{"a code twice", "problems:\n  - {code: K002, action: fail}\n  - {code: K002, action: note}\n", []string{`line 21, problems[1].code: K002 has an action already, in line 20`}},
		{"a guard lowered", "problems: [{code: X001, action: warn}]\n", []string{`line 19, problems[0].action: X001 can't be lowered`}},
		{"a guard raised", "problems: [{code: X001, action: fail}]\n", nil},
		{"a guard suppressed", "suppress: [{code: X001, reason: r, owner: o, expires: 2026-12-31}]\n", []string{`line 19, suppress[0].code: X001 can't be suppressed`}},
		{"nothing but a code", "suppress:\n  - code: K002\n", []string{
			`line 20, suppress[0].expires: is missing`, `line 20, suppress[0].owner: is missing`, `line 20, suppress[0].reason: is missing`}},
		{"no such day", "suppress: [{code: K002, reason: r, owner: o, expires: 2026-02-30}]\n", []string{`line 19, suppress[0].expires: "2026-02-30" is not a date`}},
		{"no glob", "suppress: [{code: K002, file: 'a[', reason: r, owner: o, expires: 2026-12-31}]\n", []string{`line 19, suppress[0].file: "a[" is no glob`}},
		{"control total", "    control_total: -1\n", []string{`line 19, sources[1].control_total: -1 is no number of rows`}},
		{"age", "    max_age: -1\n", []string{`line 19, sources[1].max_age: -1 is no number of days`}},
		{"expectation", "    expect: latest\n", []string{`line 19, sources[1].expect: "latest" is not a way to take files`}},
		{"nobody attests", "    attested_none: {on: 2026-10-02}\n", []string{`line 19, sources[1].attested_none.by: is missing`}},
		{"attested for nobody known", "    attested_none: {by: R. Roe, on: soon, clients: [acne]}\n", []string{
			`line 19, sources[1].attested_none.clients[0]: there is no client "acne"; did you mean "acme"?`, `line 19, sources[1].attested_none.on: "soon" is not a date`}},
		{"extraction", "    statement: {system: Jira, extracted_at: yesterday}\n", []string{`line 19, sources[1].statement.extracted_at: "yesterday" is not a date`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems, err := Load(write(t, right+c.more), nil, known())
			if err != nil {
				t.Fatal(err)
			}
			if len(problems) != len(c.want) {
				t.Fatalf("problems %q, want %q", told(problems), c.want)
			}
			for i, p := range problems {
				if !strings.Contains(p.String(), c.want[i]) || p.Hint == "" {
					t.Errorf("problem %q with hint %q, want %q", p.String(), p.Hint, c.want[i])
				}
			}
		})
	}
}

func TestOfSeveralFilesThoseExpectedAreRead(t *testing.T) {
	for name, c := range map[string]struct {
		files  []string
		expect string
		want   string
		code   problem.Code
	}{
		"all by default":               {[]string{"a-2026-08.csv", "a-2026-09.csv"}, "", "a-2026-08.csv a-2026-09.csv", ""},
		"all":                          {[]string{"a-2.csv", "a-1.csv"}, "all", "a-1.csv a-2.csv", ""},
		"the newest by its date":       {[]string{"a-z-2026-08-31.csv", "a-b-20260930.csv"}, "newest", "a-b-20260930.csv", problem.LeftOut},
		"a day after its month":        {[]string{"a-2026-09.csv", "a-2026-09-02.csv"}, "newest", "a-2026-09-02.csv", problem.LeftOut},
		"a date before none":           {[]string{"a-zz.csv", "a-2026-01.csv"}, "newest", "a-2026-01.csv", problem.LeftOut},
		"the last by name":             {[]string{"a-1.csv", "a-2.csv"}, "newest", "a-2.csv", problem.LeftOut},
		"one where there is one":       {[]string{"a-1.csv"}, "one", "a-1.csv", ""},
		"one where there are two":      {[]string{"a-1.csv", "a-2.csv"}, "one", "", problem.InputMissing},
		"the newest where one is left": {[]string{"a-1.csv"}, "newest", "a-1.csv", ""},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			for _, f := range c.files {
				if err := os.WriteFile(filepath.Join(folder, f), []byte("x"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			text := strings.Replace(right, "files: risks.csv", "files: a-*.csv\n    expect: "+firstOf(c.expect, "all"), 1)
			cfg, problems, err := Load(write(t, text), flags(t, "--inputs="+folder), known())
			if err != nil || cfg == nil {
				t.Fatalf("%v, %v", problems, err)
			}
			files, problems := cfg.Files(cfg.Sources[0])
			if got := strings.Join(files, " "); got != c.want {
				t.Errorf("read %q, want %q", got, c.want)
			}
			if (c.code == "") != (len(problems) == 0) || c.code != "" && problems[0].Code != c.code {
				t.Errorf("problems %v, want %s", problems, c.code)
			}
		})
	}
}

func TestAMissingOptionalSourceNamesNoOtherFile(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "risk-globex.csv"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(right, "files: risks.csv", "files: risks.csv\n    required: false", 1)
	cfg, problems, err := Load(write(t, text), flags(t, "--inputs="+folder), known())
	if err != nil || cfg == nil {
		t.Fatalf("%v, %v", problems, err)
	}
	_, problems = cfg.Files(cfg.Sources[0])
	if len(problems) != 1 || problems[0].Severity != problem.Warning || !problems[0].Shared || strings.Contains(problems[0].Hint, "globex") {
		t.Errorf("problems %+v", problems)
	}
}

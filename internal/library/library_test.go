package library

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"compack/internal/manifest"
	"compack/internal/problem"
	"compack/templates"

	"github.com/google/go-cmp/cmp"
)

// shipped is a small set of right definitions.
var shipped = map[string]string{
	"datasets/findings.yaml": `id: findings
title: Findings
singular: finding
plural: findings
key: [finding_id]
scope: client
fields:
  - {name: finding_id, title: Finding ID, type: text, required: true}
  - {name: client, title: Client, type: text}
  - {name: opened_on, title: Raised on, type: date, headers: [Raised]}
  - name: severity
    title: Severity
    type: enum
    values:
      - {name: high, title: High, also: [P1]}
      - {name: low, title: Low}
  - {name: likelihood, title: Likelihood, type: integer, min: 1, max: 5}
  - {name: impact, title: Impact, type: integer, min: 1, max: 5}
  - {name: score, title: Score, type: integer, product: [likelihood, impact]}
  - {name: open_actions, title: Open actions, type: integer, rollup: {dataset: remediation, via: finding_id}}
  - {name: is_new, title: New, type: boolean, default: "no"}
bands:
  - {name: age, title: Age, from: opened_on, upper: [30, 60]}
`,
	"datasets/remediation.yaml": `id: remediation
title: Remediation
singular: action
plural: actions
key: [item_id]
scope: client
fields:
  - {name: item_id, title: Item, type: text}
  - {name: client, title: Client, type: text}
  - {name: finding_id, title: Finding, type: text, references: findings}
`,
	"metrics/findings.yaml":    "- {id: findings.open, dataset: findings, kind: count}\n- {id: findings.age, dataset: findings, kind: mean}\n",
	"metrics/remediation.yaml": "- {id: remediation.open, dataset: remediation, kind: count}\n",
	"metrics/extra.yaml":       "- {id: extra.open, dataset: findings, kind: count}\n",
	"presets/tracker.yaml": `id: tracker
title: A tracker
dataset: findings
source: its manual
date_order: dmy
columns: {finding_id: Key}
values: {severity: {high: [Major]}, is_new: {true: [Y]}}
set: {client: acme}
`,
	"rules/findings.yaml": `- id: findings.without_date
  dataset: findings
  when: opened_on == nil
  fields: [opened_on]
  message: it has no date
`,
	"packs/quarterly.md":   "# Report\n",
	"fonts/Face.ttf":       "font",
	"fonts/OFL.txt":        "licence",
	"metrics/comment.yaml": "# nothing yet\n",
}

// files returns shipped as a file system, with old replaced by new in the file
// called name.
func files(t *testing.T, name, old, new string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for n, text := range shipped {
		if n == name {
			if !strings.Contains(text, old) {
				t.Fatalf("%s does not hold %q", name, old)
			}
			text = strings.Replace(text, old, new, 1)
		}
		out[n] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// told returns problems as lines: code, place, message and hint.
func told(problems problem.List) []string {
	lines := []string{}
	for _, p := range problems {
		lines = append(lines, string(p.Code)+" "+p.String()+" | "+p.Hint)
	}
	return lines
}

// put writes a file of the workspace.
func put(t *testing.T, workspace, name, text string) {
	t.Helper()
	file := filepath.Join(workspace, "templates", filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestShippedDefinitionsAreRight(t *testing.T) {
	l, problems := Open(templates.FS, t.TempDir())
	if len(problems) > 0 {
		t.Errorf("problems:\n%s", strings.Join(told(problems), "\n"))
	}
	if got := ids(l.Datasets()); len(got) < len(first) || !cmp.Equal(got[:len(first)], first) {
		t.Errorf("datasets %q begin otherwise than %q", got, first)
	}
	for _, name := range l.PackNames() {
		if text, file, ok := l.Pack(name, "en"); text == "" || file != "templates/packs/"+name+".md" || !ok {
			t.Errorf("pack %s: %d bytes in %q", name, len(text), file)
		}
	}
	if len(l.Fonts()) == 0 {
		t.Error("no fonts")
	}
}

func TestOrderIsThatOfDatasets(t *testing.T) {
	l, problems := Open(files(t, "", "", ""), t.TempDir())
	if len(problems) > 0 {
		t.Fatal(told(problems))
	}
	var metrics []string
	for _, m := range l.Metrics() {
		metrics = append(metrics, m.ID)
	}
	if diff := cmp.Diff([]string{"findings.open", "findings.age", "remediation.open", "extra.open"}, metrics); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
	if got := l.Place(Metrics, "findings.age").String(); got != "templates/metrics/findings.yaml, line 2, [1].id" {
		t.Errorf("place of a metric: %q", got)
	}
	p := l.Presets()
	if len(p) != 1 || p[0].ID != "tracker" || p[0].Values["is_new"]["true"][0] != "Y" || p[0].Set["client"] != "acme" {
		t.Errorf("presets: %+v", p)
	}
	if rules := l.Rules(); len(rules) != 1 || rules[0].Fields[0] != "opened_on" {
		t.Errorf("rules: %+v", rules)
	}
}

func TestUsedNamesEachFileOnce(t *testing.T) {
	workspace := t.TempDir()
	put(t, workspace, "packs/quarterly.md", "# Our report\n")
	put(t, workspace, "metrics/own.yaml", "- {id: own.open, dataset: findings, kind: count}\n")
	l, problems := Open(files(t, "", "", ""), workspace)
	if len(problems) > 0 {
		t.Fatal(told(problems))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			l.Pack("quarterly", "en")
			l.Fonts()
			l.Used()
		})
	}
	wg.Wait()
	var got []string
	for _, f := range l.Used() {
		if want := manifest.Digest([]byte(shipped[strings.TrimPrefix(f.Path, "templates/")])); (f.SHA256 == want) == (f.Overridden || strings.Contains(f.Path, "own")) {
			t.Errorf("digest of %s", f.Path)
		}
		mark := ""
		if f.Overridden {
			mark = " overridden"
		}
		got = append(got, f.Path+mark)
	}
	want := []string{"templates/datasets/findings.yaml", "templates/datasets/remediation.yaml", "templates/fonts/Face.ttf", "templates/metrics/comment.yaml",
		"templates/metrics/extra.yaml", "templates/metrics/findings.yaml", "templates/metrics/own.yaml", "templates/metrics/remediation.yaml",
		"templates/packs/quarterly.md overridden", "templates/presets/tracker.yaml", "templates/rules/findings.yaml"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestWorkspaceFilesStandInForShippedOnes(t *testing.T) {
	workspace := t.TempDir()
	put(t, workspace, "metrics/findings.yaml", "- {id: findings.own, dataset: findings, kind: count}\n")
	put(t, workspace, "metrics/extra.yaml", "# switched off\n")
	put(t, workspace, "packs/quarterly.md", "# Our report\n")
	put(t, workspace, "packs/monthly.md", "# Month\n")
	put(t, workspace, "README.md", "notes")
	put(t, workspace, "datasets/.swap.yaml", "x")
	l, problems := Open(files(t, "", "", ""), workspace)
	if len(problems) > 0 {
		t.Fatal(told(problems))
	}
	var metrics []string
	for _, m := range l.Metrics() {
		metrics = append(metrics, m.ID)
	}
	if diff := cmp.Diff([]string{"findings.own", "remediation.open"}, metrics); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"monthly", "quarterly"}, l.PackNames()); diff != "" {
		t.Errorf("packs (-want +got):\n%s", diff)
	}
	if text, _, _ := l.Pack("quarterly", "en"); text != "# Our report\n" {
		t.Errorf("pack: %q", text)
	}
	if _, _, ok := l.Pack("../datasets/findings", "en"); ok {
		t.Error("a pack outside its folder was found")
	}
}

func TestWorkspaceFilesWithoutEffectAreReported(t *testing.T) {
	workspace := t.TempDir()
	put(t, workspace, "metrcs/x.yaml", "- a\n")
	put(t, workspace, "metrics/deep/x.yaml", "- a\n")
	put(t, workspace, "metrics/x.yml", "- a\n")
	put(t, workspace, "risks.yaml", "id: risks\n")
	outside := filepath.Join(workspace, "outside.yaml")
	if err := os.WriteFile(outside, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(workspace, "templates", "metrics", "link.yaml")); err != nil {
		t.Skip(err)
	}
	_, problems := Open(files(t, "", "", ""), workspace)
	want := []string{
		`G007 templates/metrcs: the folder is not read; did you mean "metrics"? | the folders read are datasets, fonts, frameworks, locales, metrics, packs, presets and rules`,
		`G007 templates/metrics/deep: the folder is not read | the folders read are datasets, fonts, frameworks, locales, metrics, packs, presets and rules`,
		`G007 templates/metrics/link.yaml: can't be read: path escapes from parent | check the file and its rights; a link must not lead out of the folder`,
		`G007 templates/metrics/x.yml: the file is not read | the files of this folder end in .yaml`,
		`G007 templates/risks.yaml: the file is not read | put it into the folder of its kind: datasets, fonts, frameworks, locales, metrics, packs, presets and rules`,
	}
	if diff := cmp.Diff(want, told(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if problems.Count(problem.Warning) != 4 || problems.Count(problem.Error) != 1 {
		t.Errorf("%d warnings and %d errors", problems.Count(problem.Warning), problems.Count(problem.Error))
	}
}

func FuzzOpen(f *testing.F) {
	for name, text := range shipped {
		f.Add(name, text)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		definitions := files(t, "", "", "")
		kind, _, _ := strings.Cut(name, "/")
		definitions[kind+"/x"+extensions[kind]] = &fstest.MapFile{Data: []byte(text)}
		if _, ok := shipped[name]; ok {
			definitions[name] = &fstest.MapFile{Data: []byte(text)}
		}
		l, problems := Open(definitions, "")
		if l == nil {
			t.Fatal(told(problems))
		}
	})
}

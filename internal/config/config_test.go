package config

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"
)

var update = flag.Bool("update", false, "rewrite golden files")

// known is a small library.
func known() Known {
	number := func(n int) *int { return &n }
	return Known{
		Datasets: []*dataset.Definition{
			{ID: "risks", Scope: "client", Fields: []dataset.Field{
				{Name: "risk_id", Type: dataset.Text}, {Name: "client", Type: dataset.Text}, {Name: "title", Type: dataset.Text},
				{Name: "likelihood", Type: dataset.Integer, Min: number(1), Max: number(5)},
				{Name: "score", Type: dataset.Integer, Product: []string{"likelihood", "likelihood"}},
				{Name: "weight", Type: dataset.Decimal}, {Name: "due_on", Type: dataset.Date},
			}},
			{ID: "training", Scope: "client", Fields: []dataset.Field{
				{Name: "course", Type: dataset.Text}, {Name: "mandatory", Type: dataset.Boolean}, {Name: "score", Type: dataset.Integer},
				{Name: "status", Type: dataset.Enum, Values: []dataset.Value{
					{Name: "not_started", Title: "Not started", Also: []string{"Open"}}, {Name: "completed", Title: "Completed"}}},
			}},
			{ID: "remediation", Scope: "client", Fields: []dataset.Field{{Name: "item_id", Type: dataset.Text}}},
		},
		Metrics: []metric.Definition{
			{ID: "risks.open", Unit: "risks", Better: metric.Lower},
			{ID: "training.completion", Unit: "percent", Better: metric.Higher},
		},
		Presets: map[string]string{"jira-remediation": "remediation"},
		Packs:   []string{"vendor-quarterly"},
		Outputs: []string{"html", "pdf", "xlsx"}, Languages: []string{"de", "en"},

		Frameworks: []string{"iso-27001-2022", "soc2-tsc-2017"},
	}
}

// flags returns the command's flags as set by args.
func flags(t *testing.T, args ...string) *pflag.FlagSet {
	t.Helper()
	f := pflag.NewFlagSet("run", pflag.ContinueOnError)
	for _, name := range []string{"period", "as-of", "inputs", "out"} {
		f.String(name, "", "")
	}
	f.StringArray("client", nil, "")
	f.Bool("strict", false, "")
	if err := f.Parse(args); err != nil {
		t.Fatal(err)
	}
	return f
}

// write puts a configuration into a workspace of its own.
func write(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "compack.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// told returns problems as lines: code, place, message and hint.
func told(problems problem.List) []string {
	lines := []string{}
	for _, p := range problems {
		lines = append(lines, string(p.Code)+" "+p.String()+" | "+p.Hint)
	}
	return lines
}

// load returns the configuration in file, which must be right.
func load(t *testing.T, file string, f *pflag.FlagSet) *Config {
	t.Helper()
	c, problems, err := Load(file, f, known())
	if err != nil || len(problems) > 0 {
		t.Fatalf("Load: %v\n%s", err, strings.Join(told(problems), "\n"))
	}
	return c
}

func TestLoadReadsEveryKey(t *testing.T) {
	c := load(t, filepath.Join("testdata", "workspace", "compack.yaml"), nil)
	got, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "golden", "config.json")
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
		t.Errorf("the configuration differs from %s (-want +got):\n%s", golden, diff)
	}
}

// small is the least that a configuration must say.
const small = `vendor: {name: Meridian}
clients:
  - {id: acme, name: Acme}
sources:
  - {dataset: risks, files: risks.csv}
`

func TestLoadFillsInDefaults(t *testing.T) {
	file := write(t, small)
	c := load(t, file, flags(t))
	root := filepath.Dir(file)
	if c.Root != root || c.Inputs != filepath.Join(root, "inputs") || c.Out != filepath.Join(root, "out") {
		t.Errorf("folders: root %q, inputs %q, out %q", c.Root, c.Inputs, c.Out)
	}
	want := Config{Trend: 5, Gate: GateNone, Calendar: period.Calendar{Every: period.Quarterly, FirstMonth: 1},
		Pack: Pack{Template: "vendor-quarterly", Classification: "Confidential"}}
	got := Config{Trend: c.Trend, Gate: c.Gate, Calendar: c.Calendar, Pack: c.Pack}
	if got.Trend != want.Trend || got.Gate != want.Gate || got.Calendar != want.Calendar || got.Pack != want.Pack {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestFlagsWinOverVariablesOverFile(t *testing.T) {
	file := write(t, small+"period: 2026-Q1\nas_of: 2026-03-30\ninputs: exports\nout: made\ntrend: 3\npack: {title: From the file}\n")
	root := filepath.Dir(file)

	c := load(t, file, flags(t))
	if c.Period != "2026-Q1" || c.AsOf != "2026-03-30" || c.Inputs != filepath.Join(root, "exports") || c.Trend != 3 {
		t.Errorf("file: %q %q %q %d", c.Period, c.AsOf, c.Inputs, c.Trend)
	}

	t.Setenv("COMPACK_PERIOD", "2026-Q2")
	t.Setenv("COMPACK_AS_OF", "2026-06-30")
	t.Setenv("COMPACK_INPUTS", "elsewhere")
	t.Setenv("COMPACK_TREND", "8")
	t.Setenv("COMPACK_PACK_TITLE", "From a variable")
	t.Setenv("COMPACK_OUT", "")
	c = load(t, file, flags(t))
	if c.Period != "2026-Q2" || c.AsOf != "2026-06-30" || c.Inputs != "elsewhere" || c.Trend != 8 || c.Pack.Title != "From a variable" {
		t.Errorf("variables: %q %q %q %d %q", c.Period, c.AsOf, c.Inputs, c.Trend, c.Pack.Title)
	}
	if c.Out != filepath.Join(root, "made") {
		t.Errorf("an empty variable counts as not set; out is %q", c.Out)
	}

	c = load(t, file, flags(t, "--period", "2026-Q3", "--as-of=2026-09-01", "--inputs=x/y", "--out", "z", "--strict", "--client", "acme"))
	if c.Period != "2026-Q3" || c.AsOf != "2026-09-01" || c.Inputs != filepath.Join("x", "y") || c.Out != "z" || c.Gate != GateErrors {
		t.Errorf("flags: %q %q %q %q %q", c.Period, c.AsOf, c.Inputs, c.Out, c.Gate)
	}
}

func TestClientsAreSelectedInTheFilesOrder(t *testing.T) {
	file := write(t, strings.Replace(small, "sources:", "  - {id: beta, name: Beta}\n  - {id: gamma, name: Gamma}\nsources:", 1))
	selected := func(c *Config) (ids []string) {
		for _, client := range c.Selected() {
			ids = append(ids, client.ID)
		}
		return ids
	}
	if got := selected(load(t, file, nil)); !slices.Equal(got, []string{"acme", "beta", "gamma"}) {
		t.Errorf("without a choice: %q", got)
	}
	if got := selected(load(t, file, flags(t, "--client", "gamma", "--client=acme", "--client=gamma"))); !slices.Equal(got, []string{"acme", "gamma"}) {
		t.Errorf("by flag: %q", got)
	}
	t.Setenv("COMPACK_CLIENT", "gamma, beta")
	if got := selected(load(t, file, flags(t))); !slices.Equal(got, []string{"beta", "gamma"}) {
		t.Errorf("by variable: %q", got)
	}
}

func TestPlaceNamesWhatSetAValue(t *testing.T) {
	file := write(t, small+"out: made\n")
	c := load(t, file, flags(t, "--period=2026-Q3"))
	for key, want := range map[string]string{
		"sources[0].files": "compack.yaml, line 5, sources[0].files",
		"out":              "compack.yaml, line 6, out",
		"clients[0].logo":  "compack.yaml, line 3, clients[0].logo",
		"period":           "--period",
		"trend":            "compack.yaml, trend",
	} {
		if got := c.At(key).String(); got != want {
			t.Errorf("At(%q) = %q, want %q", key, got, want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	text, err := os.ReadFile(filepath.Join("testdata", "workspace", "compack.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add(small)
	f.Add("a: [1, 2\nb: &x {c: *x}\n? [d]\n: 1\n<<: {e: 1}\n")
	f.Add("vendor: !!binary x\n---\nclients: [~, 1.10, {id: 01234}]\n")
	file := filepath.Join(f.TempDir(), "compack.yaml")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, problems, err := Load(file, nil, known())
		if err != nil {
			t.Fatal(err)
		}
		if (c == nil) != (problems.Count(problem.Error) > 0) {
			t.Fatalf("configuration %v with %q", c, told(problems))
		}
		if c == nil {
			return
		}
		c.Resolve(period.NewDate(2026, 10, 1).Time())
		c.Resolver()("acme")
		for _, s := range c.Sources {
			c.Files(s)
		}
	})
}

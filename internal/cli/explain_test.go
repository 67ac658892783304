package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"compack/internal/cli"
	"compack/internal/problem"
)

// TestEachCodeThatPeopleMeetIsExplained holds explain against the catalogue, the
// exit codes of this package and the README's table of them.
func TestEachCodeThatPeopleMeetIsExplained(t *testing.T) {
	var out, errs bytes.Buffer
	if code := cli.Main(context.Background(), cli.Env{Args: []string{"explain", "--json"}, Stdout: &out, Stderr: &errs, Now: today.Time()}); code != cli.Done {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	var got struct {
		Problems []struct {
			Code                          problem.Code
			Severity, Title, Detail, Hint string
		} `json:"problem_codes"`
		Exits []struct {
			Code                int `json:"exit_code"`
			Title, Detail, Hint string
		} `json:"exit_codes"`
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Problems) != len(problem.Catalogue) {
		t.Errorf("%d problem codes are listed, the catalogue has %d", len(got.Problems), len(problem.Catalogue))
	}
	for _, p := range got.Problems {
		if p.Severity == "" || p.Title == "" || p.Detail == "" || p.Hint == "" {
			t.Errorf("%s is not explained: %+v", p.Code, p)
		}
	}
	var exits []int
	for _, e := range got.Exits {
		exits = append(exits, e.Code)
		if e.Title == "" || e.Detail == "" || e.Hint == "" {
			t.Errorf("exit code %d is not explained: %+v", e.Code, e)
		}
	}
	want := []int{cli.Done, cli.Failed, cli.Usage, cli.BadInput, cli.HeldBack, cli.Partial, cli.Late, cli.BadPack, cli.Busy, cli.Interrupted}
	if a, b := text(t, exits), text(t, want); a != b {
		t.Errorf("the exit codes %s are explained, not %s", a, b)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var table []string
	for _, row := range regexp.MustCompile(`(?m)^\| (\d+) \|`).FindAllStringSubmatch(string(readme), -1) {
		table = append(table, row[1])
	}
	if got := "[" + strings.Join(table, ",") + "]"; got != text(t, want) {
		t.Errorf("the README's table has the exit codes %s, not %s", got, text(t, want))
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

package cli_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"compack/internal/cli"
)

// TestTheOrderOfRowsChangesNothing makes packs of the same rows in several orders:
// every figure, group and trend is the same, and balances tie in each.
func TestTheOrderOfRowsChangesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var training, actions []string
	day := func() string { return fmt.Sprintf("2026-%02d-%02d", 1+rng.IntN(9), 1+rng.IntN(28)) }
	for i := range 300 {
		done := ""
		if rng.IntN(4) > 0 {
			done = day()
		}
		training = append(training, fmt.Sprintf("E%d,Acme,Team %d,Course %d,%s,%s", i/3, rng.IntN(5), i%3, day(), done))
		opened := 1 + rng.IntN(8)
		closed := ""
		if rng.IntN(3) > 0 {
			closed = fmt.Sprintf("2026-%02d-%02d", opened+1, 1+rng.IntN(28))
		}
		actions = append(actions, fmt.Sprintf("A%d,Acme,Mend it,%s,2026-%02d-15,%s,%s,Done", i, []string{"High", "Low"}[rng.IntN(2)], opened, day(), closed))
	}
	var first string
	for order := range 5 {
		dir := write(t, map[string]string{
			"compack.yaml":        "vendor: {name: V}\nclients: [{id: acme, name: Acme}]\nsources: [{dataset: training, files: training.csv}, {dataset: remediation, files: actions.csv}]\n",
			"inputs/training.csv": "Employee ID,Client,Department,Course,Due Date,Completed On\n" + strings.Join(training, "\n"),
			"inputs/actions.csv":  "Action ID,Client,Summary,Severity,Opened,Due,Closed,Status\n" + strings.Join(actions, "\n"),
		})
		if code, text := run(t, today, "--config", filepath.Join(dir, "compack.yaml"), "--period", "2026-Q3"); code != cli.Done {
			t.Fatalf("exit code %d\n%s", code, text)
		}
		figures := readFigures(t, filepath.Join(dir, "out", "2026-Q3", "acme"))
		for _, m := range figures.Metrics {
			if m.Balance != nil && !m.Balance.Ties() {
				t.Errorf("%s does not tie: %+v", m.ID, *m.Balance)
			}
		}
		got, err := json.Marshal(figures.Metrics)
		if err != nil {
			t.Fatal(err)
		}
		if order == 0 {
			first = string(got)
		} else if string(got) != first {
			t.Errorf("order %d gives other figures", order)
		}
		rng.Shuffle(len(training), func(i, j int) { training[i], training[j] = training[j], training[i] })
		rng.Shuffle(len(actions), func(i, j int) { actions[i], actions[j] = actions[j], actions[i] })
	}
}

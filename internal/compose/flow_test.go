package compose

import (
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/period"
)

var actions = &dataset.Definition{
	ID: "actions", Title: "Actions", Singular: "action", Plural: "actions", Key: []string{"id"},
	Fields: []dataset.Field{
		{Name: "id", Title: "ID", Type: dataset.Text, Required: true}, {Name: "opened_on", Title: "Opened on", Type: dataset.Date},
		{Name: "closed_on", Title: "Closed on", Type: dataset.Date}, {Name: "reopened_on", Title: "Reopened on", Type: dataset.Date},
		{Name: "how", Title: "How", Type: dataset.Enum, Values: []dataset.Value{{Name: "fixed", Title: "Fixed"}, {Name: "accepted", Title: "Accepted"}}},
	},
}

func TestRollForwardShowsWhatMovedAndHow(t *testing.T) {
	def := metric.Definition{ID: "actions.balance", Title: "Open actions", Dataset: "actions", Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on"}
	plain, again := def, def
	again.Reopened, again.Split = "reopened_on", "how"
	split := func(fixed, accepted, unknown int) []metric.SplitPart {
		return []metric.SplitPart{{Key: "fixed", Label: "Fixed", N: fixed}, {Key: "accepted", Label: "Accepted", N: accepted}, {Label: metric.NotStated(nil), N: unknown}}
	}
	c := &composer{Input: Input{Period: period.Calendar{Every: period.Quarterly}.At(period.NewDate(2026, 9, 30)), AsOf: period.NewDate(2026, 9, 30)}}
	for _, one := range []struct {
		def           metric.Definition
		balance       metric.BalanceValue
		labels, total string
	}{
		{plain, metric.BalanceValue{Opening: 1200, Opened: 5, Closed: 4, Closing: 1201},
			"Open at 2026-06-30|Opened|Closed|Open at 2026-09-30|", "1,200 + 5 \u2212 4 = 1,201"},
		{again, metric.BalanceValue{Opening: 3, Opened: 2, Reopened: 1, Closed: 3, Closing: 3, Split: split(2, 0, 1)},
			"Open at 2026-06-30|Opened|Reopened|Closed: fixed|Closed: (not stated)|Open at 2026-09-30|", "3 + 2 + 1 \u2212 2 \u2212 1 = 3"},
		{again, metric.BalanceValue{Opening: 3, Closing: 3, Split: split(0, 0, 0)},
			"Open at 2026-06-30|Opened|Reopened|Closed|Open at 2026-09-30|", "3 + 0 + 0 \u2212 0 = 3"},
	} {
		m, err := metric.Compile(one.def, actions)
		if err != nil {
			t.Fatal(err)
		}
		f := &figure{Address: "F-001"}
		f.Metric, f.Balance = m, &one.balance
		steps, labels := c.flowSteps(f), ""
		for _, s := range steps {
			labels += s.Label + "|"
		}
		if got := (&composer{}).tieOf(steps); labels != one.labels || got != one.total {
			t.Errorf("%s: %s, want %s: %s", labels, got, one.labels, one.total)
		}
	}
}

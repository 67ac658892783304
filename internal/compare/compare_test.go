package compare

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/movement"
	"compack/internal/period"
)

// issues is a small dataset that takes part in every comparison of dates.
var issues = &dataset.Definition{
	ID: "issues", Title: "Issues", Singular: "issue", Plural: "issues", Key: []string{"id"},
	Movement: &dataset.Movement{Opened: "opened_on", Due: "due_on", Closed: "closed_on", Severity: "severity", Same: []string{"title", "asset"}},
	Fields: []dataset.Field{
		{Name: "id", Title: "ID", Type: dataset.Text}, {Name: "title", Title: "Title", Type: dataset.Text}, {Name: "asset", Title: "Asset", Type: dataset.Text},
		{Name: "severity", Title: "Severity", Type: dataset.Enum, Values: []dataset.Value{{Name: "high", Title: "High"}, {Name: "low", Title: "Low"}}},
		{Name: "opened_on", Title: "Opened on", Type: dataset.Date}, {Name: "due_on", Title: "Due on", Type: dataset.Date},
		{Name: "closed_on", Title: "Closed on", Type: dataset.Date, Personal: false},
	},
}

var (
	calendar = period.Calendar{Every: period.Quarterly}
	quarter  = calendar.At(period.NewDate(2026, 9, 1))
	before   = calendar.Previous(quarter)
)

// issue is a record of it; a day of 0 is absent.
type issue struct {
	id, title, asset    string
	severity            int32
	opened, due, closed period.Date
}

func tableOf(list []issue) *dataset.Table {
	t := dataset.NewTable(issues)
	for i, one := range list {
		for col, text := range []string{one.id, one.title, one.asset} {
			t.Column(col).AppendText(text)
		}
		t.Column(3).AppendCode(one.severity)
		for col, day := range []period.Date{one.opened, one.due, one.closed} {
			if day == 0 {
				t.Column(4 + col).AppendEmpty()
				continue
			}
			t.Column(4 + col).AppendCode(int32(day))
		}
		t.Commit(dataset.Origin{Row: int32(i + 2)})
	}
	return t
}

// balance is the roll-forward of issues and its value over a table.
func balance(t *testing.T, table *dataset.Table, p period.Period) (metric.Value, metric.BalanceValue) {
	t.Helper()
	m, err := metric.Compile(metric.Definition{ID: "issues.balance", Title: "Issues", Dataset: "issues", Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on",
		Unit: "issues", Definition: "Issues."}, issues)
	if err != nil {
		t.Fatal(err)
	}
	rows, _ := m.BalanceRows(table, metric.DatesOf(p, p.Last()))
	b := metric.BalanceValue{Opening: rows.Opening.Count(), Opened: rows.Opened.Count(), Closed: rows.Closed.Count(), Closing: rows.Closing.Count()}
	return metric.Value{Metric: m, Balance: &b}, b
}

// compared compares two tables.
func compared(t *testing.T, was, is []issue) movement.Report {
	t.Helper()
	old, now := tableOf(was), tableOf(is)
	v, _ := balance(t, now, quarter)
	_, b := balance(t, old, before)
	return Compare(Input{
		Datasets: []*dataset.Definition{issues}, Tables: map[string]*dataset.Table{"issues": now}, Values: []metric.Value{v},
		Period: quarter, AsOf: quarter.Last(), Previous: before.Label,
		Before: &Before{Period: before, AsOf: before.Last(), Tables: map[string]*dataset.Table{"issues": old},
			Figures: map[string]metric.IssuedFigure{"issues.balance": {Formula: v.Metric.FormulaSHA256()}}, Balances: map[string]metric.BalanceValue{"issues.balance": b}},
	})
}

// random returns issues of a few identifiers, titles and days, so that much of
// what can happen does.
func random(r *rand.Rand) (list []issue) {
	for i := range 60 {
		if r.IntN(4) == 0 {
			continue
		}
		one := issue{id: fmt.Sprintf("I%02d", i), title: fmt.Sprintf("T%d", r.IntN(6)), severity: int32(r.IntN(2))}
		one.opened = before.Start.AddDays(r.IntN(200) - 30)
		one.due = one.opened.AddDays(r.IntN(90))
		if r.IntN(2) == 0 {
			one.closed = one.opened.AddDays(r.IntN(90))
		}
		list = append(list, one)
	}
	return list
}

func TestEveryDifferenceIsARestatement(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 5))
	differed := 0
	for range 300 {
		report := compared(t, random(r), random(r))
		tie := report.Ties[0]
		sum := tie.Closing
		for i, line := range tie.Restatements {
			if sum += line.Counts; line.Number != i+1 || line.Why == "" || line.Item == "" {
				t.Fatalf("line %+v", line)
			}
		}
		if !tie.Ran || sum != tie.Opening {
			t.Fatalf("closing %d and the restatements give %d, opening is %d: %+v", tie.Closing, sum, tie.Opening, tie)
		}
		if tie.Closing != tie.Opening {
			differed++
		}
	}
	if differed == 0 {
		t.Error("no balance differed")
	}
}

func TestTheOrderOfRecordsChangesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 7))
	found := map[string]bool{}
	for range 100 {
		was, is := random(r), random(r)
		want := compared(t, was, is)
		for _, list := range [][]issue{was, is} {
			r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		}
		if diff := cmp.Diff(want, compared(t, was, is)); diff != "" {
			t.Fatal(diff)
		}
		for _, f := range want.Facts {
			if f.Count > f.Of && f.ID != "suppressed" {
				t.Fatalf("more than there are: %+v", f)
			}
			found[f.ID] = found[f.ID] || f.Found()
		}
	}
	for _, id := range []string{"due_moved", "severity_lowered", "gone", "raised_again", "closed_at_end"} {
		if !found[id] {
			t.Errorf("%s was never found", id)
		}
	}
}

func TestAPackComparedWithItselfShowsNothing(t *testing.T) {
	list := random(rand.New(rand.NewPCG(8, 9)))
	report := compared(t, list, list)
	if !report.Ties[0].Ties() {
		t.Errorf("%+v", report.Ties)
	}
	for _, f := range report.Facts {
		if f.ID != "closed_at_end" && f.ID != "raised_again" && f.Count != 0 {
			t.Errorf("%+v", f)
		}
	}
}

// TestRaisedAgainNeedsTheSameWithinThirtyDays holds records without a title apart, and
// keeps to the days between closing and opening.
func TestRaisedAgainNeedsTheSameWithinThirtyDays(t *testing.T) {
	closed := quarter.Start.AddDays(5)
	old := issue{id: "A", title: "Leak", asset: "db", opened: before.Start, closed: closed}
	for name, c := range map[string]struct {
		again issue
		want  int
	}{
		"the same":          {issue{id: "B", title: "leak", asset: "DB", opened: closed}, 1},
		"the last day":      {issue{id: "B", title: "Leak", asset: "db", opened: closed.AddDays(30)}, 1},
		"a day too late":    {issue{id: "B", title: "Leak", asset: "db", opened: closed.AddDays(31)}, 0},
		"before it closed":  {issue{id: "B", title: "Leak", asset: "db", opened: closed - 1}, 0},
		"another asset":     {issue{id: "B", title: "Leak", opened: closed}, 0},
		"without a title":   {issue{id: "B", asset: "db", opened: closed}, 0},
		"under its own key": {issue{id: "A", title: "Leak", asset: "db", opened: closed, closed: closed}, 0},
	} {
		is := []issue{old, c.again}
		if c.again.id == old.id {
			is = is[1:]
		}
		for _, f := range compared(t, []issue{{id: "Z", title: "Other", opened: before.Start}}, is).Facts {
			if f.ID == "raised_again" && f.Count != c.want {
				t.Errorf("%s: %+v", name, f)
			}
		}
	}
}

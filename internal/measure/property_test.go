package measure_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"compack/internal/dataset"
	"compack/internal/measure"
	"compack/internal/metric"
)

// TestOrderOfRecordsDoesNotMatter holds the invariant over random tables, and that
// groups add up and balances tie.
func TestOrderOfRecordsDoesNotMatter(t *testing.T) {
	defs := shippedDatasets(t)
	metrics := append(shippedMetrics(t, defs), moreMetrics(t, defs)...)
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 1))
		tables, shuffled := randomTables(defs, random, 150), map[string]*dataset.Table{}
		for id, table := range tables {
			rows := make([]int32, table.Len())
			for i, n := range random.Perm(table.Len()) {
				rows[i] = int32(n)
			}
			shuffled[id] = table.Select(rows)
		}
		a, problems := measure.Measure(metrics, tables, calendar, quarter, asOf, 5)
		b, _ := measure.Measure(metrics, shuffled, calendar, quarter, asOf, 5)
		if len(problems) > 0 {
			t.Errorf("seed %d: %v", seed, problems)
		}
		for i, v := range a {
			if x, y := summary(v), summary(b[i]); x != y {
				t.Errorf("seed %d, %s:\n%s\nshuffled %s", seed, v.Metric.ID, x, y)
			}
			if diff := cmp.Diff(v.Trend, b[i].Trend); diff != "" {
				t.Errorf("seed %d, %s: %s", seed, v.Metric.ID, diff)
			}
			if diff := cmp.Diff(v.Life, b[i].Life); diff != "" {
				t.Errorf("seed %d, %s: %s", seed, v.Metric.ID, diff)
			}
			addsUp(t, v)
		}
	}
}

// addsUp checks that the groups of a value make up the whole.
func addsUp(t *testing.T, v metric.Value) {
	t.Helper()
	if v.Balance != nil && (!v.Balance.Ties() || v.Figure != metric.Whole(int64(v.Balance.Closing))) {
		t.Errorf("%s: %+v is no roll-forward to %v", v.Metric.ID, v.Balance, v.Figure)
	}
	for _, g := range v.Groups {
		var num, den int64
		n := 0
		for _, one := range g.Groups {
			num, den, n = num+one.Figure.Num, den+one.Figure.Den, n+one.N
		}
		wanted := v.N
		if v.Metric.Kind == metric.Distinct {
			wanted = int(v.Figure.Num)
		}
		divides := v.Metric.Kind == metric.Ratio || v.Metric.Kind == metric.Mean
		if num != v.Figure.Num || divides && den != v.Figure.Den || n != wanted {
			t.Errorf("%s by %s: groups give %d/%d of %d, the whole is %v of %d", v.Metric.ID, g.By, num, den, n, v.Figure, wanted)
		}
	}
}

// TestMetricsMeasuredTogetherAreAsMeasuredAlone: what metrics share changes none
// of them.
func TestMetricsMeasuredTogetherAreAsMeasuredAlone(t *testing.T) {
	defs := shippedDatasets(t)
	metrics := append(shippedMetrics(t, defs), moreMetrics(t, defs)...)
	metrics = append(metrics, hundredMetrics(t, defs)...)
	for seed := range uint64(5) {
		tables := randomTables(defs, rand.New(rand.NewPCG(seed, 3)), 200)
		together, _ := measure.Measure(metrics, tables, calendar, quarter, asOf, 3)
		for i, m := range metrics {
			alone, _ := measure.Measure([]*metric.Metric{m}, tables, calendar, quarter, asOf, 3)
			a, b := together[i], alone[0]
			if x, y := summary(a), summary(b); x != y {
				t.Errorf("seed %d, %s:\n%s\nalone %s", seed, m.ID, x, y)
			}
			if !cmp.Equal(a.Population, b.Population) || !cmp.Equal(a.Satisfied, b.Satisfied) || !cmp.Equal(a.Trend, b.Trend) || !cmp.Equal(a.Life, b.Life) {
				t.Errorf("seed %d, %s: records, trend or life table differ from those measured alone", seed, m.ID)
			}
		}
	}
}

// TestRowsOfAViewBelongToWhoeverAskedForThem: a set that a caller changes is not the
// one that the next caller gets.
func TestRowsOfAViewBelongToWhoeverAskedForThem(t *testing.T) {
	defs := shippedDatasets(t)
	table := randomTables(defs, rand.New(rand.NewPCG(1, 4)), 100)["remediation"]
	for _, population := range []string{"", "due_on <= as_of", "not (due_on <= as_of)", `severity in ["high", "low"]`, "closed_on <= due_on", "owner != nil or due_on < start"} {
		m := compile(t, metric.Definition{ID: "remediation.x", Title: "x", Dataset: "remediation", Kind: metric.Ratio, Population: population, Satisfied: "closed_on <= as_of"}, defs)
		d := metric.DatesOf(quarter, asOf)
		v := metric.NewView(table, d)
		for range 3 {
			for name, got := range map[string]metric.Rows{"population": v.Population(m), "satisfied": v.Satisfied(m)} {
				want := m.Population(table, d)
				if name == "satisfied" {
					want = m.IsSatisfied.Rows(table, d)
				}
				if !cmp.Equal(got, want) {
					t.Errorf("%q: the %s is not what it was", population, name)
				}
				clear(got)
			}
		}
	}
}

// TestNothingIsMeasuredOfNothing asks every kind for a population without records:
// what divides by their number has no value, what counts or adds up gives 0.
func TestNothingIsMeasuredOfNothing(t *testing.T) {
	zero := map[metric.Kind]bool{metric.Count: true, metric.Distinct: true, metric.Sum: true, metric.Balance: true}
	records := actions(t, 3, 3)
	for _, kind := range metric.Kinds {
		def := metric.Definition{Kind: kind, Population: "due_on > end"}
		switch kind {
		case metric.Ratio:
			def.Satisfied = "closed_on <= due_on"
		case metric.Distinct:
			def.Of = "item_id"
		case metric.Sum, metric.Mean, metric.Median, metric.Max:
			def.Of = "closed_on - opened_on"
		case metric.Within:
			def.Opened, def.Closed, def.Days = "opened_on", "closed_on", 30
		case metric.Balance:
			def.Opened, def.Closed, def.Reopened, def.Split = "opened_on", "closed_on", "due_on", "severity"
		}
		for what, table := range map[string]*dataset.Table{"none in the population": records, "none at all": tableOf(t, records.Def, "item_id")} {
			v, problems := one(t, def, table, 1)
			if zero[kind] != v.Figure.Defined() || zero[kind] && v.Figure.Num != 0 || v.N != 0 || len(problems) > 0 {
				t.Errorf("%s, %s: %s of %d, %v", kind, what, fraction(v.Figure), v.N, problems)
			}
			if isMissing := v.Status == metric.NotAvailable; isMissing != (!zero[kind] || table.Len() == 0) {
				t.Errorf("%s, %s: status %q", kind, what, v.Status)
			}
		}
	}
}

// TestFarApartNumbersAreCountedToo: neither different values nor medians need
// numbers that lie close together.
func TestFarApartNumbersAreCountedToo(t *testing.T) {
	def := &dataset.Definition{ID: "readings", Title: "Readings", Plural: "readings", Key: []string{"id"}, Fields: []dataset.Field{
		{Name: "id", Title: "ID", Type: dataset.Integer, Required: true}, {Name: "level", Title: "Level", Type: dataset.Integer}}}
	table := tableOf(t, def, "id|level", "-2147483647|-2000000000", "2147483647|7", "0|2000000000", "1|", "2|8")
	for _, c := range []struct {
		kind metric.Kind
		of   string
		want string
	}{{metric.Distinct, "id", "5/1"}, {metric.Median, "level", "15/2"}, {metric.Max, "level", "2000000000/1"}, {metric.Sum, "level", "15/1"}} {
		if v, _ := one(t, metric.Definition{Kind: c.kind, Of: c.of}, table, 1); fraction(v.Figure) != c.want {
			t.Errorf("%s of %s: %s, want %s", c.kind, c.of, fraction(v.Figure), c.want)
		}
	}
}

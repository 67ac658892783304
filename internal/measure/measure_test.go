package measure_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"compack/internal/dataset"
	"compack/internal/measure"
	"compack/internal/metric"
	"compack/internal/problem"
)

// one measures a single metric over a single table.
func one(t testing.TB, def metric.Definition, table *dataset.Table, trend int) (metric.Value, problem.List) {
	t.Helper()
	def.ID, def.Title, def.Dataset = table.Def.ID+".sample", "Sample", table.Def.ID
	m := compile(t, def, map[string]*dataset.Definition{table.Def.ID: table.Def})
	values, problems := measure.Measure([]*metric.Metric{m}, map[string]*dataset.Table{table.Def.ID: table}, calendar, quarter, asOf, trend)
	return values[0], problems
}

func limit(v float64) *float64 { return &v }

// actions makes n actions of which the first k are closed on time.
func actions(t testing.TB, n, k int) *dataset.Table {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = "A|a|high|2026-07-01|2026-08-01|2026-08-02"
		if i < k {
			lines[i] = "A|a|high|2026-07-01|2026-08-01|2026-08-01"
		}
	}
	return tableOf(t, shippedDatasets(t)["remediation"], "item_id|title|severity|opened_on|due_on|closed_on", lines...)
}

func TestStatusComparesExactly(t *testing.T) {
	share := metric.Definition{Kind: metric.Ratio, Satisfied: "closed_on <= due_on"}
	count := metric.Definition{Kind: metric.Count, Population: "closed_on > due_on"}
	for _, c := range []struct {
		def          metric.Definition
		better       metric.Better
		target, warn *float64
		n, k         int
		want         metric.Status
	}{
		{share, metric.Higher, limit(0.95), limit(0.9), 20, 19, metric.Green}, // exactly 0.95, which no binary number is
		{share, metric.Higher, limit(0.95), limit(0.9), 1000, 949, metric.Amber},
		{share, metric.Higher, limit(0.95), limit(0.9), 10, 9, metric.Amber},
		{share, metric.Higher, limit(0.95), limit(0.9), 1000, 899, metric.Red},
		{share, metric.Higher, limit(0.3), nil, 10, 3, metric.Green},
		{share, metric.Higher, limit(0.3), nil, 1000, 299, metric.Red},
		{share, metric.Higher, limit(0.95), limit(0.9), 0, 0, metric.NotAvailable},
		{share, "", nil, nil, 10, 3, metric.Untargeted},
		{share, "", nil, nil, 0, 0, metric.NotAvailable},
		{count, metric.Lower, limit(0), limit(3), 10, 10, metric.Green},
		{count, metric.Lower, limit(0), limit(3), 10, 7, metric.Amber},
		{count, metric.Lower, limit(0), limit(3), 10, 6, metric.Red},
		{count, metric.Lower, limit(0), limit(3), 0, 0, metric.NotAvailable}, // no records at all
	} {
		c.def.Better, c.def.Target, c.def.Warn = c.better, c.target, c.warn
		v, _ := one(t, c.def, actions(t, c.n, c.k), 1)
		if v.Status != c.want {
			t.Errorf("%s %d of %d: %q, want %q", c.def.Kind, c.k, c.n, v.Status, c.want)
		}
	}
}

func TestNothingToDivideByIsNotAvailable(t *testing.T) {
	table := actions(t, 3, 3)
	for _, def := range []metric.Definition{
		{Kind: metric.Ratio, Population: "due_on > end", Satisfied: "closed_on <= due_on", Better: metric.Higher, Target: limit(0.9)},
		{Kind: metric.Mean, Population: "due_on > end", Of: "closed_on - opened_on"},
		{Kind: metric.Median, Population: "due_on > end", Of: "closed_on - opened_on"},
		{Kind: metric.Max, Population: "due_on > end", Of: "closed_on - opened_on"},
	} {
		v, _ := one(t, def, table, 3)
		if v.Figure.Defined() || v.Status != metric.NotAvailable || v.N != 0 || v.Population == nil {
			t.Errorf("%s: %v, %q, n = %d", def.Kind, v.Figure, v.Status, v.N)
		}
	}
	for _, kind := range []metric.Kind{metric.Count, metric.Sum} {
		def := metric.Definition{Kind: kind, Population: "due_on > end"}
		if kind == metric.Sum {
			def.Of = "closed_on - opened_on"
		}
		if v, _ := one(t, def, table, 1); v.Figure != metric.Whole(0) || v.Status != metric.Untargeted {
			t.Errorf("%s of nothing: %v, %q; want 0", kind, v.Figure, v.Status)
		}
	}
}

func TestMissingDatasetHasNoValue(t *testing.T) {
	defs := shippedDatasets(t)
	metrics := shippedMetrics(t, defs)
	values, problems := measure.Measure(metrics, map[string]*dataset.Table{"risks": handTables(t, defs)["risks"], "training": nil}, calendar, quarter, asOf, 5)
	if len(problems) > 0 || len(values) != len(metrics) {
		t.Fatalf("%d values, problems %v", len(values), problems)
	}
	for i, v := range values {
		provided := v.Metric.Definition.Dataset == "risks"
		if v.Metric != metrics[i] || provided != v.Figure.Defined() || provided != (v.Population != nil) || (v.Status == metric.NotAvailable) == provided {
			t.Errorf("%s: %v, %q", v.Metric.ID, v.Figure, v.Status)
		}
	}
}

func TestAmounts(t *testing.T) {
	table := tableOf(t, shippedDatasets(t)["remediation"], "item_id|title|severity|opened_on|closed_on",
		"A|a|high|2026-09-01|2026-09-04", "B|b|high|2026-09-01|", "C|c|low|2026-09-01|2026-09-11", "D|d|low|2026-09-30|2026-10-06")
	for _, c := range []struct {
		kind metric.Kind
		of   string
		want string
		n    int
	}{
		{metric.Sum, "closed_on - opened_on", "19/1", 3},    // 3 + 10 + 6; B has no value
		{metric.Mean, "closed_on - opened_on", "19/3", 3},   //
		{metric.Median, "closed_on - opened_on", "6/1", 3},  //
		{metric.Max, "closed_on - opened_on", "10/1", 3},    //
		{metric.Median, "as_of - opened_on", "58/2", 4},     // 0 29 29 29
		{metric.Sum, "opened_on - start", "277/1", 4},       // 62 + 62 + 62 + 91
		{metric.Mean, "as_of - closed_on", "39/3", 3},       // 26 + 19 - 6
		{metric.Max, "closed_on - end", "6/1", 3},           // D is closed after the period
		{metric.Sum, "opened_on - closed_on", "-19/1", 3},   //
		{metric.Median, "opened_on - closed_on", "-6/1", 3}, //
		{metric.Mean, "opened_on - closed_on", "-19/3", 3},  //
		{metric.Max, "opened_on - closed_on", "-3/1", 3},    //
		{metric.Median, "closed_on - as_of", "-19/1", 3},    // -26 -19 6
		{metric.Distinct, "item_id", "4/1", 4},              //
	} {
		v, _ := one(t, metric.Definition{Kind: c.kind, Of: c.of}, table, 1)
		if fraction(v.Figure) != c.want || v.N != c.n || v.Population.Count() != c.n {
			t.Errorf("%s of %s: %s, n = %d; want %s, %d", c.kind, c.of, fraction(v.Figure), v.N, c.want, c.n)
		}
	}
}

func TestBalanceThatDoesNotTieIsAProblem(t *testing.T) {
	table := tableOf(t, shippedDatasets(t)["remediation"], "item_id|title|severity|opened_on|closed_on",
		"A1|a|high|2026-09-01|2026-06-01", "A2|b|high|2026-09-01|2026-09-02")
	def := metric.Definition{Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on", Better: metric.Lower, Target: limit(9)}
	v, problems := one(t, def, table, 1)
	if v.Figure.Defined() || v.Balance != nil || v.Status != metric.NotAvailable {
		t.Errorf("a balance that does not add up has the value %v, %q", v.Figure, v.Status)
	}
	if got := v.WhyMissing(table); got != "the roll-forward does not add up" {
		t.Errorf("its figure is said to be missing since %q", got)
	}
	const want = "metric remediation.sample: the roll-forward does not add up: opening 0 + opened 2 - closed 1 is not closing 0; look at A1"
	if len(problems) != 1 || problems[0].String() != want || problems[0].Severity != problem.Error {
		t.Errorf("problems: %v\nwant %s", problems, want)
	}
}

func TestBalanceCountsWhatWasReopenedAndHowItWasClosed(t *testing.T) {
	fields := "item_id|title|severity|opened_on|due_on|closed_on|resolution" // due_on stands in for the day of reopening
	lines := []string{
		"A1|a|high|2026-01-01|          |          |",      // opening, closing
		"A2|b|high|2026-01-01|2026-07-01|          |",      // reopened on the first day, closing
		"A3|c|high|2026-01-01|2026-08-01|2026-09-30|fixed", // reopened, closed on the last day
		"A4|d|high|2026-01-01|2026-06-30|2026-08-01|",      // reopened before the period: opening, closed
		"A5|e|high|2026-07-01|2026-08-01|          |",      // opened, whatever became of it then: closing
		"A6|f|high|2026-08-01|          |2026-08-02|fixed", // opened, closed
		"A7|g|high|2026-01-01|2026-10-01|2026-10-02|fixed", // reopened after the period: opening, closing
	}
	remediation := shippedDatasets(t)["remediation"]
	def := metric.Definition{Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on", Reopened: "due_on", Split: "resolution"}
	v, problems := one(t, def, tableOf(t, remediation, fields, lines...), 1)
	if v.Balance == nil {
		t.Fatal(problems)
	}
	b := *v.Balance
	if got := []int{b.Opening, b.Opened, b.Reopened, b.Closed, b.Closing}; !cmp.Equal(got, []int{3, 2, 2, 3, 4}) || !b.Ties() {
		t.Errorf("opening, opened, reopened, closed, closing are %v", got)
	}
	for _, s := range b.Split {
		if want := map[string]int{"fixed": 2, "": 1}[s.Key]; s.N != want {
			t.Errorf("%s: %d, want %d", s.Label, s.N, want)
		}
	}
	if last := b.Split[len(b.Split)-1]; last.Label != metric.NotStated(nil) {
		t.Errorf("records that do not say how they were closed are called %q", last.Label)
	}
	b.Split[0].N++
	if b.Ties() {
		t.Error("a split that does not make up what was closed ties")
	}
	// Closed before the period and reopened in it: the closing date is stale.
	v, problems = one(t, def, tableOf(t, remediation, fields, append(lines, "A8|h|high|2026-01-01|2026-08-01|2026-05-01|fixed")...), 1)
	const want = "metric remediation.sample: the roll-forward does not add up: opening 3 + opened 2 + reopened 3 - closed 3 is not closing 4; look at A8"
	if v.Balance != nil || v.Figure.Defined() || len(problems) != 1 || problems[0].String() != want {
		t.Errorf("problems: %v\nwant %s", problems, want)
	}
}

func TestShareClosedWithinDays(t *testing.T) {
	remediation := shippedDatasets(t)["remediation"]
	fields := "item_id|title|severity|opened_on|closed_on"
	for _, c := range []struct {
		name        string
		days, least int
		lines       []string
		want        string
		n           int
	}{
		// All closed: the share is that of the records.
		{"all closed", 10, 0, []string{"A|a|low|2026-08-01|2026-08-11", "B|b|low|2026-08-01|2026-08-12", "C|c|low|2026-08-01|2026-08-01", "D|d|low|2026-08-01|2026-08-03"}, "3/4", 4},
		{"all closed before the day", 30, 0, []string{"A|a|low|2026-08-01|2026-08-11", "B|b|low|2026-08-01|2026-08-12"}, "1/1", 2},
		// D was seen for 5 days only: 1 of 4 closed on day 2, 1 of 2 on day 9; 1 - 3/4 x 1/2.
		{"one left early", 10, 0, []string{"A|a|low|2026-08-01|2026-08-03", "B|b|low|2026-08-01|2026-08-10", "C|c|low|2026-08-01|", "D|d|low|2026-09-25|"}, "5/8", 4},
		// A closing on the day on which another leaves: that one is at risk on it.
		{"left on the day of a closing", 10, 0, []string{"A|a|low|2026-08-01|2026-08-06", "C|c|low|2026-08-01|", "D|d|low|2026-09-25|"}, "1/3", 3},
		{"closed after the as-of date", 10, 0, []string{"A|a|low|2026-08-01|2026-10-01", "B|b|low|2026-08-01|2026-08-05"}, "1/2", 2},
		{"followed for exactly the days", 10, 0, []string{"A|a|low|2026-09-20|", "B|b|low|2026-08-01|2026-08-05"}, "1/2", 2},
		{"followed for one day less", 10, 0, []string{"A|a|low|2026-09-21|", "B|b|low|2026-08-01|2026-08-05"}, "n/a", 2},
		{"too few", 10, 3, []string{"A|a|low|2026-08-01|2026-08-11", "B|b|low|2026-08-01|2026-08-12"}, "n/a", 2},
		{"just enough", 10, 2, []string{"A|a|low|2026-08-01|2026-08-11", "B|b|low|2026-08-01|2026-08-12"}, "1/2", 2},
		{"opened after the as-of date", 10, 0, []string{"A|a|low|2026-10-01|2026-10-02"}, "n/a", 0},
		{"closed before it was opened", 10, 0, []string{"A|a|low|2026-08-01|2026-07-01", "B|b|low|2026-08-01|2026-08-12"}, "0/1", 1},
		{"none", 10, 0, nil, "n/a", 0},
	} {
		def := metric.Definition{Kind: metric.Within, Opened: "opened_on", Closed: "closed_on", Days: c.days, Least: c.least}
		v, _ := one(t, def, tableOf(t, remediation, fields, c.lines...), 1)
		if fraction(v.Figure) != c.want || v.N != c.n || len(v.Life) != c.days+1 {
			t.Errorf("%s: %s, n = %d, %d days; want %s, %d", c.name, fraction(v.Figure), v.N, len(v.Life), c.want, c.n)
		}
		if c.want == "n/a" && v.Status != metric.NotAvailable {
			t.Errorf("%s: status %q", c.name, v.Status)
		}
	}
}

// TestClosedRecordsAloneGiveTheirShare: without a record that is still open, the
// estimate is the plain share.
func TestClosedRecordsAloneGiveTheirShare(t *testing.T) {
	remediation := shippedDatasets(t)["remediation"]
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 5))
		var lines []string
		for n := range 200 {
			from := quarter.Start.AddDays(random.IntN(40))
			lines = append(lines, fmt.Sprintf("A%d|a|low|%s|%s", n, from, from.AddDays(random.IntN(45))))
		}
		table := tableOf(t, remediation, "item_id|title|severity|opened_on|closed_on", lines...)
		v, _ := one(t, metric.Definition{Kind: metric.Within, Opened: "opened_on", Closed: "closed_on", Days: 20}, table, 1)
		plain, _ := one(t, metric.Definition{Kind: metric.Ratio, Satisfied: "closed_on - opened_on <= 20"}, table, 1)
		if v.Figure.Compare(plain.Figure) != 0 || v.Satisfied.Count() != int(plain.Figure.Num) {
			t.Errorf("seed %d: %s, the plain share is %s", seed, fraction(v.Figure), fraction(plain.Figure))
		}
	}
}

func TestGroupsOfTextsIgnoreCase(t *testing.T) {
	table := tableOf(t, shippedDatasets(t)["training"], "person_id|course|department|due_on",
		"P1|a|it|2026-07-01", "P2|a|IT|2026-07-01", "P3|a|It|2026-07-01", "P4|a|IT|2026-07-01", "P5|a||2026-07-01",
		"P6|a|zeta|2026-07-01", "P7|a|Alpha|2026-07-01", "P8|a|beta|2026-07-01", "P9|a|BETA|2026-07-01", "Q1|a|unused|2027-07-01")
	v, _ := one(t, metric.Definition{Kind: metric.Count, Population: "due_on <= as_of", By: []string{"department"}}, table, 1)
	const want = "9/1 n=9 | department: Alpha=1/1 BETA=2/1 IT=4/1 zeta=1/1 (not stated)=1/1"
	if got := summary(v); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if last := v.Groups[0].Groups[4]; last.Key != "" {
		t.Errorf("records without a value have the key %q", last.Key)
	}
	// A selection shares the dictionary of the table that it was made from.
	v, _ = one(t, metric.Definition{Kind: metric.Count, By: []string{"department"}}, table.Select([]int32{0, 1}), 1)
	if got, want := summary(v), "2/1 n=2 | department: IT=2/1"; got != want { // as frequent as "it", and less
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestDifferentValuesStandInTheGroupOfTheirFirstRecord(t *testing.T) {
	fields := "person_id|course|department|due_on"
	lines := []string{"P1|b|Sales|2026-07-01", "P1|a|IT|2026-07-01", "P2|a|Sales|2026-07-01", "P1|0|Legal|2027-07-01"}
	def := metric.Definition{Kind: metric.Distinct, Of: "person_id", Population: "due_on <= as_of", By: []string{"department"}}
	table := tableOf(t, shippedDatasets(t)["training"], fields, lines...)
	v, _ := one(t, def, table, 1)
	if got, want := summary(v), "2/1 n=3 | department: IT=1/1 Sales=1/1"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestTrendBeginsWhereRecordsDo(t *testing.T) {
	fields := "item_id|title|severity|opened_on|closed_on"
	table := tableOf(t, shippedDatasets(t)["remediation"], fields,
		"A|a|high|2026-01-01|2026-04-01", "B|b|high|2026-03-31|", "C|c|low|2026-09-30|")
	open := metric.Definition{Kind: metric.Count, Population: "opened_on <= as_of and not (closed_on <= as_of)", Trend: true}
	v, _ := one(t, open, table, 5)
	want := []metric.Point{
		{Period: "2026-Q1", Figure: metric.Whole(2), Basis: metric.Recomputed}, {Period: "2026-Q2", Figure: metric.Whole(1), Basis: metric.Recomputed}, {Period: "2026-Q3", Figure: metric.Whole(2)}}
	if diff := cmp.Diff(want, v.Trend); diff != "" { // 2025 lies before the first record
		t.Error(diff)
	}
	if v, _ = one(t, open, table, 2); len(v.Trend) != 2 || v.Trend[0].Period != "2026-Q2" {
		t.Errorf("a trend of 2 points: %v", v.Trend)
	}
	if v, _ = one(t, open, tableOf(t, table.Def, fields), 5); len(v.Trend) != 1 || v.Trend[0].Figure != metric.Whole(0) {
		t.Errorf("without records: %v", v.Trend)
	}
	open.Trend = false
	if v, _ = one(t, open, table, 5); v.Trend != nil {
		t.Errorf("a metric without a trend has %v", v.Trend)
	}
}

func TestAsOfBeforeTheEndOfThePeriod(t *testing.T) {
	table := tableOf(t, shippedDatasets(t)["remediation"], "item_id|title|severity|opened_on|closed_on",
		"A|a|high|2026-07-01|2026-09-01", "B|b|high|2026-08-16|")
	m := compile(t, metric.Definition{ID: "remediation.x", Title: "x", Dataset: "remediation", Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on", Trend: true},
		shippedDatasets(t))
	values, problems := measure.Measure([]*metric.Metric{m}, map[string]*dataset.Table{"remediation": table}, calendar, quarter, day("2026-08-15"), 1)
	if want := (metric.BalanceValue{Opening: 0, Opened: 1, Closed: 0, Closing: 1}); len(problems) > 0 || !cmp.Equal(*values[0].Balance, want) {
		t.Errorf("%+v, %v; want %+v", *values[0].Balance, problems, want)
	}
}

func TestDaysAheadFormAGroupOfTheirOwn(t *testing.T) {
	def := *shippedDatasets(t)["remediation"]
	def.Bands = []dataset.Band{{Name: "late", Title: "Days late", From: "due_on", Upper: []int{0, 30}, Ahead: "Not yet due"}}
	table := tableOf(t, &def, "item_id|title|severity|opened_on|due_on",
		"A|a|high|2026-01-01|2026-10-01", "B|b|high|2026-01-01|2026-09-30", "C|c|low|2026-01-01|2026-09-29", "D|d|low|2026-01-01|2026-08-30", "E|e|low|2026-01-01|")
	v, _ := one(t, metric.Definition{Kind: metric.Count, By: []string{"late"}}, table, 1)
	if got, want := summary(v), "5/1 n=5 | late: Not yet due=1/1 0-0=1/1 1-30=1/1 Over 30=1/1 (not stated)=1/1"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for i, want := range []string{
		`COUNTIFS(remediation_due_on,">"&as_of)`,
		`COUNTIFS(remediation_due_on,"<="&as_of,remediation_due_on,">="&as_of)`,
		`COUNTIFS(remediation_due_on,"<"&as_of,remediation_due_on,">="&as_of-30)`,
		`COUNTIFS(remediation_due_on,"<"&as_of-30)`,
	} {
		if got := v.Metric.GroupFormula("late", v.Groups[0].Groups[i]); got != want {
			t.Errorf("group %d: %s, want %s", i, got, want)
		}
	}
	def.Bands[0].Ahead = ""
	v, _ = one(t, metric.Definition{Kind: metric.Count, By: []string{"late"}}, table, 1)
	if got, want := summary(v), "5/1 n=5 | late: 0-0=2/1 1-30=1/1 Over 30=1/1 (not stated)=1/1"; got != want {
		t.Errorf("without a label: got  %s\nwant %s", got, want)
	}
}

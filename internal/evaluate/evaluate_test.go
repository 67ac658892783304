package evaluate

import (
	"strings"
	"testing"

	"compack/internal/clause"
	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

var requirements = &dataset.Definition{
	ID: clause.Dataset, Title: "Contract requirements", Singular: "clause", Plural: "clauses", Key: []string{"requirement_id"}, Scope: "client",
	Fields: []dataset.Field{
		{Name: "requirement_id", Type: dataset.Text}, {Name: "client", Type: dataset.Text}, {Name: "contract_ref", Type: dataset.Text},
		{Name: "clause", Type: dataset.Text}, {Name: "metric", Type: dataset.Text}, {Name: "threshold", Type: dataset.Decimal},
		{Name: "type", Type: dataset.Enum, Values: []dataset.Value{{Name: "notification"}, {Name: "other"}}},
		{Name: "unit", Type: dataset.Enum, Values: []dataset.Value{{Name: "percent"}, {Name: "days"}, {Name: "hours"}, {Name: "items"}}},
		{Name: "comparison", Type: dataset.Enum, Values: []dataset.Value{{Name: "at_least"}, {Name: "at_most"}}},
		{Name: "effective_from", Type: dataset.Date}, {Name: "effective_to", Type: dataset.Date}, {Name: "applicable", Type: dataset.Boolean},
		{Name: "exception", Type: dataset.Text}, {Name: "exception_until", Type: dataset.Date},
	},
}

// record is a clause as a test writes it: values by field.
type record map[string]any

// table makes a table of records; one that says nothing of its client is acme's.
func table(t *testing.T, records ...record) *dataset.Table {
	t.Helper()
	out := dataset.NewTable(requirements)
	for i, r := range records {
		for j := range requirements.Fields {
			c := out.Column(j)
			v, ok := r[c.Field.Name]
			switch {
			case !ok && c.Field.Name == "client":
				c.AppendText("acme")
			case !ok:
				c.AppendEmpty()
			case c.Field.Type == dataset.Text:
				c.AppendText(v.(string))
			case c.Field.Type == dataset.Enum:
				code, known := c.Lookup(v.(string))
				if !known {
					t.Fatalf("no value %v", v)
				}
				c.AppendCode(code)
			case c.Field.Type == dataset.Date:
				on, err := period.ParseDate(v.(string))
				if err != nil {
					t.Fatal(err)
				}
				c.AppendCode(int32(on))
			case c.Field.Type == dataset.Boolean:
				c.AppendCode(map[bool]int32{true: 1}[v.(bool)])
			default:
				c.AppendDecimal(v.(float64))
			}
		}
		out.Commit(dataset.Origin{Source: 0, Row: int32(i + 2)})
	}
	return out
}

var training = &dataset.Definition{
	ID: "training", Title: "Training", Singular: "assignment", Plural: "assignments", Key: []string{"id"}, Scope: "client",
	Fields: []dataset.Field{{Name: "id", Type: dataset.Text}, {Name: "client", Type: dataset.Text}, {Name: "due_on", Type: dataset.Date}, {Name: "done_on", Type: dataset.Date}},
}

// value returns a value over one record.
func value(t *testing.T, def metric.Definition, f metric.Fraction) metric.Value {
	t.Helper()
	def.Dataset, def.Definition, def.Title = "training", "x", "x"
	m, err := metric.Compile(def, training)
	if err != nil {
		t.Fatal(err)
	}
	v := metric.Value{Metric: m, Figure: f, Population: metric.NewRows(1), Status: metric.Untargeted}
	if !f.Defined() {
		v.Status = metric.NotAvailable
	}
	return v
}

func limit(v float64) *float64 { return &v }

// fixture returns what every test's clauses are compared with: 19 of 20 is 95 %,
// 7/2 is 3.5 days, and 2 items.
func fixture(t *testing.T) Input {
	t.Helper()
	p := period.Period{Label: "2026-Q3", Start: period.NewDate(2026, 7, 1), End: period.NewDate(2026, 10, 1)}
	records := dataset.NewTable(training)
	records.Column(0).AppendText("1")
	for i := 1; i < 4; i++ {
		records.Column(i).AppendEmpty()
	}
	records.Commit(dataset.Origin{})
	return Input{
		Values: []metric.Value{
			value(t, metric.Definition{ID: "t.share", Kind: metric.Ratio, Satisfied: "done_on <= as_of", Unit: "percent", Better: metric.Higher}, metric.Fraction{Num: 19, Den: 20}),
			value(t, metric.Definition{ID: "t.days", Kind: metric.Mean, Of: "done_on - due_on", Unit: "days", Better: metric.Lower}, metric.Fraction{Num: 7, Den: 2}),
			value(t, metric.Definition{ID: "t.late", Kind: metric.Count, Unit: "assignments", Better: metric.Lower}, metric.Whole(2)),
			value(t, metric.Definition{ID: "t.none", Kind: metric.Ratio, Satisfied: "done_on <= as_of", Unit: "percent", Better: metric.Higher}, metric.Fraction{}),
			value(t, metric.Definition{ID: "t.aim", Kind: metric.Ratio, Satisfied: "done_on <= as_of", Unit: "percent", Better: metric.Higher, Target: limit(0.95)}, metric.Fraction{Num: 189, Den: 200}),
			value(t, metric.Definition{ID: "t.own", Kind: metric.Ratio, Satisfied: "done_on <= as_of", Unit: "percent", Better: metric.Higher, Target: limit(0.9)}, metric.Fraction{Num: 9, Den: 10}),
			value(t, metric.Definition{ID: "t.neither", Kind: metric.Count, Unit: "assignments"}, metric.Whole(2)),
		},
		Tables: map[string]*dataset.Table{"training": records}, Targets: []string{"t.own"},
		Period: p, AsOf: period.NewDate(2026, 9, 30),
	}
}

// TestEachClauseGetsItsVerdict: every row is one clause, and the figures are those
// of fixture.
func TestEachClauseGetsItsVerdict(t *testing.T) {
	for name, c := range map[string]struct {
		record  record
		verdict clause.Verdict
		reason  string // part of it
	}{
		"equal to a percentage":         {record{"metric": "t.share", "threshold": 95.0, "unit": "percent"}, clause.Met, ""},
		"equal to a share":              {record{"metric": "t.share", "threshold": 0.95}, clause.Met, ""},
		"a hair below":                  {record{"metric": "t.share", "threshold": 95.0000001}, clause.NotMet, ""},
		"over 1 without a unit":         {record{"metric": "t.share", "threshold": 96.0}, clause.NotMet, ""},
		"1 is all":                      {record{"metric": "t.share", "threshold": 1.0, "unit": "percent"}, clause.NotMet, ""},
		"just over 1 is a percentage":   {record{"metric": "t.share", "threshold": 1.01, "unit": "percent"}, clause.Met, ""},
		"the clause's side counts":      {record{"metric": "t.share", "threshold": 94.0, "comparison": "at_most"}, clause.NotMet, ""},
		"equal at most":                 {record{"metric": "t.share", "threshold": 95.0, "comparison": "at_most"}, clause.Met, ""},
		"at most 1 says nothing":        {record{"metric": "t.share", "threshold": 1.0, "comparison": "at_most"}, clause.NoData, "at most 1"},
		"at least 0 says nothing":       {record{"metric": "t.share", "threshold": 0.0}, clause.NoData, "at least 0"},
		"over 100 percent":              {record{"metric": "t.share", "threshold": 100.5}, clause.NoData, "no threshold"},
		"below 0":                       {record{"metric": "t.late", "threshold": -1.0}, clause.NoData, "no threshold"},
		"hours of a share":              {record{"metric": "t.share", "threshold": 72.0, "unit": "hours"}, clause.NoData, "in hours"},
		"hours of days":                 {record{"metric": "t.days", "threshold": 72.0, "unit": "hours"}, clause.NoData, "in hours"},
		"days as they are, equal":       {record{"metric": "t.days", "threshold": 3.5, "unit": "days"}, clause.Met, ""},
		"days as they are, above":       {record{"metric": "t.days", "threshold": 3.4}, clause.NotMet, ""},
		"items, equal":                  {record{"metric": "t.late", "threshold": 2.0, "unit": "items"}, clause.Met, ""},
		"items, none allowed":           {record{"metric": "t.late", "threshold": 0.0}, clause.NotMet, ""},
		"percent of items":              {record{"metric": "t.late", "threshold": 2.0, "unit": "percent"}, clause.NoData, "in percent"},
		"0 of 0":                        {record{"metric": "t.none", "threshold": 0.1}, clause.NoData, "0 of 0"},
		"the metric's target":           {record{"metric": "t.aim"}, clause.NotMet, ""},
		"its own before the target":     {record{"metric": "t.aim", "threshold": 90.0}, clause.Met, ""},
		"the client's target":           {record{"metric": "t.own"}, clause.Met, ""},
		"no threshold anywhere":         {record{"metric": "t.share"}, clause.NoData, "threshold"},
		"no side anywhere":              {record{"metric": "t.neither", "threshold": 2.0}, clause.NoData, "more or less"},
		"the clause's side alone":       {record{"metric": "t.neither", "threshold": 2.0, "comparison": "at_most"}, clause.Met, ""},
		"no metric":                     {record{}, clause.NoData, "names no metric"},
		"an unknown metric":             {record{"metric": "t.shar"}, clause.NoData, `no metric "t.shar"`},
		"not applicable":                {record{"metric": "t.share", "threshold": 95.0, "applicable": false}, clause.NotApplicable, "does not apply"},
		"not yet in force":              {record{"metric": "t.share", "threshold": 95.0, "effective_from": "2026-10-01"}, clause.NotApplicable, "from 2026-10-01"},
		"in force from the as-of day":   {record{"metric": "t.share", "threshold": 95.0, "effective_from": "2026-09-30"}, clause.Met, ""},
		"expired before the period":     {record{"metric": "t.share", "threshold": 95.0, "effective_to": "2026-06-30"}, clause.NotApplicable, "until 2026-06-30"},
		"ended on the period's first":   {record{"metric": "t.share", "threshold": 95.0, "effective_to": "2026-07-01"}, clause.Met, ""},
		"without a metric, and expired": {record{"effective_to": "2026-06-30"}, clause.NotApplicable, "until"},
		"an exception excuses nothing":  {record{"metric": "t.late", "threshold": 1.0, "exception": "agreed", "exception_until": "2026-12-31"}, clause.NotMet, ""},
	} {
		in := fixture(t)
		in.Requirements = table(t, c.record)
		got := Evaluate(in)
		if len(got) != 1 || got[0].Verdict != c.verdict || !strings.Contains(got[0].Reason, c.reason) || (got[0].Reason == "") != (c.reason == "") {
			t.Errorf("%s: got %s (%s), want %s (%s)", name, got[0].Verdict, got[0].Reason, c.verdict, c.reason)
		}
	}
}

// TestThresholdsSayWhoSetThem: the clause before the client's target, that before
// the metric's.
func TestThresholdsSayWhoSetThem(t *testing.T) {
	in := fixture(t)
	for want, r := range map[clause.Basis]record{
		clause.OfClause: {"metric": "t.own", "threshold": 99.0}, clause.OfClient: {"metric": "t.own"}, clause.OfMetric: {"metric": "t.aim"},
	} {
		in.Requirements = table(t, r)
		if got := Evaluate(in)[0]; got.Basis != want {
			t.Errorf("the threshold %v is from %q, want %q", got.Limit, got.Basis, want)
		}
	}
}

func TestExceptionsAreInForceUntilTheirLastDay(t *testing.T) {
	in := fixture(t)
	for until, want := range map[string]bool{"2026-09-29": false, "2026-09-30": true, "": false} {
		r := record{"metric": "t.late", "threshold": 1.0, "exception": "agreed"}
		if until != "" {
			r["exception_until"] = until
		}
		in.Requirements = table(t, r)
		if got := Evaluate(in)[0]; got.Excepted != want {
			t.Errorf("until %q: in force %v, want %v", until, got.Excepted, want)
		}
	}
}

// TestNoRecordsAreNoAchievement: the measure marks a figure over no records as not
// available, although nothing of none is late.
func TestNoRecordsAreNoAchievement(t *testing.T) {
	in := fixture(t)
	in.Values[2].Figure, in.Values[2].Status = metric.Whole(0), metric.NotAvailable
	in.Tables = map[string]*dataset.Table{"training": dataset.NewTable(training)}
	in.Requirements = table(t, record{"metric": "t.late", "threshold": 2.0})
	if got := Evaluate(in)[0]; got.Verdict != clause.NoData || got.Reason != "no assignments in scope" {
		t.Errorf("got %s (%s)", got.Verdict, got.Reason)
	}
	in.Values[2].Population = nil
	if got := Evaluate(in)[0]; got.Verdict != clause.NoData || got.Reason != "Training not provided" {
		t.Errorf("got %s (%s)", got.Verdict, got.Reason)
	}
}

func TestWorstComesFirstAndNumbersAsPeopleCount(t *testing.T) {
	in := fixture(t)
	in.Requirements = table(t,
		record{"requirement_id": "e", "clause": "1", "applicable": false},
		record{"requirement_id": "d", "clause": "4.10", "metric": "t.share", "threshold": 95.0},
		record{"requirement_id": "c", "clause": "4.2", "metric": "t.share", "threshold": 95.0},
		record{"requirement_id": "b", "clause": "9"},
		record{"requirement_id": "a", "clause": "9", "metric": "t.share", "threshold": 96.0})
	order := ""
	for _, r := range Evaluate(in) {
		order += r.ID
	}
	if order != "abcde" {
		t.Errorf("got %s", order)
	}
}

func TestClausesThatCannotBeMeasuredAreNamedAtTheirRow(t *testing.T) {
	in := fixture(t)
	var metrics []*metric.Metric
	for _, v := range in.Values {
		metrics = append(metrics, v.Metric)
	}
	ledger := dataset.Ledger{{File: "clauses.csv", Columns: map[string]string{"metric": "KPI", "unit": "Unit"}}}
	got := Check(table(t,
		record{"requirement_id": "a", "metric": "t.shares"}, record{"requirement_id": "b", "metric": "t.share", "threshold": 72.0, "unit": "hours"},
		record{"requirement_id": "c", "metric": "t.share", "threshold": 95.0, "client": "*"}, record{"requirement_id": "d"}), metrics, ledger)
	want := []string{
		`clauses.csv, row 2, column "KPI": clause a can't be measured: there is no metric "t.shares"; did you mean t.share?`,
		`clauses.csv, row 3, column "Unit": clause b can't be measured: the threshold is in hours, and t.share is in percent`,
	}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i, p := range got {
		if p.Code != problem.Unmeasurable || p.String() != want[i] || p.Client != "acme" || p.Record == "" {
			t.Errorf("got %s %s of %q", p.Code, p, p.Client)
		}
	}
}

// TestAClauseOnAClockAsksForAll: the hours of such a clause set the deadlines that
// the share looks at, so they are no share themselves.
func TestAClauseOnAClockAsksForAll(t *testing.T) {
	incidents := &dataset.Definition{
		ID: "incidents", Title: "Incidents", Singular: "incident", Plural: "incidents", Key: []string{"id"}, Scope: "client",
		Fields: []dataset.Field{{Name: "id", Type: dataset.Text}, {Name: "client", Type: dataset.Text}, {Name: "told_at", Type: dataset.Moment},
			{Name: "tell_by", Type: dataset.Moment, Deadline: &dataset.Deadline{Clause: "notification"}}},
	}
	m, err := metric.Compile(metric.Definition{ID: "incidents.told", Title: "x", Dataset: "incidents", Kind: metric.Ratio, Satisfied: "told_at <= tell_by",
		Unit: "percent", Better: metric.Higher}, incidents)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		told    int64
		kind    string
		verdict clause.Verdict
	}{{3, "notification", clause.Met}, {2, "notification", clause.NotMet}, {3, "other", clause.NoData}} {
		in := fixture(t)
		in.Values = append(in.Values, metric.Value{Metric: m, Figure: metric.Fraction{Num: c.told, Den: 3}, Population: metric.NewRows(1)})
		in.Requirements = table(t, record{"requirement_id": "r", "type": c.kind, "metric": "incidents.told", "threshold": 24.0, "unit": "hours", "comparison": "at_most"})
		if got := Evaluate(in)[0]; got.Verdict != c.verdict || got.Clock != (c.kind == "notification") {
			t.Errorf("%d of 3 told, a clause of type %s: %s (%s), clock %v", c.told, c.kind, got.Verdict, got.Reason, got.Clock)
		}
		if found := Check(in.Requirements, []*metric.Metric{m}, nil); (len(found) == 0) != (c.kind == "notification") {
			t.Errorf("a clause of type %s has the problems %v", c.kind, found)
		}
	}
}

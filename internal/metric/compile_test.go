package metric_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
)

func limit(v float64) *float64 { return &v }

func TestMistakesInDefinitionsAreNamed(t *testing.T) {
	ok := metric.Definition{ID: "cases.open", Title: "Open", Dataset: "cases", Kind: metric.Count}
	if _, err := metric.Compile(ok, cases()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		change func(*metric.Definition)
		key    string
		says   string
	}{
		{func(d *metric.Definition) { d.ID = "Open" }, "id", `"Open" is no identifier`},
		{func(d *metric.Definition) { d.Title = " " }, "title", "no title"},
		{func(d *metric.Definition) { d.Dataset = "tickets" }, "dataset", `"tickets", not "cases"`},
		{func(d *metric.Definition) { d.Kind = "ration" }, "kind", "did you mean ratio?"},
		{func(d *metric.Definition) { d.Kind = metric.Ratio }, "satisfied", "needs this key"},
		{func(d *metric.Definition) { d.Satisfied = "urgent" }, "satisfied", "can't have this key"},
		{func(d *metric.Definition) { d.Population = "urgnt" }, "population", "column 1: there is no field \"urgnt\" in cases; did you mean urgent?"},
		{func(d *metric.Definition) { d.Kind, d.Satisfied = metric.Ratio, "urgent and" }, "satisfied", "ends too early"},
		{func(d *metric.Definition) { d.Kind = metric.Mean }, "of", "needs this key"},
		{func(d *metric.Definition) { d.Kind, d.Of = metric.Mean, "team" }, "of", "can't calculate with team (text)"},
		{func(d *metric.Definition) { d.Kind, d.Of = metric.Mean, "due_on" }, "of", "can't calculate with due_on (date)"},
		{func(d *metric.Definition) { d.Kind, d.Of = metric.Mean, "due_on + 3" }, "of", "this is no value of a record"},
		{func(d *metric.Definition) { d.Kind, d.Of = metric.Mean, "due_on - opened_on + 1" }, "of", "only whole days"},
		{func(d *metric.Definition) { d.Kind, d.Of = metric.Mean, "seen_at" }, "of", "can't calculate with seen_at (moment)"},
		{func(d *metric.Definition) { d.Kind, d.Of = metric.Mean, "as_of - seen_at" }, "of", "can't be subtracted from each other"},
		{func(d *metric.Definition) { d.Kind, d.Of, d.Unit = metric.Mean, "told_at - seen_at", "days" }, "unit", "in hours, not \"days\""},
		{func(d *metric.Definition) { d.By = []string{"seen_at"} }, "by[0]", "whose values are no groups"},
		{func(d *metric.Definition) { d.Kind, d.Of = metric.Mean, "as_of - start" }, "of", "names no field"},
		{func(d *metric.Definition) { d.Kind, d.Of = metric.Sum, "cost" }, "of", "can't calculate with cost (decimal)"},
		{func(d *metric.Definition) { d.Kind, d.Of = metric.Distinct, "team" }, "of", "only be counted of id, the first field of the key"},
		{func(d *metric.Definition) { d.Kind, d.Of, d.By = metric.Median, "points", []string{"level"} }, "by", "can't be broken down"},
		{func(d *metric.Definition) { d.Kind, d.Of, d.By = metric.Max, "points", []string{"level"} }, "by", "can't be broken down"},
		{func(d *metric.Definition) { d.By = []string{"levle"} }, "by[0]", "did you mean level?"},
		{func(d *metric.Definition) { d.By = []string{"ages"} }, "by[0]", "did you mean age?"},
		{func(d *metric.Definition) { d.By = []string{"team", "due_on"} }, "by[1]", "whose values are no groups"},
		{func(d *metric.Definition) { d.By = []string{"team", "team"} }, "by[1]", "stands twice"},
		{func(d *metric.Definition) { d.Kind, d.Opened = metric.Balance, "opened_on" }, "closed", "needs this key"},
		{func(d *metric.Definition) { d.Kind, d.Opened, d.Closed = metric.Balance, "opend_on", "closed_on" }, "opened", "did you mean opened_on?"},
		{func(d *metric.Definition) { d.Kind, d.Opened, d.Closed = metric.Balance, "opened_on", "team" }, "closed", "type text, not a date"},
		{func(d *metric.Definition) { d.Kind, d.Opened, d.Closed = metric.Balance, "due_on", "due_on" }, "closed", "both"},
		{func(d *metric.Definition) {
			d.Kind, d.Opened, d.Closed, d.Reopened = metric.Balance, "opened_on", "closed_on", "closed_on"
		}, "reopened", "closed_on can't be both the date of closed and that of reopened"},
		{func(d *metric.Definition) {
			d.Kind, d.Opened, d.Closed, d.Split = metric.Balance, "opened_on", "closed_on", "team"
		}, "split", "type text, not an enum"},
		{func(d *metric.Definition) {
			d.Kind, d.Opened, d.Closed, d.Split = metric.Balance, "opened_on", "closed_on", "stat"
		}, "split", "did you mean state?"},
		{func(d *metric.Definition) { d.Kind, d.Days = metric.Within, 30 }, "opened", "needs this key"},
		{func(d *metric.Definition) { d.Kind, d.Opened, d.Closed = metric.Within, "opened_on", "closed_on" }, "days", "from 1 to 366"},
		{func(d *metric.Definition) {
			d.Kind, d.Opened, d.Closed, d.Days = metric.Within, "opened_on", "closed_on", 367
		}, "days", "from 1 to 366"},
		{func(d *metric.Definition) {
			d.Kind, d.Opened, d.Closed, d.Days, d.Least = metric.Within, "opened_on", "closed_on", 30, -1
		}, "least", "no number of records"},
		{func(d *metric.Definition) {
			d.Kind, d.Opened, d.Closed, d.Days, d.By = metric.Within, "opened_on", "closed_on", 30, []string{"level"}
		}, "by", "can't be broken down"},
		{func(d *metric.Definition) {
			d.Kind, d.Opened, d.Closed, d.Days = metric.Within, "opened_on", "opened_on", 30
		}, "closed", "both the date of opened and that of closed"},
		{func(d *metric.Definition) {
			d.Kind, d.Opened, d.Closed, d.Days, d.Better, d.Target = metric.Within, "opened_on", "closed_on", 30, metric.Higher, limit(95)
		}, "target", "write 95 % as 0.95"},
		{func(d *metric.Definition) { d.Days = 30 }, "days", "can't have this key"},
		{func(d *metric.Definition) { d.Least = 3 }, "least", "can't have this key"},
		{func(d *metric.Definition) { d.Reopened = "due_on" }, "reopened", "can't have this key"},
		{func(d *metric.Definition) { d.Split = "state" }, "split", "can't have this key"},
		{func(d *metric.Definition) { d.Better = "up" }, "better", "no direction"},
		{func(d *metric.Definition) {
			var teams []string
			for i := range 600 {
				teams = append(teams, fmt.Sprintf("%q", fmt.Sprint(i)))
			}
			d.Population = "team in [" + strings.Join(teams, ",") + "]"
		}, "population", "name fewer values"},
		{func(d *metric.Definition) { d.Target = limit(3) }, "better", "needs a direction"},
		{func(d *metric.Definition) { d.Warn = limit(3) }, "warn", "needs a target"},
		{func(d *metric.Definition) { d.Better, d.Target, d.Warn = metric.Lower, limit(3), limit(2) }, "warn", "lies below the target"},
		{func(d *metric.Definition) { d.Better, d.Target, d.Warn = metric.Higher, limit(3), limit(4) }, "warn", "lies above the target"},
		{func(d *metric.Definition) {
			d.Kind, d.Satisfied, d.Better, d.Target = metric.Ratio, "urgent", metric.Higher, limit(95)
		}, "target", "write 95 % as 0.95"},
	} {
		def := ok
		c.change(&def)
		_, err := metric.Compile(def, cases())
		var mistake *metric.DefinitionError
		if !errors.As(err, &mistake) {
			t.Errorf("%s: got %v, want a DefinitionError", c.says, err)
			continue
		}
		if mistake.Key != c.key || !strings.Contains(mistake.Error(), c.says) {
			t.Errorf("got %s, want key %s and %q", mistake, c.key, c.says)
		}
	}
}

func TestAllMistakesOfADefinitionAreReported(t *testing.T) {
	_, err := metric.Compile(metric.Definition{ID: "x", Dataset: "cases", Kind: metric.Ratio, Population: "urgnt", By: []string{"levl"}}, cases())
	if err == nil {
		t.Fatal("no mistake")
	}
	for _, key := range []string{"metric x, id:", "metric x, title:", "metric x, satisfied:", "metric x, population:", "metric x, by[0]:"} {
		if !strings.Contains(err.Error(), key) {
			t.Errorf("%v\ndoes not name %s", err, key)
		}
	}
	if _, err := metric.Compile(metric.Definition{ID: "cases.x", Dataset: "gone"}, nil); err == nil || !strings.Contains(err.Error(), `no dataset "gone"`) {
		t.Errorf("without a dataset: %v", err)
	}
}

func compiled(t testing.TB, def metric.Definition) *metric.Metric {
	t.Helper()
	if def.ID == "" {
		def.ID = "cases.sample"
	}
	def.Title, def.Dataset = "Sample", "cases"
	m, err := metric.Compile(def, cases())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestFormulasOfPredicates(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{``, `COUNTIFS(cases_id,"<>")`},
		{`urgent and due_on <= as_of - 30`, `COUNTIFS(cases_urgent,TRUE,cases_due_on,"<="&as_of-30)`},
		{`not (closed_on <= as_of)`, `COUNTIFS(cases_id,"<>")-COUNTIFS(cases_closed_on,"<="&as_of)`},
		{`opened_on <= as_of and not (closed_on <= as_of)`,
			`COUNTIFS(cases_opened_on,"<="&as_of)-COUNTIFS(cases_opened_on,"<="&as_of,cases_closed_on,"<="&as_of)`},
		{`opened_on >= start and opened_on <= end`, `COUNTIFS(cases_opened_on,">="&period_start,cases_opened_on,"<="&period_end)`},
		{`state == "closed"`, `COUNTIFS(cases_state,"=Closed")`},
		{`state != "closed"`, `COUNTIFS(cases_state,"<>",cases_state,"<>Closed")`},
		{`points >= 12 and points != 13`, `COUNTIFS(cases_points,">=12",cases_points,"<>13")`},
		{`points == nil`, `COUNTIFS(cases_id,"<>")-COUNTIFS(cases_points,"<>")`},
		{`points != nil and points > 3`, `COUNTIFS(cases_points,">3")`},
		{`urgent or points > 3`, `COUNTIFS(cases_urgent,TRUE)+COUNTIFS(cases_points,">3")-COUNTIFS(cases_urgent,TRUE,cases_points,">3")`},
		{`urgent and not urgent`, `0`},
		{`urgent and urgent == false`, `0`},
		{`urgent or urgent`, `COUNTIFS(cases_urgent,TRUE)`},
		{`level in ["high", "low"]`, `COUNTIFS(cases_level,"=High")+COUNTIFS(cases_level,"=Low")`},
		{`level in ["high", "low"] and level == "low"`, `COUNTIFS(cases_level,"=Low")`},
		{`level not in ["high", "low"]`, `COUNTIFS(cases_level,"<>",cases_level,"<>High",cases_level,"<>Low")`},
		{`team == 'say "x"'`, `COUNTIFS(cases_team,"=say ""x""")`},
		{`team == "a*b"`, `COUNTIFS(cases_team,"a~*b")`},
		{`team == "2026-09-30"`, `COUNTIFS(cases_team,"2026-09-30*")-COUNTIFS(cases_team,"2026-09-30?*")`},
		{`team == "5 May"`, `COUNTIFS(cases_team,"5 May*")-COUNTIFS(cases_team,"5 May?*")`},
		{`team == "ISO 27001"`, `COUNTIFS(cases_team,"=ISO 27001")`},
		{`team == ">5"`, `COUNTIFS(cases_team,"=>5")`},
		{`closed_on <= due_on`, `COUNTIFS(cases_h_closed_on_le_due_on,1)`},
		{`closed_on > due_on + 5 and urgent`, `COUNTIFS(cases_h_closed_on_gt_due_on_plus_5,1,cases_urgent,TRUE)`},
	} {
		if got := compiled(t, metric.Definition{Kind: metric.Count, Population: c.src}).Formulas().Value; got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestFormulasOfKinds(t *testing.T) {
	for _, c := range []struct {
		def  metric.Definition
		want metric.Formulas
	}{
		{metric.Definition{Kind: metric.Ratio, Population: "urgent", Satisfied: "closed_on <= as_of"}, metric.Formulas{
			Value:       `IF(COUNTIFS(cases_urgent,TRUE)=0,"n/a",COUNTIFS(cases_urgent,TRUE,cases_closed_on,"<="&as_of)/COUNTIFS(cases_urgent,TRUE))`,
			Numerator:   `COUNTIFS(cases_urgent,TRUE,cases_closed_on,"<="&as_of)`,
			Denominator: `COUNTIFS(cases_urgent,TRUE)`}},
		{metric.Definition{Kind: metric.Mean, Of: "closed_on - opened_on", Population: "closed_on >= start"}, metric.Formulas{
			Value: `IF(COUNTIFS(cases_closed_on,">="&period_start,cases_opened_on,"<>")=0,"n/a",` +
				`(SUMIFS(cases_closed_on,cases_closed_on,">="&period_start,cases_opened_on,"<>")-SUMIFS(cases_opened_on,cases_closed_on,">="&period_start,cases_opened_on,"<>"))` +
				`/COUNTIFS(cases_closed_on,">="&period_start,cases_opened_on,"<>"))`,
			Denominator: `COUNTIFS(cases_closed_on,">="&period_start,cases_opened_on,"<>")`}},
		{metric.Definition{Kind: metric.Mean, Of: "as_of - opened_on", Population: "urgent"}, metric.Formulas{
			Value: `IF(COUNTIFS(cases_urgent,TRUE,cases_opened_on,"<>")=0,"n/a",as_of-SUMIFS(cases_opened_on,cases_urgent,TRUE,cases_opened_on,"<>")` +
				`/COUNTIFS(cases_urgent,TRUE,cases_opened_on,"<>"))`,
			Denominator: `COUNTIFS(cases_urgent,TRUE,cases_opened_on,"<>")`}},
		{metric.Definition{Kind: metric.Sum, Of: "points"}, metric.Formulas{Value: `SUMIFS(cases_points,cases_points,"<>")`}},
		{metric.Definition{Kind: metric.Median, Of: "points"}, metric.Formulas{Value: `IF(COUNT(cases_h_sample)=0,"n/a",MEDIAN(cases_h_sample))`}},
		{metric.Definition{Kind: metric.Max, Of: "points"}, metric.Formulas{Value: `IF(COUNT(cases_h_sample)=0,"n/a",MAX(cases_h_sample))`}},
		{metric.Definition{Kind: metric.Distinct, Of: "id", Population: "urgent"}, metric.Formulas{
			Value: `COUNTIFS(cases_urgent,TRUE,cases_id,"<>",cases_h_sample,1)`}},
		{metric.Definition{Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on"}, metric.Formulas{
			Value:   `COUNTIFS(cases_opened_on,"<="&as_of)-COUNTIFS(cases_opened_on,"<="&as_of,cases_closed_on,"<="&as_of)`,
			Opening: `COUNTIFS(cases_opened_on,"<"&period_start)-COUNTIFS(cases_opened_on,"<"&period_start,cases_closed_on,"<"&period_start)`,
			Opened:  `COUNTIFS(cases_opened_on,">="&period_start,cases_opened_on,"<="&as_of)`,
			Closed:  `COUNTIFS(cases_closed_on,">="&period_start,cases_closed_on,"<="&as_of,cases_opened_on,"<="&as_of)`}},
		{metric.Definition{Kind: metric.Within, Opened: "opened_on", Closed: "closed_on", Days: 30, Least: 5}, metric.Formulas{
			Value:       `IF(OR(COUNT(cases_h_sample_days)<5,AND(INDEX(life_cases_sample_at_risk,31)=0,INDEX(life_cases_sample_open,31)>0)),"n/a",1-INDEX(life_cases_sample_open,31))`,
			Denominator: `COUNT(cases_h_sample_days)`}},
		{metric.Definition{Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on", Reopened: "due_on", Split: "state"}, metric.Formulas{
			Value: `COUNTIFS(cases_opened_on,"<="&as_of)-COUNTIFS(cases_opened_on,"<="&as_of,cases_closed_on,"<="&as_of)`,
			Opening: `COUNTIFS(cases_opened_on,"<"&period_start)-COUNTIFS(cases_opened_on,"<"&period_start,cases_due_on,">="&period_start,cases_due_on,"<="&as_of)` +
				`-COUNTIFS(cases_opened_on,"<"&period_start,cases_closed_on,"<"&period_start)` +
				`+COUNTIFS(cases_opened_on,"<"&period_start,cases_closed_on,"<"&period_start,cases_due_on,">="&period_start,cases_due_on,"<="&as_of)`,
			Opened:   `COUNTIFS(cases_opened_on,">="&period_start,cases_opened_on,"<="&as_of)`,
			Reopened: `COUNTIFS(cases_opened_on,"<"&period_start,cases_due_on,">="&period_start,cases_due_on,"<="&as_of)`,
			Closed:   `COUNTIFS(cases_closed_on,">="&period_start,cases_closed_on,"<="&as_of,cases_opened_on,"<="&as_of)`,
			Split: []string{
				`COUNTIFS(cases_closed_on,">="&period_start,cases_closed_on,"<="&as_of,cases_opened_on,"<="&as_of,cases_state,"=Open")`,
				`COUNTIFS(cases_closed_on,">="&period_start,cases_closed_on,"<="&as_of,cases_opened_on,"<="&as_of,cases_state,"=Closed")`}}},
	} {
		if got := compiled(t, c.def).Formulas(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.def.Kind, got, c.want)
		}
	}
}

func TestFormulasOfGroups(t *testing.T) {
	m := compiled(t, metric.Definition{Kind: metric.Count, Population: "urgent", By: []string{"level", "team", "age", "points", "urgent"}})
	for _, c := range []struct{ by, key, want string }{
		{"level", "high", `COUNTIFS(cases_urgent,TRUE,cases_level,"=High")`},
		{"level", "", `COUNTIFS(cases_urgent,TRUE)-COUNTIFS(cases_urgent,TRUE,cases_level,"<>")`},
		{"team", "Sales", `COUNTIFS(cases_urgent,TRUE,cases_team,"="&{key})`},
		{"team", "Q&A?", `COUNTIFS(cases_urgent,TRUE,cases_team,SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({key},"~","~~"),"*","~*"),"?","~?"))`},
		{"team", "007", `COUNTIFS(cases_urgent,TRUE,cases_team,{key}&"*")-COUNTIFS(cases_urgent,TRUE,cases_team,{key}&"?*")`},
		{"age", "0-30", `COUNTIFS(cases_urgent,TRUE,cases_opened_on,">="&as_of-30)`},
		{"age", "61-90", `COUNTIFS(cases_urgent,TRUE,cases_opened_on,"<"&as_of-60,cases_opened_on,">="&as_of-90)`},
		{"age", "over 90", `COUNTIFS(cases_urgent,TRUE,cases_opened_on,"<"&as_of-90)`},
		{"points", "5", `COUNTIFS(cases_urgent,TRUE,cases_points,"=5")`},
		{"urgent", "true", `COUNTIFS(cases_urgent,TRUE)`},
		{"urgent", "false", `0`},
	} {
		if got := m.GroupFormula(c.by, metric.Group{Key: c.key}); got != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.by, c.key, got, c.want)
		}
	}
}

func TestHelpersAreNamedAndLive(t *testing.T) {
	address := func(name string, offset int) string {
		return map[string]string{"id": "A", "closed_on": "K", "due_on": "J", "urgent": "F", "points": "G", "level": "D", "team": "C", "cases_h_sample": "Z"}[name] +
			map[int]string{0: "2", -1: "1"}[offset]
	}
	long := strings.Repeat("very_", 15) + "long"
	for _, c := range []struct {
		def           metric.Definition
		name, formula string
	}{
		{metric.Definition{Kind: metric.Count, Population: "closed_on <= due_on - 3"}, "cases_h_closed_on_le_due_on_minus_3",
			`IF(AND(ISNUMBER(K2),ISNUMBER(J2),K2<=J2-3),1,0)`},
		{metric.Definition{Kind: metric.Distinct, Of: "id", Population: "urgent and not (closed_on <= as_of)"}, "cases_h_sample",
			`IF(AND(F2=TRUE,NOT(AND(ISNUMBER(K2),K2<=as_of)),ISTEXT(A2)),1,0)+IF(EXACT(A2,A1),N(Z1),0)`},
		{metric.Definition{Kind: metric.Median, Of: "points", Population: `level in ["high", "p1"] or team != "IT" or urgent == false`}, "cases_h_sample",
			`IF(AND(OR(OR(D2="High",D2="1*"),AND(ISTEXT(C2),C2<>"IT"),AND(ISLOGICAL(F2),F2=FALSE)),ISNUMBER(G2)),G2,"")`},
		{metric.Definition{ID: "cases." + long, Kind: metric.Max, Of: "points"}, "cases_h_very_very_very_very_very_very_very_very_ver_eb34cfab", `IF(ISNUMBER(G2),G2,"")`},
	} {
		helpers := compiled(t, c.def).Helpers()
		if len(helpers) != 1 {
			t.Errorf("%+v: %d helpers", c.def, len(helpers))
			continue
		}
		h := helpers[0]
		if got := h.Formula(address); got != c.formula {
			t.Errorf("%s:\n got %s\nwant %s", h.Name, got, c.formula)
		}
		if len(h.Name) > 60 || h.Title == "" || h.Name != c.name {
			t.Errorf("helper %q, %q; want %s", h.Name, h.Title, c.name)
		}
	}
}

// TestLongSumsBecomeAHelper keeps formulas short enough to be read, and drops the
// helpers that the longer one has taken over.
func TestLongSumsBecomeAHelper(t *testing.T) {
	m := compiled(t, metric.Definition{Kind: metric.Count, Population: `closed_on < due_on or urgent or points > 3 or team == "IT" or level == "high"`})
	if got := m.Formulas().Value; strings.Count(got, "COUNTIFS") != 1 || len(m.Helpers()) != 1 {
		t.Errorf("%s with %d helpers", got, len(m.Helpers()))
	}
}

func TestZeroMetricHasNoFormulas(t *testing.T) {
	m := &metric.Metric{Definition: metric.Definition{ID: "x.y", Kind: metric.Count}, On: &dataset.Definition{ID: "x"}}
	if !reflect.DeepEqual(m.Formulas(), metric.Formulas{}) || m.Helpers() != nil || m.GroupFormula("a", metric.Group{}) != "" || m.English() != "" {
		t.Error("a metric that was not compiled must have no formulas")
	}
}

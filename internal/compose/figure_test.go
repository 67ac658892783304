package compose

import (
	"testing"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
)

var assignments = &dataset.Definition{
	ID: "training", Title: "Training", Singular: "assignment", Plural: "assignments", Key: []string{"id"}, Scope: "client",
	Fields: []dataset.Field{
		{Name: "id", Title: "ID", Type: dataset.Text, Required: true}, {Name: "client", Title: "Client", Type: dataset.Text},
		{Name: "team", Title: "Team", Type: dataset.Text}, {Name: "due_on", Title: "Due on", Type: dataset.Date},
		{Name: "begun_at", Title: "Begun at", Type: dataset.Moment}, {Name: "ended_at", Title: "Ended at", Type: dataset.Moment},
		{Name: "level", Title: "Level", Type: dataset.Enum, Values: []dataset.Value{{Name: "high", Title: "High"}, {Name: "low", Title: "Low"}}},
	},
	Bands: []dataset.Band{{Name: "age", Title: "Days since due", From: "due_on", Upper: []int{30, 60}}},
}

// ratio returns a figure of a share, higher being better, with the values of two
// periods.
func ratio(t *testing.T, was, is metric.Fraction) *figure {
	return figureOf(t, metric.Definition{ID: "training.done", Title: "Training done", Dataset: "training", Kind: metric.Ratio, Satisfied: "due_on <= as_of",
		By: []string{"team"}, Unit: "percent", Better: metric.Higher, Definition: "x"}, was, is)
}

func count(t *testing.T, was, is metric.Fraction) *figure {
	return figureOf(t, metric.Definition{ID: "training.late", Title: "Late assignments", Dataset: "training", Kind: metric.Count, Population: "due_on < as_of",
		By: []string{"level", "age"}, Unit: "assignments", Better: metric.Lower, Definition: "x"}, was, is)
}

func figureOf(t *testing.T, def metric.Definition, was, is metric.Fraction) *figure {
	t.Helper()
	m, err := metric.Compile(def, assignments)
	if err != nil {
		t.Fatal(err)
	}
	records := dataset.NewTable(m.On)
	for i := range m.On.Fields {
		records.Column(i).AppendEmpty()
	}
	records.Commit(dataset.Origin{})
	f := &figure{Address: "F-001", table: records}
	f.Metric, f.Figure, f.Population = m, is, metric.NewRows(1)
	f.Trend = []metric.Point{{Period: "2026-Q2", Figure: was}, {Period: "2026-Q3", Figure: is}}
	return f
}

func share(n, d int64) metric.Fraction { return metric.Fraction{Num: n, Den: d} }

// TestAShareIsHundredOnlyWhenAllAreThere: 1999 of 2000 is 99.95 %, which one
// decimal would round to 100.0 %.
func TestAShareIsHundredOnlyWhenAllAreThere(t *testing.T) {
	for want, v := range map[string]metric.Fraction{
		"100.0 %": share(7, 7), "99.95 %": share(1999, 2000), "99.995 %": share(19999, 20000),
		"0.0 %": share(0, 7), "0.01 %": share(1, 10000), "87.5 %": share(7, 8), "n/a": share(0, 0),
	} {
		if got := ratio(t, v, v).cell().In(nil); got != want {
			t.Errorf("%d of %d shows %q, want %q", v.Num, v.Den, got, want)
		}
	}
}

func TestChangesAreReadByDirection(t *testing.T) {
	for _, c := range []struct {
		f             *figure
		text, verdict string
	}{
		{ratio(t, share(1, 2), share(3, 4)), "+25.0 pp on 2026-Q2", "better"},
		{ratio(t, share(3, 4), share(1, 2)), "\u221225.0 pp on 2026-Q2", "worse"},
		{ratio(t, share(1, 2), share(2, 4)), "as in 2026-Q2", "unchanged"},
		{count(t, metric.Whole(4), metric.Whole(9)), "+5 on 2026-Q2", "worse"},
		{count(t, metric.Whole(9), metric.Whole(4)), "\u22125 on 2026-Q2", "better"},
	} {
		if got := c.f.change(); got.Text != c.text || string(got.Verdict) != c.verdict {
			t.Errorf("got %q, %q; want %q, %q", got.Text, got.Verdict, c.text, c.verdict)
		}
	}
	if ratio(t, share(0, 0), share(1, 2)).change() != nil {
		t.Error("a change on nothing was shown")
	}
}

// TestHoursHaveADecimalAndSayTheirUnit: 2,110 minutes are 35.2 hours.
func TestHoursHaveADecimalAndSayTheirUnit(t *testing.T) {
	for kind, unit := range map[metric.Kind]string{metric.Mean: "hours", metric.Median: "", metric.Max: "hours", metric.Sum: ""} {
		f := figureOf(t, metric.Definition{ID: "training.long", Title: "Time taken", Dataset: "training", Kind: kind, Of: "ended_at - begun_at",
			Unit: unit, Better: metric.Lower, Definition: "x"}, share(2000, 60), share(2110, 60))
		f.N = 7
		if got := []string{f.cell().In(nil), f.fraction(), f.change().Text}; got[0] != "35.2" || got[1] != "hours, n\u00a0=\u00a07" || got[2] != "+1.8 on 2026-Q2" {
			t.Errorf("%s: %q", kind, got)
		}
	}
}

func TestHeadlinesSayWhatIsSeen(t *testing.T) {
	group := func(label string, v metric.Fraction) metric.Group {
		return metric.Group{Key: label, Label: label, Figure: v}
	}
	late := count(t, metric.Whole(9), metric.Whole(5))
	done := ratio(t, share(1, 2), share(8, 10))
	for want, got := range map[string]string{
		"Late assignments fell from 9 to 5 since 2026-Q2":        trendHeadline(late),
		"Training done rose from 50.0 % to 80.0 % since 2026-Q2": trendHeadline(done),
		"Low: 4 of 5 late assignments": groupHeadline(late, metric.Grouping{By: "level", Title: "Level",
			Groups: []metric.Group{group("High", metric.Whole(1)), group("Low", metric.Whole(4))}}),
		"Late assignments by level": groupHeadline(late, metric.Grouping{By: "level", Title: "Level",
			Groups: []metric.Group{group("High", metric.Whole(2)), group("Low", metric.Whole(2)), group("Info", metric.Whole(1))}}),
		"Over 60 days: 1 of 5 late assignments": groupHeadline(late, metric.Grouping{By: "age", Title: "Days since due",
			Groups: []metric.Group{group("0-30", metric.Whole(4)), group("Over 60", metric.Whole(1)), {Label: metric.NotStated(nil), Figure: metric.Whole(2)}}}),
		"Lowest in Claims: 60.0 %": groupHeadline(done, metric.Grouping{By: "team", Title: "Team",
			Groups: []metric.Group{group("Claims", share(3, 5)), group("Desk", share(5, 5)), group("Empty", share(0, 0))}}),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTokensBecomeTypedCellsAgain(t *testing.T) {
	c := &composer{}
	text := "Of all, " + c.token(document.I(1204)) + " are open" + c.token(document.Cell{}) + "."
	prose := c.spans(text, document.Span{Strong: true})
	if prose.In(nil) != "Of all, 1,204 are open." || prose[1].Cell.Kind != document.Integer || !prose[1].Strong {
		t.Errorf("got %+v", prose)
	}
	if got := c.spans("a \uE000 stray \uE0009\uE001 mark", document.Span{}).In(nil); got != "a  stray 9\uE001 mark" {
		t.Errorf("text around a rune that starts no token became %q", got)
	}
}

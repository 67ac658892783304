package metric_test

import (
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
)

// moments is a table of cases seen and told around the quarter's ends.
func moments(t testing.TB) *dataset.Table {
	line := func(id, seen, told string) string { return id + "|||||||||||" + "|" + seen + "|" + told }
	return tableOf(t, cases(),
		line("a", "2026-06-30 23:59", "2026-07-03 23:59"), // 72 hours
		line("b", "2026-07-01 00:00", "2026-07-04 00:01"), // 72 hours and a minute
		line("c", "2026-09-30 00:00", "2026-09-29 23:30"), // half an hour before
		line("d", "2026-09-30 23:59", ""),
		line("e", "2026-10-01 00:00", "2026-10-01 01:00"),
	)
}

func TestMomentsAreComparedByDayAndByMinute(t *testing.T) {
	table := moments(t)
	for _, c := range []struct{ src, want, english string }{
		{`seen_at <= as_of`, "abcd", "Seen at is on or before the as-of date"},
		{`seen_at < as_of`, "ab", "Seen at is before the as-of date"},
		{`seen_at == as_of`, "cd", "Seen at is on the as-of date"},
		{`seen_at != as_of`, "abe", "Seen at is not on the as-of date"},
		{`seen_at > as_of`, "e", "Seen at is after the as-of date"},
		{`seen_at >= as_of`, "cde", "Seen at is on or after the as-of date"},
		{`seen_at < as_of - 91`, "a", "Seen at is before the day 91 days before the as-of date"},
		{`start <= seen_at <= end`, "bcd", "Seen at lies in the period"},
		{`not (told_at <= as_of)`, "de", "Told at is empty or after the as-of date"},
		{`told_at != as_of`, "abce", "Told at is stated and not on the as-of date"},
		{`told_at == nil`, "d", "Told at is empty"},
		{`told_at - seen_at <= 72`, "ace", "Told at is at or before the moment 72 hours after Seen at"},
		{`told_at > seen_at + 72`, "b", "Told at is after the moment 72 hours after Seen at"},
		{`told_at < seen_at`, "c", "Told at is before Seen at"},
		{`seen_at + 1 == told_at`, "e", "Seen at is the moment one hour before Told at"},
		{`told_at - seen_at != 1`, "abc", "Told at is not the moment one hour after Seen at"},
		{`not (told_at - 1 >= seen_at)`, "cd", "Told at is empty or Told at is before the moment one hour after Seen at"},
	} {
		p, err := metric.ParsePredicate(c.src, table.Def)
		if err != nil {
			t.Errorf("%s: %v", c.src, err)
			continue
		}
		var got strings.Builder
		p.Rows(table, quarter).Each(func(row int) { got.WriteString(table.Col("id").Text(row)) })
		if got.String() != c.want || p.English() != c.english {
			t.Errorf("%s:\n got %s, %s\nwant %s, %s", c.src, got.String(), p.English(), c.want, c.english)
		}
	}
}

func TestFormulasOfMoments(t *testing.T) {
	at := func(name string, _ int) string { return map[string]string{"seen_at": "M2", "told_at": "N2"}[name] }
	for _, c := range []struct {
		def             metric.Definition
		formula, helper string
	}{
		{metric.Definition{Kind: metric.Count, Population: "seen_at <= as_of"}, `COUNTIFS(cases_seen_at,"<"&as_of+1)`, ""},
		{metric.Definition{Kind: metric.Count, Population: "seen_at >= as_of - 90"}, `COUNTIFS(cases_seen_at,">="&as_of-90)`, ""},
		{metric.Definition{Kind: metric.Count, Population: "seen_at == end"}, `COUNTIFS(cases_seen_at,">="&period_end,cases_seen_at,"<"&period_end+1)`, ""},
		{metric.Definition{Kind: metric.Count, Population: "told_at - seen_at <= 72"}, `COUNTIFS(cases_h_told_at_le_seen_at_plus_72_h,1)`,
			"IF(IF(AND(ISNUMBER(N2),ISNUMBER(M2)),ROUND((N2-M2)*1440,0)<=4320,FALSE),1,0)"},
		{metric.Definition{Kind: metric.Sum, Of: "told_at - seen_at"},
			`SUMIFS(cases_h_seen_at_to_told_at_min,cases_told_at,"<>",cases_seen_at,"<>")/60`,
			`IF(AND(ISNUMBER(N2),ISNUMBER(M2)),ROUND((N2-M2)*1440,0),"")`},
		{metric.Definition{Kind: metric.Median, Of: "told_at - seen_at"}, `IF(COUNT(cases_h_x)=0,"n/a",MEDIAN(cases_h_x)/60)`,
			`IF(AND(ISNUMBER(N2),ISNUMBER(M2)),ROUND((N2-M2)*1440,0),"")`},
	} {
		c.def.ID, c.def.Title, c.def.Dataset = "cases.x", "X", "cases"
		m, err := metric.Compile(c.def, cases())
		if err != nil {
			t.Fatal(err)
		}
		helper := ""
		for _, h := range m.Helpers() {
			helper = h.Formula(at)
		}
		if got := m.Formulas().Value; got != c.formula || helper != c.helper {
			t.Errorf("%+v:\n got %s\n     %s\nwant %s\n     %s", c.def, got, helper, c.formula, c.helper)
		}
	}
}

// Minutes are counted, and hours are exact fractions of them.
func TestHoursBetweenMomentsAreExact(t *testing.T) {
	def := metric.Definition{ID: "cases.x", Title: "X", Dataset: "cases", Kind: metric.Mean, Of: "told_at - seen_at", Unit: "hours"}
	m, err := metric.Compile(def, cases())
	if err != nil {
		t.Fatal(err)
	}
	table := moments(t)
	want := []int32{72 * 60, 72*60 + 1, -30, dataset.Empty, 60}
	for row, v := range m.Amounts(table, quarter) {
		if v != want[row] {
			t.Errorf("row %d: %d minutes, want %d", row, v, want[row])
		}
	}
	for minutes, hours := range map[metric.Fraction]metric.Fraction{
		{Num: 90, Den: 1}: {Num: 90, Den: 60}, {Num: 4321, Den: 4}: {Num: 4321, Den: 240}, {Num: -45, Den: 1}: {Num: -45, Den: 60}, {}: {},
	} {
		if got := m.Amount(minutes); got != hours {
			t.Errorf("%v minutes are %v hours, want %v", minutes, got, hours)
		}
	}
	if got := m.English(); got != "The mean of the hours from Seen at to Told at over all cases; records without it are left out." {
		t.Error(got)
	}
}

func TestABalanceCountsMomentsByTheirDay(t *testing.T) {
	def := metric.Definition{ID: "cases.x", Title: "X", Dataset: "cases", Kind: metric.Balance, Opened: "seen_at", Closed: "closed_on"}
	m, err := metric.Compile(def, cases())
	if err != nil {
		t.Fatal(err)
	}
	rows, _ := m.BalanceRows(moments(t), quarter)
	if rows.Opening.Count() != 1 || rows.Opened.Count() != 3 || rows.Closing.Count() != 4 {
		t.Errorf("opening %d, opened %d, closing %d", rows.Opening.Count(), rows.Opened.Count(), rows.Closing.Count())
	}
}

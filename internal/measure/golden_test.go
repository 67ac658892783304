package measure_test

import (
	"fmt"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/measure"
	"compack/internal/metric"
)

// handTables are small enough to work every figure out on paper.
func handTables(t testing.TB, defs map[string]*dataset.Definition) map[string]*dataset.Table {
	return map[string]*dataset.Table{
		"risks": tableOf(t, defs["risks"], "risk_id | title | residual_likelihood | residual_impact | treatment | status | next_review",
			"R1 | a | 4 | 3 | mitigate | open         | 2026-09-29", // 12, review overdue
			"R2 | b | 3 | 3 | accept   | accepted     | 2026-09-30", // 9, due on the as-of date: not overdue
			"R3 | c | 5 | 5 | mitigate | closed       | 2026-01-01", // closed
			"R4 | d | 5 | 4 |          | in_treatment |           ", // 20, never reviewed, no treatment
		),
		"findings": tableOf(t, defs["findings"], "finding_id | title | severity | opened_on | due_on | closed_on | status",
			"F1 | a | high   | 2026-06-30 | 2026-09-29 |            | open",   // open, 92 days, overdue
			"F2 | b | low    | 2026-07-01 | 2026-09-30 |            | open",   // raised, open, 91 days, due today
			"F3 | c | high   | 2026-09-30 |            | 2026-09-30 | closed", // raised and closed on the last day
			"F4 | d | medium | 2026-05-01 | 2026-06-01 | 2026-07-01 | closed", // closed on the first day
			"F5 | e | medium | 2026-03-01 | 2026-06-01 | 2026-06-30 | closed", // closed before the period
			"F6 | f | low    | 2026-08-31 | 2026-09-01 | 2026-10-01 | closed", // raised, open at the as-of date, 30 days, overdue
			"F7 | g | high   | 2026-10-01 | 2026-10-02 |            | open",   // after the period
		),
		"training": tableOf(t, defs["training"], "person_id | course | department | mandatory | due_on | completed_on",
			"P1 | Basics  | Sales | yes | 2026-09-30 | 2026-09-30", // completed on the last day
			"P1 | Privacy | Sales | yes | 2026-08-01 |           ", // overdue
			"P2 | Basics  | sales | yes | 2026-08-01 | 2026-10-01", // completed too late: overdue at the as-of date
			"P2 | Privacy | IT    | yes | 2026-08-01 |           ", // overdue
			"P3 | Basics  |       | yes | 2026-10-01 |           ", // not due yet
			"P3 | Coding  | IT    | no  | 2026-08-01 |           ", // not mandatory
			"P4 | Basics  | IT    | yes | 2026-05-01 | 2026-06-01", // completed after it was due
		),
		"remediation": tableOf(t, defs["remediation"], "item_id | title | severity | opened_on | due_on | closed_on | status",
			"A1 | a | high | 2026-06-01 | 2026-07-31 | 2026-07-31 | closed", // due and closed on time: 60 days
			"A2 | b | high | 2026-07-01 | 2026-08-31 | 2026-09-01 | closed", // closed a day late: 62 days
			"A3 | c | low  | 2026-07-02 | 2026-09-30 |            | open",   // due today, open for 90 days
			"A4 | d | low  | 2026-09-20 |            | 2026-09-30 | closed", // no due date: 10 days
			"A5 | e | low  | 2026-05-03 | 2026-06-30 |            | open",   // overdue, open for 150 days
			"A6 | f | high | 2026-09-30 | 2026-12-31 |            | open",   // open for 0 days
			"A7 | g | high | 2026-01-01 | 2026-08-15 | 2026-02-01 | closed", // due in the period, closed long before
			"A8 | h | low  | 2026-08-01 | 2026-09-01 | 2026-08-31 | closed", // on time: 30 days
		),
	}
}

// golden holds each shipped metric's figure as numerator/denominator, its n, its
// status, and its groups as label=figure.
var golden = map[string]string{
	"risks.open": "3/1 n=3 | treatment: Mitigate=1/1 Accept=1/1 (not stated)=1/1 | category: (not stated)=3/1" + // R1 R2 R4
		" | status: Open=1/1 In treatment=1/1 Accepted=1/1 Closed=0/1",
	"risks.high_residual":  "2/1 n=2 | treatment: Mitigate=1/1 Accept=0/1 (not stated)=1/1", // R1 R4
	"risks.review_overdue": "1/1 n=1 amber",                                                 // R1; one is within the warning limit of 2

	"findings.open": "3/1 n=3 | severity: High=1/1 Medium=0/1 Low=2/1" + // F1 F2 F6
		" | age: 0-30=1/1 31-60=0/1 61-90=0/1 Over 90=2/1", // F6 30 days; F2 91, F1 92
	"findings.raised":  "3/1 n=3 | severity: High=1/1 Medium=0/1 Low=2/1",       // F2 F3 F6
	"findings.closed":  "2/1 n=2 | severity: High=1/1 Medium=1/1 Low=0/1",       // F3 F4
	"findings.overdue": "2/1 n=2 amber | severity: High=1/1 Medium=0/1 Low=1/1", // F1 F6; F2 is due on the as-of date
	"findings.balance": "3/1 n=5 2+3-2=3",                                       // opening F1 F4; raised F2 F3 F6; closed F3 F4; closing F1 F2 F6

	"training.completion": "2/5 n=5 red" + // due: P1 Basics, P1 Privacy, P2 Basics, P2 Privacy, P4; done: P1 Basics, P4
		" | course: Basics=2/3 Privacy=0/2 | department: IT=1/2 Sales=1/3", // sales and Sales are one department
	"training.people_overdue": "2/1 n=3 | department: Sales=2/1", // P1 by Privacy, P2 by Basics (its first by key, in sales)

	"remediation.open":    "3/1 n=3 | severity: High=1/1 Low=2/1 | age: 0-30=1/1 31-60=0/1 61-90=1/1 Over 90=1/1", // A6, A3, A5
	"remediation.closed":  "4/1 n=4 | severity: High=2/1 Low=2/1",                                                 // A1 A2 A4 A8
	"remediation.overdue": "1/1 n=1 amber | severity: High=0/1 Low=1/1",                                           // A5
	"remediation.on_time": "3/5 n=5 red | severity: High=2/3 Low=1/2",                                             // due A1 A2 A3 A7 A8, on time A1 A7 A8
	"remediation.balance": "3/1 n=7 2+5-4=3",                                                                      // opening A1 A5; opened A2 A3 A4 A6 A8; closed A1 A2 A4 A8; closing A3 A5 A6
	"remediation.days_to_close": "162/4 n=4" + // 60 + 62 + 10 + 30
		" | severity: High=122/2 Low=40/2",
	"remediation.days_to_close_median": "90/2 n=4", // of 10 30 60 62 the half of 30 + 60
	// Opened until the as-of date and not closed 241 and 8 days and 0 days later are A3 A5 A6. Closed on day 10 A4 of 7 (A6 left), on 30 A8 of 6,
	// on 31 A7 of 5, on 60 A1 of 4: 1 - 6/7 x 5/6 x 4/5 x 3/4.
	"remediation.closed_within_60_days": "4/7 n=8",
	"remediation.open_age":              "240/3 n=3 | severity: High=0/1 Low=240/2", // 90 + 150 + 0
}

func TestGoldenFigures(t *testing.T) {
	defs := shippedDatasets(t)
	metrics := shippedMetrics(t, defs)
	values, problems := measure.Measure(metrics, handTables(t, defs), calendar, quarter, asOf, 1)
	if len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
	for _, v := range values {
		want, ok := golden[v.Metric.ID]
		if !ok {
			t.Errorf("%s has no golden figure", v.Metric.ID)
		} else if got := summary(v); got != want {
			t.Errorf("%s:\n got %s\nwant %s", v.Metric.ID, got, want)
		}
	}
	if len(values) != len(golden) {
		t.Errorf("%d metrics, %d golden figures", len(values), len(golden))
	}
}

// summary writes a value as the golden figures are written.
func summary(v metric.Value) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s n=%d", fraction(v.Figure), v.N)
	if p := v.Balance; p != nil {
		again := ""
		if v.Metric.Reopens() {
			again = fmt.Sprintf("+%d", p.Reopened)
		}
		fmt.Fprintf(&b, " %d+%d%s-%d=%d", p.Opening, p.Opened, again, p.Closed, p.Closing)
		for _, s := range p.Split {
			fmt.Fprintf(&b, " %s=%d", s.Label, s.N)
		}
	}
	if v.Status != metric.Untargeted {
		fmt.Fprintf(&b, " %s", v.Status)
	}
	for _, g := range v.Groups {
		fmt.Fprintf(&b, " | %s:", g.By)
		for _, one := range g.Groups {
			fmt.Fprintf(&b, " %s=%s", one.Label, fraction(one.Figure))
		}
	}
	return b.String()
}

func fraction(f metric.Fraction) string {
	if !f.Defined() {
		return "n/a"
	}
	return fmt.Sprintf("%d/%d", f.Num, f.Den)
}

func TestShippedMetricsSayWhatTheyAre(t *testing.T) {
	for _, m := range shippedMetrics(t, shippedDatasets(t)) {
		for key, text := range map[string]string{"definition": m.Definition.Definition, "basis": m.Basis, "note": m.Note, "unit": m.Unit, "English": m.English()} {
			if text == "" {
				t.Errorf("%s has no %s", m.ID, key)
			}
		}
	}
}

package measure_test

import (
	"fmt"
	"strings"
	"testing"

	"compack/internal/measure"
	"compack/internal/metric"
)

// golden holds each shipped metric's figure as numerator/denominator, its n, its
// status, and its groups as label=figure.
var golden = map[string]string{
	"requirements.in_force":   "3/1 n=3 | type: Time to remediate=1/1 Training=1/1 Multi-factor authentication=0/1 Scanning=1/1", // Q1 Q2 Q6
	"requirements.measured":   "2/3 n=3 | type: Time to remediate=0/1 Training=1/1 Multi-factor authentication=n/a Scanning=1/1", // Q1 Q6 of those
	"requirements.exceptions": "1/1 n=1",                                                                                         // Q2

	"policies.approved":       "2/4 n=4 red",   // of L1 L2 L3 L5: L1 L5
	"policies.review_overdue": "1/1 n=1 amber", // L2
	"policies.reviewed":       "2/4 n=4 red",   // L1 L2

	"controls.applicable":  "4/1 n=4 | framework: iso=3/1 soc=1/1 | implementation: Implemented=2/1 Partly implemented=1/1 (not stated)=1/1", // C1 C2 C4 C5
	"controls.implemented": "2/3 n=3 red",                                                                                                    // of C1 C2 C4: C1 C4
	"controls.coverage":    "2/4 n=4 | framework: iso=1/3 soc=1/1",                                                                           // C1 by T1 and T2, C4 by T4 and T6
	"controls.failing":     "2/1 n=2 amber",                                                                                                  // C1 by T2, C2 by T3
	"controls.untested":    "1/1 n=1",                                                                                                        // C5

	"control_tests.performed": "4/1 n=4 | result: Passed=1/1 Partly passed=1/1 Failed=1/1 Error=1/1" + // T1 T6 T2 T4
		" | method: Inquiry=1/1 Inspection=2/1 Automated=1/1",
	"control_tests.pass_rate":    "1/3 n=3 red | method: Inquiry=0/1 Inspection=1/1 Automated=0/1", // of T1 T2 T6: T1
	"control_tests.inconclusive": "1/1 n=1",                                                        // T4
	"control_tests.exceptions":   "3/1 n=3 | method: Inquiry=1/1 Inspection=0/1 Automated=2/1",     // 0 + 2 + 1; T4 has no number
	"control_tests.muted":        "1/1 n=1 amber",                                                  // T2

	"risks.open": "3/1 n=3 | treatment: Mitigate=1/1 Accept=1/1 (not stated)=1/1 | category: (not stated)=3/1" + // R1 R2 R4
		" | status: Open=1/1 In treatment=1/1 Accepted=1/1 Closed=0/1",
	"risks.high_residual":      "2/1 n=2 | treatment: Mitigate=1/1 Accept=0/1 (not stated)=1/1",     // R1 R4
	"risks.review_overdue":     "1/1 n=1 amber",                                                     // R1; one is within the warning limit of 2
	"risks.accepted":           "1/1 n=1 | category: (not stated)=1/1",                              // R2
	"risks.acceptance_expired": "1/1 n=1 amber",                                                     // R2
	"risks.treatment_on_track": "1/2 n=2 red | treatment: Mitigate=1/1 Accept=n/a (not stated)=0/1", // of R1 R4: R1

	"findings.open": "4/1 n=4 | severity: High=1/1 Medium=1/1 Low=2/1 | kind: (not stated)=4/1" + // F1 F2 F6 F8
		" | age: 0-30=1/1 31-60=0/1 61-90=0/1 Over 90=3/1", // F6 30 days; F2 91, F1 92, F8 272
	"findings.raised": "3/1 n=3 | severity: High=1/1 Medium=0/1 Low=2/1",                                      // F2 F3 F6
	"findings.closed": "2/1 n=2 | severity: High=1/1 Medium=1/1 Low=0/1 | resolution: Fixed=1/1 Accepted=1/1", // F3 F4
	"findings.overdue": "2/1 n=2 amber | severity: High=1/1 Medium=0/1 Low=1/1" + // F1 for 1 day, F6 for 29; F2 is due on the as-of date
		" | past_due: Not yet due=0/1 0-30=2/1 31-60=0/1 61-90=0/1 91-180=0/1 Over 180=0/1",
	"findings.balance":              "4/1 n=6 2+3+1-2=4 Fixed=1 Accepted=1 False positive=0 Other=0 (not stated)=0", // opening F1 F4; raised F2 F3 F6; reopened F8; closed F3 F4; closing F1 F2 F6 F8
	"findings.on_time":              "0/3 n=3 red | severity: High=0/1 Medium=n/a Low=0/2",                          // of F1 F2 F6 none
	"findings.repeated":             "1/1 n=1 | severity: High=1/1 Medium=0/1 Low=0/1 | kind: (not stated)=1/1",     // F3
	"findings.days_to_close_median": "61/2 n=2",                                                                     // of 0 and 61 the half of their sum
	"findings.open_age":             "485/4 n=4 | severity: High=92/1 Medium=272/1 Low=121/2",                       // 92 + 91 + 30 + 272

	"incidents.detected":              "4/1 n=4 | severity: High=2/1 Medium=1/1 Low=1/1 | detection: The vendor=3/1 Somebody else=1/1", // I1 I2 I3 I6
	"incidents.open":                  "2/1 n=2 | severity: High=1/1 Medium=0/1 Low=1/1",                                               // I2, which was resolved a day later, and I3
	"incidents.notifiable":            "3/1 n=3 | severity: High=1/1 Medium=1/1 Low=1/1",                                               // I1 I2 I6
	"incidents.notified_on_time":      "1/2 n=2 red | severity: High=1/1 Medium=0/1 Low=n/a",                                           // I1 of I1 and I6; the deadline of I2 is in October
	"incidents.hours_to_notify":       "1500/60 n=2",                                                                                   // 24 and 25 hours
	"incidents.hours_to_detect":       "3000/120 n=2",                                                                                  // of 2 and 48 hours 25
	"incidents.hours_to_acknowledge":  "60/60 n=3",                                                                                     // of 30, 90 and 60 minutes
	"incidents.hours_to_contain":      "360/120 n=2",                                                                                   // of 4 and 2 hours 3; I2 was contained in October
	"incidents.mean_hours_to_contain": "360/120 n=2 | severity: High=240/60 Medium=120/60 Low=n/a",
	"incidents.without_cause":         "1/1 n=1 amber | severity: High=0/1 Medium=0/1 Low=1/1", // I2

	"people.active": "7/1 n=7 | employment_type: Employee=6/1 Contractor=1/1 Temporary=0/1 | department: HR=2/1 IT=3/1 Sales=2/1", // P1 to P6 and P10
	"people.trained": "1/4 n=4 red | department: HR=0/1 IT=1/1 Sales=0/2" + // of P1 P2 P4 P6: P4
		" | employment_type: Employee=1/4 Contractor=n/a Temporary=n/a",
	"people.in_grace":   "1/1 n=1",       // P3
	"people.on_leave":   "1/1 n=1",       // P10
	"people.exempt":     "1/1 n=1",       // P5
	"people.unassigned": "1/1 n=1 amber", // P6
	"people.screened_before_access": "1/4 n=4 red | department: IT=0/2 Sales=1/2" + // of P1 P2 P3 P5: P1
		" | employment_type: Employee=1/3 Contractor=0/1 Temporary=n/a",
	"people.screening_late":      "1/1 n=1 | department: Sales=1/1",  // P2
	"people.unscreened":          "2/1 n=2 red | department: IT=2/1", // P3 P5
	"people.leavers_with_access": "1/1 n=1 red | department: HR=1/1", // P7 by a3
	"people.without_account":     "2/1 n=2",                          // P3 P5

	"training.completion": "2/5 n=5 red" + // due: P1 Basics, P1 Privacy, P2 Basics, P2 Privacy, P4; done: P1 Basics, P4
		" | course: Basics=2/3 Privacy=0/2 | department: IT=1/2 Sales=1/3", // sales and Sales are one department
	"training.people_overdue": "2/1 n=3 | department: Sales=2/1",                                         // P1 by Privacy, P2 by Basics (its first by key, in sales)
	"training.on_time":        "1/4 n=4 | course: Basics=1/2 Privacy=0/2 | department: IT=0/1 Sales=1/3", // due in the period: those four; in time: P1 Basics
	"training.extended":       "1/1 n=1 | course: Privacy=1/1",                                           // P2 Privacy
	"training.manual":         "1/1 n=1 | course: Basics=1/1",                                            // P1 Basics
	"training.overdue": "3/1 n=3 | course: Basics=1/1 Privacy=2/1 | department: IT=1/1 Sales=2/1" + // P1 Privacy, P2 Basics, P2 Privacy
		" | past_due: Not yet due=0/1 0-30=0/1 31-60=3/1 61-90=0/1 91-180=0/1 Over 180=0/1",
	"training.not_on_roster": "0/1 n=0 | course:", // all four are on it

	"screening.completed":     "1/1 n=1 | check_type: Identity=1/1 Employment history=0/1 References=0/1 | outcome: Clear=1/1 Needs review=0/1", // P2
	"screening.open":          "1/1 n=1 | check_type: Identity=1/1 Employment history=0/1 References=0/1",                                       // P3; a cancelled one is not open
	"screening.days":          "10/1 n=1",
	"screening.not_on_roster": "0/1 n=0 | check_type: Identity=0/1 Employment history=0/1 References=0/1",       // all are on it
	"screening.expired":       "1/1 n=1 amber | check_type: Identity=1/1 Employment history=0/1 References=0/1", // P1; P7 has left

	"accounts.mfa":                 "2/4 n=4 red | system: CRM=2/4 | department: HR=0/1 IT=1/1 Sales=1/2",                      // of a1 to a4: a1 a4
	"accounts.mfa_privileged":      "0/1 n=1 red | system: CRM=0/1",                                                            // a2
	"accounts.mfa_registered_only": "1/1 n=1 | system: CRM=1/1",                                                                // a2
	"accounts.privileged":          "3/1 n=3 | system: CRM=1/1 ERP=2/1 | account_type: User=2/1 Guest=0/1 Service account=1/1", // a2 bg svc
	"accounts.enabled":             "6/1 n=6 | account_type: User=4/1 Guest=1/1 Service account=1/1 | system: CRM=4/1 ERP=2/1", // all but a5
	"accounts.disabled":            "1/1 n=1 | system: ERP=1/1",                                                                // a5
	"accounts.service":             "1/1 n=1 | system: ERP=1/1",                                                                // svc
	"accounts.emergency":           "1/1 n=1 | system: ERP=1/1",                                                                // bg
	"accounts.shared":              "1/1 n=1 amber | system: CRM=1/1",                                                          // a4
	"accounts.dormant":             "2/1 n=2 amber | system: CRM=2/1",                                                          // a3 a4
	"accounts.of_leavers":          "1/1 n=1 red | system: CRM=1/1",                                                            // a3
	"accounts.unknown":             "1/1 n=1 amber | system: CRM=1/1",                                                          // a4

	"access_reviews.on_time":         "3/6 n=6 red | system: CRM=3/4 ERP=0/2 | campaign: Q3=3/6",                       // a1 a2 a3
	"access_reviews.complete":        "5/6 n=6 red | campaign: Q3=5/6 | decision: Pending=0/1 Approved=2/2 Revoke=3/3", // all but svc
	"access_reviews.revoked":         "3/1 n=3 | system: CRM=3/1",                                                      // a2 a3 a4
	"access_reviews.removed_in_time": "1/2 n=2 red | system: CRM=1/2",                                                  // a2 of a2 and a3
	"access_reviews.privileged":      "1/2 n=2 red | system: CRM=1/1 ERP=0/1",                                          // a2 of a2 and svc

	"assets.scanned":            "1/3 n=3 red | kind: server=1/2 web=0/1 | environment: prod=1/2 test=0/1", // of S1 S2 S5: S1
	"assets.scanned_with_login": "1/3 n=3 | kind: server=1/2 web=0/1",                                      // S1
	"assets.in_results":         "1/3 n=3 | kind: server=0/2 web=1/1",                                      // S5

	"vulnerabilities.open": "3/1 n=3 | severity: Critical=1/1 High=0/1 Medium=1/1 Low=1/1 Info=0/1" + // V1 V4 V5
		" | test_type: Source code=0/1 Running application=2/1 Infrastructure=1/1 | age: 0-30=1/1 31-60=0/1 61-90=0/1 Over 90=2/1",
	"vulnerabilities.open_high": "1/1 n=1 | test_type: Source code=0/1 Running application=0/1 Infrastructure=1/1", // V1
	"vulnerabilities.overdue": "1/1 n=1 amber | severity: Critical=1/1 High=0/1 Medium=0/1 Low=0/1 Info=0/1" + // V1
		" | test_type: Source code=0/1 Running application=0/1 Infrastructure=1/1" +
		" | past_due: Not yet due=0/1 0-30=0/1 31-60=0/1 61-90=0/1 91-180=1/1 Over 180=0/1",
	"vulnerabilities.on_time": "1/3 n=3 red | severity: Critical=n/a High=1/2 Medium=n/a Low=0/1 Info=n/a" + // of V2 V3 V5: V2
		" | test_type: Source code=1/2 Running application=0/1 Infrastructure=n/a",
	"vulnerabilities.balance":            "3/1 n=5 2+3-2=3",                                                         // opening V1 V5; seen V2 V3 V4; fixed V2 V3; closing V1 V4 V5
	"vulnerabilities.days_to_fix":        "65/2 n=2 | severity: Critical=n/a High=65/2 Medium=n/a Low=n/a Info=n/a", // 30 + 35
	"vulnerabilities.days_to_fix_median": "65/2 n=2",
	"vulnerabilities.open_age":           "302/3 n=3 | severity: Critical=121/1 High=n/a Medium=29/1 Low=152/1 Info=n/a",
	"vulnerabilities.fixed_within_30":    "n/a n=3 n/a",                                                           // V1 V2 V3 are too few
	"vulnerabilities.accepted":           "1/1 n=1 | severity: Critical=0/1 High=0/1 Medium=1/1 Low=0/1 Info=0/1", // V4
	"vulnerabilities.suppressed": "1/1 n=1 | severity: Critical=0/1 High=0/1 Medium=0/1 Low=1/1 Info=0/1" + // V5
		" | test_type: Source code=0/1 Running application=1/1 Infrastructure=0/1",

	"development.releases":             "3/1 n=3 | application: App=2/1 Web=1/1 | emergency: Yes=1/1 No=2/1", // D1 D2 D3
	"development.reviewed":             "2/3 n=3 red | application: App=1/2 Web=1/1",                         // D1 D3
	"development.independent":          "1/2 n=2 red | application: App=1/2",                                 // D1 of D1 and D2
	"development.threat_modelled":      "1/2 n=2 red | application: App=1/2",                                 // D1 of D1 and D2
	"development.static_tested":        "2/3 n=3 red | application: App=2/2 Web=0/1",                         // D1 D2
	"development.dynamic_tested":       "2/3 n=3 red | application: App=1/2 Web=1/1",                         // D1 D3
	"development.dependencies_scanned": "3/3 n=3 green | application: App=2/2 Web=1/1",
	"development.with_open_high":       "1/1 n=1 amber | application: App=1/1", // D2
	"development.emergency":            "1/1 n=1 | application: App=1/1",       // D2

	"remediation.open":   "3/1 n=3 | severity: High=1/1 Low=2/1 | age: 0-30=1/1 31-60=0/1 61-90=1/1 Over 90=1/1",               // A6, A3, A5
	"remediation.closed": "4/1 n=4 | severity: High=2/1 Low=2/1 | resolution: Fixed=2/1 Accepted=1/1 Closed without a fix=1/1", // A1 A2 A4 A8
	"remediation.overdue": "1/1 n=1 amber | severity: High=0/1 Low=1/1" + // A5
		" | past_due: Not yet due=0/1 0-30=0/1 31-60=0/1 61-90=0/1 91-180=1/1 Over 180=0/1",
	"remediation.on_time": "3/5 n=5 red | severity: High=2/3 Low=1/2",                                                    // due A1 A2 A3 A7 A8, on time A1 A7 A8
	"remediation.balance": "3/1 n=7 2+5+0-4=3 Fixed=2 Accepted=1 False positive=0 Closed without a fix=1 (not stated)=0", // opening A1 A5; opened A2 A3 A4 A6 A8; closed A1 A2 A4 A8; closing A3 A5 A6
	"remediation.days_to_close": "162/4 n=4" + // 60 + 62 + 10 + 30
		" | severity: High=122/2 Low=40/2",
	"remediation.days_to_close_median":  "90/2 n=4",                                 // of 10 30 60 62 the half of 30 + 60
	"remediation.open_age":              "240/3 n=3 | severity: High=0/1 Low=240/2", // 90 + 150 + 0
	"remediation.on_schedule":           "3/4 n=4 | severity: High=2/2 Low=1/2",     // of A1 A3 A7 A8 all but A3; A2 was first due in June
	"remediation.extended":              "1/1 n=1 | severity: High=1/1 Low=0/1",     // A2
	"remediation.closed_within_60_days": "4/7 n=8",
	"remediation.without_due_date":      "0/1 n=0 | severity: High=0/1 Low=0/1", // A4 has none, and is closed

	"suppliers.active":             "3/1 n=3 | criticality: Critical=1/1 High=1/1 Low=1/1 | country: AT=2/1 IE=1/1", // U1 U2 U3
	"suppliers.assessed":           "1/2 n=2 red",                                                                   // U1 of U1 and U2
	"suppliers.agreements":         "1/2 n=2 red",                                                                   // U1 of U1 and U2
	"suppliers.notified":           "0/1 n=1 red",                                                                   // U2
	"suppliers.assessment_overdue": "1/1 n=1 amber | criticality: Critical=0/1 High=1/1 Low=0/1",                    // U2

	"certifications.valid":   "2/1 n=2",     // X1 X2
	"certifications.expired": "1/1 n=1 red", // X3
	"certifications.ending":  "1/1 n=1",     // X1

	"exports.fresh":         "2/4 n=4", // E1 E2
	"exports.rows_rejected": "3/1 n=4", // 2 + 0 + 1 + 0
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

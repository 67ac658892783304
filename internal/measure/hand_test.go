package measure_test

import (
	"maps"
	"slices"
	"testing"

	"compack/internal/dataset"
	"compack/internal/merge"
	"compack/internal/metric"
)

// handTables are small enough to work every figure out on paper. They are merged, so
// that references, lookups and roll-ups between them are filled.
func handTables(t testing.TB, defs map[string]*dataset.Definition) map[string]*dataset.Table {
	t.Helper()
	tables := map[string]*dataset.Table{}
	for id, lines := range handRecords {
		tables[id] = recordsOf(t, defs[id], lines[0], lines[1:]...)
	}
	var order []*dataset.Definition
	for _, id := range slices.Sorted(maps.Keys(defs)) {
		order = append(order, defs[id])
	}
	merged, problems, err := merge.Merge(merge.Input{Tables: tables, Datasets: order, Ledger: make(dataset.Ledger, 1), Dates: metric.DatesOf(quarter, asOf)})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Code != "K002" { // some references lead nowhere on purpose
			t.Errorf("the records by hand have a problem: %v", p)
		}
	}
	return merged
}

// handRecords are the records by dataset: the fields, then a line each. The period
// is 2026-Q3, as of its last day.
var handRecords = map[string][]string{
	"requirements": {"requirement_id | requirement | type | metric | applicable | effective_from | effective_to | exception | exception_until",
		"Q1 | a | training | training.completion | yes | 2025-01-01 |            |        |           ", // in force, with a figure
		"Q2 | b | sla      |                     | yes |            |            | waived | 2026-12-31", // in force, without one, with an exception
		"Q3 | c | mfa      | accounts.mfa        | no  |            |            |        |           ", // does not apply
		"Q4 | d | scan     | assets.scanned      | yes | 2026-10-01 |            |        |           ", // begins after the period
		"Q5 | e | scan     | assets.scanned      | yes |            | 2026-06-30 |        |           ", // ended before it
		"Q6 | f | scan     | assets.scanned      | yes |            | 2026-07-01 | old    | 2026-09-29", // in force on the first day; its exception is over
	},
	"policies": {"policy_id | title | status | approved_on | last_reviewed | next_review",
		"L1 | a | approved | 2026-01-01 | 2026-01-01 | 2027-01-01",
		"L2 | b | approved |            | 2025-09-30 | 2026-09-29", // approved without a day; reviewed 365 days ago; overdue
		"L3 | c | draft    |            |            |           ",
		"L4 | d | retired  | 2019-01-01 |            | 2020-01-01", // in no figure
		"L5 | e | approved | 2025-01-01 | 2025-09-29 | 2026-09-30", // reviewed 366 days ago; due on the as-of date
	},
	"controls": {"control_id | title | framework | applicable | implementation",
		"C1 | a | iso | yes | implemented", // passed, then failed in the period
		"C2 | b | iso | yes | partial    ", // failed before the period
		"C3 | c | iso | no  |            ",
		"C4 | d | soc | yes | implemented", // an error and a partial result in the period
		"C5 | e | iso | yes |            ", // never tested
	},
	"control_tests": {"test_id | control_id | performed_on | method | result | exceptions | muted",
		"T1 | C1 | 2026-07-01 | inspection | pass    | 0 | no ",
		"T2 | C1 | 2026-09-30 | automated  | fail    | 2 | yes",
		"T3 | C2 | 2026-06-30 | inspection | fail    | 1 | no ", // before the period
		"T4 | C4 | 2026-08-01 | inspection | error   |   | no ",
		"T5 | C4 | 2026-10-01 | inspection | pass    |   | no ", // after it
		"T6 | C4 | 2026-08-15 | inquiry    | partial | 1 | no ",
	},
	"risks": {"risk_id | title | residual_likelihood | residual_impact | treatment | status | next_review | treatment_due_on | accepted_until",
		"R1 | a | 4 | 3 | mitigate | open         | 2026-09-29 | 2026-09-30 |           ", // 12, review overdue, treatment due today
		"R2 | b | 3 | 3 | accept   | accepted     | 2026-09-30 |            | 2026-09-29", // 9, review due today, acceptance over
		"R3 | c | 5 | 5 | mitigate | closed       | 2026-01-01 |            |           ", // closed
		"R4 | d | 5 | 4 |          | in_treatment |            | 2026-12-31 |           ", // 20, never reviewed, no treatment
	},
	"findings": {"finding_id | title | severity | opened_on | due_on | closed_on | status | repeat_of | resolution | reopened_on",
		"F1 | a | high   | 2026-06-30 | 2026-09-29 |            | open   |    |  | ",           // open, 92 days, overdue for 1
		"F2 | b | low    | 2026-07-01 | 2026-09-30 |            | open   |    |  | ",           // raised, open, 91 days, due today
		"F3 | c | high   | 2026-09-30 |            | 2026-09-30 | closed | F1 | fixed | ",      // raised and closed on the last day, repeated
		"F4 | d | medium | 2026-05-01 | 2026-06-01 | 2026-07-01 | closed |    | accepted | ",   // closed on the first day, after 61
		"F5 | e | medium | 2026-03-01 | 2026-06-01 | 2026-06-30 | closed |    |  | ",           // closed before the period
		"F6 | f | low    | 2026-08-31 | 2026-09-01 | 2026-10-01 | closed |    |  | ",           // raised, open at the as-of date, 30 days, overdue for 29
		"F7 | g | high   | 2026-10-01 | 2026-10-02 |            | open   |    |  | ",           // after the period
		"F8 | h | medium | 2026-01-01 |            |            | open   |    |  | 2026-08-01", // reopened in the period, open, 272 days
	},
	"incidents": {"incident_id | title | severity | status | detection | occurred_at | detected_at | acknowledged_at | contained_at | resolved_at | notification_required | notify_within_hours | notified_at | root_cause",
		"I1 | a | high   | closed    | internal | 2026-07-01 08:00 | 2026-07-01 10:00 | 2026-07-01 10:30 | 2026-07-01 14:00 | 2026-07-02 10:00 | yes | 24 | 2026-07-02 10:00 | x", // notified after 24 hours to the minute
		"I2 | b | low    | resolved  | external |                  | 2026-09-30 23:30 |                  | 2026-10-01 01:00 | 2026-10-01 02:00 | yes | 24 | 2026-10-02 00:00 |  ", // resolved and due after the period
		"I3 | c | high   | ongoing   | internal | 2026-08-01 00:00 | 2026-08-03 00:00 | 2026-08-03 01:30 |                  |                  | no  |    |                  |  ", // open, 48 hours to detect
		"I4 | d | low    | dismissed | internal |                  | 2026-08-05 00:00 |                  |                  |                  | no  |    |                  |  ", // no incident
		"I5 | e | low    | closed    | internal | 2026-05-01 00:00 | 2026-05-01 02:00 | 2026-05-01 03:00 | 2026-05-01 05:00 | 2026-05-02 00:00 | no  |    |                  | x", // before the period
		"I6 | f | medium | closed    | internal |                  | 2026-09-10 08:00 | 2026-09-10 09:00 | 2026-09-10 10:00 | 2026-09-11 00:00 | yes | 24 | 2026-09-11 09:00 | x", // notified after 25 hours
	},
	"people": {"person_id | department | employment_type | status | started_on | ended_on | access_granted_on | role_needs_screening | training_exempt",
		"P1  | Sales | employee   | active   | 2020-01-01 |            | 2020-01-10 | yes | no ", // one course overdue; screened before access
		"P2  | Sales | employee   | active   | 2020-01-01 |            | 2020-01-10 | yes | no ", // two overdue; screened after access
		"P3  | IT    | contractor | active   | 2026-09-15 |            | 2026-09-20 | yes | no ", // in the first 30 days; check under way
		"P4  | IT    | employee   | active   | 2020-01-01 |            | 2020-02-01 | no  | no ", // trained; needs no screening
		"P5  | IT    | employee   | active   | 2021-01-01 |            | 2021-01-05 | yes | yes", // exempt; check not clear
		"P6  | HR    | employee   | active   | 2022-01-01 |            |            | no  | no ", // nobody assigned a course
		"P7  | HR    | temporary  | left     | 2019-01-01 | 2026-08-15 | 2019-01-05 | yes | no ", // left
		"P8  | HR    | employee   | active   | 2026-10-01 |            |            | no  | no ", // joins after the as-of date
		"P10 | HR    | employee   | on_leave | 2020-01-01 |            |            | no  | no ",
	},
	"training": {"person_id | course | department | mandatory | due_on | completed_on | extended_due_on | completion_method",
		"P1 | Basics  | Sales | yes | 2026-09-30 | 2026-09-30 |            | Manual", // completed on the last day, by hand
		"P1 | Privacy | Sales | yes | 2026-08-01 |            |            |       ", // overdue for 60 days
		"P2 | Basics  | sales | yes | 2026-08-01 | 2026-10-01 |            |       ", // completed too late: overdue at the as-of date
		"P2 | Privacy | IT    | yes | 2026-08-01 |            | 2026-08-15 |       ", // overdue, though extended
		"P3 | Basics  |       | yes | 2026-10-01 |            |            |       ", // not due yet
		"P3 | Coding  | IT    | no  | 2026-08-01 |            |            |       ", // not mandatory
		"P4 | Basics  | IT    | yes | 2026-05-01 | 2026-06-01 |            |       ", // completed after it was due
	},
	"screening": {"person_id | check_type | requested_on | completed_on | status | outcome | valid_until",
		"P1 | identity   | 2019-12-20 | 2019-12-30 | completed   | clear        | 2026-09-01", // run out
		"P1 | employment | 2019-12-20 | 2020-01-05 | completed   | clear        |           ",
		"P2 | identity   | 2026-06-25 | 2026-07-05 | completed   | clear        | 2026-09-30", // 10 days, valid through today
		"P2 | references | 2026-07-01 |            | cancelled   |              |           ",
		"P3 | identity   | 2026-09-01 |            | in_progress |              |           ",
		"P5 | identity   | 2020-12-01 | 2020-12-15 | completed   | needs_review |           ",
		"P7 | identity   | 2018-12-01 | 2018-12-20 | completed   | clear        | 2020-01-01", // of a leaver
	},
	"accounts": {"system | account_id | person_id | account_type | enabled | is_admin | mfa_registered | mfa_enforced | break_glass | shared | created_on | last_login_on | department",
		"CRM | a1  | P1 | user    | yes | no  | yes | yes | no  | no  | 2020-01-10 | 2026-09-29 | Sales",
		"CRM | a2  | P2 | user    | yes | yes | yes | no  | no  | no  | 2020-01-10 | 2026-07-02 | Sales", // last used 90 days ago
		"CRM | a3  | P7 | user    | yes | no  | no  | no  | no  | no  | 2019-01-05 | 2026-07-01 | HR   ", // of a leaver; last used 91 days ago
		"CRM | a4  | P9 | guest   | yes | no  | no  | yes | no  | yes | 2026-01-01 |            | IT   ", // of nobody; never used
		"ERP | a5  | P4 | user    | no  | no  | yes | yes | no  | no  | 2020-02-01 | 2026-01-01 | IT   ", // disabled
		"ERP | bg  |    | user    | yes | yes | no  | no  | yes | no  | 2020-01-01 |            |      ",
		"ERP | svc |    | service | yes | yes |     |     | no  | no  | 2020-01-01 | 2026-09-30 |      ",
	},
	"access_reviews": {"campaign | system | account_id | entitlement | privileged | frozen_on | due_on | reviewer | decision | decided_on | removed_on",
		"Q2 | CRM | a1  | read  | no  | 2026-05-01 | 2026-06-01 | R | approved | 2026-05-20 |           ", // before the period
		"Q3 | CRM | a1  | read  | no  | 2026-08-01 | 2026-09-01 | R | approved | 2026-08-20 |           ",
		"Q3 | CRM | a2  | admin | yes | 2026-08-01 | 2026-09-01 | R | revoke   | 2026-08-25 | 2026-08-30", // removed on the fifth day
		"Q3 | CRM | a3  | read  | no  | 2026-08-01 | 2026-09-01 | R | revoke   | 2026-09-01 | 2026-09-10", // decided on the last day, removed late
		"Q3 | CRM | a4  | read  | no  | 2026-08-01 | 2026-09-01 | R | revoke   | 2026-09-26 |           ", // decided late, and less than five days ago
		"Q3 | ERP | a5  | read  | no  | 2026-08-01 | 2026-09-01 | R | approved | 2026-09-02 |           ", // a day late
		"Q3 | ERP | svc | all   | yes | 2026-08-01 | 2026-09-01 |   | pending  |            |           ",
	},
	"assets": {"asset_id | kind | environment | in_scope | authenticated | scanned_on | retired_on",
		"S1 | server | prod | yes | yes | 2026-07-01 |           ", // scanned on the first day
		"S2 | server | test | yes | no  | 2026-06-30 |           ",
		"S3 | web    | prod | yes | yes | 2026-08-01 | 2026-09-01", // retired
		"S4 | web    | prod | no  | yes | 2026-08-01 |           ", // not in scope
		"S5 | web    | prod | yes | yes | 2026-06-30 |           ", // V8 was found on it in a scan of the period
	},
	"vulnerabilities": {"tool | asset | rule_id | title | severity | test_type | first_seen | due_on | fixed_on | status | suppressed | scanned_on",
		"t | S1 | V1 | a | critical | infrastructure | 2026-06-01 | 2026-06-15 |            | open           | no  |           ", // open for 121 days, overdue for 107
		"t | S1 | V2 | b | high     | sast           | 2026-07-01 | 2026-07-31 | 2026-07-31 | fixed          | no  |           ", // fixed after 30 days, on the due date
		"t | S1 | V3 | c | high     | sast           | 2026-08-01 | 2026-08-31 | 2026-09-05 | fixed          | no  |           ", // fixed after 35, late
		"t | S1 | V4 | d | medium   | dast           | 2026-09-01 | 2026-11-30 |            | accepted       | no  |           ", // open for 29
		"t | S1 | V5 | e | low      | dast           | 2026-05-01 | 2026-09-30 |            | open           | yes |           ", // open for 152, due today
		"t | S1 | V6 | f | info     | infrastructure | 2026-07-01 |            |            | information    | no  |           ",
		"t | S1 | V7 | g | high     | sast           | 2026-07-01 | 2026-07-31 |            | false_positive | no  |           ",
		"t | S5 | V8 | h | medium   | sast           |            |            |            | open           | no  | 2026-08-01", // nobody knows since when
	},
	"development": {"release_id | application | released_on | emergency | review_on | reviewer | author | threat_model_required | threat_model_on | sast_on | dast_on | dependency_scan_on | open_high",
		"D1 | App | 2026-07-01 | no  | 2026-06-30 | ann | bob | yes | 2026-06-20 | 2026-06-30 | 2026-07-01 | 2026-06-30 | 0",
		"D2 | App | 2026-08-15 | yes | 2026-08-16 | cid | Cid | yes |            | 2026-08-15 |            | 2026-08-15 | 1", // reviewed by its author, a day late
		"D3 | Web | 2026-09-30 | no  | 2026-09-30 | ann |     | no  |            |            | 2026-09-29 | 2026-09-29 | 0", // its author is not known
		"D4 | Web | 2026-06-30 | no  |            |     |     | no  |            |            |            |            | 5", // before the period
	},
	"remediation": {"item_id | title | severity | opened_on | due_on | closed_on | status | due_on_original | resolution",
		"A1 | a | high | 2026-06-01 | 2026-07-31 | 2026-07-31 | closed |            | fixed",     // due and closed on time: 60 days
		"A2 | b | high | 2026-07-01 | 2026-08-31 | 2026-09-01 | closed | 2026-06-30 | fixed",     // closed a day late: 62 days; first due before the period
		"A3 | c | low  | 2026-07-02 | 2026-09-30 |            | open   |            | ",          // due today, open for 90 days
		"A4 | d | low  | 2026-09-20 |            | 2026-09-30 | closed |            | accepted",  // no due date: 10 days
		"A5 | e | low  | 2026-05-03 | 2026-06-30 |            | open   |            | ",          // overdue for 92 days, open for 150
		"A6 | f | high | 2026-09-30 | 2026-12-31 |            | open   |            | ",          // open for 0 days
		"A7 | g | high | 2026-01-01 | 2026-08-15 | 2026-02-01 | closed |            | ",          // due in the period, closed long before
		"A8 | h | low  | 2026-08-01 | 2026-09-01 | 2026-08-31 | closed |            | not_fixed", // on time: 30 days
	},
	"suppliers": {"supplier_id | name | criticality | processes_data | country | status | onboarded_on | notified_on | assessed_on | next_assessment | dpa_signed_on",
		"U1 | a | critical | yes | IE | active     | 2020-01-01 | 2019-12-01 | 2025-09-30 | 2026-09-30 | 2019-12-01", // assessed 365 days ago; due today
		"U2 | b | high     | yes | AT | active     | 2026-07-01 | 2026-07-02 | 2025-09-29 | 2026-09-29 |           ", // 366 days ago; told a day late
		"U3 | c | low      | no  | AT | active     | 2026-08-01 |            |            |            |           ",
		"U4 | d | critical | yes | IE | offboarded | 2020-01-01 |            |            | 2021-01-01 |           ",
	},
	"certifications": {"certificate_id | standard | status | issued_on | valid_until",
		"X1 | a | valid     | 2024-01-01 | 2026-09-30", // ends today
		"X2 | b | valid     | 2024-01-01 | 2026-12-29", // ends in 90 days
		"X3 | c | expired   | 2020-01-01 | 2026-09-29",
		"X4 | d | valid     | 2026-10-01 | 2029-01-01", // begins tomorrow
		"X5 | e | withdrawn | 2017-01-01 | 2020-01-01",
	},
	"exports": {"export | extracted_on | rows_rejected",
		"E1 | 2026-09-23 | 2", // 7 days before the as-of date
		"E2 | 2026-10-31 | 0", // 31 after it
		"E3 |            | 1", // nobody says
		"E4 | 2026-09-22 | 0",
	},
}

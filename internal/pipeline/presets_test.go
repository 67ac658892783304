package pipeline

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"compack/internal/config"
	"compack/internal/ingest"
	"compack/internal/library"
	"compack/internal/merge"
	"compack/internal/problem"
	"compack/templates"
)

const samples = "../../samples/presets"

func open(t *testing.T) *library.Library {
	t.Helper()
	lib, problems := library.Open(templates.FS, t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return lib
}

// sample returns the file of the preset.
func sample(t *testing.T, id string) string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(samples, id+".*"))
	if len(files) != 1 {
		t.Fatalf("preset %s has %d samples in samples/presets", id, len(files))
	}
	return filepath.Base(files[0])
}

// presetCase is what a preset's sample must give.
type presetCase struct {
	id     string
	set    map[string]string // what the preset says that the user must add
	order  string
	fields string   // to show
	rows   []string // row: values
	counts string   // read, accepted, rejected, blank
	says   []string // parts of problems, in their order of codes S006 and T007 and of errors
}

var presetCases = []presetCase{
	{
		id: "jira-remediation", fields: "item_id title severity status resolution opened_on due_on closed_on owner", counts: "4 4 0 0",
		rows: []string{
			"2: SEC-101|Rotate the gateway key|critical|closed|fixed|2024-03-12|2024-04-15|2024-04-02|d.ahrens",
			"3: SEC-102|Retire the old upload page|low|closed|not_fixed|2024-01-03||2024-02-05|d.ahrens",
			"4: SEC-103|Limit the report account|medium|in_progress||2024-05-28|2024-06-30||",
			"5: SEC-104|Wait for the supplier's patch|high|blocked||2024-05-29|||d.ahrens",
		},
		says: []string{"1 row: the issue was closed without a fix"},
	},
	{
		id: "servicenow-remediation", fields: "item_id severity status resolution opened_on closed_on due_on", counts: "3 3 0 0",
		rows: []string{
			"2: INC0020001|high|closed|fixed|2026-07-02|2026-07-04|2026-07-09",
			"3: INC0020002|low|closed|not_fixed|2026-07-05|2026-07-06|2026-07-20",
			"4: INC0020003|medium|blocked||2026-08-20||2026-09-30",
		},
		says: []string{"1 row: the record was cancelled"},
	},
	{
		id: "defectdojo-findings", fields: "finding_id title severity status opened_on due_on closed_on", counts: "4 4 0 0",
		rows: []string{
			"2: 501|Script in the search field|high|open|2026-07-03|2026-08-02|",
			"3: 502|Path leads out of the archive|critical|closed|2026-05-11|2026-06-10|2026-06-20",
			"4: 503|Banner shows a version|low|closed|2026-06-01||2026-06-09",
			"5: 504|Old cipher for one partner|medium|accepted|2026-06-02|2026-09-30|",
		},
		says: []string{
			`row 3, column "description": the program that wrote the file cut off 1 cell of the column`, `row 3, column "vulnerability_ids": the program`,
			"1 row: the finding is closed as a false positive",
		},
	},
	{
		id: "fedramp-poam", fields: "item_id severity status opened_on due_on closed_on resolution", counts: "4 4 0 0",
		rows: []string{
			"6: V-1|high|open|2026-07-02|2026-08-01||",
			"7: V-2|medium|open|2026-06-11|2026-12-08||",
			"8: V-3|low|open|2026-05-20|||",
			"6: V-0|high|closed|2026-01-10|2026-02-09|2026-09-20|fixed", // on the sheet of closed items
		},
		says: []string{
			"1 row: the rating counts as adjusted", "1 row: an adjustment of the rating is pending",
			"1 row: the item is an operational requirement", "1 row: the item waits for another vendor", "Configuration Findings", "Configuration Findings",
		},
	},
	{
		id: "emass-poam", set: map[string]string{"opened_on": "2026-06-01"}, order: "mdy",
		fields: "item_id severity status due_on resolution", counts: "4 4 0 0", // the duplicate is found when records are merged
		rows: []string{
			"2: PM-1|medium|in_progress|2026-09-30|", "3: PM-1|medium|in_progress|2026-10-31|",
			"4: PM-2|high|closed|2026-07-15|fixed", "5: PM-3|low|open|2026-12-20|",
		},
		says: []string{"1 row: the risk is accepted", "A row is a milestone, not an item", "The export has no day of closing"},
	},
	{
		id: "ciso-assistant-risks", fields: "risk_id title inherent_likelihood residual_likelihood residual_impact treatment status", counts: "4 3 1 0",
		rows: []string{
			"2: R.01|Claims data is copied|4|2|4|mitigate|in_treatment",
			"4: R.02|Supplier stops|3|3|3|accept|accepted",
			"5: R.03|Office floods|2|2|3||open",
		},
		says: []string{`"certain" is not a whole number`, `"critique" is not a whole number`, `"certain" is not`, `"critique" is not`, `"certain" is not`, `"critique" is not`, "The export has no status"},
	},
	{
		id: "ciso-assistant-findings", set: map[string]string{"opened_on": "2026-06-01"}, fields: "finding_id severity status opened_on", counts: "3 3 0 0",
		rows: []string{"2: F.01|low|closed|2026-06-01", "3: F.02|critical|in_progress|2026-06-01", "4: F.03|high|open|2026-06-01"},
		says: []string{"1 row: the finding was closed as dismissed or deprecated", "The export has no day of closing"},
	},
	{
		id: "openlane-findings", fields: "finding_id title severity status opened_on kind", counts: "2 2 0 0",
		rows: []string{"2: OL-1|Storage can be read by all|high|open|2026-07-14|", "3: OL-2|Key is old|low|closed|2026-06-01|"},
		says: []string{"The export has no day of closing", "The remediation deadline"},
	},
	{
		id: "simplerisk-risks", fields: "risk_id status treatment residual_likelihood residual_impact identified_on next_review due_on", counts: "3 3 0 0",
		rows: []string{
			"2: 1001|in_treatment|mitigate|4|4|2026-02-10|2026-11-30|2026-10-31",
			"3: 1002|closed|accept|1|2|2025-05-02||", "4: 1003|open||3|4|2026-09-01||",
		},
		says: []string{"The residual rating is the one before mitigation"},
	},
	{
		id: "knowbe4-training", fields: "person_id course assigned_on due_on completed_on status", counts: "3 3 0 0",
		rows: []string{
			"2: E100|Security basics|2026-08-01|2026-08-31|2026-08-03|completed",
			"3: E101|Security basics|2026-08-01|2026-09-15||past_due",
			"4: E102|Security basics|2026-08-01|2026-08-31||in_progress",
		},
		says: []string{"1 row: the due date was extended", "Removing a user", "An administrator can set"},
	},
	{
		id: "moodle-training", fields: "person_id course assigned_on completed_on status", counts: "3 3 0 0",
		rows: []string{
			"2: learner1|Data protection|2026-07-01|2026-07-02|completed",
			"3: learner2|Data protection|2026-07-01||in_progress", "4: learner3|Data protection|2026-07-01||not_started",
		},
		says: []string{"A course can mark everybody complete", "no due dates"},
	},
	{
		id: "okta-accounts", fields: "system account_id enabled created_on last_login_on mfa_registered", counts: "2 2 0 0",
		rows: []string{"2: Okta|a@vendor.example|true|2024-01-15|2026-09-29|", "3: Okta|b@vendor.example|false|2023-11-02||"},
		says: []string{"nothing about second factors", "UTC and as Pacific time"},
	},
	{
		id: "graph-mfa-accounts", fields: "account_id account_type enabled is_admin mfa_registered mfa_enforced observed_on", counts: "3 3 0 0",
		rows: []string{
			"2: a@vendor.example|user|true|true|true||2026-09-30", "3: b@partner.example|guest|true|false|false||2026-09-30",
			"4: c@vendor.example|user|true|true|false||2026-09-30",
		},
		says: []string{"1 row: an administrator has no second factor", "does not tell whether it is enforced", "Disabled users are left out"},
	},
	{
		id: "aws-credential-report", fields: "full_name account_type enabled password_login mfa_registered last_login_on password_changed_on", counts: "4 4 0 0",
		rows: []string{
			"2: <root_account>|root|true||false|2026-01-05|", "3: deploy||true|false|false||",
			"4: person|user|true|true|true||2026-02-19", "5: gone||false|false|false||",
		},
		says: []string{"1 row: the root account has no second factor", "not whether policies ask for it", "its type is left empty"},
	},
	{
		id: "nessus-vulnerabilities", fields: "tool asset rule_id location protocol cve severity status first_seen suppressed", counts: "3 3 0 0",
		rows: []string{
			"2: Nessus|192.0.2.10|90001|443|tcp|CVE-2026-0010|high|open||false",
			"4: Nessus|192.0.2.10|90001|443|tcp|CVE-2026-0011|high|open||false",
			"6: Nessus|192.0.2.10|90002|80|tcp||info|information||false",
		},
		says: []string{"1 row: the risk is None", "does not say when a result was first seen"},
	},
	{
		id: "prowler-vulnerabilities", fields: "tool rule_id asset location severity status suppressed scanned_on", counts: "3 3 0 0",
		rows: []string{
			"2: Prowler|storage_public|arn:aws:s3:::docs|eu-central-1|critical|open|false|2026-09-28",
			"3: Prowler|trail_on|arn:aws:trail:x|eu-central-1|low|open|true|2026-09-28",
			"4: Prowler|contact_known|arn:aws:account|eu-central-1|medium|manual|false|2026-09-28",
		},
		says: []string{"1 row: the check failed and was silenced", "1 row: the check must be made by hand", "first seen"},
	},
}

func TestEachPresetReadsItsSample(t *testing.T) {
	lib := open(t)
	covered := map[string]bool{}
	for _, c := range presetCases {
		covered[c.id] = true
		t.Run(c.id, func(t *testing.T) { c.check(t, lib) })
	}
	for _, p := range lib.Presets() {
		if !covered[p.ID] {
			t.Errorf("preset %s has no test", p.ID)
		}
		if len(p.Fingerprint) < 5 {
			t.Errorf("preset %s is told by %d headers, which is too few", p.ID, len(p.Fingerprint))
		}
	}
}

func (c presetCase) check(t *testing.T, lib *library.Library) {
	r := &run{Options: Options{Library: lib}, datasets: lib.Datasets()}
	p := r.preset(c.id)
	src := mapping(p, r.dataset(p.Dataset))
	src.Root, src.File, src.Client = samples, sample(t, c.id), "northwind"
	src.Set, src.DateOrder = overlay(src.Set, c.set), c.order
	tables, ledger, problems, err := ingest.Read([]ingest.Source{src}, ingest.Options{Client: func(string) (string, bool) { return "northwind", true }})
	if err != nil || len(ledger) == 0 {
		t.Fatalf("%d ledger entries, %v: %v", len(ledger), err, problems)
	}
	total := ledger.Total()
	if got := fmt.Sprint(total.Read, total.Accepted, total.Rejected, total.Blank); got != c.counts || !total.Ties() {
		t.Errorf("read, accepted, rejected, blank: %s, want %s", got, c.counts)
	}
	var rows []string
	table := tables[p.Dataset]
	for i := range table.Len() {
		var cells []string
		for _, f := range strings.Fields(c.fields) {
			cells = append(cells, table.Col(f).Text(i))
		}
		rows = append(rows, fmt.Sprintf("%d: %s", table.Origin(i).Row, strings.Join(cells, "|")))
	}
	if diff := cmp.Diff(c.rows, rows); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	c.checkProblems(t, problems)
}

func (c presetCase) checkProblems(t *testing.T, problems problem.List) {
	var told []string
	for _, p := range problems {
		if p.Code == problem.Caveat || p.Code == problem.Truncated || p.Severity == problem.Error {
			told = append(told, p.String())
		}
	}
	if len(told) != len(c.says) {
		t.Errorf("%d problems, want %d:\n%s", len(told), len(c.says), strings.Join(told, "\n"))
		return
	}
	for i, part := range c.says {
		if !strings.Contains(told[i], part) {
			t.Errorf("problem %q does not say %q", told[i], part)
		}
	}
}

func TestWhatTheConfigurationSaysComesBeforeThePreset(t *testing.T) {
	lib := open(t)
	r := &run{Options: Options{Library: lib, Config: &config.Config{Inputs: samples}}, datasets: lib.Datasets()}
	src := r.source(config.Source{Dataset: "remediation", Preset: "jira-remediation", Client: "northwind",
		Columns: map[string]string{"status": "Status"}, Values: map[string]map[string][]string{"status": {"in_progress": {"Ready for QA"}}}}, "jira-remediation.csv")
	tables, _, problems, err := ingest.Read([]ingest.Source{src}, ingest.Options{Client: func(string) (string, bool) { return "northwind", true }})
	if err != nil || problems.Count(problem.Error) > 0 {
		t.Fatal(err, problems)
	}
	var got []string
	for i := range tables["remediation"].Len() {
		got = append(got, tables["remediation"].Col("status").Text(i)+" "+tables["remediation"].Col("resolution").Text(i))
	}
	if diff := cmp.Diff([]string{"closed fixed", "closed not_fixed", "in_progress ", "blocked "}, got); diff != "" {
		t.Errorf("status and resolution (-want +got):\n%s", diff)
	}
}

// TestARowForEachMilestoneIsOneItem merges what the eMASS sample holds.
func TestARowForEachMilestoneIsOneItem(t *testing.T) {
	lib := open(t)
	r := &run{Options: Options{Library: lib}, datasets: lib.Datasets()}
	src := mapping(r.preset("emass-poam"), r.dataset("remediation"))
	src.Root, src.File, src.Client, src.Set, src.DateOrder = samples, "emass-poam.csv", "northwind", map[string]string{"opened_on": "2026-06-01"}, "mdy"
	tables, ledger, _, err := ingest.Read([]ingest.Source{src}, ingest.Options{Client: func(string) (string, bool) { return "northwind", true }})
	if err != nil {
		t.Fatal(err)
	}
	merged, problems, err := merge.Merge(merge.Input{Tables: tables, Datasets: r.datasets, Rules: lib.Rules(), Ledger: ledger})
	if err != nil {
		t.Fatal(err)
	}
	var items []string
	for i := range merged["remediation"].Len() {
		items = append(items, merged["remediation"].Col("item_id").Text(i)+" "+merged["remediation"].Col("due_on").Text(i))
	}
	if diff := cmp.Diff([]string{"PM-1 2026-10-31", "PM-2 2026-07-15", "PM-3 2026-12-20"}, items); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	superseded := slices.IndexFunc(problems, func(p problem.Problem) bool { return p.Code == problem.DuplicateKey })
	if ledger[0].Duplicate != 1 || !ledger[0].Ties() || superseded < 0 || problems[superseded].Place.Row != 2 {
		t.Errorf("ledger %+v, problems %v", ledger[0], problems)
	}
}

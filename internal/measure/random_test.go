package measure_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
)

// oddTexts are texts that a spreadsheet program could take for something else.
var oddTexts = []string{"", "IT", "it", "It", "Sales", "Finance", "123", "0123", "1234", "2026-09-30", ">5", "<>", "a?c", "abc", "*x", "A~b", "TRUE", "5 May", "5 Mayors",
	`say "x"`, "ISO 27001", "10%", "=1", "ÄRZTE", "ärzte", "1-2", "*", "a*", "#N/A", "<=*"}

// randomTables makes tables of all shipped datasets, sorted by key, with values
// missing wherever they may be and dates around the quarter. What merging would work
// out is random too.
func randomTables(defs map[string]*dataset.Definition, random *rand.Rand, rows int) map[string]*dataset.Table {
	tables := map[string]*dataset.Table{}
	for _, id := range slices.Sorted(maps.Keys(defs)) {
		table := dataset.NewTable(defs[id])
		for n := range rows {
			for i := range defs[id].Fields {
				if c := table.Column(i); !c.Field.IsDerived() {
					randomValue(c, random, rows)
				}
			}
			orderDates(table, n)
			table.Commit(dataset.Origin{Row: int32(n)})
		}
		table.Derive()
		for i := range defs[id].Fields {
			for c := table.Column(i); c.Len() < table.Len(); {
				randomValue(c, random, rows)
			}
		}
		rows, _ := table.SortedByKey()
		tables[id] = table.Select(rows)
	}
	return tables
}

func randomValue(c *dataset.Column, random *rand.Rand, rows int) {
	f := c.Field
	if !f.Required && random.IntN(6) == 0 {
		c.AppendEmpty()
		return
	}
	switch {
	case strings.HasSuffix(f.Name, "_id"):
		c.AppendText([]string{"X", "x", "Y"}[random.IntN(3)] + string(rune('a'+random.IntN(1+rows/10))))
	case f.Type == dataset.Text && f.Required:
		c.AppendText(oddTexts[1+random.IntN(len(oddTexts)-1)])
	case f.Type == dataset.Text:
		c.AppendText(oddTexts[random.IntN(len(oddTexts))])
	case f.Type == dataset.Enum:
		c.AppendCode(int32(random.IntN(len(f.Values))))
	case f.Type == dataset.Decimal:
		c.AppendDecimal(float64(random.IntN(200)) / 2)
	case f.Type == dataset.Boolean:
		c.AppendCode(int32(random.IntN(2)))
	case f.Type == dataset.Date:
		c.AppendCode(int32(quarter.Start) + int32(random.IntN(300)-160))
	case f.Type == dataset.Moment: // near the period's ends, and often a whole number of hours apart
		c.AppendCode(int32(asOf.AddDays([]int{0, -91}[random.IntN(2)] + random.IntN(9) - 4).At([]int{0, 1, 119, 120, 845, 1439}[random.IntN(6)])))
	default:
		c.AppendCode(1 + int32(random.IntN(5)))
	}
}

// orderDates closes no record before it was opened, and reopens none without
// taking its day of closing back.
func orderDates(table *dataset.Table, row int) {
	opened, closed := table.Col("opened_on"), table.Col("closed_on")
	if seen, fixed := table.Col("first_seen"), table.Col("fixed_on"); seen != nil {
		opened, closed = seen, fixed
	}
	if again := table.Col("reopened_on"); again != nil && !again.IsEmpty(row) && !closed.IsEmpty(row) && closed.Date(row) < again.Date(row) {
		closed.Codes()[row] = again.Codes()[row]
	}
	if seen := table.Col("detected_at"); seen != nil && !closed.IsEmpty(row) && seen.Moment(row).Date() > closed.Date(row) {
		closed.Codes()[row] = int32(seen.Moment(row).Date())
	}
	if opened == nil || closed == nil || closed.IsEmpty(row) || opened.IsEmpty(row) {
		return
	}
	if a, b := opened.Codes(), closed.Codes(); b[row] < a[row] {
		b[row], a[row] = a[row], b[row]
	}
}

// moreMetrics use what the shipped ones don't: every kind, grouping and form of
// condition.
func moreMetrics(t testing.TB, defs map[string]*dataset.Definition) []*metric.Metric {
	t.Helper()
	findings := *defs["findings"]
	findings.Bands = append(findings.Bands,
		dataset.Band{Name: "due", Title: "Days overdue", From: "due_on", Upper: []int{0, 10, 100}},
		dataset.Band{Name: "late", Title: "Days late", From: "due_on", Upper: []int{0, 10, 100}, Ahead: "Not yet due"})
	defs["findings"] = &findings
	var out []*metric.Metric
	for _, def := range []metric.Definition{
		{ID: "training.all", Dataset: "training", Kind: metric.Count, By: []string{"department", "mandatory", "status", "score"}},
		{ID: "training.people", Dataset: "training", Kind: metric.Distinct, Of: "person_id", By: []string{"course", "status"}},
		{ID: "training.in_time", Dataset: "training", Kind: metric.Ratio, Population: `completed_on != nil`, Satisfied: `completed_on <= due_on + 7 or status == "exempt"`, By: []string{"department"}},
		{ID: "training.score", Dataset: "training", Kind: metric.Mean, Of: "score", By: []string{"course", "mandatory"}},
		{ID: "training.some", Dataset: "training", Kind: metric.Count, Population: `department in ["IT", "123", "a?c", ">5", "5 may"] or course == "true"`, By: []string{"department"}},
		{ID: "training.others", Dataset: "training", Kind: metric.Count, Population: `department not in ["it", "2026-09-30", "A~b"]`, By: []string{"course"}},
		{ID: "training.not_plain", Dataset: "training", Kind: metric.Count, Population: `department != "10%" and course != "*"`},
		{ID: "training.lead", Dataset: "training", Kind: metric.Sum, Of: "due_on - assigned_on", By: []string{"department", "status"}},
		{ID: "training.longest", Dataset: "training", Kind: metric.Max, Of: "as_of - assigned_on", Population: "not mandatory"},
		{ID: "training.late", Dataset: "training", Kind: metric.Median, Of: "completed_on - due_on", Population: "completed_on > due_on or completed_on == nil"},
		{ID: "findings.nobody", Dataset: "findings", Kind: metric.Count, Population: "opened_on > as_of + 5000", By: []string{"severity", "due"}},
		{ID: "findings.many", Dataset: "findings", Kind: metric.Count, By: []string{"due", "late", "kind", "audit"},
			Population: `kind != "ofi" and (severity in ["critical", "high", "info"] or owner == "IT" or due_on < as_of - 20) and not (status == "accepted" and risk_id == nil)`},
		{ID: "findings.slow", Dataset: "findings", Kind: metric.Ratio, Population: "closed_on >= start", Satisfied: "closed_on - opened_on > 30", By: []string{"severity", "due", "late"}},
		{ID: "findings.mean_late", Dataset: "findings", Kind: metric.Mean, Of: "closed_on - as_of", By: []string{"status", "due"}},
		{ID: "findings.own", Dataset: "findings", Kind: metric.Count, Population: `owner == asset or not (audit != owner)`, By: []string{"severity"}},
		{ID: "findings.weekly", Dataset: "findings", Kind: metric.Balance, Population: `severity != "info" and not (owner == "it")`, Opened: "opened_on", Closed: "closed_on", Trend: true},
		{ID: "remediation.again", Dataset: "remediation", Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on", Reopened: "due_on", Split: "resolution", Trend: true,
			Population: "not (closed_on < start and due_on >= start and due_on <= as_of)"}, // without records whose closing date is stale
		{ID: "remediation.by_severity", Dataset: "remediation", Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on", Split: "severity"},
		{ID: "remediation.soon", Dataset: "remediation", Kind: metric.Within, Opened: "opened_on", Closed: "closed_on", Days: 12, Population: `severity != "low"`, Trend: true},
		{ID: "remediation.far", Dataset: "remediation", Kind: metric.Within, Opened: "opened_on", Closed: "closed_on", Days: 25, Population: "opened_on > as_of - 24", Trend: true},
		{ID: "remediation.few", Dataset: "remediation", Kind: metric.Within, Opened: "opened_on", Closed: "closed_on", Days: 2, Least: 1000},
		{ID: "training.done_soon", Dataset: "training", Kind: metric.Within, Opened: "assigned_on", Closed: "completed_on", Days: 16, Population: "mandatory"},
		{ID: "training.done", Dataset: "training", Kind: metric.Within, Opened: "assigned_on", Closed: "completed_on", Days: 8, Population: "completed_on <= as_of", Least: 3},
		{ID: "risks.worse", Dataset: "risks", Kind: metric.Count, Population: "inherent_likelihood > residual_likelihood and inherent_impact != 3", By: []string{"treatment", "residual_impact"}},
		{ID: "risks.score", Dataset: "risks", Kind: metric.Sum, Of: "residual_score", By: []string{"category", "residual_score"}},
		{ID: "risks.total", Dataset: "risks", Kind: metric.Sum, Of: "inherent_impact"},
		{ID: "risks.expiring", Dataset: "risks", Kind: metric.Ratio, Population: `status in ["accepted", "open", "in_treatment"]`, Satisfied: `accepted_until <= as_of + 90 and accepted_until != end`, By: []string{"treatment"}},
		{ID: "risks.max", Dataset: "risks", Kind: metric.Max, Of: "residual_score", Population: `treatment == "avoid" or inherent_impact == nil`},
		{ID: "incidents.seen", Dataset: "incidents", Kind: metric.Count, Population: `detected_at >= start and detected_at <= as_of and occurred_at != as_of`, By: []string{"severity"}},
		{ID: "incidents.odd", Dataset: "incidents", Kind: metric.Count, Population: `detected_at == as_of or not (contained_at > as_of - 2) or occurred_at > detected_at`, By: []string{"status"}},
		{ID: "incidents.told", Dataset: "incidents", Kind: metric.Ratio, Population: `notified_at != nil`, Satisfied: `notified_at - detected_at <= 72`, By: []string{"severity"}},
		{ID: "incidents.soon", Dataset: "incidents", Kind: metric.Ratio, Satisfied: `contained_at <= detected_at + 2 and contained_at != detected_at`},
		{ID: "incidents.to_contain", Dataset: "incidents", Kind: metric.Mean, Of: "contained_at - detected_at", Population: "contained_at >= detected_at", By: []string{"severity", "detection"}},
		{ID: "incidents.to_resolve", Dataset: "incidents", Kind: metric.Median, Of: "resolved_at - detected_at", Unit: "hours"},
		{ID: "incidents.longest", Dataset: "incidents", Kind: metric.Max, Of: "resolved_at - occurred_at", Population: `severity in ["high", "low"]`},
		{ID: "incidents.hours", Dataset: "incidents", Kind: metric.Sum, Of: "contained_at - detected_at", By: []string{"status"}},
		{ID: "incidents.open", Dataset: "incidents", Kind: metric.Balance, Opened: "detected_at", Closed: "closed_on", Trend: true},
		{ID: "remediation.wont", Dataset: "remediation", Kind: metric.Count, Population: `not (resolution == "fixed" or severity not in ["low", "high"])`, By: []string{"resolution", "age"}},
	} {
		def.Title = def.ID
		out = append(out, compile(t, def, defs))
	}
	return out
}

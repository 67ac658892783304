package merge

import (
	"testing"

	"compack/internal/dataset"
)

// clocks is incidents whose clients must be told, and the clauses that say when.
// Moments are minutes after a day that does not matter.
func clocks() []*dataset.Definition {
	due := field("notify_by", dataset.Moment)
	due.Deadline = &dataset.Deadline{Stated: "stated", Hours: "hours", Clock: "clock", Starts: map[string]string{"occurred": "occurred_at", "detected": "detected_at"},
		Default: "detected", Clause: "notification"}
	return []*dataset.Definition{
		{ID: "incidents", Singular: "incident", Plural: "incidents", Key: []string{"id"}, Scope: "client", Fields: []dataset.Field{
			text("id"), text("client"), field("occurred_at", dataset.Moment), field("detected_at", dataset.Moment),
			field("stated", dataset.Moment), field("hours", dataset.Integer), enum("clock", "detected", "occurred", "confirmed"), due}},
		{ID: "requirements", Singular: "requirement", Plural: "requirements", Key: []string{"id"}, Scope: "client", Fields: []dataset.Field{
			text("id"), text("client"), enum("type", "notification", "scan"), field("threshold", dataset.Decimal), enum("unit", "percent", "days", "hours"),
			enum("clock_start", "occurred", "detected"), field("effective_from", dataset.Date), field("effective_to", dataset.Date), field("applicable", dataset.Boolean)}},
	}
}

// TestADeadlineIsTheStatedOneOrStartAndHours has incidents that occurred in minute
// 1000 and were detected in minute 2000, unless they say otherwise.
func TestADeadlineIsTheStatedOneOrStartAndHours(t *testing.T) {
	for name, c := range map[string]struct {
		incident string
		clauses  []string
		want     string
	}{
		"the stated one":                            {"I|a|1000|2000|5000|1|detected", nil, "5000"},
		"its own hours from the default start":      {"I|a|1000|2000|-|2|-", nil, "2120"},
		"its own hours from its own start":          {"I|a|1000|2000|-|2|occurred", nil, "1120"},
		"none without hours":                        {"I|a|1000|2000|-|-|-", nil, ""},
		"none without the start":                    {"I|a|1000|-|-|2|-", nil, ""},
		"none where no field holds the clock's":     {"I|a|1000|2000|-|2|confirmed", nil, ""},
		"a clause's hours from the clause's start":  {"I|a|1000|2000|-|-|-", []string{"R|a|notification|3|hours|occurred"}, "1180"},
		"a clause's hours from its own start":       {"I|a|1000|2000|-|-|detected", []string{"R|a|notification|3|hours|occurred"}, "2180"},
		"its own hours from a clause's start":       {"I|a|1000|2000|-|1|-", []string{"R|a|notification|3|hours|occurred"}, "1060"},
		"a clause in days":                          {"I|a|1000|2000|-|-|-", []string{"R|a|notification|1.5|days"}, "4160"},
		"the strictest of several clauses":          {"I|a|1000|2000|-|-|-", []string{"R1|a|notification|2|days|occurred", "R2|a|notification|24|hours", "R3|a|notification|72|hours"}, "3440"},
		"the earlier start of two as strict":        {"I|a|1000|2000|-|-|-", []string{"R1|a|notification|2|hours|detected", "R2|a|notification|2|hours|occurred"}, "1120"},
		"a clause of all clients":                   {"I|a|1000|2000|-|-|-", []string{"R1|a|notification|3|hours", "R2|*|notification|1|hours"}, "2060"},
		"no clause of another kind":                 {"I|a|1000|2000|-|-|-", []string{"R|a|scan|3|hours"}, ""},
		"no clause of another unit":                 {"I|a|1000|2000|-|-|-", []string{"R|a|notification|3|percent"}, ""},
		"no clause without a threshold":             {"I|a|1000|2000|-|-|-", []string{"R|a|notification|-|hours"}, ""},
		"no clause of another client":               {"I|a|1000|2000|-|-|-", []string{"R|b|notification|3|hours"}, ""},
		"no clause for an incident of all clients":  {"I|*|1000|2000|-|-|-", []string{"R1|a|notification|3|hours", "R2|*|notification|3|hours"}, ""},
		"its own hours for one of all clients":      {"I|*|1000|2000|-|1|-", []string{"R|*|notification|3|hours|occurred"}, "2060"},
		"a clause on its first day":                 {"I|a|1000|2000|-|-|-", []string{"R|a|notification|3|hours|-|2026-09-30"}, "2180"},
		"no clause of tomorrow":                     {"I|a|1000|2000|-|-|-", []string{"R|a|notification|3|hours|-|2026-10-01"}, ""},
		"a clause on its last day":                  {"I|a|1000|2000|-|-|-", []string{"R|a|notification|3|hours|-|-|2026-09-30"}, "2180"},
		"no clause of yesterday":                    {"I|a|1000|2000|-|-|-", []string{"R|a|notification|3|hours|-|-|2026-09-29"}, ""},
		"no clause that does not apply":             {"I|a|1000|2000|-|-|-", []string{"R|a|notification|3|hours|-|-|-|0"}, ""},
		"no deadline beyond what a moment can hold": {"I|a|1000|2147483000|-|1000|-", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			rows := map[string][]string{"incidents": {c.incident}}
			if c.clauses != nil {
				rows["requirements"] = c.clauses
			}
			tables, _, _ := merged(t, clocks(), rows, nil, nil)
			if got := line(tables["incidents"], 0, "notify_by"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

package metric_test

import (
	"strconv"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/period"
)

// cases is a dataset with a field of each type, required and not.
func cases() *dataset.Definition {
	return &dataset.Definition{
		ID: "cases", Title: "Cases", Singular: "case", Plural: "cases", Key: []string{"id", "part"},
		Fields: []dataset.Field{
			{Name: "id", Title: "Case", Type: dataset.Text, Required: true},
			{Name: "part", Title: "Part", Type: dataset.Text},
			{Name: "team", Title: "Team", Type: dataset.Text, Headers: []string{"Business Unit"}},
			{Name: "level", Title: "Level", Type: dataset.Enum, Values: []dataset.Value{
				{Name: "high", Title: "High"}, {Name: "medium", Title: "Medium", Also: []string{"moderate"}}, {Name: "low", Title: "Low"}, {Name: "p1", Title: "1*"}}},
			{Name: "state", Title: "State", Type: dataset.Enum, Required: true, Values: []dataset.Value{
				{Name: "open", Title: "Open"}, {Name: "closed", Title: "Closed"}}},
			{Name: "urgent", Title: "Urgent", Type: dataset.Boolean},
			{Name: "points", Title: "Points", Type: dataset.Integer},
			{Name: "spent", Title: "Spent", Type: dataset.Integer},
			{Name: "opened_on", Title: "Opened on", Type: dataset.Date, Required: true},
			{Name: "due_on", Title: "Due on", Type: dataset.Date},
			{Name: "closed_on", Title: "Closed on", Type: dataset.Date},
			{Name: "cost", Title: "Cost", Type: dataset.Decimal},
			{Name: "seen_at", Title: "Seen at", Type: dataset.Moment, Required: true},
			{Name: "told_at", Title: "Told at", Type: dataset.Moment},
		},
		Bands: []dataset.Band{{Name: "age", Title: "Days since opening", From: "opened_on", Upper: []int{30, 60, 90}}},
	}
}

// quarter is 2026-Q3 as of its last day.
var quarter = metric.Dates{Start: day("2026-07-01"), End: day("2026-09-30"), AsOf: day("2026-09-30")}

func day(s string) period.Date {
	d, err := period.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// tableOf makes a table of lines whose cells stand between bars, in the order of
// the fields; an empty cell is an absent value, and cells left away are too.
func tableOf(t testing.TB, def *dataset.Definition, lines ...string) *dataset.Table {
	t.Helper()
	table := dataset.NewTable(def)
	for n, line := range lines {
		cells := strings.Split(line, "|")
		for i := range def.Fields {
			text := ""
			if i < len(cells) {
				text = strings.TrimSpace(cells[i])
			}
			appendTo(t, table.Column(i), text)
		}
		table.Commit(dataset.Origin{Row: int32(n + 2)})
	}
	return table
}

func appendTo(t testing.TB, c *dataset.Column, text string) {
	t.Helper()
	if text == "" {
		c.AppendEmpty()
		return
	}
	switch c.Field.Type {
	case dataset.Text:
		c.AppendText(text)
	case dataset.Date:
		c.AppendCode(int32(day(text)))
	case dataset.Moment:
		m, err := period.ParseMoment(text)
		if err != nil {
			t.Fatal(err)
		}
		c.AppendCode(int32(m))
	case dataset.Boolean:
		c.AppendCode(map[string]int32{"no": 0, "yes": 1}[text])
	case dataset.Enum:
		code, ok := c.Lookup(text)
		if !ok {
			t.Fatalf("%s has no value %q", c.Field.Name, text)
		}
		c.AppendCode(code)
	case dataset.Integer:
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		c.AppendCode(int32(n))
	case dataset.Decimal:
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		c.AppendDecimal(v)
	}
}

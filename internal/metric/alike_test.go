package metric_test

import (
	"strings"
	"testing"

	"compack/internal/metric"
)

func TestTextsAreComparedWhateverTheirCase(t *testing.T) {
	table := tableOf(t, cases(), "a|Ärzte|ärzte", "b|it|IT", "c|IT|HR", "d||IT", "e|HR|", "f||")
	for src, want := range map[string]string{
		`part == team`: "ab", `part != team`: "c", `not (part == team)`: "cdef", `not (team != part)`: "abdef", `id == part`: "",
	} {
		p, err := metric.ParsePredicate(src, table.Def)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		p.Rows(table, quarter).Each(func(row int) { got.WriteString(table.Col("id").Text(row)) })
		if got.String() != want {
			t.Errorf("%s: rows %q, want %q", src, got.String(), want)
		}
		if fields := strings.Join(p.Fields(), " "); !strings.Contains(fields, "part") || len(p.Fields()) != 2 {
			t.Errorf("%s reads %s", src, fields)
		}
	}
}

package measure

import (
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
)

func TestSmallGroupsNeverShowFewRecords(t *testing.T) {
	def := &dataset.Definition{ID: "people", Key: []string{"id"}, Fields: []dataset.Field{
		{Name: "id", Type: dataset.Text, Required: true}, {Name: "team", Type: dataset.Text}, {Name: "done", Type: dataset.Boolean}}}
	m, err := metric.Compile(metric.Definition{ID: "people.done", Title: "Done", Dataset: "people", Kind: metric.Ratio, Satisfied: "done", By: []string{"team"}, Unit: "percent"}, def)
	if err != nil {
		t.Fatal(err)
	}
	group := func(name string, num, n int) metric.Group {
		return metric.Group{Key: name, Label: name, N: n, Figure: metric.Fraction{Num: int64(num), Den: int64(n)}}
	}
	for _, c := range []struct {
		name   string
		groups []metric.Group
		want   []metric.Group // labels, N and figures
	}{
		{"none is small", []metric.Group{group("a", 3, 9), group("b", 5, 5)}, []metric.Group{group("a", 3, 9), group("b", 5, 5)}},
		{"empty ones stay", []metric.Group{group("a", 3, 9), group("b", 0, 0)}, []metric.Group{group("a", 3, 9), group("b", 0, 0)}},
		{"two are enough together", []metric.Group{group("a", 1, 3), group("b", 4, 9), group("c", 2, 2)},
			[]metric.Group{group("b", 4, 9), group("Other (fewer than 5 each)", 3, 5)}},
		{"the next smallest joins", []metric.Group{group("a", 1, 3), group("b", 4, 9), group("c", 6, 7)},
			[]metric.Group{group("b", 4, 9), group("Other (small groups together)", 7, 10)}},
		{"two groups, one small", []metric.Group{group("a", 1, 3), group("b", 4, 9)}, nil},
		{"all are small", []metric.Group{group("a", 1, 4), group("b", 4, 4)}, nil},
		{"nothing but empty ones beside", []metric.Group{group("a", 1, 4), group("b", 0, 0)}, nil},
	} {
		values := []metric.Value{{Metric: m, Groups: []metric.Grouping{{By: "team", Title: "Team", Groups: c.groups}}}}
		Suppress(values, 5)
		got := values[0].Groups[0]
		if (got.Withheld != "") != (c.want == nil) || len(got.Groups) != len(c.want) {
			t.Errorf("%s: %+v", c.name, got)
			continue
		}
		for i, g := range got.Groups {
			if w := c.want[i]; g.Label != w.Label || g.N != w.N || g.Figure != w.Figure {
				t.Errorf("%s: group %d is %+v, not %+v", c.name, i, g, w)
			}
		}
	}
}

package compose

import (
	"testing"

	"compack/internal/metric"
)

func TestWordsAgreeWithASingleThing(t *testing.T) {
	count := &metric.Metric{Definition: metric.Definition{Kind: metric.Count}}
	share := &metric.Metric{Definition: metric.Definition{Kind: metric.Ratio}}
	for _, c := range []struct {
		of    *metric.Metric
		value metric.Fraction
		want  string
	}{
		{count, metric.Whole(0), "incidents are"},
		{count, metric.Whole(1), "incident is"},
		{count, metric.Whole(2), "incidents are"},
		{share, metric.Fraction{Num: 5, Den: 5}, "incidents are"}, // 100 % of five
	} {
		f := &figure{Value: metric.Value{Metric: c.of, Figure: c.value}}
		if got := f.agree("incident is", "incidents are"); got != c.want {
			t.Errorf("behind %v of kind %s: %q", c.value, c.of.Kind, got)
		}
	}
}

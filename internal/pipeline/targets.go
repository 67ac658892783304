package pipeline

import (
	"cmp"

	"compack/internal/config"
	"compack/internal/metric"
)

// targeted returns the metrics with the client's own targets in place.
func targeted(metrics []*metric.Metric, targets []config.Target) []*metric.Metric {
	out := make([]*metric.Metric, len(metrics))
	copy(out, metrics)
	for _, t := range targets {
		for i, m := range out {
			if m.ID == t.Metric {
				own := *m
				own.Target, own.Warn = cmp.Or(t.Target, m.Target), t.Warn
				out[i] = &own
			}
		}
	}
	return out
}

// own returns the ids of the metrics that have a target of the client's own.
func own(targets []config.Target) (ids []string) {
	for _, t := range targets {
		ids = append(ids, t.Metric)
	}
	return ids
}

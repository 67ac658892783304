package measure

import (
	"compack/internal/metric"
	"compack/internal/period"
)

// Issued puts into each trend what earlier packs printed: for each of the n - 1
// periods before p the issued figure where past has one of the same formula,
// whatever the present records would give; else what was worked out from their
// dates; else, between periods that have a value, a point without one. A figure
// that no earlier pack printed keeps its trend as it is.
func Issued(values []metric.Value, past metric.Past, cal period.Calendar, p period.Period, n int) {
	periods := earlier(cal, p, n)
	for i := range values {
		if v := &values[i]; v.Population != nil {
			v.Trend = issued(v, past, periods, p.Label)
		}
	}
}

// issued returns one metric's trend.
func issued(v *metric.Value, past metric.Past, periods []moment, present string) []metric.Point {
	recomputed := map[string]metric.Point{}
	for _, point := range v.Trend {
		recomputed[point.Period] = point
	}
	formula := v.Metric.FormulaSHA256()
	var points []metric.Point
	for _, at := range periods {
		label := at.period.Label
		point, worked := recomputed[label]
		if printed, ok := past[label][v.Metric.ID]; ok && printed.Formula == formula {
			point = metric.Point{Period: label, Figure: printed.Figure, Basis: metric.Issued}
		} else if !worked {
			point = metric.Point{Period: label}
		} else if ok {
			point.Basis, point.Printed = metric.Redefined, printed.Figure
		}
		if point.Basis != "" || len(points) > 0 {
			points = append(points, point)
		}
	}
	if len(points) == 0 && len(v.Trend) == 0 {
		return nil
	}
	return append(points, metric.Point{Period: present, Figure: v.Figure})
}

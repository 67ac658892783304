package measure

import "compack/internal/metric"

// status compares a value with the metric's target and warning limit, exactly:
// a limit is the decimal that was written, not the binary number next to it.
func status(m *metric.Metric, f metric.Fraction) metric.Status {
	switch {
	case !f.Defined():
		return metric.NotAvailable
	case m.Target == nil:
		return metric.Untargeted
	case f.Reaches(m.Better, metric.Written(*m.Target)):
		return metric.Green
	case m.Warn != nil && f.Reaches(m.Better, metric.Written(*m.Warn)):
		return metric.Amber
	}
	return metric.Red
}

package schedule

import (
	"time"

	"compack/internal/period"
)

// margin is longer than the clocks of a zone can differ from UTC, and shorter than
// the time between two of a zone's changes.
const margin = 36 * time.Hour

// instant returns the first instant at which the clocks of zone show m. Where they
// show it twice, as when daylight saving ends, that is the first of the two; where
// they pass over it, as when it begins, the first valid instant after it.
func instant(m period.Moment, zone *time.Location) time.Time {
	utc := m.Time()
	before, after := offset(utc.Add(-margin), zone), offset(utc.Add(margin), zone)
	early, late := utc.Add(-before), utc.Add(-after)
	if late.Before(early) {
		early, late = late, early
	}
	switch {
	case offset(early, zone) == utc.Sub(early):
		return early.In(zone)
	case offset(late, zone) == utc.Sub(late):
		return late.In(zone)
	}
	// The later of the two lies past the change, where the new time began.
	began, _ := late.In(zone).ZoneBounds()
	return began
}

// offset is how far the zone's clocks are ahead of UTC at t.
func offset(t time.Time, zone *time.Location) time.Duration {
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}

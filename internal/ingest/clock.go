package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// clock counts how the moments of a column are written, by client: no client
// learns of the others' rows.
type clock struct {
	last   clockFact // of the row at hand
	isSeen bool      // the row at hand has a moment
	counts map[string]*clockTally
}

type clockTally struct {
	filled, bare int
	zones        map[string]int // rows with a time by the zone behind it
}

// mostZones bounds what is remembered of a column.
const mostZones = 32

// newClock returns the clock of a field with moments, nil for any other.
func newClock(f *dataset.Field) *clock {
	if f.Type != dataset.Moment {
		return nil
	}
	return &clock{counts: map[string]*clockTally{}}
}

// see notes the value of the row at hand.
func (k *clock) see(v *value) {
	if k != nil {
		k.last, k.isSeen = v.clock, !v.empty
	}
}

// next begins another row.
func (k *clock) next() {
	if k != nil {
		k.isSeen = false
	}
}

// count takes the row at hand into account; it became a record of the client.
func (k *clock) count(client string) {
	if k == nil || !k.isSeen {
		return
	}
	n := k.counts[client]
	if n == nil {
		n = &clockTally{zones: map[string]int{}}
		k.counts[client] = n
	}
	n.filled++
	if k.last.isBare {
		n.bare++
		return
	}
	if _, known := n.zones[k.last.zone]; known || len(n.zones) < mostZones {
		n.zones[k.last.zone]++
	}
}

// discloseClock reports to each client how many of its moments are days alone, and
// that they come from several zones.
func (b *binding) discloseClock(log reporter, header int) {
	if b.clock == nil {
		return
	}
	at := log.place()
	at.Row, at.Column = header, b.header
	for _, client := range slices.Sorted(maps.Keys(b.clock.counts)) {
		n := b.clock.counts[client]
		tell := func(p *problem.Problem) {
			if client != "" {
				p.Of(client)
			}
		}
		if n.bare > 0 {
			tell(log.file(problem.NoTime, at, "", "%d of %s have no time of day; they count as 00:00 of their day", n.bare, counted(n.filled, "value")))
		}
		if len(n.zones) > 1 {
			tell(log.file(problem.Zones, at, "", "the times are of different zones: %s; each counts as it is written", n.listZones()))
		}
	}
}

// listZones says how many times stand in each zone.
func (n *clockTally) listZones() string {
	var parts []string
	for _, zone := range slices.Sorted(maps.Keys(n.zones)) {
		name := zone
		if zone == "" {
			name = "none stated"
		}
		parts = append(parts, fmt.Sprintf("%s in %s", name, counted(n.zones[zone], "row")))
	}
	return strings.Join(parts, ", ")
}

package pipeline

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// headroom is about how many bytes of garbage gather before they are collected.
// As little as is in use would be too little for a small run, which would collect all
// the time, and too much for a large one, which would take twice what it needs.
const headroom = 64 << 20

// large is what a run has in use that holds about half a million records.
const large = 100 << 20

// leastPercent and mostPercent bound what the collector is told.
const (
	leastPercent = 15
	mostPercent  = 400
)

// makeRoom tells the collector to leave the headroom over what is in use, and
// returns what puts it back as it was.
func makeRoom() (back func()) {
	runtime.GC() // or what is known to be in use is that of an earlier stage
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	percent := mostPercent
	if live[0].Value.Kind() == metrics.KindUint64 {
		used := max(live[0].Value.Uint64(), 1)
		percent = int(headroom * 100 / used)
		if used > large {
			percent /= 3 // records are numbers, which cost the collector nothing
		}
	}
	before := debug.SetGCPercent(min(max(percent, leastPercent), mostPercent))
	return func() { debug.SetGCPercent(before) }
}

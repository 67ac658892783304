package pipeline

import (
	"runtime"
	"sync"

	"compack/internal/config"
)

// What a client takes while its pack is made, about: for what every pack has, and
// for each of its records.
const (
	bytesAClient = 32 << 20
	bytesARecord = 256
)

// budget bounds how many packs are made at the same time: by number, and by the
// memory that they are estimated to take.
type budget struct {
	mu      sync.Mutex
	changed *sync.Cond
	running int
	used    int64
	most    int   // packs
	memory  int64 // bytes; 0 for no bound
}

// newBudget returns the bounds that the options set. What is in use already counts.
func newBudget(jobs int, memory int64) *budget {
	b := &budget{most: jobs}
	b.changed = sync.NewCond(&b.mu)
	if jobs <= 0 {
		b.most = runtime.GOMAXPROCS(0)
	}
	if memory > 0 {
		var in runtime.MemStats
		runtime.ReadMemStats(&in)
		b.memory = max(memory-int64(in.HeapAlloc), 1)
	}
	return b
}

// take waits until there is room for a pack that needs so many bytes. One that needs
// more than there is is made alone.
func (b *budget) take(need int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.running > 0 && (b.running >= b.most || b.memory > 0 && b.used+need > b.memory) {
		b.changed.Wait()
	}
	b.running++
	b.used += need
}

// give gives back what a pack took.
func (b *budget) give(need int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.running--
	b.used -= need
	b.changed.Broadcast()
}

// needs estimates what making the client's pack takes.
func (r *run) needs(client config.Client) int64 {
	if r.Memory <= 0 {
		return 0
	}
	records := 0
	for _, shares := range r.shares {
		records += len(shares().Of(client.ID))
	}
	return bytesAClient + int64(records)*bytesARecord
}

package pipeline

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// peak runs packs of the given needs and returns how many were made at once at most.
func peak(b *budget, needs []int64) int {
	var running, most atomic.Int32
	var wg sync.WaitGroup
	for _, need := range needs {
		b.take(need)
		wg.Go(func() {
			defer b.give(need)
			now := running.Add(1)
			for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
			}
			time.Sleep(time.Millisecond)
			running.Add(-1)
		})
	}
	wg.Wait()
	return int(most.Load())
}

func TestMemoryBoundsPacksMadeAtTheSameTime(t *testing.T) {
	needs := []int64{10, 10, 10, 10, 10, 10, 10, 10}
	b := newBudget(8, 0)
	if got := peak(b, needs); got < 2 {
		t.Errorf("without a bound %d packs at a time", got)
	}
	b = newBudget(8, 1<<40)
	b.memory = 25
	if got := peak(b, needs); got != 2 {
		t.Errorf("%d packs of 10 bytes at a time in 25, want 2", got)
	}
	b.memory = 5
	if got := peak(b, needs); got != 1 {
		t.Errorf("%d packs at a time that are each too large, want 1", got)
	}
	if b = newBudget(3, 0); peak(b, needs) > 3 {
		t.Error("more packs at a time than jobs")
	}
}

func TestWatchAddsUpStages(t *testing.T) {
	var clock time.Duration
	var told []Progress
	w := &Watch{Clock: func() time.Duration { clock += time.Second; return clock }, Tell: func(p Progress) { told = append(told, p) }}
	w.time(Reading)()
	w.begin(2)
	for range 2 {
		w.time(Scoping)()
		w.tell(func(p *Progress) { p.Done++ })
	}
	spent := w.Spent()
	if len(spent) != 2 || spent[1] != (Spent{Stage: Scoping, Time: 2 * time.Second, Times: 2}) {
		t.Errorf("spent %v", spent)
	}
	if last := told[len(told)-1]; last.Done != 2 || last.Clients != 2 || last.Elapsed <= 0 {
		t.Errorf("told last %+v", last)
	}
	endReport, endWorkbook := w.time(RenderingReport), w.time(RenderingWorkbook)
	endReport()
	if last := told[len(told)-1]; last.Stage != RenderingWorkbook {
		t.Errorf("in stage %v while the workbook is written", last.Stage)
	}
	endWorkbook()
	var none *Watch // follows nothing
	none.time(Reading)()
	none.begin(1)
	none.tell(func(*Progress) { t.Error("nobody was told") })
}

package pipeline

import (
	"sync"
	"time"
)

// Stage is a step of the flow whose time is taken.
type Stage int

// The stages. From Scoping on each client has them.
const (
	Reading Stage = iota
	Merging
	Scoping
	Measuring
	Composing
	RenderingReport
	RenderingWorkbook
	RenderingPage
	Publishing
	stages
)

var stageNames = [stages]string{"reading", "merging", "scoping", "measuring", "composing", "pdf", "workbook", "html", "publishing"}

func (s Stage) String() string { return stageNames[s] }

// Spent is how long a stage took, all clients together, and how often it was gone
// through.
type Spent struct {
	Stage Stage
	Time  time.Duration
	Times int
}

// Progress is how far a run has come.
type Progress struct {
	Stage         Stage // the furthest that is going on
	Rows          int   // read from the sources
	Done, Clients int
	Elapsed       time.Duration // since the first pack was begun
}

// Watch follows a run. A nil one follows nothing.
type Watch struct {
	// Clock returns the time since some moment. The pipeline has no clock of its own.
	Clock func() time.Duration
	// Tell is called when the run has come further, by one goroutine at a time; nil
	// for nobody to tell.
	Tell func(Progress)

	mu     sync.Mutex
	spent  [stages]Spent
	within [stages]int
	now    Progress
	began  time.Duration
}

// Spent returns the stages that the run has gone through, in the order of the flow.
func (w *Watch) Spent() (out []Spent) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for stage, s := range w.spent {
		if s.Stage = Stage(stage); s.Times > 0 {
			out = append(out, s)
		}
	}
	return out
}

// time begins a stage and returns what ends it.
func (w *Watch) time(stage Stage) (end func()) {
	if w == nil {
		return func() {}
	}
	w.tell(func(p *Progress) { w.enter(p, stage, 1) })
	began := w.Clock()
	return func() {
		took := w.Clock() - began
		w.tell(func(p *Progress) {
			w.spent[stage].Time += took
			w.spent[stage].Times++
			w.enter(p, stage, -1)
		})
	}
}

// enter counts who is in the stage and says which is the furthest with anybody in it.
func (w *Watch) enter(p *Progress, stage Stage, by int) {
	w.within[stage] += by
	for s, n := range w.within {
		if n > 0 {
			p.Stage = Stage(s)
		}
	}
}

// tell changes what is known of the progress and says so.
func (w *Watch) tell(change func(*Progress)) {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	change(&w.now)
	if w.now.Clients > 0 {
		w.now.Elapsed = w.Clock() - w.began
	}
	if w.Tell != nil {
		w.Tell(w.now)
	}
}

// rows returns what counts rows as they are read, nil where nobody looks on.
func (w *Watch) rows() func(int) {
	if w == nil || w.Tell == nil {
		return nil
	}
	return func(n int) { w.tell(func(p *Progress) { p.Rows += n }) }
}

// begin says that the packs of so many clients are made now.
func (w *Watch) begin(clients int) {
	if w == nil {
		return
	}
	w.mu.Lock()
	w.began = w.Clock()
	w.mu.Unlock()
	w.tell(func(p *Progress) { p.Clients = clients })
}

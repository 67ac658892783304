package schedule

import (
	"time"

	"compack/internal/period"
)

// Schedule says which packs clients are owed, and by when.
type Schedule struct {
	Clients  []string // ids, in the order in which their packs are made
	Pack     string   // the pack template
	Calendar period.Calendar
	Zone     *time.Location // nil: that of the present instant
	Due      period.Offset  // after the period's last day; not with Cron
	// Settle is for how many days after the period inputs may still arrive; nil: the
	// pack is ready on the day on which it is due.
	Settle   *int
	At       int             // of the day on which the pack is ready, in minutes since midnight; not with Cron
	Holidays period.Holidays // no business days
	Cron     period.Cron     // when the pack is ready, instead of Due and At
	From     period.Period   // the first
	Until    period.Period   // the last; no label: there is none
	Skip     []string        // labels of periods that nothing is owed for
	Approval bool            // a person approves each pack before it is issued
}

// Key is what exactly one pack is issued for.
type Key struct {
	Client string `json:"client"`
	Pack   string `json:"pack"`
	Period string `json:"period"` // its label
}

// String returns the key as messages show it.
func (k Key) String() string { return k.Client + " " + k.Pack + " " + k.Period }

// Done is what history knows of a key. The zero value is nothing.
type Done struct {
	Revision int       // of the pack that was issued last; 0: none was
	Issued   time.Time // when its first revision was; zero where that is not known
	Late     bool      // its first revision was issued past its deadline
	Draft    int       // the revision that a draft awaits approval for; 0: none does
	Drafted  time.Time
	Held     string // why the last try made nothing; "": it did, or there was none
	HeldAt   time.Time
	Rejected string // why the last draft was rejected; "": it was not, or another was made since
	// RejectedAt is when it was.
	RejectedAt time.Time
}

// State is how things stand with a key.
type State string

// The states, in the order in which a key goes through them.
const (
	StateSkipped  State = "skipped"  // nothing is owed
	StateWaiting  State = "waiting"  // not ready yet
	StateDue      State = "due"      // ready, and not tried yet
	StateLate     State = "late"     // past the deadline, and not tried yet
	StateHeld     State = "held"     // tried, and held back with a reason; due again
	StateRejected State = "rejected" // a draft was rejected; due again
	StatePending  State = "pending"  // a draft awaits approval
	StateIssued   State = "issued"
)

// IsToBeMade reports whether a run is to make the pack.
func (s State) IsToBeMade() bool {
	return s == StateDue || s == StateLate || s == StateHeld || s == StateRejected
}

// Item is one key and how things stand with it.
type Item struct {
	Key      Key
	Period   period.Period
	Ready    time.Time   // the first instant at which the pack may be made, in the schedule's zone
	DueOn    period.Date // the last day by which it is owed
	Deadline time.Time   // the first instant after that day, in the schedule's zone
	State    State
	Late     bool            // past the deadline: now and not issued, or when it was issued
	Approval bool            // a person approves it before it is issued
	Calendar period.Calendar // whose period it is
	Done     Done
}

// zone returns the zone that the schedule's days are taken in.
func (s Schedule) zone(now time.Time) *time.Location {
	if s.Zone != nil {
		return s.Zone
	}
	return now.Location()
}

// item returns the key's days and instants; false where its expression names no
// moment.
func (s Schedule) item(now time.Time, key Key, p period.Period) (Item, bool) {
	zone := s.zone(now)
	ready, dueOn := s.terms(p)
	if ready.IsNone() {
		return Item{}, false
	}
	return Item{Key: key, Period: p, Approval: s.Approval, Calendar: s.Calendar, DueOn: dueOn,
		Ready: instant(ready, zone), Deadline: instant(dueOn.AddDays(1).At(0), zone)}, true
}

// DueOn returns the last day by which a period's pack is owed.
func (s Schedule) DueOn(p period.Period) period.Date {
	_, due := s.terms(p)
	return due
}

// terms returns the moment from which the period's pack may be made, and the last
// day by which it is owed.
func (s Schedule) terms(p period.Period) (period.Moment, period.Date) {
	settled := p.End
	if s.Settle != nil {
		settled = p.End.AddDays(*s.Settle)
	}
	if s.Cron.IsSet() {
		ready := s.Cron.Next(settled.At(0))
		return ready, ready.Date()
	}
	dueOn := s.Due.After(p.Last(), s.Holidays)
	if s.Settle == nil {
		settled = dueOn
	}
	return settled.At(s.At), dueOn
}

// settle decides the item's state.
func (i *Item) settle(now time.Time, skipped bool) {
	i.Late = !now.Before(i.Deadline)
	switch d := i.Done; {
	case d.Revision > 0:
		i.State, i.Late = StateIssued, d.Late || !d.Issued.Before(i.Deadline)
		if d.Draft > d.Revision {
			i.State, i.Late = StatePending, false // of a revision, which nobody is owed by a day
		}
	case skipped:
		i.State, i.Late = StateSkipped, false
	case d.Draft > 0 && i.Approval: // where nobody is asked, a draft holds nothing up
		i.State = StatePending
	case now.Before(i.Ready):
		i.State = StateWaiting
	case d.Rejected != "" && !d.RejectedAt.Before(d.HeldAt):
		i.State = StateRejected
	case d.Held != "":
		i.State = StateHeld
	case i.Late:
		i.State = StateLate
	default:
		i.State = StateDue
	}
}

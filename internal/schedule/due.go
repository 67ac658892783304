package schedule

import (
	"slices"
	"strings"
	"time"

	"compack/internal/period"
)

// Due returns what is to be made now, in the order in which it is to be made: the
// oldest period first and, of periods that end on one day, in the order of the
// schedules and of their clients. Each key is there once, even where two schedules
// name it: the first of them counts.
func Due(now time.Time, schedules []Schedule, done map[Key]Done) []Item {
	return survey(now, schedules, done, State.IsToBeMade)
}

// States returns every key whose period has begun and how things stand with it, in
// the order of [Due].
func States(now time.Time, schedules []Schedule, done map[Key]Done) []Item {
	return survey(now, schedules, done, func(State) bool { return true })
}

// survey returns the items in the states that are wanted.
func survey(now time.Time, schedules []Schedule, done map[Key]Done, wanted func(State) bool) []Item {
	var out []Item
	wantsIssued := wanted(StateIssued)
	for _, one := range keys(schedules, func(s Schedule, p period.Period) bool { return p.Start <= period.Of(now.In(s.zone(now))) }) {
		known := done[one.key]
		if known.Revision > 0 && !wantsIssued {
			continue // most keys are issued; their days need not be worked out
		}
		item, ok := one.schedule.item(now, one.key, one.period)
		if !ok {
			continue
		}
		item.Done = known
		item.settle(now, one.skipped)
		if wanted(item.State) {
			out = append(out, item)
		}
	}
	slices.SortStableFunc(out, func(a, b Item) int { return int(a.Period.End) - int(b.Period.End) })
	return out
}

// named is a key that a schedule names.
type named struct {
	key      Key
	period   period.Period
	schedule Schedule
	skipped  bool // by each schedule that names it
}

// keys returns the keys of the schedules' periods while more says so of a period,
// each once. One that a schedule skips belongs to the next that names it.
func keys(schedules []Schedule, more func(Schedule, period.Period) bool) []named {
	var out []named
	at := map[Key]int{}
	for _, s := range schedules {
		for _, p := range s.periods(more) {
			skipped := slices.Contains(s.Skip, p.Label)
			for _, client := range s.Clients {
				one := named{Key{client, s.Pack, p.Label}, p, s, skipped}
				switch i, twice := at[one.key]; {
				case !twice:
					at[one.key] = len(out)
					out = append(out, one)
				case out[i].skipped && !skipped:
					out[i] = one
				}
			}
		}
	}
	return out
}

// periods returns the schedule's periods, the oldest first, while more says so.
func (s Schedule) periods(more func(Schedule, period.Period) bool) []period.Period {
	var out []period.Period
	for p := s.From; more(s, p) && (s.Until.Label == "" || p.Start <= s.Until.Start); p = s.Calendar.Next(p) {
		out = append(out, p)
	}
	return out
}

// CatchUp splits what is due into what a run makes without asking and what a person
// is asked about: all that is due of a client's pack of which more periods were
// missed, neither tried nor made before their deadline, than the limit.
func CatchUp(due []Item, limit int) (within, beyond []Item) {
	type stream struct{ client, pack string }
	missed := map[stream]int{}
	for _, i := range due {
		if i.State == StateLate {
			missed[stream{i.Key.Client, i.Key.Pack}]++
		}
	}
	for _, i := range due {
		if missed[stream{i.Key.Client, i.Key.Pack}] > limit {
			beyond = append(beyond, i)
		} else {
			within = append(within, i)
		}
	}
	return within, beyond
}

// ClientsOf returns the clients that the schedules name, each once, in their order.
func ClientsOf(schedules []Schedule) []string {
	var out []string
	for _, s := range schedules {
		for _, c := range s.Clients {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// longestMonth is how many days a month has at most, one of weeks included.
const longestMonth = 42

// Upcoming returns, client by client in the order of the schedules, the next n packs
// whose deadline is to come, the earliest deadline first; whether they are made
// already is not asked. Skipped ones are left out.
func Upcoming(now time.Time, schedules []Schedule, n int) []Item {
	byClient := map[string][]Item{}
	far := func(s Schedule, p period.Period) bool {
		periods := n + 1 + len(s.Skip)
		return p.Start <= max(period.Of(now.In(s.zone(now))), s.From.Start).AddDays(periods*int(s.Calendar.Every)*longestMonth)
	}
	for _, one := range keys(schedules, far) {
		item, ok := one.schedule.item(now, one.key, one.period)
		if !ok || one.skipped || !now.Before(item.Deadline) {
			continue
		}
		item.settle(now, false)
		byClient[one.key.Client] = append(byClient[one.key.Client], item)
	}
	var out []Item
	for _, client := range ClientsOf(schedules) {
		items := byClient[client]
		slices.SortStableFunc(items, func(a, b Item) int {
			if c := a.Deadline.Compare(b.Deadline); c != 0 {
				return c
			}
			return strings.Compare(a.Key.Pack, b.Key.Pack)
		})
		out = append(out, items[:min(n, len(items))]...)
	}
	return out
}

package config

import (
	"slices"

	"compack/internal/period"
	"compack/internal/problem"
)

// farAhead is how many periods of a schedule without an end are looked at: fifty
// years of months.
const farAhead = 600

// periods returns the schedule's periods, as far as they are looked at.
func (s Schedule) periods() []period.Period {
	var out []period.Period
	for p := s.From; len(out) < farAhead && (s.Until.Label == "" || p.Start <= s.Until.Start); p = s.Calendar.Next(p) {
		out = append(out, p)
	}
	return out
}

// inTime reports a schedule whose packs are not ready before they are owed.
func (k *checker) inTime(s Schedule) {
	if s.Settle == nil || !s.Due.IsSet() {
		return
	}
	for _, p := range s.periods() {
		ready, due := p.End.AddDays(*s.Settle), s.Due.After(p.Last(), s.Holidays)
		if ready > due {
			k.report(problem.BadSetting, s.key+".settle_days", "write fewer days, or a later due", "the pack for %s is owed by %s and would be ready on %s", p.Label, due, ready)
			return
		}
	}
}

// overlap reports the first key that a schedule names and one before it does too.
func (k *checker) overlap(s Schedule, before []Schedule) {
	for _, other := range before {
		if other.Pack != s.Pack {
			continue
		}
		i := slices.IndexFunc(s.Clients, func(client string) bool { return slices.Contains(other.Clients, client) })
		if i < 0 {
			continue
		}
		if label, ok := common(s, other); ok {
			k.report(problem.Repeated, s.key, "name other clients or another pack, or end one of the two with until or skip",
				"%s of %s for %s is scheduled in line %d already", s.Pack, label, s.Clients[i], k.At(other.key).Row)
			return
		}
	}
}

// common returns the first label that both schedules name; false where there is none.
func common(s, other Schedule) (label string, ok bool) {
	theirs := map[string]bool{}
	for _, p := range other.periods() {
		theirs[p.Label] = !slices.Contains(other.Skip, p.Label)
	}
	for _, p := range s.periods() {
		if theirs[p.Label] && !slices.Contains(s.Skip, p.Label) {
			return p.Label, true
		}
	}
	return "", false
}

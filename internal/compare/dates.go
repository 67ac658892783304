package compare

import (
	"compack/internal/dataset"
	"compack/internal/movement"
)

// nearDue is how many days before its due date a lower severity is noted.
const nearDue = 14

// dueMoved finds records that the previous pack showed past their due date and
// open, and that have a later due date now.
func dueMoved(p *pair, f *movement.Fact) {
	at, added := p.in.Before.AsOf, 0
	var rows []int
	for key, was := range p.before {
		due := day(p.was, "due", was)
		if due.IsNone() || due >= at || !isOpen(p.was, was, at) {
			continue
		}
		f.Of++
		if is, ok := p.now[key]; ok {
			if moved := day(p.is, "due", is); moved > due {
				rows = append(rows, is)
				added += int(moved - due)
			}
		}
	}
	found(f, p.is, rows)
	l := p.in.Locale
	if f.Count == 0 {
		f.Says = l.Say("Of %s past the due date and open in the pack of %s, none have a later due date now.", records(p.def, f.Of), p.in.Previous)
		return
	}
	f.Says = l.Count(f.Count, "Of %[2]s past the due date and open in the pack of %[3]s, %[1]s has a later due date now",
		"Of %[2]s past the due date and open in the pack of %[3]s, %[1]s have a later due date now", records(p.def, f.Of), p.in.Previous) +
		l.Semicolon() + l.Count(added, "together %s day was added", "together %s days were added") + "."
}

// severityLowered finds records whose severity is lower than in the previous pack
// and whose due date there had passed, or was near, when they closed or at the
// as-of date.
func severityLowered(p *pair, f *movement.Fact) {
	then := p.in.Before.AsOf
	var rows []int
	for key, was := range p.before {
		is, ok := p.now[key]
		due := day(p.was, "due", was)
		if !ok || due.IsNone() || !isOpen(p.was, was, then) {
			continue
		}
		until := p.in.AsOf
		if closed := day(p.is, "closed", is); !closed.IsNone() && closed < until {
			until = closed
		}
		if due > until.AddDays(nearDue) {
			continue
		}
		f.Of++
		if lower(p.was, was, p.is, is) {
			rows = append(rows, is)
		}
	}
	found(f, p.is, rows)
	f.Says = tell(p.in.Locale, f.Count, "Of %[1]s open in the pack of %[2]s whose due date there had passed since or was at most %[3]s days ahead, none have a lower severity now.",
		"Of %[2]s open in the pack of %[3]s whose due date there had passed since or was at most %[4]s days ahead, %[1]s has a lower severity now.",
		"Of %[2]s open in the pack of %[3]s whose due date there had passed since or was at most %[4]s days ahead, %[1]s have a lower severity now.",
		records(p.def, f.Of), p.in.Previous, p.in.Locale.Whole(nearDue))
}

// lower reports whether the severity is less grave than it was; the gravest value
// stands first in its list.
func lower(was *dataset.Table, before int, is *dataset.Table, now int) bool {
	a, b := was.Col(fieldOf(was.Def, "severity")), is.Col(fieldOf(is.Def, "severity"))
	return !a.IsEmpty(before) && !b.IsEmpty(now) && b.Int(now) > a.Int(before)
}

// Closures are looked at where there are enough of them for a share to tell
// something.
const (
	lastDays      = 5
	leastClosures = 10
)

// closedAtEnd counts the closures in the last days up to the as-of date.
func closedAtEnd(p *pair, f *movement.Fact) {
	from := p.in.AsOf.AddDays(1 - lastDays)
	var rows []int
	for row := range p.is.Len() {
		closed := day(p.is, "closed", row)
		if closed.IsNone() || closed < p.in.Period.Start || closed > p.in.AsOf {
			continue
		}
		f.Of++
		if closed >= from {
			rows = append(rows, row)
		}
	}
	if f.Of < leastClosures {
		f.Ran, f.Why = false, p.in.Locale.Say("fewer than %s %s were closed in the period", p.in.Locale.Whole(leastClosures), p.def.Plural)
		return
	}
	found(f, p.is, rows)
	f.Says = tell(p.in.Locale, f.Count, "Of %[1]s closed in %[2]s, none were closed in the %[3]s days to %[4]s.",
		"Of %[2]s closed in %[3]s, %[1]s was closed in the %[4]s days to %[5]s.",
		"Of %[2]s closed in %[3]s, %[1]s were closed in the %[4]s days to %[5]s.",
		records(p.def, f.Of), p.in.Period.Label, p.in.Locale.Whole(lastDays), p.in.Locale.LongDay(p.in.AsOf))
}

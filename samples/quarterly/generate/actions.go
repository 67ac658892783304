package main

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"time"
)

type action struct {
	key, summary, kind, status, resolution, priority, assignee, client, finding string
	labels                                                                      [2]string
	created, due, resolved                                                      time.Time
}

// makeActions plans one to three actions for every finding and numbers them in order of creation.
func makeActions(r *rand.Rand, findings []*finding) []*action {
	var actions []*action
	for _, f := range findings {
		n := 2 + r.IntN(2)
		if f.severity == "Low" {
			n = 1 + r.IntN(2)
		}
		for i := range n {
			actions = append(actions, f.action(r, i, n))
		}
	}
	slices.SortStableFunc(actions, func(a, b *action) int { return a.created.Compare(b.created) })
	number := 101
	for i, a := range actions {
		a.key = "MCS-" + strconv.Itoa(number)
		number += 1 + r.IntN(5)/4
		if i%55 == 33 && a.status == "Done" && a.priority != "Highest" {
			a.resolution = "Won't Do"
		}
	}
	return actions
}

// action makes action i of the n for the finding: created soon after it was raised, due in steps up to its due date.
func (f *finding) action(r *rand.Rand, i, n int) *action {
	a := &action{summary: f.plan[i], client: f.client.code, finding: f.ref}
	a.created = workday(plus(f.raised, 1+r.IntN(min(14, allowed[f.severity]/6))))
	a.due = workday(plus(a.created, max(5, between(a.created, f.due)*(i+1)/n-r.IntN(4))))
	if a.due.After(f.due) {
		a.due = f.due
	}
	a.kind = pick(r, "Task", "Task", "Improvement")
	if f.topic == "technical" && i == 0 {
		a.kind = "Bug"
	}
	a.priority = map[string]string{"Critical": "Highest", "High": "High", "Medium": "Medium", "Low": "Low"}[f.severity]
	a.assignee = pick(r, f.client.owners...)
	if r.Float64() < 0.5 {
		a.assignee = f.owner
	}
	a.labels = [2]string{f.topic, f.label}
	if r.Float64() < 0.2 {
		a.labels[1] = ""
	}
	holds := i == n-1 // the action that holds up its finding
	if f.closed.IsZero() && f.due.Before(asOf) {
		holds = i == 0
	}
	a.resolve(r, f, holds)
	return a
}

// resolve decides when the action was done: never after its finding was closed, and never all of them for an open finding.
func (a *action) resolve(r *rand.Rand, f *finding, holds bool) {
	punctual := [6]float64{0.66, 0.74, 0.81, 0.88, 0.93, 0.97}[max(0, quarter(a.due)+1)]
	done := plus(a.due, -r.IntN(1+between(a.created, a.due)/2))
	if r.Float64() > punctual {
		done = plus(a.due, 2+r.IntN(24))
	}
	if f.closed.IsZero() {
		if holds || a.due.After(exported) && r.Float64() < 0.7 {
			done = time.Time{}
		}
	} else if latest := plus(f.closed, -r.IntN(3)); done.After(latest) || holds && f.closed.After(f.due) && r.Float64() < 0.6 {
		done = latest
	}
	if done.IsZero() || workday(done).After(exported) {
		a.status = pick(r, "In Progress", "In Progress", "In Progress", "Blocked")
		if between(a.created, asOf) < 45 || a.due.After(plus(asOf, 60)) {
			a.status = pick(r, "To Do", "To Do", "In Progress")
		}
		return
	}
	if done.Before(a.created) {
		done = a.created
	}
	a.status, a.resolution, a.resolved = "Done", "Done", done
	if w := workday(done); f.closed.IsZero() || !w.After(f.closed) {
		a.resolved = w
	}
}

// plantMistakes puts the mistakes into the findings and actions; the one of the register stands in its word list.
func plantMistakes(findings []*finding, actions []*action) []*action {
	closed := map[string]*finding{}
	for _, f := range findings {
		if f.status == "Closed" {
			closed[f.ref] = f
		}
	}
	find := func(code, from string) *action {
		return actions[slices.IndexFunc(actions, func(a *action) bool {
			return a.client == code && iso(a.created) > from && closed[a.finding] != nil && a.resolution == "Done" && !a.resolved.IsZero()
		})]
	}
	find("NWB", "2026-04-01").finding = "AF-2026-091"
	find("ALP", "2026-06-01").resolved = time.Time{}
	left := find("ALP", "2026-05-01")
	left.status, left.resolution, left.resolved = "In Progress", "", time.Time{}
	twice := find("NWB", "2026-06-01")
	later := *twice
	twice.status, twice.resolution, twice.resolved = "In Progress", "", time.Time{}

	i := slices.IndexFunc(findings, func(f *finding) bool {
		return f.client.code == "NWB" && f.status == "Closed" && f.raised.Year() == 2026 && f.severity == "Medium"
	})
	findings[i].closed = findings[i].closed.AddDate(-1, 0, 0)
	return append(actions, &later)
}

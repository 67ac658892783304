package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

type assignment struct {
	id, name, client, department, course, mandatory, score, status string
	assigned, due, completed                                       time.Time
}

type person struct {
	id, name string
	client   *client
	team     department
	hired    time.Time
	pace     float64 // 0 to 1; who is slow once is slow more often
}

// campaign assigns a course to everybody, or to the share of people it reaches.
type campaign struct {
	course, assigned, due string
	share                 float64
	coders, optional      bool
}

// makeTraining assigns the campaigns and the joiners' courses, and sorts as the learning system exports:
// by date of assignment, course and employee.
func makeTraining(r *rand.Rand, people []*person) []*assignment {
	var rows []*assignment
	for _, p := range people {
		last := map[string]time.Time{}
		add := func(k campaign, from, due time.Time) {
			last[k.course] = from
			rows = append(rows, p.assign(r, k, from, due))
		}
		if p.hired.After(opening) {
			awareness := fmt.Sprintf("Security Awareness %d", p.hired.Year())
			for _, course := range []string{awareness, "Data Protection and Privacy", "Incident Reporting"} {
				add(campaign{course: course}, p.hired, workday(plus(p.hired, 30)))
			}
		}
		for _, k := range campaigns {
			from := day(k.assigned)
			recent := !last[k.course].IsZero() && between(last[k.course], from) < 240
			if plus(p.hired, 14).After(from) || recent || k.coders && !p.team.coder || r.Float64() >= k.share {
				continue
			}
			add(k, from, day(k.due))
		}
	}
	slices.SortStableFunc(rows, func(a, b *assignment) int {
		return strings.Compare(iso(a.assigned)+a.course+a.id, iso(b.assigned)+b.course+b.id)
	})
	return rows
}

// makePeople staffs the departments. The owners of a client's findings and risks are its service delivery staff.
func makePeople(r *rand.Rand) []*person {
	var people []*person
	names := makeNames(r)
	for _, c := range clients {
		for _, d := range c.departments {
			for i := range d.size {
				p := &person{client: c, team: d, hired: day("2022-01-03"), pace: r.Float64()}
				if d.name == "Service Delivery" {
					p.name = c.owners[i]
				} else {
					p.name, names = names[0], names[1:]
					if r.Float64() < 0.17 {
						p.hired = plus(day("2025-07-07"), 7*r.IntN(61)) // joiners start on a Monday
					}
				}
				people = append(people, p)
			}
		}
	}
	r.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	slices.SortStableFunc(people, func(a, b *person) int { return a.hired.Compare(b.hired) })
	number := 10214
	for _, p := range people {
		p.id = "MC" + strconv.Itoa(number)
		number += 1 + r.IntN(6)
	}
	return people
}

// makeNames joins first and last names in every way, and keeps three people at most of one last name.
func makeNames(r *rand.Rand) []string {
	var names []string
	for _, last := range strings.Fields(lastNames) {
		first := strings.Fields(firstNames)
		r.Shuffle(len(first), func(i, j int) { first[i], first[j] = first[j], first[i] })
		for _, name := range first[:3] {
			names = append(names, name+" "+last)
		}
	}
	r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	return names
}

// assign makes the row of one person and course, and decides whether and when it was completed.
func (p *person) assign(r *rand.Rand, k campaign, from, due time.Time) *assignment {
	a := &assignment{id: p.id, name: p.name, client: p.client.code, department: p.team.name, course: k.course, mandatory: "Yes",
		assigned: from, due: due}
	share := p.client.onTime[min(4, quarter(due))] - p.team.slip
	if k.optional {
		a.mandatory, share = "No", 0.7
	}
	done := plus(from, 1+int(float64(between(from, due)-1)*min(r.Float64(), 0.25+r.Float64())))
	if r.Float64() < (1-share)*(0.4+1.2*p.pace) {
		done = plus(due, 2+r.IntN(50))
		if r.Float64() < 0.4 {
			done = time.Time{}
		}
	}
	switch {
	case !done.IsZero() && !done.After(exported):
		a.completed, a.status = done, "Completed"
		if !strings.HasPrefix(k.course, "Phishing") {
			a.score = strconv.Itoa(min(100, 70+r.IntN(17)+r.IntN(18)))
		}
	case due.Before(exported):
		a.status = "Overdue"
	default:
		a.status = pick(r, "In progress", "Assigned", "Assigned")
	}
	return a
}

package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

type risk struct {
	id, client, topic, category, control, title, owner, treatment, status string
	inherentLikelihood, inherentImpact, likelihood, impact                int
	identified, review, acceptedUntil, treated                            time.Time
}

// makeRisks dates the hand-written risks, gives them owners and numbers them in the order in which they were identified.
func makeRisks(r *rand.Rand) []*risk {
	var risks []*risk
	for _, line := range lines(riskWords) {
		p := fields(line, 8)
		k := &risk{topic: p[1], category: p[2], control: p[3], title: p[4], treatment: p[6], status: p[7], owner: "Margaret Sutherland"}
		fmt.Sscanf(p[5], "%d %d %d %d", &k.inherentLikelihood, &k.inherentImpact, &k.likelihood, &k.impact)
		if i := slices.IndexFunc(clients, func(c *client) bool { return c.code == p[0] }); i >= 0 {
			k.client, k.owner = clients[i].name, clients[i].ownerFor(p[1])
		}
		k.identified = workday(plus(day("2023-03-06"), r.IntN(1280)))
		if k.status != "Closed" {
			k.review = workday(plus(day("2026-10-06"), r.IntN(170)))
		}
		if k.status == "Accepted" {
			k.acceptedUntil = day(pick(r, "2026-12-31", "2027-03-31", "2027-06-30"))
		}
		risks = append(risks, k)
	}
	slices.SortStableFunc(risks, func(a, b *risk) int { return a.identified.Compare(b.identified) })
	late := map[string]int{}
	for i, k := range risks {
		k.id = fmt.Sprintf("RSK-%03d", i+1)
		// Every ninth risk missed its review, up to three for a client; one acceptance has run out.
		if i%9 == 4 && k.status != "Closed" && late[k.client] < 3 {
			late[k.client]++
			k.review = workday(plus(day("2026-08-10"), r.IntN(40)))
		}
	}
	for i, k := range risks {
		// Treatments under way have a day to be done by, and one of them has missed it.
		if k.status == "Under Treatment" {
			k.treated = workday(plus(day("2026-10-19"), i*37%160))
			if i%16 == 9 {
				k.treated = day("2026-08-31")
			}
		}
	}
	i := slices.IndexFunc(risks, func(k *risk) bool { return k.status == "Accepted" && k.client == clients[0].name })
	risks[i].acceptedUntil = day("2026-08-31")
	return risks
}

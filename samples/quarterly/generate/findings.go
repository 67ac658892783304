package main

import (
	"fmt"
	"log"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

type finding struct {
	ref, audit, title, kind, severity, control, owner, status, cause, risk, topic, label string
	client                                                                               *client
	raised, due, closed                                                                  time.Time
	plan                                                                                 []string // what could be done about it, in order
}

// audit is one review and how many findings it left with each client. Without topics it looked at everything.
type audit struct {
	title, from, to string
	counts          [2]int
	topics, label   string // the label is the tracker's
}

// observation is one thing an auditor wrote about one system; used marks it as taken.
type observation struct {
	topic, severities, control, title, cause string
	template                                 int
	plan                                     []string
	used                                     bool
}

// kinds are what an auditor calls findings of a severity, the usual ones more often.
var kinds = map[string][]string{"Critical": {"Major NC"}, "High": {"Major NC", "Minor NC", "Minor NC", "Minor NC"},
	"Medium": {"Minor NC", "Minor NC", "Observation"}, "Low": {"Observation", "OFI"}}

// allowed is the days to close a finding of a severity.
var allowed = map[string]int{"Critical": 15, "High": 30, "Medium": 90, "Low": 180}

// makeFindings raises every audit's findings, closes those that were closed, and numbers them by year in order of date.
func makeFindings(r *rand.Rand, risks []*risk) []*finding {
	pool := observations()
	r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	var findings []*finding
	for _, general := range []bool{false, true} { // audits of one topic choose first
		for _, a := range audits {
			if general != (a.topics == "") {
				continue
			}
			for c := range clients {
				findings = append(findings, a.raise(r, clients[c], a.counts[c], pool)...)
			}
		}
	}
	slices.SortStableFunc(findings, func(a, b *finding) int { return a.raised.Compare(b.raised) })
	number := map[int]int{}
	for _, f := range findings {
		number[f.raised.Year()]++
		f.ref = fmt.Sprintf("AF-%d-%03d", f.raised.Year(), number[f.raised.Year()])
		f.close(r)
	}
	for _, f := range findings {
		f.risk = linkedRisk(r, f, risks)
	}
	return findings
}

// raise takes n observations that fit the audit from the pool, none of them twice and no two of one template.
func (a audit) raise(r *rand.Rand, c *client, n int, pool []*observation) []*finding {
	var out []*finding
	seen := map[int]bool{}
	for _, o := range pool {
		if len(out) == n {
			return out
		}
		if o.used || seen[o.template] || a.topics != "" && !strings.Contains(a.topics, o.topic) {
			continue
		}
		o.used, seen[o.template] = true, true
		severity := map[byte]string{'C': "Critical", 'H': "High", 'M': "Medium", 'L': "Low"}[o.severities[r.IntN(len(o.severities))]]
		raised := workday(plus(day(a.from), r.IntN(1+between(day(a.from), day(a.to)))))
		out = append(out, &finding{client: c, audit: a.title, label: a.label, title: o.title, severity: severity, kind: pick(r, kinds[severity]...), control: o.control, topic: o.topic,
			owner: c.ownerFor(o.topic), raised: raised, due: plus(raised, allowed[severity]), cause: o.cause, plan: o.plan})
	}
	if len(out) < n {
		log.Fatalf("audit %q: %d observations wanted, %d left", a.title, n, len(out))
	}
	return out
}

// close decides when the finding was closed. Fewer slip from quarter to quarter; one that would close after the quarter is open.
func (f *finding) close(r *rand.Rand) {
	q := quarter(f.raised) + 1
	late := [6]float64{0.60, 0.42, 0.36, 0.30, 0.26, 0.15}[q]
	days := allowed[f.severity]
	if r.Float64() < late {
		days += 8 + r.IntN([6]int{100, 100, 90, 75, 60, 50}[q])
	} else {
		days = days*75/100 + r.IntN(days*24/100+1)
	}
	f.closed = workday(plus(f.raised, days))
	if backlog := workday(plus(day("2025-07-14"), r.IntN(130))); f.raised.Before(opening) && f.closed.Before(backlog) {
		f.closed = backlog
	}
	if f.status = "Closed"; f.closed.After(asOf) {
		f.status, f.closed = "Open", time.Time{}
		if between(f.raised, asOf) > 21 && r.Float64() < 0.8 {
			f.status = "In Progress"
		}
	}
}

// linkedRisk returns the id of a risk of the same client and topic for about three findings in four.
func linkedRisk(r *rand.Rand, f *finding, risks []*risk) string {
	var ids []string
	for _, k := range risks {
		if k.client == f.client.name && k.topic == f.topic && k.status != "Closed" && k.identified.Before(f.raised) {
			ids = append(ids, k.id)
		}
	}
	if len(ids) == 0 || r.Float64() < 0.25 {
		return ""
	}
	return pick(r, ids...)
}

package pipeline

import (
	"fmt"
	"slices"

	"compack/internal/config"
	"compack/internal/dataset"
	"compack/internal/problem"
)

// attest writes into the ledger who attests that a source has nothing to report,
// unless its rows say otherwise or it was attested before the as-of date. Found are
// the problems of its rows; the one that it has no row becomes a note.
func (r *run) attest(s config.Source, entries []*dataset.Source, found problem.List, problems *problem.List) {
	a := s.AttestedNone()
	switch {
	case a == nil:
		return
	case a.On < r.AsOf:
		report(problems, s, problem.New(problem.NotNone, of(s, entries), "%s attested on %s that there is nothing to report, which says nothing of the days up to the as-of date %s", a.By, a.On, r.AsOf))
		return
	case len(a.Clients) > 0:
		a.Clients = r.withNothing(s, a, entries, found, problems)
		if len(a.Clients) == 0 {
			return
		}
	case rows(entries) > 0:
		report(problems, s, problem.New(problem.NotNone, of(s, entries), "%s attests that there is nothing to report, and the source holds %d rows that are not blank", a.By, rows(entries)))
		return
	}
	for _, e := range entries {
		e.None = a
		if len(a.Clients) == 0 {
			explained(found, e)
		}
	}
}

// rows counts the rows that are not blank.
func rows(entries []*dataset.Source) (n int) {
	for _, e := range entries {
		n += e.Read - e.Blank
	}
	return n
}

// explained makes the problem that a source has no row a note, since somebody
// attests that there is none.
func explained(found problem.List, e *dataset.Source) {
	for i := range found {
		if p := &found[i]; p.Code == problem.EmptyInput && p.Severity == problem.Warning && p.Place.File == e.File && p.Place.Sheet == e.Sheet {
			p.Severity, p.Hint = problem.Note, "nothing to do"
			p.Message += fmt.Sprintf(": %s attests that there is nothing to report", e.None.By)
		}
	}
}

// withNothing returns those of the attested clients of whom the source indeed holds
// no row, and reports the others. A row of nobody known may be any client's.
func (r *run) withNothing(s config.Source, a *dataset.Attestation, entries []*dataset.Source, found problem.List, problems *problem.List) (out []string) {
	ofNobody := 0
	rejected := map[string]int{}
	for _, p := range found {
		if !p.Rejected || p.Place.Row == 0 || !slices.ContainsFunc(entries, func(e *dataset.Source) bool { return e.File == p.Place.File && e.Sheet == p.Place.Sheet }) {
			continue
		}
		if rejected[p.Client]++; p.Client == "" {
			ofNobody++
		}
	}
	for _, id := range a.Clients {
		holds := ""
		switch n := r.accepted(id, s) + rejected[id] + rejected[problem.AllClients]; {
		case n > 0:
			holds = "of it"
		case ofNobody > 0:
			holds = "whose client is not known"
		default:
			out = append(out, id)
			continue
		}
		p := problem.New(problem.NotNone, of(s, entries), "%s attests that there is nothing to report for the client, and the source holds rows %s", a.By, holds)
		p.Dataset, p.Client = s.Dataset, id
		*problems = append(*problems, p)
	}
	return out
}

// accepted counts the records that a source gave a client.
func (r *run) accepted(client string, s config.Source) (n int) {
	t := r.tables[s.Dataset]
	if t == nil {
		return 0
	}
	for _, row := range t.Of(client) {
		if r.ledger[t.Origin(int(row)).Source].Key == s.Key() {
			n++
		}
	}
	return n
}

// none returns who attests that a client has no record of the dataset: all its
// sources that may speak of the client must, of which the latest is named.
func (r *run) none(client, id string) (latest *dataset.Attestation) {
	for _, s := range r.Config.Sources {
		if s.Dataset != id || s.Client != "" && s.Client != client {
			continue
		}
		read := false
		for i := range r.ledger {
			e := &r.ledger[i]
			if e.Key != s.Key() {
				continue
			}
			if read = true; !e.None.Covers(client) {
				return nil
			}
			if latest == nil || e.None.On > latest.On {
				latest = e.None
			}
		}
		if !read {
			return nil // an optional source whose file is missing says nothing
		}
	}
	return latest
}

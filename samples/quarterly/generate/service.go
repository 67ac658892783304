package main

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// writeService writes the files about the service: incidents, assets, vulnerabilities and releases.
func writeService() {
	writeIncidents()
	assets := makeAssets()
	results := makeResults(source(622), assets)
	writeAssets(assets)
	writeResults(results)
	writeReleases(source(623))
}

// writeIncidents writes the incident register as the service desk exports it. No incident touched Alpenrose.
func writeIncidents() {
	rows := [][]string{{"Number", "Short description", "Client", "Severity", "State", "Category", "Detected By", "Occurred", "Detected", "Confirmed", "Acknowledged", "Contained", "Resolved",
		"Notification Required", "Clock Starts", "Notify Within Hours", "Notified", "Notified By", "Root cause"}}
	for _, line := range lines(incidentWords) {
		rows = append(rows, fields(line, len(rows[0])))
	}
	writeCSV("incidents.csv", rows, func(*csv.Writer) {}, "")
}

// asset is a part of a client's service that scanners look at.
type asset struct {
	id, name, kind, stage, owner string
	client                       *client
	scanned, retired             time.Time
	login                        bool
}

func makeAssets() []*asset {
	var out []*asset
	number := 3001
	for _, c := range clients {
		low := strings.ToLower(c.code)
		for _, line := range lines(assetWords) {
			p := fields(line, 3)
			n, err := strconv.Atoi(p[2])
			must(err)
			for i := range n {
				a := &asset{id: "AST-" + strconv.Itoa(number), name: fmt.Sprintf("%s-%s-%02d", low, p[0], i+1), kind: p[1], stage: "Production", client: c, owner: c.ownerFor("technical"),
					scanned: day("2026-09-21"), login: p[1] != "Web application"}
				if i > 3 {
					a.stage = "Test"
				}
				switch {
				case number%17 == 5:
					a.scanned = day("2026-06-15") // left out of this quarter's scan
				case number%29 == 3:
					a.retired, a.scanned = day("2026-05-29"), day("2026-03-16")
				}
				out = append(out, a)
				number++
			}
		}
	}
	return out
}

func writeAssets(assets []*asset) {
	rows := [][]string{{"CI Number", "Name", "Client", "Class", "Environment", "Managed By", "In Scope", "Authenticated Scan", "Last Scan", "Decommissioned"}}
	for _, a := range assets {
		rows = append(rows, []string{a.id, a.name, a.client.code, a.kind, a.stage, a.owner, "Yes", yes(a.login), iso(a.scanned), iso(a.retired)})
	}
	writeCSV("asset-inventory.csv", rows, func(*csv.Writer) {}, "")
}

// result is one result of a scanner or a tester.
type result struct {
	tool, kind, rule, title, cve, severity string
	asset                                  *asset
	found, due, fixed, accepted            time.Time
	muted                                  bool
	reason                                 string
}

// daysToFix is what the contracts allow.
var daysToFix = map[string]int{"Critical": 14, "High": 30, "Medium": 90, "Low": 180}

func makeResults(r *rand.Rand, assets []*asset) []*result {
	var out []*result
	seen := map[string]bool{}
	for _, line := range lines(weaknessWords) {
		p := fields(line, 6)
		for _, c := range clients {
			var fit []*asset
			for _, a := range assets {
				if a.client == c && a.retired.IsZero() && slices.Contains(strings.Split(p[5], ","), a.kind) {
					fit = append(fit, a)
				}
			}
			for range 4 + r.IntN(5) {
				x := &result{tool: p[0], kind: p[1], rule: p[2], title: p[3], severity: p[4], asset: fit[r.IntN(len(fit))]}
				if key := x.rule + x.asset.id; seen[key] {
					continue
				} else {
					seen[key] = true
				}
				if strings.HasPrefix(x.rule, "CVE-") {
					x.cve = x.rule
				}
				x.run(r, c)
				out = append(out, x)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *result) int { return a.found.Compare(b.found) })
	return out
}

// run decides when the result was found, and when it was fixed.
func (x *result) run(r *rand.Rand, c *client) {
	x.found = workday(plus(day("2025-10-06"), r.IntN(358)))
	allowed := daysToFix[x.severity]
	x.due = plus(x.found, allowed)
	fixed := plus(x.found, 2+int(float64(allowed)*(0.15+0.75*r.Float64())))
	punctual := 0.93
	if c.code == "ALP" {
		punctual = 0.86
	}
	switch n := r.Float64(); {
	case n > punctual+0.03:
		fixed = plus(x.due, 4+r.IntN(40))
	case n > punctual:
		fixed = time.Time{}
		if x.severity != "Critical" && x.found.Before(day("2026-06-01")) {
			x.accepted, x.reason = day("2026-12-31"), "Compensating control in place"
		}
	}
	if fixed.After(exported) {
		fixed = time.Time{}
	}
	x.fixed = fixed
	if x.fixed.IsZero() && r.IntN(12) == 0 {
		x.muted, x.reason = true, "Not reachable from outside"
	}
}

func writeResults(results []*result) {
	rows := [][]string{{"Tool", "Test Type", "Check ID", "Title", "CVE", "Severity", "Asset", "Client", "First Found", "Due Date", "Fixed On", "Status", "Accepted Until", "Suppressed", "Reason",
		"Scan Date"}}
	for _, x := range results {
		status := "Open"
		switch {
		case !x.fixed.IsZero():
			status = "Fixed"
		case !x.accepted.IsZero():
			status = "Accepted"
		}
		scanned := x.asset.scanned
		if !x.fixed.IsZero() && scanned.After(x.fixed) {
			scanned = x.fixed // the scan that no longer found it
		}
		rows = append(rows, []string{x.tool, x.kind, x.rule, x.title, x.cve, x.severity, x.asset.name, x.asset.client.code, iso(x.found), iso(x.due), iso(x.fixed), status,
			iso(x.accepted), yes(x.muted), x.reason, iso(scanned)})
	}
	writeCSV("vulnerability-results.csv", rows, func(*csv.Writer) {}, "")
}

// writeReleases writes the releases of a year with their evidence. One was reviewed by its author, and one went out in an
// emergency before its review.
func writeReleases(r *rand.Rand) {
	book := newBook("Releases and their security evidence")
	must(book.SetSheetName("Sheet1", "Releases"))
	engineers := []string{"Dana Whitmore", "Idris Okafor", "Lena Brandl", "Marek Sobol", "Sofie Lund", "Tariq Aziz"}
	var rows [][]any
	number := 871
	for i, c := range clients {
		apps := [][]string{{"Dispute portal", "Claims core", "Payment gateway"}, {"Customer portal", "Document intake", "Claims core"}}[i]
		minor := []int{14, 31, 7}
		for on := day("2025-10-14"); !on.After(exported); on = plus(on, 9+r.IntN(6)) {
			n := r.IntN(len(apps))
			minor[n]++
			released := workday(on)
			author := r.IntN(len(engineers))
			reviewer := (author + 1 + r.IntN(len(engineers)-1)) % len(engineers)
			review, model, needsModel := plus(released, -2-r.IntN(5)), time.Time{}, r.IntN(3) == 0
			if needsModel {
				model = plus(released, -10-r.IntN(20))
			}
			sast, dast, scan, open, emergency := plus(released, -1), plus(released, -1-r.IntN(2)), plus(released, -1), 0, "No"
			recent := released.After(day("2026-07-01"))
			switch {
			case recent && i == 0 && minor[n]%8 == 3:
				reviewer = author
			case recent && i == 1 && r.IntN(7) == 0:
				emergency, review = "Yes", plus(released, 1)
			case r.IntN(14) == 0:
				dast = time.Time{}
			case r.IntN(25) == 0:
				open = 1
			case needsModel && r.IntN(9) == 0:
				model = time.Time{}
			}
			rows = append(rows, []any{"REL-" + strconv.Itoa(number), c.code, apps[n], fmt.Sprintf("%d.%d", 4+n, minor[n]), released, "CHG" + strconv.Itoa(30000+number*7), emergency, engineers[author],
				engineers[reviewer], review, yes(needsModel), model, sast, dast, scan, open, engineers[(author+2)%len(engineers)], released})
			number++
		}
	}
	writeSheet(book, "Releases", []string{"Releases and their security evidence", "Engineering, 5 Oct 2026", ""},
		[]any{"Release", "Client", "Application", "Version", "Released On", "Change", "Emergency", "Author", "Reviewer", "Security Review", "Threat Model Required", "Threat Model",
			"Static Analysis", "Dynamic Test", "Dependency Scan", "Open High Findings", "Approved By", "Approved On"},
		[]float64{11, 10, 20, 10, 13, 12, 11, 18, 18, 15, 12, 13, 15, 13, 16, 10, 18, 13}, rows)
	saveBook(book, "releases.xlsx")
}

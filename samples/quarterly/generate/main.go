// Command generate writes the input files of the quarterly sample: what Meridian Claims Services, a fictional vendor, exported on
// 5 October 2026 for the packs of its two clients. Run it from the root of the repository:
//
//	go run ./samples/quarterly/generate
//
// It reads no clock and no network, and writes the same bytes on every run. Each file draws from a random stream of its own,
// so that a change to one file does not stir the others. The word lists stand in words.go.
//
// A few honest mistakes are planted, as real exports have them:
//
//   - training: one completion date that no calendar has (31.06.2026)
//
//   - training: one person's assignment listed twice; the later row is completed, the earlier one is not
//
//   - training: two blank rows
//
//   - remediation: one action refers to a finding that does not exist
//
//   - remediation: one action is Done and has no Resolved date
//
//   - remediation: one issue key twice; the later row has the newer status
//
//   - findings: one finding is Closed while one of its actions is still open
//
//   - findings: one finding was closed, by its date, before it was raised (a year mistyped)
//
//   - risks: one risk names no client
//
//   - people: one leaver still has an enabled account, and one account belongs to nobody on the roster
//
//   - screening: a few checks were completed after access was granted
//
//   - access review: one reviewer decided on an entitlement of his own
//
//   - incidents: one client was told too late
//
//   - development: one release was reviewed by its author
//
// A handful of rows were completed between the end of the quarter and the export. They are no mistakes: a report as of
// 30 September has to count them as open.
package main

import (
	"log"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"
)

const folder = "samples/quarterly/inputs"

var (
	opening  = day("2025-07-01") // the first day that the data cover
	asOf     = day("2026-09-30") // the last day of the reporting quarter
	exported = day("2026-10-05") // nothing in the files is known later than this day
)

// client is one receiver of packs, with everything about it that the files draw from.
type client struct {
	name, code  string
	owners      []string // people of the vendor who work for this client alone
	departments []department
	onTime      [5]float64 // share of mandatory training done in time, for each quarter from 2025-Q3
}

// department is a team that works for one client. Its slip is taken off the client's on-time share.
type department struct {
	name  string
	size  int
	slip  float64
	coder bool
}

func main() {
	log.SetFlags(0)
	risks := makeRisks(source(20))
	findings := makeFindings(source(21075), risks)
	actions := makeActions(source(25867), findings)
	staff := source(257)
	people := makePeople(staff)
	training := makeTraining(staff, people)
	actions = plantMistakes(findings, actions)

	must(os.MkdirAll(folder, 0o755))
	writeRisks(risks)
	writeFindings(findings)
	writeActions(actions)
	writeTraining(training)
	writeStaff(people)
	writeService()
	writeGovernance()
	writeAssessor()
}

// source returns the random stream of one file. The streams were chosen among many for figures of a decent, imperfect vendor.
func source(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(20261005, stream)) }

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	must(err)
	return t
}

func plus(t time.Time, days int) time.Time { return t.AddDate(0, 0, days) }

func between(a, b time.Time) int { return int(b.Sub(a).Hours() / 24) }

// workday moves a day on a weekend to the Monday after it.
func workday(t time.Time) time.Time {
	for t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
		t = plus(t, 1)
	}
	return t
}

// quarter counts quarters from 2025-Q3, which is 0; everything before it is -1, and it ends at 4 with 2026-Q3.
func quarter(t time.Time) int {
	return max(-1, min(4, (t.Year()-2025)*4+(int(t.Month())-1)/3-2))
}

// iso writes a date as 2026-09-30, and no date as nothing.
func iso(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func pick(r *rand.Rand, choice ...string) string { return choice[r.IntN(len(choice))] }

func lines(text string) []string { return strings.Split(strings.TrimSpace(text), "\n") }

// fields splits a line of a word list at its bars.
func fields(line string, n int) []string {
	out := strings.Split(line, "|")
	if len(out) != n {
		log.Fatalf("%d fields wanted: %s", n, line)
	}
	return out
}

// ownerFor names the person who answers for a topic with this client.
func (c *client) ownerFor(topic string) string {
	return c.owners[slices.Index(strings.Fields(topics), topic)]
}

// observations reads the word list: a line of facts, a line of systems, a line of actions; {} stands for the system.
func observations() []*observation {
	var out []*observation
	all := lines(findingWords)
	for i := 0; i < len(all); i += 3 {
		p := fields(all[i], 5)
		for _, system := range fields(all[i+1], 3) {
			o := &observation{topic: p[0], severities: p[1], control: p[2], title: strings.ReplaceAll(p[3], "{}", system), cause: p[4], template: i}
			for _, text := range fields(all[i+2], 3) {
				o.plan = append(o.plan, strings.ReplaceAll(text, "{}", system))
			}
			out = append(out, o)
		}
	}
	return out
}

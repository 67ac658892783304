package merge

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

// Two datasets as small as the rules allow: findings, and actions that refer to
// them.
var (
	findings = &dataset.Definition{
		ID: "findings", Title: "Findings", Singular: "finding", Plural: "findings", Key: []string{"id"}, Scope: "client",
		Fields: []dataset.Field{
			{Name: "id", Title: "Finding ID", Type: dataset.Text, Required: true}, {Name: "client", Title: "Client", Type: dataset.Text},
			{Name: "opened_on", Title: "Raised on", Type: dataset.Date}, {Name: "closed_on", Title: "Closed on", Type: dataset.Date},
			{Name: "open_actions", Title: "Open actions", Type: dataset.Integer, Rollup: &dataset.Rollup{Dataset: "actions", Via: "finding_id", Where: "not (closed_on <= as_of)"}},
		},
	}
	actions = &dataset.Definition{
		ID: "actions", Title: "Actions", Singular: "action", Plural: "actions", Key: []string{"id"}, Scope: "client",
		Fields: []dataset.Field{
			{Name: "id", Title: "Action ID", Type: dataset.Text, Required: true}, {Name: "client", Title: "Client", Type: dataset.Text},
			{Name: "finding_id", Title: "Finding ID", Type: dataset.Text, References: "findings"}, {Name: "closed_on", Title: "Closed on", Type: dataset.Date},
		},
	}
	rules = []dataset.Rule{
		{ID: "closed_before_opened", Dataset: "findings", When: "closed_on < opened_on", Fields: []string{"closed_on"}, Action: dataset.Reject, Message: "it was closed before it was raised"},
		{ID: "closed_with_open_action", Dataset: "findings", When: "closed_on <= as_of and open_actions > 0", Fields: []string{"closed_on"}, Message: "an action is open"},
	}
)

// workspace builds tables and a ledger from lines of "|"-separated values; "-" is
// empty. The first source feeds findings, the second actions.
type workspace struct {
	tables map[string]*dataset.Table
	ledger dataset.Ledger
}

func build(findingRows, actionRows []string) workspace {
	w := workspace{tables: map[string]*dataset.Table{}, ledger: dataset.Ledger{{Dataset: "findings", File: "findings.csv", Columns: map[string]string{"id": "Ref", "closed_on": "Closed"}},
		{Dataset: "actions", File: "actions.csv", Columns: map[string]string{"finding_id": "Finding Ref"}}}}
	for source, part := range []struct {
		def  *dataset.Definition
		rows []string
	}{{findings, findingRows}, {actions, actionRows}} {
		t := dataset.NewTable(part.def)
		for i, line := range part.rows {
			for c, cell := range strings.Split(line, "|") {
				switch column := t.Column(c); {
				case cell == "-":
					column.AppendEmpty()
				case column.Field.Type == dataset.Date:
					d, err := period.ParseDate(cell)
					if err != nil {
						panic(err)
					}
					column.AppendCode(int32(d))
				default:
					column.AppendText(cell)
				}
			}
			t.Commit(dataset.Origin{Source: int32(source), Row: int32(i + 2)})
		}
		w.tables[part.def.ID] = t
		w.ledger[source].Read, w.ledger[source].Accepted = len(part.rows), len(part.rows)
	}
	return w
}

func (w workspace) merge(t *testing.T) (map[string]*dataset.Table, problem.List) {
	t.Helper()
	asOf := period.NewDate(2026, 9, 30)
	out, problems, err := Merge(Input{Tables: w.tables, Datasets: []*dataset.Definition{findings, actions}, Rules: rules, Ledger: w.ledger,
		Dates: metric.Dates{Start: period.NewDate(2026, 7, 1), End: asOf, AsOf: asOf}})
	if err != nil {
		t.Fatal(err)
	}
	problems.Sort()
	return out, problems
}

func TestWhatMergeFinds(t *testing.T) {
	for name, c := range map[string]struct {
		findings, actions []string
		want              []string // problems, code and message
		kept              string   // keys of findings and actions
	}{
		"nothing": {[]string{"F1|a|2026-07-01|-"}, []string{"A1|a|F1|-"}, nil, "F1 A1"},
		"the later row wins": {[]string{"F1|a|2026-07-01|-", "F1|a|2026-07-01|2026-08-01"}, nil,
			[]string{"K001 findings.csv, row 2, column \"Ref\": finding stands again in row 3 and counts as it stands there (they differ in Closed on)"}, "F1"},
		"the same key at another client is another record": {[]string{"F1|a|2026-07-01|-", "F1|b|2026-07-01|-"}, nil, nil, "F1 F1"},
		"a contradiction costs the row": {[]string{"F1|a|2026-07-01|2026-06-01", "F2|a|2026-07-01|-"}, nil,
			[]string{"R001 findings.csv, row 2, column \"Closed\": finding F1: it was closed before it was raised"}, "F2"},
		"an orphan is reported and kept": {[]string{"F1|a|2026-07-01|-"}, []string{"A1|a|F9|-"},
			[]string{"K002 actions.csv, row 2, column \"Finding Ref\": action A1 refers to finding \"F9\", which is not among the findings taken in"}, "F1 A1"},
		"another client's record is withheld": {[]string{"F1|a|2026-07-01|-"}, []string{"A1|b|F1|-"},
			[]string{"K003 actions.csv, row 2, column \"Finding Ref\": action A1 refers to a finding of another client; the reference is withheld"}, "F1 A1"},
		"a record of all clients may be referred to and is copied for the client that it counts": {[]string{"F1|*|2026-07-01|-"}, []string{"A1|b|F1|-"}, nil, "F1 F1 A1"},
		"a closed finding with an open action": {[]string{"F1|a|2026-07-01|2026-08-01"}, []string{"A1|a|F1|-", "A2|a|F1|2026-08-01"},
			[]string{"R001 findings.csv, row 2, column \"Closed\": finding F1: an action is open"}, "F1 A1 A2"},
	} {
		t.Run(name, func(t *testing.T) {
			w := build(c.findings, c.actions)
			tables, problems := w.merge(t)
			var got []string
			for _, p := range problems {
				got = append(got, string(p.Code)+" "+p.String())
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			var keys []string
			for _, id := range []string{"findings", "actions"} {
				for row := range tables[id].Len() {
					keys = append(keys, tables[id].KeyText(row))
				}
			}
			if got := strings.Join(keys, " "); got != c.kept {
				t.Errorf("kept %s, want %s", got, c.kept)
			}
			for _, s := range w.ledger {
				if !s.Ties() {
					t.Errorf("the ledger does not tie: %+v", s)
				}
			}
		})
	}
}

// TestAMissingColumnIsReportedOnce has a rule look at a field that the source has
// no column for.
func TestAMissingColumnIsReportedOnce(t *testing.T) {
	w := build([]string{"F1|a|2026-07-01|2026-08-01", "F2|a|2026-07-01|2026-08-01", "F3|b|2026-07-01|2026-08-01"}, []string{"A1|a|F1|-", "A2|a|F2|-", "A3|b|F3|-"})
	delete(w.ledger[0].Columns, "closed_on")
	_, problems := w.merge(t)
	var got []string
	for _, p := range problems {
		got = append(got, p.Client+" "+p.String())
	}
	want := "b findings.csv: each of 1 findings, for which the file has no column Closed on: an action is open\n" +
		"a findings.csv: each of 2 findings, for which the file has no column Closed on: an action is open"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestAWithheldReferenceIsGone(t *testing.T) {
	tables, problems := build([]string{"F1|a|2026-07-01|-"}, []string{"A1|b|F1|-"}).merge(t)
	if !tables["actions"].Col("finding_id").IsEmpty(0) {
		t.Error("the other client's identifier is still in the record")
	}
	if p := problems[0]; p.Client != "b" || p.Value != "" || strings.Contains(p.Message, "F1") {
		t.Errorf("the problem tells too much, or to the wrong client: %+v", p)
	}
}

// TestTheLedgerTiesWhateverComes merges random rows with few keys, so that every
// kind of collision occurs.
func TestTheLedgerTiesWhateverComes(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 1))
		var f, a []string
		for range rng.IntN(30) {
			f = append(f, fmt.Sprintf("F%d|%c|2026-07-%02d|2026-07-%02d", rng.IntN(6), 'a'+rune(rng.IntN(2)), 1+rng.IntN(20), 1+rng.IntN(30)))
			a = append(a, fmt.Sprintf("A%d|%c|F%d|-", rng.IntN(9), 'a'+rune(rng.IntN(2)), rng.IntN(8)))
		}
		w := build(f, a)
		tables, problems := w.merge(t)
		var lost int
		for i, id := range []string{"findings", "actions"} {
			s := w.ledger[i]
			if !s.Ties() || s.Accepted != tables[id].Len() {
				t.Fatalf("seed %d: ledger %+v, %d records", seed, s, tables[id].Len())
			}
			lost += s.Duplicate + s.Rejected
		}
		named := 0
		for _, p := range problems {
			if p.Code == problem.DuplicateKey || p.Severity == problem.Error {
				named++
			}
		}
		if named != lost {
			t.Fatalf("seed %d: %d rows are gone, %d are named", seed, lost, named)
		}
	}
}

// TestTheSourceWithPrecedenceWins has two sources of findings, of which the second
// would win as the later one.
func TestTheSourceWithPrecedenceWins(t *testing.T) {
	for name, c := range map[string]struct {
		first, second int // precedence
		kept, told    string
	}{
		"the later at equal precedence":  {0, 0, "2026-07-03", "findings.csv, row 2, column \"Ref\": finding stands again in other.csv, row 3 and counts as it stands there (they differ in Raised on)"},
		"the earlier where it has more":  {1, 0, "2026-07-01", "other.csv, row 3: finding stands again in findings.csv, row 2, which has precedence, and counts as it stands there (they differ in Raised on)"},
		"the later where it has more":    {0, 1, "2026-07-03", "findings.csv, row 2, column \"Ref\": finding stands again in other.csv, row 3, which has precedence, and counts as it stands there (they differ in Raised on)"},
		"the earlier of less than none":  {0, -1, "2026-07-01", "other.csv, row 3: finding stands again in findings.csv, row 2, which has precedence, and counts as it stands there (they differ in Raised on)"},
		"the later of two that are high": {5, 5, "2026-07-03", "findings.csv, row 2, column \"Ref\": finding stands again in other.csv, row 3 and counts as it stands there (they differ in Raised on)"},
	} {
		t.Run(name, func(t *testing.T) {
			w := build([]string{"F1|a|2026-07-01|-"}, nil)
			w.ledger[0].Precedence = c.first
			w.ledger = append(w.ledger, dataset.Source{Dataset: "findings", File: "other.csv", Read: 1, Accepted: 1, Precedence: c.second})
			appendRow(t, w.tables["findings"], "F1|a|2026-07-03|-")
			w.tables["findings"].Commit(dataset.Origin{Source: 2, Row: 3})
			tables, problems := w.merge(t)
			if got := tables["findings"].Col("opened_on").Text(0); got != c.kept || tables["findings"].Len() != 1 {
				t.Errorf("%d records, the first of %s; want %s", tables["findings"].Len(), got, c.kept)
			}
			if len(problems) != 1 || problems[0].String() != c.told {
				t.Errorf("got  %v\nwant %s", problems, c.told)
			}
			if !w.ledger[0].Ties() || !w.ledger[2].Ties() {
				t.Errorf("the ledger does not tie: %+v", w.ledger)
			}
		})
	}
}

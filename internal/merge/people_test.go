package merge

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

func text(name string) dataset.Field {
	return dataset.Field{Name: name, Title: name, Type: dataset.Text}
}

func field(name string, kind dataset.Type) dataset.Field {
	return dataset.Field{Name: name, Title: name, Type: kind}
}

func enum(name string, values ...string) dataset.Field {
	f := field(name, dataset.Enum)
	for _, v := range values {
		f.Values = append(f.Values, dataset.Value{Name: v, Title: v})
	}
	return f
}

func personal(f dataset.Field) dataset.Field { f.Personal = true; return f }

func refers(f dataset.Field, to string) dataset.Field { f.References = to; return f }

func looked(f dataset.Field, via, of string) dataset.Field {
	f.Lookup = &dataset.Lookup{Via: via, Of: of}
	return f
}

func rolled(f dataset.Field, r dataset.Rollup) dataset.Field { f.Rollup = &r; return f }

// house is a roster and the courses and checks of its people. The grades of courses
// stand in another order than those of people.
func house() []*dataset.Definition {
	of := func(take dataset.Take, of, by, where string) dataset.Rollup {
		return dataset.Rollup{Dataset: "training", Via: "person", Take: take, Of: of, By: by, Where: where}
	}
	return []*dataset.Definition{
		{ID: "people", Singular: "person", Plural: "people", Key: []string{"id"}, Scope: "client", Aliases: []string{"email"}, Fields: []dataset.Field{
			personal(text("id")), text("client"), personal(text("email")), text("team"), enum("grade", "a", "b", "c"), field("left", dataset.Date),
			field("hours", dataset.Decimal), field("shared", dataset.Boolean),
			rolled(field("courses", dataset.Integer), of("", "", "", "")),
			rolled(field("points", dataset.Integer), of(dataset.TakeSum, "points", "", "")),
			rolled(field("first", dataset.Date), of(dataset.TakeLeast, "done", "", "")),
			rolled(field("last", dataset.Date), of(dataset.TakeGreatest, "done", "", "points > 1")),
			rolled(enum("worst", "fail", "pass", "best"), of(dataset.TakeGreatest, "mark", "", "")),
			rolled(text("latest"), of(dataset.TakeLast, "course", "done", "")),
			rolled(field("after_leaving", dataset.Integer), of("", "", "", "person_left < done")),
		}},
		{ID: "training", Singular: "course", Plural: "courses", Key: []string{"id"}, Scope: "client", Fields: []dataset.Field{
			text("id"), text("client"), personal(refers(text("person"), "people")), text("course"), field("done", dataset.Date), field("points", dataset.Integer),
			enum("mark", "best", "pass", "fail"),
			looked(text("person_team"), "person", "team"), looked(field("person_left", dataset.Date), "person", "left"),
			looked(enum("person_grade", "c", "b", "a"), "person", "grade"), looked(field("person_hours", dataset.Decimal), "person", "hours"),
			looked(field("person_shared", dataset.Boolean), "person", "shared"),
		}},
	}
}

// merged merges tables made of lines, one source a dataset, or as many as change
// says.
func merged(t *testing.T, defs []*dataset.Definition, rows map[string][]string, rules []dataset.Rule, change func(*Input)) (map[string]*dataset.Table, problem.List, dataset.Ledger) {
	t.Helper()
	asOf := period.NewDate(2026, 9, 30)
	in := Input{Tables: map[string]*dataset.Table{}, Datasets: defs, Rules: rules, Dates: metric.Dates{Start: period.NewDate(2026, 7, 1), End: asOf, AsOf: asOf}}
	for _, def := range defs {
		lines, ok := rows[def.ID]
		if !ok {
			continue
		}
		in.Tables[def.ID] = dataset.NewTable(def)
		in.Ledger = append(in.Ledger, dataset.Source{Dataset: def.ID, File: def.ID + ".csv", Read: len(lines), Accepted: len(lines)})
		for i, line := range lines {
			appendRow(t, in.Tables[def.ID], line)
			in.Tables[def.ID].Commit(dataset.Origin{Source: int32(len(in.Ledger) - 1), Row: int32(i + 2)})
		}
		in.Tables[def.ID].Derive()
	}
	if change != nil {
		change(&in)
	}
	out, problems, err := Merge(in)
	if err != nil {
		t.Fatal(err)
	}
	problems.Sort()
	return out, problems, in.Ledger
}

// appendRow appends "|"-separated values to the columns that sources feed; "-" is
// empty, and so is what is not there.
func appendRow(t *testing.T, table *dataset.Table, line string) {
	t.Helper()
	cells := strings.Split(line, "|")
	for i := range table.Def.Fields {
		column := table.Column(i)
		if column.Field.IsDerived() {
			continue
		}
		cell := "-"
		if len(cells) > 0 {
			cell, cells = cells[0], cells[1:]
		}
		code, ok := column.Lookup(cell)
		switch kind := column.Field.Type; {
		case cell == "-":
			column.AppendEmpty()
		case kind == dataset.Text:
			column.AppendText(cell)
		case kind == dataset.Decimal:
			v, _ := strconv.ParseFloat(cell, 64)
			column.AppendDecimal(v)
		case kind == dataset.Date:
			day, err := period.ParseDate(cell)
			if err != nil {
				t.Fatal(err)
			}
			column.AppendCode(int32(day))
		case kind == dataset.Enum && ok:
			column.AppendCode(code)
		default:
			n, err := strconv.Atoi(cell)
			if err != nil {
				t.Fatal(err)
			}
			column.AppendCode(int32(n))
		}
	}
}

// line returns the values of the fields of a record, by the codes of moments.
func line(table *dataset.Table, row int, fields ...string) string {
	var cells []string
	for _, f := range fields {
		c := table.Col(f)
		cell := c.Text(row)
		if c.Field.Type == dataset.Moment && !c.IsEmpty(row) {
			cell = strconv.Itoa(int(c.Codes()[row]))
		}
		cells = append(cells, cell)
	}
	return strings.Join(cells, "|")
}

func messages(problems problem.List) []string {
	var out []string
	for _, p := range problems {
		out = append(out, string(p.Code)+" "+p.String())
	}
	return out
}

func sameLines(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

var takenFields = []string{"courses", "points", "first", "last", "worst", "latest", "after_leaving"}

func TestRollUpsTakeWhatTheySay(t *testing.T) {
	tables, problems, _ := merged(t, house(), map[string][]string{
		"people": {"P1|a|-|-|-|2026-04-01", "P2|a", "P3|b"},
		"training": {
			"T1|a|P1|first aid|2026-03-01|2|fail", "T2|a|P1|fire|2026-05-01|1|best", "T4|a|P1|theft|-|-|-",
			"T3|a|P1|tie|2026-05-01|-|pass", // of the same day as T2, and later by key
			"T5|b|P3|fire|-|7|-",
		},
	}, nil, nil)
	var got []string
	for row := range tables["people"].Len() {
		got = append(got, line(tables["people"], row, takenFields...))
	}
	sameLines(t, got, []string{
		"4|3|2026-03-01|2026-03-01|fail|tie|2", // worst: the greatest by the order of the courses, whose last is fail
		"0|0|||||0",                            // nothing contributes
		"1|7|||||0",                            // no day: none is the last
	})
	sameLines(t, messages(problems), nil)
}

func TestRollUpsOfAnAbsentDatasetAreEmpty(t *testing.T) {
	tables, problems, _ := merged(t, house(), map[string][]string{"people": {"P1|a"}}, nil, nil)
	if got := line(tables["people"], 0, takenFields...); got != "||||||" {
		t.Errorf("got %s", got)
	}
	sameLines(t, messages(problems), nil)
}

func TestASumBeyond32BitsIsReportedAndLeftOut(t *testing.T) {
	tables, problems, _ := merged(t, house(), map[string][]string{"people": {"P1|a"},
		"training": {"T1|a|P1|x|-|2000000000", "T2|a|P1|x|-|2000000000"}}, nil, nil)
	if !tables["people"].Col("points").IsEmpty(0) {
		t.Error("the sum is there")
	}
	sameLines(t, messages(problems), []string{"V003 people.csv, row 2: person: points would be 4000000000, which is too large to be kept; it is left empty"})
}

var lookedFields = []string{"person_team", "person_left", "person_grade", "person_hours", "person_shared"}

func TestLookupsTakeTheValueOfTheRecord(t *testing.T) {
	tables, problems, _ := merged(t, house(), map[string][]string{
		"people":   {"P1|a|-|red|b|2026-04-01|7.5|1", "P2|a", "P9|*|-|all|c"},
		"training": {"T1|a|P1", "T2|a|P2", "T3|a|P9", "T4|a|-", "T5|a|P7"},
	}, nil, nil)
	var got []string
	for row := range tables["training"].Len() {
		got = append(got, line(tables["training"], row, lookedFields...))
	}
	sameLines(t, got, []string{"red|2026-04-01|b|7.5|true", "||||", "all||c||", "||||", "||||"})
	sameLines(t, messages(problems), []string{"K002 training.csv, row 6: course T5 refers to a person that is not among the people taken in"})
}

// TestNothingPassesFromOneClientToAnother has records of client a, b and all, that
// refer to one another in every direction.
func TestNothingPassesFromOneClientToAnother(t *testing.T) {
	tables, problems, _ := merged(t, house(), map[string][]string{
		"people":   {"P1|a|a@x|secret-a", "P9|*|all@x|shared"},
		"training": {"T1|b|P1", "T2|b|A@X", "T3|b|P9", "T4|*|P1", "T5|*|P9", "T6|a|P9"},
	}, nil, nil)
	for client, want := range map[string][]string{
		"a": {"T4|P1|secret-a", "T5|P9|shared", "T6|P9|shared"}, // T4 belongs to all, and P1 is theirs
		"b": {"T1||", "T2||", "T3|P9|shared", "T4||", "T5|P9|shared"},
		"c": {"T4||", "T5|P9|shared"},
	} {
		sameLines(t, seen(tables["training"], client, "id", "person", "person_team"), want)
	}
	for client, want := range map[string][]string{"a": {"P1|1", "P9|2"}, "b": {"P9|2"}, "c": {"P9|1"}} { // P9 belongs to all: each client counts T5 and its own
		sameLines(t, seen(tables["people"], client, "id", "courses"), want)
	}
	const withheld = " refers to a person of another client; the reference is withheld"
	sameLines(t, messages(problems), []string{"K003 training.csv, row 2: course T1" + withheld, "K003 training.csv, row 3: course T2" + withheld})
	for _, p := range problems {
		if p.Value != "" || p.Client == "a" {
			t.Errorf("%+v tells too much, or to the wrong client", p)
		}
	}
}

// seen returns the values of the records that a client may see.
func seen(table *dataset.Table, client string, fields ...string) (out []string) {
	for _, row := range table.Of(client) {
		out = append(out, line(table, int(row), fields...))
	}
	return out
}

// TestARecordOfAllClientsIsJudgedForEach has a course for all clients of people on
// the rosters of single ones, and people of all with courses for single ones.
func TestARecordOfAllClientsIsJudgedForEach(t *testing.T) {
	rules := []dataset.Rule{
		{ID: "none", Dataset: "people", When: "courses == 0", Fields: []string{"courses"}, Message: "has no course"},
		{ID: "team", Dataset: "people", When: "team == 'red'", Fields: []string{"team"}, Message: "is red"},
	}
	tables, problems, _ := merged(t, house(), map[string][]string{
		"people":   {"P1|*|one@x|red", "P2|*|two@x|blue", "P3|a|three@x", "P3|b|three@x"},
		"training": {"T1|a|P1", "T2|b| ONE@x ", "T3|*|p3", "T4|a|P2", "T5|a|P2"},
	}, rules, nil)
	sameLines(t, seen(tables["people"], "a", "id", "courses"), []string{"P1|1", "P2|2", "P3|1"})
	sameLines(t, seen(tables["people"], "b", "id", "courses"), []string{"P1|1", "P2|0", "P3|1"})
	sameLines(t, seen(tables["people"], "c", "id", "courses"), []string{"P1|0", "P2|0"})
	for client, want := range map[string]int{"a": 1, "b": 1, "c": 1} { // that P1 is red, said once
		if got := len(problems.Shares().For(client)); got != want {
			t.Errorf("%s has %d problems, want %d: %v", client, got, want, messages(problems.Shares().For(client)))
		}
	}
}

// TestAnIdentifierWithoutItsZerosIsHinted has a number that a spreadsheet cut; it is
// not followed, for two systems may number differently.
func TestAnIdentifierWithoutItsZerosIsHinted(t *testing.T) {
	tables, problems, _ := merged(t, house(), map[string][]string{"people": {"0012|a|-|red"}, "training": {"T1|a|12", "T2|a|13", "T3|b|12"}}, nil, nil)
	sameLines(t, seen(tables["training"], "a", "id", "person_team"), []string{"T1|", "T2|"})
	for _, p := range problems {
		if got := strings.Contains(p.Hint, "zeros"); got != (p.Place.Row == 2) {
			t.Errorf("%s: the hint is %q", p, p.Hint)
		}
	}
}

// TestAReferenceToAnotherClientsRejectedRowIsWithheld has rows that were rejected when
// they were read, and one that a rule rejects.
func TestAReferenceToAnotherClientsRejectedRowIsWithheld(t *testing.T) {
	defs := house()
	defs[0].Fields[0].Personal = false
	tables, problems, _ := merged(t, defs, map[string][]string{
		"people":   {"P1|a|-|bad"},
		"training": {"T1|b|p1", "T2|b|P2", "T3|a|P2", "T4|b|P3", "T5|a|P1"},
	}, []dataset.Rule{{ID: "bad", Dataset: "people", When: "team == 'bad'", Action: "reject", Message: "is bad"}}, func(in *Input) {
		in.Rejected = problem.List{{Dataset: "people", Record: "P2", Client: "a", Rejected: true}, {Dataset: "people", Record: "P3", Client: "b", Rejected: true}}
	})
	sameLines(t, seen(tables["training"], "b", "id", "person"), []string{"T1|", "T2|", "T4|P3"})
	sameLines(t, seen(tables["training"], "a", "id", "person"), []string{"T3|P2", "T5|P1"})
	for _, p := range problems.Shares().For("b") {
		if strings.Contains(p.Message, "P1") || strings.Contains(p.Message, "P2") {
			t.Errorf("%s tells of another client's", p.Message)
		}
	}
}

// TestAReferenceInOtherCaseLeadsToItsRecord follows keys written in other case, but
// not where two records differ by case alone.
func TestAReferenceInOtherCaseLeadsToItsRecord(t *testing.T) {
	tables, problems, _ := merged(t, house(), map[string][]string{
		"people":   {"P1|a|-|red", "p2|a|-|blue", "P2|a|-|green"},
		"training": {"T1|a|p1", "T2|a|P2", "T3|a|p2"},
	}, nil, nil)
	sameLines(t, seen(tables["training"], "a", "id", "person_team"), []string{"T1|red", "T2|green", "T3|blue"})
	sameLines(t, messages(problems), nil)
	_, problems, _ = merged(t, house(), map[string][]string{"people": {"px|a", "Px|a"}, "training": {"T1|a|PX"}}, nil, nil)
	sameLines(t, messages(problems), []string{"K002 training.csv, row 2: course T1 refers to a person by what several people have in common; it can mean any of them"})
}

// TestAWithheldReferenceStaysInAKey has the reference be what tells records apart.
func TestAWithheldReferenceStaysInAKey(t *testing.T) {
	defs := house()
	defs[1].Key = []string{"id", "person"}
	tables, _, _ := merged(t, defs, map[string][]string{"people": {"P1|a|-|secret"}, "training": {"T1|b|P1"}}, nil, nil)
	if got := line(tables["training"], 0, "person", "person_team"); got != "P1|" {
		t.Errorf("got %s", got)
	}
}

func TestAReferenceFindsARecordByItsAlias(t *testing.T) {
	for name, c := range map[string]struct {
		people []string
		want   string // the team that a reference of client a to "ann@x" leads to
		told   []string
	}{
		"whatever the case and the space around": {[]string{"P1|a|  Ann@X |red"}, "red", nil},
		"the key comes first":                    {[]string{"P1|a|ann@x|red", "ann@x|a|-|blue"}, "blue", nil},
		"a key of all before an alias":           {[]string{"P1|a|ann@x|red", "ann@x|*|-|blue"}, "blue", nil},
		"the own record before one of all":       {[]string{"P1|*|ann@x|red", "P2|a|ann@x|blue"}, "blue", nil},
		"one of all":                             {[]string{"P1|*|ann@x|red"}, "red", nil},
		"two of them mean neither": {[]string{"P1|a|ann@x|red", "P2|a|Ann@x|blue"}, "", []string{
			"K004 people.csv, row 3: two people have the same email (row 2 is the other); no reference is followed by it",
			"K002 training.csv, row 2: course T1 refers to a person by what several people have in common; it can mean any of them"}},
		"two of another client are its own affair": {[]string{"P1|b|ann@x|red", "P2|b|ann@x|blue", "P3|a|ann@x|green"}, "green", []string{
			"K004 people.csv, row 3: two people have the same email (row 2 is the other); no reference is followed by it"}},
	} {
		t.Run(name, func(t *testing.T) {
			tables, problems, _ := merged(t, house(), map[string][]string{"people": c.people, "training": {"T1|a|ann@x"}}, nil, nil)
			if got := line(tables["training"], 0, "person_team"); got != c.want {
				t.Errorf("it leads to %q, want %q", got, c.want)
			}
			sameLines(t, messages(problems), c.told)
		})
	}
}

func TestASharedAliasNamesBothKeysUnlessPersonal(t *testing.T) {
	defs := house()
	for i := range defs[0].Fields {
		defs[0].Fields[i].Personal = false
	}
	_, problems, _ := merged(t, defs, map[string][]string{"people": {"P1|a|x", "P2|a|x"}, "training": {"T1|a|P1"}}, nil, nil)
	sameLines(t, messages(problems), []string{"K004 people.csv, row 3: people P1 and P2 have the same email (row 2 is the other); no reference is followed by it"})
}

// TestNothingIsMissingFromWhatNobodyGave leaves the roster out, for all or for one
// client.
func TestNothingIsMissingFromWhatNobodyGave(t *testing.T) {
	rules := []dataset.Rule{{ID: "unknown", Dataset: "training", When: "person_team == nil", Fields: []string{"person"}, Message: "nobody knows the person"}}
	rows := map[string][]string{"training": {"T1|a|P1", "T2|b|P2"}}
	_, problems, _ := merged(t, house(), rows, rules, nil)
	sameLines(t, messages(problems), nil)

	rows["people"] = []string{"P5|a"}
	_, problems, _ = merged(t, house(), rows, rules, func(in *Input) { in.Ledger[0].Client = "a" })
	sameLines(t, messages(problems), []string{"K002 training.csv, row 2: course T1 refers to a person that is not among the people taken in",
		"R001 training.csv, row 2: course T1: nobody knows the person"})
}

// TestNoMessageQuotesWhatIsPersonal breaks a rule, repeats a key and refers nowhere
// with values that would be recognised.
func TestNoMessageQuotesWhatIsPersonal(t *testing.T) {
	defs := house()
	defs[1].Key = []string{"person", "id"}
	rules := []dataset.Rule{{ID: "r", Dataset: "people", When: "team == nil", Fields: []string{"id"}, Message: "no team"}}
	_, problems, _ := merged(t, defs, map[string][]string{"people": {"SECRET1|a|SECRET2", "SECRET1|a|SECRET2", "SECRET3|a|SECRET2", "SECRET5|b"},
		"training": {"T1|a|SECRET4", "T2|a|SECRET2", "T1|a|SECRET4", "T2|a|SECRET5"}}, rules, nil)
	codes := map[problem.Code]bool{}
	for _, p := range problems {
		codes[p.Code] = true
		if strings.Contains(fmt.Sprintf("%+v", p), "SECRET") {
			t.Errorf("%+v quotes it", p)
		}
	}
	for _, code := range []problem.Code{problem.DuplicateKey, problem.Orphan, problem.ForeignReference, problem.SharedAlias, problem.RuleBroken} {
		if !codes[code] {
			t.Errorf("%s did not occur", code)
		}
	}
}

// TestARuleMayLookAtWhatIsWorkedOutFirst: no file has a column for such a field,
// which is no reason to report it once for the whole file.
func TestARuleMayLookAtWhatIsWorkedOutFirst(t *testing.T) {
	rules := []dataset.Rule{{ID: "r", Dataset: "people", When: "courses > 0", Fields: []string{"courses"}, Message: "has courses"}}
	_, problems, _ := merged(t, house(), map[string][]string{"people": {"P1|a"}, "training": {"T1|a|P1"}}, rules,
		func(in *Input) { in.Ledger[0].Columns = map[string]string{"id": "ID"} })
	sameLines(t, messages(problems), []string{"R001 people.csv, row 2: person: has courses"})
}

// TestTheOrderOfRowsAndFilesChangesNothing shuffles rows and deals them to two
// sources in another order.
func TestTheOrderOfRowsAndFilesChangesNothing(t *testing.T) {
	for seed := range uint64(100) {
		rng := rand.New(rand.NewPCG(seed, 2))
		rows := map[string][]string{}
		for i := range 12 {
			rows["people"] = append(rows["people"], fmt.Sprintf("P%d|%c|m%d@x|team %d|%c|2026-0%d-01|%d.5|%d", i/2, "ab*"[rng.IntN(3)], rng.IntN(9), i, "abc"[rng.IntN(3)], 1+rng.IntN(9), i, i%2))
			rows["people"][i] = strings.Replace(rows["people"][i], "|", fmt.Sprintf("%c|", "xy"[i%2]), 1) // no key twice
		}
		for i := range 40 {
			person := fmt.Sprintf("P%d%c", rng.IntN(7), "xy"[rng.IntN(2)])
			if rng.IntN(3) == 0 {
				person = fmt.Sprintf("M%d@x", rng.IntN(9))
			}
			rows["training"] = append(rows["training"], fmt.Sprintf("T%d|%c|%s|course %d|2026-0%d-01|%d|%s", i/2, "ab"[i%2], person, i, 1+rng.IntN(9), rng.IntN(5), []string{"best", "pass", "fail"}[rng.IntN(3)]))
		}
		want := printed(t, rows, nil)
		for range 3 {
			for _, id := range []string{"people", "training"} {
				rows[id] = slices.Clone(rows[id])
				rng.Shuffle(len(rows[id]), func(i, j int) { rows[id][i], rows[id][j] = rows[id][j], rows[id][i] })
			}
			if got := printed(t, rows, rng); got != want {
				t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
			}
		}
	}
}

// printed merges the rows, each of a source that chance tells, and returns all
// tables as text.
func printed(t *testing.T, rows map[string][]string, rng *rand.Rand) string {
	t.Helper()
	tables, _, _ := merged(t, house(), rows, nil, func(in *Input) {
		if rng == nil {
			return
		}
		for id, table := range in.Tables {
			again := dataset.NewTable(table.Def)
			for i, line := range rows[id] {
				appendRow(t, again, line)
				again.Commit(dataset.Origin{Source: int32(rng.IntN(2)), Row: int32(i + 2)})
			}
			in.Tables[id] = again
		}
	})
	var b strings.Builder
	for _, def := range house() {
		for row := range tables[def.ID].Len() {
			fmt.Fprintln(&b, line(tables[def.ID], row, def.FieldNames()...))
		}
	}
	return b.String()
}

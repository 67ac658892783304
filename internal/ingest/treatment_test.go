package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"compack/internal/problem"
)

// treated reads a text with the mapping that change makes and returns the shown
// records and the problems that are not about unused columns.
func treated(t *testing.T, text, fields string, change func(*Source)) ([]string, []string) {
	t.Helper()
	r := read(t, "in.csv", []byte(text), change)
	return r.rows(strings.Fields(fields)...), r.found()
}

func same(t *testing.T, what string, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestHeadersOfAProgramCountBeforeThoseOfTheDefinition(t *testing.T) {
	text := "Ref,Number,Customer,Due,Action,Owner\nx,A1,Acme,2026-10-01,short,someone\n"
	rows, found := treated(t, text, "id title owner", func(s *Source) {
		s.Headers = map[string][]string{"id": {"Ticket", "Number"}, "owner": {}, "title": {"Absent"}}
	})
	same(t, "records", []string{"2: A1|short|"}, rows)
	same(t, "problems", nil, found)
}

func TestWordsForNoValueAreEmptyInEveryColumn(t *testing.T) {
	text := "Ref,Customer,Due,Summary,Cost,Status\nA1,Acme,2026-10-01,Not_Supported,no information,OPEN\nNot supported,Acme,2026-10-01,,,\n"
	rows, found := treated(t, text, "id title cost status", func(s *Source) {
		s.Values = map[string]map[string][]string{"status": {"open": {"OPEN"}}}
		s.Treatment.Nulls = []string{"not_supported", "no_information"}
	})
	same(t, "records", []string{"2: A1|||open"}, rows)
	same(t, "problems", []string{`V001 in.csv, row 3, column "Ref": the value is missing`}, found)
}

func TestTextInsideCellsIsReplaced(t *testing.T) {
	rows, found := treated(t, "Ref,Customer,Due,Summary\nA1,Acme,2026-10-01,one NEWLINE two NEWLINE NEWLINE three\n", "title", func(s *Source) {
		s.Treatment.Replace = map[string]string{" NEWLINE ": "\n", "three": "3"}
	})
	same(t, "records", []string{"2: one two NEWLINE 3"}, rows)
	same(t, "problems", nil, found)
}

func TestCellsThatWereCutOffAreCountedByColumn(t *testing.T) {
	text := "Ref,Customer,Due,Summary,Notes\nA1,Acme,2026-10-01,whole,cut...\nA2,Acme,2026-10-01,cut ...,\"cut...\n\"\nA3,Acme,2026-10-01,dots ... inside,\n"
	rows, found := treated(t, text, "id title", func(s *Source) { s.Treatment.Truncation = "..." })
	same(t, "records", []string{"2: A1|whole", "3: A2|cut ...", "5: A3|dots ... inside"}, rows)
	same(t, "problems", []string{
		`T007 in.csv, row 3, column "Summary": the program that wrote the file cut off 1 cell of the column, the first in this row; what was cut ends in "..."`,
		`T007 in.csv, row 2, column "Notes": the program that wrote the file cut off 2 cells of the column, the first in this row; what was cut ends in "..."`,
	}, found)
}

func TestTheFirstChoiceThatFitsSettlesAField(t *testing.T) {
	text := "Ref,Customer,Due,State,Result,Extended,Status\n" +
		"A1,Acme,2026-10-01,Done,,,open\n" + // both conditions hold
		"A2,Acme,2026-10-01,done,Won't Do,,open\n" + // the second choice
		"A3,Acme,2026-10-01,Parked,x,2026-12-24,Resolved\n" + // none: the column counts
		"A0,Acme,2026-10-01,Done,-,n/a,open\n" + // signs for no value
		"A4,Acme,2026-10-01,Done,x,never,open\n" +
		"A5,Acme,2026-10-01,Reset,x,,open\n" // the third choice empties the field
	rows, found := treated(t, text, "id due_on status urgent", func(s *Source) {
		s.Headers = map[string][]string{"urgent": {}}
		s.Treatment.Decide = map[string][]Choice{
			"status": {
				{When: map[string][]string{"State": {"Done"}, "Result": {""}}, Value: "closed"},
				{When: map[string][]string{"Result": {"Won't Do"}}, Value: "open"},
				{When: map[string][]string{"State": {"Reset"}}},
				{When: map[string][]string{"No such column": {"*"}}, Value: "closed"},
			},
			"due_on": {{When: map[string][]string{"Extended": {"*"}}, From: "Extended"}},
			"urgent": {{When: map[string][]string{"Result": {"*"}}, Value: "no"}},
		}
	})
	same(t, "records", []string{"2: A1|2026-10-01|closed|true", "3: A2|2026-10-01|open|false", "4: A3|2026-12-24|closed|false", "5: A0|2026-10-01|closed|true", "7: A5|2026-10-01||false"}, rows)
	same(t, "problems", []string{`T002 in.csv, row 6, column "Due": "never" can't be read as a date`}, found)
}

func TestARequiredFieldMayBeSettledWithoutAColumn(t *testing.T) {
	text := "Ref,Customer,Starts\nA1,Acme,2026-10-01\nA2,Acme,\n"
	rows, found := treated(t, text, "id due_on", func(s *Source) {
		s.Treatment.Decide = map[string][]Choice{"due_on": {{When: map[string][]string{"Starts": {"*"}}, From: "Starts"}}}
	})
	same(t, "records", []string{"2: A1|2026-10-01"}, rows)
	same(t, "problems", []string{"V001 in.csv, row 3: the value is missing"}, found)
}

func TestWhatIsCountedIsToldToTheRowsClientAlone(t *testing.T) {
	text := "Ref,Customer,Due,Muted,Note\nA1,Acme,2026-10-01,True,\nA2,Acme,2026-10-01,,\nA3,Acme,never,true,x...\nB1,Beta,2026-10-01,true,y...\n?,Nobody,2026-10-01,true,\n"
	r := read(t, "in.csv", []byte(text), func(s *Source) {
		s.Treatment.Disclose = []Disclosure{
			{When: map[string][]string{"Muted": {"True"}}, Text: "it is muted"},
			{When: map[string][]string{"Muted": {"no"}}, Text: "it never is"},
		}
		s.Treatment.Caveats = []string{"It has no ages."}
		s.Treatment.Truncation = "..."
	})
	var told []string
	for _, p := range r.problems {
		if p.Code == problem.Caveat || p.Code == problem.Truncated {
			told = append(told, fmt.Sprintf("%s %q %v row %d: %s", p.Code, p.Client, p.Shared, p.Place.Row, strings.Split(p.Message, ",")[0]))
		}
	}
	same(t, "problems by client", []string{
		`S006 "" false row 0: 1 row: it is muted`,
		`T007 "acme" false row 4: the program that wrote the file cut off 1 cell of the column`,
		`S006 "acme" false row 0: 2 rows: it is muted`,
		`T007 "beta" false row 5: the program that wrote the file cut off 1 cell of the column`,
		`S006 "beta" false row 0: 1 row: it is muted`,
		`S006 "" true row 0: It has no ages.`,
	}, told)
}

func TestATreatmentOfAnUnknownFieldIsAMistake(t *testing.T) {
	r := read(t, "in.csv", []byte("Ref,Customer,Due\nA1,Acme,2026-10-01\n"), func(s *Source) {
		s.Headers = map[string][]string{"titel": {"Summary"}}
		s.Treatment.Decide = map[string][]Choice{"score": {{When: map[string][]string{"Ref": {"*"}}, Value: "1"}}}
	})
	if got := r.found(); len(got) != 2 || !strings.HasPrefix(got[0], "G002 sources[0].headers.titel: ") || !strings.HasPrefix(got[1], "G003 sources[0].decide.score: ") {
		t.Errorf("problems %q", got)
	}
}

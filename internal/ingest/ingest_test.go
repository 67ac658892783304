package ingest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"go.yaml.in/yaml/v3"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// actions is a dataset with a field of every type.
const actions = `
id: actions
title: Actions
key: [id]
scope: client
fields:
  - {name: id, title: Action, type: text, required: true, headers: [Ref, Action ID]}
  - {name: client, title: Client, type: text, headers: [Customer]}
  - {name: title, title: Summary, type: text, headers: [Action]}
  - {name: owner, title: Owner, type: text, personal: true}
  - {name: born_on, title: Born on, type: date, personal: true}
  - {name: due_on, title: Due, type: date, required: true, headers: [Due Date]}
  - {name: likelihood, title: Likelihood, type: integer, min: 1, max: 5}
  - {name: impact, title: Impact, type: integer, min: 1, max: 5}
  - {name: score, title: Score, type: integer, product: [likelihood, impact]}
  - {name: cost, title: Cost, type: decimal, min: 0}
  - {name: urgent, title: Urgent, type: boolean, default: "yes"}
  - name: status
    title: Status
    type: enum
    values:
      - {name: open, title: To do, also: [New]}
      - {name: closed, title: Done, also: [Resolved]}
  - {name: links, title: Links, type: integer, rollup: {dataset: others, via: id}}
`

func definition(t testing.TB, text string) *dataset.Definition {
	t.Helper()
	var d dataset.Definition
	if err := yaml.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	return &d
}

// known resolves the clients of the tests.
func known(value string) (string, bool) {
	id, ok := map[string]string{"Acme": "acme", "acme": "acme", "Beta": "beta", "All": problem.AllClients}[value]
	return id, ok
}

// result is what one reading gave.
type result struct {
	table    *dataset.Table
	ledger   dataset.Ledger
	problems problem.List
}

// read writes the content to a file and reads it as actions. The source may be
// changed before.
func read(t testing.TB, name string, content []byte, change func(*Source)) result {
	t.Helper()
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, name), content, 0o600); err != nil {
		t.Fatal(err)
	}
	src := Source{Dataset: definition(t, actions), Root: root, File: name, Key: "sources[0]"}
	if change != nil {
		change(&src)
	}
	tables, ledger, problems, err := Read([]Source{src}, Options{Client: known})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range ledger {
		if !s.Ties() {
			t.Errorf("the ledger doesn't tie: %+v", s)
		}
	}
	return result{tables["actions"], ledger, problems}
}

// rows shows the records' values of the fields, with their row.
func (r result) rows(fields ...string) []string {
	var out []string
	for i := range r.table.Len() {
		var cells []string
		for _, f := range fields {
			cells = append(cells, r.table.Col(f).Text(i))
		}
		out = append(out, fmt.Sprintf("%d: %s", r.table.Origin(i).Row, strings.Join(cells, "|")))
	}
	return out
}

// found shows the problems with their code, without the columns that feed nothing.
func (r result) found() []string {
	var out []string
	for _, p := range r.problems {
		if p.Code != problem.ColumnUnused {
			out = append(out, fmt.Sprintf("%s %s", p.Code, p))
		}
	}
	return out
}

// counts shows the ledger: read, accepted, rejected, blank.
func (r result) counts() string {
	var out []string
	for _, s := range r.ledger {
		out = append(out, fmt.Sprintf("%d = %d + %d + %d", s.Read, s.Accepted, s.Rejected, s.Blank))
	}
	return strings.Join(out, ", ")
}

// workbook writes the rows to Sheet1.
func workbook(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(t, f, "Sheet1", rows...)
	return save(t, f)
}

func fill(t testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, r := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
}

func save(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTextFiles(t *testing.T) {
	for _, c := range []struct {
		name, content string
		change        func(*Source)
		fields        string
		rows          []string
		counts        string
		problems      []string
	}{
		{
			name:    "title rows above the header",
			content: "Action tracker\nas of,2026-09-30\n\nRef,Customer,Due Date\nA1,Acme,2026-10-01\n",
			rows:    []string{"5: A1|acme|2026-10-01"}, counts: "1 = 1 + 0 + 0",
		},
		{
			name:    "semicolons, byte order mark, quoted line breaks, blank lines",
			content: "\xEF\xBB\xBFRef;Customer;Due;Summary\r\nA1;Acme;01.10.2026;\"two\r\nlines; one cell\"\r\n\r\n;;;\r\nA2;Beta;30.09.2026;x\r\n",
			fields:  "id client due_on title",
			rows:    []string{"2: A1|acme|2026-10-01|two lines; one cell", "6: A2|beta|2026-09-30|x"}, counts: "4 = 2 + 0 + 2",
		},
		{
			name:    "short rows are filled up, long ones rejected",
			content: "Ref,Customer,Due,Summary\nA1,Acme,2026-10-01\nA2,Acme,2026-10-01,x,y\nA3,Acme,2026-10-01,x,,\n",
			rows:    []string{"2: A1|acme|2026-10-01", "4: A3|acme|2026-10-01"}, counts: "3 = 2 + 1 + 0",
			problems: []string{`F004 in.csv, row 3: the row has 5 cells, the header 4`},
		},
		{
			name:    "misplaced quotation marks",
			content: "Ref,Customer,Due,Summary\nA1,Acme,2026-10-01,a \"b\" c\nA2,Acme,2026-10-01,\"x\nA3,Acme,2026-10-01,z\n",
			rows:    []string{"4: A3|acme|2026-10-01"}, counts: "3 = 1 + 2 + 0",
			problems: []string{
				"F010 in.csv, row 2: a quotation mark stands where none may be, or is never closed",
				"F010 in.csv, row 3: a quotation mark stands where none may be, or is never closed",
			},
		},
		{
			name:    "every mistake of a row is reported",
			content: "Ref,Customer,Due,Likelihood,Cost,Urgent,Status\n,Acme,tomorrow,6,many,maybe,Dnoe\n",
			counts:  "1 = 0 + 1 + 0",
			problems: []string{
				`V001 in.csv, row 2, column "Ref": the value is missing`,
				`T002 in.csv, row 2, column "Due": "tomorrow" can't be read as a date`,
				`V003 in.csv, row 2, column "Likelihood": "6" is not between 1 and 5`,
				`T001 in.csv, row 2, column "Cost": "many" is not a number`,
				`T001 in.csv, row 2, column "Urgent": "maybe" is neither yes nor no`,
				`V006 in.csv, row 2, column "Status": "Dnoe" is none of the values open, closed`,
			},
		},
		{
			name:    "clients",
			content: "Ref,Customer,Due\nA1,Acme,2026-10-01\nA2,Gamma,2026-10-01\nA3,,2026-10-01\nA4,All,2026-10-01\n",
			rows:    []string{"2: A1|acme|2026-10-01", "5: A4|*|2026-10-01"}, counts: "4 = 2 + 2 + 0",
			problems: []string{
				`X001 in.csv, row 3, column "Customer": "Gamma" is no configured client`,
				`X001 in.csv, row 4, column "Customer": the row names no client`,
			},
		},
		{
			name:    "the source belongs to one client",
			content: "Ref,Due\nA1,2026-10-01\n", change: func(s *Source) { s.Client = "beta" },
			rows: []string{"2: A1|beta|2026-10-01"}, counts: "1 = 1 + 0 + 0",
		},
		{
			name:    "the file contradicts the source's client",
			content: "Ref,Due,Client\nA1,2026-10-01,Beta\nA2,2026-10-01,Acme\nA3,2026-10-01,All\nA4,2026-10-01,Who\n", change: func(s *Source) { s.Client = "beta" },
			rows: []string{"2: A1|beta|2026-10-01", "4: A3|beta|2026-10-01", "5: A4|beta|2026-10-01"}, counts: "4 = 3 + 1 + 0",
			problems: []string{`X001 in.csv, row 3, column "Client": the row names another client than the source`},
		},
		{
			name:    "the first column of a name counts",
			content: "Ref,Customer,Due,Status,Status\nA1,Acme,2026-10-01,New,Done\n", fields: "id status",
			rows: []string{"2: A1|open"}, counts: "1 = 1 + 0 + 0",
			problems: []string{`S004 in.csv, row 1, column "Status": 2 columns have this header; the first feeds the field status`},
		},
		{
			name:    "a later column of a name",
			content: "Ref,Customer,Due,Status,Status\nA1,Acme,2026-10-01,New,Done\n", fields: "id status",
			change: func(s *Source) { s.Columns = map[string]string{"status": "Status#2"} },
			rows:   []string{"2: A1|closed"}, counts: "1 = 1 + 0 + 0",
		},
		{
			name:    "a header of signs alone",
			content: "#,Customer,Due,%\nA1,Acme,2026-10-01,3\n", fields: "id likelihood",
			change: func(s *Source) { s.Columns = map[string]string{"id": "#", "likelihood": "%"} },
			rows:   []string{"2: A1|3"}, counts: "1 = 1 + 0 + 0",
		},
		{
			name:    "a column goes where it is needed",
			content: "Action ID,Action,Customer,Due\nA1,Patch,Acme,2026-10-01\n", fields: "id title",
			change: func(s *Source) { s.Dataset.Fields[s.Dataset.Index("title")].Required = true },
			rows:   []string{"2: A1|Patch"}, counts: "1 = 1 + 0 + 0",
		},
		{
			name:    "words, constants and defaults",
			content: "Ref,Due,Status,Likelihood\nA1,2026-10-01,Erledigt,Often\nA2,2026-10-01,✓,-\nA3,n/a,new,2\n", fields: "id client status likelihood score urgent cost",
			change: func(s *Source) {
				s.Set = map[string]string{"client": "Acme", "impact": "2", "cost": "1.5"}
				s.Values = map[string]map[string][]string{"status": {"closed": {"erledigt", "✓"}}, "likelihood": {"5": {"often"}}}
			},
			rows: []string{"2: A1|acme|closed|5|10|true|1.5", "3: A2|acme|closed|||true|1.5"}, counts: "3 = 2 + 1 + 0",
			problems: []string{`V001 in.csv, row 4, column "Due": the value is missing`},
		},
		{
			name:    "an empty cell takes a boolean's default",
			content: "Ref,Customer,Due,Urgent\nA1,Acme,2026-10-01,\nA2,Acme,2026-10-01,no\n", fields: "id urgent",
			rows: []string{"2: A1|true", "3: A2|false"}, counts: "2 = 2 + 0 + 0",
		},
		{
			name:    "another value of the column decides how a date is meant",
			content: "Ref,Customer,Due\nA1,Acme,09/30/2026\nA2,Acme,03/04/2026\nA3,Acme,31.06.2026\n",
			rows:    []string{"2: A1|acme|2026-09-30", "3: A2|acme|2026-03-04"}, counts: "3 = 2 + 1 + 0",
			problems: []string{
				`T002 in.csv, row 4, column "Due": "31.06.2026" is no day of the calendar`,
			},
		},
		{
			name:    "a given order of day and month",
			content: "Ref,Customer,Due\nA2,Acme,03/04/2026\n", change: func(s *Source) { s.DateOrder = "dmy" },
			rows: []string{"2: A2|acme|2026-04-03"}, counts: "1 = 1 + 0 + 0",
		},
		{
			name:    "header only",
			content: "Ref,Customer,Due\n", counts: "0 = 0 + 0 + 0",
			problems: []string{"F005 in.csv: there is no row below the header in row 1"},
		},
		{
			name:    "a needed column is missing",
			content: "Ref,Customer,Duedate expected\nA1,Acme,2026-10-01\n",
			problems: []string{
				`S002 in.csv, row 1: no column feeds the required field due_on (Due); the headers are "Ref", "Customer", "Duedate expected"`,
			},
		},
		{
			name:     "no column names the client",
			content:  "Ref,Due\nA1,2026-10-01\n",
			problems: []string{`S002 in.csv, row 1: no column names the client; the headers are "Ref", "Due"`},
		},
		{
			name:    "a configured column is missing",
			content: "Ref,Customer,Due,Stats\nA1,Acme,2026-10-01,x\n", change: func(s *Source) { s.Columns = map[string]string{"status": "State"} },
			problems: []string{`S003 in.csv, row 1: no column is called "State", which should feed the field status; the headers are "Ref", "Customer", "Due", "Stats"`},
		},
		{
			name:     "no header",
			content:  "A1,Acme,2026-10-01\nA2,Acme,2026-10-01\n",
			problems: []string{`S001 in.csv: none of the first 50 rows names two columns or more of the dataset actions; those needed are "Action", "Client", "Due"`},
		},
		{
			name:     "no delimiter",
			content:  "Ref Customer Due\nA1 Acme 2026-10-01\n",
			problems: []string{"F003 in.csv: no comma, semicolon, tab or pipe stands between two values"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, "in.csv", []byte(c.content), c.change)
			if c.fields == "" {
				c.fields = "id client due_on"
			}
			if diff := cmp.Diff(c.rows, r.rows(strings.Fields(c.fields)...)); diff != "" {
				t.Errorf("records: %s", diff)
			}
			if diff := cmp.Diff(c.problems, r.found()); diff != "" {
				t.Errorf("problems: %s", diff)
			}
			if r.counts() != c.counts {
				t.Errorf("ledger: %s, want %s", r.counts(), c.counts)
			}
		})
	}
}

func TestWorkbooks(t *testing.T) {
	header := []any{"Ref", "Customer", "Due", "Summary", "Likelihood"}
	day := time.Date(2026, 9, 30, 18, 30, 0, 0, time.UTC)
	r := read(t, "in.xlsx", workbook(t,
		[]any{"Action tracker"},
		nil,
		header,
		[]any{"A1", "Acme", day, "real date", 3},
		[]any{4711, "Acme", "2026-10-01", 12.5, 3.0000000001},
		nil,
		nil,
		[]any{"A3", "Beta", 46295, "a\u00a0note _x000D_", 2.5},
		[]any{"A4", "Beta", 0.75, nil, nil, nil, "beyond"},
		[]any{" ", "\u00a0"},
	), nil)
	if diff := cmp.Diff([]string{"4: A1|acme|2026-09-30|real date|3", "5: 4711|acme|2026-10-01|12.5|3"}, r.rows("id", "client", "due_on", "title", "likelihood")); diff != "" {
		t.Errorf("records: %s", diff)
	}
	if diff := cmp.Diff([]string{
		`T001 in.xlsx, sheet "Sheet1", row 8, column "Likelihood": "2.5" is not a whole number`,
		`T002 in.xlsx, sheet "Sheet1", row 9, column "Due": "0.75" is no day between 1900 and 2199`,
	}, r.found()); diff != "" {
		t.Errorf("problems: %s", diff)
	}
	if want := "6 = 2 + 2 + 2"; r.counts() != want {
		t.Errorf("ledger: %s, want %s; blank rows below the last one don't count", r.counts(), want)
	}
	last := r.problems[len(r.problems)-1]
	if last.Code != problem.ColumnUnused || !strings.Contains(last.Message, "right of the last header") {
		t.Errorf("the value beyond the header is not disclosed: %v", last)
	}
	want := map[string]string{"id": "Ref", "client": "Customer", "due_on": "Due", "title": "Summary", "likelihood": "Likelihood"}
	if diff := cmp.Diff(want, r.ledger[0].Columns); diff != "" || r.ledger[0].Header != 3 || len(r.ledger[0].SHA256) != 64 {
		t.Errorf("ledger entry %+v: %s", r.ledger[0], diff)
	}
}

func TestErrorCellsAndUncalculatedFormulas(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	fill(t, f, "Sheet1", []any{"Ref", "Customer", "Due", "Summary", "Owner"}, []any{"A1", "Acme", "2026-10-01", "x", "y"}, []any{"A2", "Acme"}, []any{"A3", "Acme", "2026-10-01"})
	if err := f.SetCellFormula("Sheet1", "C3", "TODAY()"); err != nil {
		t.Fatal(err)
	}
	content := save(t, f)
	content = replacePart(t, content, "xl/worksheets/sheet1.xml", `<c r="C4"`, `<c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C4"`)
	content = replacePart(t, content, "xl/worksheets/sheet1.xml", `<c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C4" t="s"><v>7</v></c>`, `<c r="C4" t="s"><v>7</v></c><c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c>`)
	r := read(t, "in.xlsx", content, nil)
	if diff := cmp.Diff([]string{
		`F009 in.xlsx, sheet "Sheet1", row 3, column "Due": the cell's formula has no value`,
		`F009 in.xlsx, sheet "Sheet1", row 4, column "Summary": the cell holds the error #DIV/0!`,
	}, r.found()); diff != "" {
		t.Error(diff)
	}
}

func TestDaysOfTheSystemOf1904(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	yes := true
	if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
		t.Fatal(err)
	}
	fill(t, f, "Sheet1", []any{"Ref", "Customer", "Due"}, []any{"A1", "Acme", 46295 - 1462})
	r := read(t, "in.xlsx", save(t, f), nil)
	if diff := cmp.Diff([]string{"2: A1|acme|2026-09-30"}, r.rows("id", "client", "due_on")); diff != "" {
		t.Error(diff)
	}
}

func TestSheetIsChosen(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for _, name := range []string{"Cover", "Old", "Actions", "More"} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
	}
	fill(t, f, "Sheet1", []any{"This workbook lists actions"}, []any{"Owner", "Somebody"})
	for _, name := range []string{"Old", "Actions", "More"} {
		fill(t, f, name, []any{"Ref", "Customer", "Due"}, []any{name, "Acme", "2026-10-01"})
	}
	if err := f.SetSheetVisible("Old", false); err != nil {
		t.Fatal(err)
	}
	content := save(t, f)
	for sheet, want := range map[string]string{"": "Actions", " more ": "More", "OLD": "Old"} {
		r := read(t, "in.xlsx", content, func(s *Source) { s.Sheet = sheet })
		if diff := cmp.Diff([]string{"2: " + want}, r.rows("id")); diff != "" || r.ledger[0].Sheet != want {
			t.Errorf("sheet %q: %s", sheet, diff)
		}
	}
	r := read(t, "in.xlsx", content, func(s *Source) { s.Sheet = "Action" })
	if diff := cmp.Diff([]string{`F008 in.xlsx, sources[0]: no sheet is called "Action"; the sheets are "Sheet1", "Cover", "Old", "Actions", "More"`}, r.found()); diff != "" {
		t.Error(diff)
	}
	if hint := r.problems[0].Hint; !strings.Contains(hint, `did you mean "Actions"?`) {
		t.Errorf("hint %q", hint)
	}
	r = read(t, "in.xlsx", content, func(s *Source) { s.Sheet = "Cover" })
	if diff := cmp.Diff([]string{`F005 in.xlsx: there is nothing in the sheet "Cover"`}, r.found()); diff != "" {
		t.Error(diff)
	}
}

func TestProblemsAreForTheRowsClientAlone(t *testing.T) {
	content := "Ref,Customer,Due,Owner,Born on\nA1,Acme,x,Jo,y\nA2,Gamma,x,Jo,\nA3,All,x,Jo,\nA4,Acme,2026-10-01,Jo,,9\n"
	r := read(t, "in.csv", []byte(content), nil)
	var got []string
	for _, p := range r.problems {
		got = append(got, fmt.Sprintf("%d %s %q for %q shared %t: %s", p.Place.Row, p.Code, p.Value, p.Client, p.Shared, p.Message))
	}
	if diff := cmp.Diff([]string{
		`2 T002 "" for "acme" shared false: the value can't be read as a date`,
		`2 T002 "x" for "acme" shared false: "x" can't be read as a date`,
		`3 X001 "Gamma" for "" shared false: "Gamma" is no configured client`,
		`3 T002 "x" for "" shared false: "x" can't be read as a date`,
		`4 T002 "x" for "*" shared true: "x" can't be read as a date`,
		`5 F004 "" for "" shared false: the row has 6 cells, the header 5`,
	}, got); diff != "" {
		t.Error(diff)
	}
}

func TestHintsNameTheRemedy(t *testing.T) {
	for _, c := range []struct{ content, hint string }{
		{"Ref,Customer,Deu Date\nA1,Acme,2026-10-01\n", `is it "Deu Date"? then write due_on: "Deu Date" under columns in the source`},
		{"Ref,Due\nA1,2026-10-01\n", "add the column, or name it under columns, or add client: to the source when all its rows belong to one"},
		{"Ref,Customer,Due,Status\nA1,Acme,2026-10-01,Opne\n", `did you mean "open"? correct the value, or map it under values in the source`},
		{"Ref,Customer,Due\nA1,Acme,01/02/2026\n", "set date_order: dmy (or mdy, ymd) in the source"},
	} {
		r := read(t, "in.csv", []byte(c.content), nil)
		if len(r.problems) == 0 || r.problems[0].Hint != c.hint {
			t.Errorf("%q: %+v", c.content, r.problems)
		}
	}
}

func TestMistakesInTheSettings(t *testing.T) {
	r := read(t, "in.csv", []byte("Ref,Customer,Due\nA1,Acme,2026-10-01\n"), func(s *Source) {
		s.DateOrder = "ydm"
		s.Columns = map[string]string{"statsu": "State", "score": "Score", "cost": "Price"}
		s.Values = map[string]map[string][]string{"status": {"done soon": {"x"}, "open": {"a"}, "closed": {"A"}}}
		s.Set = map[string]string{"client": "Gamma", "cost": "much", "links": "1"}
	})
	if diff := cmp.Diff([]string{
		`G003 sources[0].date_order: "ydm" is no order of day, month and year`,
		`G003 sources[0].columns.score: the field score is worked out; no source feeds it`,
		`G002 sources[0].columns.statsu: the dataset actions has no field "statsu"`,
		`G003 sources[0].values.status.done soon: "done soon" is none of the values open, closed`,
	}, r.found()[:4]); diff != "" {
		t.Error(diff)
	}
	if len(r.problems) != 9 || len(r.ledger) != 0 || r.table.Len() != 0 {
		t.Errorf("%d problems: %s", len(r.problems), strings.Join(r.found(), "\n"))
	}
}

func TestSourcesAreAppendedInTheirOrder(t *testing.T) {
	root := t.TempDir()
	for name, content := range map[string]string{"b.csv": "Ref,Customer,Due\nB1,Acme,2026-10-01\n", "a.csv": "Ref,Customer,Due\nA1,Acme,2026-10-01\n"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	def := definition(t, actions)
	tables, ledger, problems, err := Read([]Source{
		{Dataset: def, Root: root, File: "b.csv"}, {Dataset: def, Root: root, File: "gone/x.csv", Key: "sources[1]"}, {Dataset: def, Root: root, File: "a.csv"},
	}, Options{Client: known})
	if err != nil {
		t.Fatal(err)
	}
	r := result{tables["actions"], ledger, problems}
	if diff := cmp.Diff([]string{"2: B1", "2: A1"}, r.rows("id")); diff != "" || r.table.Origin(1).Source != 1 || ledger[1].File != "a.csv" {
		t.Errorf("ledger %+v, records %s", ledger, diff)
	}
	if diff := cmp.Diff([]string{"F001 gone/x.csv, sources[1]: the file is missing"}, r.found()); diff != "" || !problems[0].Shared {
		t.Error(diff)
	}
}

// TestConcurrentDatasetsKeepTheOrderOfSources reads sources of two datasets that take
// turns: the ledger and the problems are in the order of the sources, and each
// record's origin is its own file.
func TestConcurrentDatasetsKeepTheOrderOfSources(t *testing.T) {
	root := t.TempDir()
	defs := []*dataset.Definition{definition(t, actions), definition(t, strings.Replace(actions, "id: actions", "id: others", 1))}
	var sources []Source
	for i := range 6 {
		name := fmt.Sprintf("%d.csv", i)
		text := "Ref,Customer,Due\n" + strings.Repeat(fmt.Sprintf("R%d,Acme,2026-10-01\n", i), rowsATime) + "R,Acme,never\n"
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		sources = append(sources, Source{Dataset: defs[i%2], Root: root, File: name})
	}
	var told atomic.Int64
	tables, ledger, problems, err := Read(sources, Options{Client: known, Tell: func(rows int) { told.Add(int64(rows)) }})
	if err != nil || len(ledger) != 6 || len(problems) != 6 {
		t.Fatal(ledger, problems, err)
	}
	for i := range 6 {
		if name := sources[i].File; ledger[i].File != name || problems[i].Place.File != name {
			t.Errorf("source %d: ledger %s, problem %s", i, ledger[i].File, problems[i].Place.File)
		}
	}
	for _, table := range tables {
		for row := range table.Len() {
			o := table.Origin(row)
			if id := table.Col("id").Text(row); id != fmt.Sprint("R", o.Source) {
				t.Fatalf("record %s came from source %d", id, o.Source)
			}
		}
	}
	if got := told.Load(); got != 6*rowsATime {
		t.Errorf("told of %d rows, want %d", got, 6*rowsATime)
	}
}

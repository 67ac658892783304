package ingest

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// structure is one way in which workbooks are built, and what comes out of it.
type structure struct {
	name     string
	build    func(t *testing.T, f *excelize.File) error
	change   func(*Source)
	fields   string
	rows     []string
	counts   string
	problems []string
}

// structureHeader is the first row of most of the fixtures below.
var structureHeader = []any{"Ref", "Customer", "Due", "Summary", "Cost"}

// style makes a cell style with the number format.
func style(f *excelize.File, format string) (int, error) {
	return f.NewStyle(&excelize.Style{CustomNumFmt: &format})
}

// inSheets writes a record A1, A2, ... to a sheet of each name.
func inSheets(t *testing.T, f *excelize.File, names ...string) error {
	for i, name := range names {
		if _, err := f.NewSheet(name); err != nil {
			return err
		}
		fill(t, f, name, structureHeader[:3], []any{"A" + string(rune('1'+i)), "Acme", "2026-10-01"})
	}
	return f.DeleteSheet("Sheet1")
}

var structures = []structure{
	{
		name:   "several sheets, named, whose names set a field",
		fields: "id,status", rows: []string{"2: A1|open", "2: A3|closed"}, counts: "1 = 1 + 0 + 0, 1 = 1 + 0 + 0",
		build: func(t *testing.T, f *excelize.File) error {
			return inSheets(t, f, "Open Items", "Notes", "Closed Items")
		},
		change: func(s *Source) {
			s.Sheets = []string{"closed items ", "Open Items"}
			s.Set = map[string]string{"status": "open"}
			s.SheetSets = []SheetSet{{Sheet: "Closed*", Set: map[string]string{"status": "closed"}}}
		},
	},
	{
		name:   "several sheets by a pattern, one of them hidden",
		fields: "id", rows: []string{"2: A1", "2: A3"}, counts: "1 = 1 + 0 + 0, 1 = 1 + 0 + 0",
		problems: []string{`S008 in.xlsx, sheet "2024": the sheet fits the pattern, and is not read because it is hidden`},
		build: func(t *testing.T, f *excelize.File) error {
			err := inSheets(t, f, "2025", "2024", "2026 q3", "Sum")
			return errors.Join(err, f.SetSheetVisible("2024", false, true))
		},
		change: func(s *Source) { s.Sheet = "20*" },
	},
	{
		name:   "sheets that are not there",
		fields: "id", rows: []string{"2: A1"}, counts: "1 = 1 + 0 + 0",
		problems: []string{
			`F008 in.xlsx, sources[0]: no sheet is called "Closd"; the sheets are "Open", "Closed"`,
			`F008 in.xlsx, sources[0]: no sheet's name fits the pattern "Old*"; the sheets are "Open", "Closed"`,
		},
		build:  func(t *testing.T, f *excelize.File) error { return inSheets(t, f, "Open", "Closed") },
		change: func(s *Source) { s.Sheets = []string{"Open", "Closd", "Old*"} },
	},
	{
		name:   "a very hidden sheet, by its name",
		fields: "id", rows: []string{"2: A2"}, counts: "1 = 1 + 0 + 0",
		build: func(t *testing.T, f *excelize.File) error {
			return errors.Join(inSheets(t, f, "Open", "Secret"), f.SetSheetVisible("Secret", false, true))
		},
		change: func(s *Source) { s.Sheet = "Secret" },
	},
	{
		name:   "a header of two rows under merged groups",
		fields: "id,client,due_on,title,likelihood", rows: []string{"4: A1|acme|2026-10-01|Fix it|3"}, counts: "1 = 1 + 0 + 0",
		build: func(t *testing.T, f *excelize.File) error {
			fill(t, f, "Sheet1", []any{"Register of actions"}, []any{"Action", nil, "Due", "Rating"}, []any{"ID", "Customer", nil, "Summary", "Likelihood"},
				[]any{"A1", "Acme", "2026-10-01", "Fix it", 3})
			return errors.Join(f.MergeCell("Sheet1", "A1", "E1"), f.MergeCell("Sheet1", "A2", "B2"), f.MergeCell("Sheet1", "C2", "C3"), f.MergeCell("Sheet1", "D2", "E2"))
		},
	},
	{
		name:   "a record that looks like a second header row",
		fields: "id,title", rows: []string{"2: A1|Owner"}, counts: "1 = 1 + 0 + 0",
		build: func(t *testing.T, f *excelize.File) error {
			fill(t, f, "Sheet1", []any{"Ref", "Customer", "Due", "Summary", nil}, []any{"A1", "Acme", "2026-10-01", "Owner", "Cost"})
			return nil
		},
		problems: []string{},
	},
	{
		name:   "a merged header names its second column too",
		fields: "id,title", rows: []string{"2: A1|second"}, counts: "1 = 1 + 0 + 0",
		build: func(t *testing.T, f *excelize.File) error {
			fill(t, f, "Sheet1", []any{"Ref", "Customer", "Due", "Note", nil}, []any{"A1", "Acme", "2026-10-01", "first", "second"})
			return f.MergeCell("Sheet1", "D1", "E1")
		},
		change: func(s *Source) { s.Columns = map[string]string{"title": "Note#2"} },
	},
	{
		name:   "cells merged over rows",
		fields: "id,client,title", rows: []string{"2: A1|acme|x", "3: A2|acme|y", "5: A3|acme|z"}, counts: "4 = 3 + 0 + 1",
		problems: []string{`S007 in.xlsx, sheet "Sheet1": 2 cells belong to 1 areas that are merged over several rows; each got its area's value`},
		build: func(t *testing.T, f *excelize.File) error {
			fill(t, f, "Sheet1", structureHeader, []any{"A1", "Acme", "2026-10-01", "x"}, []any{"A2", nil, "2026-10-01", "y"}, nil, []any{"A3", nil, "2026-10-01", "z"})
			return f.MergeCell("Sheet1", "B2", "B5")
		},
	},
	{
		name:   "hidden rows and columns",
		fields: "id,title", rows: []string{"2: A1|x", "3: A2|y"}, counts: "2 = 2 + 0 + 0",
		problems: []string{
			`S008 in.xlsx, sheet "Sheet1": 1 rows are hidden; they are read like all others`,
			`S008 in.xlsx, sheet "Sheet1": columns are hidden and read like all others: "Summary"`,
		},
		build: func(t *testing.T, f *excelize.File) error {
			fill(t, f, "Sheet1", structureHeader, []any{"A1", "Acme", "2026-10-01", "x"}, []any{"A2", "Acme", "2026-10-01", "y"})
			return errors.Join(f.SetRowVisible("Sheet1", 3, false), f.SetColVisible("Sheet1", "D", false))
		},
	},
	{
		name:   "values as Excel keeps them",
		fields: "id,client,due_on,title,cost", counts: "4 = 3 + 1 + 0",
		rows:     []string{"2: 00042|acme|2026-09-30|rich text|0.95", "3: 007|acme|2026-10-01|trailing|12.5", "4: 120000|acme|2026-10-02|2026-10-03|1"},
		problems: []string{`F009 in.xlsx, sheet "Sheet1", row 5, column "Summary": the cell holds the error #REF!`},
		build:    values,
	},
}

// values fills a sheet with identifiers, dates, a percentage, rich text and an
// error.
func values(t *testing.T, f *excelize.File) error {
	postal, err1 := style(f, "00000")
	percent, err2 := style(f, "0%")
	date, err3 := style(f, "dd.mm.yyyy")
	fill(t, f, "Sheet1", structureHeader, []any{42, " Acme ", 46295, nil, 0.95}, []any{"007", "Acme", "2026-10-01", "trailing  ", 12.5},
		[]any{120000, "Acme", "2026-10-02T08:00:00Z", 46298, 1}, []any{"A4", "Acme", "2026-10-01"})
	broken := "#REF!"
	formula := excelize.FormulaOpts{}
	return errors.Join(err1, err2, err3, f.SetCellStyle("Sheet1", "A2", "A2", postal), f.SetCellStyle("Sheet1", "E2", "E2", percent),
		f.SetCellStyle("Sheet1", "C2", "C2", date), f.SetCellStyle("Sheet1", "D4", "D4", date),
		f.SetCellRichText("Sheet1", "D2", []excelize.RichTextRun{{Text: "rich "}, {Text: "text", Font: &excelize.Font{Bold: true}}}),
		f.SetCellValue("Sheet1", "D5", broken), f.SetCellFormula("Sheet1", "D5", "Z1", formula))
}

func TestStructuresOfWorkbooks(t *testing.T) {
	for _, c := range structures {
		t.Run(c.name, func(t *testing.T) {
			f := excelize.NewFile()
			defer f.Close()
			if err := c.build(t, f); err != nil {
				t.Fatal(err)
			}
			content := save(t, f)
			if strings.HasPrefix(c.name, "values") {
				content = replacePart(t, content, "xl/worksheets/sheet1.xml", `<c r="D5" t="str"><f>Z1</f><v>13</v>`, `<c r="D5" t="e"><f>Z1</f><v>#REF!</v>`)
			}
			r := read(t, "in.xlsx", content, c.change)
			if diff := cmp.Diff(c.rows, r.rows(strings.Split(c.fields, ",")...)); diff != "" || r.counts() != c.counts {
				t.Errorf("ledger %s, want %s; records %s", r.counts(), c.counts, diff)
			}
			if diff := cmp.Diff(strings.Join(c.problems, "\n"), strings.Join(r.found(), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFilterMacrosChartsAndLinksAreNoted(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	fill(t, f, "Sheet1", structureHeader, []any{"A1", "Acme", "2026-10-01"})
	err := errors.Join(f.SetRowVisible("Sheet1", 2, false), f.AddChartSheet("Picture", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "Sheet1!$E$2:$E$2"}}}))
	if err != nil {
		t.Fatal(err)
	}
	content := replacePart(t, save(t, f), "xl/worksheets/sheet1.xml", `<dimension`, `<sheetPr filterMode="1"/><dimension`)
	content = replacePart(t, content, "xl/_rels/workbook.xml.rels", `</Relationships>`,
		`<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>`+
			`<Relationship Id="e" Type="x/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`)
	r := read(t, "in.xlsm", content, nil)
	want := []string{
		`S009 in.xlsm: the workbook holds more than cells: macros, which are never run; links to 1 other workbooks, whose values are those of the last calculation; the sheet "Picture", which has no cells to read (chartsheet)`,
		`S008 in.xlsm, sheet "Sheet1": 1 rows are hidden, some of them by a filter; they are read like all others`,
	}
	if diff := cmp.Diff(want, r.found()); diff != "" || r.counts() != "1 = 1 + 0 + 0" {
		t.Error(r.counts(), diff)
	}
}

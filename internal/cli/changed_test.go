package cli_test

import (
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// raw asks for a cell's value as the workbook holds it.
var raw = excelize.Options{RawCellValue: true}

// Days and minutes of the sample's third quarter of 2026 as Excel counts them.
const (
	july1      = 46204.0
	september1 = 46266.0
	asOf       = 46295.0 // 30 September
)

// sheet is a population sheet with its cells by column title.
type sheet struct {
	t       *testing.T
	book    *excelize.File
	name    string
	columns map[string]string // letters by title
	rows    int
}

func openSheet(t *testing.T, book *excelize.File, name string) sheet {
	t.Helper()
	rows, err := book.GetRows(name, raw)
	if err != nil {
		t.Fatal(err)
	}
	s := sheet{t, book, name, map[string]string{}, len(rows)}
	for i, title := range rows[0] {
		letters, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			t.Fatal(err)
		}
		s.columns[title] = letters
	}
	return s
}

// cell names the cell of a row under a title.
func (s sheet) cell(title string, row int) string {
	s.t.Helper()
	letters, ok := s.columns[title]
	if !ok {
		s.t.Fatalf("sheet %s has no column %q", s.name, title)
	}
	return letters + strconv.Itoa(row)
}

func (s sheet) text(title string, row int) string {
	s.t.Helper()
	v, err := s.book.GetCellValue(s.name, s.cell(title, row), raw)
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}

// day returns a cell with a day or moment as a number, NaN for an empty one, which
// is neither before nor after anything.
func (s sheet) day(title string, row int) float64 {
	s.t.Helper()
	v, err := strconv.ParseFloat(s.text(title, row), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func (s sheet) set(title string, row int, value any) {
	s.t.Helper()
	if err := s.book.SetCellValue(s.name, s.cell(title, row), value); err != nil {
		s.t.Fatal(err)
	}
}

// change sets something in rows for which it holds, and reports how many it were.
type change func(s sheet) int

// inFirst changes the first row for which is holds.
func inFirst(is func(s sheet, row int) bool, title string, value any) change {
	return func(s sheet) int {
		for row := 2; row <= s.rows; row++ {
			if is(s, row) {
				s.set(title, row, value)
				return 1
			}
		}
		return 0
	}
}

// inAll moves a day or number of all rows for which is holds.
func inAll(is func(s sheet, row int) bool, title string, by float64) change {
	return func(s sheet) (n int) {
		for row := 2; row <= s.rows; row++ {
			if is(s, row) {
				s.set(title, row, s.day(title, row)+by)
				n++
			}
		}
		return n
	}
}

func isOpenAction(s sheet, row int) bool {
	return s.text("Closed on", row) == "" && s.day("Opened on", row) < july1 && s.text("Severity", row) == "Low"
}

func closedInPeriod(s sheet, row int) bool {
	return s.day("Closed on", row) >= july1 && s.day("Closed on", row) <= asOf
}

// overdueAlone holds for an overdue assignment of a person who has no other one.
func overdueAlone(s sheet, row int) bool {
	overdue := func(row int) bool {
		return s.text("Mandatory", row) == "1" && s.day("Due on", row) <= asOf && s.text("Completed on", row) == ""
	}
	if !overdue(row) {
		return false
	}
	for other := 2; other <= s.rows; other++ {
		if other != row && s.text("Person ID", other) == s.text("Person ID", row) && overdue(other) {
			return false
		}
	}
	return true
}

// changed is a figure with a change of records that it must follow.
type changed struct {
	kind   string
	cell   func(t *testing.T, book *excelize.File) string // of the figure on sheet Summary
	sheet  string
	change change
	by     float64 // by which the figure changes; NaN for any
}

var closeOne = inFirst(isOpenAction, "Closed on", september1)

// changes has one figure of each kind, a part of a balance and a group.
var changes = []changed{
	{"count", kpi("remediation_open"), "Remediation", closeOne, -1},
	{"group", below("Open actions by severity", "Low"), "Remediation", closeOne, -1},
	{"balance", kpi("remediation_balance"), "Remediation", closeOne, -1},
	{"part of a balance", below("Actions from opening to closing", "Closing"), "Remediation", closeOne, -1},
	{"within", kpi("remediation_closed_within_60_days"), "Remediation", inAll(closedInPeriod, "Opened on", -200), math.NaN()},
	{"mean", kpi("remediation_days_to_close"), "Remediation", inAll(closedInPeriod, "Opened on", -7), 7},
	{"median", kpi("remediation_days_to_close_median"), "Remediation", inAll(closedInPeriod, "Opened on", -7), 7},
	{"distinct", kpi("training_people_overdue"), "Training", inFirst(overdueAlone, "Completed on", september1), -1},
	{"ratio", kpi("training_completion"), "Training", inFirst(overdueAlone, "Completed on", september1), math.NaN()},
	{"sum", kpi("control_tests_exceptions"), "Control tests", inFirst(func(s sheet, row int) bool {
		return s.day("Performed on", row) >= july1 && s.day("Performed on", row) <= asOf && s.text("Exceptions", row) == "0"
	}, "Exceptions", 40), 40},
	{"max", kpi("incidents_hours_to_notify"), "Incidents", inAll(func(s sheet, row int) bool {
		return s.text("Notification required", row) == "1" && s.day("Detected at", row) >= july1 && s.day("Client notified at", row) > 0
	}, "Client notified at", 10), 240},
}

// kpi finds the cell of the figure called so.
func kpi(name string) func(t *testing.T, book *excelize.File) string {
	return func(t *testing.T, book *excelize.File) string {
		t.Helper()
		for _, n := range book.GetDefinedName() {
			if n.Name == "kpi_"+name {
				_, cell, _ := strings.Cut(n.RefersTo, "!")
				return removeDollars(cell)
			}
		}
		t.Fatalf("nothing is called kpi_%s", name)
		return ""
	}
}

// below finds the value beside a label in the block under a title. A title that is
// a figure's, too, is that of the last place.
func below(title, label string) func(t *testing.T, book *excelize.File) string {
	return func(t *testing.T, book *excelize.File) string {
		t.Helper()
		rows, err := book.GetRows("Summary", raw)
		if err != nil {
			t.Fatal(err)
		}
		found, in := "", false
		for i, row := range rows {
			switch {
			case len(row) < 2:
			case row[1] == title:
				in = true
			case row[0] != "":
				in = false
			case in && row[1] == label:
				found = "C" + strconv.Itoa(i+1)
			}
		}
		if found == "" {
			t.Fatalf("there is no %q under %q", label, title)
		}
		return found
	}
}

// TestAChangedCellOfAPopulationSheetChangesTheFigure changes records in the
// sample's workbook and works the figure out anew: none may be a number that merely
// looks like a formula's.
func TestAChangedCellOfAPopulationSheetChangesTheFigure(t *testing.T) {
	file := filepath.Join(makeSample(t), "northwind", "workbook.xlsx")
	for _, c := range changes {
		t.Run(c.kind, func(t *testing.T) {
			book := openWorkbook(t, file)
			cell := c.cell(t, book)
			before := number(t, book, cell)
			if n := c.change(openSheet(t, book, c.sheet)); n == 0 {
				t.Fatal("no record of the sample fits")
			}
			if changedBy := calculated(t, book, cell) - before; changedBy == 0 || math.Abs(changedBy-c.by) > 1e-6 {
				t.Errorf("%s was %v and changed by %v, want %v", cell, before, changedBy, c.by)
			}
		})
	}
}

// TestLibreOfficeFollowsChangedCells makes all changes in one workbook.
func TestLibreOfficeFollowsChangedCells(t *testing.T) {
	book := openWorkbook(t, filepath.Join(makeSample(t), "northwind", "workbook.xlsx"))
	before := map[string]float64{}
	for _, c := range changes {
		cell := c.cell(t, book)
		before[cell] = number(t, book, cell)
	}
	for _, c := range changes {
		c.change(openSheet(t, book, c.sheet))
	}
	file := filepath.Join(t.TempDir(), "changed.xlsx")
	if err := book.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	after := openWorkbook(t, recalculate(t, file))
	for _, c := range changes {
		cell := c.cell(t, book)
		got, want := number(t, after, cell), calculated(t, book, cell)
		if math.Abs(got-want) > 1e-9*math.Max(1, want) || got == before[cell] {
			t.Errorf("%s, %s: LibreOffice gives %v, excelize %v, and it was %v", c.kind, cell, got, want, before[cell])
		}
	}
}

// number returns the value that a cell of Summary was saved with.
func number(t *testing.T, book *excelize.File, cell string) float64 {
	t.Helper()
	text, err := book.GetCellValue("Summary", cell, raw)
	v, parse := strconv.ParseFloat(text, 64)
	if err != nil || parse != nil {
		t.Fatalf("%s holds %q (%v)", cell, text, err)
	}
	return v
}

// calculated returns the value that the formula of a cell of Summary gives.
func calculated(t *testing.T, book *excelize.File, cell string) float64 {
	t.Helper()
	text, err := book.CalcCellValue("Summary", cell, raw)
	v, parse := strconv.ParseFloat(text, 64)
	if err != nil || parse != nil {
		t.Fatalf("%s gives %q (%v)", cell, text, err)
	}
	return v
}

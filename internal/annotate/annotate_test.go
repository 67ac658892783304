package annotate

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"compack/internal/problem"
)

// workbook has a title above its header, a date with a form of its own, a comment
// of the user's and a sheet that bears the list's name.
func workbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(f.SetSheetName("Sheet1", "Q3 '26"))
	for i, row := range [][]any{{"Training"}, {"Staff", "Due  Date", "Note", "Note"}, {"E1", 46230, "a", "b"}, {"E2", "soon", "c", "d"}} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		check(f.SetSheetRow("Q3 '26", cell, &row))
	}
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	check(err)
	check(f.SetCellStyle("Q3 '26", "B3", "B3", style))
	check(f.AddComment("Q3 '26", excelize.Comment{Cell: "A4", Author: "me", Text: "ask HR"}))
	_, err = f.NewSheet("Compack Problems")
	check(err)
	var b bytes.Buffer
	check(f.Write(&b))
	return b.Bytes()
}

func at(severity problem.Severity, row int, column, message string) problem.Problem {
	p := problem.New(problem.BadDate, problem.Place{File: "t.xlsx", Sheet: "Q3 '26", Row: row, Column: column}, "%s", message)
	p.Severity = severity
	return p
}

func TestProblemsAreMarkedWhereTheyStand(t *testing.T) {
	original := workbook(t)
	before := bytes.Clone(original)
	out, err := Annotate(original, map[string]int{"Q3 '26": 2}, problem.List{
		at(problem.Warning, 3, "Due Date", "is early"), at(problem.Error, 4, "Due Date", "=is no date"),
		at(problem.Error, 4, "Note#2", "is wrong"), at(problem.Error, 4, "", "the row is ragged"),
		{Code: problem.BadDate, Place: problem.Place{Sheet: "elsewhere", Row: 4}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(original, before) {
		t.Error("the original was changed")
	}
	f, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{"B3": fills[problem.Warning], "B4": fills[problem.Error], "D4": fills[problem.Error], "A4": fills[problem.Error], "C4": "", "A3": ""} {
		if got := fillOf(t, f, "Q3 '26", cell); got != want {
			t.Errorf("%s is filled %q, want %q", cell, got, want)
		}
	}
	id, _ := f.GetCellStyle("Q3 '26", "B3")
	if style, err := f.GetStyle(id); err != nil || style.NumFmt != 14 {
		t.Errorf("the date lost its form: %+v, %v", style, err)
	}
	if v, _ := f.GetCellValue("Q3 '26", "B4"); v != "soon" {
		t.Errorf("the value became %q", v)
	}
	said := map[string]string{}
	comments, err := f.GetComments("Q3 '26")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range comments {
		said[c.Cell] += c.Text
	}
	if !strings.Contains(said["B4"], "=is no date") || !strings.Contains(said["B4"], "What to do: ") {
		t.Errorf("the comment says %q", said["B4"])
	}
	if !strings.Contains(said["A4"], "ask HR") || strings.Contains(said["A4"], "ragged") {
		t.Errorf("the user's comment became %q", said["A4"])
	}
}

func fillOf(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if len(style.Fill.Color) == 0 {
		return ""
	}
	return style.Fill.Color[0]
}

func TestTheListLinksToEachCell(t *testing.T) {
	out, err := Annotate(workbook(t), map[string]int{"Q3 '26": 2}, problem.List{at(problem.Error, 4, "Due Date", "=is no date")})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	list := "compack problems (2)"
	if linked, target, err := f.GetCellHyperLink(list, "A2"); err != nil || !linked || target != "'Q3 ''26'!B4" {
		t.Errorf("A2 leads to %q (%v, %v)", target, linked, err)
	}
	if formula, _ := f.GetCellFormula(list, "E2"); formula != "" {
		t.Errorf("the message became the formula %q", formula)
	}
	if text, _ := f.GetCellValue(list, "E2"); text != "=is no date" {
		t.Errorf("the message became %q", text)
	}
}

func TestWhatIsNoWorkbookIsAnError(t *testing.T) {
	if _, err := Annotate([]byte("a,b\n1,2\n"), nil, nil); err == nil {
		t.Error("a text was annotated")
	}
}

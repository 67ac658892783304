package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

func writeRisks(risks []*risk) {
	book := newBook("Enterprise risk register")
	must(book.SetSheetName("Sheet1", "Cover"))
	must(book.SetColWidth("Cover", "A", "A", 100))
	for i, text := range lines(coverWords) {
		must(book.SetCellValue("Cover", fmt.Sprintf("A%d", i+1), text))
	}
	var rows [][]any
	for i, k := range risks {
		n := i + 5
		rows = append(rows, []any{k.id, k.client, k.title, k.category, k.owner, k.inherentLikelihood, k.inherentImpact, k.likelihood, k.impact,
			excelize.Cell{Formula: fmt.Sprintf("H%d*I%d", n, n), Value: k.likelihood * k.impact},
			k.treatment, k.status, k.identified, k.review, k.control, k.acceptedUntil, k.treated})
	}
	rows = append(rows, make([]any, 17)) // the register ends with an empty line, ready for the next risk
	writeSheet(book, "Risk Register", []string{"Meridian Claims Services - Risk Register", "Owner: Margaret Sutherland, Group Risk / Exported: 5 Oct 2026", ""},
		[]any{"Risk ID", "Client", "Risk Title", "Category", "Risk Owner", "Inherent Likelihood", "Inherent Impact", "Residual Likelihood",
			"Residual Impact", "Residual Score", "Treatment", "Status", "Identified On", "Next Review", "Control Ref", "Accepted Until", "Treatment Due Date"},
		[]float64{10, 18, 70, 18, 20, 11, 11, 11, 11, 11, 12, 17, 14, 14, 12, 15, 18}, rows)
	saveBook(book, "risk-register.xlsx")
}

func writeFindings(findings []*finding) {
	book := newBook("Audit findings")
	must(book.SetSheetName("Sheet1", "Findings"))
	var rows [][]any
	for _, f := range findings {
		rows = append(rows, []any{f.ref, f.client.name, f.audit, f.title, f.kind, f.severity, f.control, f.owner, f.raised, f.due, f.closed,
			f.status, f.cause, f.risk})
	}
	writeSheet(book, "Findings", nil, []any{"Finding Ref", "Client", "Audit", "Finding", "Kind", "Severity", "Control", "Owner", "Raised",
		"Due", "Closed", "Status", "Root Cause", "Risk ID"}, []float64{14, 18, 38, 80, 13, 10, 10, 20, 13, 13, 13, 13, 60, 10}, rows)
	saveBook(book, "audit-findings.xlsx")
}

func writeActions(actions []*action) {
	rows := [][]string{{"Issue key", "Summary", "Issue Type", "Status", "Resolution", "Priority", "Assignee", "Client", "Finding Ref", "Labels",
		"Labels", "Created", "Due Date", "Resolved"}}
	for _, a := range actions {
		rows = append(rows, []string{a.key, a.summary, a.kind, a.status, a.resolution, a.priority, a.assignee, a.client, a.finding,
			a.labels[0], a.labels[1], iso(a.created), iso(a.due), iso(a.resolved)})
	}
	writeCSV("remediation-jira.csv", rows, func(*csv.Writer) {}, "")
}

// writeTraining writes the rows with the mistakes of this file: they are mistakes of the text, not of the records.
func writeTraining(training []*assignment) {
	rows := [][]string{{"Employee ID", "Employee Name", "Client Account", "Department", "Course", "Mandatory", "Assigned", "Due Date",
		"Completed On", "Score", "Status"}}
	var again []string
	unreadable := false
	for _, a := range training {
		row := []string{a.id, a.name, a.client, a.department, a.course, a.mandatory, iso(a.assigned), iso(a.due), iso(a.completed), a.score, a.status}
		if !unreadable && a.client == "NWB" && a.course == "Security Awareness 2026" && iso(a.completed) > "2026-06-22" {
			row[8], unreadable = "31.06.2026", true
		}
		if again == nil && a.department == "Motor Claims" && iso(a.due) == "2026-09-25" && a.status == "Completed" && iso(a.completed) > "2026-09-14" {
			again = slices.Clone(row)
			row[8], row[9], row[10] = "", "", "In progress"
		}
		rows = append(rows, row)
	}
	blank := make([]string, len(rows[0]))
	rows = append(slices.Insert(rows, 612, blank), again, blank)
	writeCSV("training-completions.csv", rows, func(w *csv.Writer) { w.Comma, w.UseCRLF = ';', true }, "\uFEFF")
}

func writeCSV(name string, rows [][]string, dialect func(*csv.Writer), prefix string) {
	var text strings.Builder
	text.WriteString(prefix)
	w := csv.NewWriter(&text)
	dialect(w)
	must(w.WriteAll(rows))
	must(os.WriteFile(filepath.Join(folder, name), []byte(text.String()), 0o644))
}

func newBook(title string) *excelize.File {
	book := excelize.NewFile()
	must(book.SetDocProps(&excelize.DocProperties{Title: title, Creator: "Group Risk", LastModifiedBy: "Group Risk",
		Created: "2026-10-05T07:30:00Z", Modified: "2026-10-05T07:30:00Z"}))
	return book
}

// writeSheet streams title lines, the header and the rows into a sheet. Zero dates and empty texts leave their cells empty.
func writeSheet(book *excelize.File, sheet string, titles []string, header []any, widths []float64, rows [][]any) {
	_, err := book.NewSheet(sheet)
	must(err)
	top, format := len(titles)+1, "dd mmm yyyy"
	bold := style(book, &excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}})
	head := style(book, &excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Alignment: &excelize.Alignment{WrapText: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F4E5F"}}})
	date := style(book, &excelize.Style{CustomNumFmt: &format})
	end, err := excelize.CoordinatesToCellName(len(header), top+len(rows))
	must(err)
	must(book.SetSheetDimension(sheet, "A1:"+end))

	w, err := book.NewStreamWriter(sheet)
	must(err)
	for i, width := range widths {
		must(w.SetColWidth(i+1, i+1, width))
	}
	must(w.SetPanes(&excelize.Panes{Freeze: true, YSplit: top, TopLeftCell: fmt.Sprintf("A%d", top+1), ActivePane: "bottomLeft"}))
	put := func(n int, values []any, style int) {
		for i, v := range values {
			if t, dated := v.(time.Time); v == "" || dated && t.IsZero() {
				values[i] = nil
			} else if dated {
				values[i] = excelize.Cell{StyleID: date, Value: t}
			}
		}
		must(w.SetRow(fmt.Sprintf("A%d", n), values, excelize.RowOpts{StyleID: style}))
	}
	for i, title := range titles {
		put(i+1, []any{title}, map[int]int{0: bold}[i])
	}
	put(top, header, head)
	for i, row := range rows {
		put(top+1+i, row, 0)
	}
	must(w.Flush())
}

func style(book *excelize.File, s *excelize.Style) int {
	id, err := book.NewStyle(s)
	must(err)
	return id
}

func saveBook(book *excelize.File, name string) {
	data, err := book.WriteToBuffer()
	must(err)
	must(book.Close())
	must(os.WriteFile(filepath.Join(folder, name), data.Bytes(), 0o644))
}

package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"
)

// assessorFile is the form of the second client: not made by the vendor, but given to it to be filled.
const assessorFile = "samples/quarterly/assessor.xlsx"

// The look of the form.
const (
	pine, moss, mist, rule, pale = "1E4D3B", "5E7F6E", "EEF3EF", "B9C9BF", "FFFDF3"
	formFont                     = "Arial"
)

// form is the workbook in the making.
type form struct {
	book  *excelize.File
	sheet string
	made  map[string]int
}

func writeAssessor() {
	f := &form{book: excelize.NewFile(), sheet: "Assessment", made: map[string]int{}}
	must(f.book.SetDocProps(&excelize.DocProperties{Title: "Supplier control assessment", Creator: "Alpenrose Mutual, Third-Party Risk", LastModifiedBy: "Alpenrose Mutual, Third-Party Risk",
		Created: "2025-11-03T09:00:00Z", Modified: "2025-11-03T09:00:00Z"}))
	must(f.book.SetDefaultFont(formFont))
	must(f.book.SetSheetName("Sheet1", f.sheet))
	for i, width := range []float64{2, 11, 52, 12, 12, 15, 15, 17, 34, 2} {
		column := string(rune('A' + i))
		must(f.book.SetColWidth(f.sheet, column, column, width))
	}
	f.heading()
	f.facts()
	last := f.measures(12)
	last = f.overdue(last + 2)
	f.conclusion(last + 2)
	f.page("$A$1:$J$"+fmt.Sprint(last+7), "", 1)
	f.findings()
	f.guidance()
	f.book.SetActiveSheet(0)
	data, err := f.book.WriteToBuffer()
	must(err)
	must(f.book.Close())
	must(os.WriteFile(assessorFile, settled(data.Bytes()), 0o644))
}

// look returns a style of the form: size, bold, colour of the text and of the ground, and a rule below.
func (f *form) look(size float64, bold bool, ink, ground string, more ...func(*excelize.Style)) int {
	s := &excelize.Style{Font: &excelize.Font{Family: formFont, Size: size, Bold: bold, Color: ink}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true, Indent: 0}}
	if ground != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ground}}
	}
	for _, m := range more {
		m(s)
	}
	return style(f.book, s)
}

func ruled(s *excelize.Style) {
	s.Border = []excelize.Border{{Type: "bottom", Color: rule, Style: 1}}
}

func boxed(s *excelize.Style) {
	for _, side := range []string{"left", "right", "top", "bottom"} {
		s.Border = append(s.Border, excelize.Border{Type: side, Color: rule, Style: 1})
	}
}

func right(s *excelize.Style)  { s.Alignment.Horizontal = "right" }
func centre(s *excelize.Style) { s.Alignment.Horizontal = "center" }
func left(s *excelize.Style)   { s.Alignment.Horizontal = "left" }

// indented keeps a text away from the number beside it.
func indented(s *excelize.Style) { s.Alignment.Horizontal, s.Alignment.Indent = "left", 1 }

func onOneLine(s *excelize.Style) { s.Alignment.WrapText = false }

func shownAs(format string) func(*excelize.Style) {
	return func(s *excelize.Style) { s.CustomNumFmt = &format }
}

// row writes texts and formulas (with =) from column B on, in the given styles.
func (f *form) row(n int, height float64, texts []string, styles ...int) {
	must(f.book.SetRowHeight(f.sheet, n, height))
	for i, text := range texts {
		at := fmt.Sprintf("%c%d", 'B'+i, n)
		if formula, ok := strings.CutPrefix(text, "="); ok {
			must(f.book.SetCellFormula(f.sheet, at, formula))
		} else if text != "" {
			must(f.book.SetCellStr(f.sheet, at, text))
		}
		must(f.book.SetCellStyle(f.sheet, at, at, styles[min(i, len(styles)-1)]))
	}
}

func (f *form) merge(from, to string) { must(f.book.MergeCell(f.sheet, from, to)) }

// heading is the band with the name of the form.
func (f *form) heading() {
	band := f.look(10, false, "DDE8E1", pine, onOneLine)
	for i, height := range []float64{20, 30, 20} {
		must(f.book.SetRowHeight(f.sheet, i+1, height))
	}
	must(f.book.SetCellStyle(f.sheet, "A1", "J3", band))
	must(f.book.SetCellStyle(f.sheet, "C2", "C2", f.look(20, true, "FFFFFF", pine, onOneLine)))
	for _, text := range [][2]string{{"C1", "Alpenrose Mutual  |  Third-Party Risk Management"}, {"C2", "Supplier control assessment"},
		{"C3", "Form TPRM-07, to be completed each quarter for every material outsourcing"}, {"I1", "{{ .Classification }}"}, {"I3", "Form version 4, November 2025"}} {
		must(f.book.SetCellStr(f.sheet, text[0], text[1]))
	}
	for _, at := range []string{"I1", "I3"} {
		must(f.book.SetCellStyle(f.sheet, at, at, f.look(10, false, "DDE8E1", pine, right)))
	}
	must(f.book.AddPictureFromBytes(f.sheet, "B1", &excelize.Picture{Extension: ".png", File: emblem(),
		Format: &excelize.GraphicOptions{AltText: "Emblem of Alpenrose Mutual: a mountain", OffsetX: 8, OffsetY: 9, ScaleX: 0.5, ScaleY: 0.5, Positioning: "oneCell"}}))
}

// emblem draws two mountains on a green ground.
func emblem() []byte {
	const size = 150
	img := image.NewRGBA(image.Rect(0, 0, size, size))
	peak := func(x, y, at, top int) bool { return y > top && y < 118 && abs(x-at)*10 < (y-top)*8 }
	for y := range size {
		for x := range size {
			c := color.RGBA{0x2E, 0x6B, 0x53, 0xFF}
			switch {
			case peak(x, y, 58, 30) && y < 58:
				c = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
			case peak(x, y, 58, 30):
				c = color.RGBA{0xC9, 0xDB, 0xD0, 0xFF}
			case peak(x, y, 100, 62):
				c = color.RGBA{0xE5, 0xB9, 0xC4, 0xFF}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	must(png.Encode(&out, img))
	return out.Bytes()
}

func abs(n int) int { return max(n, -n) }

// section is a numbered heading with a rule.
func (f *form) section(n int, text string) {
	s := f.look(12, true, pine, "", func(s *excelize.Style) { s.Border = []excelize.Border{{Type: "bottom", Color: pine, Style: 2}} })
	must(f.book.SetRowHeight(f.sheet, n, 24))
	must(f.book.SetCellStr(f.sheet, fmt.Sprintf("B%d", n), text))
	must(f.book.SetCellStyle(f.sheet, fmt.Sprintf("B%d", n), fmt.Sprintf("I%d", n), s))
	f.merge(fmt.Sprintf("B%d", n), fmt.Sprintf("I%d", n))
}

// facts says who is assessed, and for when.
func (f *form) facts() {
	f.section(5, "1   Supplier and period")
	label, value, date := f.look(9, false, moss, ""), f.look(10.5, true, "22302A", "", ruled), f.look(10.5, true, "22302A", "", ruled, left, shownAs("d mmmm yyyy"))
	for i, p := range [][4]string{
		{"Supplier", "{{ .Vendor.Name }}", "Period", "{{ .Period }}"},
		{"Contact", "{{ .Vendor.Contact }}", "As of", "{{ .AsOf }}"},
		{"Prepared by", "{{ .PreparedBy }}", "Approved by", "{{ .ApprovedBy }}"},
		{"Evidence", "{{ .Title }}", "Digest", `{{ .Digest }}`},
	} {
		n := 6 + i
		f.row(n, 19, []string{p[0], p[1], "", "", p[2], p[3], "", ""}, label, value, value, value, f.look(9, false, moss, "", indented), date, value, value)
		f.merge(fmt.Sprintf("C%d", n), fmt.Sprintf("E%d", n))
		f.merge(fmt.Sprintf("G%d", n), fmt.Sprintf("I%d", n))
	}
	small := f.look(7.5, false, "22302A", "", ruled, func(s *excelize.Style) { s.Font.Family = "Consolas"; s.Alignment.WrapText = false })
	must(f.book.SetCellStyle(f.sheet, "G9", "I9", small))
}

// asked are the measures of the contract.
var asked = []string{"training.completion", "people.screened_before_access", "accounts.mfa", "access_reviews.on_time", "vulnerabilities.on_time",
	"incidents.notified_on_time", "findings.on_time", "remediation.on_time", "policies.reviewed", "control_tests.pass_rate", "suppliers.assessed"}

// measures asks for the figures; it returns the last row.
func (f *form) measures(n int) int {
	f.section(n-1, "2   Contract measures")
	f.row(n, 24, []string{"Ref.", "Measure", "Required", "Reported", "Of what", "Supplier's status", "Assessor's rating", "Assessor's remark"},
		f.head(), f.head(), f.head(right), f.head(right), f.head(indented), f.head(), f.head(), f.head())
	of := f.look(10, false, "22302A", "", ruled, indented)
	text, figure, strong := f.look(10, false, "22302A", "", ruled), f.look(10, false, "22302A", "", ruled, right, shownAs("0%")), f.look(10, true, "22302A", "", ruled, right, shownAs("0.0%"))
	word, entry := f.look(10, true, "22302A", "", ruled), f.look(10, false, "22302A", pale, boxed)
	first := n + 1
	for i, id := range asked {
		f.row(first+i, 18, []string{ask("address", id), ask("title", id), ask("target", id), ask("metric", id), ask("fraction", id), ask("status", id), "", ""},
			text, text, figure, strong, of, word, entry, entry)
	}
	last := n + len(asked)
	total := f.look(10, true, pine, mist)
	f.row(last+1, 21, []string{"", "Measures that meet the requirement", "", fmt.Sprintf(`=COUNTIF(G%d:G%d,"Met")`, first, last), fmt.Sprintf(`="of "&COUNTA(D%d:D%d)`, first, last),
		"", fmt.Sprintf(`=COUNTA(H%d:H%d)&" rated"`, first, last), ""}, total, total, total, f.look(10, true, pine, mist, right), f.look(10, true, pine, mist, indented), total)
	f.choice(fmt.Sprintf("H%d:H%d", first, last), "Effective", "Partly effective", "Not effective", "Not assessed")
	f.statuses(fmt.Sprintf("G%d:G%d", first, last))
	return last + 1
}

func ask(word, id string) string { return fmt.Sprintf("{{ %s %q }}", word, id) }

func (f *form) head(more ...func(*excelize.Style)) int {
	return f.look(9, true, "FFFFFF", moss, more...)
}

// overdue asks for a row for each action that is late; it returns the last row.
func (f *form) overdue(n int) int {
	f.section(n, "3   Remedial actions past their due date")
	f.row(n+1, 24, []string{"Action", "What is to be done", "Severity", "Due", "Days late", "Status", "Delay accepted", "Assessor's remark"},
		f.head(), f.head(), f.head(indented), f.head(right), f.head(right), f.head(indented), f.head(), f.head())
	at := n + 2
	text, entry := f.look(9.5, false, "22302A", "", ruled), f.look(9.5, false, "22302A", pale, boxed)
	f.row(at, 27, []string{`{{ range "remediation" where "status != 'closed' and due_on < as_of" sort "severity, due_on" limit 12 }}{{ .item_id }}`, "{{ .title }}", "{{ .severity }}", "{{ .due_on }}",
		fmt.Sprintf(`=IF(ISNUMBER(E%d),$G$7-E%d,"")`, at, at), "{{ .status }}", "", ""},
		text, text, f.look(9.5, false, "22302A", "", ruled, indented), f.look(9.5, false, "22302A", "", ruled, right, shownAs("dd.mm.yyyy")), f.look(9.5, true, "22302A", "", ruled, right, shownAs("0")), f.look(9.5, false, "22302A", "", ruled, indented), entry, entry)
	total, number := f.look(10, true, pine, mist), f.look(10, true, pine, mist, right, shownAs("0"))
	f.row(at+1, 21, []string{"", `Late in all: {{ records "remediation" "status != 'closed' and due_on < as_of" }} (the gravest 12 are listed)`, "", "Longest", fmt.Sprintf("=MAX(F%d:F%d)", at, at), "days", fmt.Sprintf(`=COUNTIF(H%d:H%d,"Yes")&" accepted"`, at, at), ""},
		total, total, total, f.look(10, true, pine, mist, right), number, f.look(10, true, pine, mist, indented), total)
	f.choice(fmt.Sprintf("H%d:H%d", at, at), "Yes", "No", "Ask")
	must(f.book.SetConditionalFormat(f.sheet, fmt.Sprintf("F%d:F%d", at, at), []excelize.ConditionalFormatOptions{{Type: "data_bar", BarColor: "#D9A7A0", MinType: "num", MinValue: "0", MaxType: "max", Criteria: "=", BarSolid: true}}))
	return at + 1
}

// conclusion is for the assessor alone.
func (f *form) conclusion(n int) {
	f.section(n, "4   Assessor's conclusion")
	label, entry := f.look(9, false, moss, ""), f.look(10, false, "22302A", pale, boxed, func(s *excelize.Style) { s.Alignment.Vertical = "top" })
	for i, text := range []string{"Conclusion", "Rating", "Assessed by", "Reviewed by"} {
		f.row(n+1+i, []float64{40, 19, 19, 19}[i], []string{text, "", "", "", "", "", "", ""}, label, entry)
		f.merge(fmt.Sprintf("C%d", n+1+i), fmt.Sprintf("E%d", n+1+i))
		f.merge(fmt.Sprintf("G%d", n+1+i), fmt.Sprintf("I%d", n+1+i))
		must(f.book.SetCellStyle(f.sheet, fmt.Sprintf("F%d", n+1+i), fmt.Sprintf("F%d", n+1+i), f.look(9, false, moss, "", indented)))
	}
	for i, text := range []string{"Follow-up", "Next due", "Date", "Date"} {
		must(f.book.SetCellStr(f.sheet, fmt.Sprintf("F%d", n+1+i), text))
	}
	f.choice(fmt.Sprintf("C%d", n+2), "Satisfactory", "Needs improvement", "Unsatisfactory")
}

func (f *form) choice(cells string, words ...string) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cells)
	must(v.SetDropList(words))
	must(f.book.AddDataValidation(f.sheet, v))
}

// statuses colours the words of statuses.
func (f *form) statuses(cells string) {
	for _, s := range [][2]string{{"Met", "1B6B45"}, {"At risk", "8A5A00"}, {"Not met", "A3261C"}} {
		look, err := f.book.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: s[1], Bold: true}})
		must(err)
		must(f.book.SetConditionalFormat(f.sheet, cells, []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "==", Value: `"` + s[0] + `"`, Format: &look}}))
	}
}

package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

var partKinds = regexp.MustCompile(`<(?:Default|Override) [^>]*></(?:Default|Override)>`)

// settled puts the list of what each part is in order, which the library writes in a random one.
func settled(book []byte) []byte {
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	must(err)
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range in.File {
		r, err := part.Open()
		must(err)
		text, err := io.ReadAll(r)
		must(err)
		if part.Name == "[Content_Types].xml" {
			list := partKinds.FindAllString(string(text), -1)
			slices.Sort(list)
			at := partKinds.FindIndex(text)[0]
			text = []byte(string(text[:at]) + strings.Join(list, "") + "</Types>")
		}
		w, err := to.Create(part.Name)
		must(err)
		_, err = w.Write(text)
		must(err)
	}
	must(to.Close())
	return out.Bytes()
}

// page sets the sheet up for the printer, on so many pages; 0 for as many as it takes.
func (f *form) page(area, titles string, high int) {
	off, yes, size, orientation, wide := false, true, 9, "landscape", 1
	must(f.book.SetSheetView(f.sheet, 0, &excelize.ViewOptions{ShowGridLines: &off}))
	must(f.book.SetPageLayout(f.sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}))
	must(f.book.SetSheetProps(f.sheet, &excelize.SheetPropsOptions{FitToPage: &yes, TabColorRGB: pointer("FF" + pine)}))
	margin, foot := 0.4, 0.6
	must(f.book.SetPageMargins(f.sheet, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &foot}))
	must(f.book.SetHeaderFooter(f.sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&8TPRM-07  {{ .Vendor.Name }}, {{ .Period }}&C&8{{ .Classification }}&R&8&P / &N"}))
	if area != "" {
		must(f.book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: f.sheet + "!" + area, Scope: f.sheet}))
	}
	if titles != "" {
		must(f.book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: f.sheet + "!" + titles, Scope: f.sheet}))
	}
}

func pointer(s string) *string { return &s }

// findings is a table that is filled by its headers.
func (f *form) findings() {
	f.sheet = "Findings"
	_, err := f.book.NewSheet(f.sheet)
	must(err)
	headers := []string{"Finding ID", "Title", "Severity", "Raised on", "Due on", "Closed on", "Status", "Open actions", "Days open", "Assessor's remark"}
	for i, width := range []float64{15, 76, 11, 13, 13, 13, 14, 10, 10, 34} {
		column := string(rune('A' + i))
		must(f.book.SetColWidth(f.sheet, column, column, width))
		must(f.book.SetCellStr(f.sheet, column+"4", headers[i]))
	}
	must(f.book.SetCellStr(f.sheet, "A1", "Audit findings of {{ .Vendor.Name }} that concern {{ .Client.Name }}"))
	must(f.book.SetCellStr(f.sheet, "A2", "As of {{ .AsOf }}. The last column is for the assessor."))
	must(f.book.SetCellStyle(f.sheet, "A1", "A1", f.look(15, true, pine, "", onOneLine)))
	must(f.book.SetCellStyle(f.sheet, "A2", "A2", f.look(9, false, moss, "", onOneLine)))
	must(f.book.SetRowHeight(f.sheet, 1, 26))
	must(f.book.SetRowHeight(f.sheet, 4, 30))
	must(f.book.SetCellStyle(f.sheet, "A4", "J4", f.head()))
	must(f.book.SetCellFormula(f.sheet, "I5", `IF(ISNUMBER(D5),IF(F5="",Assessment!$G$7,F5)-D5,"")`))
	date, text, number := f.look(9.5, false, "22302A", "", left, shownAs("dd.mm.yyyy")), f.look(9.5, false, "22302A", ""), f.look(9.5, false, "22302A", "", centre, shownAs("0"))
	for i, s := range []int{text, text, text, date, date, date, text, number, number, f.look(9.5, false, "22302A", pale, boxed)} {
		at := fmt.Sprintf("%c5", 'A'+i)
		must(f.book.SetCellStyle(f.sheet, at, at, s))
	}
	stripes := true
	must(f.book.AddTable(f.sheet, &excelize.Table{Range: "A4:J5", Name: "Findings", StyleName: "TableStyleLight1", ShowRowStripes: &stripes}))
	must(f.book.SetPanes(f.sheet, &excelize.Panes{Freeze: true, YSplit: 4, TopLeftCell: "A5", ActivePane: "bottomLeft"}))
	f.page("", "$4:$4", 0)
}

// guidance is a sheet that nothing is filled into.
func (f *form) guidance() {
	f.sheet = "Guidance"
	_, err := f.book.NewSheet(f.sheet)
	must(err)
	must(f.book.SetColWidth(f.sheet, "A", "A", 110))
	for i, line := range lines(guidanceWords) {
		at := fmt.Sprintf("A%d", i+1)
		must(f.book.SetCellStr(f.sheet, at, line))
		must(f.book.SetRowHeight(f.sheet, i+1, 32))
		must(f.book.SetCellStyle(f.sheet, at, at, f.look(map[bool]float64{true: 15, false: 10.5}[i == 0], i == 0, map[bool]string{true: pine, false: "22302A"}[i == 0], "")))
	}
	f.page("", "", 0)
}

const guidanceWords = `How to complete form TPRM-07
Sections 1 to 3 and the sheet Findings are completed by the supplier from its own records; the figures carry the reference under which the supplier's report shows them.
Cells with a pale yellow ground are for the assessor: rating and remark of each measure, acceptance of a delay, conclusion.
A measure without data is not a measure that is met. Ask for the reason and rate it as not assessed.
Compare at least three figures with the records in the supplier's workbook before you rate them.`

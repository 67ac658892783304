package fill_test

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"compack/internal/render/fill"
)

// rich is a form with all that a library for workbooks could lose: a picture, a chart,
// a pivot table, a slicer, small charts, a second sheet.
func rich(t testing.TB) []byte {
	return book(t, func(f *excelize.File) {
		cells(t, f, map[string]any{
			"A4": "Item", "B4": "Cost", "C4": "Severity", "A5": `{{ range "remediation" }}{{ .item_id }}`, "B5": "{{ .cost }}", "C5": "{{ .severity }}", "A6": "Total",
		})
		formulas(t, f, map[string]string{"B6": "SUM(B5:B5)", "D5": "B5/B$6", "E6": "AVERAGE(D5:D5)"})
		var picture bytes.Buffer
		img := image.NewRGBA(image.Rect(0, 0, 40, 20))
		img.Set(3, 3, color.Black)
		must(t, png.Encode(&picture, img))
		must(t, f.AddPictureFromBytes("Sheet1", "A1", &excelize.Picture{Extension: ".png", File: picture.Bytes(), Format: &excelize.GraphicOptions{}}))
		must(t, f.AddPictureFromBytes("Sheet1", "A20", &excelize.Picture{Extension: ".png", File: picture.Bytes(), Format: &excelize.GraphicOptions{}}))
		must(t, f.AddChart("Sheet1", "G2", &excelize.Chart{Type: excelize.Bar, Series: []excelize.ChartSeries{{Name: "Sheet1!$B$4", Categories: "Sheet1!$A$5:$A$5", Values: "Sheet1!$B$5"}}}))
		_, err := f.NewSheet("Data")
		must(t, err)
		must(t, f.SetSheetRow("Data", "A1", &[]any{"Team", "Kind", "N"}))
		must(t, f.SetSheetRow("Data", "A2", &[]any{"North", "x", 3}))
		must(t, f.AddPivotTable(&excelize.PivotTableOptions{DataRange: "Data!A1:C2", PivotTableRange: "Data!F1:H5",
			Rows: []excelize.PivotTableField{{Data: "Team"}}, Data: []excelize.PivotTableField{{Data: "N", Subtotal: "Sum"}}}))
		must(t, f.AddTable("Data", &excelize.Table{Range: "A1:C2", Name: "Teams"}))
		must(t, f.AddSlicer("Data", &excelize.SlicerOptions{Name: "Team", Cell: "K1", TableSheet: "Data", TableName: "Teams"}))
		must(t, f.AddSparkline("Sheet1", &excelize.SparklineOptions{Location: []string{"F6"}, Range: []string{"Sheet1!B5:B5"}}))
		must(t, f.SetHeaderFooter("Sheet1", &excelize.HeaderFooterOptions{OddHeader: "&L{{ .Client.Name }}&R{{ .Period }}"}))
	})
}

func partsOf(t testing.TB, content []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(t, err)
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		text, err := io.ReadAll(r)
		must(t, err)
		out[f.Name] = string(text)
	}
	return out
}

// TestNoPartOfATemplateIsLost: parts that have nothing to do with what is filled are the
// same bytes.
func TestNoPartOfATemplateIsLost(t *testing.T) {
	template := rich(t)
	_, out := filledBytes(t, template, pack(4))
	was, is := partsOf(t, template), partsOf(t, out)
	touched := map[string]bool{"xl/workbook.xml": true, "xl/worksheets/sheet1.xml": true, "xl/drawings/drawing1.xml": true, "xl/charts/chart1.xml": true,
		"xl/pivotCache/pivotCacheDefinition1.xml": true, "xl/styles.xml": true, "docProps/core.xml": true,
		"xl/worksheets/sheet2.xml": true, "xl/tables/table1.xml": true, "xl/drawings/drawing2.xml": true, "xl/pivotTables/pivotTable1.xml": true}
	for name, text := range was {
		if got, ok := is[name]; !ok || got != text && !touched[name] {
			t.Errorf("%s is lost or changed", name)
		}
	}
	for part, want := range map[string]string{
		"xl/charts/chart1.xml":                    "Sheet1!$B$5:$B$8",
		"xl/pivotCache/pivotCacheDefinition1.xml": `refreshOnLoad="1"`,
		"xl/worksheets/sheet1.xml":                "<xm:f>Sheet1!B5:B8</xm:f><xm:sqref>F9</xm:sqref>",
		"docProps/core.xml":                       "2026-09-30T00:00:00Z",
		"xl/drawings/drawing1.xml":                "<xdr:row>22</xdr:row>",
	} {
		if !strings.Contains(is[part], want) {
			t.Errorf("%s lacks %s:\n%.3000s", part, want, is[part])
		}
	}
	if !strings.Contains(is["xl/worksheets/sheet1.xml"], "&amp;LAcme &amp;&amp; Co&amp;R2026-Q3") {
		t.Error("the header is not filled")
	}
}

func TestWhatCannotBeFilledIsRefused(t *testing.T) {
	repack := func(name, content string) []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for part, text := range partsOf(t, rich(t)) {
			w, err := z.Create(part)
			must(t, err)
			_, err = io.WriteString(w, text)
			must(t, err)
		}
		w, err := z.Create(name)
		must(t, err)
		_, err = io.WriteString(w, content)
		must(t, err)
		must(t, z.Close())
		return out.Bytes()
	}
	for want, content := range map[string][]byte{
		"it holds macros":    repack("xl/vbaProject.bin", "x"),
		"it is signed":       repack("_xmlsignatures/sig1.xml", "x"),
		"has a password":     []byte("\xd0\xcf\x11\xe0rest"),
		"it is no workbook":  []byte("hello"),
		"can't be unpacked":  repack("xl/workbook.xml", "twice"),
		"nothing to fill in": book(t, func(*excelize.File) {}),
		"no header of the table is a field": book(t, func(f *excelize.File) {
			must(t, f.AddTable("Sheet1", &excelize.Table{Range: "A1:B2", Name: "remediation"}))
		}),
		"stand beside one another":              book(t, besides(t)),
		"its rows are not in order":             sheetOf(t, `<row r="5"/><row r="4"/>`),
		"the part xl/worksheets/sheet1.xml can": sheetOf(t, `<row`),
	} {
		form, problems := fill.Open(content, "their.xlsx", known(t))
		if form != nil || len(problems) != 1 || !strings.Contains(problems[0].Message, want) {
			t.Errorf("%s: got %v", want, problems)
		}
	}
}

func besides(t testing.TB) func(*excelize.File) {
	return func(f *excelize.File) {
		cells(t, f, map[string]any{"B1": "Title", "A2": `{{ range "remediation" }}`})
		must(t, f.AddTable("Sheet1", &excelize.Table{Range: "B1:B3", Name: "remediation"}))
	}
}

// sheetOf returns a workbook whose sheet has these rows.
func sheetOf(t testing.TB, rows string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for part, text := range partsOf(t, book(t, func(*excelize.File) {})) {
		if part == "xl/worksheets/sheet1.xml" {
			text = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
		}
		w, err := z.Create(part)
		must(t, err)
		_, err = io.WriteString(w, text)
		must(t, err)
	}
	must(t, z.Close())
	return out.Bytes()
}

// TestOtherProgramsReadTheFilledWorkbook: LibreOffice opens it, works its formulas out
// and finds the sums that a person would.
func TestOtherProgramsReadTheFilledWorkbook(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: -short; no other program has read the filled workbook")
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("SKIPPED: LibreOffice is not installed; no other program has read the filled workbook")
	}
	doc := pack(6)
	doc.Workbook.Figures[0].Status = ""
	for name, c := range map[string]struct {
		template []byte
		want     map[string]string
	}{
		"repeated": {repeated(t), map[string]string{"D8": "36", "E5": "1400", "G5": "1", "G7": "3", "F7": "82", "B10": "0.0833333333333333"}},
		"rich":     {rich(t), map[string]string{"B11": "75", "E11": "0.166666666666667"}},
		"table":    {tabular(t, 1), map[string]string{"A18": "6"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, out := filledBytes(t, c.template, doc)
			f := converted(t, soffice, out)
			for at, want := range c.want {
				if got, _ := f.GetCellValue("Sheet1", at, excelize.Options{RawCellValue: true}); got != want {
					t.Errorf("%s is %q, want %q", at, got, want)
				}
			}
		})
	}
}

func converted(t *testing.T, soffice string, content []byte) *excelize.File {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "their.xlsx")
	must(t, os.WriteFile(file, content, 0o644))
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out"), file)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, text)
	}
	f, err := excelize.OpenFile(filepath.Join(dir, "out", "their.xlsx"))
	must(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// TestManyRecordsAreFilled: a register of a large client.
func TestManyRecordsAreFilled(t *testing.T) {
	f := filled(t, rich(t), pack(20_000))
	shown(t, f, map[string]string{"A20004": "A-20000", "A20005": "Total", "B20005": "=SUM(B5:B20004)", "D20004": "=B20004/B$20005"})
}

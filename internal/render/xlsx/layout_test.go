package xlsx

import (
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"compack/internal/document"
	"compack/internal/metric"
)

func TestSheetsStandInOrderAndPrintWell(t *testing.T) {
	f := open(t, render(t, sampleDocument(t)))
	want := []string{"Summary", "Contents", "Risks", "Findings", "Training", "Remediation", "Trends", "Ledger", "Problems", "Definitions", "Actions with no owner"}
	if diff := cmp.Diff(want, f.GetSheetList()); diff != "" {
		t.Fatal(diff)
	}
	if f.GetActiveSheetIndex() != 0 {
		t.Error("the Summary is not the active sheet")
	}
	for _, sheet := range want {
		layout, _ := f.GetPageLayout(sheet)
		props, _ := f.GetSheetProps(sheet)
		view, _ := f.GetSheetView(sheet, 0)
		// The populations have more columns than can be read on one page.
		wide, tall := max(1, map[string]int{"Risks": 3, "Findings": 2, "Training": 2, "Remediation": 2}[sheet]), 0
		if sheet == "Contents" {
			tall = 1
		}
		if *layout.Orientation != "landscape" || *layout.Size != paperA4 || *layout.FitToWidth != wide || *layout.FitToHeight != tall || !*props.FitToPage {
			t.Errorf("%s prints on %d by %d pages of paper %d, %s", sheet, *layout.FitToWidth, *layout.FitToHeight, *layout.Size, *layout.Orientation)
		}
		isRead := sheet == "Summary" || sheet == "Contents"
		if *props.TabColorRGB == "" || *view.ZoomScale != 100 || *view.ShowGridLines == isRead {
			t.Errorf("%s: tab %s, zoom %v, gridlines %v", sheet, *props.TabColorRGB, *view.ZoomScale, *view.ShowGridLines)
		}
		hf, _ := f.GetHeaderFooter(sheet)
		if !strings.Contains(hf.OddHeader, "Northwind Bank && Trust") || !strings.HasSuffix(hf.OddFooter, "Page &P of &N") {
			t.Errorf("%s: header %q, footer %q", sheet, hf.OddHeader, hf.OddFooter)
		}
		panes, _ := f.GetPanes(sheet)
		if frozen := panes.YSplit > 0; frozen != (sheet != "Summary") {
			t.Errorf("%s: header frozen: %v", sheet, frozen)
		}
		if tables, _ := f.GetTables(sheet); len(tables) != 1 && !isRead {
			t.Errorf("%s has %d tables", sheet, len(tables))
		}
	}
}

func TestHeadersAndFootersFitExcelsLimit(t *testing.T) {
	long := strings.Repeat("&", 300)
	d := &document.Document{Title: long, Client: document.Party{Name: long}, Classification: long, Digest: long, Period: quarter, AsOf: asOf}
	f := open(t, render(t, d))
	hf, err := f.GetHeaderFooter("Summary")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{hf.OddHeader, hf.OddFooter} {
		if len(utf16.Encode([]rune(s))) > excelize.MaxFieldLength {
			t.Errorf("%d units: %s", len(s), s)
		}
	}
}

func TestChartsCoverNoCells(t *testing.T) {
	d := sampleDocument(t)
	var many document.FigureGrouping
	many.Title, many.Chart = "Course", true
	for i := range 60 {
		many.Rows = append(many.Rows, document.FigureGroup{Label: strings.Repeat("A long name of a course ", 1+i%3), Value: document.I(i)})
	}
	d.Workbook.Figures[0].Groupings = []document.FigureGrouping{many}
	data := render(t, d)
	f := open(t, data)
	var drawing struct {
		Anchors []struct {
			From struct {
				Col int `xml:"col"`
				Row int `xml:"row"`
			} `xml:"from"`
			Size struct {
				Width  int `xml:"cx,attr"`
				Height int `xml:"cy,attr"`
			} `xml:"ext"`
			Frame struct {
				Properties struct {
					Text string `xml:"descr,attr"`
				} `xml:"nvGraphicFramePr>cNvPr"`
			} `xml:"graphicFrame"`
		} `xml:"oneCellAnchor"`
	}
	text := part(t, data, "xl/drawings/drawing1.xml")
	if err := xml.Unmarshal([]byte(text), &drawing); err != nil {
		t.Fatal(err)
	}
	if len(drawing.Anchors) != 3 {
		t.Fatalf("%d charts, want 3", len(drawing.Anchors))
	}
	below := 0
	for _, a := range drawing.Anchors {
		if a.From.Row < below {
			t.Errorf("a chart at row %d lies over the one above, which ends at %d", a.From.Row+1, below+1)
		}
		// A row is at least as high as one that a chart is placed by.
		lastRow, lastCol := a.From.Row+a.Size.Height/(rowPixels*pixel), a.From.Col
		for left := a.Size.Width/pixel - int(summaryWidths[lastCol])*7; left > 0; left -= int(summaryWidths[lastCol]) * 7 {
			lastCol++
		}
		below = lastRow
		for row := a.From.Row; row <= lastRow; row++ {
			for col := a.From.Col; col <= lastCol; col++ {
				if v := raw(t, f, "Summary", at(col+1, row+1)); v != "" {
					t.Errorf("a chart covers %s, which holds %q", at(col+1, row+1), v)
				}
			}
		}
		if lastCol > lastChart || a.Frame.Properties.Text == "" {
			t.Errorf("chart ends in column %d; its text is %q", lastCol, a.Frame.Properties.Text)
		}
	}
}

func TestTrendsAreDrawnFromTheirSheet(t *testing.T) {
	data := render(t, sampleDocument(t))
	f := open(t, data)
	rows, err := f.GetRows("Trends", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"Address", "Figure", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"},
		{"F-001", "Open risks", "31", "30", "27", "28", "27", "21"},
		{"F-003", "Open findings", "", "", "22", "25", "33", "36"},
		{"F-005", "Mandatory training completed", "", "0.84", "0.88", "0.9", "0.91", "0.88"},
	}
	if diff := cmp.Diff(want, rows[2:]); diff != "" {
		t.Error(diff)
	}
	_, cell := place(t, f, "kpi_findings_balance")
	if s := part(t, data, "xl/worksheets/sheet1.xml"); !strings.Contains(s, "<xm:f>&#39;Trends&#39;!C5:H5</xm:f><xm:sqref>J"+cell[1:]+"</xm:sqref>") {
		t.Error("the trend of F-003 is not drawn")
	}
}

func TestTrendsOfDifferentLengthsShareTheirPeriods(t *testing.T) {
	trend := func(labels ...string) (out []document.TrendPoint) {
		for _, l := range labels {
			out = append(out, document.TrendPoint{Label: l, Value: document.I(1)})
		}
		return out
	}
	d := &document.Document{}
	d.Workbook.Figures = []document.Figure{{Trend: trend("Q2", "Q3")}, {Trend: trend("Q4", "Q1", "Q2", "Q3")}, {Trend: trend("Q3", "Q5")}}
	if diff := cmp.Diff([]string{"Q4", "Q1", "Q2", "Q3", "Q5"}, trendLabels(d)); diff != "" {
		t.Error(diff)
	}
}

func TestRollForwardIsChecked(t *testing.T) {
	d := sampleDocument(t)
	f := open(t, render(t, d))
	rows, err := f.GetRows("Summary", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if len(r) > 6 && r[6] == "Check (must be 0)" {
			formula, _ := f.GetCellFormula("Summary", at(7, i+2))
			if want := strings.ReplaceAll("C#+D#-E#-F#", "#", strings.TrimPrefix(at(1, i+2), "A")); formula != want || rows[i+1][6] != "0" {
				t.Errorf("the check is %s = %s", formula, rows[i+1][6])
			}
			return
		}
	}
	t.Error("there is no roll-forward")
}

func TestOverdueRecordsAreMarked(t *testing.T) {
	f := open(t, render(t, sampleDocument(t)))
	formats, err := f.GetConditionalFormats("Findings")
	if err != nil {
		t.Fatal(err)
	}
	_, due := place(t, f, "findings_due_on")
	_, closed := place(t, f, "findings_closed_on")
	want := strings.NewReplacer("DUE", due[:1], "CLOSED", closed[:1]).Replace(`AND($DUE2<>"",$DUE2<as_of,OR($CLOSED2="",$CLOSED2>as_of))`)
	if rules := formats[due]; len(rules) != 1 || rules[0].Criteria != want {
		t.Errorf("%s: %+v, want %s", due, rules, want)
	}
	_, severity := place(t, f, "findings_severity")
	if rules := formats[severity]; len(rules) != 2 || rules[0].Value != `"Critical"` || rules[1].Value != `"High"` {
		t.Errorf("%s: %+v", severity, rules)
	}
}

func TestTrendsSayWhereTheirValuesComeFrom(t *testing.T) {
	doc := sampleDocument(t)
	trend := doc.Workbook.Figures[0].Trend
	trend[0].Basis, trend[1].Basis = metric.Issued, metric.Recomputed
	f := open(t, render(t, doc))
	rows, err := f.GetRows("Trends", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	head, first := rows[2], rows[3]
	want := trend[0].Label + " issued, " + trend[1].Label + " recomputed"
	if head[len(head)-1] != "Where earlier values come from" || first[len(first)-1] != want {
		t.Errorf("got %q over %q, want %q", head[len(head)-1], first[len(first)-1], want)
	}
}

package xlsx

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"compack/internal/document"
	"compack/internal/metric"
)

// logo is a picture of two colours.
func logo(t testing.TB) *document.Image {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 300, 100))
	for x := range 300 {
		for y := range 100 {
			m.Set(x, y, color.RGBA{R: uint8(x), G: 120, B: 60, A: 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return &document.Image{Content: b.Bytes(), Format: "png", Width: 300, Height: 100, Alt: "The vendor's sign"}
}

// targeted is the sample with limits for the figures that have a status.
func targeted(t testing.TB) *document.Document {
	t.Helper()
	d := sampleDocument(t)
	for i := range d.Workbook.Figures {
		f := &d.Workbook.Figures[i]
		switch f.Metric {
		case "findings.balance":
			f.Limits = &document.Limits{Target: metric.Whole(25), Warn: metric.Whole(100), Better: metric.Lower}
		case "findings.days_to_close_median":
			f.Limits = &document.Limits{Target: metric.Whole(92), Better: metric.Lower}
		case "training.completion":
			f.Limits = &document.Limits{Target: metric.Written(0.95), Better: metric.Higher}
		default:
			f.Status = metric.Untargeted
		}
	}
	return d
}

func TestStatusNowFollowsTheFigure(t *testing.T) {
	data := render(t, targeted(t))
	f := open(t, data)
	status := func(name string) (cell, said, formula string) {
		_, at := place(t, f, "kpi_"+name)
		cell = "G" + at[1:]
		formula, err := f.GetCellFormula("Summary", cell)
		if err != nil {
			t.Fatal(err)
		}
		return cell, raw(t, f, "Summary", cell), formula
	}
	for name, want := range map[string][2]string{
		"findings_balance":              {"At risk", `IF(ISNUMBER(#),IF(#<=25,"Met",IF(#<=100,"At risk","Not met")),"No data")`},
		"findings_days_to_close_median": {"Met", `IF(ISNUMBER(#),IF(#<=92,"Met","Not met"),"No data")`},
		"training_completion":           {"Not met", `IF(ISNUMBER(#),IF(#>=0.95,"Met","Not met"),"No data")`},
		"risks_open":                    {"", ""},
	} {
		cell, said, formula := status(name)
		if want := strings.ReplaceAll(want[1], "#", "C"+cell[1:]); said != want && formula != want {
			t.Errorf("%s: %q =%s, want %s", name, said, formula, want)
		}
		if said != want[0] {
			t.Errorf("%s is %q, want %q", name, said, want[0])
		}
	}
	counts := func() (out []string) {
		for _, col := range []string{"C", "D", "E", "F"} {
			v, err := f.CalcCellValue("Summary", col+strconv.Itoa(topRow))
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, v)
		}
		return out
	}
	if diff := cmp.Diff([]string{"1", "1", "1", "0"}, counts()); diff != "" {
		t.Error(diff)
	}
	// A lone assignment that is done, and whatever else the sheet holds is not due.
	sheet, mandatory := place(t, f, "training_mandatory")
	col := mandatory[:strings.IndexAny(mandatory, "0123456789")]
	rows, _ := f.GetRows(sheet)
	for row := 2; row <= len(rows); row++ {
		if err := f.SetCellValue(sheet, col+strconv.Itoa(row), false); err != nil {
			t.Fatal(err)
		}
	}
	cell, _, _ := status("training_completion")
	if got, err := f.CalcCellValue("Summary", cell); err != nil || got != "No data" {
		t.Errorf("without assignments the status is %q, %v", got, err)
	}
	if diff := cmp.Diff([]string{"1", "1", "0", "1"}, counts()); diff != "" {
		t.Error(diff)
	}
	if got := raw(t, f, "Summary", "H"+cell[1:]); got != "Not met" {
		t.Errorf("the status as issued became %q", got)
	}
}

func TestSharesAreBarsAndStatusesHaveLooks(t *testing.T) {
	data := render(t, targeted(t))
	f := open(t, data)
	formats, err := f.GetConditionalFormats("Summary")
	if err != nil {
		t.Fatal(err)
	}
	bars, words := 0, 0
	for cells, rules := range formats {
		switch {
		case rules[0].Type == "data_bar":
			bars += len(strings.Fields(cells))
			if rules[0].MinValue != "0" || rules[0].MaxValue != "1" || rules[0].BarColor != DefaultTheme().BrandBar {
				t.Errorf("bars: %+v", rules[0])
			}
		case rules[0].Value == `"Met"`:
			words = len(rules)
		}
	}
	if bars < 2 || words != 4 {
		t.Errorf("%d stretches of bars, %d words of statuses", bars, words)
	}
	if s := part(t, data, "xl/worksheets/sheet1.xml"); !strings.Contains(s, `gradient="0"`) {
		t.Error("the bars are not of one colour")
	}
}

func TestContentsListEverySheetAndEachLeadsBack(t *testing.T) {
	d := sampleDocument(t)
	data := render(t, d)
	f := open(t, data)
	all := partsOf(t, data)
	listed := map[string]string{}
	rows, err := f.GetRows("Contents", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[contentsHeader:] {
		if len(r) > 3 {
			listed[r[1]] = r[3]
		} else if len(r) > 1 {
			listed[r[1]] = ""
		}
	}
	led := map[string]bool{}
	for _, l := range all["xl/worksheets/sheet2.xml"].all("hyperlink") {
		led[l.attr("location")] = true
	}
	for i, name := range f.GetSheetList() {
		if name == "Contents" {
			continue
		}
		if _, ok := listed[name]; !ok || !led["'"+name+"'!A1"] {
			t.Errorf("%s: listed %v, with a link %v", name, ok, led["'"+name+"'!A1"])
		}
		back := false
		for _, l := range all["xl/worksheets/sheet"+strconv.Itoa(i+1)+".xml"].all("hyperlink") {
			back = back || l.attr("location") == "'Contents'!A1"
		}
		if !back {
			t.Errorf("nothing leads from %s back to the contents", name)
		}
	}
	if listed["Findings"] != "90" || listed["Remediation"] != "0" {
		t.Errorf("records: %v", listed)
	}
}

func TestFiguresLeadToRecordsAndBack(t *testing.T) {
	d := sampleDocument(t)
	d.Workbook.Evidence[0].Key = sourcesKey
	d.Workbook.Evidence[2].Table = document.Table{Defines: true, Columns: []document.Column{{Title: "Figure"}, {Title: "Dataset", Datasets: true}},
		Rows: [][]document.Cell{{document.Address("F-004"), document.T("findings")}, {document.Address("F-999"), document.T("nothing")}}}
	data := render(t, d)
	f := open(t, data)
	links := map[string]map[string]string{}
	for i, name := range f.GetSheetList() {
		links[name] = map[string]string{}
		for _, l := range partsOf(t, data)["xl/worksheets/sheet"+strconv.Itoa(i+1)+".xml"].all("hyperlink") {
			links[name][l.attr("ref")] = l.attr("location")
		}
	}
	_, median := place(t, f, "kpi_findings_days_to_close_median")
	_, helper := place(t, f, "findings_h_days")
	helper = strings.TrimRight(strings.Split(helper, ":")[0], "0123456789") + "1"
	origin := f.GetSheetList() // the sheet of sources stands among them
	want := map[string]string{
		"Summary A" + median[1:]: "'Findings'!A1", "Summary B" + median[1:]: "'Definitions'!A4", "Findings " + helper: "'Summary'!" + median,
		"Definitions A4": "'Summary'!" + median, "Definitions B4": "'Findings'!A1", "Definitions A5": "", "Definitions B5": "",
	}
	for from, to := range want {
		sheet, cell, _ := strings.Cut(from, " ")
		if got := links[sheet][cell]; got != to {
			t.Errorf("%s leads to %q, want %q (sheets %v)", from, got, to, origin)
		}
	}
	sources := 0
	for _, to := range links["Findings"] {
		if to == "'"+d.Workbook.Evidence[0].Name+"'!A1" {
			sources++
		}
	}
	if sources != 3 {
		t.Errorf("%d headers lead to the sources, want 3", sources)
	}
}

func TestRecordsOfAllClientsSaySo(t *testing.T) {
	tab := table(t, "policies", []row{{"policy_id": "P-1", "title": "One", "client": "*", "status": "approved"}, {"policy_id": "P-2", "title": "Two", "client": "northwind", "status": "approved"}})
	d := &document.Document{Title: "T", Period: quarter, AsOf: asOf}
	d.Workbook.Populations = []document.Population{{Name: "Policies", Table: tab, Origins: sampleOrigins}}
	f := open(t, render(t, d))
	_, cells := place(t, f, "policies_client")
	first, second, _ := strings.Cut(cells, ":")
	if got, err := f.GetCellValue("Policies", first); err != nil || got != "All clients" || raw(t, f, "Policies", first) != "*" {
		t.Errorf("a record of all clients shows %q and holds %q (%v)", got, raw(t, f, "Policies", first), err)
	}
	if got, err := f.GetCellValue("Policies", second); err != nil || got != "northwind" {
		t.Errorf("a record of one client shows %q (%v)", got, err)
	}
}

func TestABrandChangesColoursAndStandsAtTheHead(t *testing.T) {
	for given, want := range map[string]string{"": "1F4E8C", "0B6E4F": "0B6E4F", "#0b6e4f": "0B6E4F", "nonsense": "1F4E8C", "00FF0000": "1F4E8C"} {
		if got := DefaultTheme().branded(given).Brand; got != want {
			t.Errorf("brand %q gives %s, want %s", given, got, want)
		}
	}
	for _, light := range []string{"FFD500", "FFFFFF", "00FF00"} {
		theme := DefaultTheme().branded(light)
		read := func(s string) rgb {
			n, _ := strconv.ParseUint(s, 16, 32)
			return rgb{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}
		}
		if c := read(theme.Brand).contrast(read(theme.BrandTint)); c < leastRatio {
			t.Errorf("%s: a header's contrast is %.1f", light, c)
		}
	}
	data, err := Render(sampleDocument(t), Options{Brand: document.Brand{Colour: "0B6E4F", Logo: logo(t)}})
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, data)
	pictures, err := f.GetPictureCells("Summary")
	if err != nil || len(pictures) != 1 || pictures[0] != "K1" {
		t.Errorf("pictures: %v, %v", pictures, err)
	}
	for row := 1; row < topRow; row++ {
		if v := raw(t, f, "Summary", "K"+strconv.Itoa(row)); v != "" {
			t.Errorf("the logo covers %q", v)
		}
	}
	if !strings.Contains(part(t, data, "xl/styles.xml"), "0B6E4F") {
		t.Error("nothing has the brand's colour")
	}
}

func TestAWorkbookOfValuesHasNoFormulas(t *testing.T) {
	d := targeted(t)
	d.Workbook.Populations, d.Workbook.WithoutRecords = nil, true
	for i := range d.Workbook.Figures {
		f := &d.Workbook.Figures[i]
		f.Formula, f.NumeratorFormula, f.DenominatorFormula, f.Parts = "", "", "", nil
		for _, g := range f.Groupings {
			for r := range g.Rows {
				g.Rows[r].Formula = ""
			}
		}
	}
	data := render(t, d)
	f := open(t, data)
	for _, sheet := range f.GetSheetList() {
		formulas(t, f, sheet, func(cell, formula string) { t.Errorf("%s!%s is =%s", sheet, cell, formula) })
	}
	if shown, err := f.GetColVisible("Summary", letters(colStatus)); err != nil || shown {
		t.Errorf("the status as issued is shown beside the status: %v", err)
	}
	said := part(t, data, "xl/worksheets/sheet1.xml")
	if !strings.Contains(said, "This workbook holds no records") || strings.Contains(said, "live formula") || strings.Contains(said, "1 as issued") {
		t.Error("the guide does not say that there are no records")
	}
	if got := raw(t, f, "Summary", "D"+strconv.Itoa(topRow)); got != "1" {
		t.Errorf("%s figures are at risk, want 1", got)
	}
}

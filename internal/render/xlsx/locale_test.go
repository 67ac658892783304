package xlsx

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"compack/internal/document"
	"compack/internal/locale"
)

// german speaks some of the fixed texts.
var german = &locale.Locale{
	Language: "de", Decimal: ",", Group: ".", Date: "{day}.{month}.{year}",
	Texts: map[string]locale.Forms{
		"Summary": {"Übersicht"}, "Contents": {"Inhalt"}, "Trends": {"Ein Name, der viel länger ist als ein Blatt ihn haben darf"}, "Life tables": {"Übersicht"},
		"Met": {"Erfüllt"}, "At risk": {"Gefährdet"}, "Not met": {"Nicht \"erfüllt\""}, "No data": {"Ohne Daten"}, "n/a": {"k. A."}, "All clients": {"Alle Kunden"},
		"Page %s of %s": {"Seite %s von %s & mehr"}, "Draft": {"Entwurf"}, "Back to the contents": {"Zurück zum Inhalt"},
	},
}

func TestAWorkbookSpeaksItsDocumentsLanguage(t *testing.T) {
	d := targeted(t)
	d.Locale = german
	d.Workbook.Figures[0].Value = document.Cell{Kind: document.Missing}
	d.Workbook.Figures[0].Formula = `IF(COUNTIFS(risks_status,"x")=0,"n/a",1)`
	f := open(t, render(t, d))
	sheets := f.GetSheetList()
	if sheets[0] != "Übersicht" || sheets[1] != "Inhalt" || !slices.ContainsFunc(sheets, func(s string) bool {
		return strings.HasPrefix(s, "Ein Name") && utf8.RuneCountInString(s) <= excelize.MaxSheetNameLength
	}) {
		t.Errorf("sheets: %v", sheets)
	}
	cached, live := f, open(t, render(t, d))
	n := 0
	formulas(t, cached, "Übersicht", func(cell, formula string) {
		n++
		got, err := live.CalcCellValue("Übersicht", cell, excelize.Options{RawCellValue: true})
		if want := raw(t, cached, "Übersicht", cell); err != nil || !same(got, want) {
			t.Errorf("%s =%s gives %q, the file says %q (%v)", cell, formula, got, want, err)
		}
	})
	if n < 40 {
		t.Errorf("only %d formulas", n)
	}
	_, cell := place(t, f, "kpi_risks_open")
	id, err := f.GetCellStyle("Übersicht", cell)
	if err != nil {
		t.Fatal(err)
	}
	if look, err := f.GetStyle(id); err != nil || *look.CustomNumFmt != `General;General;General;"k. A."` || raw(t, f, "Übersicht", cell) != "n/a" {
		t.Errorf("a figure without value is shown by %+v and holds %q (%v)", look.CustomNumFmt, raw(t, f, "Übersicht", cell), err)
	}
	_, cell = place(t, f, "kpi_training_completion")
	if got := raw(t, f, "Übersicht", "G"+cell[1:]); got != `Nicht "erfüllt"` {
		t.Errorf("the status is %q", got)
	}
	_, cell = place(t, f, "as_of")
	if got, err := f.GetCellValue("Übersicht", cell); err != nil || got != "30.09.2026" {
		t.Errorf("a day shows %q (%v)", got, err)
	}
	hf, err := f.GetHeaderFooter("Übersicht")
	if err != nil || !strings.HasSuffix(hf.OddFooter, "Seite &P von &N && mehr") {
		t.Errorf("footer %q (%v)", hf.OddFooter, err)
	}
}

func TestFormatsOfDaysAreThoseOfTheLocale(t *testing.T) {
	for date, want := range map[string]string{
		"": "yyyy-mm-dd", "{day}.{month}.{year}": `dd\.mm\.yyyy`, "{d}/{m}/{year}": `d\/m\/yyyy`, "{year}年{m}月{d}日": `yyyy\年m\月d\日`,
		"{d} {name} {year}": "yyyy-mm-dd", "{day}.{month": "yyyy-mm-dd",
	} {
		if got := dayFormat(&locale.Locale{Date: date}); got != want {
			t.Errorf("%q gives %q, want %q", date, got, want)
		}
	}
	if got := dayFormat(nil); got != dateFormat {
		t.Errorf("English days are %q", got)
	}
}

func TestPaperAndDraftAreTheDocuments(t *testing.T) {
	d := sampleDocument(t)
	d.Paper, d.Draft, d.Locale = document.Letter, true, german
	f := open(t, render(t, d))
	for _, sheet := range f.GetSheetList() {
		layout, err := f.GetPageLayout(sheet)
		if err != nil || *layout.Size != paperLetter {
			t.Errorf("%s prints on paper %v (%v)", sheet, *layout.Size, err)
		}
		if hf, _ := f.GetHeaderFooter(sheet); !strings.Contains(hf.OddFooter, "Entwurf") {
			t.Errorf("%s: footer %q does not say that it is a draft", sheet, hf.OddFooter)
		}
	}
	titles := ""
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" && n.Scope == "Risks" {
			titles = n.RefersTo
		}
	}
	if titles != "'Risks'!$A:$A,'Risks'!$1:$1" {
		t.Errorf("a wide sheet repeats %q", titles)
	}
}

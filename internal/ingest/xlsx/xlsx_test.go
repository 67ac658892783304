package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// build writes a workbook with excelize.
func build(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// set writes values in a row of Sheet1.
func set(t testing.TB, f *excelize.File, cell string, values ...any) {
	t.Helper()
	if err := f.SetSheetRow("Sheet1", cell, &values); err != nil {
		t.Fatal(err)
	}
}

// pack writes a workbook of hand-made parts; sheet is the content of sheetData.
func pack(t testing.TB, sheet string, change map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<x:workbook xmlns:x="a" xmlns:r="b"><x:sheets><x:sheet name="Data" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst><si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>spoken</t></rPh></si><si><t>a_x000D__x005F_b_xZZ</t></si></sst>`,
		"xl/worksheets/sheet1.xml":   `<x:worksheet xmlns:x="a"><x:sheetData>` + sheet + `</x:sheetData></x:worksheet>`,
	}
	for name, content := range change {
		parts[name] = content
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range parts {
		if content == "" {
			continue
		}
		p, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(p, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// dump shows the rows of a sheet as row: kind text|kind text.
func dump(content []byte, sheet int) ([]string, error) {
	w, err := Open(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, err
	}
	if _, err := w.Layout(w.Sheets[sheet]); err != nil {
		return nil, err
	}
	var out []string
	for row, err := range w.Rows(w.Sheets[sheet]) {
		if err != nil {
			return out, err
		}
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, fmt.Sprintf("%d %s", c.Kind, c.Text))
		}
		out = append(out, fmt.Sprintf("%d: %s", row.Number, strings.Join(cells, "|")))
	}
	return out, nil
}

func TestCellsKeepTheirKind(t *testing.T) {
	content := build(t, func(f *excelize.File) {
		set(t, f, "A2", "text", 12.5, true, time.Date(2026, 9, 30, 12, 0, 0, 0, time.UTC), nil, "12E4", 120000)
		if err := f.SetCellFormula("Sheet1", "A4", "1+1"); err != nil {
			t.Fatal(err)
		}
	})
	got, err := dump(content, 0)
	want := []string{"2: 1 text|2 12.5|4 1|3 46295.5|0 |1 12E4|2 120000", "4: 6 "}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestHandMadeParts(t *testing.T) {
	got, err := dump(pack(t, `<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c></x:row>
		<x:row r="5"><x:c r="B5" t="inlineStr"><x:is><x:t>in &amp; line</x:t><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c><x:c r="D5" t="e"><x:v>#REF!</x:v></x:c></x:row>
		<x:row r="6"/><x:row><x:c t="str"><x:f>A1</x:f><x:v></x:v></x:c><x:c><x:v>1</x:v></x:c><x:c t="d"><x:v>2026-09-30</x:v></x:c></x:row>`, nil), 0)
	want := []string{"1: 1 plain|1 rich|1 a\r_b_xZZ", "5: 0 |1 in & line|0 |5 #REF!", "6: ", "7: 0 |2 1|1 2026-09-30"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestSheetsAndTheirState(t *testing.T) {
	content := build(t, func(f *excelize.File) {
		for _, name := range []string{"Hidden", "Very hidden", "Seen"} {
			if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
		}
		yes := true
		errs := errors.Join(f.SetSheetVisible("Hidden", false), f.SetSheetVisible("Very hidden", false, true),
			f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
		if errs != nil {
			t.Fatal(errs)
		}
	})
	w, err := Open(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range w.Sheets {
		got = append(got, fmt.Sprint(s.Name, s.Hidden))
	}
	if diff := cmp.Diff([]string{"Sheet1false", "Hiddentrue", "Very hiddentrue", "Seenfalse"}, got); diff != "" || !w.Date1904 {
		t.Errorf("1904 is %t, sheets %s", w.Date1904, diff)
	}
}

func TestDamageIsAnErrorAndNeverFewerRows(t *testing.T) {
	rows := strings.Repeat(`<x:row><x:c><x:v>1</x:v></x:c></x:row>`, 500)
	whole := pack(t, rows, nil)
	sheet := `<x:worksheet xmlns:x="a"><x:sheetData>` + rows
	flipped := bytes.Clone(build(t, func(f *excelize.File) {
		for i := range 2000 {
			set(t, f, fmt.Sprintf("A%d", i+1), i*7919%1000, fmt.Sprint("text ", i*104729%1000))
		}
	}))
	at := bytes.Index(flipped, []byte("xl/worksheets/sheet1.xml")) + 3000
	flipped[at] ^= 0x55
	for name, content := range map[string][]byte{
		"cut short":                 whole[:len(whole)/2],
		"sheet breaks off":          pack(t, "", map[string]string{"xl/worksheets/sheet1.xml": sheet}),
		"breaks off inside a tag":   pack(t, "", map[string]string{"xl/worksheets/sheet1.xml": sheet + "<x:ro"}),
		"flipped bits":              flipped,
		"rows out of order":         pack(t, `<x:row r="3"/><x:row r="2"/>`, nil),
		"row beyond the grid":       pack(t, `<x:row r="1048577"/>`, nil),
		"row number that is none":   pack(t, `<x:row r="x"/>`, nil),
		"column beyond the grid":    pack(t, `<x:row r="1"><x:c r="XFE1"/></x:row>`, nil),
		"columns out of order":      pack(t, `<x:row r="1"><x:c r="B1"><x:v>1</x:v></x:c><x:c r="A1"/></x:row>`, nil),
		"no such shared text":       pack(t, `<x:row r="1"><x:c t="s"><x:v>3</x:v></x:c></x:row>`, nil),
		"sheet part missing":        pack(t, "", map[string]string{"xl/worksheets/sheet1.xml": ""}),
		"relations missing":         pack(t, "", map[string]string{"xl/_rels/workbook.xml.rels": ""}),
		"workbook part is no XML":   pack(t, "", map[string]string{"xl/workbook.xml": "<a"}),
		"shared texts are no XML":   pack(t, "", map[string]string{"xl/sharedStrings.xml": "<sst><si>&x;"}),
		"entity that is not XML's":  pack(t, `<x:row><x:c><x:v>&bomb;</x:v></x:c></x:row>`, nil),
		"byte that is not UTF-8":    pack(t, "<x:row><x:c t=\"str\"><x:v>\xE9</x:v></x:c></x:row>", nil),
		"pronunciation never ended": pack(t, "", map[string]string{"xl/sharedStrings.xml": "<sst><si><rPh>"}),
	} {
		if got, err := dump(content, 0); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %d rows, error %v", name, len(got), err)
		}
	}
	if got, err := dump(whole, 0); err != nil || len(got) != 500 {
		t.Errorf("whole: %d rows, error %v", len(got), err)
	}
}

func TestArchivesThatAreNoWorkbook(t *testing.T) {
	for part, want := range map[string]string{"word/document.xml": "Word", "xl/workbook.bin": ".xlsb", "content.xml": "OpenDocument", "other.txt": "no workbook"} {
		content := pack(t, "", map[string]string{part: "x", "xl/workbook.xml": ""})
		if _, err := dump(content, 0); !errors.Is(err, ErrNoWorkbook) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", part, err)
		}
	}
}

func TestFormatsThatShowADate(t *testing.T) {
	for code, want := range map[string]bool{
		"yyyy-mm-dd": true, "d/m/yy": true, `[$-409]d-mmm-yy;@`: true, "mmm-yy": true, "dddd": true,
		"0.00": false, "General": false, "h:mm": false, "[h]:mm:ss": false, "0.00E+00": false,
		`"day" 0`: false, `0\d`: false, "[Red]0": false, "#,##0 _d": false, `0;"y"`: false, `"open`: false,
	} {
		if got := showsDate(code); got != want {
			t.Errorf("%s: %t, want %t", code, got, want)
		}
	}
}

// TestAgreesWithExcelize reads real workbooks with both readers.
func TestAgreesWithExcelize(t *testing.T) {
	root := filepath.Join("..", "..", "..", "..", "shared", "data")
	if _, err := os.Stat(root); err != nil {
		t.Skip("REAL FILES ARE ABSENT: nothing was compared")
	}
	cells := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xlsx" {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		w, err := Open(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Logf("%s: %v", d.Name(), err)
			return nil
		}
		f, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			t.Errorf("%s: excelize: %v", d.Name(), err)
			return nil
		}
		defer f.Close()
		for _, s := range w.Sheets {
			want, err := f.GetRows(s.Name, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Errorf("%s: excelize: %v", d.Name(), err)
				continue
			}
			cells += compare(t, d.Name(), w, s, want)
		}
		return nil
	})
	if err != nil || cells < 5000 {
		t.Errorf("%d cells compared, error %v", cells, err)
	}
}

func compare(t *testing.T, file string, w *Workbook, s Sheet, want [][]string) (cells int) {
	t.Helper()
	next := 0
	for row, err := range w.Rows(s) {
		if err != nil {
			t.Errorf("%s, %s: %v", file, s.Name, err)
			return cells
		}
		for ; next < row.Number-1 && next < len(want); next++ {
			if strings.Join(want[next], "") != "" {
				t.Errorf("%s, %s: row %d is missing", file, s.Name, next+1)
			}
		}
		next = row.Number
		for i, c := range row.Cells {
			other := ""
			if row.Number <= len(want) && i < len(want[row.Number-1]) {
				other = want[row.Number-1][i]
			}
			if other != c.Text && strings.TrimSpace(other) != strings.TrimSpace(c.Text) {
				t.Errorf("%s, %s, row %d, column %d: %d %q, excelize has %q", file, s.Name, row.Number, i+1, c.Kind, c.Text, other)
			}
			cells++
		}
	}
	for ; next < len(want); next++ {
		if strings.Join(want[next], "") != "" {
			t.Errorf("%s, %s: row %d is missing", file, s.Name, next+1)
		}
	}
	return cells
}

func FuzzOpen(f *testing.F) {
	f.Add(pack(f, `<x:row><x:c t="s"><x:v>0</x:v></x:c></x:row>`, nil))
	f.Add(build(f, func(x *excelize.File) { set(f, x, "A1", "a", 1, true) }))
	f.Fuzz(func(t *testing.T, content []byte) {
		w, err := Open(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return
		}
		for _, s := range w.Sheets {
			readAll(t, w, s)
		}
	})
}

// FuzzSheet changes what stands inside a sheet, which changes to the archive
// rarely reach.
func FuzzSheet(f *testing.F) {
	f.Add(`<x:row r="2"><x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c r="AB2" t="b"><x:v>1</x:v></x:c></x:row>`)
	f.Add(`<row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData>`)
	f.Add(`<x:row><x:c><x:f>1</x:f></x:c></x:row><x:row r="9"/>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		content := pack(t, sheet, nil)
		w, err := Open(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		readAll(t, w, w.Sheets[0])
	})
}

func readAll(t *testing.T, w *Workbook, s Sheet) {
	last := 0
	for row, err := range w.Rows(s) {
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrSize) {
				t.Fatalf("an error that is not the file's: %v", err)
			}
			return
		}
		if row.Number <= last || row.Number > MaxRows || len(row.Cells) > MaxColumns {
			t.Fatalf("row %d with %d cells after row %d", row.Number, len(row.Cells), last)
		}
		last = row.Number
	}
}

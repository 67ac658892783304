package xlsx

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"compack/internal/document"
)

func TestSheetNames(t *testing.T) {
	for want, name := range map[string]string{
		"Audit results":                     "Audit results",
		"a b c d e f":                       `a/b\c:d*e?f`,
		"x y":                               "[x] y",
		"Client’s view":                     "Client's view",
		"sheet":                             " ",
		"History sheet":                     "History",
		strings.Repeat("ä", 31):             strings.Repeat("ä", 40),
		strings.Repeat("😀", 15):             strings.Repeat("😀", 20),
		"One two three four five six sev x": "One two three four five six sev x"[:31] + "x",
	} {
		if len(utf16.Encode([]rune(want))) > excelize.MaxSheetNameLength {
			want = want[:31]
		}
		if got := sheetName(name, map[string]bool{}); got != want {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
}

func TestTwoHundredSheetsOfOneNameAreToldApart(t *testing.T) {
	d := &document.Document{Title: "T", Period: quarter, AsOf: asOf}
	for i := range 200 {
		name := strings.Repeat("Problems of the inputs ", 3)
		if i%2 == 1 {
			name = strings.ToUpper(name)
		}
		d.Workbook.Evidence = append(d.Workbook.Evidence, document.Evidence{Name: name, Table: document.Table{
			Columns: []document.Column{{Title: "No"}}, Rows: [][]document.Cell{{document.I(i)}}}})
	}
	d.Workbook.Evidence = append(d.Workbook.Evidence, document.Evidence{Name: "summary"})
	f := open(t, render(t, d))
	seen := map[string]bool{}
	for i, name := range f.GetSheetList() {
		if key := strings.ToLower(name); seen[key] || len(name) > excelize.MaxSheetNameLength {
			t.Errorf("sheet %d is called %q", i, name)
		} else {
			seen[key] = true
		}
		if i > 1 && i <= 201 && raw(t, f, name, "A4") != strconv.Itoa(i-2) {
			t.Errorf("sheet %q holds %s", name, raw(t, f, name, "A4"))
		}
	}
	if len(seen) != 203 {
		t.Errorf("%d sheets", len(seen))
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain", "plain"}, {"a\r\nb\rc", "a\nb\nc"}, {"a\x00\x1bb", "ab"}, {"bad \xff byte", "bad \uFFFD byte"}, {"tab\tstays", "tab\tstays"}, {"\ufffe\uffff", ""},
	} {
		if got := clean(c.in); got != c.want {
			t.Errorf("%q became %q, want %q", c.in, got, c.want)
		}
	}
	long := clean(strings.Repeat("😀", 20_000))
	if n := len(utf16.Encode([]rune(long))); n > excelize.TotalCellChars || n < excelize.TotalCellChars-2 || !strings.HasSuffix(long, "😀…") {
		t.Errorf("a long text has %d units and ends in %q", n, long[len(long)-8:])
	}
	if exact := strings.Repeat("é", excelize.TotalCellChars); clean(exact) != exact {
		t.Error("a text that just fits was cut")
	}
}

func TestColumnTitlesAreDistinct(t *testing.T) {
	got := distinct([]string{"Due", "DUE", "", "due", "a\n b", "Due (2)"})
	if diff := cmp.Diff([]string{"Due", "DUE (2)", "Column 3", "due (3)", "a b", "Due (2) (2)"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  int
	}{{"", 10, 1}, {"one two", 10, 1}, {"one two three", 10, 2}, {"one\ntwo\n\nthree", 10, 4}, {strings.Repeat("x", 31), 10, 4}, {"a " + strings.Repeat("x", 9), 9, 2}} {
		if got := lines(c.text, c.width, sizeBody); got != c.want {
			t.Errorf("%q takes %d lines of %v, want %d", c.text, got, c.width, c.want)
		}
	}
}

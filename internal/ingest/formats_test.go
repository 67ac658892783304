package ingest

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compack/internal/problem"
)

// replacePart rewrites a workbook with one text in one part replaced.
func replacePart(t testing.TB, content []byte, part, from, to string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			if !bytes.Contains(b, []byte(from)) {
				t.Fatalf("%s holds no %q: %s", part, from, b)
			}
			b = bytes.Replace(b, []byte(from), []byte(to), 1)
		}
		p, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestContentDecidesNotTheName(t *testing.T) {
	good := workbook(t, []any{"Ref", "Customer", "Due"}, []any{"A1", "Acme", "2026-10-01"})
	text := "Ref,Customer,Due\nA1,Acme,2026-10-01\n"
	for _, c := range []struct {
		name, file, content string
		code                problem.Code
		says                string
	}{
		{"a workbook called .csv", "in.csv", string(good), "", ""},
		{"text called .xlsx", "in.xlsx", text, "", ""},
		{"UTF-16", "in.csv", "\xFF\xFE" + string(wide(text)), "", ""},
		{"a .xls called .xlsx", "in.xlsx", ole + strings.Repeat("\x00", 600), problem.WrongFormat, "old Excel workbook (.xls)"},
		{"a password", "in.xlsx", ole + strings.Repeat("\x00", 600) + string(wide("EncryptedPackage")), problem.WrongFormat, "protected by a password"},
		{"a PNG called .csv", "in.csv", "\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR", problem.WrongFormat, "a PNG picture"},
		{"a PDF called .csv", "in.csv", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", problem.WrongFormat, "a PDF document"},
		{"HTML called .xls", "in.xls", "\r\n<HTML><body><table><tr><td>Ref</td></tr></table>", problem.WrongFormat, "a web page (HTML)"},
		{"XML", "in.xls", "\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook/>", problem.WrongFormat, "an XML document"},
		{"JSON", "in.csv", "[\n {\"ref\": \"A1\"}]", problem.WrongFormat, "JSON"},
		{"zero bytes", "in.csv", text + "A2,\x00\x00\x00,x\n", problem.WrongFormat, "binary data"},
		{"control characters", "in.csv", strings.Repeat("\x01\x02a", 50), problem.WrongFormat, "binary data"},
		{"half a workbook", "in.xlsx", string(good[:len(good)/2]), problem.WrongFormat, "half-written or damaged"},
		{"a Word document", "in.xlsx", string(zipOf(t, "word/document.xml")), problem.WrongFormat, "a Word document"},
		{"some zip archive", "in.xlsx", string(zipOf(t, "notes.txt")), problem.WrongFormat, "no workbook"},
		{"nothing", "in.csv", "", problem.EmptyInput, "0 bytes"},
		{"white space", "in.csv", "\xEF\xBB\xBF \r\n\r\n", problem.EmptyInput, "nothing in the file but white space"},
		{"UTF-8 with a broken letter", "in.csv", "\xEF\xBB\xBFRef,Customer,Due,Summary\nA1,Acme,2026-10-01,caf\xE9\n", problem.Encoding, "line 2 holds the byte 0xE9"},
		{"half a character", "in.csv", "\xFF\xFEa", problem.Encoding, "in the middle of a character"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, c.file, []byte(c.content), nil)
			if c.code == "" {
				if r.table.Len() != 1 || len(r.problems) != 0 {
					t.Fatalf("%d records, problems %v", r.table.Len(), r.problems)
				}
				return
			}
			if len(r.problems) != 1 || r.problems[0].Code != c.code || !strings.Contains(r.problems[0].Message, c.says) {
				t.Fatalf("problems %v, want %s with %q", r.problems, c.code, c.says)
			}
			p := r.problems[0]
			if !p.Shared || p.Severity != problem.Error || p.Hint == "" || p.Dataset != "actions" || p.Place.File != c.file || len(r.ledger) != 0 {
				t.Errorf("problem %+v, ledger %v", p, r.ledger)
			}
		})
	}
}

func zipOf(t testing.TB, name string) []byte { return zipWith(t, name, "") }

func zipWith(t testing.TB, name, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	part, err := w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(part, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestASheetThatBreaksOffIsReportedAndTies(t *testing.T) {
	rows := [][]any{{"Ref", "Customer", "Due"}}
	for range 200 {
		rows = append(rows, []any{"A1", "Acme", "2026-10-01"})
	}
	content := replacePart(t, workbook(t, rows...), "xl/worksheets/sheet1.xml", `<row r="150"`, `<raw r="150"`)
	r := read(t, "in.xlsx", content, nil)
	if len(r.problems) != 1 || r.problems[0].Code != problem.WrongFormat || !r.problems[0].Shared || !strings.Contains(r.problems[0].Message, "after row 149") {
		t.Errorf("problems %v", r.problems)
	}
	if want := "148 = 148 + 0 + 0"; r.counts() != want {
		t.Errorf("ledger %s, want %s", r.counts(), want)
	}
}

func TestPlacesThatAreNoFile(t *testing.T) {
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, code := range map[string]problem.Code{"folder": problem.WrongFormat, "folder/none.csv": problem.InputMissing} {
		_, ledger, problems, err := Read([]Source{{Dataset: definition(t, actions), Root: root, File: name}}, Options{Client: known})
		if err != nil || len(ledger) != 0 || len(problems) != 1 || problems[0].Code != code || strings.Contains(problems[0].String(), root) {
			t.Errorf("%s: %v, %v", name, problems, err)
		}
	}
	if _, _, _, err := Read([]Source{{File: "x.csv"}}, Options{}); err == nil {
		t.Error("a source without a dataset is no error")
	}
}

func TestAFileWrittenToWhileItIsReadIsReported(t *testing.T) {
	name := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(name, []byte("Ref,Customer,Due\nA1,Acme,2026-10-01\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	write := func(string) (string, bool) {
		f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.WriteString("A2,Acme,2026-10-01\n"); err != nil {
			t.Fatal(err)
		}
		return "acme", true
	}
	_, ledger, problems, err := Read([]Source{{Dataset: definition(t, actions), Root: filepath.Dir(name), File: "in.csv"}}, Options{Client: write})
	if err != nil || ledger[0].Read != 1 || len(problems) != 1 || !strings.Contains(problems[0].Message, "changed while it was read") {
		t.Errorf("ledger %+v, problems %v, error %v", ledger, problems, err)
	}
}

func TestLongCells(t *testing.T) {
	long := strings.Repeat("x", 32768)
	r := read(t, "in.csv", []byte("Ref,Customer,Due,Summary\nA1,Acme,2026-10-01,"+long+"\n"), nil)
	if r.counts() != "1 = 1 + 0 + 0" {
		t.Errorf("text file: %v", r.problems)
	}
	sheet := replacePart(t, workbook(t, []any{"Ref", "Customer", "Due", "Summary"}, []any{"A1", "Acme", "2026-10-01", "LONG"}), "xl/sharedStrings.xml", "LONG", long)
	r = read(t, "in.xlsx", sheet, nil)
	if r.counts() != "1 = 0 + 1 + 0" || r.problems[0].Code != problem.LimitExceeded || len(r.problems[0].Value) > 210 {
		t.Errorf("workbook: %v", r.problems)
	}
}

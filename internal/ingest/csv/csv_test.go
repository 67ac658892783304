package csv

import (
	"bytes"
	stdcsv "encoding/csv"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// dump reads the content and shows each row as line: cell|cell, or the error.
func dump(t testing.TB, content string, delimiter rune) []string {
	t.Helper()
	text, err := Open(strings.NewReader(content), int64(len(content)), Settings{})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	if delimiter == 0 {
		delimiter = append(text.Delimiters(), ',')[0]
	}
	var out []string
	for row, err := range text.Rows(delimiter) {
		if err != nil {
			t.Fatalf("row after %v: %v", out, err)
		}
		shown := strings.Join(row.Cells, "|")
		if row.Err != nil {
			shown = "! " + row.Err.Error()
		}
		out = append(out, fmt.Sprintf("%d: %s", row.Line, shown))
	}
	return out
}

func TestRowsAccountForEveryLine(t *testing.T) {
	quote := "! " + ErrQuote.Error()
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"plain", "a,b\n1,2\n", []string{"1: a|b", "2: 1|2"}},
		{"no line break at the end", "a,b\n1,2", []string{"1: a|b", "2: 1|2"}},
		{"carriage returns", "a,b\r\n1,2\r\n", []string{"1: a|b", "2: 1|2"}},
		{"carriage returns alone", "a,b\r1,2\r", []string{"1: a|b", "2: 1|2"}},
		{"byte order mark", "\xEF\xBB\xBFa,b\n", []string{"1: a|b"}},
		{"blank lines", "\na,b\n\n\r\n1,2\n\n", []string{"1: ", "2: a|b", "3: ", "4: ", "5: 1|2", "6: "}},
		{"blank lines only", "\n\n", []string{"1: ", "2: "}},
		{"quoted line break", "a,b\n\"x\ny\",2\n3,4\n", []string{"1: a|b", "2: x\ny|2", "4: 3|4"}},
		{"quoted line break in the last cell", "a,b\n1,\"x\n\ny\"\n\n3,4\n", []string{"1: a|b", "2: 1|x\n\ny", "5: ", "6: 3|4"}},
		{"doubled quotation mark", "a,b\n\"x \"\"y\"\", z\",2\n", []string{"1: a|b", "2: x \"y\", z|2"}},
		{"ragged rows", "a,b\n1\n1,2,3\n", []string{"1: a|b", "2: 1", "3: 1|2|3"}},
		{"stray quotation mark", "a,b\n1 \"x\" y,2\n3,4\n", []string{"1: a|b", "2: " + quote, "3: 3|4"}},
		{"text behind a quoted value", "a,b\n\"x\" y,2\n3,4\n", []string{"1: a|b", "2: " + quote, "3: 3|4"}},
		{"quotation mark never closed", "a,b\n1,\"x\n3,4\n\n5,6\n", []string{"1: a|b", "2: " + quote, "3: 3|4", "4: ", "5: 5|6"}},
		{"closed by the next row's", "a,b\n1,\"x\n3,\"y\"\n5,6\n", []string{"1: a|b", "2: " + quote, "3: 3|y", "4: 5|6"}},
		{"blank lines before the fault", "a,b\n\n\n1,\"x\n3,4", []string{"1: a|b", "2: ", "3: ", "4: " + quote, "5: 3|4"}},
		{"declared delimiter", "sep=;\na;b,c\n", []string{"2: a|b,c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, dump(t, c.content, 0)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDelimiterIsTheConsistentOne(t *testing.T) {
	for content, want := range map[string]rune{
		"a;b\n1,5;2,5\n":                     ';',
		"a\tb, c\n1\t2\n":                    '\t',
		"a|b|c\n1|2|3\n":                     '|',
		"Export, made today\na;b;c\n1;2;3\n": ';',
		"a,b\n\"1;2;3\",\"4;5;6\"\n":         ',',
		"a,b\n\"x \"\";\"\" y\",2\n":         ',',
	} {
		text, err := Open(strings.NewReader(content), int64(len(content)), Settings{})
		if err != nil || len(text.Delimiters()) == 0 || text.Delimiters()[0] != want {
			t.Errorf("%q: delimiters %q, %v; want %q first", content, text.Delimiters(), err, want)
		}
	}
	text, err := Open(strings.NewReader("one\ntwo\n"), 8, Settings{})
	if err != nil || len(text.Delimiters()) != 0 {
		t.Errorf("one column: delimiters %q, %v; want none", text.Delimiters(), err)
	}
}

func TestWideTextIsDecoded(t *testing.T) {
	for name, content := range map[string]string{
		"little endian with mark": "\xFF\xFE" + wide("Größe,b\n1,2\n", false),
		"big endian with mark":    "\xFE\xFF" + wide("Größe,b\n1,2\n", true),
		"little endian":           wide("Größe,b\n1,2\n", false),
		"big endian":              wide("Größe,b\n1,2\n", true),
	} {
		if diff := cmp.Diff([]string{"1: Größe|b", "2: 1|2"}, dump(t, content, 0)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func wide(s string, big bool) string {
	var b bytes.Buffer
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func TestOpenRefusesWhatIsNoText(t *testing.T) {
	var encoding *EncodingError
	for name, content := range map[string]string{
		"UTF-8 by its mark":       "\xEF\xBB\xBFa,b\n1,\xE9t\xE9\n",
		"mostly UTF-8":            "ä,ö\nü,\xE9\n",
		"UTF-8 with a cut letter": "ä,ö\n1,\xC3",
	} {
		if _, err := Open(strings.NewReader(content), int64(len(content)), Settings{}); !errors.As(err, &encoding) || encoding.Line != 2 {
			t.Errorf("%s: %v", name, err)
		}
	}
	latin := "a,b\n1,\xE9t\xE9\n"
	if _, err := Open(strings.NewReader(latin), int64(len(latin)), Settings{Encoding: "utf-8"}); !errors.As(err, &encoding) || encoding.Byte != 0xE9 {
		t.Errorf("said to be UTF-8: %v", err)
	}
	if _, err := Open(strings.NewReader("abc"), 3, Settings{Encoding: "utf-16le"}); !errors.Is(err, ErrCut) {
		t.Errorf("said to be UTF-16: %v", err)
	}
	if _, err := Open(strings.NewReader("a,b\n1,\x00\x00x\n"), 10, Settings{}); !errors.Is(err, ErrBinary) {
		t.Errorf("zero bytes: %v", err)
	}
	// A rune that lies across two chunks of the inspection is whole.
	long := strings.Repeat("x", chunk-1) + "é,b\n"
	if _, err := Open(strings.NewReader(long), int64(len(long)), Settings{}); err != nil {
		t.Errorf("rune across chunks: %v", err)
	}
}

func TestWhatIsNotUTF8IsReadAsWindows1252(t *testing.T) {
	content := "a,b\n\x80 5,\xE9t\xE9\n"
	text, err := Open(strings.NewReader(content), int64(len(content)), Settings{})
	if err != nil || text.Encoding() != "windows-1252" || text.Stray() == nil || *text.Stray() != (EncodingError{Line: 2, Byte: 0x80}) {
		t.Fatalf("%+v, %v", text, err)
	}
	if diff := cmp.Diff([]string{"1: a|b", "2: € 5|été"}, dump(t, content, 0)); diff != "" {
		t.Error(diff)
	}
	text, err = Open(strings.NewReader(content), int64(len(content)), Settings{Encoding: "windows-1252"})
	if err != nil || text.Stray() != nil {
		t.Errorf("said to be Windows-1252: stray %v, %v", text.Stray(), err)
	}
	// Bytes that are UTF-8 by chance are what the setting says.
	text, err = Open(strings.NewReader("\xC3\xA9;b\n"), 5, Settings{Encoding: "windows-1252", Delimiter: ';'})
	if err != nil {
		t.Fatal(err)
	}
	for row := range text.Rows(text.Delimiters()[0]) {
		if row.Cells[0] != "Ã©" {
			t.Errorf("%q", row.Cells)
		}
	}
}

func TestTheDelimiterThatIsKnownDecides(t *testing.T) {
	for _, content := range []string{"a,b|c\n1,2|3\n", "sep=,\na,b|c\n"} {
		text, err := Open(strings.NewReader(content), int64(len(content)), Settings{Delimiter: '|'})
		if err != nil || string(text.Delimiters()) != "|" {
			t.Fatalf("%q: %q, %v", content, text.Delimiters(), err)
		}
		for row := range text.Rows('|') {
			if row.Cells[0] != "a,b" {
				t.Errorf("%q: %q", content, row.Cells)
			}
			break
		}
	}
}

func TestAZeroByteCostsTheRowAlone(t *testing.T) {
	content := "a,b\n1,x\x00y\n" + strings.Repeat("2,z\n", 100)
	if rows := dump(t, content, ','); rows[1] != "2: ! "+ErrZero.Error() || rows[2] != "3: 2|z" {
		t.Errorf("%q", rows[:3])
	}
}

func TestLimitsCostTheRowAlone(t *testing.T) {
	cell := strings.Repeat("x", MaxCell+1)
	record := strings.Repeat("y", maxRecord+1)
	content := "a,b\n" + cell + ",2\n3,4\n" + record + "\n5,6\n\"" + record + "\n7,8\n" + strings.Repeat(",", MaxColumns) + "\n9,10\n"
	want := []string{"1: a|b", "2: ! " + ErrCellSize.Error(), "3: 3|4", "4: ! " + ErrRecordSize.Error(), "5: 5|6",
		"6: ! " + ErrRecordSize.Error(), "7: 7|8", "8: ! " + ErrColumns.Error(), "9: 9|10"}
	if diff := cmp.Diff(want, dump(t, content, ',')); diff != "" {
		t.Error(diff)
	}
}

func TestBlankLinesBeyondTheWindow(t *testing.T) {
	n := maxRecord + 10
	content := "a,b\n" + strings.Repeat("\n", n) + "1,2\n"
	text, err := Open(strings.NewReader(content), int64(len(content)), Settings{})
	if err != nil {
		t.Fatal(err)
	}
	rows, last := 0, Row{}
	for row, err := range text.Rows(',') {
		if err != nil {
			t.Fatal(err)
		}
		rows, last = rows+1, Row{Line: row.Line, Err: row.Err}
	}
	if want := (Row{Line: n + 2}); rows != n+2 || last.Line != want.Line || last.Err != nil {
		t.Errorf("%d rows, the last %+v; want %d and %+v", rows, last, n+2, want)
	}
}

func TestEveryRowWithAnOpenQuoteIsFound(t *testing.T) {
	content := "a,b\n" + strings.Repeat("1,\"x"+strings.Repeat("y", 500)+"\n", 5000)
	if rows := dump(t, content, ','); len(rows) != 5001 || !strings.HasSuffix(rows[4321], ErrQuote.Error()) {
		t.Errorf("%d rows, want 5001", len(rows))
	}
}

// FuzzRows compares with encoding/csv where that accepts the text, and checks
// that no line is passed over and none counted twice.
func FuzzRows(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\n\na,\"b\nc\"\n\n", "\"a\nb,c\nd\"e\n\"", "a\r\n\r\nb", "sep=;\na;b", "\xFF\xFEa\x00", "a,b\r1,2\r"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		text, err := Open(bytes.NewReader(content), int64(len(content)), Settings{})
		if err != nil {
			return
		}
		isWide := text.Encoding() != "utf-8"
		next, faults := text.firstLine, 0
		var records [][]string
		for row, err := range text.Rows(',') {
			if err != nil {
				t.Fatal(err)
			}
			if row.Line != next {
				t.Fatalf("line %d follows, want %d", row.Line, next)
			}
			next++
			if row.Err != nil {
				faults++
			}
			for _, c := range row.Cells {
				next += strings.Count(c, "\n")
			}
			if len(row.Cells) > 0 {
				records = append(records, append([]string(nil), row.Cells...))
			}
		}
		if text.oldBreaks || isWide || text.firstLine > 1 || faults > 0 {
			return
		}
		reader := stdcsv.NewReader(bytes.NewReader(content[text.start:]))
		reader.FieldsPerRecord = -1
		want, err := reader.ReadAll()
		if err != nil {
			t.Fatalf("encoding/csv: %v, but no row has a fault", err)
		}
		if diff := cmp.Diff(want, records); diff != "" && len(want)+len(records) > 0 {
			t.Fatal(diff)
		}
		if lines := bytes.Count(content, []byte("\n")); next-1 < lines || next-1 > lines+1 {
			t.Fatalf("%d lines, %d accounted for", lines, next-1)
		}
	})
}

package ingest

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"compack/internal/problem"
)

// compressed returns the content as a gzip archive.
func compressed(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestDialects lists the ways in which text exports are written, and what comes
// out of each.
func TestDialects(t *testing.T) {
	const plain = "Ref,Customer,Due,Summary\nA1,Acme,2026-10-01,Größe\n"
	want := []string{"2: A1|acme|2026-10-01|Größe"}
	utf16le := func(s string) string { return string(wide16(s, binary.LittleEndian)) }
	for _, c := range []struct {
		name, content string
		change        func(*Source)
		rows          []string
		problems      []string
	}{
		{"UTF-8", plain, nil, want, nil},
		{"byte order mark", "\xEF\xBB\xBF" + plain, nil, want, nil},
		{"UTF-16 LE with mark", "\xFF\xFE" + utf16le(plain), nil, want, nil},
		{"UTF-16 BE with mark", "\xFE\xFF" + string(wide16(plain, binary.BigEndian)), nil, want, nil},
		{"UTF-16 LE", utf16le(plain), nil, want, nil},
		{"UTF-16 BE", string(wide16(plain, binary.BigEndian)), nil, want, nil},
		{"Windows-1252", "Ref,Customer,Due,Summary\nA1,Acme,2026-10-01,Gr\xF6\xDFe\n", nil, want,
			[]string{"F002 in.csv, row 2: line 2 holds the byte 0xF6, which is not UTF-8 there; the file is read as Windows-1252"}},
		{"Windows-1252 as set", "Ref,Customer,Due,Summary\nA1,Acme,2026-10-01,Gr\xF6\xDFe\n", func(s *Source) { s.Encoding = "windows-1252" }, want, nil},
		{"UTF-8 as set", "Ref,Customer,Due,Summary\nA1,Acme,2026-10-01,Gr\xF6\xDFe\n", func(s *Source) { s.Encoding = "utf-8" }, nil,
			[]string{"F002 in.csv: line 2 holds the byte 0xF6, which is not UTF-8 there"}},
		{"gzip", string(compressed(t, []byte(plain))), nil, want, nil},
		{"gzip of a workbook", string(compressed(t, workbook(t, []any{"Ref", "Customer", "Due", "Summary"}, []any{"A1", "Acme", 46296, "Größe"}))), nil, want, nil},
		{"half a gzip archive", string(compressed(t, []byte(plain))[:30]), nil, nil,
			[]string{"F007 in.csv: the compressed file is damaged or half-written: unexpected EOF"}},
		{"gzip in gzip", string(compressed(t, compressed(t, []byte(plain)))), nil, nil,
			[]string{"F007 in.csv: the file is a gzip archive inside another, which can't be read as a table"}},
		{"CRLF", strings.ReplaceAll(plain, "\n", "\r\n"), nil, want, nil},
		{"semicolons", strings.ReplaceAll(plain, ",", ";"), nil, want, nil},
		{"tabs", strings.ReplaceAll(plain, ",", "\t"), nil, want, nil},
		{"pipes", strings.ReplaceAll(plain, ",", "|"), nil, want, nil},
		{"delimiter declared", "sep=;\n" + strings.ReplaceAll(plain, ",", ";"), nil, []string{"3: A1|acme|2026-10-01|Größe"}, nil},
		{"delimiter as set", "Ref|Customer|Due|Summary\nA1|Acme|2026-10-01|Größe\n", func(s *Source) { s.Delimiter = "|" }, want, nil},
		{"delimiter set wrongly", plain, func(s *Source) { s.Delimiter = "tab" }, nil,
			[]string{"F003 in.csv: no comma, semicolon, tab or pipe stands between two values"}},
		{"settings that can't be", plain, func(s *Source) { s.Encoding, s.Delimiter, s.Decimal, s.HeaderRow = "latin1", ":", ",", -1 }, nil, []string{
			`G003 sources[0].encoding: "latin1" is no encoding that can be read`, `G003 sources[0].delimiter: ":" is no delimiter`,
			`G003 sources[0].decimal: "," is no decimal mark`, `G003 sources[0].header_row: there is no row -1`}},
		{"header row as set", "Ref,Customer,Due,Summary\nRef,Customer,Due,Title\n\nA1,Acme,2026-10-01,Größe\n",
			func(s *Source) { s.HeaderRow = 2; s.Columns = map[string]string{"title": "Title"} }, []string{"4: A1|acme|2026-10-01|Größe"}, nil},
		{"a zero byte", plain + "A2,Acme,2026-10-01,a\x00b\n", nil, want, []string{"T001 in.csv, row 3: a cell holds a zero byte"}},
		{"more cells than headers", plain + "A2,Acme,2026-10-01,a,b\n", nil, want, []string{"F004 in.csv, row 3: the row has 5 cells, the header 4"}},
		{"totals at the end", plain + "\nTotal,,,1\n", nil, want, []string{"S010 in.csv, row 4: the row holds totals, so it is counted as blank"}},
		{"totals in French", plain + ",Total général,,1\n", nil, want, []string{"S010 in.csv, row 3: the row holds totals, so it is counted as blank"}},
		{"a record called Total", plain + "Total,Acme,2026-10-01,a\n", nil, append(want, "3: Total|acme|2026-10-01|a"), nil},
		{"a key beside the total", plain + "A9,Total,,a\n", nil, want, []string{
			`X001 in.csv, row 3, column "Customer": "Total" is no configured client`, `V001 in.csv, row 3, column "Due": the value is missing`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, "in.csv", []byte(c.content), c.change)
			var rows []string
			if r.table != nil {
				rows = r.rows("id", "client", "due_on", "title")
			}
			if diff := cmp.Diff(c.rows, rows); diff != "" {
				t.Error("records: ", diff)
			}
			if diff := cmp.Diff(c.problems, r.found()); diff != "" {
				t.Error("problems: ", diff)
			}
		})
	}
}

func wide16(s string, order binary.AppendByteOrder) (out []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

// TestColumnsDecide lists what a column of values that can be read in two ways
// comes to.
func TestColumnsDecide(t *testing.T) {
	const dates = "its values contradict each other"
	for _, c := range []struct {
		name, header string
		values       []string
		change       func(*Source)
		want         []string // of the accepted rows
		says         string   // of the column
		rejected     int
	}{
		{"day first", "Due", []string{"03/04/2026", "30/09/2026", "01/02/2026 16:14"}, nil, []string{"2026-04-03", "2026-09-30", "2026-02-01"}, "", 0},
		{"month first", "Due", []string{"3/4/2026 9:41 AM", "6/21/2025 16:14"}, nil, []string{"2026-03-04", "2025-06-21"}, "", 0},
		{"nothing decides", "Due", []string{"03/04/2026", "2026-10-01", "05/06/2026"}, nil, []string{"2026-10-01"}, "no other value of the column tells which", 2},
		{"contradiction", "Due", []string{"30/09/2026", "03/04/2026", "09/30/2026"}, nil, []string{"2026-09-30", "2026-09-30"}, dates, 1},
		{"as set", "Due", []string{"03/04/2026"}, func(s *Source) { s.DateOrder = "mdy" }, []string{"2026-03-04"}, "", 0},
		{"a year first is possible", "Due", []string{"25/03/26", "26/05/27"}, nil, nil, "no other value of the column tells which", 2},
		{"a year first is not", "Due", []string{"25/03/26", "26/04/45"}, nil, []string{"2026-03-25", "2045-04-26"}, "", 0},
		{"decimal comma", "Cost", []string{"1.234", "1.234,5", "12,75"}, nil, []string{"1234", "1234.5", "12.75"}, "", 0},
		{"decimal point", "Cost", []string{"1,234", "1,234.5", "0.125"}, nil, []string{"1234", "1234.5", "0.125"}, "", 0},
		{"a mark that nothing decides", "Cost", []string{"1,234", "7"}, nil, []string{"7"}, "no other value of the column tells which", 1},
		{"a mark as set", "Cost", []string{"1,234"}, func(s *Source) { s.Decimal = "comma" }, []string{"1.234"}, "", 0},
		{"marks that contradict", "Cost", []string{"1,234", "2,5", "2.5"}, nil, []string{"2.5", "2.5"}, dates, 1},
		{"thousands of whole numbers", "Headcount", []string{"1,234", "12"}, nil, []string{"1234", "12"}, "", 0},
		{"thousands by points", "Headcount", []string{"1.234", "12"}, nil, []string{"12"}, "no other value of the column tells which", 1},
		{"spaces and apostrophes", "Cost", []string{"1 234,5", "1'234'567", "1\u202f000", "-3,5"}, nil, []string{"1234.5", "1234567", "1000"}, "", 1},
		{"percent", "Cost", []string{"12.5%", "50 %"}, nil, []string{"0.125", "0.5"}, "", 0},
		{"percent of a hundred", "Progress", []string{"85%", "100 %", "7"}, nil, []string{"85", "100", "7"}, "", 0},
	} {
		field := map[string]string{"Due": "due_on", "Cost": "cost", "Headcount": "headcount", "Progress": "progress"}[c.header]
		t.Run(c.name, func(t *testing.T) {
			for _, format := range []string{"csv", "xlsx"} {
				lines, sheet := "Ref\tCustomer\tGiven\t"+c.header+"\n", [][]any{{"Ref", "Customer", "Given", c.header}}
				for i, v := range c.values {
					lines += fmt.Sprintf("A%d\tAcme\tx\t%s\n", i, v)
					sheet = append(sheet, []any{fmt.Sprint("A", i), "Acme", "x", v})
				}
				content := []byte(lines)
				if format == "xlsx" {
					content = workbook(t, sheet...)
				}
				r := read(t, "in."+format, content, func(s *Source) {
					s.Dataset = definition(t, strings.Replace(actions, "  - {name: urgent", "  - {name: headcount, title: Headcount, type: integer}\n"+
						"  - {name: progress, title: Progress, type: integer, max: 100}\n  - {name: urgent", 1))
					if c.header != "Due" {
						s.Set = map[string]string{"due_on": "2026-10-01"}
					}
					if c.change != nil {
						c.change(s)
					}
				})
				var got []string
				for i := range r.table.Len() {
					got = append(got, r.table.Col(field).Text(i))
				}
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("%s: %s\n%v", format, diff, r.problems)
				}
				var columns []string
				for _, p := range r.problems {
					if p.Code == problem.Ambiguous {
						columns = append(columns, p.Message)
					}
				}
				if (c.says == "") != (len(columns) == 0) || len(columns) > 1 || len(columns) == 1 && !strings.HasSuffix(columns[0], c.says) {
					t.Errorf("%s: of the column %q, want %q", format, columns, c.says)
				}
				if r.ledger[0].Rejected != c.rejected {
					t.Errorf("%s: %s, want %d rejected: %v", format, r.counts(), c.rejected, r.problems)
				}
			}
		})
	}
}

func TestMonthsInFourLanguages(t *testing.T) {
	for text, want := range map[string]string{
		"5-Oct-26": "2026-10-05", "5 octubre 2026": "2026-10-05", "5 de octubre de 2026": "2026-10-05", "5. Oktober 2026": "2026-10-05", "5 octobre 2026": "2026-10-05",
		"12. März 2026": "2026-03-12", "12 Mrz 2026": "2026-03-12", "12 mars 2026": "2026-03-12", "3 déc. 2026": "2026-12-03", "3. Dez. 2026": "2026-12-03",
		"1er février 2026": "2026-02-01", "1er août 2026": "2026-08-01", "1 ago 2026": "2026-08-01", "2 ene 2026": "2026-01-02", "7 juil. 2026": "2026-07-07",
		"7 juin 2026": "2026-06-07", "7 jui 2026": "", "Mai 5, 2026": "2026-05-05", "5th October 2026": "2026-10-05", "DIC 24, 2026": "2026-12-24", "3 Pluviôse 2026": "",
	} {
		if got, _ := parseDate(text, ""); got.String() != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTruthInManyWords(t *testing.T) {
	for word, want := range map[string]bool{"Yes": true, "Ja": true, "oui": true, "Sí": true, "SI": true, "wahr": true, "vrai": true, "X": true, "✓": true, "Enabled": true,
		"required": true, "activé": true, "1": true, "no": false, "Nein": false, "non": false, "falsch": false, "faux": false, "disabled": false, "désactivé": false, "optional": false, "0": false} {
		if got, ok := parseTruth(word); !ok || got != want {
			t.Errorf("%q: %t %t, want %t", word, got, ok, want)
		}
	}
	for _, word := range []string{"", "Pending", "2", "10", "yes and no", "ni"} {
		if _, ok := parseTruth(word); ok {
			t.Errorf("%q is read", word)
		}
	}
}

func TestSeveralValuesInACell(t *testing.T) {
	r := read(t, "in.csv", []byte("Ref,Customer,Due,Summary\nA1,Acme,2026-10-01,\"A.5.1\nA.5.2 ;A.6.3|  | A.8.8\"\nA2,Acme,2026-10-01,\"A.5.1, A.5.2\"\n"), func(s *Source) {
		s.Dataset.Fields[s.Dataset.Index("title")].List = true
	})
	if diff := cmp.Diff([]string{"2: A.5.1; A.5.2; A.6.3; A.8.8", "4: A.5.1, A.5.2"}, r.rows("title")); diff != "" {
		t.Error(diff)
	}
}

func TestAWordOfAValueIsSuggested(t *testing.T) {
	r := read(t, "in.csv", []byte("Ref,Customer,Due,Status\nA1,Acme,2026-10-01,Resolvde\n"), nil)
	if len(r.problems) != 1 || !strings.HasPrefix(r.problems[0].Hint, `did you mean "closed"?`) {
		t.Errorf("%+v", r.problems)
	}
}

// compoundFile returns an OLE2 file whose directory, in its second half, has the
// streams.
func compoundFile(streams ...string) []byte {
	b := make([]byte, 512*300)
	copy(b, ole)
	sector := func(n int) []byte { return b[512*(n+1) : 512*(n+2)] }
	binary.LittleEndian.PutUint16(b[30:], 9)
	binary.LittleEndian.PutUint32(b[48:], 200) // far behind what is looked at as the head
	binary.LittleEndian.PutUint32(b[76:], 0)
	binary.LittleEndian.PutUint32(b[80:], 1)
	binary.LittleEndian.PutUint32(sector(1)[4*(200-128):], 250)
	binary.LittleEndian.PutUint32(sector(1)[4*(250-128):], 0xFFFFFFFE)
	for i, name := range streams {
		entry := sector(250)[128*i:]
		units := wide16(name, binary.LittleEndian)
		copy(entry, units)
		binary.LittleEndian.PutUint16(entry[64:], uint16(len(units)+2))
	}
	return b
}

func TestFilesOfOtherKindsAreNamedWithTheWayOut(t *testing.T) {
	ods := zipWith(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet")
	for _, c := range []struct{ name, content, says, hint string }{
		{"ods", string(ods), "an OpenDocument spreadsheet (.ods)", "save it as .xlsx"},
		{"xlsb", string(zipOf(t, "xl/workbook.bin")), "a binary Excel workbook (.xlsb)", "save it as .xlsx"},
		{"numbers", string(zipOf(t, "Index/Document.iwa")), "a Numbers spreadsheet", "export it from Numbers"},
		{"xls", string(compoundFile("Root Entry", "Workbook")), "an old Excel workbook (.xls), which", "save it as .xlsx"},
		{"password", string(compoundFile("Root Entry", "\x06DataSpaces", "EncryptedPackage")), "protected by a password", "remove the password"},
		{"rights", string(compoundFile("EncryptedPackage", "\x06DataSpaces", "DRMEncryptedDataSpace")), "under rights protection", "without protection"},
		{"doc", string(compoundFile("WordDocument")), "an old Word document", "export the table"},
		{"compound file that loops", string(ole) + strings.Repeat("\x09\x00", 600), "(.xls) or one protected", "without a password"},
		{"XML of 2003", "<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "an XML spreadsheet of Excel 2003", "save it as .xlsx"},
		{"HTML", "<html><table>", "a web page (HTML)", "save it as .xlsx"},
		{"PDF", "%PDF-1.7", "a PDF document", "export the table itself"},
		{"JPEG", "\xFF\xD8\xFF\xE0", "a JPEG picture", "export the table itself"},
		{"WebP", "RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP picture", "export the table itself"},
		{"Parquet", "PAR1\x15\x04", "a Parquet file", "convert it to .csv"},
	} {
		r := read(t, "in.xls", []byte(c.content), nil)
		if len(r.problems) != 1 || r.problems[0].Code != problem.WrongFormat || !strings.Contains(r.problems[0].Message, c.says) || !strings.Contains(r.problems[0].Hint, c.hint) {
			t.Errorf("%s: %+v", c.name, r.problems)
		}
	}
}

// FuzzNumber checks that a number read in a way is one of the ways it has, and
// that a mark never makes a number mean two.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1,234", "1.234,5", "1'234", "-0,5", "1 234 567.8", "12%", "1.2.3", ",5", "1e3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, any := readNumber(s, "")
		p, asPoint := readNumber(s, "point")
		c, asComma := readNumber(s, "comma")
		if asPoint == twoNumbers || asComma == twoNumbers {
			t.Fatalf("%q: two numbers with a mark", s)
		}
		if differ := asPoint == isNumber && asComma == isNumber && p != c; differ != (any == twoNumbers) {
			t.Fatalf("%q: %v and %v, but fault %d", s, p, c, any)
		}
	})
}

// FuzzCompound follows the directory of any compound file.
func FuzzCompound(f *testing.F) {
	f.Add(compoundFile("Workbook")[8:2048])
	f.Fuzz(func(t *testing.T, rest []byte) {
		content := append([]byte(ole), rest...)
		in := &file{bytes: bytes.NewReader(content), size: int64(len(content))}
		if what, hint := in.compound(content); what == "" || hint == "" {
			t.Fatal("nothing is said")
		}
	})
}

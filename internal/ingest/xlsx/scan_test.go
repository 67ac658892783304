package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// ours lists what the scanner finds: +name attr=value, -name, and text joined.
func ours(r io.Reader) (out []string, err error) {
	s := newScanner(r)
	for {
		t, err := s.next()
		if err == io.EOF {
			return out, nil
		} else if err != nil {
			return out, err
		}
		switch t {
		case opening:
			tag := "+" + string(s.name)
			for _, a := range s.attrs {
				tag += fmt.Sprintf(" %s=%q", a.name, a.value)
			}
			out = append(out, tag)
		case closing:
			out = append(out, "-"+string(s.name))
		case content:
			out = joinText(out, s.text)
		}
	}
}

func joinText(out []string, text []byte) []string {
	if last := len(out) - 1; last >= 0 && strings.HasPrefix(out[last], "=") {
		out[last] += string(text)
		return out
	}
	return append(out, "="+string(text))
}

// theirs lists what encoding/xml finds. ok is false where the text is not
// well-formed, or says what the scanner refuses on purpose.
func theirs(text string) (out []string, ok bool) {
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(text, "\uFEFF")))
	var open []xml.Name
	rooted := false
	for {
		token, err := d.RawToken()
		if err != nil {
			return out, err == io.EOF && rooted && len(open) == 0
		}
		switch t := token.(type) {
		case xml.StartElement:
			if rooted && len(open) == 0 || len(open) == maxDepth {
				return out, false
			}
			rooted, open = true, append(open, t.Name)
			tag := "+" + t.Name.Local
			for _, a := range t.Attr {
				tag += fmt.Sprintf(" %s=%q", a.Name.Local, a.Value)
			}
			out = append(out, tag)
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != t.Name {
				return out, false
			}
			open = open[:len(open)-1]
			out = append(out, "-"+t.Name.Local)
		case xml.CharData:
			if len(open) > 0 && len(t) > 0 {
				out = joinText(out, t)
			} else if strings.Trim(string(t), " \t\n") != "" {
				return out, false
			}
		case xml.Directive:
			return out, false
		}
	}
}

var wellFormed = []string{
	`<a/>`,
	"\uFEFF<?xml version=\"1.0\" encoding='UTF-8'?>\r\n<x:a xmlns:x=\"u\" b='1>2'><x:c d=\"&lt;&#x41;&quot;\r\n]\"/>t&amp;x</x:a >\r",
	`<a><!-- c - d > <b> --><![CDATA[<b>&amp;]] ]>]]>]]<?p q="</a>"?></a>`,
	"<a>é\r\n\u2028𝄞]]&gt;</a><!-- end -->\n",
	`<a><b><b/></b ><c.d-e_f é="ü"/></a>`,
}

func TestScannerAgreesWithEncodingXML(t *testing.T) {
	for _, text := range wellFormed {
		want, ok := theirs(text)
		if !ok {
			t.Fatalf("%s is not well-formed", text)
		}
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(text), "byte by byte": iotest.OneByteReader(strings.NewReader(text)), "with the error": iotest.DataErrReader(strings.NewReader(text))} {
			got, err := ours(r)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("%s, %s: %v %s", text, name, err, diff)
			}
		}
	}
}

func TestScannerRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", "text", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "</a>", "<a", "<a b", "<a b=c/>", "<a b='1/>", "<a b='<'/>", "<1/>", "< a/>", "<a:b:c/>",
		"<a>&b;</a>", "<a>&#0;</a>", "<a>&#xFFFE;</a>", "<a>& </a>", "<a>\x00</a>", "<a>\xE9</a>", "<a>\uFFFE</a>", "<a>]]></a>", "<a><!-- -- --></a>",
		"<a><!--", "<a><![CDATA[x</a>", "<a><?x", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "<?xml version='1.0' encoding='utf-16'?><a/>", "<a/ >",
		strings.Repeat("<a>", 200) + strings.Repeat("</a>", 200), "<a b='" + strings.Repeat("x", 2<<20) + "'/>",
	} {
		if got, err := ours(strings.NewReader(text)); err == nil {
			t.Errorf("%.60q gives %v", text, got)
		}
	}
}

func TestScannerSkipsWhatMayHideATag(t *testing.T) {
	filling := strings.Repeat("<row><c/></row>", 20_000) // more than a window
	for _, inside := range []string{"", filling, "<![CDATA[</data>]]>" + filling, "<!--</data>-->", "</dat", "<?p </data>?>"} {
		closed := inside
		if inside == "</dat" {
			closed = "<dataset></dataset>"
		}
		s := newScanner(strings.NewReader("<r><data>" + closed + "</data ><tail/></r>"))
		var names []string
		for {
			t2, err := s.next()
			if err != nil {
				if err != io.EOF {
					t.Error(err)
				}
				break
			}
			names = append(names, fmt.Sprint(t2, string(s.name)))
			if t2 == opening && string(s.name) == "data" {
				if err := s.skip(); err != nil {
					t.Fatal(err)
				}
			}
		}
		got := strings.Join(names, " ")
		if !strings.HasSuffix(got, "1tail 2tail 2r") || strings.Contains(got, "row") {
			t.Errorf("%.30q: %s", inside, got)
		}
	}
}

func TestLimitsOfAWorkbook(t *testing.T) {
	long := strings.Repeat("x", maxCellText+1)
	many := map[string]string{}
	for i := range maxParts {
		many[fmt.Sprint("part", i)] = "x"
	}
	for name, content := range map[string][]byte{
		"a long cell":        pack(t, `<x:row><x:c t="str"><x:v>`+long+`</x:v></x:c></x:row>`, nil),
		"a long shared text": pack(t, "", map[string]string{"xl/sharedStrings.xml": "<sst><si><t>" + long + "</t></si></sst>"}),
		"many entries":       pack(t, "", many),
		"a bomb":             pack(t, strings.Repeat(" ", 40<<20), nil),
	} {
		if got, err := dump(content, 0); !errors.Is(err, ErrSize) {
			t.Errorf("%s: %d rows, error %v", name, len(got), err)
		}
	}
}

func TestLayoutOfASheet(t *testing.T) {
	sheet := `<worksheet><sheetPr filterMode="1"/><cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/></cols>
		<sheetData><row r="2" hidden="true"><c><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="$C$2:$C$9"/></mergeCells></worksheet>`
	content := pack(t, "", map[string]string{"xl/worksheets/sheet1.xml": sheet})
	w, err := Open(strings.NewReader(string(content)), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.Layout(w.Sheets[0])
	want := Layout{Merged: []Area{{1, 1, 0, 1}, {2, 9, 2, 2}}, Hidden: []Range{{1, 2}}, Filtered: true}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	for row := range w.Rows(w.Sheets[0]) {
		if !row.Hidden || row.Number != 2 {
			t.Errorf("row %+v is not hidden", row)
		}
	}
	for _, bad := range []string{`<a`, `<mergeCell ref="B1:A1"/>`, `<mergeCell ref="A0"/>`, `<sheetData/>`} {
		content := pack(t, "", map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData/>" + bad + "</worksheet>"})
		if _, err := dump(content, 0); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestZerosInFront(t *testing.T) {
	for code, want := range map[string]uint8{"00000": 5, "00;-00": 2, "0": 0, "0.00": 0, "General": 0, "000-00": 0} {
		if got := leastDigits(code); got != want {
			t.Errorf("%s: %d, want %d", code, got, want)
		}
	}
}

// FuzzScanner compares the scanner with encoding/xml on what is well-formed; on
// the rest it must come to an end, and find no more than an error.
func FuzzScanner(f *testing.F) {
	for _, text := range wellFormed {
		f.Add(text)
	}
	f.Add("<a><b c='&#10;'>]]</b>\r</a>")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<10 {
			return // a tag is looked at again for each byte that arrives alone
		}
		got, err := ours(iotest.OneByteReader(strings.NewReader(text)))
		again, err2 := ours(strings.NewReader(text))
		if diff := cmp.Diff(got, again); diff != "" && err == nil || (err == nil) != (err2 == nil) {
			t.Fatalf("it depends on how the text is cut: %v, %v %s", err, err2, diff)
		}
		if want, ok := theirs(text); ok {
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Fatalf("%v %s", err, diff)
			}
		}
	})
}

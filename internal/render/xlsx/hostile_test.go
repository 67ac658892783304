package xlsx

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/document/documenttest"
	"compack/internal/metric"
	"compack/internal/period"
)

// hostile are texts that programs take for commands where they stand as formulas, or
// for codes in a page's header.
var hostile = []string{"=cmd|'/C calc'!A0", "+cmd|'/C calc'!A0", "-2+3+cmd|'/C calc'!A0", "@SUM(1+9)*cmd|'/C calc'!A0", "\t=cmd|' /C calc'!A0", "\r=cmd|'/C calc'!A0",
	`=HYPERLINK("http://x?cmd|"&A1,"y")`, `"),cmd|'/C calc'!A0,("`, "&P&D cmd|'/C calc'!A0",
	"<a b=\"c\">&amp;</a> 'it''s' \x00\x01\x0b\ufffe\xff _x000D_ _x005F_x0041_\r\n\tend \U0001F600 ", strings.Repeat("0123456789 ", 3200), strings.Repeat("\U0001F600\"'", 12_000)}

// infect sets every text below v that is shown, and not those that say where a formula
// or a name stands, to one of the hostile ones.
func infect(v reflect.Value, n *int) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*dataset.Table]() && v.Kind() == reflect.Pointer {
			infect(v.Elem(), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			isKey := strings.Contains(name, "Formula") || slices.Contains([]string{"Metric", "Kind", "Status", "Dates", "Helpers", "Period", "Needed", "Key", "Better", "Locale", "Paper", "Language"}, name)
			if v.Type().Field(i).IsExported() && (!isKey || name == "Key" && v.Field(i).Kind() == reflect.Struct) {
				infect(v.Field(i), n)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			infect(v.Index(i), n)
		}
	case reflect.String:
		*n++
		v.SetString(fmt.Sprint(hostile[*n%len(hostile)], " ", *n))
	}
}

// quotedText is a text, or the name of a sheet, inside of a formula.
var quotedText = regexp.MustCompile(`"(?:[^"]|"")*"|'(?:[^']|'')*'`)

// infected returns a document whose texts are hostile.
func infected(t *testing.T) *document.Document {
	t.Helper()
	d := targeted(t)
	for i := range d.Workbook.Figures {
		for g := range d.Workbook.Figures[i].Groupings {
			d.Workbook.Figures[i].Groupings[g].Withheld = "x"
		}
	}
	n := 0
	infect(reflect.ValueOf(d).Elem(), &n)
	for i := range d.Workbook.Figures {
		for g := range d.Workbook.Figures[i].Groupings {
			d.Workbook.Figures[i].Groupings[g].Title = hostile[len(hostile)-1-g%2]
		}
	}
	for _, p := range d.Workbook.Populations {
		def := p.Table.Def
		def.Title, def.Description = hostile[0], hostile[1]
		for i := range def.Fields {
			def.Fields[i].Title = fmt.Sprint(hostile[i%len(hostile)], i)
			for j := range def.Fields[i].Values {
				def.Fields[i].Values[j].Title = fmt.Sprint(hostile[len(hostile)-1-j%len(hostile)], j)
			}
		}
		if c := p.Table.Col("title"); c != nil && c.Len() > 0 {
			c.Rewrite(func(s string) string { return hostile[len(s)%len(hostile)] })
		}
	}
	if n < 200 {
		t.Fatalf("only %d texts were set", n)
	}
	return d
}

func TestNoTextOfADocumentIsEverLive(t *testing.T) {
	d := infected(t)
	data, err := Render(d, Options{Brand: document.Brand{Logo: logo(t)}})
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for name, e := range partsOf(t, data) {
		for _, kind := range []string{"f", "formula", "definedName"} {
			for _, f := range e.all(kind) {
				looked++
				if bare := quotedText.ReplaceAllString(f.Text, ""); strings.Contains(bare, "cmd") || strings.Contains(bare, "HYPERLINK") {
					t.Errorf("%s: a formula is %q", name, f.Text)
				}
			}
		}
		for _, l := range e.all("hyperlink") {
			if !strings.HasPrefix(l.attr("location"), "'") || l.attr("id") != "" {
				t.Errorf("%s: a link leads to %q", name, l.attr("location"))
			}
		}
		for _, kind := range []string{"oddHeader", "oddFooter"} {
			for _, h := range e.all(kind) {
				if bare := strings.ReplaceAll(h.Text, "&&", ""); strings.Contains(bare, "&D") || strings.Count(bare, "&P") > 1 {
					t.Errorf("%s: a header is %q", name, h.Text)
				}
			}
		}
	}
	if looked < 300 {
		t.Errorf("only %d formulas and names were looked at", looked)
	}
	open(t, data)
}

// crowded returns a document with what tables and sheets can hardly tell apart: many
// columns and columns without titles or of one title, sheets of one name when they are
// cut, and days and words that programs can't take as they are.
func crowded(t *testing.T) *document.Document {
	t.Helper()
	long := strings.Repeat("Evidence of one name ", 20)
	wide := documenttest.WideTable(100)
	for i, title := range []string{"", "same", "SAME", " Same\n", "same (2)", long, long + "!", "Straße", "STRASSE", "_x0041_", "a\tb", "'", `"`} {
		wide.Columns[i].Title = title
	}
	wide.Rows = append(wide.Rows, []document.Cell{document.D(period.NewDate(1900, time.February, 28)), document.D(period.NewDate(1900, time.March, 1)), document.D(period.NewDate(9999, time.December, 31)), document.D(period.None),
		{Kind: document.Number, Value: metric.Fraction{Num: 7, Den: 2}, Places: 3, Unit: long, Signed: true}, {Kind: document.Integer, Value: metric.Whole(1), Unit: "\x01\"\n"}})
	wide.Total = []document.Cell{document.T("Total")}
	d := sampleDocument(t)
	for i := range d.Workbook.Populations {
		d.Workbook.Populations[i].Name = long
	}
	for _, name := range []string{long, strings.ToUpper(long), long, "History", "'quoted' [a]:*?/\\", "summary", "\U0001F600" + long, " "} {
		d.Workbook.Evidence = append(d.Workbook.Evidence, document.Evidence{Name: name, Table: wide})
	}
	d.Workbook.Populations[1].Table = table(t, "findings", findingRows(rand.New(rand.NewPCG(1, 2)), 3*blockRows+1))
	return d
}

